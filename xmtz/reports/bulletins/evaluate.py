"""A scored evaluation of the units (月考核、季考核、年度评价): points by item, totals and ranks.

Points are exact fractions. Items are measured over the period by the engine of the bulletins; of a period that is not
over, at the end of the newest month with figures. Where a unit has nothing to measure in an item, it is scored
on the others pro rata. Where people have not scored an item yet, the total is incomplete and not ranked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from xmtz.domain.months import Month
from xmtz.domain.spans import Span
from xmtz.index import questions, rates
from xmtz.index.ledger import Ledger
from xmtz.index.standing import make_standing
from xmtz.records.ledger import Unit
from xmtz.records.rules import Evaluation, Indicator, ScoreItem
from xmtz.reports.bulletins.ranked import columns_of, lines_of
from xmtz.reports.bulletins.ranking import ranks
from xmtz.reports.bulletins.values import Line, Rate
from xmtz.reports.names import Names
from xmtz.words.errors import Trouble
from xmtz.words.finding import Place
from xmtz.words.lang import Say

MEASURED: Final = "measured"
SCORED: Final = "scored"
NOTHING: Final = "nothing"
UNSCORED: Final = "unscored"
"""How an item's points came about: by its indicator, by people; or why there are none."""


class Points(NamedTuple):
    """A unit's points of one item; `rate`: what they were made of, where an indicator was."""

    state: str
    points: Fraction | None
    rate: Rate | None = None


class Body(NamedTuple):
    """A unit evaluated. `total`: of the items that have points, raised to the full weight where it has nothing to
    measure in some (`pro_rata`); not `complete` where people have items to score."""

    key: str
    label: str
    projects: int
    items: Mapping[str, Points]
    total: Fraction | None
    complete: bool
    pro_rata: bool
    rank: int | None
    last: bool


class Item(NamedTuple):
    """An item, with the definition of its indicator that holds. `since`: the indicator begins later."""

    item: ScoreItem
    indicator: Indicator | None
    since: Month | None


class Evaluated(NamedTuple):
    """An evaluation of a period. `until`: None where the period was over, the month at whose end it was measured
    where it was not; `others`: units with projects that are not evaluated; `unread`: files that no project could be
    read from."""

    ledger: str
    key: str
    evaluation: Evaluation
    period: Span
    until: Month | None
    state: str
    items: Mapping[str, Item]
    bodies: Sequence[Body]
    others: Sequence[str]
    unread: Sequence[str]

    @property
    def full(self) -> int:
        """The points of all items together."""
        return sum(one.item.weight for one in self.items.values())


def evaluate(ledger: Ledger, key: str, period: Span, until: Month | None = None) -> Evaluated:
    """Score an evaluation of a period; of one that is not over, as at the end of the month `until`.

    Raises Trouble for a period before the evaluation began, and for rules or scores that cannot be used.
    """
    rule = ledger.rules.indicators.evaluations[key]
    _refuse(ledger, key, rule, period)
    month = until or period.month
    known = ledger.rules.indicators.indicators
    held = rates.in_force(known, month)
    items = {name: _item(one, held, known) for name, one in rule.items.items()}
    wanted = {
        one.item.indicator: one.indicator
        for one in items.values()
        if one.indicator is not None and one.item.indicator is not None
    }
    names = Names(ledger)
    lines = _lines(ledger, names, period if until is None else Span.of_month(until), wanted)
    units = _evaluated_units(ledger, lines)
    made = [_body(key, unit, names, lines, items, ledger.units, str(period)) for unit in units]
    unread, _ = questions.unread(ledger.facts)
    return Evaluated(
        ledger.book.settings.name or "",
        key,
        rule,
        period,
        until,
        ledger.source.name,
        items,
        _ranked(made, names.order("unit")),
        [line.label for unit, line in lines.items() if unit not in units and line.projects],
        unread,
    )


def _refuse(ledger: Ledger, key: str, rule: Evaluation, period: Span) -> None:
    if rule.since is not None and rule.since > Month.of(period.last):
        raise Trouble(
            Say("“{key}”自 {since} 起才有", "“{key}” holds from {since} on only"), key=key, since=rule.since
        )
    from xmtz.checks import check_units
    from xmtz.checks.catalogue import message

    wrong = [*check_units(ledger.units, ledger.rules)]
    unusable = [one for one in rule.items.values() if one.is_written("indicator") and one.indicator is None]
    if wrong:
        first = wrong[0]
        raise Trouble(
            Say("评分有误，先改正：{place} {zh}", "the scores are wrong, mend them first: {place} {en}"),
            place=first.place,
            zh=message(first, "zh"),
            en=message(first, "en"),
        )
    if unusable or not rule.items or any(one.weight is None for one in rule.items.values()):
        place = Place("rules/indicators.yaml", (unusable[0] if unusable else rule).node.line)
        raise Trouble(
            Say(
                "考核“{key}”的规则有误，见 {place}；先用 xmtz check 查明并改正",
                "the rules of the evaluation “{key}” are wrong, see {place}; mend them with xmtz check first",
            ),
            key=key,
            place=place,
        )


