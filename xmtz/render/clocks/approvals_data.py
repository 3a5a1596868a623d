"""Ledgers of approvals as JSON and CSV."""

from __future__ import annotations

import json
from typing import Any

from xmtz.render.clocks.approvals import sections_of
from xmtz.render.clocks.clocks import clock_data
from xmtz.render.sheet import rows_csv
from xmtz.reports.clocks.approvals import Approvals, AuthorityRow, Line, Rate, classes_of


def approvals_csv(kind: str, approvals: Approvals, since: str) -> str:
    """The tables of a ledger of approvals, one below the other."""
    parts = []
    for section in sections_of(kind, approvals, since):
        heading = f"{section.heading}\r\n" if section.heading else ""
        parts += [heading + rows_csv(table.columns, table.rows) for table in section.tables]
    return "\r\n".join(parts)


def approvals_json(kind: str, approvals: Approvals, since: str) -> str:
    """A ledger of approvals as data."""
    data: dict[str, Any] = {"version": 1, "kind": kind, "day": approvals.day.isoformat()}
    if kind == "matrix":
        data["classes"] = dict(classes_of(approvals.ledger))
        data["projects"] = [
            {**row._asdict(), "cells": {key: cell._asdict() for key, cell in row.cells.items()}}
            for row in approvals.matrix()
        ]
    elif kind in ("eia", "higher"):
        letters = approvals.letters()
        data["approvals"] = [
            {**_line(one), "letters": [letter._asdict() for letter in letters.get((one.id, one.step), ())]}
            for one in (approvals.eia() if kind == "eia" else approvals.higher())
        ]
    elif kind == "pending":
        data["items"] = [one._asdict() for one in approvals.bound()]
    elif kind == "rate":
        items, projects = approvals.by_unit()
        data["by_item"] = [_rate(one) for one in approvals.by_item()]
        data["items_by_unit"] = [_rate(one) for one in items]
        data["projects_by_unit"] = [_rate(one) for one in projects]
    else:
        data["authorities"] = [_authority(one) for one in approvals.authorities(since)]
    return json.dumps(data, ensure_ascii=False, indent=2)


def _line(line: Line) -> dict[str, Any]:
    return {**line._asdict(), "clock": clock_data(line.clock)}


def _rate(one: Rate) -> dict[str, Any]:
    return {**one._asdict(), "rate": None if one.rate is None else str(one.rate)}


def _authority(one: AuthorityRow) -> dict[str, Any]:
    median = None if one.median is None else str(one.median)
    return {**one._asdict(), "median": median, "rate": None if one.rate is None else str(one.rate)}
