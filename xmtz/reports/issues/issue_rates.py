"""How many issues are cleared, how many of them in time, and how long it takes.

Of a period, as at its end:

- raised: raised in the period; reopened: openings of cleared issues in the period;
- cleared: cleared in the period, and not opened again by its end; open: not cleared at its end;
- overdue: open at its end, with a deadline before that day;
- clearance rate (销号率): cleared / (cleared + open), so what was open when the period began counts;
- on-time rate (按期销号率): cleared in the period on or before the deadline / (cleared in the period, or open at
  its end with a deadline that passed in the period). Issues without a deadline are left out of both;
- days: from being raised to being cleared, the mean over what was cleared in the period; the day it was raised is
  not counted.

An issue that concerns several projects counts once, for the project in whose file it stands. Unit and person are
those it was assigned to at the end of the period.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from xmtz.domain.workdays import Calendar
from xmtz.index.issue_questions import IssueOn, issues_on, reopenings
from xmtz.index.ledger import Ledger
from xmtz.records.calendar import calendar_of
from xmtz.words.lang import Say

BY: Final[Mapping[str, Callable[[IssueOn], str | None]]] = {
    "unit": lambda one: one.unit,
    "person": lambda one: one.person,
    "class": lambda one: one.class_,
    "project": lambda one: one.project,
    "origin": lambda one: one.origin,
}
DEFINITIONS: Final = (
    Say(
        "销号率＝期内销号÷（期内销号＋期末未销号）；期内销号后又重新立案的不算销号。",
        "Clearance rate: cleared in the period / (cleared in the period + open at its end); what was opened again"
        " by then is not cleared.",
    ),
    Say(
        "按期销号率＝期内按期销号÷（期内销号＋时限在期内已过、期末未销号）；没有时限的不计。",
        "On-time rate: cleared in the period by the deadline / (cleared in the period + open at its end with a"
        " deadline that passed in the period); issues without a deadline are left out.",
    ),
    Say(
        "平均用时：期内销号的问题从提出到销号，提出当日不计。",
        "Mean days: from being raised to being cleared, the first day not counted, over what was cleared in the period.",
    ),
)


@dataclass(frozen=True, slots=True)
class Period:
    """A period; `first` is None where it begins with the ledger."""

    first: date | None
    last: date


@dataclass(slots=True)
class Counts:
    """The issues of a group. `key` is None for what has no such thing, such as no unit."""

    key: str | None
    label: str | None = None  # of a project: its name
    raised: int = 0
    reopened: int = 0
    cleared: int = 0
    open: int = 0
    overdue: int = 0
    on_time: int = 0
    judged: int = 0
    days: int = 0
    working_days: int = 0

    @property
    def rate(self) -> Fraction | None:
        """The clearance rate."""
        return Fraction(self.cleared, self.cleared + self.open) if self.cleared + self.open else None

    @property
    def on_time_rate(self) -> Fraction | None:
        """The on-time rate."""
        return Fraction(self.on_time, self.judged) if self.judged else None

    @property
    def mean_days(self) -> Fraction | None:
        """Mean days from being raised to being cleared."""
        return Fraction(self.days, self.cleared) if self.cleared else None

    @property
    def mean_working_days(self) -> Fraction | None:
        """The same in working days."""
        return Fraction(self.working_days, self.cleared) if self.cleared else None

    @property
    def nothing(self) -> bool:
        """Whether there was nothing in the period."""
        return not (self.raised or self.reopened or self.cleared or self.open)


@dataclass(frozen=True, slots=True)
class Rates:
    """The groups, the worst first, and all together."""

    by: str
    period: Period
    groups: list[Counts]
    total: Counts


def rates(ledger: Ledger, period: Period, by: str) -> Rates:
    """The rates of a period by unit, person, class, project or origin."""
    last = period.last.isoformat()
    again = reopenings(ledger.facts, period.first.isoformat() if period.first else "", last)
    calendar = calendar_of(ledger.rules)
    groups: dict[str | None, Counts] = {}
    total = Counts(None)
    for one in issues_on(ledger.facts, last):
        key = BY[by](one)
        group = groups.setdefault(key, Counts(key, one.name if by == "project" else None))
        for counts in (group, total):
            _count(counts, one, period, calendar)
            counts.reopened += again.get(one.key, 0)
    found = [one for one in groups.values() if not one.nothing]
    found.sort(
        key=lambda one: (
            *(one.rate is None, one.rate or 0, -one.overdue, -one.open),
            *(one.key is None, one.key or ""),
        )
    )
    return Rates(by, period, found, total)


def _count(counts: Counts, one: IssueOn, period: Period, calendar: Calendar) -> None:
    first, last = period.first or date.min, period.last
    raised = date.fromisoformat(one.raised)
    due = date.fromisoformat(one.due) if one.due is not None else None
    cleared = date.fromisoformat(one.cleared) if one.cleared is not None else None
    counts.raised += raised >= first
    if cleared is None:
        counts.open += 1
        counts.overdue += due is not None and due < last
        counts.judged += due is not None and due < last and due + timedelta(days=1) >= first
    elif cleared >= first:
        counts.cleared += 1
        counts.judged += due is not None
        counts.on_time += due is not None and cleared <= due
        counts.days += (cleared - raised).days
        counts.working_days += calendar.working_days_between(raised, cleared)
