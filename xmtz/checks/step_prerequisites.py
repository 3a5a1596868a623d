"""前置手续没有办结，后面的先办结了 / A step was granted before one that has to come first

L419

zh: `rules/steps.yaml` 里 `needs` 写着前置手续。前置手续记有办结日期，却晚于本手续的办结日期，又没有容缺
或承诺的，提示核对：日期可能写错，也可能是违规先批。前置手续没有记录的不查。
en: `needs` in `rules/steps.yaml` names the steps that come first. A step that was granted before one
of them, without deferral or commitment, is shown: a day may be wrong, or the grant came too early.
Prerequisites of which nothing is recorded are not looked at.

pass rules/steps.yaml:
    steps:
      land_plan: {label: 用地规划许可}
      works_plan: {label: 工程规划许可, needs: [land_plan]}
pass:
    steps:
      land_plan:
        granted: 2024-02-15
      works_plan:
        granted: 2024-03-15
fail rules/steps.yaml:
    steps:
      land_plan: {label: 用地规划许可}
      works_plan: {label: 工程规划许可, needs: [land_plan]}
fail:
    steps:
      land_plan:
        granted: 2024-03-15
      works_plan:
        granted: 2024-02-15
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

TOO_EARLY: Final = Kind(
    "L419",
    WARNING,
    Say(
        "“{step}”{day} 办结，早于前置手续“{first}”（{other}）",
        "“{step}” was granted on {day}, before “{first}” ({other})",
    ),
    Say(
        "核对两个日期；容缺或承诺办理的，记在前置手续里",
        "check both days; record a deferral or commitment with the step that comes first",
    ),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    recorded = project.steps
    for key, needs in _needing(rules):
        step = recorded.get(key)
        if step is None or step.granted is None:
            continue
        for need in needs:
            first = recorded.get(need)
            if first is None or first.granted is None or first.granted <= step.granted:
                continue
            if first.deferred is None and first.committed is None:
                known = rules.steps.steps
                yield TOO_EARLY.at(
                    step.where(path, "granted"),
                    step=known[key].label,
                    day=step.granted,
                    first=known[need].label if need in known else need,
                    other=first.granted,
                )


@lru_cache(maxsize=8)
def _needing(rules: Rules) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The steps that need others, and what they need."""
    return tuple((key, step.needs) for key, step in rules.steps.steps.items() if step.needs)
