"""职责没有写明任务、标准、时限 / A duty lacks its task, standard or time limit

L482

zh: `rules/stages.yaml` 的 `posts` 写了 `with` 的，有关职责要写明任务（task）、标准（standard）、时限（due）。
一项职责一条提示。组长、局办只写在项目小组里的不查。
en: Where `posts` in `rules/stages.yaml` says `with`, each duty has its task, standard and time limit (due)
written. One finding for a duty. A head or an office that stands in the project's group only is not checked.

pass rules/stages.yaml:
    stages:
      started: {label: 开工}
    posts:
      three: {label: 三级职责, roles: [head, cadre], from: started, with: [task, standard, due]}
pass:
    people:
      head: {name: 赵六, task: 统筹推进, standard: 节点不拖期, due: 2024-12-31}
      cadre: {name: 钱七, task: 驻点包抓, standard: 每周五报清单, due: 2024-12-31}
    stages:
      - {to: started, on: 2024-06-01}
fail rules/stages.yaml:
    stages:
      started: {label: 开工}
    posts:
      three: {label: 三级职责, roles: [head, cadre], from: started, with: [task, standard, due]}
fail:
    people:
      head: {name: 赵六, task: 统筹推进, standard: 节点不拖期, due: 2024-12-31}
      cadre: {name: 钱七, task: 驻点包抓}
    stages:
      - {to: started, on: 2024-06-01}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks import posts
from xmtz.records.post_rules import ROLES, WRITTEN
from xmtz.records.project import Duty, Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NOT_WRITTEN: Final = Kind(
    "L482",
    WARNING,
    Say("{role}“{name}”没有写明{what}", "{role} “{name}” has no {what}"),
    Say(
        "写成 {{name: 姓名, task: 任务, standard: 标准, due: 时限}}，或用 xmtz people assign",
        "write {{name: ..., task: ..., standard: ..., due: ...}}, or use xmtz people assign",
    ),
)
ABSENCE: Final = ("stages", "level")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    wanted: dict[str, dict[str, None]] = {}
    for one in posts.asked_of(project, rules):
        for role in one.rule.roles:
            duty = posts.duty_of(project, role)
            if duty is not None:
                missing = posts.unwritten(one.rule, _written(duty))
                wanted.setdefault(role, {}).update(dict.fromkeys(missing))
    for role, missing_ in wanted.items():
        duty = posts.duty_of(project, role)
        if missing_ and duty is not None and project.people is not None:
            place = project.people.where(path, role)
            what = posts.named_particulars(missing_)
            yield NOT_WRITTEN.at(place, role=ROLES[role], name=duty.name, what=what)


def _written(duty: Duty) -> dict[str, object]:
    """What stands beside a name; what was written and could not be read counts."""
    has_node = "node" in vars(duty)
    return {one: getattr(duty, one) or (has_node and duty.is_written(one)) for one in WRITTEN}
