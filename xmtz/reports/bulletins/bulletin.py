"""A bulletin as a value: position, rates with ranks, issues, lagging and unreported projects.

It depends on the state of the ledger and the period, never on the clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, cast

from xmtz.domain.months import Month
from xmtz.domain.spans import BIWEEKLY, HALF_YEARLY, MONTHLY, QUARTERLY, WEEKLY, WEEKS, YEARLY, Span
from xmtz.index import questions, rates
from xmtz.index.ledger import Ledger
from xmtz.index.standing import make_standing
from xmtz.records.rules import BulletinRule, Indicator
from xmtz.reports.bulletins.ranked import columns_of, lines_of, ranks_of
from xmtz.reports.bulletins.values import (
    Bulletin,
    Change,
    Condition,
    Entry,
    IssueLine,
    Lagging,
    Named,
    Overdue,
    Part,
    Shown,
    StepLine,
)
from xmtz.reports.names import Names
from xmtz.store.store_findings import NOT_A_PROJECT_FILE
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

LAGGING: Final = "listed and invested_ytd * 12 < plan * month"
REPORT_DUE: Final = "listed and is_started and not is_completed and (ended is null or ended > period_end)"
TITLES: Final = {
    WEEKLY: Say("重点项目建设周通报", "Weekly bulletin of key projects"),
    BIWEEKLY: Say("重点项目建设双周通报", "Fortnightly bulletin of key projects"),
    MONTHLY: Say("重点项目建设月通报", "Monthly bulletin of key projects"),
    QUARTERLY: Say("重点项目建设季通报", "Quarterly bulletin of key projects"),
    HALF_YEARLY: Say("重点项目建设半年通报", "Half-yearly bulletin of key projects"),
    YEARLY: Say("重点项目建设年度通报", "Yearly bulletin of key projects"),
}


def default_month(ledger: Ledger, latest: Month, command: str = "report --monthly") -> Month:
    """The newest month with figures, up to `latest`. Raises Trouble where no project has any."""
    month = questions.newest_month(ledger.facts, latest)
    if month is None:
        raise Trouble(
            Say(
                "台账里还没有任何月份的投资数；先用 xmtz figures 填报，或写明月份：xmtz {command} 2025-07",
                "no project has figures yet; enter some with xmtz figures, or name a month: xmtz {command} 2025-07",
            ),
            command=command,
        )
    return month


def bulletin(ledger: Ledger, span: Span, by: str | None = None, top: int | None = None) -> Bulletin:
    """The bulletin of one period, grouped by one of `rates.GROUPINGS` (as the rules say, if None).

    Of each list of projects only the first `top` are kept, beside their number.
    """
    month = span.month
    rule = bulletin_rule(ledger, span.kind)
    by = grouping(ledger, by, span.kind)
    facts, names = ledger.facts, Names(ledger)
    wanted, later = _indicators(ledger, rule, month)
    report_due = rule.report_due or REPORT_DUE
    rank_by = rule.rank_by if rule.rank_by in wanted else next(iter(wanted), "")
    before = ranks_of(facts, ledger.rules, _period_before(ledger, span), wanted, by)
    asked = [rule.lagging or LAGGING, report_due, "reported", *(one.when for one in rule.lists.values())]
    columns = {*questions.COLUMNS, *columns_of(wanted, by), *rates.columns_of(*asked)}
    make_standing(facts, span, ledger.rules, columns)
    position, events = questions.position(facts), questions.events(facts)
    questions.hold_unit_order(facts, names.order("unit"))
    lines, whole = lines_of(facts, month, wanted, by, rank_by, names, before)
    unread, doubtful = questions.unread(facts)
    return Bulletin(
        ledger=ledger.book.settings.name or "",
        title=rule.title_ or TITLES[span.kind],
        headings=_headings(rule, by),
        span=span,
        month=month,
        state=ledger.source.name,
        by=by,
        size=questions.size(facts),
        batches=_parts(position["batch"], names, "batch"),
        stages=_parts(position["stage"], names, "stage"),
        levels=_parts(position["level"], names, "level"),
        started={"period": events["started_in_period"], "year": events["started_in_year"]},
        completed={"period": events["completed_in_period"], "year": events["completed_in_year"]},
        indicators=wanted,
        rank_by=rank_by,
        lines=lines,
        whole=whole,
        issues=_issues(ledger, names, by),
        overdue=_overdue(ledger, names, span, top),
        lagging=_lagging(ledger, names, rule, month, wanted.get(rank_by), rank_by, top),
        unreported=_entries(ledger, names, f"({report_due}) and not reported", "report_due", top),
        lists=[
            Named(key, one.label.text(), _entries(ledger, names, one.when, key, top))
            for key, one in rule.lists.items()
            if one.label is not None and one.when is not None
        ],
        conditions=[
            Condition("lagging", Say("进度滞后项目", "Behind schedule"), rule.lagging or LAGGING),
            Condition("report_due", Say("应报数项目", "Has to report"), report_due),
            *(
                Condition(key, one.label, one.when)
                for key, one in rule.lists.items()
                if one.label is not None and one.when is not None
            ),
        ],
        steps=_steps(ledger, names, span) if "steps" in rule.headings else [],
        funds=questions.fund_sums(facts) if "means" in rule.headings else None,
        changes=_changes(ledger, names) if "changes" in rule.headings else [],
        unread=sorted({*unread, *_left_out(ledger)}),
        doubtful=doubtful,
        repeated=questions.repeated_ids(facts),
        later=later,
    )


def _period_before(ledger: Ledger, span: Span) -> Span:
    """The period before, a week's figures up to the newest month that had any then."""
    if span.kind not in WEEKS:
        return span.previous()
    last = span.cycle.previous.last
    return span.previous(questions.newest_month(ledger.facts, Month.of(last)))


