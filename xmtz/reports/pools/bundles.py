"""Bundles of projects (打捆), and all projects counted both ways: as bundles, and as their parts (拆分)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from xmtz.index import pool_questions as ask
from xmtz.index.ledger import Ledger


class Bundled(NamedTuple):
    """A bundle: its own total, that of its parts; how far they differ where both are said."""

    bundle: ask.Bundle
    parts_total: int | None  # None where a part has none
    differs: int | None


class Bundles(NamedTuple):
    """Bundles, and all projects counted both ways: their parts (拆分), or the bundles (打捆)."""

    rows: list[Bundled]
    split: int
    split_total: int
    bundled: int
    bundled_total: int


def bundles(ledger: Ledger, day: date, where: Mapping[str, str]) -> Bundles:
    """The bundles that `where` lets through, and the count of all projects both ways."""
    rows = []
    for one in ask.bundles(ledger.facts, day.isoformat(), where):
        totals = [part.total for part in one.parts]
        whole = None if None in totals else sum(total or 0 for total in totals)
        differs = None if whole is None or one.total is None else one.total - whole
        rows.append(Bundled(one, whole, differs or None))
    split, together = (ask.counted(ledger.facts, day.isoformat(), where, way) for way in (False, True))
    return Bundles(rows, split[0], split[1], together[0], together[1])
