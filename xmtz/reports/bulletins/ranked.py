"""The lines of a ranking: the indicators of each group, their ranks now and in the period before, and the whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from fractions import Fraction

from xmtz.domain.months import Month
from xmtz.domain.spans import Span
from xmtz.index import questions, rates
from xmtz.index.rates import Sums
from xmtz.index.standing import rows_of
from xmtz.records.rules import Indicator, Rules
from xmtz.reports.bulletins.ranking import ranks
from xmtz.reports.bulletins.values import Line, Rate
from xmtz.reports.names import Names
from xmtz.words.lang import Say

Ranks = Mapping[str, Mapping[str | None, int | None]]
_Groups = dict[str | None, dict[str, Sums]]


def ranks_of(
    facts: sqlite3.Connection, rules: Rules, span: Span, wanted: Mapping[str, Indicator], by: str
) -> Ranks:
    """The rank of each group by each of the wanted indicators in another period, by the definitions
    that held then; an indicator that did not exist yet has no ranks."""
    held = rates.in_force(rules.indicators.indicators, span.month)
    then = {key: held[key] for key in wanted if key in held}
    if not then:
        return {}
    with rows_of(facts, span, rules, columns_of(then, by)) as rows:
        return _ranks(_rated(_sums(facts, then, by, f"({rows})"), then, span.month), then)


def columns_of(wanted: Mapping[str, Indicator], by: str) -> set[str]:
    """The columns of the row that the lines of a ranking need."""
    asked = (one for item in wanted.values() for one in (item.counts, item.of, item.when, item.planned))
    return {rates.column_of(by), *rates.columns_of(*asked)}


def lines_of(
    facts: sqlite3.Connection,
    month: Month,
    wanted: Mapping[str, Indicator],
    by: str,
    rank_by: str,
    names: Names,
    before: Ranks,
) -> tuple[list[Line], Line]:
    """A line for each group that has a project in any indicator, the best first, and the total.

    Groups come by their rank; those of one rank, and the unranked, in the order of units.yaml
    or of the rules; projects that say nothing come last and have no rank.
    """
    groups = _sums(facts, {**wanted, _SIZE: _size(wanted.get(rank_by))}, by)
    sizes = {group: pair.pop(_SIZE) for group, pair in groups.items()}
    now = _rated(groups, wanted, month)
    places = _ranks(now, wanted)
    lines = []
    for group, figures in now.items():
        pair = {
            key: _placed(rate, places[key].get(group), before.get(key, {}).get(group))
            for key, rate in figures.items()
        }
        if sizes[group].projects or any(rate.projects for rate in pair.values()):
            lines.append(_line(group, names.label(by, group), sizes[group], pair))
    order = names.order(by)
    lines.sort(key=lambda line: _position(line, rank_by, order))
    together = {key: sum((pair[key] for pair in groups.values()), rates.NOTHING) for key in wanted}
    for key, one in wanted.items():
        if one.share and groups:  # every group has the whole as its denominator
            together[key] = together[key]._replace(of=next(iter(groups.values()))[key].of)
    whole = _rated({None: together}, wanted, month)[None]
    return lines, _line(None, Say("合计", "Total").text(), sum(sizes.values(), rates.NOTHING), whole)


_SIZE = ""  # beside the indicators: how many projects a line is about, their plan and investment


def _size(ranked: Indicator | None) -> Indicator:
    """What a line's own columns count: the projects that the ranking counts."""
    size = Indicator.__new__(Indicator)
    scope = questions.IN_SCOPE if ranked is None else ranked.when
    size.__dict__.update(of="coalesce(plan, 0)", counts="coalesce(invested_ytd, 0)", when=scope, amount=True)
    return size


def _line(key: str | None, label: str, size: Sums, pair: Mapping[str, Rate]) -> Line:
    return Line(key, label, size.projects, int(size.of), int(size.counts), pair)


def _sums(
    facts: sqlite3.Connection, wanted: Mapping[str, Indicator], by: str, table: str = "standing"
) -> _Groups:
    """The sums of each group; the denominator of a share is that of all groups together."""
    found = rates.sums(facts, wanted, by, table)
    for key, one in wanted.items():
        if one.share:
            every = sum(pair[key].of for pair in found.values())
            for pair in found.values():
                pair[key] = pair[key]._replace(of=every)
    return found


def _rated(
    found: _Groups, wanted: Mapping[str, Indicator], month: Month
) -> dict[str | None, dict[str, Rate]]:
    return {
        group: {key: rated(pair[key], wanted[key], month) for key in pair} for group, pair in found.items()
    }


def rated(one: Sums, indicator: Indicator, month: Month) -> Rate:
    """A figure without its rank."""
    rate = Fraction(one.counts, one.of) if one.of else None
    gap = None
    if rate is not None and indicator.schedule == "months":
        gap = rate - Fraction(month.month, 12)
    elif rate is not None and indicator.schedule == "plan" and one.planned is not None:
        gap = rate - Fraction(one.planned, one.of)
    return Rate(one.counts, one.of, rate, None, None, gap, one.projects)


def _ranks(now: Mapping[str | None, Mapping[str, Rate]], wanted: Mapping[str, Indicator]) -> Ranks:
    return {
        key: ranks(
            {group: pair[key].rate for group, pair in now.items() if group is not None and key in pair},
            one.better != "lower",
        )
        for key, one in wanted.items()
    }


def _placed(rate: Rate, rank: int | None, before: int | None) -> Rate:
    return Rate(rate.counts, rate.of, rate.rate, rank, before, rate.gap, rate.projects)


def _position(line: Line, rank_by: str, order: Mapping[str, int]) -> tuple[bool, bool, int, int, str]:
    rate = line.rates.get(rank_by)
    rank = rate.rank if rate is not None else None
    key = line.key or ""
    return line.key is None, rank is None, rank or 0, order.get(key, len(order)), key
