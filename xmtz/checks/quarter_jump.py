"""季末突增 / A jump at the quarter's end

L511

zh: 季度按季末累计数考核，有的项目平时少报、季末集中补报。季末月（3、6、9、12 月）超过前两个月平均数的
`quarter_jump` 倍就提示；春节前后施工少，1、2 月合起来当一个月比（统计上也合并发布）。前两个月要都报了数；
季度开始以前没有投资的（刚开工）、季末数小于 `least` 的不查。确实如此的，在 `explanations` 里写明那个月的
原因（另写 `about` 的，写 L511）。倍数在 `rules/indicators.yaml` 的 `padding` 里，没有写的不查。
en: Quarters are assessed by their end, so some report little and make up for it in the last month. A quarter's
last month is shown that is more than `quarter_jump` times the mean of the two months before it; little is built
around the Spring Festival, so January and February together count as one month (statistics are published that way
too). Both have to be
reported; where nothing was invested before the quarter (the project has just begun), or the figure is
below `least`, nothing is said. Where it is right, explain the month under `explanations`. The factor is
under `padding` in `rules/indicators.yaml`; without it nothing is looked for.

pass rules/indicators.yaml:
    padding: {quarter_jump: 3, least: 100}
pass:
    invested: {2024-03: 400, 2024-04: 500, 2024-05: 300, 2024-06: 1200}
pass rules/indicators.yaml:
    padding: {quarter_jump: 3, least: 100}
pass:
    invested: {2024-04: 0, 2024-05: 50, 2024-06: 1200}
pass rules/indicators.yaml:
    padding: {quarter_jump: 3, least: 100}
pass:
    invested: {2023-12: 900, 2024-01: 200, 2024-02: 100, 2024-03: 900}
pass rules/indicators.yaml:
    padding: {quarter_jump: 3}
pass:
    invested: {2024-03: 400, 2024-04: 500, 2024-05: 300, 2024-06: 1300}
    explanations:
      - {month: 2024-06, reason: 主设备 6 月到货入账，见发票}
fail rules/indicators.yaml:
    padding: {quarter_jump: 3, least: 100}
fail:
    invested: {2024-03: 400, 2024-04: 500, 2024-05: 300, 2024-06: 1300}
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from xmtz.checks.life import explained
from xmtz.domain.money import format_wan
from xmtz.domain.months import Month
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

JUMP: Final = Kind(
    "L511",
    WARNING,
    Say(
        "季末突增：{month} 报 {amount} 万元，前两个月只有 {before} 万元、{between} 万元，超过 {times} 倍",
        "a jump at the quarter's end: {amount} 万元 in {month} after {before} and {between} 万元, more than {times} times",
    ),
    Say(
        "核对当月的结算单和凭证；确有其事的，在 explanations 里写明原因",
        "check the month's vouchers; if it is right, explain the month under explanations",
    ),
)
ABSENCE: Final = ("explanations", "invested_before")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    padding = rules.indicators.padding
    invested = project.invested
    if padding is None or padding.quarter_jump is None or len(invested) < 3:
        return
    times = Fraction(padding.quarter_jump)
    most, of = times.numerator, times.denominator
    for month, amount in invested.items():
        if month.month % 3 or amount < (padding.least or 0):
            continue
        second = month.previous
        first = second.previous
        if first not in invested or second not in invested:
            continue
        months = 1 if month.month == 3 else 2
        if amount * months * of <= most * (invested[first] + invested[second]):
            continue
        if _begun_before(project, first) and not explained(project, JUMP.code, month, month):
            yield JUMP.at(
                project.where(path, "invested", str(month)),
                month=month,
                amount=format_wan(amount),
                before=format_wan(invested[first]),
                between=format_wan(invested[second]),
                times=padding.quarter_jump,
            )


def _begun_before(project: Project, first: Month) -> bool:
    """Whether anything was invested before a month."""
    return any(amount and month < first for month, amount in project.invested.items()) or any(
        amount and year < first.year for year, amount in project.invested_before.items()
    )
