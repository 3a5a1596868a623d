"""Lines of a list in a project's file (funds, resources, risks, assessments): which one is meant, and what of it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Generic, NamedTuple, TypeVar

from xmtz.entry.door import Standing
from xmtz.entry.forms import pretty
from xmtz.records.record import Record
from xmtz.store.edits import Append, Edit, Flow, Put, Value
from xmtz.words.errors import Refusal
from xmtz.words.lang import Say

R = TypeVar("R", bound=Record)
_GROWING: Final = ("funds", "risks", "reviews")
"""Sections whose lines gain fields later: they are written with one field a line."""


class Held(NamedTuple, Generic[R]):
    """A line and its place in the file's list."""

    number: int
    record: R


def held(standing: Standing, section: str, records: Iterable[R]) -> list[Held[R]]:
    """The lines of a section, each with its place among all items of the file's list."""
    items = getattr(standing.project.node.get(section), "items", [])
    return [
        Held(next((k for k, item in enumerate(items) if item is one.node), n), one)
        for n, one in enumerate(records)
    ]


def meant(
    lines: Sequence[Held[R]],
    given: Mapping[str, str],
    text_of: Callable[[Held[R]], Say],
    option: Say,
) -> Held[R] | None:
    """The line that has what is `given` (fields by name): one that has all of it, else the only one that says
    nothing against it; None where there is none, so that a new line is made.

    Raises Refusal that lists the lines where several may be meant.
    """

    def value(one: Held[R], name: str) -> str | None:
        found = getattr(one.record, name)
        return None if found is None else str(found)

    same = [one for one in lines if all(value(one, name) == text for name, text in given.items())]
    open_ = [one for one in lines if all(value(one, name) in (None, text) for name, text in given.items())]
    for found in (same, open_):
        if len(found) == 1:
            return found[0]
        if found:
            raise Refusal(
                Say(
                    "有 {n} 笔符合，请用 {option} 写明是哪一笔：",
                    "{n} lines match; say which with {option}:",
                ),
                [text_of(one) for one in found],
                n=len(found),
                option=option,
            )
    return None


def change(
    section: str, line: Held[Any] | None, record: type[Record], facts: Mapping[str, Value]
) -> list[Edit]:
    """The edits that put these facts into a line, or make a new one of them in the order of the table."""
    if line is None:
        ordered = {name: facts[name] for name in record.fields if name in facts}
        if section in _GROWING:
            return [Append((section,), pretty(ordered))]
        laid = pretty([ordered])
        return [Append((section,), laid[0] if isinstance(laid, list) else ordered)]
    edits: list[Edit] = []
    for name, value in facts.items():
        if isinstance(value, dict):
            edits += [Put((section, line.number, name, key), below) for key, below in value.items()]
        else:
            edits.append(Put((section, line.number, name), value))
    return edits


def spoken(record: type[Record], facts: Mapping[str, Value], but: Sequence[str] = ()) -> Say:
    """What is new of a line, in words: labels and values, months with theirs."""
    zh, en = [], []
    for name, value in facts.items():
        if name in but:
            continue
        label = record.fields[name].label
        plain = value.value if isinstance(value, Flow) else value
        if isinstance(plain, dict):
            text = " ".join(f"{month} {amount}" for month, amount in plain.items())
        else:
            text = ", ".join(map(str, plain)) if isinstance(plain, list) else str(plain)
        zh.append(f"{label.zh} {text}")
        en.append(f"{label.en} {text}")
    return Say("，".join(zh), ", ".join(en))


def to_come(label: Say, day: date | None, today: date) -> list[Say]:
    """Why a day after today cannot be entered."""
    if day is None or day <= today:
        return []
    return [Say(f"{label.zh} {day} 还没有到", f"{label.en}: {day} is still to come")]


def before(label: Say, day: date | None, than: Say, other: date | None) -> list[Say]:
    """Why a day before another cannot be entered."""
    if day is None or other is None or day >= other:
        return []
    return [
        Say(
            f"{label.zh} {day} 早于{than.zh} {other}",
            f"{label.en} {day} is before {than.en} {other}",
        )
    ]


def refuse(what: Say, against: list[Say]) -> None:
    """Raises Refusal with everything that stands in the way, if there is anything."""
    if against:
        raise Refusal(Say(f"{what.zh}，没有写入：", f"{what.en}; nothing was written:"), against)
