"""手续互为前置 / Approval steps wait for one another

U501

zh: `rules/steps.yaml` 的 `needs` 里，甲以乙为前置、乙又以甲为前置，哪一项都办不了，也排不出工期。
en: Where one step of `rules/steps.yaml` needs another that needs it, neither can be done, and there is no
schedule.

pass rules/steps.yaml:
    steps:
      land_plan: {label: 用地规划许可}
      works_plan: {label: 工程规划许可, needs: [land_plan]}
fail rules/steps.yaml:
    steps:
      land_plan: {label: 用地规划许可, needs: [works_plan]}
      works_plan: {label: 工程规划许可, needs: [land_plan]}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.circles import circles
from xmtz.records.rules import Rules
from xmtz.store.layout import rules_path
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

CIRCLE: Final = Kind(
    "U501",
    ERROR,
    Say("手续互为前置：{chain}", "steps wait for one another: {chain}"),
    Say("去掉其中一个 needs", "remove one of them from needs"),
)


def check(rules: Rules) -> Iterator[Finding]:
    """Findings of the rules of a ledger."""
    steps = rules.steps.steps
    for circle in circles({key: step.needs for key, step in steps.items()}):
        yield CIRCLE.at(steps[circle[0]].where(rules_path("steps"), "needs"), chain=" → ".join(circle))
