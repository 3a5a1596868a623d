"""What a project's row should be, computed slowly from plain facts: the other opinion on the index."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Month = tuple[int, int]
FEN = 1_000_000  # of one 万元
MARKS = {
    "started": ("started",),
    "completed": ("completed",),
    "production": ("production",),
    "ended": ("ended",),
}
ORDER = ["reserved", "started", "completed", "production", "ended"]


@dataclass
class Facts:
    """A project as its file says it. Amounts are whole 万元."""

    stages: list[tuple[str, date]] = field(default_factory=list)
    lists: list[tuple[date, date | None]] = field(default_factory=list)
    planned_start: date | None = None
    planned_finish: date | None = None
    registered: date | None = None
    plan: dict[int, int] = field(default_factory=dict)
    plan_months: dict[Month, int] = field(default_factory=dict)
    before: dict[int, int] = field(default_factory=dict)
    invested: dict[Month, int] = field(default_factory=dict)
    stats: dict[Month, int] = field(default_factory=dict)
    paid: dict[Month, int] = field(default_factory=dict)
    physical: dict[Month, int] = field(default_factory=dict)
    relics: bool | None = None
    steps: dict[str, dict[str, date]] = field(default_factory=dict)
    issues: list[tuple[date, date | None, date | None]] = field(default_factory=list)  # raised, due, cleared
    funds: list[tuple[int, dict[Month, int], dict[Month, int], date | None]] = field(default_factory=list)


def yaml(facts: Facts) -> str:
    """The lines of a project file that say these facts."""
    lines = []
    if facts.relics is not None:
        lines.append(f"traits: {{relics: {str(facts.relics).lower()}}}")
    dates = {
        "planned_start": facts.planned_start,
        "planned_finish": facts.planned_finish,
        "registered": facts.registered,
    }
    said = {key: day for key, day in dates.items() if day is not None}
    if said:
        lines += ["dates:", *(f"  {key}: {day}" for key, day in said.items())]
    if facts.lists:
        lines.append("lists:")
        for entered, left in facts.lists:
            lines.append(f"  - {{list: key, entered: {entered}" + (f", left: {left}}}" if left else "}"))
    if facts.stages:
        lines += ["stages:", *(f"  - {{to: {to}, on: {on}}}" for to, on in facts.stages)]
    lines += _series("plan", {str(year): amount for year, amount in facts.plan.items()})
    lines += _series("invested_before", {str(year): amount for year, amount in facts.before.items()})
    for key, series in (
        ("plan_months", facts.plan_months), ("invested", facts.invested), ("invested_stats", facts.stats),
        ("paid", facts.paid), ("physical", facts.physical),
    ):  # fmt: skip
        lines += _series(key, _months(series))
    if facts.funds:
        lines.append("funds:")
        for planned, arrived, paid, issued in facts.funds:
            day = f"issued: {issued}, " if issued else ""
            lines.append(
                f"  - {{source: bond, {day}planned: {planned}, arrived: {_flow(arrived)}, paid: {_flow(paid)}}}"
            )
    if facts.steps:
        lines.append("steps:")
        for key, step in facts.steps.items():
            lines += [f"  {key}:", *(f"    {_step_line(name, day, step)}" for name, day in step.items())]
    if facts.issues:
        lines.append("issues:")
        for n, (raised, due, cleared) in enumerate(facts.issues):
            parts = [f"id: i-aa{n}, title: 用地, class: land, raised: {raised}"]
            parts += [f"due: {due}"] if due else []
            parts += [f"cleared: {{on: {cleared}, by: 李某, evidence: 照片}}"] if cleared else []
            lines.append(f"  - {{{', '.join(parts)}}}")
    return "\n".join([*lines, ""])


def _step_line(name: str, day: date, step: dict[str, date]) -> str:
    if name == "committed":
        broken = f", broken: {step['broken']}" if "broken" in step else ""
        return f"committed: {{on: {day}{broken}}}"
    if name == "broken":
        return "# of the promise" if "committed" in step else "note: 没有承诺"
    if name == "deferred":
        return f"deferred: {{on: {day}, until: {day}}}"
    return f"{name}: {day}"


def _series(key: str, values: dict[str, int]) -> list[str]:
    return [f"{key}:", *(f"  {name}: {amount}" for name, amount in values.items())] if values else []


def _months(series: dict[Month, int]) -> dict[str, int]:
    return {f"{year}-{month:02d}": amount for (year, month), amount in series.items()}


def _flow(series: dict[Month, int]) -> str:
    return "{" + ", ".join(f"{name}: {amount}" for name, amount in _months(series).items()) + "}"


def row(facts: Facts, period: Month) -> dict[str, Any]:
    """Every figure of the row, amounts in 分; None where there is none."""
    return {**_flags(facts, period), **_money(facts, period), **_counts(facts, period)}


def _ends(period: Month) -> tuple[date, date]:
    year, month = period
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _apart(day: date, period: Month) -> int:
    return (period[0] - day.year) * 12 + period[1] - day.month


def _flags(facts: Facts, period: Month) -> dict[str, Any]:
    first, last = _ends(period)
    year = (date(period[0], 1, 1), date(period[0], 12, 31))
    marked = {
        mark: min((on for to, on in facts.stages if to in stages), default=None)
        for mark, stages in MARKS.items()
    }
    held = [to for to, on in facts.stages if on <= last]
    started, completed = marked["started"], marked["completed"]

    def within(day: date | None, start: date, end: date = last) -> int:
        return int(day is not None and start <= day <= end)

    by_now = {name: within(day, date.min) for name, day in marked.items()}
    return {
        "stage": held[-1] if held else None,
        "listed": int(not facts.lists or any(on <= last and (off is None or off > last) for on, off in facts.lists)),
        "left_on": max((left for _, left in facts.lists if left and left <= last), default=None),
        "planned_start_in_year": within(facts.planned_start, *year),
        "planned_start_to_date": within(facts.planned_start, year[0]),
        "planned_finish_in_year": within(facts.planned_finish, *year),
        "planned_finish_to_date": within(facts.planned_finish, year[0]),
        "is_started": by_now["started"],
        "started_in_year": within(started, year[0]),
        "started_in_period": within(started, first),
        "is_completed": by_now["completed"],
        "completed_in_year": within(completed, year[0]),
        "completed_in_period": within(completed, first),
        "is_production": by_now["production"],
        "production_in_year": within(marked["production"], year[0]),
        "is_registered": within(facts.registered, date.min),
        "months_late_to_start": _apart(facts.planned_start, period)
        if facts.planned_start and facts.planned_start <= last and not by_now["started"]
        else None,
        "months_in_production": _apart(marked["production"], period)
        if marked["production"] and by_now["production"]
        else None,
        "months_started": _begun(started, last) if started and by_now["started"] else None,
        "months_since_start": _apart(started, period) if started and by_now["started"] else None,
        "months_without_investment": _idle(facts, started, period)
        if started and by_now["started"] and not by_now["completed"]
        else None,
    }  # fmt: skip


def _begun(start: date, end: date) -> int:
    """The least number of months after which `end` is reached, counted day by day of the month."""
    number = 0
    while True:
        year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
        there = min(start.day, _ends((year, month + 1))[1].day)
        if date(year, month + 1, there) >= end:
            return number
        number += 1


def _idle(facts: Facts, started: date, period: Month) -> int:
    put = [date(*month, 1) for month, amount in facts.invested.items() if amount > 0 and month <= period]
    return _apart(max(put) if put else started, period)


def _money(facts: Facts, period: Month) -> dict[str, Any]:
    year, month = period
    quarter = (year, (month - 1) // 3 * 3 + 1)
    found: dict[str, Any] = {"plan": facts.plan[year] * FEN if year in facts.plan else None}
    planned = {m: amount for m, amount in facts.plan_months.items() if m[0] == year}
    of_quarter = [amount for m, amount in planned.items() if quarter <= m < (year, quarter[1] + 3)]
    found["plan_to_date"] = sum(a for m, a in planned.items() if m <= period) * FEN if planned else None
    found["plan_month"] = planned[period] * FEN if period in planned else None
    found["plan_quarter"] = sum(of_quarter) * FEN if of_quarter else None
    for name, series in (("invested", facts.invested), ("stats", facts.stats), ("paid", facts.paid)):
        found[f"{name}_month"] = series.get(period, 0) * FEN
        found[f"{name}_quarter"] = sum(a for m, a in series.items() if quarter <= m <= period) * FEN
        found[f"{name}_ytd"] = sum(a for m, a in series.items() if (year, 1) <= m <= period) * FEN
    found["invested_ytd_last_year"] = (
        sum(a for m, a in facts.invested.items() if (year - 1, 1) <= m <= (year - 1, month)) * FEN
    )
    base = max((y for y in facts.before if y < year), default=0)
    later = sum(a for m, a in facts.invested.items() if (base, 12) < m <= period)
    found["invested_all"] = (facts.before.get(base, 0) + later) * FEN
    found["paid_all"] = sum(a for m, a in facts.paid.items() if m <= period) * FEN
    progress = [m for m in facts.physical if m <= period]
    found["physical"] = facts.physical[max(progress)] * 100 if progress else None
    found["reported"] = int(period in facts.invested)
    found["stats_reported"] = int(period in facts.stats)
    found["paid_reported"] = int(period in facts.paid)
    found["fund_planned"] = sum(fund[0] for fund in facts.funds) * FEN
    for n, name in enumerate(("fund_arrived", "fund_paid"), 1):
        found[name] = sum(a for fund in facts.funds for m, a in fund[n].items() if m <= period) * FEN
    _, last = _ends(period)
    bonds = [fund for fund in facts.funds if fund[3] and fund[3] <= last]
    found["bond_planned"] = sum(fund[0] for fund in bonds) * FEN
    found["bond_expected"] = sum(
        fund[0] * FEN * min(6, _apart(fund[3], period)) // 6 for fund in bonds if fund[3]
    )
    found["bond_used"] = sum(a for fund in bonds for m, a in fund[2].items() if m <= period) * FEN
    return found


def _counts(facts: Facts, period: Month) -> dict[str, int]:
    first, last = _ends(period)
    due = done = ok = 0
    for key in ("filing", "permit", "relics"):
        step = facts.steps.get(key, {})
        said = {name for name, day in step.items() if day <= last}
        if (key == "relics" and not facts.relics and not step) or "skipped" in said:
            continue
        due += 1
        if said & {"refused", "withdrawn", "lapsed"}:
            continue
        if {"committed", "granted"} <= step.keys() and "broken" in said and step["broken"] >= step["granted"]:
            continue  # the grant rested on a promise that was broken
        kept = "committed" in said and "broken" not in said
        promised = key == "permit" and (kept or "deferred" in said)
        done += "granted" in said
        ok += "granted" in said or promised
    raised = [one for one in facts.issues if one[0] <= last]
    cleared = [one for one in raised if one[2] and one[2] <= last]
    still = [one for one in raised if one not in cleared]
    return {
        "steps_due": due,
        "steps_done": done,
        "steps_ok": ok,
        "issues_total": len(raised),
        "issues_open": len(still),
        "issues_overdue": sum(1 for one in still if one[1] and one[1] < last),
        "issues_cleared": len(cleared),
        "issues_raised_in_period": sum(1 for one in raised if one[0] >= first),
        "issues_cleared_in_period": sum(1 for one in cleared if one[2] and one[2] >= first),
    }
