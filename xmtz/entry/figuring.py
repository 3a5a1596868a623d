"""A month's figures: invested, statistics, paid, physical progress. What was reported is not
overwritten in silence: another figure needs --correct and a reason, and both stay on record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from xmtz.domain.money import Fen, format_wan, parse_amount
from xmtz.domain.months import Month
from xmtz.entry.door import Gate, Standing
from xmtz.entry.forms import pretty
from xmtz.entry.values import Lexicon, Mistakes, value_of_text
from xmtz.records.project import Project
from xmtz.records.types import LINE, PERCENT
from xmtz.store.edits import Append, Edit, Flow, Put
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.lang import Say
from xmtz.words.lang import series as in_series

AMOUNTS: Final = {
    "invested": Say("投资", "invested"),
    "invested_stats": Say("统计口径", "statistics"),
    "paid": Say("支出", "paid"),
}
PHYSICAL: Final = Say("形象进度", "physical progress")
NOTE: Final = Say("进度描述", "progress")


class Correcting(NamedTuple):
    """Leave to replace figures that are there: why, on which day, by whom."""

    reason: str
    on: date
    by: str | None = None


class Figures(NamedTuple):
    """What was typed for a month; None where nothing was said. `ytd`: amounts are the year's to date."""

    invested: str | None = None
    invested_stats: str | None = None
    paid: str | None = None
    physical: str | None = None
    note: str | None = None
    ytd: bool = False


def put(
    gate: Gate,
    standing: Standing,
    month: Month,
    given: Figures,
    today: date,
    correcting: Correcting | None = None,
) -> tuple[list[Say], list[Say]]:
    """Plan a month's figures of a project; gives what is new, a part for each fact, and reminders.

    Raises Wrong for what cannot be read, Refusal (with everything that stands in the way) for a
    month still to come, a figure that is there and differs, progress that falls back, and
    a total to date below what earlier months add up to.
    """
    if month > Month.of(today):
        raise Refusal(
            Say("{month} 还没有到，不能填报", "{month} is still to come and cannot be reported"),
            [],
            month=month,
        )
    project = standing.project
    amounts, physical, note = _read(given)
    against: list[Say] = []
    said: list[Say] = []
    reminders: list[Say] = []
    edits: list[Edit] = []
    if given.ytd:
        amounts = _own_of_month(project, month, amounts, against, reminders)
    for field, amount in amounts.items():
        old: Fen | None = getattr(project, field).get(month)
        if old != amount:
            edits.append(Put((field, str(month)), format_wan(amount)))
            said.append(_spoken(AMOUNTS[field], format_wan(amount), given.ytd))
            if old is not None:
                _replaced(
                    field,
                    AMOUNTS[field],
                    month,
                    format_wan(old),
                    format_wan(amount),
                    correcting,
                    edits,
                    against,
                )
    if physical is not None:
        _physical(project, month, physical, correcting, edits, against, said)
    if note is not None and project.reports.get(month) != note:
        edits.append(Put(("reports", str(month)), note))
        said.append(Say(f"{NOTE.zh}“{note}”", f"{NOTE.en} “{note}”"))
    if against:
        raise Refusal(
            Say("{month} 的数没有写入：", "the figures of {month} were not written:"), against, month=month
        )
    gate.change(standing, edits)
    return said, reminders


def _read(given: Figures) -> tuple[dict[str, Fen], str | None, str | None]:
    mistakes = Mistakes()
    lexicon = Lexicon({})
    amounts: dict[str, Fen] = {}
    for field, label in AMOUNTS.items():
        text: str | None = getattr(given, field)
        if text is not None:
            amount = mistakes.take(label, partial(parse_amount, text))
            if amount is not None:
                amounts[field] = amount
    physical = note = None
    if given.physical is not None:
        physical = mistakes.take(PHYSICAL, lambda: value_of_text(given.physical or "", PERCENT, lexicon))
    if given.note is not None:
        note = mistakes.take(NOTE, lambda: value_of_text(given.note or "", LINE, lexicon))
    mistakes.end()
    if not amounts and physical is None and note is None:
        raise Trouble(_NOTHING)
    return amounts, physical, note


_NOTHING: Final = Say(
    "没有写要填的数；可写 --invested、--stats、--paid、--physical、--note",
    "no figure was given; there are --invested, --stats, --paid, --physical, --note",
)


