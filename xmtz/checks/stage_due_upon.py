"""签约即入谋划、立项即入储备 / What has happened puts a project in its stage

L405

zh: 规则里阶段的 `upon` 写着一个日期（如“签约即入谋划库、立项即入储备库”）：有了这个日期，项目就应当
进入这个阶段，或者已经到了它之后的阶段。没有进入的，报表会少算。
en: `upon` of a stage in the rules names a day: a project that is signed belongs in the stage that
says `upon: signed`, or in one that follows it. A project that was not moved is missing from reports.

pass rules/stages.yaml:
    stages:
      planned: {label: 谋划, upon: signed, next: [reserved]}
      reserved: {label: 储备}
pass:
    dates:
      signed: 2024-03-01
    stages:
      - {to: reserved, on: 2024-06-15}
fail rules/stages.yaml:
    stages:
      planned: {label: 谋划, upon: signed, next: [reserved]}
      reserved: {label: 储备, upon: approved}
fail:
    dates:
      signed: 2024-03-01
      approved: 2024-06-10
    stages:
      - {to: planned, on: 2024-03-01}
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from xmtz.checks.life import moves_are_whole
from xmtz.records.project import Dates, Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NOT_ENTERED: Final = Kind(
    "L405",
    WARNING,
    Say("{day} 已{what}，还没有进入“{stage}”", "{what} on {day}, but not entered in “{stage}”"),
    Say("登记阶段变动：xmtz advance {id} {key}", "enter the move: xmtz advance {id} {key}"),
)
ABSENCE: Final = ("stages",)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    dates = project.dates
    if dates is None:
        return
    for key, upon, enough in stages_upon(rules):
        day = getattr(dates, upon)
        if day is None or any(move.to in enough for move in project.stages):
            continue
        if moves_are_whole(project):
            yield NOT_ENTERED.at(
                dates.where(path, upon),
                day=day,
                what=Dates.fields[upon].label,
                stage=rules.stages.stages[key].label,
                id=project.id or "",
                key=key,
            )


@lru_cache(maxsize=8)
def stages_upon(rules: Rules) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Each stage that is due upon a day: its key, the day, the stage and all that can follow it."""
    stages = rules.stages.stages
    found = []
    for key, stage in stages.items():
        if stage.upon not in Dates.fields:
            continue
        enough: set[str] = set()
        queue = [key]
        while queue:
            one = queue.pop()
            if one not in enough and one in stages:
                enough.add(one)
                queue.extend(stages[one].next)
        found.append((key, stage.upon, frozenset(enough)))
    return tuple(found)
