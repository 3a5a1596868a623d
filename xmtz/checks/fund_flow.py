"""支出超过到位资金 / More paid than has arrived

L470

zh: 一笔资金截至某月的支出合计超过到位合计：不是漏记到位，就是垫付，应当说明。
en: By some month more was paid from a fund than had arrived: an arrival was not entered, or money was
advanced, which should be told.

pass:
    funds:
      - {source: fiscal, planned: 500, arrived: {2024-03: 300}, paid: {2024-04: 200}}
fail:
    funds:
      - {source: fiscal, planned: 500, arrived: {2024-05: 300}, paid: {2024-04: 200}}

----

到位超过计划资金 / More arrived than was planned

L471

zh: 一笔资金的到位合计超过计划数：计划调整过的改 `planned`，否则核对到位数。
en: More arrived from a fund than was planned: change `planned` if the plan was adjusted, or check what
arrived.

pass:
    funds:
      - {source: fiscal, planned: 500, arrived: {2024-03: 300}}
fail:
    funds:
      - {source: fiscal, planned: 500, arrived: {2024-03: 300, 2024-06: 300}}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.domain.money import format_wan
from xmtz.records.means import Fund
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

PAID_AHEAD: Final = Kind(
    "L470",
    WARNING,
    Say(
        "到 {month} 支出合计 {paid} 万元，到位只有 {arrived} 万元",
        "by {month} {paid} 万元 were paid and {arrived} 万元 had arrived",
    ),
    Say("补记到位，或在 note 里说明垫付", "enter what arrived, or tell in note who advanced it"),
)
ABOVE_PLAN: Final = Kind(
    "L471",
    WARNING,
    Say(
        "到位合计 {arrived} 万元，超过计划 {planned} 万元",
        "{arrived} 万元 arrived, {planned} 万元 were planned",
    ),
    Say("核对到位数；计划调整过的改 planned", "check what arrived; change planned if it was adjusted"),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for fund in project.funds:
        if fund.paid:
            yield from _paid(fund, path)
        if fund.planned is not None and fund.arrived:
            arrived = sum(fund.arrived.values())
            if arrived > fund.planned:
                yield ABOVE_PLAN.at(
                    fund.where(path, "planned"), arrived=format_wan(arrived), planned=format_wan(fund.planned)
                )


def _paid(fund: Fund, path: str) -> Iterator[Finding]:
    paid = arrived = 0
    for month in sorted({*fund.paid, *fund.arrived}):
        arrived += fund.arrived.get(month, 0)
        paid += fund.paid.get(month, 0)
        if paid > arrived and fund.note is None:
            yield PAID_AHEAD.at(
                fund.where(path, "paid", str(month)),
                month=month,
                paid=format_wan(paid),
                arrived=format_wan(arrived),
            )
            return
