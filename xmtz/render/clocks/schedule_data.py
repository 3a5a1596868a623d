"""The schedule of a project, and the ranking by slip, for programs: JSON that is promised stable, and CSV."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from xmtz.index.plan_rows import Slip
from xmtz.records.step import STATES
from xmtz.render.clocks.schedule import authority_name, task_name
from xmtz.render.sheet import rows_csv
from xmtz.reports.clocks.schedule import Line, Schedule
from xmtz.reports.names import Names
from xmtz.words.lang import Say, say


def schedule_json(value: Schedule, names: Names) -> str:
    """The schedule as JSON; days are ISO texts, durations and floats working days."""
    data = {
        "version": 1,
        "report": "schedule",
        "project": value.project.id,
        "name": value.project.name,
        "path": value.path,
        "as_of_date": value.day.isoformat(),
        "start": value.start.isoformat(),
        "wanted_finish": _iso(value.wanted),
        "wanted_by": value.wanted_by or None,
        "earliest_finish": _iso(value.finish),
        "slip": value.slip,
        "construction": value.construction,
        "begun": _iso(value.begun),
        "critical_path": [_key(key) for key in value.path_keys],
        "tasks": [_task(line, value, names) for line in value.lines],
        "done": value.done,
        "to_file": [
            {
                "step": one.step,
                "label": names.label("step", one.step),
                "file_by": one.by.isoformat(),
                "passed": one.by < value.start,
                "ready": one.now,
                "authority": authority_name(one, names),
                "note": one.note.text() if one.note is not None else None,
            }
            for one in value.to_file
        ],
        "milestones": [
            {
                "name": one.name,
                "baseline": _iso(one.baseline),
                "current": _iso(one.current),
                "actual": _iso(one.actual),
                "expected": _iso(one.expected),
                "slip": one.slip,
                "reason": one.reason,
            }
            for one in value.milestones
        ],
        "calendar_known_until": value.known_until.isoformat(),
        "provisional": value.note is not None,
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _task(line: Line, value: Schedule, names: Names) -> dict[str, Any]:
    return {
        "key": _key(line.key),
        "kind": line.kind,
        "label": task_name(line.kind, line.name, names),
        "state": line.state,
        "days": line.days,
        "assumed": line.assumed,
        "since": _iso(line.since),
        "begin": line.begin.isoformat(),
        "finish": line.finish.isoformat(),
        "begin_by": _iso(line.begin_by),
        "finish_by": _iso(line.finish_by),
        "float": line.spare,
        "critical": line.critical,
        "after_completion": line.following,
        "after": [_key(key) for key in line.after],
        "provisional": any(map(value.is_provisional, line.days_named)),
    }


def _key(key: str) -> str:
    """The key of a step; of another task a word that no step can have."""
    return key.removeprefix(":")


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


_STATES = STATES | {"running": Say("施工中", "being built")}
_KINDS = {
    "step": Say("手续", "step"),
    "milestone": Say("节点", "milestone"),
    "construction": Say("施工", "construction"),
}


def schedule_csv(value: Schedule, names: Names) -> str:
    """One row a task."""
    columns = [
        say("编号", "id"),
        say("项目", "project"),
        say("类型", "kind"),
        say("任务", "task"),
        say("状态", "state"),
        say("剩余工作日", "working days left"),
        say("最早开始", "earliest begin"),
        say("最早完成", "earliest finish"),
        say("最迟开始", "latest begin"),
        say("最迟完成", "latest finish"),
        say("机动", "float"),
        say("关键", "critical"),
        say("竣工后", "after completion"),
        say("时限为假定", "limit assumed"),
        say("日期暂估", "provisional"),
        say("基准日期", "baseline"),
        say("当前计划", "current plan"),
    ]
    yes = say("是", "yes")
    rows = []
    for line in value.lines:
        one = value.milestones[line.number] if line.number >= 0 else None
        kind = _KINDS[line.kind].text()
        state = _STATES[line.state].text() if line.kind == "step" or line.state != "none" else ""
        about = any(map(value.is_provisional, line.days_named))
        flags = [yes if flag else "" for flag in (line.critical, line.following, line.assumed, about)]
        head = [value.project.id, value.project.name, kind, task_name(line.kind, line.name, names), state]
        planned = [one.baseline, one.current] if one is not None else [None, None]
        rows.append([*head, line.days, *line.days_named, line.spare, *flags, *planned])
    return rows_csv(columns, rows)


def slips_json(rows: Sequence[Slip], day: date, names: Names) -> str:
    """The ranking as JSON."""
    projects = [
        {
            "id": row.id,
            "name": row.name,
            "path": row.path,
            "unit": row.unit,
            "wanted_finish": row.wanted.isoformat(),
            "slip": row.days,
            "latest": {"kind": row.kind, "task": row.task, "label": task_name(row.kind, row.task, names)},
        }
        for row in rows
    ]
    data = {"version": 1, "report": "schedules", "as_of_date": day.isoformat(), "projects": projects}
    return json.dumps(data, ensure_ascii=False, indent=2)


def slips_csv(rows: Sequence[Slip], names: Names) -> str:
    """The ranking as CSV."""
    columns = [
        say("编号", "id"),
        say("项目", "project"),
        say("责任单位", "unit"),
        say("要求完工", "wanted finish"),
        say("晚（工作日）", "late (working days)"),
        say("最迟的任务", "latest task"),
    ]
    cells = [
        [
            row.id,
            row.name,
            names.label("unit", row.unit),
            row.wanted,
            row.days,
            task_name(row.kind, row.task, names),
        ]
        for row in rows
    ]
    return rows_csv(columns, cells)
