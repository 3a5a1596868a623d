"""财务支出与形象进度不同步 / Payments and physical progress are out of step

L512

zh: 实物工作量和财务支出应当同步。最近一个两样都报了的月份，累计支出占总投资的比例与形象进度相差超过
`spending_gap` 个百分点就提示：进度报高了，或者拖欠工程款，或者预付过多。有投资的月份、年份没有填支出的，
累计支出不全，不查（没有支出的月份填 0）。确实如此的，在 `explanations` 里写明那个月的原因（另写 `about` 的，写 L512）。百分点在
`rules/indicators.yaml` 的 `padding` 里，没有写的不查。
en: What is built and what is paid for keep step. In the latest month that has both, payments so far as a share of
the total and physical progress are shown where they differ by more than `spending_gap` points: the progress
was put too high, the builders are owed money, or too much was paid in advance. Where a month or an earlier year has
investment and no payments, payments so far are not known and nothing is said (enter 0 where nothing was
paid). Where it is right, explain the month
under `explanations`. The points are under `padding` in `rules/indicators.yaml`; without them nothing is
looked for.

pass rules/indicators.yaml:
    padding: {spending_gap: 30}
pass:
    total: 10000
    stages: [{to: started, on: 2024-03-10}]
    paid: {2024-04: 1000, 2024-05: 2000}
    physical: {2024-04: 15, 2024-05: 60}
pass rules/indicators.yaml:
    padding: {spending_gap: 30}
pass:
    total: 10000
    stages: [{to: started, on: 2024-03-10}]
    invested: {2024-03: 2000, 2024-04: 1000, 2024-05: 3000}
    paid: {2024-03: 500, 2024-05: 1500}
    physical: {2024-05: 60}
pass rules/indicators.yaml:
    padding: {spending_gap: 30}
pass:
    total: 10000
    stages: [{to: started, on: 2022-03-10}]
    invested_before: {2023: 4000}
    paid: {2024-05: 1000}
    physical: {2024-05: 50}
fail rules/indicators.yaml:
    padding: {spending_gap: 30}
fail:
    total: 10000
    stages: [{to: started, on: 2024-03-10}]
    paid: {2024-04: 1000, 2024-05: 2000}
    physical: {2024-04: 15, 2024-05: 60.5}
fail rules/indicators.yaml:
    padding: {spending_gap: 30}
fail:
    total: 10000
    stages: [{to: started, on: 2024-03-10}]
    paid: {2024-04: 4000}
    physical: {2024-04: 5}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.life import explained, percent_text
from xmtz.domain.months import Month
from xmtz.domain.rounding import scaled_half_up
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

OUT_OF_STEP: Final = Kind(
    "L512",
    WARNING,
    Say(
        "到 {month} 累计支出占总投资 {paid}%，形象进度 {physical}%，相差 {gap} 个百分点",
        "by {month}, {paid}% of the total is paid and {physical}% is built: {gap} points apart",
    ),
    Say(
        "核对形象进度和支付；确实如此的，在 explanations 里写明原因",
        "check the progress and the payments; if they are right, explain the month under explanations",
    ),
)
ABSENCE: Final = ("explanations", "invested_before")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    padding = rules.indicators.padding
    paid, physical, total = project.paid, project.physical, project.total
    if padding is None or padding.spending_gap is None or not total or not paid:
        return
    month = max(set(paid) & set(physical), default=None)
    if month is None:
        return
    if not _payments_are_whole(project, month):
        return
    so_far = sum(amount for one, amount in paid.items() if one <= month)
    gap = abs(so_far * 100_00 - physical[month] * total)  # hundredths of a percent, times the total
    if gap > padding.spending_gap * 100 * total and not explained(project, OUT_OF_STEP.code, month, month):
        yield OUT_OF_STEP.at(
            project.where(path, "paid", str(month)),
            month=month,
            paid=percent_text(scaled_half_up(so_far * 100, total, 2)),
            physical=percent_text(physical[month]),
            gap=percent_text(scaled_half_up(gap, total, 0)),
        )


def _payments_are_whole(project: Project, last: Month) -> bool:
    """Whether payments are known of all the time in which something was invested."""
    first = min(project.paid).year
    if any(amount for year, amount in project.invested_before.items() if year < first):
        return False
    return all(one in project.paid for one, amount in project.invested.items() if amount and one <= last)
