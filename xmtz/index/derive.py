"""From one project file to its rows: the only place where a file's facts become the index's."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from xmtz.checks import check_project
from xmtz.index.conditions import StepConditions
from xmtz.index.days import first, iso
from xmtz.index.figure_rows import figure_rows
from xmtz.index.record_rows import record_rows
from xmtz.index.schema import DATES, MARKS, PEOPLE, TRAITS, WORDS
from xmtz.records.project import Project
from xmtz.records.project_groups import FROM_GROUP
from xmtz.records.record import Context, read_document
from xmtz.records.rules import Rules
from xmtz.records.step import StepRecord
from xmtz.store import store_findings
from xmtz.store.files import decode
from xmtz.store.located import left_out, read
from xmtz.words.finding import Finding, Place

if TYPE_CHECKING:
    from xmtz.domain.workdays import Calendar
    from xmtz.index.clock_items import ClockItems
    from xmtz.index.differences import Differences
    from xmtz.index.plan_rows import PlanRows
    from xmtz.index.remaining import Remaining
    from xmtz.index.step_limits import StepLimits

Rows = dict[str, list[tuple[Any, ...]]]


class Reading(NamedTuple):
    """What reading one file gave: the project as far as it could be typed, and everything found."""

    project: Project | None
    findings: list[Finding]
    mentions: list[tuple[str, str, Place]]
    text: str
    whole: bool = True  # False where a part of the file could not be read at all


class Deriver:
    """Reads project files under one set of rules. `areas`: the area codes that the ledger knows to be in use."""

    def __init__(self, rules: Rules, areas: Collection[str] = ()) -> None:
        self.rules = rules
        self.words: dict[str, Mapping[str, object]] = {**rules.words(), "areas": dict.fromkeys(areas)}
        self.conditions = StepConditions(rules.steps.steps)
        self.classes = rules.steps.class_of
        self.marks: dict[str, list[str]] = {mark: [] for mark in MARKS}
        for key, stage in rules.stages.stages.items():
            for mark in stage.marks:
                self.marks[mark].append(key)

    @cached_property
    def limits(self) -> StepLimits:
        """How long each step of a project may take, under these rules."""
        from xmtz.index.step_limits import StepLimits

        return StepLimits(self.rules)

    @cached_property
    def calendar(self) -> Calendar:
        """The working days under these rules."""
        from xmtz.records.calendar import calendar_of

        return calendar_of(self.rules)

    @cached_property
    def clocks(self) -> ClockItems:
        """What has a clock, under these rules."""
        from xmtz.index.clock_items import ClockItems

        return ClockItems(self.rules, self.limits, self.calendar)

    @cached_property
    def plans(self) -> PlanRows:
        """What makes the latest dates of what is left, under these rules."""
        from xmtz.index.plan_rows import PlanRows

        return PlanRows(self.rules, self.conditions, self.limits, self.calendar)

    @cached_property
    def differences(self) -> Differences:
        """What the comparisons of these rules find in one file."""
        from xmtz.index.differences import Differences

        return Differences(self.rules, self.marks)

    def read(self, raw: bytes, path: str) -> Reading:
        """Read and check one file by itself."""
        decoded = decode(raw, path)
        if decoded.finding is not None:
            return Reading(None, [decoded.finding], [], "")
        tree = read(decoded.text, path)
        findings = list(tree.findings)
        if tree.root is None:
            if not findings:
                findings.append(store_findings.EMPTY_FILE.at(Place(path)))
            return Reading(None, findings, [], decoded.text)
        context = Context(path, self.words)
        missing = left_out(tree.findings)
        project = read_document(Project, tree.root, context, missing)
        findings += context.findings
        if project is not None:
            findings += check_project(
                project, self.rules, path, self.applying, missing, self.differences.over
            )
        findings.sort(key=lambda finding: (finding.line, finding.column, finding.code))
        findings = [one for n, one in enumerate(findings) if not n or one != findings[n - 1]]
        whole = all(finding.code in _HARMLESS for finding in tree.findings)
        return Reading(project, _most(findings, path), context.mentions, decoded.text, whole)

    def applying(self, project: Project) -> set[str]:
        """The approval steps that apply to a project, by their conditions."""
        return self.conditions.applying(project, self.facts_of(project))

    def left(self, project: Project, day: date) -> Remaining:
        """What is left of a project on a day, as tasks."""
        return self.plans.left(project, _facts(project), day)

    def facts_of(self, project: Project) -> list[Any]:
        """The traits of a project as conditions compare them."""
        return _facts(project)

    def rows(self, raw: bytes, c: int) -> Rows:
        """The rows of one file; `c` is the number of its content."""
        reading = self.read(raw, "")
        rows: Rows = {
            "finding": [
                (c, n, f.code, f.line, f.column, json.dumps(f.facts, ensure_ascii=False))
                for n, f in enumerate(reading.findings)
            ],
            "mention": [
                (c, n, vocabulary, word, place.line, place.column)
                for n, (vocabulary, word, place) in enumerate(reading.mentions)
            ],
        }
        project = reading.project
        if project is None or project.id is None or project.name is None or not reading.whole:
            return rows
        sound = not any(f.code[0] in "YFS" and f.code != "F222" for f in reading.findings)
        self._project(project, c, sound, rows)
        self._money(project, c, rows)
        self._lists(project, c, rows)
        return rows

    def _project(self, project: Project, c: int, sound: bool, rows: Rows) -> None:
        moves = [move for move in project.stages if move.to is not None and move.on is not None]
        rows["stage"] = [
            (c, n, move.to, move.on.isoformat(), "\n".join(move.waived) or None)
            for n, move in enumerate(moves)
        ]
        marked: list[str | None] = []
        for mark in MARKS:
            keys = self.marks[mark]
            day = min((move.on for move in moves if move.to in keys), default=None)
            marked.append(iso(day))
        dates = project.dates
        people = project.people
        days = _days(project, moves)
        values: list[Any] = [c, project.id, project.name, project.code[0] if project.code else None]
        values += [getattr(project, word) for word in WORDS]
        values += [project.owner, project.guarantor, project.place]
        values += [project.parent, project.group, project.total]
        facts = _facts(project)
        values += facts
        values += [iso(getattr(dates, name)) if dates is not None else None for name in DATES]
        values += marked
        values.append(iso(max(days, default=None)))
        values.append(str(max(project.invested)) if project.invested else None)
        for role in PEOPLE:
            duty = getattr(people, role) if people is not None else None
            values.append(duty.name if duty is not None else self.rules.groups.holder(project, role))
        priority = project.priority
        values += ["\n".join(project.tags) or None]
        values += [priority.urgency, priority.importance] if priority is not None else [None, None]
        values.append(int(sound))
        rows["project"] = [tuple(values)]
        rows["code"] = [(c, code) for code in dict.fromkeys(project.code or ())]
        rows["step"] = self._steps(project, c, facts, moves)
        rows["backward"], rows["slip"] = self.plans.of(project, c, facts)
        rows["letter"] = [
            (c, key, n, iso(one.on), one.document, one.says)
            for key, step in project.steps.items()
            for n, one in enumerate(step.letters)
        ]
        if project.steps or self.rules.steps.limits:
            from xmtz.index.clock_rows import clock_rows
            from xmtz.index.term_rows import term_rows

            rows["clock"] = list(clock_rows(self.clocks, project, facts, c))
            rows["term"] = list(
                term_rows(self.calendar, self.rules, self.limits.of(project, facts), project, c)
            )
        if self.classes:
            from xmtz.index.cell_rows import cell_rows

            rows["cell"] = list(cell_rows(rows["step"], rows.get("clock", ()), self.classes, c))

    def _steps(
        self, project: Project, c: int, facts: list[Any], moves: Sequence[Any]
    ) -> list[tuple[Any, ...]]:
        applying = self.conditions.applying(project, facts)
        limits = self.limits.of(project, facts)
        reached = self._reached(moves)
        rows = []
        for key in (*self.rules.steps.steps, *(k for k in project.steps if k not in self.rules.steps.steps)):
            record = project.steps.get(key)
            if record is None and key not in applying:
                continue
            rule = self.rules.steps.steps.get(key)
            due: str | None = ""  # from the beginning
            if record is None and rule is not None and rule.due_from is not None:
                due = reached.get(rule.due_from)
            step = record or _NO_STEP
            promise = step.committed if rule is None or rule.commit else None
            deferral = step.deferred if rule is None or rule.defer else None
            ends = [one.on for one in (step.refused, step.withdrawn, step.lapsed) if one is not None]
            rows.append(
                (
                    c,
                    key,
                    due,
                    iso(step.applied),
                    iso(step.accepted),
                    iso(step.granted),
                    iso(promise.on) if promise else None,
                    iso(first(promise.broken, promise.revoked)) if promise else None,
                    iso(deferral.on or step.accepted) if deferral else None,
                    iso(step.deferred.until) if step.deferred and not step.deferred.supplied else None,
                    iso(step.skipped.on) if step.skipped else None,
                    iso(first(*ends, step.undone)),
                    limits[key].level if key in limits else None,
                    step.authority,
                    step.tracker,
                    step.document,
                )
            )
        return rows

    def _reached(self, moves: Sequence[Any]) -> dict[str, str]:
        """Since when each stage counts as reached: entered itself or one that comes after it in the
        rules. A project first entered as started owes what was due before."""
        found: dict[str, str] = {}
        order = list(self.rules.stages.stages)
        for move in moves:
            if move.to in order:
                day = move.on.isoformat()
                for key in order[: order.index(move.to) + 1]:
                    found[key] = min(day, found.get(key, day))
        return found

    def _money(self, project: Project, c: int, rows: Rows) -> None:
        rows["plan"] = [(c, year, amount) for year, amount in project.plan.items()]
        rows["plan_month"] = [(c, str(month), amount) for month, amount in project.plan_months.items()]
        rows["figure"] = [(c, *row) for row in figure_rows(project)]

    def _lists(self, project: Project, c: int, rows: Rows) -> None:
        rows["excuse"] = [
            (c, n, one.light, str(one.month), str(one.until or one.month), one.reason, one.by)
            for n, one in enumerate(project.explanations)
            if one.light is not None and one.month is not None and one.by is not None
        ]
        rows.update(record_rows(project, c))
        from_group = {role: self.rules.groups.holder(project, role) for role in FROM_GROUP}
        duties = rows.setdefault("duty", [])
        for role in {role for role, name in from_group.items() if name} - {row[1] for row in duties}:
            duties.append((c, role, from_group[role], *(None,) * 6))


_MOST_FINDINGS = 300


def _most(findings: list[Finding], path: str) -> list[Finding]:
    """The findings, or the first few hundred: a file of another kind would have a million."""
    rest = len(findings) - _MOST_FINDINGS
    if rest <= 0:
        return findings
    return [store_findings.TOO_MANY.at(Place(path), count=rest), *findings[:_MOST_FINDINGS]]


_NO_STEP = StepRecord.__new__(StepRecord)
_HARMLESS = frozenset(("Y114",))  # a duplicate key: the rest of the file still reads


def _facts(project: Project) -> list[Any]:
    """The traits of a project as conditions compare them."""
    traits = project.traits
    return [_trait(getattr(traits, name)) if traits is not None else None for name in TRAITS]


def _trait(value: Any) -> Any:
    """A trait as SQL compares it: booleans 0/1, numbers numeric."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and value[:1].isdigit():
        return float(value) if "." in value else int(value)
    return value


def _days(project: Project, moves: Sequence[Any]) -> list[date]:
    """The days on which something happened, for checks against today."""
    days = [move.on for move in moves]
    for step in project.steps.values():
        days += [
            day for day in (step.applied, step.accepted, step.granted, step.delivered) if day is not None
        ]
    for issue in project.issues:
        days += [day for day in (issue.raised,) if day is not None]
        if issue.cleared is not None and issue.cleared.on is not None:
            days.append(issue.cleared.on)
    days += [month.first_day for month in project.invested]
    return days
