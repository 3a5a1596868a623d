"""提级没有逐级向上 / An issue was escalated downward, or twice to one rung

L458

zh: 提级会办只上不下：后一次提到的层级要高于前一次。层级的高低按 `rules/issues.yaml` 的 `ladder` 先后。
en: An issue is raised, never lowered: each escalation goes to a higher rung than the one before. Rungs are as high
as they stand in `ladder` in `rules/issues.yaml`.

pass rules/issues.yaml:
    classes: {utilities: {label: 水电气暖}}
    ladder: {unit: {label: 责任单位}, leader: {label: 包抓领导}, mayor: {label: 主要领导}}
pass:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        escalated:
          - {to: leader, on: 2025-06-20}
          - {to: mayor, on: 2025-06-27}
fail rules/issues.yaml:
    classes: {utilities: {label: 水电气暖}}
    ladder: {unit: {label: 责任单位}, leader: {label: 包抓领导}, mayor: {label: 主要领导}}
fail:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        escalated:
          - {to: mayor, on: 2025-06-20}
          - {to: leader, on: 2025-06-27}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NOT_UPWARD: Final = Kind(
    "L458",
    WARNING,
    Say("提到“{to}”，但此前已提到“{before}”", "raised to “{to}”, but it was with “{before}” before"),
    Say("核对层级和日期", "check the rung and the day"),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    ladder = rules.issues.ladder
    rungs = {key: n for n, key in enumerate(ladder)}
    for issue in project.issues:
        steps = [one for one in issue.escalated if one.on is not None and one.to in rungs]
        steps.sort(key=lambda one: one.on)
        for before, after in pairwise(steps):
            if rungs[after.to] <= rungs[before.to]:
                yield NOT_UPWARD.at(
                    after.where(path, "to"),
                    to=ladder[after.to].label or after.to,
                    before=ladder[before.to].label or before.to,
                )
