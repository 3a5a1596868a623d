"""How long the way into the reserve took: from report to review to reserve (随报、随审、随储)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from xmtz.index import pool_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.records.calendar import calendar_of
from xmtz.records.rules import Rules
from xmtz.reports.pools.funnel import has_ended
from xmtz.reports.pools.lasting import Lasting, lasting


class Pace(NamedTuple):
    """A project's way into the reserve: reported, reviewed, reserved, and working days from one to the next."""

    id: str
    name: str
    unit: str | None
    reported: str
    reviewed: str | None
    reserved: str | None
    to_review: int | None
    to_reserve: int | None
    whole: int | None
    path: str


class Paces(NamedTuple):
    """随报随审随储. `rows`: those that are in the reserve, the slowest first; `waiting`: those that are not yet,
    counted to the day asked about; `doubtful`: those whose days go backward, left out."""

    stage: str | None
    rows: list[Pace]
    waiting: list[Pace]
    doubtful: list[Pace]
    to_review: Lasting
    to_reserve: Lasting
    whole: Lasting


def reserve_stage(rules: Rules) -> str | None:
    """The stage that a reviewed project enters: the one due upon the review, else one that asks for its day,
    else the one with the key `reserved`."""
    stages = rules.stages.stages
    for key, stage in stages.items():
        if stage.upon == "reviewed":
            return key
    for key, stage in stages.items():
        if any(need.date == "reviewed" for need in stage.needs):
            return key
    return "reserved" if "reserved" in stages else None


def paces(ledger: Ledger, day: date, where: Mapping[str, str]) -> Paces:
    """How long it took from report to review to reserve, in working days."""
    stage = reserve_stage(ledger.rules)
    calendar = calendar_of(ledger.rules)
    iso = day.isoformat()
    reported, reviewed = (ask.dates(ledger.facts, name, iso) for name in ("reported", "reviewed"))

    def apart(a: str | None, b: str | None) -> int | None:
        if a is None or b is None:
            return None
        return calendar.working_days_between(date.fromisoformat(a), date.fromisoformat(b))

    rows: list[Pace] = []
    waiting: list[Pace] = []
    doubtful: list[Pace] = []
    for one in ask.pooled(ledger.facts, iso, where):
        begin = reported.get(one.path)
        if begin is None:
            continue
        middle = reviewed.get(one.path)
        end = next((on for to, on in one.moves if to == stage), None)
        if end is None and (has_ended(ledger.rules, one) or one.stage not in _before(ledger.rules, stage)):
            continue
        days = [begin, middle, end]
        known = [one_day for one_day in days if one_day is not None]
        backward = known != sorted(known)
        pace = Pace(
            one.id, one.name, one.unit, begin, middle, end, apart(begin, middle or iso), apart(middle, end or iso),
            apart(begin, end or iso), one.path,
        )  # fmt: skip
        (doubtful if backward else rows if end is not None else waiting).append(
            pace._replace(to_review=apart(begin, middle)) if end is not None else pace
        )
    for some in (rows, waiting, doubtful):
        some.sort(key=lambda one: (-(one.whole or 0), one.id))
    return Paces(
        stage, rows, waiting, doubtful,
        lasting([one.to_review for one in rows if one.to_review is not None]),
        lasting([one.to_reserve for one in rows if one.to_reserve is not None]),
        lasting([one.whole for one in rows if one.whole is not None]),
    )  # fmt: skip


def _before(rules: Rules, stage: str | None) -> set[str | None]:
    """The stages before one, and no stage at all."""
    order = list(rules.stages.stages)
    return {None, *(order[: order.index(stage)] if stage in order else order)}
