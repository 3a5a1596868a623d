"""What plans of investment have in common: projects counted as parts or as bundles, and what they had before a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from xmtz.domain.money import Fen
from xmtz.index.invest_plans import Planned, planned
from xmtz.index.ledger import Ledger
from xmtz.records.rules import Rules
from xmtz.reports.names import Names

_STARTED: Final = "started"


class Asked(NamedTuple):
    """The projects that a plan is about, and how many there are either way."""

    rows: list[Planned]
    split: int
    bundled: int


def asked(ledger: Ledger, day: date, year: int, where: Mapping[str, str], bundled: bool) -> Asked:
    """The projects that had not ended by `day`, for the plan of a year: the parts of bundles, or (`bundled`) the
    bundles for them."""
    every = [one for one in planned(ledger.facts, day.isoformat(), year, where) if one.ended is None]
    split = [one for one in every if one.fits and not one.bundle]
    outer = [one for one in _outermost(every) if one.fits]
    return Asked(outer if bundled else split, len(split), len(outer))


def _outermost(every: Sequence[Planned]) -> list[Planned]:
    """The projects that are in no bundle; a bundle is filled with what its parts say."""
    bundles = {one.id for one in every if one.bundle}
    parts: dict[str, list[Planned]] = {}
    for one in every:
        if one.parent in bundles and one.parent != one.id:
            parts.setdefault(one.parent or "", []).append(one)

    def filled(one: Planned, above: frozenset[str]) -> Planned:
        below = [filled(part, above | {one.id}) for part in parts.get(one.id, ()) if part.id not in above]
        return _filled(one, below) if one.bundle and below else one

    return [filled(one, frozenset()) for one in every if one.parent not in bundles or one.parent == one.id]


def _filled(bundle: Planned, parts: Sequence[Planned]) -> Planned:
    """A bundle with what its own file leaves out taken from its parts: sums, the first start, the last finish."""
    totals = [part.total for part in parts if part.total is not None]
    years = {year for part in parts for year in part.plans}
    done = [part.completed for part in parts]
    own_money = bundle.before or bundle.this_year
    return bundle._replace(
        total=bundle.total if bundle.total is not None else (sum(totals) if totals else None),
        plans=bundle.plans
        or {year: sum(part.plans.get(year, 0) for part in parts) for year in sorted(years)},
        before=bundle.before if own_money else sum(part.before for part in parts),
        this_year=bundle.this_year if own_money else sum(part.this_year for part in parts),
        planned_start=bundle.planned_start or _least(part.planned_start for part in parts),
        planned_finish=bundle.planned_finish
        or max((p.planned_finish for p in parts if p.planned_finish), default=None),
        started=bundle.started or _least(part.started for part in parts),
        completed=bundle.completed or (None if None in done else max(day for day in done if day)),
        stage=bundle.stage or parts[0].stage,
        sector=bundle.sector or _same(part.sector for part in parts),
        unit=bundle.unit or _same(part.unit for part in parts),
    )


def _least(days: Iterable[str | None]) -> str | None:
    return min((day for day in days if day), default=None)


def _same(words: Iterable[str | None]) -> str | None:
    found = set(words)
    return found.pop() if len(found) == 1 else None


def before(one: Planned, year: int, day: date) -> Fen:
    """What is invested before a year begins: what is recorded; of years that are still to come or run on `day`, the
    plan, or what is recorded already where that is more."""
    if year <= day.year:
        return one.before
    running = max(one.plans.get(day.year, 0), one.this_year)
    return one.before + running + sum(one.plans.get(y, 0) for y in range(day.year + 1, year))


def is_expected(year: int, day: date) -> bool:
    """Whether `before` has plans in it."""
    return year > day.year


def stages_before_start(rules: Rules) -> set[str]:
    """The stages that a start may follow (储备)."""
    stages = rules.stages.stages
    starts = {key for key, stage in stages.items() if _STARTED in stage.marks}
    return {
        key
        for key, stage in stages.items()
        if key not in starts and starts & {*stage.next} and not _back(rules, key)
    }


def _back(rules: Rules, key: str) -> bool:
    """Whether a stage leads back to one before it (停缓建)."""
    order = list(rules.stages.stages)
    return any(one in order[: order.index(key)] for one in rules.stages.stages[key].next)


def by_unit(rows: Iterable[Planned], names: Names) -> list[Planned]:
    """Projects in the order of units, then of ids."""
    order = names.order("unit")
    return sorted(rows, key=lambda one: (one.unit is None, order.get(one.unit or "", len(order)), one.id))
