"""A map, read and checked against the ledger: every mistake in it is found before a row is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from xmtz.domain.refusal import DomainError, quoted
from xmtz.entry.importing.header import Wanted
from xmtz.entry.importing.targets import Target, target
from xmtz.entry.values import Lexicon, value_of_node, value_of_text
from xmtz.records import import_findings as kinds
from xmtz.records import types
from xmtz.records.import_map import Category, Cell, Column, ImportMap, Skip
from xmtz.records.record import Context, Record, read_document
from xmtz.store.edits import Value
from xmtz.store.files import decode
from xmtz.store.located import Mapping as MappingNode
from xmtz.store.located import Node, Scalar, left_out, read
from xmtz.words.errors import Trouble
from xmtz.words.finding import Finding, Kind, Place
from xmtz.words.lang import Say

MATCHABLE: Final = ("id", "code", "name", "owner", "unit", "place")


class MappedColumn(NamedTuple):
    """A column of the map with the field that it fills."""

    column: Column
    target: Target

    @property
    def headers(self) -> tuple[str, ...]:
        return self.column.header or ()


class MappedCategory(NamedTuple):
    """What category rows fill."""

    category: Category
    target: Target


class Plan(NamedTuple):
    """A map that is right. `defaults` hold texts for units, which may still have to be entered."""

    record: ImportMap
    columns: list[MappedColumn]
    categories: list[MappedCategory]
    defaults: list[tuple[Target, Value]]
    required: list[Target]
    match: list[tuple[str, ...]]

    @property
    def stage_cells(self) -> list[Cell]:
        """The columns that stage and year are taken from."""
        stage = self.record.stage
        found = [stage.to, stage.on] if stage is not None else []
        return [cell for cell in (*found, self.record.year) if isinstance(cell, Cell)]

    def wanted(self) -> list[Wanted]:
        """Every column that the table has to have."""
        found = [Wanted(one.headers, bool(one.column.optional)) for one in self.columns]
        found += [Wanted(cell.column or ()) for cell in self.stage_cells]
        found += [Wanted(skip.column or ()) for skip in self.record.skip]
        return found


def read_map(
    raw: bytes, path: str, lexicon: Lexicon, create_units: bool
) -> tuple[Plan | None, list[Finding]]:
    """The plan that a map's bytes describe, or everything that is wrong with it."""
    decoded = decode(raw, path)
    if decoded.finding is not None:
        return None, [decoded.finding]
    tree = read(decoded.text, path)
    findings = list(tree.findings)
    root: Node = tree.root if tree.root is not None else MappingNode(False, 1, 1, 0)
    context = Context(path, lexicon.words)
    record = read_document(ImportMap, root, context, left_out(findings))
    findings += context.findings
    if record is None or findings:
        return None, findings
    compiler = _Compiler(record, path, lexicon, create_units or record.units == "create")
    plan = compiler.plan()
    findings += compiler.findings
    return (None if findings else plan), sorted(findings, key=lambda f: (f.line, f.column))


