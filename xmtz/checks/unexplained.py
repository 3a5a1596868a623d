"""两个数相差超过限度，没有说明 / Two figures differ by more than allowed, and nothing explains it

L438

zh: `rules/indicators.yaml` 的 `comparisons` 里写了 `explain: true` 的比对（如统计与发改投资数），某月两数之差
超过所列各项限度的，那个月过完还没有在 `explanations` 里写明原因的就提示；`about` 写比对的键或名称，不写的对各项比对都算。
一方还没有报的月份不比。数报错了的，更正数字，不必说明。`when` 等式子用到手续、问题、资金、季度数的比对，
这里查不了，只在 `xmtz reconcile` 里列出。
en: For a comparison under `comparisons` in `rules/indicators.yaml` with `explain: true` (such as investment by the
DRC and by statistics), a month in which the two figures differ by more than every limit given needs a reason under
`explanations` once the month is over; `about` is the key or the label of the comparison, and an entry without it covers them all. A month
that one side has not reported is not compared. A wrong figure is corrected, not explained. A comparison whose
expressions use steps, issues, funds or quarters cannot be looked at here; `xmtz reconcile` lists it.

pass rules/indicators.yaml:
    comparisons:
      stats: {label: 统计比对, since: 2024-01, one: invested_month, other: stats_month, other_reported: stats_reported, percent: 5, amount: 100, explain: true}
pass:
    dates: {registered: 2024-01-20}
    invested: {2024-03: 1000, 2024-04: 2000, 2024-05: 3000, 2024-06: 900, 2024-07: 900}
    invested_stats: {2024-03: 950, 2024-04: 1900, 2024-05: 2000}
    explanations:
      - {month: 2024-05, about: stats, reason: 设备到货未安装，统计暂不计}
fail rules/indicators.yaml:
    comparisons:
      stats: {label: 统计比对, since: 2024-01, one: invested_month, other: stats_month, other_reported: stats_reported, percent: 5, amount: 100, explain: true}
fail:
    dates: {registered: 2024-01-20}
    invested: {2024-04: 2000, 2024-05: 2000}
    invested_stats: {2024-04: 1899}
fail rules/indicators.yaml:
    comparisons:
      stats: {label: 统计比对, since: 2024-01, one: invested_month, other: stats_month, other_reported: stats_reported, percent: 5, amount: 100, explain: true}
      paid: {label: 支出比对, since: 2024-01, one: invested_ytd, other: paid_ytd, when: paid_reported, percent: 20}
fail:
    dates: {registered: 2024-01-20}
    invested: {2024-04: 2000, 2024-05: 2000}
    invested_stats: {2024-04: 1000}
    explanations:
      - {month: 2024-04, about: paid, reason: 工程款按节点支付}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from xmtz.checks import Difference, Over
from xmtz.checks.holding import with_time
from xmtz.domain.money import format_wan
from xmtz.domain.rounding import decimal_text, scaled_half_up
from xmtz.records.project import Project
from xmtz.records.rules import Comparison, Rules
from xmtz.records.tolerances import Figure, explanation_of
from xmtz.words.finding import WARNING, Finding, Kind, Place
from xmtz.words.lang import Say

OVER: Final = True
ABSENCE: Final = ("explanations",)

NO_REASON: Final = Kind(
    "L438",
    WARNING,
    Say(
        "{month} {what}：{one_label} {one}，{other_label} {other}，相差超过限度，没有说明",
        "{month}, {what}: {one_label} {one}, {other_label} {other}; they differ by more than allowed and nothing explains it",
    ),
    Say(
        "写明原因：xmtz reconcile explain 项目 {month} --about {key} --reason 原因 --by 姓名；数报错了的用 xmtz figures --correct 更正",
        "say why: xmtz reconcile explain PROJECT {month} --about {key} --reason WHY --by NAME; correct a wrong figure with xmtz figures --correct",
    ),
)

_SECTIONS: Final = (
    ("stats_", "invested_stats"),
    ("paid_", "paid"),
    ("physical", "physical"),
    ("invested_", "invested"),
)
_FIRST: Final = Say("甲方", "first")
_SECOND: Final = Say("乙方", "second")


def check(project: Project, rules: Rules, path: str, over: Over | None = None) -> Iterator[Finding]:
    """Findings of one project."""
    comparisons = rules.indicators.comparisons
    for one in over(project) if over is not None else ():
        comparison = comparisons[one.key]
        if explanation_of(project, one.key, comparison, one.month) is None:
            found = NO_REASON.at(
                place_of_difference(project, comparison, one, path),
                month=one.month,
                key=one.key,
                what=comparison.label or Say(one.key, one.key),
                one_label=comparison.one_label or _FIRST,
                one=figure_text(comparison, one.one),
                other_label=comparison.other_label or _SECOND,
                other=figure_text(comparison, one.other),
            )
            kept = with_time(found, one.month.next.first_day)
            if kept is not None:
                yield kept


def place_of_difference(project: Project, comparison: Comparison, one: Difference, path: str) -> Place:
    """Where the figure that is compared stands, the second one first; the id where the file has neither."""
    words = f"{comparison.other} {comparison.one}"
    for start, section in _SECTIONS:
        if re.search(rf"\b{start}", words) and project.node.get(section) is not None:
            place = project.where(path, section, str(one.month))
            if one.month in getattr(project, section):
                return place
    return project.where(path, "id")


def figure_text(comparison: Comparison, figure: Figure) -> str:
    """A figure with its unit: 万元, or a percentage where the comparison is about points."""
    if comparison.points is not None:
        return f"{decimal_text(scaled_half_up(figure.numerator, figure.denominator, 0), 2)}%"
    return f"{format_wan(scaled_half_up(figure.numerator, figure.denominator, 0))} 万元"
