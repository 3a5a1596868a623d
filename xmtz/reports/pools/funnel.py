"""The funnel of projects: how many are in each pool on a day, how many ever were, how many went on, in how many days.

A pool is a batch of the rules, or a stage that is in no batch; `by_stage` makes each stage one. A project went
on from a pool when it entered any later one after it: government projects pass no talks and are not counted there.
Stages that lead back (停缓建) hold projects, but entering one is no step onward.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from xmtz.index.ledger import Ledger
from xmtz.index.pool_questions import Pooled, pooled
from xmtz.records.rules import Rules
from xmtz.reports.pools.lasting import Lasting, lasting
from xmtz.words.lang import Say


class Pool(NamedTuple):
    """A pool: its stages, and those whose entering counts as a step onward."""

    key: str
    label: Say
    stages: frozenset[str]
    onward: frozenset[str]


class PoolRow(NamedTuple):
    """A pool in numbers. `now`, `total`: what stands in it; `entered`: ever, or in the period;
    `moved`, `ended`: of those, which went on to a later pool, and which ended from here."""

    key: str
    label: Say
    now: int
    total: int
    unsaid: int  # of `now`, those without a total
    entered: int
    entered_total: int
    moved: int
    ended: int
    days: Lasting

    @property
    def rate(self) -> Fraction | None:
        """Those that went on, of those that entered."""
        return Fraction(self.moved, self.entered) if self.entered else None


class Funnel(NamedTuple):
    """The funnel on a day. `since`: only what entered on or after it counts as entered."""

    day: date
    since: date | None
    rows: list[PoolRow]
    projects: int
    total: int
    ended: int
    ended_total: int
    nowhere: int  # projects that entered no stage yet


_ENDED: Final = "ended"


def pools_of(rules: Rules, by_stage: bool = False) -> list[Pool]:
    """The pools of a ledger, in the order of its stages; what ends a project is none."""
    order = list(rules.stages.stages)
    batches = rules.stages.batches or {}
    found: dict[str, Pool] = {}
    for n, (key, stage) in enumerate(rules.stages.stages.items()):
        if _ENDED in stage.marks:
            continue
        back = any(one in order[:n] for one in stage.next)
        name = key if by_stage or not stage.batch else stage.batch
        term = batches.get(name) if name == stage.batch and not by_stage else None
        pool = found.get(name) or Pool(
            name, term.label if term is not None else stage.label, frozenset(), frozenset()
        )
        found[name] = pool._replace(
            stages=pool.stages | {key}, onward=pool.onward if back else pool.onward | {key}
        )
    return list(found.values())


def funnel(
    ledger: Ledger, day: date, where: Mapping[str, str], since: date | None = None, by_stage: bool = False
) -> Funnel:
    """The funnel of the projects that `where` lets through."""
    rules = ledger.rules
    pools = pools_of(rules, by_stage)
    ends = {key for key, stage in rules.stages.stages.items() if _ENDED in stage.marks}
    ways = [Way(one, pools, ends) for one in pooled(ledger.facts, day.isoformat(), where)]
    first = since.isoformat() if since is not None else ""
    gone = [way for way in ways if way.ended]
    there = [way for way in ways if not way.ended]
    return Funnel(
        day, since, [_row(n, pool, ways, first) for n, pool in enumerate(pools)],
        len(there), _sum(there), len(gone), _sum(gone), sum(way.now is None for way in there),
    )  # fmt: skip


def has_ended(rules: Rules, one: Pooled) -> bool:
    """Whether a project stands in a stage that ends it."""
    stage = rules.stages.stages.get(one.stage or "")
    return stage is not None and _ENDED in stage.marks


class Way:
    """One project's way through the pools: the day on which it first entered each."""

    def __init__(self, one: Pooled, pools: Sequence[Pool], ends: Collection[str]) -> None:
        self.project = one
        self.ended = one.stage in ends
        held = {stage: n for n, pool in enumerate(pools) for stage in pool.stages}
        self.now = held.get(one.stage or "")
        self.entered: dict[int, str] = {}
        for stage, on in one.moves:
            n = held.get(stage)
            if n is not None and stage in pools[n].onward:
                self.entered.setdefault(n, on)
        self.last = max((held[stage] for stage, _ in one.moves if stage in held), default=None)

    def onward(self, pool: int) -> str | None:
        """The day on which the project entered a later pool after this one."""
        day = self.entered[pool]
        return min((on for n, on in self.entered.items() if n > pool and on >= day), default=None)


def _row(n: int, pool: Pool, ways: Sequence[Way], first: str) -> PoolRow:
    here = [way for way in ways if way.now == n and not way.ended]
    entered = [way for way in ways if n in way.entered and way.entered[n] >= first]
    days = [(way.entered[n], on) for way in entered if (on := way.onward(n)) is not None]
    ended = sum(way.ended and way.last == n for way in entered)
    unsaid = sum(way.project.total is None for way in here)
    lengths = [(date.fromisoformat(on) - date.fromisoformat(since)).days for since, on in days]
    return PoolRow(
        pool.key, pool.label, len(here), _sum(here), unsaid, len(entered), _sum(entered), len(days), ended, lasting(lengths)
    )  # fmt: skip


def _sum(ways: Iterable[Way]) -> int:
    return sum(way.project.total or 0 for way in ways)
