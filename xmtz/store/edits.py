"""What can be changed in a YAML file, and what the file must say afterwards.

The second half of this module applies an edit to plain data. It never looks at the text: it is
what the spliced text is held against.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from xmtz.domain.refusal import quoted
from xmtz.store import located
from xmtz.store.located import Node
from xmtz.store.quoting import Plain
from xmtz.words.errors import USAGE, Trouble
from xmtz.words.finding import Finding
from xmtz.words.lang import Say

Path: TypeAlias = "tuple[str | int, ...]"
Value: TypeAlias = "str | Flow | list[Value] | dict[str, Value]"
Tree: TypeAlias = "str | list[Tree] | dict[str, Tree] | None"

# From the path of a mapping to the order of its keys; None where new keys go to the end.
Orders: TypeAlias = Callable[[Path], Sequence[str] | None]

# The order of mappings whose keys are years, months or dates.
SORTED: Final[Sequence[str]] = ("(sorted)",)


class Flow(NamedTuple):
    """A list or a mapping to be written on one line, in brackets."""

    value: list[Value] | dict[str, Value]


class Put(NamedTuple):
    """Set the value at `path`, or add it; mappings that are missing on the way are made."""

    path: Path
    value: Value


class Append(NamedTuple):
    """Add an item at the end of the list at `path`; the list is made where it is missing."""

    path: Path
    value: Value


class Remove(NamedTuple):
    """Take out the entry or the item at `path`, with its own lines and its trailing comment."""

    path: Path


Edit: TypeAlias = Put | Append | Remove


class SpliceError(Trouble, ValueError):
    """An edit that cannot be made without touching more than it means to; `say` says why."""

    def __init__(self, say: Say, path: Path = (), **facts: object) -> None:
        where = quoted(spoken(path), 80) if path else _WHOLE
        super().__init__(say, USAGE, path=where, **facts)
        self.path = path


class CharacterError(SpliceError):
    """A text to be written holds a character that no file may hold."""


class UnreadableError(SpliceError):
    """The file has errors of its own, to be mended before it is changed; `findings` lists them."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__(_UNREADABLE, line=findings[0].line)


NOT_A_MAPPING: Final = Say(
    "“{path}”不是映射，下面不能再写“{key}”", "“{path}” is not a mapping; “{key}” cannot stand under it"
)
NOT_A_LIST: Final = Say("“{path}”不是列表，不能添加一项", "“{path}” is not a list; no item can be added")
NOTHING_THERE: Final = Say("文件里没有“{path}”", "the file has no “{path}”")
EXPLICIT_KEY: Final = Say(
    "“{path}”附近用了“? 键”的写法，请改成“键: 值”再修改",
    "a key near “{path}” is written with “?”; write it as “key: value” first",
)
BARE_PAIR: Final = Say(
    "“{path}”是方括号里没加花括号的一对“键: 值”，请先加上花括号",
    "“{path}” is a “key: value” inside [ ] without braces; put braces around it first",
)
OPEN_TEXT: Final = Say(
    "文件以一段多行文字结尾，末尾缺换行，后面接不上“{path}”；请先在文件末尾加一个换行",
    "the file ends in a text of several lines without a line break, so “{path}” cannot follow it; "
    "add a line break at the end of the file first",
)
COMMENT_IN_THE_WAY: Final = Say(
    "“{path}”的括号中间有注释，不能自动修改而不动注释；请用编辑器修改",
    "comments stand between the brackets at “{path}”; change it in an editor, so that they are kept",
)
NO_PLACE: Final = Say(
    "“{path}”处的写法特殊，程序不能只改这一处；请用编辑器修改",
    "“{path}” is written in a way that the program cannot change without touching more; change it in an editor",
)
_WHOLE: Final = Say("整个文件", "the whole file")
_UNREADABLE: Final = Say(
    "文件有 YAML 错误（第 {line} 行），请先改正再修改",
    "the file has YAML errors (line {line}); correct them before changing it",
)
_CHARACTER: Final = Say(
    "要写入“{path}”的文字里有看不见的控制字符 {character}，请删掉它",
    "the text for “{path}” holds an invisible control character {character}; remove it",
)


