"""接单的问题没有交办 / An issue was accepted that nobody was given

L456

zh: 先交办、后接单：有 `accepted` 就要有 `assigned`。
en: What is accepted was assigned before: where there is `accepted`, `assigned` has to be there.

pass:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        assigned: {unit: gongdian, person: 李四, on: 2025-06-03}
        accepted: {by: 李四, on: 2025-06-03}
fail:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        accepted: {by: 李四, on: 2025-06-03}

----

改派的日期前后矛盾 / The days of a former assignment contradict one another

L457

zh: 原交办（`assigned_before`）的改派日期不早于它的交办日期。
en: A former assignment (`assigned_before`) ends on the day it began or later.

pass:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        assigned: {unit: gongdian, person: 李四, on: 2025-06-09}
        assigned_before:
          - {unit: gongdian, on: 2025-06-03, until: 2025-06-09}
fail:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        assigned: {unit: gongdian, person: 李四, on: 2025-06-09}
        assigned_before:
          - {unit: gongdian, on: 2025-06-13, until: 2025-06-09}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.days import BEFORE, CHECK_BOTH, in_order
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

NOT_ASSIGNED: Final = Kind(
    "L456",
    ERROR,
    Say("已接单，但没有交办", "accepted, but assigned to nobody"),
    Say("补上 assigned: 责任单位和交办日期", "supply assigned: the unit and the day"),
)
OUT_OF_ORDER: Final = Kind("L457", ERROR, BEFORE, CHECK_BOTH)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for issue in project.issues:
        if issue.accepted is not None and issue.assigned is None:
            yield NOT_ASSIGNED.at(issue.where(path, "accepted"))
        for was in issue.assigned_before:
            yield from in_order(OUT_OF_ORDER, path, was, ("on", "until"))
