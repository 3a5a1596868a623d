"""How long a permit holds: its validity, what made it longer, and what used it before it ran out."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from xmtz.domain.workdays import Calendar
from xmtz.records.events import event_day
from xmtz.records.project import Project
from xmtz.records.quantities import Duration
from xmtz.records.rules import Rules, StepRule
from xmtz.records.step import StepRecord
from xmtz.words.lang import Say

_BEGUN: Final = frozenset(("started", "completed", "production"))


class Use(NamedTuple):
    """The event that used a permit."""

    what: Say
    on: date


def valid_to(
    step: StepRecord,
    rule: StepRule | None,
    calendar: Calendar,
    renewals: int | None = None,
    valid: Duration | None = None,
) -> date | None:
    """The last day on which a permit may be used; None where neither its record nor the rules say it.

    `renewals`: how many of them are looked at, all by default. `valid`: the validity of the case that
    holds for the project, where it is not the rule's own; 0 where nothing lapses.
    """
    renewed = [one.until for one in step.renewed[:renewals] if one.until is not None]
    if renewed:
        return max(renewed)
    if step.valid_until is not None:
        day: date = step.valid_until
        return day
    if valid is None and rule is not None:
        valid = rule.valid
    if step.granted is None or valid is None or not valid.number:
        return None
    return _after(step.granted, valid, calendar)


def renewable_to(step: StepRecord, rule: StepRule, calendar: Calendar, before: int, on: date) -> date | None:
    """The last day to which a renewal on `on` may reach, after `before` others; None where nothing says it.

    It is counted from the end of what held. Where a renewal may come after that, from its own day.
    """
    end, length = valid_to(step, rule, calendar, before), rule.renewal
    if end is None or length is None:
        return None
    start = max(end, on) if rule.renew_ahead is None else end
    return _after(start, length, calendar)


def _after(day: date, length: Duration, calendar: Calendar) -> date:
    """The last day of a length of time; one beyond all days is the last of them."""
    try:
        return calendar.due(day, length.number, length.unit).day
    except (ValueError, OverflowError):
        return date.max


def use_of(project: Project, rule: StepRule, rules: Rules) -> Use | None:
    """What used a permit; None where nothing did so far."""
    stages = rules.stages.stages
    if rule.used_by is not None:
        day = event_day(project, rule.used_by)
        return None if day is None else Use(event_called(rule.used_by, rules), day)
    begun = [
        move
        for move in project.stages
        if move.on is not None and move.to in stages and not _BEGUN.isdisjoint(stages[move.to].marks)
    ]
    if not begun:
        return None
    first = min(begun, key=lambda move: move.on)
    return Use(stages[first.to].label, first.on)


def event_called(event: str, rules: Rules) -> Say:
    """What an event is called."""
    kind, _, rest = event.partition(".")
    key, _, day = rest.partition(".")
    if kind == "step" and key in rules.steps.steps and day in StepRecord.fields:
        step, of = rules.steps.steps[key].label, StepRecord.fields[day].label
        return Say(f"{step.zh}·{of.zh}", f"{step.en}, {of.en}")
    if kind == "stage" and rest in rules.stages.stages:
        label: Say = rules.stages.stages[rest].label
        return label
    return Say(event, event)
