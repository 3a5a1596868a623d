"""Ledgers of approvals over all projects: the matrix by class, the EIA ledger, approvals at higher
authorities, deferred and committed items, the rate by item and by unit, days and punctuality by authority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from xmtz.domain.clock import Clock
from xmtz.index import approval_questions as ask
from xmtz.index import clock_questions
from xmtz.index.approval_questions import Approval
from xmtz.index.cell_rows import Sums
from xmtz.index.clock_rows import unpacked
from xmtz.index.ledger import Ledger
from xmtz.records.calendar import calendar_of
from xmtz.reports.names import Names
from xmtz.words.lang import Say

LEVELS: Final = ("county", "city", "province", "state")


class Cell(NamedTuple):
    """A class of approvals of one project: how many have to be had, are had, run; how many were late,
    and one more where one that runs is overdue.

    `used`: days of the longest, in the unit of its limit; `left`: of the one that has least left;
    `conditional`: those had on a commitment or with documents missing; `ahead`: those that are due
    in a later stage.
    """

    due: int = 0
    done: int = 0
    running: int = 0
    late: int = 0
    used: int | None = None
    unit: str | None = None
    left: int | None = None
    conditional: int = 0
    ahead: int = 0


class MatrixRow(NamedTuple):
    """A project and its classes, in the order of the rules."""

    id: str
    name: str
    unit: str | None
    cells: dict[str, Cell]
    path: str


class Line(NamedTuple):
    """One approval of one project, with its clock on the day."""

    id: str
    name: str
    unit: str | None
    step: str
    state: str
    eia: str | None
    level: str | None
    authority: str | None
    applied: str | None
    accepted: str | None
    granted: str | None
    document: str | None
    tracker: str | None
    clock: Clock | None
    path: str


class Bound(NamedTuple):
    """A deferred or committed item, and the day to which it is bound."""

    id: str
    name: str
    unit: str | None
    step: str
    kind: str
    since: str | None
    day: str
    overdue: bool
    path: str


class Rate(NamedTuple):
    """How many of those that are due are done. `ok`: with those deferred or committed."""

    key: str | None
    due: int
    done: int
    ok: int | None

    @property
    def rate(self) -> Fraction | None:
        """Done of due; None where nothing is due."""
        return Fraction(self.done, self.due) if self.due else None


class AuthorityRow(NamedTuple):
    """An authority's decisions: how many, how many in time, the days that they took.

    `median` and `worst` are in `unit`; decisions without a limit count in `decided` only.
    """

    authority: str
    unit: str
    decided: int
    judged: int
    on_time: int
    on_promise: int | None
    promised: int
    median: Fraction | None
    worst: int | None

    @property
    def rate(self) -> Fraction | None:
        """On time of those that have a limit."""
        return Fraction(self.on_time, self.judged) if self.judged else None


class Approvals:
    """The ledgers of approvals on a day, of all units or of one."""

    def __init__(self, ledger: Ledger, day: date, unit: str | None = None) -> None:
        self.ledger = ledger
        self.rules = ledger.rules
        self.facts = ledger.facts
        self.day = day
        self.iso = day.isoformat()
        self.unit = unit
        self.calendar = calendar_of(ledger.rules)
        self.within = ledger.rules.steps.answer_within

    def matrix(self) -> list[MatrixRow]:
        """Every project with its classes; a class of which nothing applies has no cell."""
        return [
            MatrixRow(one.id, one.name, one.unit, one.cells, one.path)
            for one in ask.by_class(self.facts, self.iso, self.unit, self.rules.steps.class_of, self._cell)
        ]

    def _cell(self, sums: Sums) -> Cell:
        late, left, unit = sums.late, None, sums.unit
        if sums.running:
            lefts = [
                (self._left(date.fromisoformat(day), counted), counted)
                for day, counted in ((sums.working, "wd"), (sums.days, "d"))
                if day is not None
            ]
            for line in (sums.open or "").splitlines():
                step, _, packed = line.partition(" ")
                clock = unpacked("step", step, packed).clock(self.calendar, self.day, self.within)
                if clock is not None:
                    lefts.append((clock.remaining, clock.unit))
            if lefts:
                left, unit = min(lefts)
                late += left < 0
        done = sums.done + sums.conditional
        return Cell(sums.due, done, sums.running, late, sums.used, unit, left, sums.conditional, sums.ahead)

    def _left(self, deadline: date, unit: str) -> int:
        """Days until a deadline, negative past it."""
        if unit == "d":
            return (deadline - self.day).days
        return self.calendar.working_days_between(self.day, deadline)

    def _clock(self, one: Approval) -> Clock | None:
        if one.item is None:
            return None
        item = unpacked("step", one.step, one.item, one.result)
        return item.clock(self.calendar, self.day, self.within)

    def lines(self, steps: Iterable[str]) -> list[Line]:
        """The approvals of these steps that are due or begun, project by project."""
        wanted = tuple(steps)
        if not wanted:
            return []
        return [
            self._line(one)
            for one in ask.approvals(self.facts, self.iso, self.unit, wanted)
            if one.due or one.skipped or one.item is not None or one.granted is not None
        ]

    def _line(self, one: Approval) -> Line:
        return Line(
            one.id, one.name, one.unit, one.step, self._state(one), one.eia, one.level, self._authority(one.step, one.authority),
            _known(one.applied, self.iso), _known(one.accepted, self.iso), one.granted,
            one.document if one.granted else None, one.tracker, self._clock(one), one.path,
        )  # fmt: skip

    def _state(self, one: Approval) -> str:
        if one.skipped:
            return "skipped"
        if one.ended is not None:
            return one.result if one.result in ("refused", "withdrawn") else "lapsed"
        if one.granted is not None:
            return "granted"
        if one.ok:
            return "committed" if one.result == "committed" else "deferred"
        if _known(one.accepted, self.iso):
            clock = self._clock(one)
            return "paused" if clock is not None and clock.paused is not None else "accepted"
        return "applied" if _known(one.applied, self.iso) else "none"

    def _authority(self, step: str, named: str | None) -> str | None:
        """Who decides on a step: the unit that the project names, else the authority of the rules."""
        if named is not None:
            return Names(self.ledger).label("unit", named)
        rule = self.rules.steps.steps.get(step)
        label: Say | None = rule.authority if rule is not None else None
        return label.text() if label is not None else None

    def eia(self) -> list[Line]:
        """The approvals of the class `eia` (环评管理台账)."""
        return self.lines(key for key, rule in self.rules.steps.steps.items() if rule.class_ == "eia")

    def letters(self) -> dict[tuple[str, str], list[ask.Letter]]:
        """The service letters by project and step."""
        found: dict[tuple[str, str], list[ask.Letter]] = {}
        for letter in ask.letters(self.facts, self.iso):
            found.setdefault((letter.id, letter.step), []).append(letter)
        return found

    def higher(self) -> list[Line]:
        """Approvals that are not had yet, at authorities above the ledger's own level."""
        own = LEVELS.index(self.own_level)
        rules = self.rules.steps.steps
        steps = [
            key
            for key, rule in rules.items()
            if any(level in LEVELS[own + 1 :] for level in (rule.level, *(case.level for case in rule.cases)))
        ]
        return [
            line
            for line in self.lines(steps)
            if line.level in LEVELS[own + 1 :] and line.state not in ("granted", "skipped")
        ]

    @property
    def own_level(self) -> str:
        """The level of the ledger's own government, from its division code: 610000, 610100 or 610102."""
        code = self.ledger.book.settings.division or ""
        return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"

    def bound(self) -> list[Bound]:
        """Deferred and committed items that are still open, the earliest day first."""
        found = [
            Bound(w.id, w.name, w.unit, t.step, t.kind, t.since, t.day, t.day < self.iso, w.path)
            for w, t in clock_questions.terms(self.facts, self.iso, "9999")
            if t.kind != "valid" and (self.unit is None or w.unit == self.unit)
        ]
        return sorted(found, key=lambda one: (one.day, one.id, one.step))

    def by_item(self) -> list[Rate]:
        """The rate of each item, in the order of the rules."""
        order = {key: n for n, key in enumerate(self.rules.steps.steps)}
        counts = ask.by_item(self.facts, self.iso, self.unit)
        counts.sort(key=lambda one: order.get(one.step, len(order)))
        return [Rate(one.step, one.due, one.done, one.ok) for one in counts]

    def by_unit(self) -> tuple[list[Rate], list[Rate]]:
        """By unit: items done of items due; projects that have all of theirs, of projects."""
        counts = ask.by_unit(self.facts, self.iso, self.unit)
        order = Names(self.ledger).order("unit")
        counts.sort(key=lambda one: (one.unit is None, order.get(one.unit or "", len(order))))
        items = [Rate(one.unit, one.items_due, one.items_done, None) for one in counts]
        return items, [Rate(one.unit, one.projects, one.complete, None) for one in counts]

    def authorities(self, since: str = "") -> list[AuthorityRow]:
        """The decisions of each authority since a day (ISO), the least punctual first."""
        groups: dict[tuple[str, str], list[ask.Decided]] = {}
        unknown = Say("（未写明机关）", "(authority not said)").text()
        names: dict[tuple[str, str | None], str] = {}
        for one in ask.decisions(self.facts, self.iso, since, self.unit):
            asked = (one.step, one.authority)
            if asked not in names:
                names[asked] = self._authority(*asked) or unknown
            groups.setdefault((names[asked], one.unit or "wd"), []).append(one)
        rows = [_authority_row(name, unit, decisions) for (name, unit), decisions in groups.items()]
        rows.sort(key=lambda row: (row.rate is None, row.rate or 0, row.authority, row.unit))
        return rows


def _authority_row(name: str, unit: str, decisions: list[ask.Decided]) -> AuthorityRow:
    used = sorted(one.used for one in decisions if one.used is not None)
    judged = [one.late for one in decisions if one.late is not None]
    promised = [one.late_promised for one in decisions if one.late_promised is not None]
    middle = len(used) // 2
    median = None
    if used:
        median = Fraction(used[middle]) if len(used) % 2 else Fraction(used[middle - 1] + used[middle], 2)
    return AuthorityRow(
        name, unit, len(decisions), len(judged), judged.count(0),
        promised.count(0) if promised else None, len(promised), median, used[-1] if used else None,
    )  # fmt: skip


def _known(day: str | None, today: str) -> str | None:
    return day if day is not None and day <= today else None


def classes_of(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """The classes of approvals, key and name, in the order of the rules; `other` is no column."""
    for key, term in (ledger.rules.steps.classes or {}).items():
        if key != "other":
            yield key, term.label.text() if term.label is not None else key