def bulletin_rule(ledger: Ledger, kind: str) -> BulletinRule:
    """The rules of a bulletin; empty ones where the ledger has none."""
    found = ledger.rules.indicators.bulletins.get(kind)
    return found if found is not None else BulletinRule.__new__(BulletinRule)


def _headings(rule: BulletinRule, by: str) -> dict[str, Say]:
    """The rules' headings; that of the ranking only where it ranks what the rules rank."""
    return {key: said for key, said in rule.headings.items() if key != "ranking" or by == (rule.by or "unit")}


def grouping(ledger: Ledger, by: str | None, kind: str = MONTHLY) -> str:
    """What the bulletin groups by. Raises Trouble for what it cannot group by."""
    by = by or bulletin_rule(ledger, kind).by or "unit"
    if by not in rates.GROUPINGS:
        raise Trouble(
            Say("不能按“{by}”分组；可用：{known}", "cannot group by “{by}”; known: {known}"),
            by=by if by.isprintable() else ascii(by),
            known=", ".join(rates.GROUPINGS),
        )
    return by


def _indicators(
    ledger: Ledger, rule: BulletinRule, month: Month
) -> tuple[dict[str, Indicator], dict[str, Month]]:
    """The indicators of the bulletin in force in the month, and those that begin later."""
    known = ledger.rules.indicators.indicators
    names = tuple(dict.fromkeys(rule.rates or known))
    held = rates.in_force(known, month)
    later = {
        name: min(one.since for one in known[name] if one.since is not None)
        for name in names
        if name not in held and any(one.since is not None for one in known.get(name, ()))
    }
    return {name: held[name] for name in names if name in held}, later


def _parts(found: Mapping[str | None, questions.Group], names: Names, by: str) -> list[Part]:
    """The projects by batch, stage or level, in the order of the rules; batches that are empty too."""
    order = names.order(by)
    if by == "batch":
        if not order:
            return []
        found = {**{key: questions.Group(key, 0, 0, 0, 0) for key in order}, **found}
    last = len(order)
    rows = sorted(found.values(), key=lambda g: (g.key is None, order.get(g.key or "", last), g.key or ""))
    return [Part(g.key, names.label(by, g.key), g.projects, g.total, g.plan, g.invested) for g in rows]


def _issues(ledger: Ledger, names: Names, by: str) -> list[IssueLine]:
    """The groups with issues, those with the most overdue first."""
    order = names.order(by)
    found = questions.issue_counts(ledger.facts, rates.column_of(by))
    found.sort(key=lambda one: (-one.overdue, -one.open, order.get(one.key or "", len(order)), one.key or ""))
    return [
        IssueLine(names.label(by, one.key), one.open, one.overdue, one.raised, one.cleared) for one in found
    ]


