"""累计数不能变小 / A cumulative figure does not fall

L435

zh: 形象进度（`physical`）和上年底累计（`invested_before`）都是累计数，后面的不能小于前面的。确因规模调整等
变小的，在 `explanations` 里写明那个月（年度数写 12 月）的原因。
en: Physical progress (`physical`) and investment up to the end of a year (`invested_before`) are
cumulative: a later figure is not smaller. Where the scope was enlarged, give the reason for that
month under `explanations` (December for a year).

pass:
    physical:
      2024-05: 40
      2024-06: 38
    explanations:
      - {month: 2024-06, reason: 建设规模调增，进度重新核定}
fail:
    physical:
      2024-05: 40
      2024-06: 38
fail:
    invested_before: {2022: 800, 2023: 700}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from xmtz.checks.life import percent_text
from xmtz.domain.money import format_wan
from xmtz.domain.months import Month
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

FALLS: Final = Kind(
    "L435",
    ERROR,
    Say("{what}从 {earlier} 的 {before} 降到 {now}", "{what} falls from {before} in {earlier} to {now}"),
    Say(
        "核对两个数；确实变小的，在 explanations 里写明原因",
        "check both; if it did fall, explain the month under explanations",
    ),
)
ABSENCE: Final = ("explanations",)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    last = -1
    earlier: Month | None = None
    physical = project.physical
    for month in sorted(physical):
        value = physical[month]
        if value < last and not _explained(project, month):
            yield FALLS.at(
                project.where(path, "physical", str(month)),
                what=Project.fields["physical"].label,
                earlier=earlier,
                before=f"{percent_text(last)}%",
                now=f"{percent_text(value)}%",
            )
        last, earlier = value, month
    before = project.invested_before
    if len(before) < 2:
        return
    years = sorted(before)
    for one, year in pairwise(years):
        if before[year] < before[one] and not _explained(project, Month(year, 12)):
            yield FALLS.at(
                project.where(path, "invested_before", str(year)),
                what=Project.fields["invested_before"].label,
                earlier=one,
                before=f"{format_wan(before[one])} 万元",
                now=f"{format_wan(before[year])} 万元",
            )


def _explained(project: Project, month: Month) -> bool:
    return any(gap.month == month for gap in project.explanations)
