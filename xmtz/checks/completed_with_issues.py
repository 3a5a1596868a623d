"""竣工投产了，问题还没有销号 / Completed with issues still open

L513

zh: 竣工（投产）之前提出的问题，到那天还没有销号的，逐个提示，销号为止：要么问题早已解决、没有销号，要么
竣工报早了。竣工以后新提出的问题不在此列。`rules/indicators.yaml` 的 `padding` 写 `open_issues: true` 才查。
en: Issues that were raised before a project was completed (or went into production) and were not cleared by
then, are shown one by one until they are: the issue was solved and not cleared, or the completion came too
early. Issues raised afterwards do not count. Looked for where `padding` in `rules/indicators.yaml`
says `open_issues: true`.

pass rules/indicators.yaml:
    padding: {open_issues: true}
pass:
    stages: [{to: completed, on: 2024-06-15}]
    issues:
      - {id: i-3kd, title: 道路移交, class: utilities, raised: 2024-06-20}
      - {id: i-4kd, title: 供电线路迁改滞后, class: utilities, raised: 2024-05-02, cleared: {on: 2024-06-01, by: 王五, evidence: 照片}}
fail rules/indicators.yaml:
    padding: {open_issues: true}
fail:
    stages: [{to: completed, on: 2024-06-15}]
    issues:
      - {id: i-3kd, title: 供电线路迁改滞后, class: utilities, raised: 2024-05-02}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.holding import lasting
from xmtz.checks.life import DONE, first_day, marked_stages
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

STILL_OPEN: Final = Kind(
    "L513",
    WARNING,
    Say(
        "{day} 已竣工（投产），{raised} 提出的问题 {id} 还没有销号",
        "completed on {day}, with issue {id} of {raised} not cleared",
    ),
    Say(
        "已解决的办理销号：xmtz issue clear {id}；没有解决的，核对竣工日期",
        "clear it if it is solved: xmtz issue clear {id}; or check the day of completion",
    ),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    padding = rules.indicators.padding
    if not project.issues or padding is None or not padding.open_issues:
        return
    day = first_day(project, marked_stages(rules, *DONE))
    if day is None:
        return
    for issue in project.issues:
        if issue.open_at(day):
            cleared = issue.cleared.on if issue.cleared is not None else None
            found = STILL_OPEN.at(issue.where(path), day=day, raised=issue.raised, id=issue.id or "")
            kept = lasting(found, day, cleared)
            if kept is not None:
                yield kept
