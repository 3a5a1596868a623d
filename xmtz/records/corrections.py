"""Whether the applicant was told in time what is missing (补正).

What is missing is told once, within five working days of the application; otherwise the application
counts as accepted on the day on which it was received (行政许可法 Art. 32). After what was missing has
come in, the days are counted from then.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from xmtz.domain.workdays import Calendar
from xmtz.records.quantities import Duration
from xmtz.records.step import StepRecord


class Answer(NamedTuple):
    """What was received, and the last day on which corrections of it may be asked for."""

    received: date
    by: date


def answer_to(step: StepRecord, before: int, calendar: Calendar, within: Duration) -> Answer | None:
    """The answer that was due when `before` corrections had been asked for; None where nothing says
    what had been received by then."""
    days = [step.applied, *(one.received for one in step.corrected[:before])]
    received = max((day for day in days if day is not None), default=None)
    if received is None or (before and step.corrected[before - 1].received is None):
        return None
    try:
        by = calendar.due(received, *within).day
    except (ValueError, OverflowError):  # beyond all days
        by = date.max
    return Answer(received, by)


def told_late(step: StepRecord, calendar: Calendar, within: Duration) -> Answer | None:
    """The answer that the first late request for corrections missed; None where all were in time."""
    for number, one in enumerate(step.corrected):
        answer = answer_to(step, number, calendar, within) if one.told is not None else None
        if answer is not None and one.told > answer.by:
            return answer
    return None
