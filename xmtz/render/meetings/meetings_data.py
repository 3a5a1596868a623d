"""Meetings and agendas as JSON and CSV."""

from __future__ import annotations

import json
from typing import Any

from xmtz.render.bulletins.lights import place_text
from xmtz.render.meetings.agenda import responsible
from xmtz.render.sheet import rows_csv
from xmtz.reports.meetings.agenda import Agenda
from xmtz.reports.meetings.decisions import STATES, Log, Verdict
from xmtz.reports.meetings.focus import Focus
from xmtz.reports.names import Names
from xmtz.words.lang import say


def agenda_json(agenda: Agenda) -> str:
    """An agenda as data; a gap is an exact fraction of 1."""
    data = {
        "version": 1,
        "kind": agenda.key,
        "label": agenda.cadence.label.text() if agenda.cadence.label else agenda.key,
        "day": agenda.day.isoformat(),
        "until": agenda.until.isoformat(),
        "month": str(agenda.month),
        "others": list(agenda.others),
        "focus_total": agenda.focus.total,
        "focus": [_focus(one) for one in agenda.focus.rows],
        "last": agenda.last.day if agenda.last is not None else None,
        "decisions": [verdict_data(one) for one in agenda.decisions],
        "earlier": [verdict_data(one) for one in agenda.earlier],
        "to_decide": [one._asdict() for one in agenda.choices],
        "work": [one._asdict() for one in agenda.tasks],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _focus(one: Focus) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "unit": one.unit,
        "leader": one.leader,
        "path": one.path,
        "overdue": one.overdue,
        "gap": None if one.gap is None else str(one.gap),
        "last": one.last,
        "reasons": [
            {"key": because.key, "label": because.label, "detail": because.detail, "place": place_text(because.place)}
            for because in one.because
        ],
    }  # fmt: skip


def verdict_data(one: Verdict) -> dict[str, Any]:
    """A decision as data; `n` counts from 1."""
    decision = one.decision
    return {
        "meeting": decision.path,
        "day": decision.day,
        "kind": decision.kind,
        "n": decision.n + 1,
        "what": decision.what,
        "project": decision.project,
        "name": decision.name,
        "issue": decision.issue,
        "unit": decision.unit,
        "person": decision.person,
        "due": decision.due,
        "state": one.state,
        "on": one.on,
        "left": one.left,
    }


def log_json(log: Log) -> str:
    """Meetings with their decisions as data."""
    data: dict[str, Any] = {"version": 1}
    if log.project is not None:
        data["project"] = {
            "id": log.project[0],
            "name": log.project[1],
            "last": log.last,
            "months_without": [month for month, had in log.months if not had],
        }
    data["meetings"] = [
        {
            "path": held.path,
            "day": held.day,
            "kind": held.kind,
            "chair": held.chair,
            "attended": list(held.attended),
            "projects": list(held.projects),
            "note": held.note,
            "decisions": [verdict_data(one) for one in decided],
        }
        for held, decided in log.meetings
    ]
    return json.dumps(data, ensure_ascii=False, indent=2)


def log_csv(log: Log, names: Names) -> str:
    """One row a decision; a meeting that decided nothing has one too."""
    columns = [
        say("日期", "Date"),
        say("种类", "Kind"),
        say("主持", "Chair"),
        say("序号", "No."),
        say("议定事项", "Decision"),
        say("项目", "Project"),
        say("问题", "Issue"),
        say("责任", "Responsible"),
        say("时限", "Due"),
        say("状态", "State"),
        say("落实日期", "Kept on"),
        say("文件", "File"),
    ]
    rows: list[list[object]] = []
    for held, decided in log.meetings:
        head = [held.day, names.label("cadence", held.kind), held.chair]
        for one in decided:
            decision = one.decision
            rows.append(
                [*head, decision.n + 1, decision.what, decision.project, decision.issue, responsible(one, names),
                 decision.due, STATES[one.state].text(), one.on, held.path]
            )  # fmt: skip
        if not decided:
            rows.append([*head, *[None] * 8, held.path])
    return rows_csv(columns, rows)
