"""一个项目里的问题编号不能重复 / Two issues of a project do not share an id

L453

zh: 交办、销号的命令凭编号找问题；复制粘贴出来的问题要换一个编号。
en: Commands find an issue by its id. An issue that was copied needs an id of its own.

pass:
    issues:
      - {id: i-3kd, title: 供电线路迁改滞后, class: utilities, raised: 2025-06-02}
      - {id: i-7mq, title: 临时用地未批, class: land, raised: 2025-06-09}
fail:
    issues:
      - {id: i-3kd, title: 供电线路迁改滞后, class: utilities, raised: 2025-06-02}
      - {id: i-3kd, title: 临时用地未批, class: land, raised: 2025-06-09}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.issue import Issue
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

SAME_ID: Final = Kind(
    "L453",
    ERROR,
    Say("问题编号“{id}”在第 {line} 行已经用过", "the issue id “{id}” is used on line {line} already"),
    Say("换一个编号，如把末位改掉", "give it another id"),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    if len(project.issues) < 2:
        return
    seen: dict[str, Issue] = {}
    for issue in project.issues:
        if issue.id is None:
            continue
        if issue.id in seen:
            yield SAME_ID.at(issue.where(path, "id"), id=issue.id, line=seen[issue.id].where(path, "id").line)
        else:
            seen[issue.id] = issue
