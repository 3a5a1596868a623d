"""Assessments and decisions as a document and as data."""

from __future__ import annotations

import json
from collections.abc import Sequence

from xmtz.index.review_questions import ReviewLine
from xmtz.render.document import Document, Section, Table
from xmtz.reports.means.assessments import Assessments, Use
from xmtz.words.lang import say


def assessments_document(found: Assessments, waiting_only: bool = False) -> Document:
    """What waits for a decision, what was decided, who was called on."""
    settings = found.ledger.book.settings
    subtitle = say("{n}　截至 {d}", "{n}, up to {d}", n=settings.name or "", d=found.day)
    title = say("先评估、后决策台账", "Assessments and decisions")
    return Document(title, [subtitle], assessments_sections(found, waiting_only))


def assessments_sections(found: Assessments, waiting_only: bool = False) -> list[Section]:
    """The tables of assessments."""
    sections = [_waiting(found)]
    if not waiting_only:
        sections.append(_decided(found))
        for heading, uses in (
            (say("机构库使用", "Institutions"), found.institutions()),
            (say("专家库使用", "Experts"), found.experts()),
        ):
            if uses:
                sections.append(_uses(heading, uses))
    return sections


def _columns() -> list[str]:
    return [
        say("编号", "Id"),
        say("项目", "Project"),
        say("序号", "No."),
        say("评审事项", "Subject"),
        say("方式", "Kind"),
        say("评审机构", "Assessed by"),
        say("专家", "Experts"),
        say("评审", "Assessed"),
        say("结论", "Verdict"),
    ]


def _cells(one: ReviewLine) -> list[str]:
    return [
        one.id,
        one.name,
        str(one.n + 1),
        one.subject or "",
        one.kind or "",
        one.by or "",
        say("、", ", ").join(one.experts),
        one.assessed,
        one.verdict or say("（未出结论）", "(no verdict yet)"),
    ]


def _waiting(found: Assessments) -> Section:
    waiting = found.waiting()
    columns = [*_columns(), say("已等（工作日）", "Working days")]
    rows = [[*_cells(one.line), str(one.days)] for one in waiting]
    heading = say("待决策 {n} 项", "Waiting for a decision: {n}", n=len(waiting))
    return Section(heading, (), [Table(columns, rows, frozenset((2, 9)))])


def _decided(found: Assessments) -> Section:
    decided = found.decided()
    columns = [
        *_columns(),
        say("决策", "Decided"),
        say("相隔（工作日）", "Working days"),
        say("决策内容", "Decision"),
    ]
    rows = [
        [*_cells(one.line), one.line.decided or "", str(one.days), one.line.decision or ""] for one in decided
    ]
    heading = say("已决策 {n} 项", "Decided: {n}", n=len(decided))
    return Section(heading, (), [Table(columns, rows, frozenset((2, 10)))])


def _uses(heading: str, uses: Sequence[Use]) -> Section:
    columns = [
        say("名称", "Name"),
        say("评审", "Assessments"),
        say("项目", "Projects"),
        say("已决策", "Decided"),
        say("最近", "Last"),
    ]
    rows = [[one.name, str(one.assessments), str(one.projects), str(one.decided), one.last] for one in uses]
    return Section(heading, (), [Table(columns, rows, frozenset((1, 2, 3)))])


def assessments_json(found: Assessments) -> str:
    """Assessments as data."""

    def line(one: ReviewLine) -> dict[str, object]:
        return {**one._asdict(), "n": one.n + 1, "experts": list(one.experts)}

    data = {
        "version": 1,
        "day": found.day.isoformat(),
        "waiting": [{**line(one.line), "days": one.days} for one in found.waiting()],
        "decided": [{**line(one.line), "days": one.days} for one in found.decided()],
        "institutions": [one._asdict() for one in found.institutions()],
        "experts": [one._asdict() for one in found.experts()],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
