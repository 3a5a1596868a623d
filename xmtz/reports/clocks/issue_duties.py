"""The prompts of issues: to be assigned, to be accepted, to be cleared, to be raised to a higher rung."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from xmtz.domain.period import Period
from xmtz.domain.workdays import Calendar, Deadline
from xmtz.index.clock_questions import Whose
from xmtz.index.issue_prompts import OpenIssue, open_issues
from xmtz.index.ledger import Ledger
from xmtz.records.rules import IssueRules
from xmtz.reports.issues.escalations import rise
from xmtz.words.lang import Say

KINDS: Final = {
    "assign": Say("问题应交办", "issue to assign"),
    "accept": Say("问题应接单", "issue to accept"),
    "issue": Say("问题应销号", "issue to clear"),
    "escalate": Say("问题应提级", "issue to escalate"),
}


class IssueDuty(NamedTuple):
    """A prompt about an issue. `who`: the person it is assigned to, where it is his to act."""

    kind: str
    day: Deadline
    whose: Whose
    issue: OpenIssue
    unit: str | None
    who: str | None
    note: Say | None


def issue_duties(ledger: Ledger, calendar: Calendar, day: date, until: date) -> Iterator[IssueDuty]:
    """What is due by `until` of the issues that stand open on `day`."""
    rules = ledger.rules.issues
    for whose, one in open_issues(ledger.facts, day.isoformat()):
        unit = one.unit or whose.unit
        due = date.fromisoformat(one.due) if one.due is not None else None
        if due is not None and due <= until:
            note = Say("已办结待销号", "resolved, to be cleared") if one.resolved else None
            yield IssueDuty("issue", Deadline(due, False), whose, one, unit, one.person, note)
        if one.resolved is not None:
            continue
        handing = _handing(rules, calendar, one)
        if handing is not None and handing[1].day <= until:
            kind, last = handing
            yield IssueDuty(kind, last, whose, one, unit, one.person, None)
        if due is not None and due < day:
            yield from _raising(rules, calendar, whose, one, due, day, until)


def _handing(rules: IssueRules, calendar: Calendar, one: OpenIssue) -> tuple[str, Deadline] | None:
    """By when it has to be assigned, or accepted."""
    if one.assigned is None:
        last = _within(calendar, one.since, rules.assign_within)
        return None if last is None else ("assign", last)
    if one.accepted is None:
        last = _within(calendar, one.assigned, rules.accept_within)
        return None if last is None else ("accept", last)
    return None


def _within(calendar: Calendar, day: str, limit: Period | None) -> Deadline | None:
    return None if limit is None else calendar.due(date.fromisoformat(day), limit.number, limit.unit)


def _raising(
    rules: IssueRules, calendar: Calendar, whose: Whose, one: OpenIssue, due: date, day: date, until: date
) -> Iterator[IssueDuty]:
    ladder = list(rules.ladder.items())
    places = {key: n for n, (key, _) in enumerate(ladder)}
    reached = max((places[rung] for rung in one.rungs if rung in places), default=0)
    up = rise(calendar, ladder, reached, due, day)
    if up is None or up.day > until:
        return
    label = rules.ladder[up.rung].label or Say(up.rung, up.rung)
    note = Say(f"提到“{label.zh}”（{up.rung}）", f"to “{label.en}” ({up.rung})")
    yield IssueDuty(
        "escalate", Deadline(up.day, up.provisional), whose, one, one.unit or whose.unit, None, note
    )
