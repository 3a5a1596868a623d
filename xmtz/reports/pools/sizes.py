"""How big each library of projects is, each level, each key list, and how many of it stand in which pool."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from xmtz.index import pool_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.index.pool_questions import Pooled
from xmtz.reports.names import Names
from xmtz.reports.pools.funnel import has_ended, pools_of


class Size(NamedTuple):
    """Some projects together: how many, their total, how many in each pool of the funnel."""

    key: str | None
    projects: int
    total: int
    unsaid: int  # projects without a total
    pools: dict[str, int]


def sizes(ledger: Ledger, day: date, where: Mapping[str, str]) -> dict[str, list[Size]]:
    """The projects that have not ended by library (项目库), by level and by key list, in the order of the rules."""
    names = Names(ledger)
    there = [
        one for one in ask.pooled(ledger.facts, day.isoformat(), where) if not has_ended(ledger.rules, one)
    ]
    held = {stage: pool.key for pool in pools_of(ledger.rules) for stage in pool.stages}
    lists: dict[str | None, set[str]] = {}
    for key, path in ask.on_lists(ledger.facts, day.isoformat()):
        lists.setdefault(key, set()).add(path)

    def by(column: str, of: Callable[[Pooled], str | None]) -> list[Size]:
        groups: dict[str | None, list[Pooled]] = {}
        for one in there:
            groups.setdefault(of(one), []).append(one)
        return _sizes(groups, names.order(column), held)

    on = {key: [one for one in there if one.path in paths] for key, paths in lists.items()}
    return {
        "pool": by("pool", lambda one: one.pool),
        "level": by("level", lambda one: one.level),
        "list": _sizes({key: ones for key, ones in on.items() if ones}, names.order("list"), held),
    }


def _sizes(
    groups: Mapping[str | None, list[Pooled]], order: Mapping[str, int], held: Mapping[str, str]
) -> list[Size]:
    found = []
    for key in sorted(groups, key=lambda key: (key is None, order.get(key or "", len(order)), key or "")):
        ones = groups[key]
        counts: dict[str, int] = {}
        for one in ones:
            pool = held.get(one.stage or "")
            if pool is not None:
                counts[pool] = counts.get(pool, 0) + 1
        total = sum(one.total or 0 for one in ones)
        found.append(Size(key, len(ones), total, sum(one.total is None for one in ones), counts))
    return found
