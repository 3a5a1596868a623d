"""Regular duties as JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from xmtz.render.meetings.cadence import label_of, note_of
from xmtz.render.sheet import rows_csv
from xmtz.reports.meetings.cadence import STATES, Kept, Line
from xmtz.words.lang import say


def cadence_json(found: Sequence[Kept], first: date, last: date, day: date) -> str:
    """The duties over a range; a rate is an exact fraction."""
    data = {
        "version": 1,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "day": day.isoformat(),
        "cadences": [
            {
                "key": one.key,
                "label": label_of(one),
                "every": one.cadence.every,
                "kept_by": one.cadence.kept_by or "meeting",
                "each_project": bool(one.cadence.each_project),
                "who": one.cadence.who.text() if one.cadence.who else None,
                "should": one.should,
                "did": one.done,
                "rate": None if one.rate is None else str(one.rate),
                "periods": [_line(line) for line in one.lines],
            }
            for one in found
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _line(line: Line) -> dict[str, Any]:
    data: dict[str, Any] = {
        "period": str(line.cycle),
        "first": line.cycle.first.isoformat(),
        "last": line.cycle.last.isoformat(),
        "state": line.state,
        "on": line.day.isoformat() if line.day else None,
        "due_on": [day.isoformat() for day in line.days],
        "paths": list(line.paths),
        "who": list(line.who),
        "should": line.should,
        "did": line.done,
        "lacking": [{"id": one.id, "name": one.name, "unit": one.unit} for one in line.lacking],
    }
    if line.updates:
        data["updates"] = [
            {
                "id": one.id,
                "name": one.name,
                "last": day.isoformat() if day else None,
                "days": (line.cycle.last - day).days if day else None,
            }
            for one, day in line.updates
        ]
    return data


def cadence_csv(found: Sequence[Kept]) -> str:
    """One row a period of a duty."""
    columns = [
        say("键", "Key"),
        say("频次", "Duty"),
        say("周期", "Period"),
        say("起", "From"),
        say("止", "To"),
        say("状态", "State"),
        say("哪天", "On"),
        say("应做", "Should"),
        say("实做", "Did"),
        say("凭据", "Shown by"),
        say("说明", "Note"),
    ]
    rows = (
        [
            one.key,
            label_of(one),
            line.cycle,
            line.cycle.first,
            line.cycle.last,
            STATES[line.state].text(),
            line.day,
            line.should,
            line.done,
            " ".join(line.paths),
            note_of(one, line),
        ]
        for one in found
        for line in one.lines
    )
    return rows_csv(columns, rows)
