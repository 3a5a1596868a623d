"""竣工了，形象进度还不到 100% / Completed, but physical progress is below 100 percent

L436

zh: 项目已经进入竣工（投产）阶段，最后报的形象进度还不到 100%：补报，或核对竣工日期。
en: The project is completed (or in production), but the last physical progress is below 100
percent: report it, or check the day.

pass:
    stages:
      - {to: completed, on: 2024-06-15}
    physical:
      2024-06: 100
fail:
    stages:
      - {to: completed, on: 2024-06-15}
    physical:
      2024-05: 95

----

形象进度到了 100%，还没有竣工 / Physical progress is complete, but the project is not

L437

zh: 形象进度已经报到 100%，项目还没有进入竣工阶段：该办竣工验收了，或者进度报早了。
en: Physical progress stands at 100 percent, and the project has not been completed: acceptance is
due, or the figure came too early.

pass:
    stages:
      - {to: started, on: 2024-03-10}
    physical:
      2024-06: 95
fail:
    stages:
      - {to: started, on: 2024-03-10}
    physical:
      2024-06: 100
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.life import DONE, first_day, marked_stages, moves_are_whole, percent_text
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

BELOW: Final = Kind(
    "L436",
    WARNING,
    Say("{day} 已竣工，形象进度还是 {physical}%", "completed on {day}, but physical progress is {physical}%"),
    Say("补报形象进度，或核对竣工日期", "report the progress, or check the day"),
)
NOT_COMPLETED: Final = Kind(
    "L437",
    WARNING,
    Say("形象进度已到 100%，还没有竣工", "physical progress is 100%, but the project is not completed"),
    Say(
        "登记竣工：xmtz advance {id}；没有完工的核对形象进度",
        "enter its completion: xmtz advance {id}; or check the figure",
    ),
)
ABSENCE: Final = ("stages", "physical")
_WHOLE: Final = 100_00


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    physical = project.physical
    if not physical:
        return
    done = marked_stages(rules, *DONE)
    if not done or not moves_are_whole(project):
        return
    day = first_day(project, done)
    last = max(physical)
    value = physical[last]
    if day is not None and value < _WHOLE:
        place = project.where(path, "physical", str(last))
        yield BELOW.at(place, day=day, physical=percent_text(value))
    elif day is None and value == _WHOLE and first_day(project, marked_stages(rules, "ended")) is None:
        yield NOT_COMPLETED.at(project.where(path, "physical", str(last)), id=project.id or "")
