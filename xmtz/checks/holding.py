"""Findings that hold on some days only: from a month after the start, until it is cleared.

They are worked out once, when a file is read, with their first and last day, so that nothing kept of
a file depends on today; `in_its_days` tells on a day. What only the passing of time brings (nothing reported, not
yet registered) is judged by the day up to which the ledger is kept: a ledger in which nobody reports any
more says nothing about what came later.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from xmtz.words.finding import Finding

FIRST: Final = "holds_from"
LAST: Final = "holds_to"
"""The facts of a finding that say its first and its last day (ISO)."""
AS_KEPT: Final = "as_kept"
"""The fact of a finding that only the passing of time brings."""


def lasting(finding: Finding, first: date, *ends: date | None) -> Finding | None:
    """The finding, to hold from `first` until the day before the earliest of `ends`; None where that is never."""
    end = min((day for day in ends if day is not None), default=None)
    if end is not None and end <= first:
        return None
    days = {FIRST: first.isoformat()}
    if end is not None:
        days[LAST] = (end - timedelta(days=1)).isoformat()
    return finding._replace(facts={**finding.facts, **days})


def with_time(finding: Finding, first: date, *ends: date | None) -> Finding | None:
    """As `lasting`, for what only the passing of time brings."""
    kept = lasting(finding, first, *ends)
    return None if kept is None else kept._replace(facts={**kept.facts, AS_KEPT: 1})


def day_of(finding: Finding, today: str | None, kept: str | None) -> str | None:
    """The day by which a finding is judged."""
    return kept if AS_KEPT in finding.facts else today


def in_its_days(finding: Finding, today: str | None, kept: str | None = None) -> bool:
    """Whether `today` (ISO) is a day of the finding's; for what time alone brings, whether `kept` is, the
    day up to which the ledger is kept. Without a day, what has days of its own does not hold."""
    first = finding.facts.get(FIRST)
    if first is None:
        return True
    day = day_of(finding, today, kept)
    return day is not None and str(first) <= day <= str(finding.facts.get(LAST, "9"))
