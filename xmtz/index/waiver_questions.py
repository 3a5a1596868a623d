"""What is asked of waivers: which end soon, or have ended, while what they cover is still there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from xmtz.index.clock_questions import NOT_GIVEN_UP, PROJECT, WIDTH, Whose, whose
from xmtz.index.kept import kept_until


class Ending(NamedTuple):
    """A waiver: the last of its project for that finding."""

    code: str
    reason: str | None
    by: str | None
    until: str


_DAY: Final = "CASE WHEN json_extract(f.facts, '$.as_kept') THEN :kept ELSE :day END"


def ending(facts: sqlite3.Connection, day: str, since: str, until: str) -> Iterator[tuple[Whose, Ending]]:
    """Waivers whose last day lies from `since` to `until`, of findings that hold on `day` (ISO)."""
    rows = facts.execute(
        f"SELECT {PROJECT}, w.code, w.reason, w.by, w.until FROM state s JOIN project p ON p.c = s.c"
        " JOIN waiver w ON w.c = s.c WHERE w.until BETWEEN :since AND :until"
        " AND NOT EXISTS (SELECT 1 FROM waiver x WHERE x.c = w.c AND x.code = w.code"
        "   AND (x.until > w.until OR (x.until = w.until AND x.n > w.n)))"
        " AND EXISTS (SELECT 1 FROM finding f WHERE f.c = w.c AND f.code = w.code"
        f"   AND {_DAY} BETWEEN coalesce(json_extract(f.facts, '$.holds_from'), '')"
        "   AND coalesce(json_extract(f.facts, '$.holds_to'), '9'))"
        f" AND {NOT_GIVEN_UP} ORDER BY w.until, p.id, w.code",
        {"day": day, "kept": kept_until(facts, day), "since": since, "until": until},
    )
    for row in rows:
        yield whose(row), Ending(*row[WIDTH:])
