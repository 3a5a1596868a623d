"""The sheet of one person as JSON and CSV."""

from __future__ import annotations

import json
from typing import Any

from xmtz.domain.money import format_wan
from xmtz.render.people.people import person_data
from xmtz.render.people.person import About, person_document
from xmtz.render.sheet import rows_csv
from xmtz.reports.names import Names
from xmtz.reports.people.people import Sheet


def person_csv(sheet: Sheet, names: Names, about: About) -> str:
    """The tables of a sheet, one below the other, each under its heading."""
    return "\r\n".join(
        f"{section.heading}\r\n" + "".join(rows_csv(table.columns, table.rows) for table in section.tables)
        for section in person_document(sheet, names, about).sections
    )


def person_json(sheet: Sheet, about: About) -> str:
    """A sheet as data; `left` in working days, amounts in 万元 as exact texts."""
    data: dict[str, Any] = {
        "version": 1,
        "day": about.day.isoformat(),
        "ahead": about.ahead,
        **person_data(sheet),
    }
    data["units"] = [one._asdict() for one in sheet.of_units]
    data["held"] = [
        {
            "post": held.post.role,
            "project": held.post.project.id,
            "name": held.post.project.name,
            "unit": held.post.project.unit,
            "level": held.post.project.level,
            "stage": held.post.project.stage,
            "total": None if held.post.project.total is None else format_wan(held.post.project.total),
            "task": held.post.task,
            "standard": held.post.standard,
            "due": held.post.due,
            "left": held.left,
            "path": held.post.project.path,
        }
        for held in sheet.posts
    ]
    data["issues"] = [
        {
            **{name: value for name, value in one.issue._asdict().items() if name != "person"},
            "left": one.left,
        }
        for one in sheet.issues
    ]
    data["decisions"] = [
        {
            **{name: value for name, value in one.decision._asdict().items() if name not in ("n", "person")},
            "left": one.left,
        }
        for one in sheet.decisions
    ]
    data["prompts"] = [
        {
            "kind": one.kind,
            "day": one.day.isoformat(),
            "left": one.left,
            "key": one.key,
            "label": one.label,
            "project": one.project,
            "note": one.note.text() if one.note else None,
        }
        for one in sheet.prompts
    ]
    data["risks"] = [
        {
            "project": one.project,
            "class": one.class_,
            "level": one.level,
            "measure": one.measure,
            "review": one.review,
        }
        for one in sheet.risks
    ]
    data["tracked"] = [
        {"project": one.project, "step": one.step, "applied": one.applied} for one in sheet.tracked
    ]
    data["unvisited"] = [one.id for one in sheet.unvisited]
    return json.dumps(data, ensure_ascii=False, indent=2)
