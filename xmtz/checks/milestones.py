"""节点改期没有写理由 / A milestone was moved without a reason

L463

zh: 基准日期（`baseline`）定下就不改；当前计划（`current`）与它不同的，写明调整理由（`reason`）。
en: The baseline of a milestone stays. A current plan that differs from it has its `reason`.

pass:
    milestones:
      - {name: 主体封顶, baseline: 2024-06-30, current: 2024-09-30, reason: 汛期停工}
fail:
    milestones:
      - {name: 主体封顶, baseline: 2024-06-30, current: 2024-09-30}

----

前置节点不存在 / A milestone waits for something that is not there

L464

zh: `after` 里写同一项目的节点名称，或 `rules/steps.yaml` 里手续的键或名称；写错了，倒排工期就接不上。
en: `after` names milestones of the same project, or steps of `rules/steps.yaml` by key or label. With a
wrong name the schedule has a gap.

pass:
    milestones:
      - {name: 基础完工, baseline: 2024-03-31, after: [works_permit]}
      - {name: 主体封顶, baseline: 2024-06-30, after: [基础完工]}
fail:
    milestones:
      - {name: 主体封顶, baseline: 2024-06-30, after: [基础完成]}

----

节点互为前置 / Milestones wait for one another

L465

zh: 甲等乙、乙又等甲，就排不出工期。
en: Where one milestone waits for another that waits for it, there is no schedule.

pass:
    milestones:
      - {name: 基础完工, baseline: 2024-03-31}
      - {name: 主体封顶, baseline: 2024-06-30, after: [基础完工]}
fail:
    milestones:
      - {name: 基础完工, baseline: 2024-03-31, after: [主体封顶]}
      - {name: 主体封顶, baseline: 2024-06-30, after: [基础完工]}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.circles import first_circle
from xmtz.records.project import Milestone, Project
from xmtz.records.record import nearest
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, WARNING, Finding, Kind
from xmtz.words.lang import Say

NO_REASON: Final = Kind(
    "L463",
    WARNING,
    Say(
        "当前计划 {current} 与基准日期 {baseline} 不同，没有写理由",
        "planned for {current} instead of {baseline}, without a reason",
    ),
    Say("加上 reason", "add a reason"),
)
UNKNOWN: Final = Kind(
    "L464",
    ERROR,
    Say("没有名为“{name}”的节点或手续{near}", "there is no milestone or step “{name}”{near}"),
    Say(
        "写节点的名称（一字不差），或手续的键或名称",
        "write the name of a milestone exactly, or the key or label of a step",
    ),
)
CIRCLE: Final = Kind(
    "L465",
    ERROR,
    Say("节点互为前置：{chain}", "milestones wait for one another: {chain}"),
    Say("去掉其中一个 after", "remove one of them from `after`"),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    if not project.milestones:
        return
    named = {one.name: one for one in project.milestones if one.name is not None}
    for one in project.milestones:
        if (
            one.current is not None
            and one.baseline is not None
            and one.current != one.baseline
            and one.reason is None
        ):
            yield NO_REASON.at(one.where(path, "current"), current=one.current, baseline=one.baseline)
        for name in one.after:
            if name not in named and not _is_step(name, rules) and "steps" not in rules.unread:
                yield _unknown(one, name, [*named, *rules.steps.steps], path)
    circle = first_circle({name: [two for two in one.after if two in named] for name, one in named.items()})
    if circle is not None:
        yield CIRCLE.at(named[circle[0]].where(path, "after"), chain=" → ".join(circle))


def _is_step(name: str, rules: Rules) -> bool:
    """Whether a step of the rules has this key, or this name in either language."""
    steps = rules.steps.steps
    return name in steps or any(step.label is not None and name in step.label for step in steps.values())


def _unknown(one: Milestone, name: str, known: list[str], path: str) -> Finding:
    near = nearest(name, known)
    hint = Say(f"；是不是“{near}”？", f"; did you mean “{near}”?") if near else Say("", "")
    return UNKNOWN.at(one.where(path, "after"), name=name, near=hint)
