"""Meetings that are still to be held in the period that runs: prompts of the ledger as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from xmtz.domain.cycles import Cycle, cycle_of
from xmtz.domain.workdays import Calendar
from xmtz.index.ledger import Ledger
from xmtz.index.meeting_questions import meetings
from xmtz.reports.clocks.duty_days import RegularDay
from xmtz.words.lang import Say


def meetings_due(ledger: Ledger, day: date, until: date, calendar: Calendar) -> Iterator[RegularDay]:
    """Of each regular meeting the first period, from the running one on, in which none was held by `day`; it is
    due on the period's last working day. Those with a day of their own are not among them."""
    for key, cadence in ledger.rules.cadence.cadences.items():
        if (cadence.kept_by or "meeting") != "meeting" or cadence.every == "day":
            continue
        if cadence.day is not None and cadence.every in ("week", "month"):
            continue
        cycle = cycle_of(cadence.every, day)
        while True:
            last = _last_working_day(cycle, calendar)
            held = meetings(ledger.facts, cycle.first.isoformat(), min(cycle.last, day).isoformat(), key)
            if last is not None and not held:
                break
            cycle = cycle.next
            if cycle.first > until:
                break
        if last is not None and not held and last <= until:
            label = cadence.label.text() if cadence.label is not None else key
            yield RegularDay(last, key, label, Say(f"{cycle} 还没有开", f"none held in {cycle} yet"))


def _last_working_day(cycle: Cycle, calendar: Calendar) -> date | None:
    """The last working day of a period; None where it has none."""
    day = cycle.last
    while day >= cycle.first:
        if calendar.is_working_day(day):
            return day
        day -= timedelta(days=1)
    return None
