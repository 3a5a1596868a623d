"""Values of a file in words: amounts with their unit, keys by their labels, records field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from xmtz.domain.width import cut, width
from xmtz.records.project import Duty
from xmtz.records.record import Either, Lifted, ListOf, MapOf, Record, Type
from xmtz.records.types import (
    Amount,
    Choice,
    DurationType,
    Flag,
    Mention,
    MonthType,
    Percent,
    Word,
    Year,
)
from xmtz.review.change import Plain
from xmtz.review.labels import Labels
from xmtz.review.shape import Kind
from xmtz.words.lang import Say

LONGEST: Final = 60  # columns of a text in a sentence; the whole text is in the file and in JSON
_MOST_ITEMS: Final = 8


class Speaker(NamedTuple):
    """Who says a value: the language, the labels, and whether of the old state."""

    lang: str
    labels: Labels
    old: bool = False

    @property
    def english(self) -> bool:
        return self.lang == "en"

    @property
    def comma(self) -> str:
        return ", " if self.english else "、"

    @property
    def colon(self) -> str:
        return ": " if self.english else "："

    def brackets(self, text: str) -> str:
        """A text in brackets behind another; nothing for nothing."""
        if not text:
            return ""
        return f" ({text})" if self.english else f"（{text}）"

    def of_old(self) -> Speaker:
        return self._replace(old=True)


def value(data: Plain, kind: Kind, speaker: Speaker) -> str:
    """A value in words."""
    if isinstance(data, list):
        return _list(data, kind, speaker)
    if isinstance(data, dict):
        return _mapping(data, kind, speaker)
    return scalar(data or "", kind, speaker)


def scalar(text: str, kind: Kind, speaker: Speaker) -> str:
    """A single value in words; what is no value of its type stays as written."""
    for one in simple(kind):
        if isinstance(one, Amount):
            return f"{text} 万元" if _is_number(text) else text
        if isinstance(one, Percent):
            return f"{text}%" if _is_number(text) else text
        if isinstance(one, Flag):
            return _FLAGS.get(text, Say(text, text)).text(speaker.lang)
        if isinstance(one, Choice):
            return one.words.get(text, Say(text, text)).text(speaker.lang)
        if isinstance(one, (Word, Mention)):
            return speaker.labels.label(one.vocabulary, text, speaker.old).text(speaker.lang)
        if isinstance(one, MonthType):
            return _month(text, speaker)
        if isinstance(one, Year):
            return text if speaker.english else f"{text}年"
        if isinstance(one, DurationType):
            return _duration(text, one, speaker)
    return cut(" ".join(text.split()), LONGEST)


_FLAGS: Final = {"true": Say("是", "yes"), "false": Say("否", "no")}


def simple(kind: Kind) -> tuple[Type[Any], ...]:
    """The types that a single value may have, the conversions around them taken off."""
    if isinstance(kind, Lifted):
        return simple(kind.of)
    if isinstance(kind, Either):
        return (*simple(kind.short), *simple(kind.long))
    return () if kind is None else (kind,)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit() and text.isascii()


def _month(text: str, speaker: Speaker) -> str:
    year, _, month = text.partition("-")
    if speaker.english or not (year.isdigit() and month.isdigit() and len(month) == 2):
        return text
    return f"{year}年{int(month)}月"


def _duration(text: str, kind: DurationType, speaker: Speaker) -> str:
    from xmtz.records.record import Context
    from xmtz.store.located import Scalar

    found = kind.read(Scalar(text, "", 1, 1, 0, 0), Context(""))
    return text if found is None else found.say().text(speaker.lang)


def _list(data: list[Plain], kind: Kind, speaker: Speaker) -> str:
    of = next((one.of for one in simple(kind) if isinstance(one, ListOf)), None)
    shown = [value(item, of, speaker) for item in data[:_MOST_ITEMS]]
    if len(data) > _MOST_ITEMS:
        shown.append(Say("……共 {n} 项", "… {n} in all").text(speaker.lang, n=len(data)))
    return speaker.comma.join(shown)


def _mapping(data: dict[str, Plain], kind: Kind, speaker: Speaker) -> str:
    both = data.get(speaker.lang)
    if isinstance(both, str) and data.keys() <= {"zh", "en"}:
        return cut(both, LONGEST)
    record = record_for(kind, data)
    if record is not None:
        return described(data, record, speaker, inner=True)
    of = next((one for one in simple(kind) if isinstance(one, MapOf)), None)
    shown = [
        f"{scalar(key, of.key if of else None, speaker)} {value(item, of.of if of else None, speaker)}"
        for key, item in list(data.items())[:_MOST_ITEMS]
    ]
    if len(data) > _MOST_ITEMS:
        shown.append(Say("……共 {n} 项", "… {n} in all").text(speaker.lang, n=len(data)))
    return speaker.comma.join(shown)


def record_for(kind: Kind, data: Plain) -> type[Record] | None:
    """The record that plain data is, of those its type can hold."""
    if not isinstance(data, dict):
        return None
    records = [
        record for one in simple(kind) if not isinstance(one, (ListOf, MapOf)) for record in one.records()
    ]
    return max(records, key=lambda record: len(record.fields.keys() & data.keys()), default=None)


def described(
    data: Mapping[str, Plain],
    record: type[Record],
    speaker: Speaker,
    but: frozenset[str] = frozenset(),
    inner: bool = False,
) -> str:
    """The fields of a record, each with its label; a word that speaks for itself stands alone."""
    names = [name for name in (*record.fields, *data) if name in data and name not in but]
    shown = []
    for name in dict.fromkeys(names):
        field = record.fields.get(name)
        kind = None if field is None else field.type
        said = value(data[name], kind, speaker)
        if any(isinstance(one, (Word, Choice)) for one in simple(kind)) or (record, name) == (Duty, "name"):
            shown.append(said)
        elif isinstance(data[name], dict) and field is not None:
            shown.append(f"{field.label.text(speaker.lang)}{speaker.brackets(said)}")
        else:
            label = name if field is None else field.label.text(speaker.lang)
            shown.append(f"{label} {said}".rstrip())
    separator = ("; " if speaker.english else "；") if not inner else (", " if speaker.english else "，")
    return separator.join(shown[: _MOST_ITEMS + 4]) + ("……" if len(shown) > _MOST_ITEMS + 4 else "")


def contrast(before: str, after: str) -> tuple[str, str]:
    """Two long texts cut down to where they differ."""
    before, after = " ".join(before.split()), " ".join(after.split())
    if width(before) <= LONGEST and width(after) <= LONGEST:
        return before, after
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return _window(before, start, end), _window(after, start, end)


def _window(text: str, start: int, end: int) -> str:
    """What lies between `start` and `end` from the back, with a few characters on either side."""
    first, last = max(0, start - _MARGIN), len(text) - max(0, end - _MARGIN)
    shown = f"{'…' if first else ''}{text[first:last]}"
    return cut(shown if last == len(text) else f"{shown}…", LONGEST)


_MARGIN: Final = 8
