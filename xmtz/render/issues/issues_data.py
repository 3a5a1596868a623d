"""Lists of issues as CSV and JSON, and the rates."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from xmtz.records.issue import ORIGINS
from xmtz.render.issues.issues import COLUMNS, rows_of
from xmtz.render.sheet import rows_csv
from xmtz.reports.issues.issues import Line
from xmtz.reports.names import Names


def issues_csv(kind: str, lines: Sequence[Line], names: Names) -> str:
    """One row an issue."""
    return rows_csv([column.heading.text() for column in COLUMNS[kind]], rows_of(kind, lines, names))


def issues_json(kind: str, day: date, lines: Sequence[Line], names: Names) -> str:
    """Every list holds the same data of an issue."""
    data = {
        "version": 1,
        "kind": kind,
        "day": day.isoformat(),
        "issues": [line_data(one, names) for one in lines],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def line_data(line: Line, names: Names) -> dict[str, Any]:
    """An issue as it stood, with what had been done about it; `left` and `idle` in working days and days."""
    issue = line.issue
    return {
        "id": issue.id,
        "title": issue.title,
        "class": issue.class_,
        "class_label": names.label("class", issue.class_) if issue.class_ else None,
        "project": issue.project,
        "name": issue.name,
        "path": issue.path,
        "projects": [id_ for id_, _ in line.others],
        "raised": issue.raised,
        "by": issue.by,
        "origin": issue.origin,
        "origin_label": ORIGINS[issue.origin].text() if issue.origin in ORIGINS else None,
        "state": line.state,
        "due": issue.due,
        "left": line.left if issue.cleared is None else None,
        "overdue": line.overdue,
        "unit": issue.unit,
        "unit_label": names.label("unit", issue.unit) if issue.unit else None,
        "person": issue.person,
        "assigned": issue.assigned,
        "accepted": issue.accepted,
        "accepted_by": issue.accepted_by,
        "plan": line.plan._asdict() if line.plan else None,
        "replaced": [one._asdict() for one in line.plans if one.replaced is not None],
        "progress": [one._asdict() for one in line.notes],
        "escalated": [one._asdict() for one in line.steps],
        "acted": line.acted,
        "idle": line.idle if issue.cleared is None else None,
        "resolved": issue.resolved,
        "result": issue.result,
        "cleared": issue.cleared,
        "cleared_by": issue.cleared_by,
        "evidence": issue.evidence,
        "reopened": issue.reopened,
        "lacks": line.lacks,
    }
