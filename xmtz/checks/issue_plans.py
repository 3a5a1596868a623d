"""一个问题只有一套有效的解决方案 / An issue has one plan at a time

L454

zh: 一个问题一套解决方案：换方案时给原方案写上 `replaced`（被替换日期），只留一套有效。
en: One issue, one solution: when the plan changes, the former gets the day on which it was
`replaced`, so that one is active.

pass:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        plan:
          - {text: 原线位抬升, on: 2025-06-04, replaced: 2025-06-10}
          - {text: 改走地下管廊, on: 2025-06-10}
fail:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        plan:
          - {text: 原线位抬升, on: 2025-06-04}
          - {text: 改走地下管廊, on: 2025-06-10}

----

方案的替换早于提出 / A plan was replaced before it was made

L455

zh: 方案的被替换日期（`replaced`）不能早于方案日期（`on`）。
en: The day on which a plan was replaced does not lie before the day on which it was made.

pass:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        plan: [{text: 原线位抬升, on: 2025-06-04, replaced: 2025-06-10}]
fail:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        plan: [{text: 原线位抬升, on: 2025-06-04, replaced: 2025-06-01}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.days import BEFORE, CHECK_BOTH, in_order
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

SEVERAL_ACTIVE: Final = Kind(
    "L454",
    ERROR,
    Say("有 {count} 套解决方案同时有效", "{count} plans are active at once"),
    Say("给不再采用的方案写上 replaced: 日期", "give those that no longer hold their day: replaced"),
)
OUT_OF_ORDER: Final = Kind("L455", ERROR, BEFORE, CHECK_BOTH)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for issue in project.issues:
        plans = issue.plan
        if not plans:
            continue
        active = 0
        for plan in plans:
            active += plan.replaced is None
            if plan.replaced is not None:
                yield from in_order(OUT_OF_ORDER, path, plan, ("on", "replaced"))
        if active > 1:
            yield SEVERAL_ACTIVE.at(issue.where(path, "plan"), count=active)
