"""What changes add up to: counts by sort, and how much the reported money moved, by unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from xmtz.domain.money import AmountError, Fen, parse_plain_amount
from xmtz.review.change import ENTERED, PROJECT, STILL_UNREADABLE, UNREADABLE, Change, Owner, Plain
from xmtz.review.shape import fields_of

SERIES: Final = ("invested", "invested_stats", "paid")


class Money(NamedTuple):
    """How much each series moved, in 分: 发改口径, 统计口径, 财务支出."""

    invested: Fen = 0
    invested_stats: Fen = 0
    paid: Fen = 0

    def plus(self, other: Money) -> Money:
        """The sums."""
        return Money(*(one + two for one, two in zip(self, other, strict=True)))


class UnitTotals(NamedTuple):
    """What changed in the projects of a unit; "" for projects that name none."""

    unit: str
    projects: int
    money: Money


class Totals(NamedTuple):
    """Counts of changes.

    `money` takes in the figures of projects that are new or gone, so that it is the difference
    of two reports. Events (stage moves, grants, issues) are those of projects in both states.
    """

    projects: int
    added: int
    removed: int
    stage_moves: int
    granted: int
    figures: int
    raised: int
    cleared: int
    reopened: int
    rewrites: int
    unreadable: int
    other: int
    money: Money
    units: list[UnitTotals]


def totals_of(changes: Iterable[Change]) -> Totals:
    """The totals of changes, units in the order in which the changes come."""
    counts = dict.fromkeys(Totals._fields, 0)
    projects: set[str] = set()
    by_unit: dict[str, tuple[set[str], Money]] = {}
    for change in changes:
        for name in _counted(change):
            counts[name] += 1
        if change.area != PROJECT:
            continue
        owner = change.project or Owner("", "", "")
        who = owner.id or change.path
        projects.add(who)
        known, money = by_unit.get(owner.unit, (set(), Money()))
        known.add(who)
        by_unit[owner.unit] = known, money.plus(_money(change))
    units = [UnitTotals(unit, len(known), money) for unit, (known, money) in by_unit.items()]
    total = Money()
    for one in units:
        total = total.plus(one.money)
    counts["projects"] = len(projects)
    return Totals(**{**counts, "money": total, "units": units})  # type: ignore[arg-type]


_EVENTS: Final = {
    "stage": "stage_moves",
    "step.granted": "granted",
    "issue": "raised",
    "issue.cleared": "cleared",
    "issue.reopened": "reopened",
}


def _counted(change: Change) -> Iterator[str]:
    """The totals that a change counts in."""
    act = change.act
    if change.rewrites:
        yield "rewrites"
    if change.area != PROJECT:
        yield "other"
    elif change.kind == "project":
        yield "added" if act == ENTERED else "removed"
    elif change.kind in (UNREADABLE, STILL_UNREADABLE):
        yield "unreadable"
    elif change.kind.startswith("figure.") and change.kind.partition(".")[2] in (*SERIES, "physical"):
        yield "figures"
    elif act == ENTERED and change.kind in _EVENTS:
        yield _EVENTS[change.kind]


def _money(change: Change) -> Money:
    """How much a change moved each series."""
    if change.kind == "project":
        before, after = fields_of(change.before), fields_of(change.after)
        return Money(*(_sum(after.get(name)) - _sum(before.get(name)) for name in SERIES))
    area, _, name = change.kind.partition(".")
    if area != "figure" or name not in SERIES:
        return Money()
    return Money()._replace(**{name: _fen(change.after) - _fen(change.before)})


def _sum(months: Plain) -> Fen:
    return sum(map(_fen, fields_of(months).values()))


def _fen(amount: Plain) -> Fen:
    """An amount in 分; what is none counts as nothing, as in a report."""
    if not isinstance(amount, str):
        return 0
    try:
        return parse_plain_amount(amount)
    except AmountError:
        return 0
