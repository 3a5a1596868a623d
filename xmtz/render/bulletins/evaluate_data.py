"""A scored evaluation for programs: JSON that is promised stable, and a flat CSV."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from xmtz.domain.rounding import percent
from xmtz.records.rules import Evaluation
from xmtz.render.bulletins.bulletin_data import number_text
from xmtz.render.bulletins.evaluate import label_of, remark, total_text
from xmtz.render.sheet import rows_csv
from xmtz.reports.bulletins.evaluate import UNSCORED, Body, Evaluated, Item, Points
from xmtz.words.lang import Say, say

VERSION: Final = 1


def evaluation_json(value: Evaluated) -> str:
    """The evaluation as JSON. Points and totals are exact fractions, and as printed."""
    evaluation = value.evaluation
    return json.dumps(
        {
            "version": VERSION,
            "report": "evaluation",
            "ledger": value.ledger,
            "evaluation": value.key,
            "label": _both(evaluation.label),
            "period": str(value.period),
            "figures": str(value.until or value.period.month),
            "over": value.until is None,
            "state": value.state,
            "bodies": evaluation.bodies,
            "full": value.full,
            "last": _both(evaluation.last),
            "items": {name: _item(one) for name, one in value.items.items()},
            "rows": [_body(value, body) for body in value.bodies],
            "others": list(value.others),
            "unread": list(value.unread),
        },
        ensure_ascii=False,
        indent=2,
    )


def _item(one: Item) -> dict[str, Any]:
    item = one.item
    return {
        "label": _both(item.label),
        "indicator": item.indicator,
        "weight": item.weight,
        "cap": item.cap,
        "better": None if one.indicator is None else one.indicator.better or "higher",
        "since": None if one.since is None else str(one.since),
        "note": _both(item.note),
    }


def _body(value: Evaluated, body: Body) -> dict[str, Any]:
    return {
        "key": body.key,
        "label": body.label,
        "rank": body.rank,
        "total": total_text(body.total),
        "total_fraction": None if body.total is None else [body.total.numerator, body.total.denominator],
        "complete": body.complete,
        "pro_rata": body.pro_rata,
        "last": body.last,
        "projects": body.projects,
        "items": {name: _points(value.items[name], one) for name, one in body.items.items()},
    }


def _points(item: Item, one: Points) -> dict[str, Any]:
    found: dict[str, Any] = {
        "state": one.state,
        "points": total_text(one.points),
        "fraction": None if one.points is None else [one.points.numerator, one.points.denominator],
    }
    if one.rate is not None and item.indicator is not None:
        found["counts"] = number_text(one.rate.counts, item.indicator)
        found["of"] = number_text(one.rate.of, item.indicator)
        found["rate"] = None if one.rate.rate is None else percent(one.rate.rate)
    return found


def _both(said: Say | None) -> dict[str, str] | None:
    return None if said is None else {"zh": said.zh, "en": said.en}


def evaluation_csv(value: Evaluated) -> str:
    """One row for each unit."""
    columns = [
        say("名次", "rank"),
        say("键", "key"),
        say("单位", "unit"),
        *(label_of(name, one) for name, one in value.items.items()),
        say("总分", "total"),
        say("备注", "remark"),
    ]
    rows = [
        [
            body.rank,
            body.key,
            body.label,
            *(
                say("未评分", "not scored") if one.state == UNSCORED else total_text(one.points)
                for one in (body.items[name] for name in value.items)
            ),
            total_text(body.total),
            remark(body, value.evaluation),
        ]
        for body in value.bodies
    ]
    return rows_csv(columns, rows)


def evaluations_json(known: Mapping[str, Evaluation], ledger: str) -> str:
    """The evaluations of the rules as JSON."""
    return json.dumps(
        {
            "version": VERSION,
            "report": "evaluations",
            "ledger": ledger,
            "evaluations": [
                {
                    "key": key,
                    "label": _both(one.label),
                    "period": one.period,
                    "since": str(one.since),
                    "bodies": one.bodies,
                    "last": _both(one.last),
                    "items": {
                        name: {"label": _both(item.label), "indicator": item.indicator, "weight": item.weight}
                        for name, item in one.items.items()
                    },
                }
                for key, one in known.items()
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def evaluations_csv(known: Mapping[str, Evaluation]) -> str:
    """The evaluations of the rules, a row an item."""
    columns = [
        say("键", "key"),
        say("名称", "label"),
        say("周期", "period"),
        say("评价项", "item"),
        say("分值", "points"),
        say("指标", "indicator"),
    ]
    rows = [
        [
            key,
            one.label.text() if one.label else "",
            one.period,
            item.label.text() if item.label else name,
            item.weight,
            item.indicator,
        ]
        for key, one in known.items()
        for name, item in one.items.items()
    ]
    return rows_csv(columns, rows)
