"""The lights of a month for programs: JSON that is promised stable, and a flat CSV."""

from __future__ import annotations

import json
from typing import Any, Final

from xmtz.domain.money import format_wan
from xmtz.records.rules import Light
from xmtz.render.bulletins.lights import place_text
from xmtz.render.sheet import rows_csv
from xmtz.reports.bulletins.lights import COLOURS, NAMED, Lamp, Lights, Shining
from xmtz.words.lang import Say, say

VERSION: Final = 1
_CONDITIONS: Final = ("scope", "red", "yellow", "green", "late", "behind")
_NUMBERS: Final = ("red_after", "consequence_after")
_TEXTS: Final = ("otherwise", "excuse", "consequence", "note", "source")


def lights_json(value: Lights) -> str:
    """The lights as JSON. Amounts are 万元 as exact decimal texts."""
    return json.dumps(
        {
            "version": VERSION,
            "report": "lights",
            "ledger": value.ledger,
            "period": str(value.month),
            "state": value.state,
            "by": value.by,
            "lights": [_rule(one) for one in value.rules],
            "later": {key: str(month) for key, month in value.later.items()},
        },
        ensure_ascii=False,
        indent=2,
    )


def _rule(rule: Shining) -> dict[str, Any]:
    return {
        "key": rule.key,
        **_definition(rule.light),
        "groups": [{"key": one.key, "label": one.label, **one.of} for one in rule.groups],
        "total": dict(rule.total),
        "consequence_for": rule.due,
        **{f"{colour}_list": [_lamp(one) for one in rule.lists[colour].rows] for colour in NAMED},
    }


def _definition(light: Light) -> dict[str, Any]:
    return {
        "label": _both(light.label),
        "since": str(light.since),
        "of": light.of or "project",
        **{name: _flat(getattr(light, name)) for name in _CONDITIONS},
        **{name: getattr(light, name) for name in _NUMBERS},
        **{name: _both(getattr(light, name)) for name in _TEXTS},
    }


def _flat(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def _both(said: Say | None) -> dict[str, str] | None:
    return None if said is None else {"zh": said.zh, "en": said.en}


def _lamp(one: Lamp) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "unit": one.unit,
        "behind": None if one.behind is None else format_wan(one.behind),
        "months": one.months,
        "consequence": one.due,
        "reason": None if one.excuse is None else one.excuse.reason,
        "by": None if one.excuse is None else one.excuse.by,
        "path": None if one.place is None else one.place.path,
        "line": (one.place.line or None) if one.place is not None else None,
    }


def lights_csv(value: Lights) -> str:
    """One row for each project or unit of each rule that is not green."""
    columns = [
        say("规则", "light"),
        say("名称", "label"),
        say("灯", "colour"),
        say("编号", "id"),
        say("项目", "project"),
        say("责任单位", "unit"),
        say("差额(万元)", "behind (万元)"),
        say("连续月数", "months"),
        say("理由", "reason"),
        say("认定人", "by"),
        say("出处", "place"),
    ]
    rows = [
        [
            rule.key,
            rule.light.label.text() if rule.light.label else "",
            COLOURS[colour].text(),
            one.id,
            one.name,
            one.unit,
            None if one.behind is None else format_wan(one.behind),
            one.months,
            None if one.excuse is None else one.excuse.reason,
            None if one.excuse is None else one.excuse.by,
            place_text(one.place),
        ]
        for rule in value.rules
        for colour in NAMED
        for one in rule.lists[colour].rows
    ]
    return rows_csv(columns, rows)