def _item(item: ScoreItem, held: Mapping[str, Indicator], known: Mapping[str, tuple[Indicator, ...]]) -> Item:
    if item.indicator is None:
        return Item(item, None, None)
    indicator = held.get(item.indicator)
    begins = (one.since for one in known.get(item.indicator, ()) if one.since is not None)
    return Item(item, indicator, None if indicator is not None else min(begins, default=None))


def _lines(
    ledger: Ledger, names: Names, period: Span, wanted: Mapping[str, Indicator]
) -> dict[str | None, Line]:
    """The figures of each unit, as the bulletin has them."""
    columns = {*columns_of(wanted, "unit"), "path", "listed", "ended", "plan", "invested_ytd"}
    make_standing(ledger.facts, period, ledger.rules, columns)
    lines, _ = lines_of(ledger.facts, period.month, wanted, "unit", next(iter(wanted), ""), names, {})
    return {line.key: line for line in lines}


def _evaluated_units(ledger: Ledger, lines: Mapping[str | None, Line]) -> list[str]:
    """The units that units.yaml gives an order, whether or not they have projects; where none has one, those with
    projects."""
    ordered = [key for key, unit in ledger.units.items() if unit.order is not None]
    return ordered or [key for key in lines if key is not None]


def _body(
    evaluation: str,
    unit: str,
    names: Names,
    lines: Mapping[str | None, Line],
    items: Mapping[str, Item],
    units: Mapping[str, Unit],
    period: str,
) -> Body:
    line = lines.get(unit)
    known = units.get(unit)
    scores = known.scores.get(evaluation, {}).get(period, {}) if known is not None else {}
    found = {name: _points(one, line, scores.get(name)) for name, one in items.items()}
    weights = {name: one.item.weight for name, one in items.items()}
    got = [(weights[name], one.points) for name, one in found.items() if one.points is not None]
    counted = sum(weight for weight, _ in got)
    due = sum(weights[name] for name, one in found.items() if one.state != UNSCORED)
    total = sum((points for _, points in got), Fraction(0)) * due / counted if counted else None
    return Body(
        unit,
        names.label("unit", unit),
        0 if line is None else line.projects,
        found,
        total,
        all(one.state != UNSCORED for one in found.values()),
        any(one.state == NOTHING for one in found.values()) and total is not None,
        None,
        False,
    )


def _points(one: Item, line: Line | None, score: str | None) -> Points:
    item = one.item
    if item.indicator is None:
        return Points(UNSCORED, None) if score is None else Points(SCORED, Fraction(score))
    rate = line.rates.get(item.indicator) if line is not None else None
    if rate is None or rate.rate is None or one.indicator is None:
        return Points(NOTHING, None, rate)
    return Points(MEASURED, item.weight * part_of(item, one.indicator, rate.rate), rate)


def part_of(item: ScoreItem, indicator: Indicator, rate: Fraction) -> Fraction:
    """Which part of an item's points a rate earns: itself, up to the cap; what is left of 1 where less is better."""
    if indicator.better == "lower":
        rate = 1 - rate
    return max(Fraction(0), min(rate, Fraction(item.cap or 100, 100)))


def _ranked(bodies: Sequence[Body], order: Mapping[str, int]) -> list[Body]:
    """The units by their totals: equal ones share a rank; incomplete and empty ones have none and come last.

    Nobody is the last before every unit has been scored, nor where all are equal.
    """
    places = ranks({body.key: body.total if body.complete else None for body in bodies})
    complete = all(body.complete for body in bodies)
    lowest = max((rank for rank in places.values() if rank is not None), default=1)
    placed = [
        body._replace(rank=places[body.key], last=complete and lowest > 1 and places[body.key] == lowest)
        for body in bodies
    ]
    last = len(order)

    def position(body: Body) -> tuple[object, ...]:
        return (
            body.rank is None,
            body.rank or 0,
            body.total is None,
            -(body.total or 0),
            order.get(body.key, last),
            body.key,
        )

    return sorted(placed, key=position)
