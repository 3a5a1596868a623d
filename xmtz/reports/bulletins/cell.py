"""What stands behind one figure: the projects that add to it, each with its place in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xmtz.domain.months import Month
from xmtz.domain.spans import Span
from xmtz.index import questions, rates
from xmtz.index.ledger import Ledger
from xmtz.index.rates import Number
from xmtz.index.standing import make_standing
from xmtz.records.rules import Indicator
from xmtz.reports.bulletins.bulletin import grouping
from xmtz.reports.bulletins.sources import place_of_figure
from xmtz.reports.names import Names
from xmtz.words.errors import Trouble
from xmtz.words.finding import Place
from xmtz.words.lang import Say, series

TOTAL: Final = Say("合计", "Total")


@dataclass(frozen=True, slots=True)
class Source:
    """One project behind a figure."""

    id: str
    name: str
    counts: Number
    of: Number
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a bulletin with its projects."""

    group: str
    key: str
    indicator: Indicator
    counts: Number
    of: Number
    rate: Fraction | None
    projects: list[Source]


def cell(ledger: Ledger, span: Span, by: str | None, group: str, name: str) -> Cell:
    """The projects behind a figure. `group` is a group's key or printed name, or the total's;
    `name` an indicator's.

    Raises Trouble for an unknown indicator or group, and for a name that several groups have.
    """
    month = span.month
    by = grouping(ledger, by, span.kind)
    key, indicator = _indicator(rates.in_force(ledger.rules.indicators.indicators, month), name, month)
    make_standing(ledger.facts, span, ledger.rules)
    names = Names(ledger)
    whole = group in TOTAL
    chosen = None if whole else _group(ledger, names, by, group)
    found = rates.behind(ledger.facts, indicator, key, None if whole else by, chosen)
    projects = [
        Source(one.id, one.name, one.counts, one.of, place_of_figure(ledger, one.path, indicator, month))
        for one in found
    ]
    counts: Number = sum(one.counts for one in found)
    of: Number = sum(one.of for one in found)
    if indicator.share:
        of = sum(one.of for one in rates.behind(ledger.facts, indicator, key, None, None))
    rate = Fraction(counts, of) if of else None
    label = TOTAL.text() if whole else names.label(by, chosen)
    return Cell(label, key, indicator, counts, of, rate, projects)


def _indicator(held: Mapping[str, Indicator], name: str, month: Month) -> tuple[str, Indicator]:
    if name in held:
        return name, held[name]
    for key, indicator in held.items():
        if indicator.label is not None and name in indicator.label:
            return key, indicator
    raise Trouble(
        Say(
            "{month} 没有“{name}”这个指标；可用：{known}",
            "there is no indicator “{name}” in {month}; known: {known}",
        ),
        month=month,
        name=name if name.isprintable() else ascii(name),
        known=", ".join(held) or "—",
    )


def _group(ledger: Ledger, names: Names, by: str, group: str) -> str | None:
    keys = questions.group_keys(ledger.facts, rates.column_of(by))
    if group in keys:
        return group
    found = [key for key in keys if names.label(by, key) == group]
    if len(found) == 1:
        return found[0]
    if found:
        raise Trouble(
            Say(
                "有 {n} 组都叫“{group}”，请写键：{known}",
                "{n} groups are called “{group}”; give a key: {known}",
            ),
            n=len(found),
            group=group,
            known=", ".join(str(key) for key in found),
        )
    raise Trouble(
        Say("没有“{group}”这一组；可用：{known}", "there is no group “{group}”; known: {known}"),
        group=group if group.isprintable() else ascii(group),
        known=series([*(names.label(by, key) for key in keys), TOTAL.text()]),
    )
