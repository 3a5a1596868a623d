"""累计投资超过总投资的 1.2 倍，还没有投产 / Far above the total and still not in production

L432

zh: 累计完成投资超过总投资的 1.2 倍而项目没有投产，是统计执法检查的常用疑点：要么总投资没有及时调整，
要么报数有误。`rules/indicators.yaml` 的 `padding` 可以用 `beyond_total` 另定百分数，不写为 120。
en: Auditors of statistics look at projects whose investment exceeds 1.2 times the total while they
are not in production: either the total was not adjusted, or the figures are wrong. `beyond_total` under
`padding` in `rules/indicators.yaml` may set another percentage; it is 120 where it is not given.

pass rules/indicators.yaml:
    padding: {beyond_total: 130}
pass:
    total: 1000
    invested:
      2024-05: 1300
pass:
    total: 1000
    invested:
      2024-05: 1100
fail rules/indicators.yaml:
    padding: {beyond_total: 110}
fail:
    total: 1000
    invested:
      2024-05: 1101
fail:
    total: 1000
    invested_before: {2023: 700}
    invested:
      2024-05: 600
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.life import first_day, invested_in_all, marked_stages, moves_are_whole, percent_text
from xmtz.domain.money import format_wan
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

FAR_ABOVE: Final = Kind(
    "L432",
    WARNING,
    Say(
        "累计完成投资 {sum} 万元，超过总投资 {total} 万元的 {times} 倍，还没有投产",
        "{sum} 万元 invested, more than {times} times the total of {total} 万元, and not in production",
    ),
    Say("核对各月报数；总投资确已调整的改 total", "check the figures; change total if it was adjusted"),
)
ABSENCE: Final = ("stages",)
_BEYOND: Final = 120
"""Percent of the total, where the rules do not say: what auditors of statistics use."""


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    total = project.total
    if total is None or not (project.invested or project.invested_before):
        return
    invested = invested_in_all(project)
    padding = rules.indicators.padding
    most = padding.beyond_total if padding is not None and padding.beyond_total is not None else _BEYOND
    if invested * 100 <= total * most or not moves_are_whole(project):
        return
    if first_day(project, marked_stages(rules, "production")) is None:
        yield FAR_ABOVE.at(
            project.where(path, "total"),
            sum=format_wan(invested),
            total=format_wan(total),
            times=percent_text(most),
        )
