"""The chapters that rank: the groups by one indicator, and all indicators side by side."""

from __future__ import annotations

from fractions import Fraction

from xmtz.domain.rounding import NOTHING, percent, points
from xmtz.domain.spans import LAST
from xmtz.index.rates import GROUPINGS
from xmtz.records.rules import Indicator
from xmtz.render.amounts import Amounts
from xmtz.render.document import Section, Table
from xmtz.reports.bulletins.values import Bulletin, Line, Rate
from xmtz.words.lang import say


def label_of(key: str, indicator: Indicator) -> str:
    """What an indicator is called in print."""
    return indicator.label.text() if indicator.label is not None else key


def ranking(report: Bulletin, amounts: Amounts) -> Section:
    """The groups by the indicator that ranks, with the rank of the period before."""
    ranked = report.indicators[report.rank_by]
    label = label_of(report.rank_by, ranked)
    scheduled = ranked.schedule is not None
    columns = [
        say("名次", "Rank"),
        _capital(LAST[report.span.kind].text()),
        _group(report),
        say("项目数", "Projects"),
        say("年度计划({u})", "Plan ({u})", u=amounts.unit),
        say("本年完成({u})", "Done ({u})", u=amounts.unit),
        label,
        *([say("超欠序时", "Gap (pp)")] if scheduled else []),
    ]
    rows = [_row(line, report.rank_by, scheduled, amounts) for line in report.lines]
    rows.append(["", "", *_row(report.whole, report.rank_by, scheduled, amounts)[2:]])
    table = Table(columns, rows, frozenset(range(len(columns))) - {2}, frozenset({len(rows) - 1}))
    heading = say("{g}排名（按{l}）", "Ranking by {l}", g=GROUPINGS[report.by].text(), l=label)
    return Section(heading, (), [table], _schedule_note(report, ranked))


def _group(report: Bulletin) -> str:
    return _capital(GROUPINGS[report.by].text())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _row(line: Line, rank_by: str, scheduled: bool, amounts: Amounts) -> list[str]:
    rate = line.rates.get(rank_by)
    gap = [NOTHING if rate is None else points(rate.gap)] if scheduled else []
    return [
        _place(rate.rank if rate else None),
        _place(rate.rank_before if rate else None),
        line.label,
        str(line.projects),
        amounts.text(line.plan),
        amounts.text(line.invested),
        _percent(rate),
        *gap,
    ]


def _place(rank: int | None) -> str:
    return NOTHING if rank is None else str(rank)


def _percent(rate: Rate | None) -> str:
    return NOTHING if rate is None else percent(rate.rate)


def _schedule_note(report: Bulletin, ranked: Indicator) -> list[str]:
    if ranked.schedule is None:
        return []
    if ranked.schedule == "months":
        month = report.month.month
        return [
            say(
                "序时进度为 {m}/12，即 {p}；超欠序时以百分点计，正数为超，负数为欠。",
                "The schedule is {m}/12, or {p}; gaps are in percentage points, negative where behind.",
                m=month,
                p=percent(Fraction(month, 12)),
            )
        ]
    return [
        say(
            "序时进度按各项目的月度计划累计；超欠序时以百分点计，正数为超，负数为欠。",
            "The schedule adds up the projects' monthly plans; gaps are in percentage points, negative where behind.",
        )
    ]


def rates(report: Bulletin, _amounts: Amounts) -> Section:
    """Every indicator of every group, with its rank now and in the period before."""
    columns = [_group(report), *(label_of(key, one) for key, one in report.indicators.items())]
    rows = [[line.label, *(_cell(line.rates.get(key)) for key in report.indicators)] for line in report.lines]
    rows.append([report.whole.label, *(_percent(report.whole.rates.get(key)) for key in report.indicators)])
    notes = [
        say(
            "括号内为名次，斜线后为{then}名次；“—”表示没有应计的项目，不参加排名。",
            "In brackets: the rank, and after the stroke {then}'s; “—”: nothing to count, unranked.",
            then=LAST[report.span.kind],
        )
    ]
    notes += [
        say("{k} 自 {m} 起统计，本期不列。", "{k} is counted from {m} on and not shown here.", k=key, m=month)
        for key, month in report.later.items()
    ]
    table = Table(columns, rows, frozenset(range(1, len(columns))), frozenset({len(rows) - 1}))
    return Section(say("各项指标", "Indicators"), (), [table], notes)


def _cell(rate: Rate | None) -> str:
    if rate is None or rate.rate is None or rate.rank is None:
        return _percent(rate)
    before = NOTHING if rate.rank_before is None else str(rate.rank_before)
    return f"{percent(rate.rate)} ({rate.rank}/{before})"
