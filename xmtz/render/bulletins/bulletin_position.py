"""The chapters on the whole: how many projects, their amounts, what started and what was completed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xmtz.domain.rounding import percent, rounded
from xmtz.domain.spans import THIS, YEARLY
from xmtz.render.amounts import Amounts
from xmtz.render.document import Section, Table
from xmtz.reports.bulletins.values import Bulletin, Part
from xmtz.words.lang import Say, say, series


def overview(report: Bulletin, amounts: Amounts) -> Section:
    """Sentences, and a table by level; by batch or stage too, unless the rules give that a chapter."""
    paragraphs = [_size(report, amounts), _started(report, amounts), _completed(report, amounts)]
    tables = [] if "batches" in report.headings else _batches(report, amounts)
    if any(part.key is not None for part in report.levels):
        tables.append(_parts(report.levels, say("级别", "Level"), amounts))
    return Section(say("总体情况", "Position"), paragraphs, tables, _notes(report))


def batches(report: Bulletin, amounts: Amounts) -> Section:
    """The projects by batch, or by stage where the rules have no batches."""
    return Section(say("项目批次", "Batches"), (), _batches(report, amounts))


def _batches(report: Bulletin, amounts: Amounts) -> list[Table]:
    if report.batches:
        return [_parts(report.batches, say("批次", "Batch"), amounts)]
    return [_parts(report.stages, say("阶段", "Stage"), amounts)]


def _size(report: Bulletin, amounts: Amounts) -> str:
    size = report.size
    bundles = (
        say("（打捆为 {n} 个）", " ({n} counting bundles as one)", n=size.bundles)
        if size.bundles != size.projects
        else ""
    )
    text = say(
        "共有项目 {n} 个{b}，总投资 {t}，年度计划投资 {p}；截至 {m} 月底，本年完成投资 {i}{r}。",
        "{n} projects{b}: total {t}, planned for the year {p}; invested by the end of month {m}: {i}{r}.",
        n=size.projects,
        b=bundles,
        t=amounts.with_unit(size.total),
        p=amounts.with_unit(size.plan),
        m=report.month.month,
        i=amounts.with_unit(size.invested),
        r=_of_plan(report),
    )
    if size.outside:
        text += say(
            "另有 {n} 个项目不在名录内或已终止，不计入。",
            " {n} more are not on the key list or were given up, and are not counted.",
            n=size.outside,
        )
    return text


def _of_plan(report: Bulletin) -> str:
    """The rate that ranks and its gap, where it is a rate of investment; otherwise the share of the plan."""
    ranked = report.indicators.get(report.rank_by)
    rate = report.whole.rates.get(report.rank_by)
    if ranked is None or rate is None or rate.rate is None or not ranked.amount or ranked.label is None:
        size = report.size
        if not size.plan:
            return ""
        share = percent(Fraction(size.invested, size.plan))
        return say("，占年度计划的 {r}", ", {r} of the plan", r=share)
    text = say("，{l} {r}", ", {l} {r}", l=ranked.label.text(), r=percent(rate.rate))
    return text if rate.gap is None else text + _gap(rate.gap)


def _gap(gap: Fraction) -> str:
    size = rounded(abs(gap) * 100, 2)
    if not gap:
        return say("，与序时进度持平", ", on schedule")
    if gap > 0:
        return say("，超序时进度 {g} 个百分点", ", {g} points ahead of schedule", g=size)
    return say("，欠序时进度 {g} 个百分点", ", {g} points behind schedule", g=size)


def _started(report: Bulletin, amounts: Amounts) -> str:
    year = report.started["year"]
    if not year.projects:
        return say("年初以来没有新开工项目。", "No project has started this year.")
    return _now(report, "started") + say(
        "新开工 {n} 个，总投资 {t}，平均 {a}，当期计划投资 {p}。",
        ": {n}, total {t}, mean {a}, planned for this year {p}.",
        n=year.projects,
        t=amounts.with_unit(year.total),
        a=amounts.with_unit(round(Fraction(year.total, year.projects))),
        p=amounts.with_unit(year.plan),
    )


def _now(report: Bulletin, what: str) -> str:
    """What happened in the period, before what happened in the year; of a year it would be the same."""
    started = what == "started"
    if report.span.kind == YEARLY:
        return say("年初以来", "Started this year" if started else "Completed this year")
    words = Say("新开工", "Started") if started else Say("新竣工", "Completed")
    counts = report.started if started else report.completed
    now = THIS[report.span.kind]
    return say(
        "{now}{w} {m} 个；年初以来",
        "{w} {now}: {m}; this year",
        now=now,
        w=words,
        m=counts["period"].projects,
    )


def _completed(report: Bulletin, amounts: Amounts) -> str:
    year = report.completed["year"]
    if not year.projects:
        return say("年初以来没有新竣工项目。", "No project has been completed this year.")
    return _now(report, "completed") + say(
        "新竣工 {n} 个，自开工累计完成投资 {t}。",
        ": {n}, invested since they began {t}.",
        n=year.projects,
        t=amounts.with_unit(year.invested_all),
    )


def _parts(parts: Sequence[Part], head: str, amounts: Amounts) -> Table:
    columns = [
        head,
        say("项目数", "Projects"),
        say("总投资({u})", "Total ({u})", u=amounts.unit),
        say("年度计划({u})", "Plan ({u})", u=amounts.unit),
        say("本年完成({u})", "Done ({u})", u=amounts.unit),
    ]
    rows = [
        [
            part.label,
            str(part.projects),
            *(amounts.text(one) for one in (part.total, part.plan, part.invested)),
        ]
        for part in parts
    ]
    return Table(columns, rows, frozenset(range(1, 5)))


def _notes(report: Bulletin) -> list[str]:
    """What is missing in the figures, so that nothing is missing in silence."""
    notes = [
        say(
            "注意：{p} 读不出来，未计入本通报（xmtz check 查原因）。",
            "Note: {p} could not be read and is not in this bulletin (see xmtz check).",
            p=path,
        )
        for path in report.unread
    ]
    if report.doubtful:
        notes.append(
            say(
                "注意：{n} 个项目文件有字段错误，有错的数未计入（xmtz check 查原因）：{p}",
                "Note: {n} project files have faulty fields, which are not counted (see xmtz check): {p}",
                n=len(report.doubtful),
                p=_first(report.doubtful),
            )
        )
    if report.repeated:
        notes.append(
            say(
                "注意：{n} 个编号各有几个文件，每个文件都计入了：{p}",
                "Note: {n} ids are used by several files, each of which is counted: {p}",
                n=len(report.repeated),
                p=_first(report.repeated),
            )
        )
    if not report.indicators:
        notes.append(
            say(
                "rules/indicators.yaml 里没有本期可用的指标，不排名。",
                "rules/indicators.yaml has no indicator for this period: nothing is ranked.",
            )
        )
    return notes


def _first(texts: Sequence[str]) -> str:
    return series(texts[:5]).text() + ("……" if len(texts) > 5 else "")
