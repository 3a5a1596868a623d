"""只能进入规则允许的下一阶段 / A move leads to a stage that the rules allow next

L401

zh: `rules/stages.yaml` 里每个阶段的 `next` 列出可以进入的下一阶段。跳级、退回要写明 `reason`，
写了就不再提示。第一条变动不限：项目可以从任何阶段开始入账。
en: `next` of each stage in `rules/stages.yaml` lists the stages that may follow. A move that
skips or goes back needs a `reason`, and is accepted with it. The first move is free: a project
may enter the ledger in any stage.

pass:
    stages:
      - {to: reserved, on: 2024-03-01}
      - {to: production, on: 2024-06-15, reason: 收购已建成的厂房}
pass:
    stages:
      - {to: production, on: 2024-06-15}
fail rules/stages.yaml:
    stages:
      planned: {label: 谋划, next: [reserved]}
      reserved: {label: 储备, next: [started]}
      started: {label: 开工}
fail:
    stages:
      - {to: planned, on: 2024-03-01}
      - {to: started, on: 2024-06-15}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from xmtz.records.project import Project
from xmtz.records.rules import Rules, Stage
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

NOT_ALLOWED: Final = Kind(
    "L401",
    ERROR,
    Say("“{before}”之后不能直接进入“{to}”", "“{to}” may not follow “{before}”"),
    Say(
        "可进入：{allowed}；确需这样变动的，在这一条里写明 reason",
        "may follow: {allowed}; if the move is meant, give its reason in the same entry",
    ),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    stages = rules.stages.stages
    before: str | None = None
    for move in project.stages:
        to = move.to
        rule = None if before is None else stages.get(before)
        if (
            rule is not None
            and to in stages
            and to not in rule.next
            and move.reason is None
            and _says_next(stages)
        ):
            yield NOT_ALLOWED.at(
                move.where(path, "to"), before=rule.label, to=stages[to].label, allowed=_listed(rule, stages)
            )
        before = to


def _says_next(stages: Mapping[str, Stage]) -> bool:
    """Whether these rules say anywhere what may follow; if not, every move is free."""
    return any(stage.next for stage in stages.values())


def _listed(rule: Stage, stages: Mapping[str, Stage]) -> Say:
    labels = [(key, stages[key].label if key in stages else None) for key in rule.next]
    zh = "、".join(f"{key}（{label.zh}）" if label else key for key, label in labels)
    return Say(zh or "无", ", ".join(rule.next) or "none")