def _overdue(ledger: Ledger, names: Names, span: Span, top: int | None) -> Shown[Overdue]:
    count, rows = questions.overdue_issues(ledger.facts, span.last.isoformat(), top)
    return Shown(
        count,
        [
            Overdue(
                one.id or "",
                one.title or "",
                one.project,
                one.project_name,
                one.path,
                one.due or "",
                names.label("unit", one.assigned_unit or one.unit),
            )
            for one in rows
        ],
    )


def _lagging(
    ledger: Ledger,
    names: Names,
    rule: BulletinRule,
    month: Month,
    ranked: Indicator | None,
    rank_by: str,
    top: int | None,
) -> Shown[Lagging]:
    """The lagging projects, those furthest behind their schedule first, those without a plan last.

    The schedule is that of the indicator that ranks; months gone by where it has none.
    """
    by_plan = ranked is not None and ranked.schedule == "plan"
    planned = rates.planned_of(ranked, rank_by) if ranked is not None else "(plan * month / 12.0)"
    columns = ("id", "name", "unit", "path", "coalesce(plan, 0)", "invested_ytd", planned, "issues_open")
    order = f"coalesce(plan, 0) = 0, (invested_ytd - {planned}) * 1.0 / plan, plan DESC, id, path"
    count, rows = rates.matching(ledger.facts, rule.lagging or LAGGING, "lagging", columns, order, top)
    found = []
    for id_, name, unit, path, plan, invested, due, issues in cast(
        "list[tuple[str, str, str | None, str, int, int, float, int]]", rows
    ):
        rate = Fraction(invested, plan) if plan else None
        schedule = Fraction(round(due or 0), plan) if by_plan and plan else Fraction(month.month, 12)
        gap = None if rate is None else rate - schedule
        found.append(Lagging(id_, name, names.label("unit", unit), path, plan, invested, rate, gap, issues))
    return Shown(count, found)


def _entries(ledger: Ledger, names: Names, condition: str, what: str, top: int | None) -> Shown[Entry]:
    """The projects for which a condition of the rules holds, by their units."""
    columns = ("id", "name", "unit", "path")
    count, rows = rates.matching(ledger.facts, condition, what, columns, questions.BY_UNIT, top)
    pairs = cast("list[tuple[str, str, str | None, str]]", rows)
    return Shown(
        count, [Entry(id_, name, names.label("unit", unit), path) for id_, name, unit, path in pairs]
    )


def _steps(ledger: Ledger, names: Names, span: Span) -> list[StepLine]:
    """The approval steps by their classes, or one by one where the rules have no classes."""
    rules = ledger.rules.steps
    classes = rules.classes or {}
    found: dict[str, list[int]] = {key: [0, 0, 0] for key in (classes or rules.steps)}
    for one in questions.step_counts(ledger.facts, span.last.isoformat()):
        rule = rules.steps.get(one.step)
        key = one.step if not classes else (rule.class_ or "") if rule is not None else ""
        sums = found.setdefault(key, [0, 0, 0])
        for n, number in enumerate((one.due, one.done, one.ok)):
            sums[n] += number
    column = "step_class" if classes else "step"
    return [
        StepLine(names.label(column, key) if key else Say("其他", "Others").text(), *sums)
        for key, sums in found.items()
        if sums[0]
    ]


def _changes(ledger: Ledger, names: Names) -> list[Change]:
    return [
        Change(
            one.entered,
            names.label("list", one.list),
            one.day,
            Entry(one.id, one.name, names.label("unit", one.unit), one.path),
        )
        for one in questions.list_changes(ledger.facts)
    ]


def _left_out(ledger: Ledger) -> list[str]:
    """Files and folders that could not be opened, links, and what looks like a project file and is none."""
    return [
        one.path
        for one in ledger.folder_findings
        if one.path.endswith(".yaml") or one.code != NOT_A_PROJECT_FILE.code
    ]


__all__ = ["bulletin", "bulletin_rule", "default_month", "grouping"]
