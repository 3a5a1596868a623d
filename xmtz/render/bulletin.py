"""The monthly bulletin as a document."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from xmtz.domain.money import Fen, format_amount
from xmtz.domain.rounding import percent, points
from xmtz.index.questions import Events
from xmtz.index.rates import GROUPINGS
from xmtz.render.document import Document, Section, Table
from xmtz.reports.monthly import Line, Monthly, Part, Rate
from xmtz.words.lang import say

NONE = "—"


def bulletin_document(report: Monthly, top: int | None = 20) -> Document:
    """The bulletin. Lists of projects show the first `top`; None shows all."""
    return Document(
        title=f"{report.ledger}{report.title.text()}"
        if not report.title.text().startswith(report.ledger)
        else report.title.text(),
        subtitle=[_subtitle(report)],
        sections=[
            _position(report),
            _ranking(report),
            _rates(report),
            _issues(report, top),
            _lagging(report, top),
            _unreported(report, top),
            *_lists(report, top),
        ],
    )


def _subtitle(report: Monthly) -> str:
    line = say("{y} 年 {m} 月", "{y}-{m:02d}", y=report.month.year, m=report.month.month)
    if report.state != "worktree":
        line += say("　截至提交 {c}", "  at commit {c}", c=report.state[:12])
    return line


def _numbered(n: int, zh: str, en: str) -> str:
    return say(f"{'一二三四五六七八九十'[n - 1]}、{zh}", f"{n}. {en}")


def yi(fen: Fen, places: int = 2) -> str:
    """An amount in 亿元."""
    return format_amount(fen, "亿元", places, thousands=True)


def wan(fen: Fen) -> str:
    """An amount in 万元, exact."""
    return format_amount(fen, "万元", None, thousands=True)


def _position(report: Monthly) -> Section:
    started, completed = report.started, report.completed
    bundles = (
        say("（打捆为 {n} 个）", " ({n} counting bundles as one)", n=report.bundles)
        if report.bundles != report.projects
        else ""
    )
    paragraphs = [
        say("共 {n} 个项目{b}。", "{n} projects{b}.", n=report.projects, b=bundles),
        _started(started),
        _completed(completed),
    ]
    tables = []
    if report.batches:
        tables.append(_parts(report.batches, say("批次", "Batch")))
    tables.append(_parts(report.stages, say("阶段", "Stage")))
    tables.append(_parts(report.levels, say("级别", "Level")))
    return Section(_numbered(1, "总体情况", "Position"), paragraphs, tables, _unread(report))


def _unread(report: Monthly) -> list[str]:
    notes = [
        say(
            "注意：{p} 读不出来，未计入本通报（xmtz check 查原因）。",
            "Note: {p} could not be read and is not in this bulletin (see xmtz check).",
            p=p,
        )
        for p in report.unread
    ]
    if report.doubtful:
        notes.append(
            say(
                "注意：{n} 个项目文件有字段错误，有错的数未计入（xmtz check 查原因）：{p}",
                "Note: {n} project files have faulty fields, which are not counted (see xmtz check): {p}",
                n=len(report.doubtful),
                p="、".join(report.doubtful[:5]) + ("……" if len(report.doubtful) > 5 else ""),
            )
        )
    return notes


def _started(events: Mapping[str, Events]) -> str:
    month, year = events["month"], events["year"]
    mean = yi(round(year.total / year.projects), 1) if year.projects else NONE
    return say(
        "本月新开工 {m} 个；年初以来新开工 {n} 个，总投资 {t} 亿元，平均 {a} 亿元，当期计划投资 {p} 亿元。",
        "Started this month: {m}; this year: {n}, total {t} 亿元, mean {a} 亿元, planned this year {p} 亿元.",
        m=month.projects,
        n=year.projects,
        t=yi(year.total),
        a=mean,
        p=yi(year.plan),
    )


def _completed(events: Mapping[str, Events]) -> str:
    month, year = events["month"], events["year"]
    return say(
        "本月新竣工 {m} 个；年初以来新竣工 {n} 个，累计完成投资 {t} 亿元。",
        "Completed this month: {m}; this year: {n}, invested in all {t} 亿元.",
        m=month.projects,
        n=year.projects,
        t=yi(year.invested_all),
    )


def _parts(parts: list[Part], head: str) -> Table:
    rows = [
        [part.label, str(part.projects), yi(part.total), yi(part.plan), yi(part.invested)] for part in parts
    ]
    columns = [
        head,
        say("项目数", "Projects"),
        say("总投资(亿元)", "Total (亿元)"),
        say("年度计划(亿元)", "Plan (亿元)"),
        say("累计完成(亿元)", "Invested (亿元)"),
    ]
    return Table(columns, rows, frozenset(range(1, 5)))


def _ranking(report: Monthly) -> Section:
    ranked = report.indicators.get(report.rank_by)
    label = ranked.label.text() if ranked is not None and ranked.label is not None else NONE
    columns = [
        say("名次", "Rank"),
        say("上月", "Before"),
        GROUPINGS[report.by].text(),
        say("项目", "Projects"),
        say("计划(亿元)", "Plan (亿元)"),
        say("完成(亿元)", "Done (亿元)"),
        label,
        say("超欠序时", "Gap (pp)"),
    ]
    rows = [_ranked_row(line, report.rank_by) for line in report.lines]
    rows.append(_ranked_row(report.whole, report.rank_by))
    table = Table(columns, rows, frozenset({0, 1, 3, 4, 5, 6, 7}), frozenset({len(rows) - 1}))
    return Section(
        _numbered(2, f"排名（按{label}）", f"Ranking (by {label})"), (), [table], _schedule_note(report)
    )


def _schedule_note(report: Monthly) -> list[str]:
    ranked = report.indicators.get(report.rank_by)
    if ranked is None or ranked.schedule is None:
        return []
    if ranked.schedule == "months":
        return [
            say(
                "序时进度 {m}/12＝{p}；超欠序时的单位是百分点。",
                "Schedule: {m}/12 = {p}; gaps are in percentage points.",
                m=report.month.month,
                p=percent(Fraction(report.month.month, 12)),
            )
        ]
    return [
        say(
            "序时进度按各自的月度计划；超欠序时的单位是百分点。",
            "Schedule: the monthly plans; gaps are in percentage points.",
        )
    ]


def _ranked_row(line: Line, rank_by: str) -> list[str]:
    rate = line.rates.get(rank_by)
    return [
        _place(rate.rank if rate else None) if line.label else "",
        _place(rate.rank_before if rate else None),
        line.label,
        str(line.projects),
        yi(line.plan),
        yi(line.invested),
        _percent(rate),
        points(rate.gap) if rate is not None and rate.gap is not None else NONE,
    ]


def _place(rank: int | None) -> str:
    return NONE if rank is None else str(rank)


def _percent(rate: Rate | None) -> str:
    return NONE if rate is None or rate.rate is None else percent(rate.rate)


def _rates(report: Monthly) -> Section:
    columns = [
        GROUPINGS[report.by].text(),
        *(one.label.text() if one.label else key for key, one in report.indicators.items()),
    ]
    rows = [[line.label, *(_cell(line.rates.get(key)) for key in report.indicators)] for line in report.lines]
    rows.append([report.whole.label, *(_percent(report.whole.rates.get(key)) for key in report.indicators)])
    notes = [
        say(
            "括号内为名次，斜线后为上月名次；“—”表示没有应计的项目，不参加排名。",
            "In brackets: the rank, and after the stroke last month's; “—”: nothing to count, unranked.",
        )
    ]
    notes += [
        say("{k} 自 {m} 起统计，本期不列。", "{k} is counted from {m} on and not shown here.", k=key, m=month)
        for key, month in report.later.items()
    ]
    return Section(
        _numbered(3, "各项指标", "Indicators"),
        (),
        [Table(columns, rows, frozenset(range(1, len(columns))), frozenset({len(rows) - 1}))],
        notes,
    )


def _cell(rate: Rate | None) -> str:
    if rate is None or rate.rate is None:
        return NONE
    if rate.rank is None:
        return percent(rate.rate)
    before = "" if rate.rank_before is None else f"/{rate.rank_before}"
    return f"{percent(rate.rate)} ({rate.rank}{before})"


def _issues(report: Monthly, top: int | None) -> Section:
    opened = sum(row[1] for row in report.issues)
    overdue = sum(row[2] for row in report.issues)
    raised = sum(row[3] for row in report.issues)
    cleared = sum(row[4] for row in report.issues)
    paragraph = say(
        "未销号 {o} 个，其中逾期 {d} 个；本月新增 {r} 个，销号 {c} 个。",
        "{o} open, {d} of them overdue; {r} raised and {c} cleared this month.",
        o=opened,
        d=overdue,
        r=raised,
        c=cleared,
    )
    tables = []
    if report.issues:
        columns = [
            GROUPINGS[report.by].text(),
            say("未销号", "Open"),
            say("逾期", "Overdue"),
            say("本月新增", "Raised"),
            say("本月销号", "Cleared"),
        ]
        tables.append(
            Table(columns, [[row[0], *map(str, row[1:])] for row in report.issues], frozenset(range(1, 5)))
        )
    if report.overdue:
        columns = [
            say("逾期问题", "Overdue issue"),
            say("编号", "Id"),
            say("项目", "Project"),
            say("时限", "Due"),
            say("责任单位", "Unit"),
        ]
        rows = [
            [i.title or "", i.id or "", i.project_name, i.due or "", i.assigned_unit or NONE]
            for i in report.overdue[:top]
        ]
        tables.append(Table(columns, rows))
    return Section(_numbered(4, "问题销号", "Issues"), [paragraph], tables, _more(len(report.overdue), top))


def _more(count: int, top: int | None) -> list[str]:
    if top is None or count <= top:
        return []
    return [
        say(
            "共 {n} 个，只列前 {t} 个；全部列出用 --all。",
            "{n} in all, the first {t} are shown; --all shows every one.",
            n=count,
            t=top,
        )
    ]


def _lagging(report: Monthly, top: int | None) -> Section:
    columns = [
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("年度计划(万元)", "Plan (万元)"),
        say("累计完成(万元)", "Done (万元)"),
        say("完成率", "Rate"),
        say("欠序时", "Gap (pp)"),
    ]
    rows = [
        [one.name, one.unit, wan(one.plan), wan(one.invested), percent(one.rate), points(one.gap)]
        for one in report.lagging[:top]
    ]
    paragraph = say(
        "落后于序时进度的项目 {n} 个。", "{n} projects are behind schedule.", n=len(report.lagging)
    )
    return Section(
        _numbered(5, "滞后项目", "Behind schedule"),
        [paragraph],
        [Table(columns, rows, frozenset(range(2, 6)))],
        _more(len(report.lagging), top),
    )


def _unreported(report: Monthly, top: int | None) -> Section:
    paragraph = say(
        "本月应报未报的项目 {n} 个。", "{n} projects have not reported this month.", n=len(report.unreported)
    )
    columns = [say("项目", "Project"), say("责任单位", "Unit"), say("编号", "Id")]
    rows = [[one.name, one.unit, one.id] for one in report.unreported[:top]]
    return Section(
        _numbered(6, "未报数", "Not reported"),
        [paragraph],
        [Table(columns, rows)],
        _more(len(report.unreported), top),
    )


def _lists(report: Monthly, top: int | None) -> list[Section]:
    columns = [say("项目", "Project"), say("责任单位", "Unit"), say("编号", "Id")]
    return [
        Section(
            _numbered(7 + n, f"{one.label}（{len(one.projects)} 个）", f"{one.label} ({len(one.projects)})"),
            (),
            [Table(columns, [[p.name, p.unit, p.id] for p in one.projects[:top]])],
            _more(len(one.projects), top),
        )
        for n, one in enumerate(report.lists)
    ]