def _own_of_month(
    project: Project, month: Month, amounts: Mapping[str, Fen], against: list[Say], reminders: list[Say]
) -> dict[str, Fen]:
    """The month's own amounts from the year's to date. An earlier month without a figure counts as
    nothing, and is named, because its investment then stands in this month."""
    made: dict[str, Fen] = {}
    for field, total in amounts.items():
        series: Mapping[Month, Fen] = getattr(project, field)
        earlier = {m: v for m, v in series.items() if m.year == month.year and m < month}
        before = sum(earlier.values())
        label = AMOUNTS[field]
        if total < before:
            against.append(
                Say(
                    f"{label.zh}：年初累计 {format_wan(total)} 小于前几个月之和 {format_wan(before)}（{_months(earlier)}）；核对累计数，或先更正以前月份",
                    f"{label.en}: {format_wan(total)} to date is less than the {format_wan(before)} of earlier months ({_months(earlier)}); check it, or correct those first",
                )
            )
            continue
        made[field] = total - before
        missing = [
            m for m in month.year_start.through(month.previous) if m not in series and m.year == month.year
        ]
        if missing and total > before:
            names = in_series(str(m) for m in missing)
            reminders.append(
                Say(
                    f"{names.zh} 没有{label.zh}数，其完成额计入了 {month}",
                    f"{names.en}: no figure for {label.en}, so theirs is counted in {month}",
                )
            )
    return made


def _months(figures: Mapping[Month, Fen]) -> str:
    return ", ".join(f"{month} {format_wan(amount)}" for month, amount in sorted(figures.items()))


def _physical(
    project: Project,
    month: Month,
    text: str,
    correcting: Correcting | None,
    edits: list[Edit],
    against: list[Say],
    said: list[Say],
) -> None:
    new = _hundredths(text)
    series = project.physical
    old = series.get(month)
    if old == new:
        return
    edits.append(Put(("physical", str(month)), text))
    said.append(Say(f"{PHYSICAL.zh} {text}%", f"{PHYSICAL.en} {text}%"))
    if old is not None:
        _replaced("physical", PHYSICAL, month, _percent(old), text, correcting, edits, against)
        if correcting is None:
            return
    before = max(((v, m) for m, v in series.items() if m < month), default=None)
    after = min(((v, m) for m, v in series.items() if m > month), default=None)
    if before is not None and before[0] > new:
        _falls(month, *before, text, month, correcting, edits, against)
    if after is not None and after[0] < new:
        _falls(month, *after, text, after[1], correcting, edits, against)


def _falls(
    month: Month,
    value: int,
    other: Month,
    text: str,
    fallen: Month,
    correcting: Correcting | None,
    edits: list[Edit],
    against: list[Say],
) -> None:
    """Progress is cumulative: where it falls, the month in which it does is explained."""
    if correcting is None:
        against.append(
            Say(
                f"形象进度是累计数，{month} 填 {text}%，而 {other} 是 {_percent(value)}%；确需这样填，加 --correct --reason 理由",
                f"physical progress is cumulative: {text}% in {month} against {_percent(value)}% in {other}; if it is right, add --correct --reason WHY",
            )
        )
        return
    record = {"month": str(fallen), "about": PHYSICAL.zh, "reason": correcting.reason}
    if correcting.by:
        record["by"] = correcting.by
    edits.append(Append(("explanations",), Flow(dict(record))))


def _hundredths(text: str) -> int:
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


def _percent(hundredths: int) -> str:
    whole, part = divmod(hundredths, 100)
    return f"{whole}.{part:02d}".rstrip("0") if part else str(whole)


def _replaced(
    field: str,
    label: Say,
    month: Month,
    was: str,
    now: str,
    correcting: Correcting | None,
    edits: list[Edit],
    against: list[Say],
) -> None:
    if correcting is None:
        against.append(
            Say(
                f"{label.zh}：{month} 已报 {was}，现填 {now}；确需更正，加 --correct --reason 理由",
                f"{label.en}: {month} has {was}, now {now}; to correct it, add --correct --reason WHY",
            )
        )
        return
    edits.append(_correction(field, month, was, now, correcting))


def _correction(field: str, month: Month, was: str, now: str, correcting: Correcting) -> Edit:
    record = {"field": field, "month": str(month), "was": was, "now": now, "on": correcting.on.isoformat()}
    if correcting.by:
        record["by"] = correcting.by
    record["reason"] = correcting.reason
    lines = pretty([dict(record)])
    return Append(("corrections",), lines[0] if isinstance(lines, list) else dict(record))


def _spoken(label: Say, amount: str, ytd: bool) -> Say:
    if ytd:
        return Say(f"{label.zh} {amount}（本月数）", f"{label.en} {amount} (the month's own)")
    return Say(f"{label.zh} {amount}", f"{label.en} {amount}")
