"""各年计划合计超过总投资 / What is planned exceeds the total investment

L431

zh: 已经完成的投资加上今后的计划，不应超过总投资。已经过去的年份按实际完成计，有数的最后一年及以后按
计划计（滚动计划会把没有完成的转到下一年，所以不简单地把各年计划相加）。
en: What was invested and what is planned from now on should not exceed the total. Years gone by
count with what was invested, the last year that has figures and those after it with their plan: a
rolling plan carries over what was not done, so the plans of all years are not just added up.

pass:
    total: 1000
    invested_before: {2023: 300}
    plan: {2024: 400, 2025: 300}
fail:
    total: 1000
    invested_before: {2023: 300}
    plan: {2024: 400, 2025: 500}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.domain.money import Fen, format_wan
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

ABOVE_TOTAL: Final = Kind(
    "L431",
    WARNING,
    Say(
        "到 {year} 年，完成和计划投资合计 {sum} 万元，超过总投资 {total} 万元",
        "by {year} investment done and planned comes to {sum} 万元, above the total of {total} 万元",
    ),
    Say(
        "核对总投资、年度计划和上年底累计；总投资调整过的改 total",
        "check the total, the plans and the years before",
    ),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    total, plan, before = project.total, project.plan, project.invested_before
    if total is None or not plan:
        return
    base = max(before, default=0)
    sum_: Fen = before.get(base, 0)
    done: dict[int, Fen] = {}
    for (year, _), amount in project.invested.items():
        done[year] = done.get(year, 0) + amount
    now = max(done, default=0)
    for year in {*plan, *done}:
        if year > base:
            put = done.get(year, 0)
            sum_ += put if year < now or year not in plan else max(plan[year], put)
    last = max(plan)
    if sum_ > total:
        yield ABOVE_TOTAL.at(
            project.where(path, "plan", str(last)),
            year=max(last, now),
            sum=format_wan(sum_),
            total=format_wan(total),
        )
