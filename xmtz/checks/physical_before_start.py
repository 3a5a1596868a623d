"""没有开工却有形象进度 / Physical progress before the start

L433

zh: 形象进度是工程实体的进度，开工之后才有。开工之前的月份填了大于 0 的形象进度，不是进度填错，就是开工
没有登记。开工之前的完成投资不提示：征地拆迁和前期费用可以先发生。
en: Physical progress is that of the works, which begin with the start. Progress above 0 in a month
before it is wrong, or the start was not entered. Investment before the start is not looked at:
land and preparation may cost money first.

pass:
    stages:
      - {to: started, on: 2024-03-10}
    physical:
      2024-02: 0
      2024-03: 2
fail:
    stages:
      - {to: started, on: 2024-03-10}
    physical:
      2024-02: 2
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.life import BEGUN, first_day, marked_stages, moves_are_whole
from xmtz.domain.months import Month
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

BEFORE_START: Final = Kind(
    "L433",
    WARNING,
    Say("{month} 已有形象进度，{start}", "physical progress in {month}: {start}"),
    Say("核对形象进度和开工日期", "check the progress and the day of the start"),
)
ABSENCE: Final = ("stages",)
_NEVER: Final = Month(9999, 12)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    physical = project.physical
    if not physical:
        return
    started = marked_stages(rules, *BEGUN)
    if not started or not moves_are_whole(project):
        return
    start = first_day(project, started)
    before = _NEVER if start is None else Month.of(start)
    early = [month for month, value in physical.items() if month < before and value > 0]
    if not early:
        return
    first = min(early)
    said = (
        Say("还没有开工", "the project has not started")
        if start is None
        else Say(f"早于开工（{start}）", f"it started on {start}")
    )
    yield BEFORE_START.at(project.where(path, "physical", str(first)), month=first, start=said)
