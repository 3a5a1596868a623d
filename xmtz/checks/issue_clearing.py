"""责任人不能给自己销号 / Nobody clears an issue that is assigned to him

L451

zh: 销号要由责任人、接单人以外的人确认，形成闭环。`rules/issues.yaml` 的 `clearance` 里写 `other_person: false`
的台账不查。
en: An issue is cleared by someone other than the person it is assigned to and the one who accepted it. Ledgers whose
`clearance` in `rules/issues.yaml` says `other_person: false` are not checked.

pass:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        assigned: {unit: gongdian, person: 李四, on: 2025-06-03}
        cleared: {on: 2025-06-18, by: 王五, evidence: 现场照片}
fail:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        assigned: {unit: gongdian, person: 李四, on: 2025-06-03}
        cleared: {on: 2025-06-18, by: 李四, evidence: 现场照片}
fail:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        assigned: {unit: gongdian, on: 2025-06-03}
        accepted: {by: 李四, on: 2025-06-04}
        cleared: {on: 2025-06-18, by: 李四, evidence: 现场照片}

----

没有达到销号条件 / What clearing requires is not there

L452

zh: `rules/issues.yaml` 的 `clearance` 写着销号的条件：已经交办（`assigned`）、有解决方案（`plan`）、有落实
记录（`progress`）。销号的问题缺哪一项，提示哪一项。会议议定了什么不是落实：填报人（`by`）写的是
`rules/cadence.yaml` 里的会议的进展，不算落实记录。
en: `clearance` in `rules/issues.yaml` says what clearing requires: an assignment, a plan, a note of
progress. What a cleared issue lacks is shown. That a meeting decided something is no action: notes whose `by` is a
meeting of `rules/cadence.yaml` do not count.

pass rules/issues.yaml:
    classes: {utilities: {label: 水电气暖}}
    clearance: {plan: true}
pass:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        plan: 迁改方案一周内会审
        cleared: {on: 2025-06-18, by: 王五, evidence: 现场照片}
fail rules/issues.yaml:
    classes: {utilities: {label: 水电气暖}}
    clearance: {plan: true}
fail:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        cleared: {on: 2025-06-18, by: 王五, evidence: 现场照片}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.deeds import deeds
from xmtz.records.issue import Issue
from xmtz.records.project import Project
from xmtz.records.rules import Clearance, Rules
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

BY_ASSIGNEE: Final = Kind(
    "L451",
    ERROR,
    Say(
        "销号人“{person}”就是责任人或接单人",
        "cleared by “{person}”, to whom it is assigned or who accepted it",
    ),
    Say("由责任人、接单人以外的人核实后销号", "have somebody else verify and clear it"),
)
NOT_MET: Final = Kind(
    "L452",
    ERROR,
    Say("已销号，但没有{what}", "cleared, but there is no {what}"),
    Say(
        "补上 {field}；条件由 rules/issues.yaml 的 clearance 规定",
        "supply {field}; clearance in rules/issues.yaml requires it",
    ),
)

_CONDITIONS: Final = (
    ("assigned", Say("交办", "assignment")),
    ("plan", Say("解决方案", "plan")),
    ("progress", Say("落实记录（进展）", "note of progress")),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for issue in project.issues:
        cleared = issue.cleared
        if cleared is None:
            continue
        clearance = rules.issues.clearance
        if clearance is not None:
            yield from _conditions(issue, clearance, rules, path)
        if clearance is not None and clearance.other_person is False:
            continue
        doers = (
            issue.assigned.person if issue.assigned is not None else None,
            issue.accepted.by if issue.accepted is not None else None,
        )
        if cleared.by is not None and cleared.by.strip() in [who.strip() for who in doers if who]:
            yield BY_ASSIGNEE.at(cleared.where(path, "by"), person=cleared.by)


def _conditions(issue: Issue, clearance: Clearance, rules: Rules, path: str) -> Iterator[Finding]:
    for field, what in _CONDITIONS:
        there = deeds(issue, rules) if field == "progress" else getattr(issue, field)
        if getattr(clearance, field) and not there:
            yield NOT_MET.at(issue.where(path, "cleared"), what=what, field=field)
