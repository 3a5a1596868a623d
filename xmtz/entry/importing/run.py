"""One import: every data row becomes a new project, is one that is there, or is rejected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from xmtz.domain.ids import file_name, new_id
from xmtz.domain.plain import printable
from xmtz.domain.refusal import DomainError, quoted
from xmtz.entry.adding import codes_of
from xmtz.entry.door import Gate
from xmtz.entry.forms import file_text
from xmtz.entry.importing import comparing
from xmtz.entry.importing.assembling import values_of
from xmtz.entry.importing.cells import CellError, fits, tidy, without_pinyin
from xmtz.entry.importing.header import Header, count_headers, find_header
from xmtz.entry.importing.layout import Row, classify
from xmtz.entry.importing.mapping import Plan
from xmtz.entry.importing.matching import Candidate, Matcher, known_projects, unreadable_projects
from xmtz.entry.importing.result import ADDED, MATCHED, REJECTED, Other, Outcome, Reason, Result
from xmtz.entry.importing.row import Described, Fact, Reader
from xmtz.entry.importing.sheet import Line, Sheet, decode_table, read_sheet, read_table
from xmtz.entry.importing.units import Units, enter
from xmtz.records.project import Project
from xmtz.store.edits import Value
from xmtz.store.layout import PROJECTS_FOLDER
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.finding import Finding
from xmtz.words.lang import Say


class Manner(NamedTuple):
    """How to import. `on`: the day on which new projects enter their stage, where the map says none."""

    on: date
    update: bool = False
    anyway: bool = False
    add_units: bool = False


def open_table(file: Path, plan: Plan) -> tuple[Sheet, Header]:
    """The rows of a file and its header. Raises Trouble or Refusal where the map does not fit it."""
    table = plan.record.table
    text, encoding = decode_table(read_table(file), printable(file.name), table.encoding if table else None)
    text, pinyin = without_pinyin(text) if table and table.pinyin else (text, 0)
    wanted = plan.wanted()
    depth = table.header_rows if table else None
    delimiter = table.delimiter if table else None
    sheet = read_sheet(text, encoding, delimiter, lambda sample: count_headers(sample, wanted, depth))
    return sheet._replace(pinyin=pinyin), find_header(sheet.rows, wanted, depth)


def import_table(gate: Gate, plan: Plan, sheet: Sheet, header: Header, file: str, manner: Manner) -> Result:
    """Plan what a table says, row by row. The gate has to be refreshed first; nothing is written yet.

    Raises Trouble where the table as a whole cannot be taken.
    """
    record = plan.record
    create = manner.add_units or record.units == "create"
    units = Units(gate.ledger.units, create, record.unit_kinds)
    reader = Reader(plan, header, gate.lexicon, units)
    rows = list(classify(sheet.rows, header, reader.used, _Skips(plan, header)))
    result = Result(
        file,
        sheet.encoding,
        sheet.delimiter,
        (sheet.rows[header.first].number, sheet.rows[header.end - 1].number),
        sheet.lines,
        len(sheet.rows),
        unused=reader.unused(),
        pinyin=sheet.pinyin,
        unreadable=unreadable_projects(gate.ledger.facts),
        dry_run=gate.how.dry_run,
    )
    importer = _Importer(gate, plan, reader, units, manner)
    for row in rows:
        if row.kind == "data":
            result.outcomes.append(importer.take(row))
        else:
            text = next((cell.strip() for cell in row.at.cells if cell.strip()), "")
            result.others.append(Other(row.at.number, row.at.line, row.kind, quoted(text, 60), row.why))
    result.new_units = [(key, units.new[key]) for key in enter(gate, units, importer.used_units)]
    return result


class _Skips:
    """Why the map skips a row, if it does."""

    def __init__(self, plan: Plan, header: Header) -> None:
        self.rules = [(one, header.find(one.column or ())) for one in plan.record.skip]

    def __call__(self, row: Line) -> str | None:
        for one, place in self.rules:
            assert place is not None
            text = row.cells[place] if place < len(row.cells) else ""
            try:
                text = tidy(text)
            except CellError:
                continue
            if (one.empty and not text) or any(fits(pattern, text) for pattern in one.is_):
                return one.why or quoted(text, 60)
        return None


class _Importer:
    def __init__(self, gate: Gate, plan: Plan, reader: Reader, units: Units, manner: Manner) -> None:
        self.gate = gate
        self.plan = plan
        self.reader = reader
        self.units = units
        self.manner = manner
        self.matcher = Matcher(known_projects(gate.ledger.facts), plan.match)
        self.used_units: set[str] = set()
        self.first_stage = next(iter(gate.ledger.rules.stages.stages), None)

    def take(self, row: Row) -> Outcome:
        """What becomes of a data row."""
        said = self.reader.describe(row, self.manner.on)
        outcome = Outcome(row.at.number, row.at.line, REJECTED, str(said.value("name") or ""))
        outcome.reasons, outcome.remarks = said.reasons, said.remarks
        if outcome.reasons:
            return outcome
        try:
            self._place(said, outcome)
        except Refusal as refusal:
            outcome.kind = REJECTED
            outcome.reasons += [Reason("", one) for one in refusal.missing or [refusal.say]]
        except (Trouble, DomainError) as trouble:
            outcome.kind = REJECTED
            outcome.reasons.append(Reason("", trouble.say))
        return outcome

    def _place(self, said: Described, outcome: Outcome) -> None:
        row = _candidate(said)
        same = self.matcher.same(row)
        if len(same) > 1:
            raise Trouble(_with(_SEVERAL, same))
        if same:
            self._match(said, same[0], outcome)
            return
        perhaps = [] if self.manner.anyway else self.matcher.perhaps(row)
        if perhaps:
            raise Trouble(_with(_PERHAPS, perhaps))
        sharing = self.matcher.sharing_code(row)
        if sharing:
            outcome.remarks.append(_with(_SAME_CODE, sharing))
        self._add(said, row, outcome)

    def _match(self, said: Described, one: Candidate, outcome: Outcome) -> None:
        outcome.kind = MATCHED
        outcome.id, outcome.path, outcome.same_as = one.id, one.path, one.row
        standing = self.gate.read(one.path)
        outcome.differences = list(comparing.differences(said.facts, standing))
        if not self.manner.update:
            return
        edits = list(comparing.missing(said.facts, standing))
        if not edits:
            return
        self._use_units(said.facts)
        try:
            self.gate.change(standing, [edit for edit, _ in edits])
        except Trouble as trouble:
            outcome.remarks += [
                Say(f"没有补填：{one.zh}", f"not filled in: {one.en}") for one in _spoken(trouble)
            ]
        else:
            outcome.filled = [label for _, label in edits]

    def _add(self, said: Described, row: Candidate, outcome: Outcome) -> None:
        defaults = [
            Fact(target, self._default(value, target.is_unit)) for target, value in self.plan.defaults
        ]
        values = values_of(said.facts, self.plan, defaults)
        stage = said.stage or self.first_stage
        if stage is not None:
            values["stages"] = [{"to": stage, "on": said.on or ""}]
        year = said.year or self.manner.on.year
        id_ = self._id(values, year)
        values["id"] = id_
        path = f"{PROJECTS_FOLDER}/{year}/{file_name(id_, row.name)}"
        self._use_units([*said.facts, *defaults])
        self.gate.create(path, file_text(Project, values))
        outcome.kind, outcome.id, outcome.path = ADDED, id_, path
        self.matcher.add(row._replace(id=id_, path=path, row=outcome.row))

    def _default(self, value: Value, is_unit: bool) -> Value:
        return self.units.key(value, value) if is_unit and isinstance(value, str) else value

    def _id(self, values: dict[str, Value], year: int) -> str:
        given = values.get("id")
        if isinstance(given, str):
            if given in self.matcher.ids:
                raise Trouble(
                    Say(
                        "编号 {id} 已经有项目在用，而其他依据对不上",
                        "the id {id} is in use, but the rest does not match",
                    ),
                    id=given,
                )
            return given
        prefix = self.gate.ledger.book.settings.prefix or "xm"
        return new_id(
            prefix, year, _text(values.get("name")), _text(values.get("owner")), self.matcher.ids.__contains__
        )

    def _use_units(self, facts: Sequence[Fact]) -> None:
        used = {str(fact.value) for fact in facts if fact.target.is_unit} & set(self.units.new)
        self.gate.coming_units |= used
        self.used_units |= used


_SEVERAL = Say("对应不止一个项目，分不清是哪一个：", "it may be any of several projects: ")
_SAME_CODE = Say("项目代码相同的还有：", "the project code is also that of: ")
_PERHAPS = Say(
    "可能已经登记过；确是另一个项目，加 --anyway 再导入：",
    "it may be there already; if it is another project, add --anyway: ",
)


def _with(before: Say, found: Sequence[Candidate]) -> Say:
    """A sentence that ends in a few projects: their ids, names and rows of the table."""
    zh = [
        f"{one.id} {printable(one.name)}" + (f"（第 {one.row} 行）" if one.row else "") for one in found[:3]
    ]
    en = [f"{one.id} {printable(one.name)}" + (f" (row {one.row})" if one.row else "") for one in found[:3]]
    more = " …" if len(found) > len(zh) else ""
    return Say(before.zh + "、".join(zh) + more, before.en + ", ".join(en) + more)


def _spoken(trouble: Trouble) -> list[Say]:
    return trouble.missing if isinstance(trouble, Refusal) and trouble.missing else [trouble.say]


def _candidate(said: Described) -> Candidate:
    code = said.value("code")
    codes = codes_of({} if code is None else {"code": code})
    id_, name, owner, unit, place = (
        _text(said.value(field)) for field in ("id", "name", "owner", "unit", "place")
    )
    return Candidate(id_, name, "", owner, unit, place, frozenset(codes), _text(said.value("parent")))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def add_warnings(result: Result, warnings: Iterable[Finding]) -> None:
    """Put what the check reminds of in a file beside the row that brought it in."""
    from xmtz.checks.catalogue import message

    by_path: dict[str, list[Say]] = {}
    for finding in warnings:
        said = Say(f"[{finding.code}] {message(finding, 'zh')}", f"[{finding.code}] {message(finding, 'en')}")
        by_path.setdefault(finding.path, []).append(said)
    for outcome in result.outcomes:
        if outcome.same_as is None:
            outcome.remarks += by_path.pop(outcome.path, [])
