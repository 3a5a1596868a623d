"""按月计划加起来要等于年度计划 / The months of a plan add up to the plan of the year

L430

zh: 一年的 12 个月都填了按月计划（`plan_months`），合计要等于这一年的年度计划（`plan`）；没有填满 12 个月
的，合计不能超过年度计划。序时进度按月计划计算，两者不符，进度就不准。
en: Where all twelve months of a year are planned (`plan_months`), they add up to the plan of that year
(`plan`); fewer months do not exceed it. Progress is measured against the months, so a plan that
does not add up makes it wrong.

pass:
    plan: {2025: 300}
    plan_months:
      2025-01: 100
      2025-02: 150
fail:
    plan: {2025: 300}
    plan_months:
      2025-01: 200
      2025-02: 150
fail:
    plan: {2025: 1200}
    plan_months: {2025-01: 100, 2025-02: 100, 2025-03: 100, 2025-04: 100, 2025-05: 100, 2025-06: 100,
      2025-07: 100, 2025-08: 100, 2025-09: 100, 2025-10: 100, 2025-11: 100, 2025-12: 90}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.domain.money import format_wan
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

NOT_THE_PLAN: Final = Kind(
    "L430",
    ERROR,
    Say(
        "{year} 年按月计划合计 {months} 万元，{how}年度计划 {plan} 万元",
        "the months of {year} add up to {months} 万元, {how} the plan of the year, {plan} 万元",
    ),
    Say("核对年度计划和各月计划", "check the plan of the year and of its months"),
)
_LESS: Final = Say("少于", "less than")
_MORE: Final = Say("超过", "more than")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    if not project.plan_months or not project.plan:
        return
    sums: dict[int, int] = {}
    counts: dict[int, int] = {}
    for (year, _), amount in project.plan_months.items():
        sums[year] = sums.get(year, 0) + amount
        counts[year] = counts.get(year, 0) + 1
    for year, months in sums.items():
        plan = project.plan.get(year)
        if plan is None or months == plan or (months < plan and counts[year] < 12):
            continue
        yield NOT_THE_PLAN.at(
            project.where(path, "plan", str(year)),
            year=year,
            months=format_wan(months),
            how=_MORE if months > plan else _LESS,
            plan=format_wan(plan),
        )
