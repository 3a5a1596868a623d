"""Which issues have to be raised to a higher rung of the ladder: those overdue by as long as the rung says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from xmtz.domain.workdays import Calendar
from xmtz.index.ledger import Ledger
from xmtz.records.calendar import calendar_of
from xmtz.records.rules import Rung
from xmtz.reports.issues.issues import Line, Wanted, lines


class Rise(NamedTuple):
    """A rung that an issue has to be raised to, and the first day on which it has been overdue long enough."""

    rung: str
    day: date
    provisional: bool = False


def rise(
    calendar: Calendar, ladder: Sequence[tuple[str, Rung]], reached: int, due: date, day: date
) -> Rise | None:
    """The highest rung above `reached` that an issue with this deadline is due for on `day`; where there is none
    yet, the first to come. None where no rung above says `after`."""
    found: list[Rise] = []
    for key, rung in ladder[reached + 1 :]:
        if rung.after is not None:
            first = calendar.due(due, rung.after.number, rung.after.unit)
            found.append(Rise(key, first.day, first.provisional))
    now = [one for one in found if one.day <= day]
    return now[-1] if now else min(found, key=lambda one: one.day, default=None)


class Proposal(NamedTuple):
    """An issue to be raised from the rung where it is `now`, and the command that does it."""

    line: Line
    now: str
    rise: Rise

    @property
    def command(self) -> str:
        """What to run once it is decided."""
        return f"xmtz issue escalate {self.line.issue.id} --to {self.rise.rung}"


def proposals(ledger: Ledger, day: date, wanted: Wanted) -> list[Proposal]:
    """The issues that are overdue by a rung's `after` and were not raised to it, the longest overdue first.

    Left out is what is resolved and waits to be cleared, and what belongs to a project that was given up.
    """
    calendar = calendar_of(ledger.rules)
    ladder = list(ledger.rules.issues.ladder.items())
    found = []
    for line in lines(ledger, day, wanted):
        issue = line.issue
        if not line.overdue or issue.due is None or issue.resolved is not None or issue.given_up:
            continue
        up = rise(calendar, ladder, line.rung or 0, date.fromisoformat(issue.due), day)
        if up is not None and up.day <= day:
            found.append(Proposal(line, ladder[line.rung or 0][0], up))
    return found
