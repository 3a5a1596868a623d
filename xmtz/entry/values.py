"""What people type, as files carry it: 4.7亿 becomes 47000, 2025年7月1日 becomes 2025-07-01.

The field tables say what a value is; this module only takes the usual other spellings of it,
Chinese labels among them, and leaves the verdict to the type itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from xmtz.domain.codes import split_codes, tidy_code
from xmtz.domain.money import format_wan, parse_amount
from xmtz.domain.months import parse_loose_day, parse_loose_month
from xmtz.domain.refusal import DomainError, quoted
from xmtz.records import types
from xmtz.records.project import CODES
from xmtz.records.record import Context, Either, Field, Lifted, ListOf, MapOf, Record, Sub, Type
from xmtz.store.edits import CharacterError, Flow, Value, clean
from xmtz.store.located import Mapping as MappingNode
from xmtz.store.located import Node, Scalar
from xmtz.store.quoting import Plain
from xmtz.words.errors import USAGE, Refusal, Trouble
from xmtz.words.lang import Say


class Wrong(Refusal):
    """What was typed cannot be taken; `missing` lists every mistake (exit 2)."""

    def __init__(self, say: Say, missing: list[Say], **facts: object) -> None:
        super().__init__(say, missing, **facts)
        self.code = USAGE


class Lexicon(NamedTuple):
    """What words may stand for: the vocabularies of the rules, the units, the projects."""

    words: Mapping[str, Mapping[str, object]]
    units: Mapping[str, Any] = {}
    project: Callable[[str], str] | None = None  # the id of a project; raises Trouble


class Mistakes:
    """Collects what is wrong with several values, so that a person hears all of it at once."""

    def __init__(self) -> None:
        self.found: list[Say] = []

    def take(self, label: Say, make: Callable[[], Any]) -> Any:
        """What `make` gives, or None with its refusal noted under `label`."""
        try:
            return make()
        except (DomainError, Trouble) as wrong:
            self.found.append(Say(f"{label.zh}：{wrong.say.zh}", f"{label.en}: {wrong.say.en}"))
            if isinstance(wrong, Refusal):
                self.found += wrong.missing
            return None

    def end(self) -> None:
        """Raises Wrong if there was anything."""
        if self.found:
            raise Wrong(
                Say("填写的内容有误，没有写入：", "what was given cannot be taken; nothing was written:"),
                self.found,
            )


def value_of_text(text: str, kind: Type[Any], lexicon: Lexicon) -> Value:
    """The text a person typed for a value of this type, as files carry it.

    Raises Trouble or DomainError, with a sentence for people.
    """
    text = text.strip()
    if not text:
        raise Trouble(Say("没有写内容", "nothing is written"))
    _refuse_invisible(text)
    if text[0] in "{[" and not isinstance(_plain(kind), types.Text):
        return value_of_node(_node(text), kind, lexicon)
    if kind is CODES:
        codes = split_codes(text)
        checked = [_checked(code, types.CODE, lexicon) for code in codes or [text]]
        return Flow(list(checked)) if len(checked) > 1 else checked[0]
    if isinstance(kind, ListOf):
        items = [value_of_text(part, kind.of, lexicon) for part in _SEVERAL.split(text) if part.strip()]
        return Flow(items) if all(isinstance(item, str) for item in items) else items
    plain = _plain(kind)
    if isinstance(plain, (Sub, MapOf)):
        raise Trouble(
            Say(
                "“{text}”不能写在这里：{what}要逐项写，如 {{键: 值}}",
                "“{text}” cannot stand here: {what} is written field by field, like {{key: value}}",
            ),
            text=quoted(text),
            what=plain.name,
        )
    return _checked(_spelling(text, plain, lexicon), plain, lexicon)


def _refuse_invisible(text: str) -> None:
    try:
        clean(text, ())
    except CharacterError:
        bad = next((c for c in text if not c.isprintable() and c not in "\n\t"), "\r")
        raise Trouble(
            Say(
                "文字里有看不见的控制字符 {character}，请删掉它",
                "the text holds an invisible character {character}; remove it",
            ),
            character=f"U+{ord(bad):04X}",
        ) from None


_SEVERAL: Final = re.compile(r"[,，、;；\n]")


def value_of_node(node: Node, kind: Type[Any], lexicon: Lexicon) -> Value:
    """The value of a located tree, loosely written, as files carry it. Raises Trouble or DomainError."""
    if isinstance(node, Scalar):
        return value_of_text(node.text, kind, lexicon)
    kind = _long(kind)
    if isinstance(node, MappingNode) and isinstance(kind, Sub):
        return _record(node, kind.record, lexicon)
    mistakes = Mistakes()
    if isinstance(node, MappingNode) and isinstance(kind, MapOf):
        made: dict[str, Value] = {}
        for name, below in node.entries:
            if not _absent(below):
                label = Say(quoted(name.text), quoted(name.text))
                key = mistakes.take(label, partial(value_of_text, name.text, kind.key, lexicon))
                value = mistakes.take(label, partial(value_of_node, below, kind.of, lexicon))
                if key is not None and value is not None:
                    made[str(key)] = value
        mistakes.end()
        return made
    if not isinstance(node, MappingNode) and isinstance(kind, ListOf):
        items = [
            mistakes.take(Say(f"第 {n} 项", f"item {n}"), partial(value_of_node, item, kind.of, lexicon))
            for n, item in enumerate(node.items, 1)
        ]
        mistakes.end()
        return items
    raise Trouble(Say("这里应当是{what}", "a {what} is expected here"), what=kind.name)


def _record(node: MappingNode, record: type[Record], lexicon: Lexicon) -> Value:
    mistakes = Mistakes()
    made: dict[str, Value] = {}
    for name, below in node.entries:
        field = mistakes.take(Say(quoted(name.text), quoted(name.text)), partial(field_of, record, name.text))
        if field is None or _absent(below):
            continue
        value = mistakes.take(field.label, partial(value_of_node, below, field.type, lexicon))
        if value is not None:
            made[field.name] = value
    mistakes.end()
    return {name: made[name] for name in record.fields if name in made}


def field_of(record: type[Record], name: str) -> Field:
    """The field of a record by its key or its Chinese label. Raises Trouble with the nearest."""
    name = name.strip()
    found = record.fields.get(name)
    if found is not None:
        return found
    named = [field for field in record.fields.values() if name in (field.label.zh, field.label.en)]
    if len(named) == 1:
        return named[0]
    from xmtz.records.record import nearest

    near = nearest(name, record.fields) or ", ".join(list(record.fields)[:40])
    raise Trouble(
        Say("{what}没有“{name}”这个字段；可用：{near}", "{what} has no field “{name}”; known: {near}"),
        what=record.title,
        name=quoted(name),
        near=near,
    )


def word(text: str, vocabulary: Mapping[str, Any], what: Say) -> str:
    """The key of a vocabulary that a person means: the key, its label, a unique part of the label, or
    a unique short form of it (环评 for 环境影响评价审批).

    Raises Trouble that lists the words.
    """
    text = text.strip()
    if text in vocabulary:
        return text
    labels = {key: _label(term) for key, term in vocabulary.items()}
    exact = [key for key, label in labels.items() if text in (label.zh, label.en)]
    part = [key for key, label in labels.items() if text and text in label.zh]
    short = [key for key, label in labels.items() if len(text) > 1 and _shortens(text, label.zh)]
    for found in (exact, part, short if not part else []):
        if len(found) == 1:
            return found[0]
    shown = part or short or list(vocabulary)
    listed = "、".join(f"{key}（{labels[key].zh}）" for key in shown[:20])
    listed_en = ", ".join(f"{key} ({labels[key].en})" for key in shown[:20])
    raise Trouble(
        Say("“{text}”不是可用的{what}；可用：{zh}", "“{text}” is not a known {what}; known: {en}"),
        text=quoted(text),
        what=what,
        zh=listed or "（空）",
        en=listed_en or "(none)",
    )


def _shortens(short: str, label: str) -> bool:
    """Whether the characters of `short` stand in `label` in their order."""
    characters = iter(label)
    return all(c in characters for c in short)


def _label(term: object) -> Say:
    if isinstance(term, Say):
        return term
    label = getattr(term, "label", None)
    return label if isinstance(label, Say) else Say("", "")


def unit(text: str, units: Mapping[str, Any]) -> str:
    """The key of a unit by its key, its name, its short name or a unique part of them. Raises Trouble."""
    text = text.strip()
    if text in units:
        return text
    names = {key: Say(one.name or key, one.short or one.name or key) for key, one in units.items()}
    exact = [key for key, name in names.items() if text in name]
    part = [key for key, name in names.items() if text and (text in name.zh or text in name.en)]
    for found in (exact, part):
        if len(found) == 1:
            return found[0]
    from xmtz.records.record import nearest

    near = nearest(text, units)
    shown = part or ([near] if near else list(units))
    listed = "、".join(f"{key}（{names[key].zh}）" for key in shown[:12])
    listed_en = ", ".join(f"{key} ({names[key].zh})" for key in shown[:12])
    raise Trouble(
        Say(
            "units.yaml 里没有责任单位“{text}”；可用：{zh}",
            "units.yaml has no unit “{text}”; known: {en}",
        ),
        text=quoted(text),
        zh=listed or "（空）",
        en=listed_en or "(none)",
    )


def _spelling(text: str, kind: Type[Any], lexicon: Lexicon) -> str:
    """`text` in the one spelling that files use, where that is certain."""
    if isinstance(kind, types.Amount):
        return format_wan(parse_amount(text))
    if isinstance(kind, types.Day):
        return parse_loose_day(text).isoformat()
    if isinstance(kind, types.MonthType):
        return str(parse_loose_month(text))
    if isinstance(kind, types.Word):
        known = lexicon.words.get(kind.vocabulary)
        return text if known is None else word(text, known, kind.name)
    if isinstance(kind, types.Choice):
        return word(text, kind.words, kind.name)
    if isinstance(kind, types.Mention):
        if kind.vocabulary == "units":
            return unit(text, lexicon.units)
        return text if lexicon.project is None else lexicon.project(text)
    if isinstance(kind, types.Code):
        return tidy_code(text)
    if isinstance(kind, types.Flag):
        return Plain(_FLAGS.get(text.lower(), text))
    if isinstance(kind, types.Percent):
        return _digits(text).removesuffix("%").rstrip()
    if isinstance(kind, types.Number):
        return _digits(text)
    if isinstance(kind, types.Year):
        return _digits(text).removesuffix("年")
    if isinstance(kind, types.Whole):
        return _digits(text)
    return text


_FLAGS: Final = {
    **dict.fromkeys(("true", "yes", "y", "1", "是", "有", "涉及", "需要"), "true"),
    **dict.fromkeys(("false", "no", "n", "0", "否", "无", "不涉及", "不需要"), "false"),
}
_NARROW: Final = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")


def _digits(text: str) -> str:
    narrow = text.translate(_NARROW)
    return narrow.replace(",", "") if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?%?", narrow) else narrow


def _checked(text: str, kind: Type[Any], lexicon: Lexicon) -> str:
    """`text` if the type takes it. Raises Trouble with what the check would say."""
    from xmtz.checks.catalogue import message, remedy, severity
    from xmtz.words.finding import ERROR

    context = Context("", lexicon.words)
    kind.read(Scalar(text, '"', 0, 0, 0, 0), context)
    for finding in context.findings:
        if severity(finding) == ERROR:
            zh = f"{message(finding, 'zh')}；{remedy(finding, 'zh')}"
            en = f"{message(finding, 'en')}; {remedy(finding, 'en')}"
            raise Trouble(Say(zh, en))
    return text


def _plain(kind: Type[Any]) -> Type[Any]:
    """The type of a value written as one scalar."""
    while isinstance(kind, (Lifted, Either)):
        kind = kind.of if isinstance(kind, Lifted) else kind.short
    return kind


def _long(kind: Type[Any]) -> Type[Any]:
    """The type of a value written as a mapping or a list."""
    while isinstance(kind, (Lifted, Either)):
        kind = kind.of if isinstance(kind, Lifted) else kind.long
    return kind


def _absent(node: Node) -> bool:
    return isinstance(node, Scalar) and node.absent


def _node(text: str) -> Node:
    from xmtz.store.located import read

    root, findings = read(text)
    if root is None or findings:
        raise Trouble(
            Say(
                "“{text}”括号里的写法不对；写成 {{键: 值, 键: 值}} 或 [值, 值]",
                "“{text}” is not well written inside its brackets; write {{key: value, key: value}} or [value, value]",
            ),
            text=quoted(text),
        )
    return root
