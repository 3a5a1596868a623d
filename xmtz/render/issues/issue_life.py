"""The life of an issue in print."""

from __future__ import annotations

import json
from typing import Any

from xmtz.domain.rounding import NOTHING
from xmtz.render.document import Document, Section, Table
from xmtz.render.issues.issues import left_text, origin_text, project_text
from xmtz.render.issues.issues_data import line_data
from xmtz.render.sheet import rows_csv
from xmtz.reports.issues.issue_life import EVENTS, Event, Life
from xmtz.reports.issues.issues import STATES
from xmtz.reports.names import Names
from xmtz.words.lang import say


def life_document(life: Life, names: Names) -> Document:
    """How it stands, then everything that happened to it."""
    issue = life.line.issue
    facts = [
        (say("项目", "Project"), f"{issue.project} {project_text(life.line)}"),
        (say("类别", "Class"), names.label("class", issue.class_) if issue.class_ else ""),
        (say("来源", "Origin"), origin_text(life.line)),
        (say("状态", "State"), STATES[life.line.state].text()),
        (say("责任", "Responsible"), _responsible(life, names)),
        (say("时限", "Due"), f"{issue.due or NOTHING} {left_text(life.line)}".rstrip()),
        (say("层级", "Rung"), names.label("rung", life.line.steps[-1].rung) if life.line.steps else ""),
    ]
    paragraphs = [say("{k}：{v}", "{k}: {v}", k=key, v=value) for key, value in facts if value]
    table = Table(_columns(), _rows(life, names), frozenset(), _marked(life))
    title = f"{issue.id}　{issue.title}"
    return Document(title, [life.path], [Section("", paragraphs), Section(_heading(life), (), [table])])


def _heading(life: Life) -> str:
    return say("全过程（截至 {d}）", "The whole life (up to {d})", d=life.line.day)


def _responsible(life: Life, names: Names) -> str:
    issue = life.line.issue
    if issue.unit is None:
        return ""
    return " ".join(part for part in (names.label("unit", issue.unit), issue.person) if part)


def _columns() -> list[str]:
    return [say("日期", "Day"), say("事项", "What"), say("内容", "Of"), say("谁", "Who")]


def _rows(life: Life, names: Names) -> list[list[str]]:
    return [
        [
            one.day.isoformat() if one.day is not None else NOTHING,
            EVENTS[one.kind].text() + (say("（已撤销）", " (undone)") if one.undone else ""),
            _text(one, names),
            _who(one, names),
        ]
        for one in life.events
    ]


def _text(event: Event, names: Names) -> str:
    text = " ".join((event.text or "").split())
    if event.kind == "escalated":
        label = names.label("rung", event.key)
        return say("{l}：{t}", "{l}: {t}", l=label, t=text) if text else label
    return text


def _who(event: Event, names: Names) -> str:
    unit = names.label("unit", event.key) if event.kind in ("assigned", "accepted") and event.key else ""
    return " ".join(part for part in (unit, event.who) if part)


def _marked(life: Life) -> frozenset[int]:
    """What a reader looks for first: raised, cleared, opened again."""
    return frozenset(n for n, one in enumerate(life.events) if one.kind in ("raised", "cleared", "reopened"))


def life_csv(life: Life, names: Names) -> str:
    """One row an event."""
    return rows_csv(_columns(), _rows(life, names))


def life_json(life: Life, names: Names) -> str:
    """How it stands, and the events."""
    data: dict[str, Any] = {
        "version": 1,
        "day": life.line.day.isoformat(),
        "issue": line_data(life.line, names),
        "events": [
            {
                "day": one.day.isoformat() if one.day is not None else None,
                "kind": one.kind,
                "what": EVENTS[one.kind].text(),
                "text": one.text,
                "who": one.who,
                "key": one.key,
                "undone": one.undone,
            }
            for one in life.events
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
