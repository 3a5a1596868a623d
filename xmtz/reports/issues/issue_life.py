"""The whole life of an issue: everything that happened to it, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from xmtz.index.ledger import Ledger
from xmtz.index.lookup import KnownIssue
from xmtz.records.issue import Acceptance, Assignment, Clearing, Ending, FormerAssignment, Issue
from xmtz.records.project import Project
from xmtz.reports.issues.issues import Line, Wanted, lines
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

EVENTS: Final = {
    "raised": Say("提出", "raised"),
    "assigned": Say("交办", "assigned"),
    "accepted": Say("接单", "accepted"),
    "due": Say("改期", "deadline changed"),
    "replaced": Say("换下方案", "plan replaced"),
    "plan": Say("定方案", "planned"),
    "progress": Say("进展", "progress"),
    "escalated": Say("提级", "escalated"),
    "resolved": Say("办结", "resolved"),
    "cleared": Say("销号", "cleared"),
    "reopened": Say("重新立案", "reopened"),
}
"""The kinds of events; of those on one day they stand in this order, within a time in which it stood open."""


class Event(NamedTuple):
    """One thing that happened. `day` is None for a plan that says none; `undone`: a clearing or a resolution that
    a reopening took back. `key`: the unit, the rung or the class that it is about."""

    day: date | None
    kind: str
    text: str | None
    who: str | None
    key: str | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Life:
    """An issue with everything that had happened to it by a day; `line` says how it stood."""

    project: Project
    path: str
    issue: Issue
    line: Line
    events: list[Event]


def life(ledger: Ledger, known: KnownIssue, day: date) -> Life:
    """The life of an issue up to a day. Raises Trouble where it was not raised by then or cannot be read."""
    reading = ledger.read(known.path)
    project = reading.project if reading is not None else None
    issue = next((one for one in project.issues if one.id == known.id), None) if project is not None else None
    if project is None or issue is None or issue.raised is None:
        raise Trouble(
            Say("{path} 读不出来；xmtz check 查原因", "{path} cannot be read; see xmtz check"),
            path=known.path,
        )
    found = [one for one in lines(ledger, day, Wanted(project.id, every=True)) if one.issue.id == issue.id]
    if not found:
        raise Trouble(
            Say("到 {day}，问题 {id} 还没有提出（{raised} 提出）", "the issue {id} was raised on {raised}, after {day}"),
            day=day, id=issue.id, raised=issue.raised,
        )  # fmt: skip
    return Life(project, known.path, issue, found[0], timeline(issue, day))


def timeline(issue: Issue, day: date) -> list[Event]:
    """What had happened by a day, in order."""
    found = [one for one in _events(issue, day) if one.day is None or one.day <= day]
    order = list(EVENTS)
    handed = next((one.day for one in found if one.kind == "assigned"), None)  # for a plan that says no day
    again = sorted(one.day for one in found if one.kind == "reopened" and one.day is not None)

    def place(event: Event) -> tuple[date, int, int]:
        at = event.day or handed or issue.raised or date.min
        # A reopening begins a new time: what it took back stands before it, also on the same day.
        spell = sum(one < at for one in again) * 2
        if at in again:
            spell += 1 if event.kind == "reopened" else 0 if event.undone else 2
        return at, spell, order.index(event.kind)

    return sorted(found, key=place)


def _events(issue: Issue, day: date) -> Iterator[Event]:
    yield Event(issue.raised, "raised", issue.title_, issue.by, issue.class_)
    for was in issue.assigned_before:
        yield from _assigned(was, was.accepted)
    if issue.assigned is not None:
        yield from _assigned(issue.assigned, issue.accepted)
    for k, former in enumerate(issue.due_before):
        after = issue.due_before[k + 1].due if k + 1 < len(issue.due_before) else issue.due
        text = f"{former.due} → {after or '—'}"
        yield Event(former.until, "due", f"{text}（{former.reason}）" if former.reason else text, None)
    for plan in issue.plan or ():
        yield Event(plan.on, "plan", plan.text, plan.by)
        if plan.replaced is not None:
            yield Event(plan.replaced, "replaced", plan.text, None)
    for note in issue.progress:
        yield Event(note.on, "progress", note.text, note.by)
    for step in issue.escalated:
        told = [one for one in (step.decision, step.reason) if one]
        yield Event(step.on, "escalated", "；".join(told) or None, None, step.to)
    yield from _ending(issue.resolved, issue.cleared, False)
    for again in issue.reopened:
        yield from _ending(again.resolved, again.cleared, again.on is not None and again.on <= day)
        yield Event(again.on, "reopened", again.reason, again.by)


def _assigned(one: Assignment | FormerAssignment, accepted: Acceptance | None) -> Iterator[Event]:
    yield Event(one.on, "assigned", None, one.person, one.unit)
    if accepted is not None:
        yield Event(accepted.on, "accepted", None, accepted.by, one.unit)


def _ending(resolved: Ending | None, cleared: Clearing | None, undone: bool) -> Iterator[Event]:
    if resolved is not None:
        yield Event(resolved.on, "resolved", resolved.result, resolved.by, undone=undone)
    if cleared is not None:
        yield Event(cleared.on, "cleared", cleared.evidence, cleared.by, undone=undone)
