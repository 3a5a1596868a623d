"""Funds and resources as JSON. Amounts are 万元 with all their digits, rates and quantities exact texts."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from xmtz.domain.money import Fen, format_wan
from xmtz.domain.quantity import number_text
from xmtz.index.means_questions import FundLine, ResourceLine
from xmtz.reports.means.funds import Funds, FundSum
from xmtz.reports.means.resources import Resources


def _text(data: dict[str, Any]) -> str:
    return json.dumps({"version": 1, **data}, ensure_ascii=False, indent=2)


def _wan(amount: Fen | None) -> str | None:
    return None if amount is None else format_wan(amount)


def _rate(rate: Fraction | None) -> str | None:
    return None if rate is None else str(rate)


def funds_json(funds: Funds, by: str) -> str:
    """The sums, the money with a clock, the applications that wait."""
    return _text(
        {
            "day": funds.day.isoformat(),
            "by": by,
            "sums": [_sum(one) for one in funds.sums(by)],
            "total": _sum(funds.total(by)),
            "clocked": [
                {
                    **_fund(one.line),
                    "use_by": one.by.isoformat(),
                    "left": one.left,
                    "unspent": _wan(one.unspent),
                    "overdue": one.overdue,
                }
                for one in funds.clocked()
            ],
            "waiting": [{**_fund(one.line), "days": one.days} for one in funds.waiting()],
        }
    )


def _sum(one: FundSum) -> dict[str, Any]:
    return {
        "key": list(one.key),
        "lines": one.lines,
        "projects": one.projects,
        "planned": _wan(one.planned),
        "arrived": _wan(one.arrived),
        "paid": _wan(one.paid),
        "arrival_rate": _rate(one.arrival_rate),
        "payment_rate": _rate(one.payment_rate),
    }


def _fund(line: FundLine) -> dict[str, Any]:
    money = {name: _wan(getattr(line, name)) for name in ("planned", "arrived", "paid")}
    return {**line._asdict(), **money}


def resources_json(resources: Resources) -> str:
    """The sums by kind and the lines."""
    return _text(
        {
            "day": resources.day.isoformat(),
            "sums": [
                {
                    **one._asdict(),
                    **{name: number_text(getattr(one, name)) for name in ("needed", "secured", "gap")},
                }
                for one in resources.sums()
            ],
            "resources": [_resource(one) for one in resources.lines],
        }
    )


def _resource(line: ResourceLine) -> dict[str, Any]:
    return line._asdict()


def lacking_json(resources: Resources, stage: str | None) -> str:
    """What is lacking, in the order in which it is to be given out."""
    return _text(
        {
            "day": resources.day.isoformat(),
            "stage": stage,
            "lacking": [
                {
                    **_resource(one.line),
                    "wanted": one.wanted,
                    "late": one.late,
                    "gap": number_text(one.gap),
                    "grade": one.grade._asdict() if one.grade is not None else None,
                }
                for one in resources.lacking(stage)
            ],
        }
    )


def demand_json(resources: Resources) -> str:
    """Demand by unit and year."""
    return _text(
        {
            "day": resources.day.isoformat(),
            "kind": resources.kind,
            "demand": [
                {
                    **one._asdict(),
                    **{name: number_text(getattr(one, name)) for name in ("needed", "secured", "gap")},
                }
                for one in resources.demand()
            ],
            "power_kwh": [
                {"unit": unit, "year": year, "projects": count, "wan_kwh": number_text(total)}
                for (unit, year), (count, total) in resources.consumption().items()
            ]
            if resources.kind == "power"
            else [],
        }
    )
