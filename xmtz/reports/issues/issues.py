"""Issues as they stood on a day, each with what had been done about it and what is still missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from xmtz.domain.workdays import Calendar
from xmtz.index.issue_questions import IssueOn, Note, Plan, Step, done_about, issues_on
from xmtz.index.ledger import Ledger
from xmtz.records.calendar import calendar_of
from xmtz.records.deeds import meeting_names
from xmtz.records.issue import ORIGINS
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

STATES: Final = {
    "unassigned": Say("未交办", "unassigned"),
    "unaccepted": Say("未接单", "not accepted"),
    "unplanned": Say("无方案", "no plan"),
    "active": Say("办理中", "in hand"),
    "resolved": Say("已办结待销号", "resolved, to be cleared"),
    "cleared": Say("已销号", "cleared"),
}
LACKS: Final = {
    "duty": Say("责任", "responsible"),
    "plan": Say("方案", "plan"),
    "action": Say("落实", "action"),
}
"""What an open issue may lack: somebody responsible, a plan, an action."""


@dataclass(frozen=True, slots=True)
class Line:
    """An issue on a day. `left`: working days until its deadline, negative when it has gone by.

    `rung`: where it stands on the ladder, an index; None where the rules have no ladder.
    """

    issue: IssueOn
    day: date
    left: int | None
    rung: int | None
    steps: list[Step]
    plans: list[Plan]
    notes: list[Note]
    others: list[tuple[str, str]]
    state: str
    meetings: frozenset[str] = frozenset()  # names under which meetings write notes; these are no actions

    @property
    def overdue(self) -> bool:
        """Whether it stands open past its deadline."""
        return self.issue.cleared is None and self.left is not None and self.left < 0

    @property
    def plan(self) -> Plan | None:
        """The plan that holds."""
        return next((one for one in reversed(self.plans) if one.replaced is None), None)

    @property
    def acted(self) -> str | None:
        """The day of the last action (ISO): a note of progress, none of a meeting, or that the work was done."""
        days = [note.day for note in self.notes if (note.by or "").strip() not in self.meetings]
        if self.issue.resolved is not None:
            days.append(self.issue.resolved)
        return max(days, default=None)

    @property
    def idle(self) -> int:
        """Days since the last action, or since it was raised where there is none."""
        return (self.day - date.fromisoformat(self.acted or self.issue.raised)).days

    @property
    def lacks(self) -> list[str]:
        """What it lacks while it stands open: keys of LACKS."""
        if self.issue.cleared is not None:
            return []
        there = {
            "duty": self.issue.unit is not None,
            "plan": self.plan is not None,
            "action": self.acted is not None,
        }
        return [key for key, found in there.items() if not found]


class Wanted(NamedTuple):
    """Which issues. Words are keys; days are ISO; `project` is an id."""

    project: str | None = None
    unit: str | None = None
    person: str | None = None
    class_: str | None = None
    origin: str | None = None
    status: str | None = None
    rung: str | None = None
    raised_since: str | None = None
    cleared_since: str | None = None
    every: bool = False

    @property
    def cleared_too(self) -> bool:
        """Whether issues that were cleared may be among them."""
        return self.every or self.status == "cleared" or self.cleared_since is not None


STATUS: Final[Mapping[str, Callable[[Line], bool]]] = {
    "open": lambda one: one.issue.cleared is None,
    "unassigned": lambda one: one.issue.cleared is None and one.issue.unit is None,
    "unaccepted": lambda one: (
        one.issue.cleared is None and one.issue.unit is not None and one.issue.accepted is None
    ),
    "unplanned": lambda one: one.issue.cleared is None and one.plan is None,
    "active": lambda one: (
        one.issue.cleared is None and one.issue.unit is not None and one.issue.resolved is None
    ),
    "resolved": lambda one: one.issue.cleared is None and one.issue.resolved is not None,
    "overdue": lambda one: one.overdue,
    "escalated": lambda one: bool(one.steps),
    "cleared": lambda one: one.issue.cleared is not None,
}


def lines(ledger: Ledger, day: date, wanted: Wanted) -> list[Line]:
    """The issues that are wanted, the earliest deadline first."""
    found = issues_on(ledger.facts, day.isoformat(), wanted.project, wanted.cleared_too)
    kept = [one for one in _lines(ledger, day, found) if _is_wanted(ledger, one, wanted)]
    kept.sort(key=lambda one: (one.issue.due or "9", one.issue.project, one.issue.n))
    return kept


def _lines(ledger: Ledger, day: date, found: list[IssueOn]) -> Iterator[Line]:
    calendar = calendar_of(ledger.rules)
    done = done_about(ledger.facts, day.isoformat(), found)
    rungs = {key: n for n, key in enumerate(ledger.rules.issues.ladder)}
    accepts = ledger.rules.issues.accept_within is not None
    meetings = meeting_names(ledger.rules)
    for one in found:
        steps = done.steps.get(one.key, [])
        plans = done.plans.get(one.key, [])
        rung = max((rungs[step.rung] for step in steps if step.rung in rungs), default=0) if rungs else None
        planned = any(plan.replaced is None for plan in plans)
        yield Line(
            *(one, day, days_left(calendar, day, one.due), rung, steps, plans),
            *(done.notes.get(one.key, []), done.others.get(one.key, [])),
            *(_state(one, planned, accepts), meetings),
        )


def days_left(calendar: Calendar, day: date, due: str | None) -> int | None:
    """Working days from a day until a deadline; at least one has gone by where it lies in the past."""
    if due is None:
        return None
    last = date.fromisoformat(due)
    left = calendar.working_days_between(day, last)
    return min(left, -1) if last < day else left


def _state(one: IssueOn, planned: bool, accepts: bool) -> str:
    if one.cleared is not None:
        return "cleared"
    if one.resolved is not None:
        return "resolved"
    if one.unit is None:
        return "unassigned"
    if accepts and one.accepted is None:
        return "unaccepted"
    return "active" if planned else "unplanned"


def _is_wanted(ledger: Ledger, one: Line, wanted: Wanted) -> bool:
    issue = one.issue
    return (
        (wanted.unit is None or issue.unit == wanted.unit)
        and (wanted.person is None or wanted.person in (issue.person or ""))
        and (wanted.class_ is None or issue.class_ == wanted.class_)
        and (wanted.origin is None or issue.origin == wanted.origin)
        and (wanted.status is None or STATUS[wanted.status](one))
        and (wanted.rung is None or rung_key(ledger, one.rung) == wanted.rung)
        and (wanted.raised_since is None or issue.raised >= wanted.raised_since)
        and (wanted.cleared_since is None or (issue.cleared or "") >= wanted.cleared_since)
    )


def rung_key(ledger: Ledger, rung: int | None) -> str | None:
    """The key of a rung of the ladder."""
    return None if rung is None else list(ledger.rules.issues.ladder)[rung]


def origin_key(text: str) -> str:
    """The origin that a person means: its key, or its name in either language. Raises Trouble."""
    for key, label in ORIGINS.items():
        if text in (key, label.zh, label.en):
            return key
    raise Trouble(
        Say("来源没有“{text}”；可用：{zh}", "there is no origin “{text}”; known: {en}"),
        text=text if text.isprintable() else ascii(text),
        zh="、".join(f"{key} {label.zh}" for key, label in ORIGINS.items()),
        en=", ".join(f"{key} {label.en}" for key, label in ORIGINS.items()),
    )
