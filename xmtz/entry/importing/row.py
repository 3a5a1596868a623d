"""From a row of the table to what it says of a project, with every cell that cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
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


class Described(NamedTuple):
    """What a row says: facts for its fields, the stage and year of a new project, and what is wrong."""

    facts: list[Fact]
    stage: str | None
    on: str | None
    year: int | None
    reasons: list[Reason]
    remarks: list[Say]

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
        reasons: list[Reason] = []
        remarks: list[Say] = []
        notes: list[str] = []
        facts: list[Fact] = []
        self._too_long(row, reasons)
        for one, place in self.places:
            if place is not None:
                self._column(row, one, place, facts, reasons, remarks, notes)
        self._categories(row, facts, reasons)
        if notes:
            target = next(
                (one.target for one in self.plan.columns if one.target.path == ("notes",)), None
            ) or Target("notes", ("notes",), types.PROSE, Say("备注", "notes"))
            facts.append(Fact(target, "\n".join(notes)))
        filled = {fact.target.path for fact in facts} | {target.path for target, _ in self.plan.defaults}
        for target in self.plan.required:
            if target.path not in filled and not any(
                reason.column == self._name(target) for reason in reasons
            ):
                reasons.append(
                    Reason(self._name(target), Say(f"没有填{target.label.zh}", f"no {target.label.en}"))
                )
        stage, on, year = self._stage(row, fallback, reasons)
        return Described(facts, stage, on, year, reasons, remarks)

    def _name(self, target: Target) -> str:
        for one, place in self.places:
            if one.target.path == target.path and place is not None:
                return self.header.names[place]
        return target.text

    def _too_long(self, row: Row, reasons: list[Reason]) -> None:
        extra = [cell for cell in row.at.cells[len(self.header.names) :] if cell.strip()]
        if extra:
            reasons.append(
                Reason(
                    "",
                    Say(
                        f"比表头多 {len(extra)} 格（“{quoted(extra[0], 20)}”）；多半是某一格里有分隔符而没有加引号",
                        f"it has {len(extra)} cells more than the header (“{quoted(extra[0], 20)}”); a cell with a delimiter in it may lack its quotes",
                    ),
                )
            )

    def _column(
        self,
        row: Row,
        one: MappedColumn,
        place: int,
        facts: list[Fact],
        reasons: list[Reason],
        remarks: list[Say],
        notes: list[str],
    ) -> None:
        header = self.header.names[place]
        raw = row.at.cells[place] if place < len(row.at.cells) else ""
        try:
            text = self._text(raw, one, place)
            if not text:
                return
            value = self._value(text, one, place, row)
        except _WrongError as wrong:
            if one.column.unreadable == "note" and wrong.text:
                notes.append(f"{header}：{wrong.text}")
                remarks.append(
                    Say(
                        f"{header}：{wrong.say.zh}；原文已记入备注",
                        f"{header}: {wrong.say.en}; kept in the notes",
                    )
                )
            else:
                reasons.append(Reason(header, wrong.say))
            return
        if one.target.path == ("notes",):
            notes.append(f"{header}：{value}")
            return
        facts.append(Fact(one.target, value))
        if one.target.path in _SHOWN and isinstance(value, str) and value != " ".join(raw.split()):
            remarks.append(
                Say(
                    f"{header}：“{quoted(raw.strip(), 80)}”整理为“{quoted(value, 80)}”",
                    f"{header}: “{quoted(raw.strip(), 80)}” was tidied to “{quoted(value, 80)}”",
                )
            )

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
            return self._typed(piece, target, column.day, self._unit(column.unit, place, row))
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

    def _typed(self, text: str, target: Target, end: str | None, unit: str | None) -> Value:
        if target.is_amount:
            return cells.amount(cells.one_line(text), unit)
        if target.is_day:
            return cells.day(cells.one_line(text), end)
        if target.path == ("name",):
            text = cells.name_of(text)
        elif target.kind is CODES:
            _refuse_scientific(text)
        elif not (target.is_prose or isinstance(target.plain, ListOf)):
            text = cells.one_line(text)
        return value_of_text(text, target.kind, self.lexicon)

    def _categories(self, row: Row, facts: list[Fact], reasons: list[Reason]) -> None:
        for one in self.plan.categories:
            level = one.category.level or max(row.categories, default=0)
            text = row.categories.get(level)
            if not text:
                continue
            piece = cells.translated(text, one.category.values)
            try:
                value = (
                    self.units.key(piece, piece)
                    if one.target.is_unit
                    else self._typed(piece, one.target, None, None)
                )
            except (DomainError, Trouble) as wrong:
                reasons.append(Reason(f"分类“{text}”", wrong.say))
            else:
                facts.append(Fact(one.target, value))

    # ---- Stage and year

    def _stage(
        self, row: Row, fallback: date, reasons: list[Reason]
    ) -> tuple[str | None, str | None, int | None]:
        said = self.plan.record.stage
        to = said.to if said else None
        on = said.on if said else None
        stage = self._cell(row, to, "stage", reasons) if isinstance(to, Cell) else to
        day = self._cell(row, on, "day", reasons) if isinstance(on, Cell) else on
        if isinstance(day, str) and not isinstance(on, Cell):
            day = str(value_of_text(day, types.DAY, self.lexicon))
        if on is None:
            day = fallback.isoformat()
        year = self.plan.record.year
        if isinstance(year, Cell):
            found = self._cell(row, year, "year", reasons)
            return stage, day, int(found[:4]) if found else None
        return stage, day, year or (int(day[:4]) if day else None)

    def _cell(self, row: Row, cell: Cell, what: str, reasons: list[Reason]) -> str | None:
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
            reasons.append(Reason(header, wrong.say))
            return None


_SHOWN: Final = (("name",), ("owner",))
_STAGE: Final = types.Word("stages", "阶段", "stage")
_WHAT: Final = {
    "stage": Say("阶段", "stage"),
    "day": Say("进入阶段的日期", "day of the stage"),
    "year": Say("编号的年份", "year of the id"),
}
_SCIENTIFIC: Final = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]+")


def _refuse_scientific(text: str) -> None:
    if _SCIENTIFIC.fullmatch(text):
        raise CellError(
            Say(
                f"代码被表格软件改成了科学计数法（{quoted(text)}），后几位已丢失；把原表该列设为文本，重新粘贴后另存",
                f"the spreadsheet turned the code into {quoted(text)} and lost its last digits; make the column text and paste it again",
            )
        )
