"""问题的日期前后矛盾 / The days of an issue contradict one another

L450

zh: 交办、接单、办结时限、进展、提级、办结、销号都不早于提出；接单不早于交办；销号不早于办结；重新立案不早于
原来的销号，再次销号不早于重新立案；销号以后不再有进展和提级。
en: Nothing of an issue lies before it was raised: assignment, acceptance, time limit, progress,
escalation, resolution, clearing. It is accepted after it was assigned, cleared after it was resolved,
reopened after it was cleared, and cleared again after it was reopened. Nothing is noted of it and it is not
escalated after it was cleared.

pass:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        due: 2025-06-20
        cleared: {on: 2025-06-18, by: 王五, evidence: 现场照片}
fail:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        cleared: {on: 2025-05-18, by: 王五, evidence: 现场照片}
fail:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        resolved: {on: 2025-06-20}
        cleared: {on: 2025-06-18, by: 王五, evidence: 现场照片}
fail:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        assigned: {unit: gongdian, person: 李四, on: 2025-06-04}
        accepted: {by: 李四, on: 2025-06-03}
fail:
    issues:
      - id: i-3kd
        title: 供电线路迁改滞后
        class: utilities
        raised: 2025-06-02
        progress:
          - {on: 2025-06-19, text: 线路已送电}
        cleared: {on: 2025-06-18, by: 王五, evidence: 现场照片}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from xmtz.checks.days import BEFORE, CHECK_BOTH, in_order, label, out_of_order
from xmtz.records.issue import Issue
from xmtz.records.project import Project
from xmtz.records.record import Record
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, Finding, Kind

OUT_OF_ORDER: Final = Kind("L450", ERROR, BEFORE, CHECK_BOTH)

_SINGLE: Final = ("assigned", "accepted", "resolved", "cleared")
_SEVERAL: Final = ("progress", "escalated", "reopened")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for issue in project.issues:
        raised = issue.raised
        if raised is None:
            continue
        if issue.due is not None and issue.due < raised:
            yield from in_order(OUT_OF_ORDER, path, issue, ("raised", "due"))
        for field in _SINGLE:
            part = getattr(issue, field)
            if part is not None and part.on is not None and part.on < raised:
                yield _early(issue, field, part, raised, path)
        for field in _SEVERAL:
            for part in getattr(issue, field):
                if part.on is not None and part.on < raised:
                    yield _early(issue, field, part, raised, path)
        if issue.accepted is not None and issue.assigned is not None:
            yield from _handing(issue, path)
        if issue.cleared is not None:
            yield from _clearing(issue, path)
        for reopening in issue.reopened:
            undone = reopening.cleared
            if undone is not None and undone.on and reopening.on and reopening.on < undone.on:
                yield _before(issue, "reopened", reopening, label(reopening, "cleared"), undone.on, path)


def _handing(issue: Issue, path: str) -> Iterator[Finding]:
    assigned, accepted = issue.assigned, issue.accepted
    if assigned is None or accepted is None or assigned.on is None or accepted.on is None:
        return
    if accepted.on < assigned.on:
        yield _before(issue, "accepted", accepted, label(issue, "assigned"), assigned.on, path)


def _clearing(issue: Issue, path: str) -> Iterator[Finding]:
    cleared = issue.cleared
    if cleared is None or cleared.on is None:
        return
    if issue.resolved is not None and issue.resolved.on is not None and cleared.on < issue.resolved.on:
        yield _before(issue, "cleared", cleared, label(issue, "resolved"), issue.resolved.on, path)
    for field in ("progress", "escalated"):
        last = max((one.on for one in getattr(issue, field) if one.on is not None), default=None)
        if last is not None and cleared.on < last:
            yield _before(issue, "cleared", cleared, label(issue, field), last, path)
    again = max((one.on for one in issue.reopened if one.on is not None), default=None)
    if again is not None and cleared.on < again:
        yield _before(issue, "cleared", cleared, label(issue, "reopened"), again, path)


def _early(issue: Issue, field: str, part: Record, raised: date, path: str) -> Finding:
    return _before(issue, field, part, label(issue, "raised"), raised, path)


def _before(issue: Issue, field: str, part: Record, than: object, other: date, path: str) -> Finding:
    day = part.on  # type: ignore[attr-defined]
    return out_of_order(OUT_OF_ORDER, part.where(path, "on"), label(issue, field), day, than, other)  # type: ignore[arg-type]
