"""From a row of the table to what it says of a project, with every cell that cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from xmtz.domain.refusal import DomainError, quoted
from xmtz.entry.importing import cells
from xmtz.entry.importing.cells import CellError, fold
from xmtz.entry.importing.header import Header
from xmtz.entry.importing.layout import Row
from xmtz.entry.importing.mapping import MappedColumn, Plan
from xmtz.entry.importing.result import Reason
from xmtz.entry.importing.targets import Target
from xmtz.entry.importing.units import Units
from xmtz.entry.values import Lexicon, value_of_text
from xmtz.records import types
from xmtz.records.import_map import Cell
from xmtz.records.project import CODES
from xmtz.records.record import ListOf
from xmtz.store.edits import Value
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


class Fact(NamedTuple):
    """What a row says about one field."""

    target: Target
    value: Value


@dataclass(slots=True)
class Described:
    """What a row says: facts for its fields, the stage and year of a new project, and what is wrong."""

    facts: list[Fact] = field(default_factory=list)
    stage: str | None = None
    on: str | None = None
    year: int | None = None
    reasons: list[Reason] = field(default_factory=list)
    remarks: list[Say] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def value(self, field: str) -> Value | None:
        """What it says of a field at the top of a project."""
        return next((fact.value for fact in self.facts if fact.target.path == (field,)), None)


class _WrongError(Exception):
    def __init__(self, say: Say, text: str) -> None:
        self.say = say
        self.text = text


class Reader:
    """Reads the data rows of one table."""

    def __init__(self, plan: Plan, header: Header, lexicon: Lexicon, units: Units) -> None:
        table = plan.record.table
        self.plan = plan
        self.header = header
        self.lexicon = lexicon
        self.units = units
        self.amount_unit = table.amount_unit if table else None
        self.blank = {fold(text) for text in (*cells.BLANK, *(table.blank if table else ()))}
        self.places = [(one, header.find(one.headers)) for one in plan.columns]
        self.cell_places = {id(cell): header.find(cell.column or ()) for cell in plan.stage_cells}
        self._above: dict[int, str] = {}
        self._category: Mapping[int, str] = {}
        for one, place in self.places:
            self._refuse_two_units(one, place)

    @property
    def used(self) -> list[int]:
        """The columns that the map takes."""
        found = [place for _, place in self.places if place is not None]
        return sorted({*found, *(place for place in self.cell_places.values() if place is not None)})

    def unused(self) -> list[str]:
        """The headers of the columns that the map does not take."""
        return [name for place, name in enumerate(self.header.names) if name and place not in self.used]

    def _refuse_two_units(self, one: MappedColumn, place: int | None) -> None:
        of_header = self.header.units[place] if place is not None else None
        if one.column.unit and of_header and one.column.unit != of_header:
            raise Trouble(
                Say(
                    "表头“{header}”写的是{theirs}，映射写的是{ours}；核对后改映射里的 unit",
                    "the header “{header}” says {theirs}, the map says {ours}; check, and mend `unit` in the map",
                ),
                header=quoted(self.header.names[place or 0]),
                theirs=of_header,
                ours=one.column.unit,
            )

    def describe(self, row: Row, fallback: date) -> Described:
        """What a data row says. `fallback`: the day of the stage where the map says none."""
        if row.categories is not self._category:
            self._category = row.categories
            self._above.clear()
        said = Described()
        self._too_long(row, said)
        for one, place in self.places:
            if place is not None:
                self._column(row, one, place, said)
        self._categories(row, said)
        if said.notes:
            said.facts.append(Fact(_NOTES, "\n".join(said.notes)))
        self._refuse_missing(said)
        self._stage(row, fallback, said)
        return said

    def _refuse_missing(self, said: Described) -> None:
        filled = {fact.target.path for fact in said.facts} | {target.path for target, _ in self.plan.defaults}
        told = {reason.column for reason in said.reasons}
        for target in self.plan.required:
            name = self._name(target)
            if target.path not in filled and name not in told:
                said.reasons.append(Reason(name, Say(f"没有填{target.label.zh}", f"no {target.label.en}")))

    def _name(self, target: Target) -> str:
        for one, place in self.places:
            if one.target.path == target.path and place is not None:
                return self.header.names[place]
        return target.text

    def _too_long(self, row: Row, said: Described) -> None:
        extra = [cell for cell in row.at.cells[len(self.header.names) :] if cell.strip()]
        if extra:
            why = Say(
                f"比表头多 {len(extra)} 格（“{quoted(extra[0], 20)}”）；多半是某一格里有分隔符而没有加引号",
                f"it has {len(extra)} cells more than the header (“{quoted(extra[0], 20)}”); a cell with a delimiter in it may lack its quotes",
            )
            said.reasons.append(Reason("", why))

    def _column(self, row: Row, one: MappedColumn, place: int, said: Described) -> None:
        header = self.header.names[place]
        raw = row.at.cells[place] if place < len(row.at.cells) else ""
        try:
            text = self._text(raw, one, place)
            if not text:
                return
            value = self._value(text, one, place, row)
        except _WrongError as wrong:
            if one.column.unreadable == "note" and wrong.text:
                said.notes.append(f"{header}：{wrong.text}")
                said.remarks.append(_kept(header, wrong.say))
            else:
                said.reasons.append(Reason(header, wrong.say))
            return
        if one.target.path == _NOTES.path:
            said.notes.append(f"{header}：{value}")
            return
        said.facts.append(Fact(one.target, value))
        if one.target.path in _SHOWN and isinstance(value, str) and value != " ".join(raw.split()):
            said.remarks.append(_tidied(header, raw.strip(), value))

    def _text(self, raw: str, one: MappedColumn, place: int) -> str:
        try:
            text = cells.tidy(raw)
        except CellError as wrong:
            raise _WrongError(wrong.say, "") from None
        if fold(text) in self.blank:
            text = ""
        if one.column.fill_down:
            text = text or self._above.get(place, "")
            self._above[place] = text
        return text

    def _value(self, text: str, one: MappedColumn, place: int, row: Row) -> Value:
        target, column = one.target, one.column
        piece = self._piece(text, one)
        piece = cells.translated(piece, column.values)
        try:
            if target.is_unit:
                return self.units.key(cells.one_line(piece), text)
            if target.is_amount:
                amount = cells.one_line(piece)
                return cells.amount(
                    amount, None if cells.says_unit(amount) else self._unit(column.unit, place, row)
                )
            return self._typed(piece, target, column.day)
        except (DomainError, Trouble) as wrong:
            raise _WrongError(wrong.say, text) from None

    def _piece(self, text: str, one: MappedColumn) -> str:
        column = one.column
        if column.split is None or column.take is None:
            return text
        pieces = [piece.strip() for piece in text.split(column.split) if piece.strip()]
        number = {"first": 0, "last": -1}.get(column.take)
        if number is None:
            number = int(column.take) - 1
        if not -1 <= number < len(pieces) or not pieces:
            why = Say(
                f"“{quoted(text)}”按“{column.split}”拆开后没有第 {column.take} 段",
                f"“{quoted(text)}” has no piece {column.take} when split at “{column.split}”",
            )
            raise _WrongError(why, text)
        return pieces[number]

    def _unit(self, of_map: str | None, place: int, row: Row) -> str | None:
        """The unit of a bare number: the header's, the map's column's, the unit row's, the map's table's."""
        named = self.header.units[place] or of_map
        if self.header.units[place] is None and of_map and row.unit and of_map != row.unit:
            raise CellError(
                Say(
                    f"表上写“单位：{row.unit}”，映射写的是{of_map}；核对后改映射里的 unit，或在表头写明单位",
                    f"the table says {row.unit}, the map {of_map}; check, and mend `unit` in the map or write the unit into the header",
                )
            )
        return named or row.unit or self.amount_unit

    def _typed(self, text: str, target: Target, end: str | None) -> Value:
        if target.is_day:
            return cells.day(cells.one_line(text), end)
        if target.path == ("name",):
            text = cells.name_of(text)
        elif target.kind is CODES:
            _refuse_scientific(text)
        elif not (target.is_prose or isinstance(target.plain, ListOf)):
            text = cells.one_line(text)
        return value_of_text(text, target.kind, self.lexicon)

    def _categories(self, row: Row, said: Described) -> None:
        for one in self.plan.categories:
            level = one.category.level or max(row.categories, default=0)
            text = row.categories.get(level)
            if not text:
                continue
            piece = cells.translated(text, one.category.values)
            try:
                unit = one.target.is_unit
                value = self.units.key(piece, piece) if unit else self._typed(piece, one.target, None)
            except (DomainError, Trouble) as wrong:
                said.reasons.append(Reason(text, wrong.say))
            else:
                said.facts.append(Fact(one.target, value))

    # ---- Stage and year

    def _stage(self, row: Row, fallback: date, said: Described) -> None:
        entry = self.plan.record.stage
        to = entry.to if entry else None
        on = entry.on if entry else None
        year = self.plan.record.year
        said.stage = self._cell(row, to, "stage", said) if isinstance(to, Cell) else to
        if isinstance(on, Cell):
            said.on = self._cell(row, on, "day", said)
        else:
            said.on = str(value_of_text(on, types.DAY, self.lexicon)) if on else fallback.isoformat()
        if isinstance(year, Cell):
            day = self._cell(row, year, "year", said)
            year = int(day[:4]) if day else None
        said.year = year or (int(said.on[:4]) if said.on else None)

    def _cell(self, row: Row, cell: Cell, what: str, said: Described) -> str | None:
        place = self.cell_places[id(cell)]
        assert place is not None
        header = self.header.names[place]
        raw = row.at.cells[place] if place < len(row.at.cells) else ""
        try:
            text = cells.tidy(raw)
            if not text or fold(text) in self.blank:
                label = _WHAT[what]
                raise CellError(Say(f"没有填，定不出{label.zh}", f"it is empty and gives no {label.en}"))
            text = cells.translated(text, cell.values)
            if what == "stage":
                return str(value_of_text(cells.one_line(text), _STAGE, self.lexicon))
            return cells.day(cells.one_line(text), cell.day or ("first" if what == "year" else None))
        except (DomainError, Trouble) as wrong:
            said.reasons.append(Reason(header, wrong.say))
            return None


_SHOWN: Final = (("name",), ("owner",))
_NOTES: Final = Target("notes", ("notes",), types.PROSE, Say("备注", "notes"))
_STAGE: Final = types.Word("stages", "阶段", "stage")
_WHAT: Final = {
    "stage": Say("阶段", "stage"),
    "day": Say("进入阶段的日期", "day of the stage"),
    "year": Say("编号的年份", "year of the id"),
}
_SCIENTIFIC: Final = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]+")


def _kept(header: str, why: Say) -> Say:
    return Say(f"{header}：{why.zh}；原文已记入备注", f"{header}: {why.en}; kept in the notes")


def _tidied(header: str, before: str, after: str) -> Say:
    before, after = quoted(before, 80), quoted(after, 80)
    return Say(f"{header}：“{before}”整理为“{after}”", f"{header}: “{before}” was tidied to “{after}”")


def _refuse_scientific(text: str) -> None:
    if _SCIENTIFIC.fullmatch(text):
        raise CellError(
            Say(
                f"代码被表格软件改成了科学计数法（{quoted(text)}），后几位已丢失；把原表该列设为文本，重新粘贴后另存",
                f"the spreadsheet turned the code into {quoted(text)} and lost its last digits; make the column text and paste it again",
            )
        )
