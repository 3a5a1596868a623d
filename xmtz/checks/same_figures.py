"""连续几个月报同一个数 / The same figure month after month

L510

zh: 完成投资（`invested`）按工程量和支付算，几个月一分不差的，多半是按计划平摊报的。连续 `same_months`
个月同数（0 不算，小于 `least` 的不算）就提示；确实如此的，在 `explanations` 里写明其中一个月的原因
（另写 `about` 的，写 L510）。
月数在 `rules/indicators.yaml` 的 `padding` 里，没有写的不查。
en: Investment is what was built and paid for; when it is the same for months to the last 分, the plan was
probably divided and reported. A run of `same_months` is shown (not of 0, nor of less than `least`). Where it
is right, explain one of the months under `explanations`. The number of months is under `padding` in
`rules/indicators.yaml`; without it nothing is looked for.

pass rules/indicators.yaml:
    padding: {same_months: 3, least: 100}
pass:
    invested: {2024-03: 500, 2024-04: 500, 2024-05: 520, 2024-06: 500}
pass rules/indicators.yaml:
    padding: {same_months: 3, least: 100}
pass:
    invested: {2024-03: 500, 2024-04: 500, 2024-06: 500, 2024-07: 0, 2024-08: 0, 2024-09: 0}
pass rules/indicators.yaml:
    padding: {same_months: 3}
pass:
    invested: {2024-03: 500, 2024-04: 500, 2024-05: 500}
    explanations:
      - {month: 2024-05, reason: 设备按合同分期付款，每月 500 万元}
fail rules/indicators.yaml:
    padding: {same_months: 3, least: 100}
fail:
    invested: {2024-03: 500, 2024-04: 500, 2024-05: 500}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.life import explained
from xmtz.domain.money import format_wan
from xmtz.domain.months import Month
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

SAME: Final = Kind(
    "L510",
    WARNING,
    Say(
        "{first} 至 {last} 连续 {months} 个月都报 {amount} 万元",
        "{amount} 万元 in each of {months} months, {first} to {last}",
    ),
    Say(
        "核对工程量和支付；确实同数的，在 explanations 里写明原因",
        "check what was built and paid; if it is right, explain a month under explanations",
    ),
)
ABSENCE: Final = ("explanations",)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    padding = rules.indicators.padding
    if padding is None or padding.same_months is None or len(project.invested) < padding.same_months:
        return
    least = max(padding.least or 0, 1)
    for run in _runs(project):
        amount = project.invested[run[0]]
        if (
            len(run) >= padding.same_months
            and amount >= least
            and not explained(project, SAME.code, run[0], run[-1])
        ):
            yield SAME.at(
                project.where(path, "invested", str(run[-1])),
                first=run[0],
                last=run[-1],
                months=len(run),
                amount=format_wan(amount),
            )


def _runs(project: Project) -> Iterator[list[Month]]:
    """The months with figures, in runs that follow on one another and have the same figure."""
    run: list[Month] = []
    for month in sorted(project.invested):
        if run and (month != run[-1].next or project.invested[month] != project.invested[run[-1]]):
            yield run
            run = []
        run.append(month)
    if run:
        yield run
