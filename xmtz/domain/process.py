"""The clock of a whole process: from one event to another, over several approvals that run side by side.

Two measures are in use. *Elapsed* counts every day from the first event to the second, pauses
taken out where the rule says so. *Handling* counts the days on which at least one approval is
being handled and its clock runs; days shared by parallel approvals count once, building time and
waiting between two approvals do not count (the reading behind 全流程审批时限, 国办发〔2018〕33号).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from xmtz.domain.clock import Beginning, Clock, Handling, Pause, clock, joined
from xmtz.domain.period import Period
from xmtz.domain.workdays import Calendar


class Handled(NamedTuple):
    """One approval while it was handled: from its beginning to its decision (None: still), its pauses."""

    start: date
    end: date | None
    pauses: Sequence[Pause] = ()


def elapsed_clock(
    calendar: Calendar,
    start: date,
    finish: date | None,
    limit: Period,
    pauses: Iterable[Pause],
    today: date,
    extension: Period | None = None,
) -> Clock:
    """The clock that runs from one event to the other. `pauses`: those that do not count, of any approval."""
    handling = Handling(accepted=start, pauses=list(pauses), extension=extension, decided=finish)
    return clock(calendar, handling, limit, today)


def handling_clock(
    calendar: Calendar,
    start: date,
    finish: date | None,
    limit: Period,
    approvals: Sequence[Handled],
    today: date,
) -> Clock:
    """The clock of the days on which something is being handled between the events.

    The deadline is the day on which the limit runs out if handling goes on without a break;
    None where nothing is in hand.
    """
    unit = "wd" if limit.unit == "wd" else "d"
    ended = finish is not None and finish <= today
    end = finish if finish is not None and ended else today
    total = limit.number if limit.unit in ("wd", "d") else limit.number * (365 if limit.unit == "y" else 30)

    def days(first: date, last: date) -> int:
        return calendar.working_days_between(first, last) if unit == "wd" else (last - first).days

    used = sum(days(first, last) for first, last in spans_handled(approvals, start, end))
    running = not ended and any(_runs(one, today) for one in approvals)
    left = total - used
    deadline = calendar.due(today, left, unit) if running and left >= 0 else None
    whole = days(start, max(start, end))
    return Clock(
        Beginning(start), unit, total, used, whole - used, deadline, None,
        finish if ended else None, max(0, -left), "authority" if running else None,
    )  # fmt: skip


def spans_handled(approvals: Iterable[Handled], start: date, end: date) -> list[tuple[date, date]]:
    """The spans (after the first day up to the last) in which a clock ran, those that overlap made one."""
    running: list[tuple[date, date]] = []
    for approval in approvals:
        first, last = max(approval.start, start), min(approval.end or end, end)
        for pause in joined(approval.pauses, first, last):
            assert pause.to is not None
            if pause.start > first:
                running.append((first, pause.start))
            first = pause.to
        if last > first:
            running.append((first, last))
    found: list[tuple[date, date]] = []
    for first, last in sorted(running):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _runs(approval: Handled, today: date) -> bool:
    return (
        approval.start <= today
        and (approval.end is None or approval.end > today)
        and not any(p.start <= today and (p.to is None or p.to > today) for p in approval.pauses)
    )
