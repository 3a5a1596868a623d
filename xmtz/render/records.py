"""Records of a project as tables: a column for each field that says something, in the words of the rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from xmtz.domain.money import format_amount
from xmtz.records.quantities import AMOUNT, PERCENT
from xmtz.records.record import Field, Record
from xmtz.records.types import UNIT, Choice, Mention, Word
from xmtz.render.document import Table
from xmtz.reports.names import Names
from xmtz.words.lang import Say, say, series

_YES: Final = {True: Say("是", "yes"), False: Say("否", "no")}


def wan(amount: int) -> str:
    """An amount in 万元, without the unit."""
    return format_amount(amount, "万元", None, thousands=True)


def cell(field: Field, value: Any, names: Names) -> str:
    """What a field of a record says, as a person reads it."""
    kind = field.type
    if value is None or value in ((), {}):
        return ""
    if isinstance(value, bool):
        return _YES[value].text()
    if kind is AMOUNT:
        return wan(value)
    if kind is PERCENT:
        return f"{value / 100:g}%"
    if isinstance(kind, Word):
        term = names.words.get(kind.vocabulary, {}).get(value)
        label = getattr(term, "label", None)
        return label.text() if isinstance(label, Say) else str(value)
    if isinstance(kind, Choice):
        return kind.words[value].text() if value in kind.words else str(value)
    if kind is UNIT or (isinstance(kind, Mention) and kind.vocabulary == "units"):
        return names.label("unit", value)
    if isinstance(value, Mapping):
        return wan(sum(value.values()))
    if isinstance(value, tuple):
        return series(str(one) for one in value).text()
    return str(value)


def heading(field: Field) -> str:
    """What a field is called at the head of a column; amounts with their unit."""
    label = field.label.text()
    adds_up = isinstance(field.default, dict) and field.default == {}
    return say("{l}（万元）", "{l} (万元)", l=label) if field.type is AMOUNT or adds_up else label


def facts_rows(record: Record, fields: Iterable[str], names: Names) -> list[list[str]]:
    """A row for each of these fields that says something: its name, what it says."""
    rows = []
    for name in fields:
        field = type(record).fields[name]
        text = cell(field, getattr(record, field.attribute), names)
        if text:
            rows.append([heading(field), " ".join(text.split())])
    return rows


def records_table(records: Sequence[Record], names: Names, without: Collection[str] = ()) -> Table:
    """A row for each record, a column for each field that any of them says."""
    if not records:
        return Table((), ())
    fields = [field for field in type(records[0]).fields.values() if field.name not in without]
    columns = [[cell(field, getattr(one, field.attribute), names) for one in records] for field in fields]
    kept = [n for n, column in enumerate(columns) if any(column)]
    numeric = frozenset(at for at, n in enumerate(kept) if fields[n].type is AMOUNT)
    rows = [[columns[n][at] for n in kept] for at in range(len(records))]
    return Table([heading(fields[n]) for n in kept], rows, numeric)


def up_to(records: Iterable[Any], day: date, field: str) -> list[Any]:
    """The records whose day is not after `day`; those without a day too."""
    return [one for one in records if (on := getattr(one, field)) is None or on <= day]