def spoken(path: Path) -> str:
    """A path as people write it: `steps.eia.granted`, `stages[2].on`."""
    written = ""
    for step in path:
        if isinstance(step, int):
            written += f"[{step}]"
        else:
            written += f".{step}" if written else step
    return written


def clean(value: Value, path: Path) -> Value:
    """`value` with ordinary line breaks only; raises `CharacterError` for forbidden characters."""
    if isinstance(value, Plain):
        return value
    if isinstance(value, str):
        text = value.replace("\r\n", "\n")
        bad = "\r" if "\r" in text else located.forbidden_character(text)
        if bad is not None:
            raise CharacterError(_CHARACTER, path, character=f"U+{ord(bad):04X}")
        return text
    if isinstance(value, Flow):
        return Flow(clean(value.value, path))  # type: ignore[arg-type]
    if isinstance(value, list):
        return [clean(item, path) for item in value]
    return {str(clean(key, path)): clean(item, path) for key, item in value.items()}


def clean_path(path: Path) -> Path:
    """`path`, if its keys hold no forbidden characters; raises `CharacterError` otherwise."""
    for step in path:
        if isinstance(step, str):
            clean(step, path)
    return tuple(path)


def slot(keys: Sequence[str], new: str, order: Sequence[str] | None) -> int:
    """Where among `keys` a new key goes: after the last one that precedes it in `order`, else
    before the first that follows, else at the end. Keys unknown to the order do not count.
    """
    if order is SORTED:
        alike = new[:1].isdigit()
        ranks = {key: key for key in (*keys, new) if key[:1].isdigit() == alike}
        return _slot([ranks.get(key) for key in keys], ranks[new])
    if order is None or new not in order:
        return len(keys)
    places = {key: f"{place:06}" for place, key in enumerate(order)}
    return _slot([places.get(key) for key in keys], places[new])


def _slot(ranks: Sequence[str | None], new: str) -> int:
    for place in range(len(ranks) - 1, -1, -1):
        rank = ranks[place]
        if rank is not None and rank < new:
            return place + 1
    return next((place for place, rank in enumerate(ranks) if rank is not None), len(ranks))


def tree_of(node: Node | None) -> Tree:
    """A located tree as plain data; nothing written is None."""
    if node is None:
        return None
    if isinstance(node, located.Scalar):
        return None if node.absent else node.text
    if isinstance(node, located.Sequence):
        return [tree_of(item) for item in node.items]
    return {key.text: tree_of(value) for key, value in node.entries}


def tree_of_value(value: Value) -> Tree:
    """A value to be written as plain data."""
    if isinstance(value, Flow):
        value = value.value
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return [tree_of_value(item) for item in value]
    return {key: tree_of_value(item) for key, item in value.items()}


def same(one: Tree, other: Tree) -> bool:
    """True if two trees say the same in the same order; nothing and an empty collection are alike."""
    if isinstance(one, dict) and isinstance(other, dict):
        if list(one) != list(other):
            return False
        return all(map(same, one.values(), other.values()))
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if one is None or other is None:
        return not one and not other and "" not in (one, other)
    return one == other


def applied(tree: Tree, edit: Edit, orders: Orders) -> Tree:
    """`tree` with one edit, for which a place was found in the text. Changes `tree`."""
    if isinstance(edit, Append):
        return _put(tree, edit.path, (), lambda old: [*(old or []), tree_of_value(edit.value)], orders)
    if isinstance(edit, Put):
        return _put(tree, edit.path, (), lambda _: tree_of_value(edit.value), orders)
    parent: Any = tree
    for step in edit.path[:-1]:
        parent = parent[step]
    del parent[edit.path[-1]]
    return tree


def _put(tree: Tree, path: Path, done: Path, change: Callable[[Tree], Tree], orders: Orders) -> Tree:
    if not path:
        return change(tree)
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        assert isinstance(tree, list)
        tree[step] = _put(tree[step], rest, (*done, step), change, orders)
        return tree
    mapping = tree or {}
    assert isinstance(mapping, dict)
    value = _put(mapping.get(step), rest, (*done, step), change, orders)
    if step in mapping:
        mapping[step] = value
        return mapping
    entries = list(mapping.items())
    entries.insert(slot(list(mapping), step, orders(done)), (step, value))
    return dict(entries)
