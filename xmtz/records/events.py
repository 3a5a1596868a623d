"""From a project's record to what clocks are made of: events, and the handling of a step."""

from __future__ import annotations

from datetime import date

from xmtz.domain.clock import Correction, Handling, Pause
from xmtz.domain.period import Period
from xmtz.records.project import Project
from xmtz.records.quantities import Duration
from xmtz.records.step import StepRecord

# A day that nobody wrote down is taken from the next that is known: the event cannot be later.
_NEXT = {
    "applied": ("applied", "accepted", "granted"),
    "accepted": ("accepted", "applied", "granted"),
    "granted": ("granted",),
    "delivered": ("delivered",),
}


def event_day(project: Project, event: str) -> date | None:
    """The day of an event as rules name it: step.<step>.<day>, date.<day> or stage.<stage>; None: not yet.

    Where a step's acceptance was not recorded, its application stands for it, or its grant.
    """
    kind, _, rest = event.partition(".")
    if kind == "date":
        day: date | None = getattr(project.dates, rest, None) if project.dates is not None else None
        return day
    if kind == "stage":
        return min((m.on for m in project.stages if m.to == rest and m.on is not None), default=None)
    key, _, name = rest.partition(".")
    step = project.steps.get(key)
    if step is None:
        return None
    days = (getattr(step, one) for one in _NEXT.get(name, ()))
    return next((one for one in days if one is not None), None)


def decision(step: StepRecord) -> tuple[date, str] | None:
    """The first decision on an application, and what it was: granted, committed, refused or withdrawn."""
    found = []
    if step.granted is not None:
        found.append((step.granted, "granted"))
    if step.committed is not None and step.committed.on is not None:
        found.append((step.committed.on, "committed"))
    for name in ("refused", "withdrawn"):
        outcome = getattr(step, name)
        if outcome is not None and outcome.on is not None:
            found.append((outcome.on, name))
    return min(found, default=None)


def handling_of(step: StepRecord, limit: Duration | None, extension: Duration | None) -> Handling:
    """What happened to an application. `extension`: the one that the rules allow, for its unit."""
    decided = decision(step)
    accepted = step.accepted
    if accepted is None and step.deferred is not None:
        accepted = step.deferred.on
    added = None
    if step.extended is not None and step.extended.days is not None:
        unit = (
            extension.unit if extension is not None else "wd" if limit is None or limit.unit == "wd" else "d"
        )
        added = Period(step.extended.days, unit)
    return Handling(
        step.applied,
        [Correction(one.told, one.received) for one in step.corrected if one.told is not None],
        accepted,
        [Pause(one.from_, one.to) for one in step.paused if one.from_ is not None],
        added,
        decided[0] if decided is not None else None,
    )
