"""规则要求的职责没有明确到人 / A post that the rules ask for is not filled

L481

zh: `rules/stages.yaml` 的 `posts` 写着哪些职责自哪个阶段起必须明确，如三员、三级职责、包抓领导。`roles` 可以是
`people` 里的职责，也可以是责任单位、主管部门、要素保障部门、专班。组长和局办可以只在 `units.yaml` 的项目小组里写
一次。进入阶段时的条件（L402）已经提示的，这里不再提示；终止的项目不查。
en: `posts` in `rules/stages.yaml` says which posts have to be filled from which stage on, such as the three chief
officers. `roles` are duties of `people`, or the unit, the department, the guarantor, the task force. The head and the
office may stand once in the project's group in `units.yaml`. What the requirements of a stage have named (L402) is not
said again, and projects that were given up are not checked.

pass rules/stages.yaml:
    stages:
      reserved: {label: 储备}
      started: {label: 开工}
    posts:
      officers: {label: 三员, roles: [service, agent, statistician], from: started}
pass:
    people: {service: 赵六, agent: 钱七, statistician: 孙八}
    stages:
      - {to: started, on: 2024-06-01}
pass rules/stages.yaml:
    stages:
      reserved: {label: 储备}
      started: {label: 开工}
    posts:
      officers: {label: 三员, roles: [service, agent, statistician], from: started}
pass:
    stages:
      - {to: reserved, on: 2024-06-01}
pass rules/stages.yaml:
    stages:
      started: {label: 开工}
    posts:
      heads: {label: 组长, roles: [head], from: started}
pass units.yaml:
    units:
      zu01: {name: 第一项目小组, kind: group, head: 赵六}
pass:
    unit: zu01
    stages:
      - {to: started, on: 2024-06-01}
fail rules/stages.yaml:
    stages:
      reserved: {label: 储备}
      started: {label: 开工}
    posts:
      officers: {label: 三员, roles: [service, agent, statistician], from: started}
fail:
    people: {service: 赵六}
    stages:
      - {to: started, on: 2024-06-01}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks import posts
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NOT_FILLED: Final = Kind(
    "L481",
    WARNING,
    Say("{label}：还没有明确{roles}", "{label}: not filled: {roles}"),
    Say(
        "用 xmtz people assign（单位、专班用 xmtz set）明确，或改 rules/stages.yaml 的 posts",
        "name somebody with xmtz people assign (a unit or task force with xmtz set), or change posts in rules/stages.yaml",
    ),
)
ABSENCE: Final = ("people", "stages", "level", "unit", "department", "guarantor", "taskforce")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    if not rules.stages.posts:
        return
    filled = posts.filled_by(project, rules) | posts.needed_to_move(project, rules)
    for one in posts.asked_of(project, rules):
        missing = posts.lacking(one.rule, filled)
        if missing:
            place = project.where(path, "people")
            yield NOT_FILLED.at(place, label=one.label, roles=posts.named(missing))
            filled.update(missing)
