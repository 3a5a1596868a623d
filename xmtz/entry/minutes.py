"""A meeting as a clerk writes it in a YAML file: the keys of a meeting's file, in Chinese or in English."""

from __future__ import annotations

from functools import partial
from typing import Final, NamedTuple

from xmtz.domain.refusal import quoted
from xmtz.entry.consequences import said as spoken
from xmtz.entry.decided import Said, named, taken_apart
from xmtz.entry.values import Mistakes
from xmtz.records.ledger import Meeting
from xmtz.store.files import decode
from xmtz.store.located import Mapping, Node, Scalar, Sequence, read
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.lang import Say

_NAMES: Final = {
    name: key for key, field in Meeting.fields.items() for name in (key, field.label.zh, field.label.en)
}


class Written(NamedTuple):
    """What a file says of a meeting, not checked yet."""

    on: str | None
    kind: str | None
    chair: str | None
    attended: list[str]
    projects: list[str]
    decisions: list[Said]
    note: str | None


def read_minutes(raw: bytes, path: str) -> Written:
    """The meeting that a file describes. Raises Trouble, with every mistake."""
    decoded = decode(raw, path)
    if decoded.finding is not None:
        raise Refusal(
            Say("{path} 读不出来：", "{path} cannot be read:"), [spoken(decoded.finding)], path=path
        )
    tree = read(decoded.text, path)
    if tree.findings:
        raise Refusal(
            Say("{path} 读不出来：", "{path} cannot be read:"),
            [spoken(one) for one in tree.findings],
            path=path,
        )
    if not isinstance(tree.root, Mapping):
        raise Trouble(
            Say("{path} 应当逐行写“键: 值”：on、kind、decisions 等", "{path} should have lines of “key: value”: on, kind, decisions"),
            path=path,
        )  # fmt: skip
    mistakes = Mistakes()
    found: dict[str, Node] = {}
    for key, node in tree.root.entries:
        name = _NAMES.get(key.text.strip())
        if name is None:
            known = "、".join(Meeting.fields)
            mistakes.found.append(
                Say(
                    f"第 {key.line} 行：会议没有“{quoted(key.text)}”这一项；可用：{known}",
                    f"line {key.line}: a meeting has no “{quoted(key.text)}”; known: {', '.join(Meeting.fields)}",
                )
            )
        else:
            found[name] = node
    decisions = [
        mistakes.take(Say(f"第 {n} 项", f"decision {n}"), partial(_decision, node))
        for n, node in enumerate(_items(found.get("decisions")), 1)
    ]
    mistakes.end()
    return Written(
        _text(found.get("on")),
        _text(found.get("kind")),
        _text(found.get("chair")),
        [text for node in _items(found.get("attended")) if (text := _text(node))],
        [text for node in _items(found.get("projects")) if (text := _text(node))],
        [one for one in decisions if one is not None],
        _text(found.get("note")),
    )


def _text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) and not node.absent else None


def _items(node: Node | None) -> list[Node]:
    if isinstance(node, Sequence):
        return list(node.items)
    return [node] if node is not None and not (isinstance(node, Scalar) and node.absent) else []


def _decision(node: Node) -> Said:
    if isinstance(node, Scalar):
        return taken_apart(node.text)
    if not isinstance(node, Mapping):
        raise Trouble(
            Say("议定事项写一行，或逐项写“键: 值”", "a decision is one line, or lines of “key: value”")
        )
    return named({key.text: text for key, below in node.entries if (text := _text(below)) is not None})
