"""Up to which day a ledger is kept: what only the passing of time brings is judged by it."""

from __future__ import annotations

import sqlite3
from typing import Final

from xmtz.domain.months import Month, parse_day

_MONTHS: Final = 2
_REPORTED: Final = "FROM state JOIN project USING (c) WHERE last_figure IS NOT NULL"


def kept_until(facts: sqlite3.Connection, today: str | None) -> str | None:
    """`today` (ISO) in a ledger in use; the last day of the last month of which any project has figures,
    where that is more than two months ago. None where no project has any."""
    if today is None:
        return None
    recent = Month.of(parse_day(today)).plus(-_MONTHS)
    if facts.execute(f"SELECT 1 {_REPORTED} AND last_figure >= ? LIMIT 1", (str(recent),)).fetchone():
        return today
    newest = facts.execute(f"SELECT max(last_figure) {_REPORTED}").fetchone()[0]
    return None if newest is None else Month.parse(newest).last_day.isoformat()
