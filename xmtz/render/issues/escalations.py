"""Issues that are to be escalated, in print."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from xmtz.render.document import Document, Section, Table
from xmtz.render.issues.issues import UNASSIGNED, left_text, project_text
from xmtz.render.issues.issues_data import line_data
from xmtz.render.sheet import rows_csv
from xmtz.reports.issues.escalations import Proposal
from xmtz.reports.names import Names
from xmtz.words.lang import Say, say


def escalations_document(
    found: Sequence[Proposal], names: Names, subtitle: str, note: Say | None
) -> Document:
    """The proposals, each with its command."""
    columns, rows = _proposals(found, names)
    sections = [Section("", (), [Table(columns, rows)])]
    if note is not None and any(one.rise.provisional for one in found):
        sections.append(Section("", [f"* {note.text()}"]))
    count = say("应提级 {n} 个", "{n} to be escalated", n=len(found))
    return Document(say("应提级的问题", "Issues to be escalated"), [subtitle, count], sections)


def _proposals(found: Sequence[Proposal], names: Names) -> tuple[list[str], list[list[str]]]:
    columns = [
        say("编号", "Id"),
        say("问题", "Issue"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("时限", "Due"),
        say("逾期", "Over"),
        say("现在", "Now with"),
        say("应提到", "To be raised to"),
        say("应提日期", "Since"),
        say("命令", "Command"),
    ]
    rows = [
        [
            one.line.issue.id,
            one.line.issue.title,
            project_text(one.line),
            names.label("unit", one.line.issue.unit) if one.line.issue.unit else UNASSIGNED.text(),
            one.line.issue.due or "",
            left_text(one.line),
            names.label("rung", one.now),
            names.label("rung", one.rise.rung),
            one.rise.day.isoformat() + ("*" if one.rise.provisional else ""),
            one.command,
        ]
        for one in found
    ]
    return columns, rows


def escalations_csv(found: Sequence[Proposal], names: Names) -> str:
    """One row a proposal."""
    return rows_csv(*_proposals(found, names))


def escalations_json(found: Sequence[Proposal], day: date, names: Names) -> str:
    """The proposals as data."""
    data = {
        "version": 1,
        "kind": "escalations",
        "day": day.isoformat(),
        "issues": [
            {
                **line_data(one.line, names),
                "now": one.now,
                "to": one.rise.rung,
                "since": one.rise.day.isoformat(),
                "provisional": one.rise.provisional,
                "command": one.command,
            }
            for one in found
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