class _Compiler:
    def __init__(self, record: ImportMap, path: str, lexicon: Lexicon, create_units: bool) -> None:
        self.record = record
        self.path = path
        self.lexicon = lexicon
        self.create_units = create_units
        self.findings: list[Finding] = []
        self.filled: dict[tuple[str | int, ...], Node] = {}

    def plan(self) -> Plan:
        columns = [made for one in self.record.columns if (made := self._column(one)) is not None]
        categories = [got for one in self.record.categories if (got := self._category(one)) is not None]
        defaults = list(self._defaults())
        for skip in self.record.skip:
            self._skip(skip)
        if self.record.stage is not None and isinstance(self.record.stage.to, Cell):
            self._translations(self.record.stage.to, "stage", _STAGE)
        self._constant_day()
        required = self._required()
        match = self._match()
        if ("name",) not in self.filled:
            self._find(kinds.NO_COLUMNS, self.record.node, field="name")
        return Plan(self.record, columns, categories, defaults, required, match)

    def _column(self, one: Column) -> MappedColumn | None:
        made = self._target(one.to, one, "to")
        if (one.split is None) != (one.take is None):
            self._find(kinds.TAKE_WITHOUT_SPLIT, _node(one, "split" if one.split else "take"))
        if made is None:
            return None
        if one.unit is not None and not made.is_amount:
            self._find(kinds.NOT_FOR_FIELD, _node(one, "unit"), option="unit", what=_AMOUNTS, to=made.text)
        if one.day is not None and not made.is_day:
            self._find(kinds.NOT_FOR_FIELD, _node(one, "day"), option="day", what=_DAYS, to=made.text)
        if made.path != ("notes",):
            self._once(made, _node(one, "to"))
        self._check_translations(one.values, _node(one, "values"), made)
        return MappedColumn(one, made)

    def _category(self, one: Category) -> MappedCategory | None:
        made = self._target(one.to, one, "to")
        if made is None:
            return None
        self._once(made, _node(one, "to"))
        self._check_translations(one.values, _node(one, "values"), made)
        return MappedCategory(one, made)

    def _defaults(self) -> Iterable[tuple[Target, Value]]:
        above = _node(self.record, "defaults")
        for name, node in self.record.defaults.items():
            key = above.key(name) if isinstance(above, MappingNode) else None
            made = self._target(name, self.record, "defaults", key)
            if made is None:
                continue
            value = self._value(node, made)
            if value is not None:
                self.filled.setdefault(made.path, node)
                yield made, value

    def _value(self, node: Node, made: Target) -> Value | None:
        if made.is_unit and isinstance(node, Scalar):
            return self._unit(node, made)
        try:
            return value_of_node(node, made.kind, self.lexicon)
        except (DomainError, Trouble) as wrong:
            shown = quoted(node.text) if isinstance(node, Scalar) else "…"
            self._find(kinds.BAD_VALUE, node, value=shown, to=made.text, why=_why(wrong))
            return None

    def _unit(self, node: Scalar, made: Target) -> Value | None:
        known = {one.name for one in self.lexicon.units.values()} | {
            one.short for one in self.lexicon.units.values()
        }
        if self.create_units or node.text in self.lexicon.units or node.text in known:
            return node.text
        why = Say("units.yaml 里没有这个单位", "units.yaml has no such unit")
        self._find(kinds.BAD_VALUE, node, value=quoted(node.text), to=made.text, why=why)
        return None

    def _target(self, text: str | None, record: Record, key: str, node: Node | None = None) -> Target | None:
        if text is None:
            return None
        try:
            return target(text, self.lexicon)
        except (DomainError, Trouble) as wrong:
            self._find(kinds.BAD_TARGET, node or _node(record, key), to=quoted(text), why=_why(wrong))
            return None

    def _once(self, made: Target, node: Node) -> None:
        before = self.filled.setdefault(made.path, node)
        if before is not node:
            self._find(kinds.SAME_TARGET, node, to=made.text, line=before.line)

    def _translations(self, cell: Cell, to: str, kind: types.Word) -> None:
        made = Target(to, (to,), kind, kind.name)
        self._check_translations(cell.values, _node(cell, "values"), made)

    def _check_translations(self, values: Mapping[str, str], node: Node, made: Target) -> None:
        for pattern, value in values.items():
            place = node.get(pattern) if isinstance(node, MappingNode) else None
            if made.is_unit:
                self._unit(
                    place if isinstance(place, Scalar) else Scalar(value, "", node.line, node.column, 0, 0),
                    made,
                )
                continue
            try:
                value_of_text(value, made.kind, self.lexicon)
            except (DomainError, Trouble) as wrong:
                self._find(kinds.BAD_VALUE, place or node, value=quoted(value), to=made.text, why=_why(wrong))

    def _constant_day(self) -> None:
        stage = self.record.stage
        if stage is None or not isinstance(stage.on, str):
            return
        try:
            value_of_text(stage.on, types.DAY, self.lexicon)
        except (DomainError, Trouble) as wrong:
            self._find(
                kinds.BAD_VALUE, _node(stage, "on"), value=quoted(stage.on), to="stage.on", why=_why(wrong)
            )

    def _skip(self, skip: Skip) -> None:
        if not skip.is_ and not skip.empty:
            self._find(kinds.USELESS_SKIP, skip.node)

    def _required(self) -> list[Target]:
        found = [target("name", self.lexicon)]
        for field in self.record.required:
            made = self._target(field, self.record, "required")
            if made is not None and made.path not in self.filled:
                self._find(kinds.NOT_FILLED, _node(self.record, "required"), field=field)
            elif made is not None and made.path not in {one.path for one in found}:
                found.append(made)
        return found

    def _match(self) -> list[tuple[str, ...]]:
        node = _node(self.record, "match")
        for fields in self.record.match or ():
            for field in fields or ("[]",):
                if field not in MATCHABLE:
                    self._find(kinds.BAD_MATCH, node, field=quoted(field), known=", ".join(MATCHABLE))
                elif (field,) not in self.filled:
                    self._find(kinds.NOT_FILLED, node, field=field)
        return list(self.record.match or ())

    def _find(self, kind: Kind, node: Node, **facts: Any) -> None:
        self.findings.append(kind.at(Place(self.path, node.line, node.column), **facts))


_STAGE: Final = types.Word("stages", "阶段", "stage")
_AMOUNTS: Final = Say("金额字段", "amounts")
_DAYS: Final = Say("日期字段", "dates")


def _node(record: Record, key: str) -> Node:
    """Where a field of the map is written."""
    return record.node.get(key) or record.node


def _why(wrong: DomainError | Trouble) -> Say:
    return wrong.say
