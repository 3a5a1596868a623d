"""Regular duties (频次) over a range of days: period by period who kept them, when, and by what; who missed.

A period belongs to the range in which its last day lies. One that is not over and not yet kept is open:
it counts neither as kept nor as missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, NamedTuple

from xmtz.domain.cycles import Cycle, cycle_of, cycles
from xmtz.domain.months import Month
from xmtz.index import cadence_questions as ask
from xmtz.index.bulletins import bulletins
from xmtz.index.cadence_questions import Whose
from xmtz.index.ledger import Ledger
from xmtz.index.meeting_questions import meetings
from xmtz.records.calendar import calendar_of
from xmtz.records.rules import Cadence
from xmtz.reports.bulletins.bulletin import REPORT_DUE, bulletin_rule
from xmtz.reports.clocks.duty_days import day_in
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say, series

KEPT: Final = "kept"
PARTLY: Final = "partly"
MISSED: Final = "missed"
OPEN: Final = "open"
STATES: Final = {
    KEPT: Say("做到", "kept"),
    PARTLY: Say("部分做到", "partly kept"),
    MISSED: Say("没做到", "missed"),
    OPEN: Say("未到期", "not due yet"),
}


class Line(NamedTuple):
    """One period of a duty. `done` of `should`: projects where it is for each, else 0 or 1 of 1.

    `days`: the day on which it falls, and the other reading where that is no working day. `updates`:
    of a duty to keep files up to date, each project's newest day.
    """

    cycle: Cycle
    state: str
    day: date | None
    paths: Sequence[str]
    who: Sequence[str]
    done: int
    should: int
    lacking: Sequence[Whose]
    days: Sequence[date]
    updates: Sequence[tuple[Whose, date | None]] = ()


class Kept(NamedTuple):
    """A duty over the range."""

    key: str
    cadence: Cadence
    lines: Sequence[Line]

    @property
    def over(self) -> list[Line]:
        """The periods that count."""
        return [line for line in self.lines if line.state != OPEN]

    @property
    def done(self) -> int:
        """How often it was kept: periods, or projects in periods."""
        return sum(line.done for line in self.over)

    @property
    def should(self) -> int:
        """How often it should have been."""
        return sum(line.should for line in self.over)

    @property
    def rate(self) -> Fraction | None:
        """Kept of what should have been."""
        return Fraction(self.done, self.should) if self.should else None


class _Found(NamedTuple):
    """What keeps a duty in a period: the days, the files, the people, the ids of projects."""

    days: Sequence[str] = ()
    paths: Sequence[str] = ()
    who: Sequence[str] = ()
    projects: frozenset[str] = frozenset()


class Cadences:
    """The regular duties of a ledger, asked about on a day."""

    def __init__(self, ledger: Ledger, day: date) -> None:
        self.ledger = ledger
        self.facts = ledger.facts
        self.day = day
        self.known = ledger.rules.cadence.cadences
        self.calendar = calendar_of(ledger.rules)
        self.issued = bulletins(ledger)
        by_period: dict[str, int] = {}
        for one in self.known.values():
            if one.kept_by == "bulletin":
                by_period[one.every] = by_period.get(one.every, 0) + 1
        self.alone = {every for every, count in by_period.items() if count == 1}

    def over(self, first: date, last: date, only: str | None = None) -> list[Kept]:
        """Every duty, or one by its key or name, over a range. Raises Trouble for an unknown one."""
        wanted = self.known if only is None else {(key := self.key(only)): self.known[key]}
        return [self._kept(key, one, first, last) for key, one in wanted.items()]

    def key(self, text: str) -> str:
        """The key of a duty, by key, name or a unique part of the name. Raises Trouble."""
        return cadence_key(self.known, text)

    def _kept(self, key: str, cadence: Cadence, first: date, last: date) -> Kept:
        if cadence.every == "day":  # how fresh files are on the last working day says it for the range
            at = min(last, self.day)
            while not self.calendar.is_working_day(at) and at > first:
                at -= timedelta(days=1)
            chosen: Iterator[Cycle] = iter([cycle_of("day", at)] if at >= first else [])
        else:
            chosen = (cycle for cycle in cycles(cadence.every, first, last) if cycle.first <= self.day)
        lines = [self._line(key, cadence, cycle) for cycle in chosen]
        asked = [one for one in lines if one.done or (one.should and self._is_worked(one.cycle))]
        return Kept(key, cadence, asked)

    def _is_worked(self, cycle: Cycle) -> bool:
        """Whether a period has a working day: nothing is asked of a week of holidays."""
        return self.calendar.working_days_between(cycle.first - timedelta(days=1), cycle.last) > 0

    def _line(self, key: str, cadence: Cadence, cycle: Cycle) -> Line:
        days = [] if cadence.kept_by == "bulletin" else day_in(cadence, cycle, self.calendar)
        until = min(max([cycle.last, *days]), self.day).isoformat()
        updates: dict[str, str] = {}
        whose: list[Whose] | None = None
        if cadence.each_project:
            whose = self._projects(key, cadence, cycle)
        if cadence.kept_by == "update":
            updates = ask.last_updates(
                self.facts, (one.path for one in whose or self._all(key, cycle)), until
            )
        found = self._found(key, cadence, cycle, days, until, whose, updates)
        over = self._last_day(cadence, cycle, days) < self.day or cadence.every == "day"
        shown = tuple(dict.fromkeys(found.paths)), tuple(dict.fromkeys(found.who))
        first = date.fromisoformat(min(found.days)) if found.days else None
        if whose is None:
            done = bool(found.days or found.paths)
            state = KEPT if done else MISSED if over else OPEN
            return Line(cycle, state, first, *shown, int(done), 1, (), days)
        lacking = [one for one in whose if one.id not in found.projects]
        done_ = len(whose) - len(lacking)
        state = KEPT if not lacking else OPEN if not over else PARTLY if done_ else MISSED
        ages = [(one, _day(updates.get(one.path))) for one in whose] if cadence.kept_by == "update" else ()
        return Line(cycle, state, first, *shown, done_, len(whose), lacking, days, ages)

    def _all(self, key: str, cycle: Cycle) -> list[Whose]:
        return ask.projects_of(self.facts, Month.of(cycle.last), self.ledger.rules, None, key)

    def _projects(self, key: str, cadence: Cadence, cycle: Cycle) -> list[Whose]:
        """The projects that owe a duty: of figures, those that have to report."""
        condition = cadence.when
        if condition is None and cadence.kept_by == "figures":
            condition = bulletin_rule(self.ledger, "monthly").report_due or REPORT_DUE
        return ask.projects_of(self.facts, Month.of(cycle.last), self.ledger.rules, condition, key)

    def _last_day(self, cadence: Cadence, cycle: Cycle, days: Sequence[date]) -> date:
        """The last day on which a period's duty can still be kept; every duty lasts to the end of this day.

        A bulletin is about a period that has ended: until the `day` of the month after it, or that month's end.
        """
        if cadence.kept_by == "bulletin":
            after = Month.of(cycle.last).next
            return after.last_day if cadence.day is None else min(after.last_day, _in(after, cadence.day))
        return max(days, default=cycle.last)

    def _found(
        self,
        key: str,
        cadence: Cadence,
        cycle: Cycle,
        days: Sequence[date],
        until: str,
        whose: Sequence[Whose] | None,
        updates: Mapping[str, str],
    ) -> _Found:
        first = cycle.first.isoformat()
        kept_by = cadence.kept_by or "meeting"
        if kept_by == "bulletin":
            files = self.issued.get(str(cycle), [])
            named = [path for path in files if path.rsplit("/", 1)[-1].split(".")[0] == key]
            return _Found(paths=named or (files if cadence.every in self.alone else []))
        if kept_by == "meeting":
            held = [
                one
                for one in meetings(self.facts, first, until, key)
                if not days or date.fromisoformat(one.day) in days
            ]
            return _Found(
                [one.day for one in held],
                [one.path for one in held],
                [one.chair for one in held if one.chair],
                frozenset(id_ for one in held for id_ in one.projects),
            )
        if kept_by == "visit":
            visits = [
                one
                for one in ask.visits(self.facts, first, until)
                if not days or date.fromisoformat(one.day) in days
            ]
            return _Found(
                [one.day for one in visits],
                [one.path for one in visits],
                [one.by for one in visits if one.by],
                frozenset(one.project for one in visits),
            )
        if kept_by == "start":
            starts = ask.starts(self.facts, first, until)
            return _Found(
                [one.day for one in starts],
                [one.path for one in starts],
                [],
                frozenset(one.project for one in starts),
            )
        if kept_by == "update":
            ids = {one.path: one.id for one in whose or ()}
            fresh = {path: day for path, day in updates.items() if day >= first}
            paths = list(fresh) if whose is None else []
            return _Found(list(fresh.values()), paths, [], frozenset(ids[p] for p in fresh if p in ids))
        return self._figures(key, cadence, cycle, whose)

    def _figures(self, key: str, cadence: Cadence, cycle: Cycle, whose: Sequence[Whose] | None) -> _Found:
        """The figures of a period: of every month of it that has begun, from every project that has to report."""
        owing = self._projects(key, cadence, cycle) if whose is None else whose
        good = {one.path for one in owing}
        for month in Month.of(cycle.first).through(min(Month.of(cycle.last), Month.of(self.day))):
            good &= ask.reported(self.facts, str(month))
        complete = len(good) == len(owing)
        paths = [one.path for one in owing] if whose is None and complete and owing else []
        return _Found(paths=paths, projects=frozenset(one.id for one in owing if one.path in good))


def cadence_key(known: Mapping[str, Cadence], text: str) -> str:
    """The key of a duty, by its key, its name or a unique part of it. Raises Trouble that lists them."""
    if text in known:
        return text
    labels = {key: one.label or Say(key, key) for key, one in known.items()}
    exact = [key for key, label in labels.items() if text in label]
    part = [key for key, label in labels.items() if text and (text in label.zh or text in label.en)]
    for found in (exact, part):
        if len(found) == 1:
            return found[0]
    raise Trouble(
        Say(
            "rules/cadence.yaml 里没有“{text}”；可用：{known}",
            "rules/cadence.yaml has no “{text}”; known: {known}",
        ),
        text=text if text.isprintable() else ascii(text),
        known=Say(
            series(f"{key}（{labels[key].zh}）" for key in part or known).zh or "（空）",
            series(f"{key} ({labels[key].en})" for key in part or known).en or "(none)",
        ),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _in(month: Month, day: int) -> date:
    return date(month.year, month.month, min(day, month.last_day.day))
