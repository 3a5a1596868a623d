"""Changing any field of a project: FIELD=VALUE, LIST+=ITEM, LIST-=ITEM, FIELD= to take it out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import Any, Final, NamedTuple

from xmtz.domain.plain import printable
from xmtz.domain.refusal import quoted
from xmtz.entry.door import Gate, Standing
from xmtz.entry.forms import pretty
from xmtz.entry.values import Lexicon, Mistakes, Wrong, field_of, value_of_text
from xmtz.records.project import CODES, Project
from xmtz.records.record import Either, Lifted, ListOf, MapOf, Sub, Type
from xmtz.store.edits import Append, Edit, Path, Put, Remove, Value, same, tree_of, tree_of_value
from xmtz.store.located import Mapping as MappingNode
from xmtz.store.located import Node, Scalar, read
from xmtz.store.located import Sequence as SequenceNode
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


class Target(NamedTuple):
    """A field that was named: where it is, what it holds, what stands there now."""

    path: Path
    kind: Type[Any]
    node: Node | None
    label: Say


class Assignment(NamedTuple):
    """One FIELD=VALUE; `operator` is "=", "+=" or "-="."""

    names: list[str]
    operator: str
    text: str
    written: str


_ASSIGNMENT: Final = re.compile(r"(?P<field>[^=]+?)(?P<operator>\+=|-=|=)(?P<value>.*)", re.DOTALL)
_NUMBERED: Final = re.compile(r"(?P<name>[^\[\]]*)\[(?P<number>[0-9]{1,4})\]")


def parse(written: str) -> Assignment:
    """An assignment as typed. Raises Trouble."""
    found = _ASSIGNMENT.fullmatch(written)
    names: list[str] = []
    for name in (found["field"].strip() if found else "").split("."):
        numbered = _NUMBERED.fullmatch(name)
        names += [numbered["name"], f"[{numbered['number']}]"] if numbered else [name.strip()]
    if found is None or not all(names):
        raise Trouble(
            Say(
                "“{text}”看不懂；写成 字段=值，如 total=4.7亿、people.leader=王某、tags+=绿色通道",
                "cannot read “{text}”; write FIELD=VALUE, such as total=4.7亿, people.leader=..., tags+=...",
            ),
            text=quoted(written),
        )
    return Assignment(names, found["operator"], found["value"].strip(), written)


def locate(names: list[str], root: Node | None, lexicon: Lexicon) -> Target:
    """The field that the names lead to. Raises Trouble where there is no such field."""
    kind: Type[Any] = Sub(Project)
    node = root
    path: list[str | int] = []
    label = Project.title
    for name in names:
        kind = _mapping(kind)
        if isinstance(kind, ListOf):
            number = _item(name, node, label)
            path.append(number)
            node = node.items[number] if isinstance(node, SequenceNode) else None
            kind = kind.of
            continue
        if isinstance(kind, Sub):
            field = field_of(kind.record, name)
            key, kind, label = field.name, field.type, field.label
        elif isinstance(kind, MapOf):
            key = str(value_of_text(name, kind.key, lexicon))
            kind, label = kind.of, Say(f"{label.zh} {key}", f"{label.en} {key}")
        else:
            raise Trouble(
                Say("“{field}”下面没有更细的字段", "there are no fields below “{field}”"), field=label
            )
        path.append(key)
        node = node.get(key) if isinstance(node, MappingNode) else node if isinstance(node, Scalar) else None
        if isinstance(node, Scalar) and node.absent:
            node = None
    return Target(tuple(path), kind, node, label)


def _mapping(kind: Type[Any]) -> Type[Any]:
    while isinstance(kind, (Lifted, Either)):
        kind = kind.of if isinstance(kind, Lifted) else kind.long
    return kind


def _item(name: str, node: Node | None, label: Say) -> int:
    """Which item of a list is meant: [2] the second, else the one that has `name` as a value of its own."""
    items = node.items if isinstance(node, SequenceNode) else []
    if name.startswith("["):
        number = int(name[1:-1]) - 1
        if 0 <= number < len(items):
            return number
        raise Trouble(
            Say(
                "“{list}”只有 {count} 条，没有第 {number} 条",
                "“{list}” has {count} items, none with the number {number}",
            ),
            list=label,
            count=len(items),
            number=number + 1,
        )
    for wanted in _IDENTITIES:
        for number, item in enumerate(items):
            value = item.get(wanted) if isinstance(item, MappingNode) else None
            if isinstance(value, Scalar) and value.text == name:
                return number
    raise Trouble(
        Say(
            "“{list}”里没有“{name}”；可写第几条，如 {zh}[1]",
            "“{list}” has no “{name}”; an item may be given by number, such as [1]",
        ),
        list=label,
        name=quoted(name),
        zh=label.zh,
    )


_IDENTITIES: Final = ("id", "name", "list", "source", "kind", "class", "code", "on", "from", "month", "title")


def edits(assignment: Assignment, root: Node | None, lexicon: Lexicon) -> list[Edit]:
    """The edits of one assignment on a file whose tree is `root`. Raises Trouble or DomainError."""
    target = locate(assignment.names, root, lexicon)
    if target.path == ("id",):
        raise Trouble(Say("编号一经生成不再改变", "an id never changes once it is given"))
    if assignment.operator == "+=":
        return [_append(target, assignment, lexicon)]
    if assignment.operator == "-=":
        return [_take_out(target, assignment, lexicon)]
    if not assignment.text:
        return [] if target.node is None and not _written(target.path, root) else [Remove(target.path)]
    value = pretty(value_of_text(assignment.text, target.kind, lexicon))
    return _put(target, value, root)


def _put(target: Target, value: Value, root: Node | None) -> list[Edit]:
    """Put a value; where a short form stands in the way of one of its fields, it becomes the long form."""
    above = target.path[:-1]
    node = _node_at(root, above)
    if not isinstance(node, Scalar) or node.absent or not above:
        return [Put(target.path, value)]
    record = _mapping(_kind_at(above))
    if not isinstance(record, Sub):
        return [Put(target.path, value)]
    main = next(field.name for field in record.record.fields.values() if field.required)
    key = str(target.path[-1])
    if key == main:
        return [Put(above, value)]
    return [Put(above, {main: node.text, key: value})]


def _kind_at(path: Path) -> Type[Any]:
    kind: Type[Any] = Sub(Project)
    for step in path:
        kind = _mapping(kind)
        if isinstance(kind, Sub):
            kind = kind.record.fields[str(step)].type
        elif isinstance(kind, (MapOf, ListOf)):
            kind = kind.of
    return kind


def _node_at(root: Node | None, path: Path) -> Node | None:
    node = root
    for step in path:
        if isinstance(step, int):
            node = node.items[step] if isinstance(node, SequenceNode) else None
        else:
            node = node.get(step) if isinstance(node, MappingNode) else None
    return node


def _written(path: Path, root: Node | None) -> bool:
    above = _node_at(root, path[:-1])
    return isinstance(above, MappingNode) and above.key(str(path[-1])) is not None


def _append(target: Target, assignment: Assignment, lexicon: Lexicon) -> Edit:
    kind = _mapping(target.kind)
    if not isinstance(kind, ListOf):
        raise Trouble(_NOT_A_LIST, field=target.label, name=quoted(".".join(assignment.names)))
    value = pretty(value_of_text(assignment.text, kind.of, lexicon))
    if isinstance(value, dict):
        value = _one_line(value)
    if isinstance(target.node, Scalar):  # a single code becomes a list
        return Put(target.path, pretty([target.node.text, value]))
    return Append(target.path, value)


def _one_line(value: Value) -> Value:
    made = pretty([value])
    return made[0] if isinstance(made, list) else value


def _take_out(target: Target, assignment: Assignment, lexicon: Lexicon) -> Edit:
    kind = _mapping(target.kind)
    if not isinstance(kind, ListOf):
        raise Trouble(_NOT_A_LIST, field=target.label, name=quoted(".".join(assignment.names)))
    items = (
        target.node.items if isinstance(target.node, SequenceNode) else [target.node] if target.node else []
    )
    typed = assignment.text
    wanted = (
        typed
        if target.kind is CODES or isinstance(_mapping(kind.of), Sub)
        else value_of_text(typed, kind.of, lexicon)
    )
    for number, item in enumerate(items):
        if same(tree_of(item), tree_of_value(wanted)) or (isinstance(item, Scalar) and item.text == typed):
            return Remove(target.path if len(items) == 1 else (*target.path, number))
    raise Trouble(
        Say("“{list}”里没有“{item}”", "“{list}” has no “{item}”"), list=target.label, item=quoted(typed)
    )


_NOT_A_LIST: Final = Say(
    "“{field}”不是列表，不能用 += 或 -=；请写 {name}=值",
    "“{field}” is not a list: += and -= do not apply; write {name}=VALUE",
)


def change(gate: Gate, standing: Standing, written: Iterable[str]) -> list[Say]:
    """Plan the assignments on a project; gives what was changed, one line each.

    Raises Wrong with every mistake, Refusal where the result would have new errors.
    """
    from xmtz.store.splice import splice

    mistakes = Mistakes()
    text = standing.text
    done: list[Say] = []

    def changed(one: str, text: str) -> str:
        assignment = parse(one)
        wanted = edits(assignment, read(text).root, gate.lexicon)
        new = splice(text, wanted, gate.orders)
        if new != text:
            done.append(_done(assignment, wanted))
        return new

    for one in written:
        text = mistakes.take(Say(quoted(one, 60), quoted(one, 60)), partial(changed, one, text)) or text
    if mistakes.found:
        say = Say("有 {count} 处不对，什么都没有写入：", "{count} mistakes; nothing was written:")
        raise Wrong(say, mistakes.found, count=len(mistakes.found))
    gate.rewrite(standing, text)
    return done


def _done(assignment: Assignment, made: list[Edit]) -> Say:
    name = printable(".".join(assignment.names).replace(".[", "["))
    edit = made[-1]
    if isinstance(edit, Remove):
        return Say(
            f"删去 {name} {printable(assignment.text)}".rstrip(),
            f"removed {name} {printable(assignment.text)}".rstrip(),
        )
    said = edit.value if isinstance(edit.value, str) else assignment.text
    sign = "+=" if isinstance(edit, Append) else "="
    return Say(f"{name} {sign} {printable(said)}", f"{name} {sign} {printable(said)}")


def nested(written: Iterable[str], lexicon: Lexicon, into: dict[str, Value]) -> None:
    """Put assignments for a project that is still to be made into `into`. Raises Wrong."""
    mistakes = Mistakes()
    for one in written:
        mistakes.take(Say(quoted(one, 60), quoted(one, 60)), partial(_nest, one, lexicon, into))
    mistakes.end()


def _nest(written: str, lexicon: Lexicon, into: dict[str, Value]) -> None:
    assignment = parse(written)
    target = locate(assignment.names, None, lexicon)
    if assignment.operator == "-=" or not assignment.text:
        raise Trouble(Say("新项目没有可删的内容", "a new project has nothing to take out"))
    at: Any = into
    for step in target.path[:-1]:
        at = at.setdefault(str(step), {})
    key = str(target.path[-1])
    kind = _mapping(target.kind)
    if assignment.operator == "+=":
        if not isinstance(kind, ListOf):
            raise Trouble(_NOT_A_LIST, field=target.label, name=quoted(".".join(assignment.names)))
        at.setdefault(key, []).append(value_of_text(assignment.text, kind.of, lexicon))
    else:
        at[key] = value_of_text(assignment.text, target.kind, lexicon)
