"""The monthly bulletin as a value: position, rates with ranks, issues, lagging and unreported projects.

It depends on the state of the ledger and the month, never on the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, cast

from xmtz.domain.money import Fen
from xmtz.domain.months import Month
from xmtz.index import questions, rates
from xmtz.index.ledger import Ledger
from xmtz.index.standing import make_standing, rows_of
from xmtz.records.rules import BulletinRule, Indicator
from xmtz.reports.names import Names
from xmtz.reports.ranking import ranks
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

LAGGING: Final = "listed and invested_ytd * 12 < plan * month"
REPORT_DUE: Final = "listed and is_started and not is_completed and ended is null"


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure: numerator and denominator (counts, or 分), the rate, its rank and its gap to schedule.

    `gap` is in percentage points as a fraction of 1 (−0.1 is ten points behind).
    """

    counts: int
    of: int
    rate: Fraction | None
    rank: int | None
    rank_before: int | None
    gap: Fraction | None
    projects: int


@dataclass(frozen=True, slots=True)
class Line:
    """A group's row of the ranking."""

    key: str | None
    label: str
    projects: int
    plan: Fen
    invested: Fen
    rates: Mapping[str, Rate]


@dataclass(frozen=True, slots=True)
class Part:
    """A stage, a batch or a level: how many projects, and their amounts."""

    key: str | None
    label: str
    projects: int
    total: Fen
    plan: Fen
    invested: Fen


@dataclass(frozen=True, slots=True)
class Lagging:
    """A project behind schedule."""

    id: str
    name: str
    unit: str
    path: str
    plan: Fen
    invested: Fen
    month: int

    @property
    def rate(self) -> Fraction:
        """This year's investment over the year's plan."""
        return Fraction(self.invested, self.plan)

    @property
    def gap(self) -> Fraction:
        """How far the rate is from the schedule of so many twelfths."""
        return self.rate - Fraction(self.month, 12)


@dataclass(frozen=True, slots=True)
class Unreported:
    """A project whose figure for the month is missing."""

    id: str
    name: str
    unit: str
    path: str


@dataclass(frozen=True, slots=True)
class Named:
    """A list of projects that the rules ask for, such as those to be urged on before they start."""

    label: str
    projects: list[Unreported]


@dataclass(frozen=True, slots=True)
class Monthly:
    """A monthly bulletin."""

    ledger: str
    title: Say
    month: Month
    state: str
    by: str
    projects: int
    bundles: int
    batches: list[Part]
    stages: list[Part]
    levels: list[Part]
    started: Mapping[str, questions.Events]
    completed: Mapping[str, questions.Events]
    indicators: Mapping[str, Indicator]
    rank_by: str
    lines: list[Line]
    whole: Line
    issues: list[tuple[str, int, int, int, int]]
    overdue: list[questions.OpenIssue]
    lagging: list[Lagging]
    unreported: list[Unreported]
    lists: list[Named]
    unread: list[str]
    doubtful: list[str]
    later: Mapping[str, Month]


def default_month(ledger: Ledger, latest: Month) -> Month:
    """The newest month with figures. Raises Trouble where no project has any."""
    month = questions.newest_month(ledger.facts, latest)
    if month is None:
        raise Trouble(
            Say(
                "台账里还没有任何月份的投资数；先用 xmtz figures 填报，或写明月份：xmtz report --monthly 2025-07",
                "no project has figures yet; enter some with xmtz figures, or name a month: xmtz report --monthly 2025-07",
            )
        )
    return month


def monthly(ledger: Ledger, month: Month, by: str | None = None) -> Monthly:
    """The bulletin of one month, grouped by unit, level, sector, kind, leader, stage, batch or department."""
    rule = bulletin_rule(ledger, "monthly")
    by = by or rule.by or "unit"
    if by not in rates.GROUPINGS:
        raise Trouble(
            Say("不能按“{by}”分组；可用：{known}", "cannot group by “{by}”; known: {known}"),
            by=by,
            known=", ".join(rates.GROUPINGS),
        )
    facts = ledger.facts
    wanted, later = _indicators(ledger, rule, month)
    before = month.previous
    held_before = {key: one for key, one in wanted.items() if one.since <= before}
    earlier = _rates_of(
        _sums(ledger, held_before, by, f"({rows_of(facts, before, ledger.rules)})"), wanted, before
    )
    ranked_before = {
        key: ranks(
            {group: pair[key].rate for group, pair in earlier.items() if group is not None and key in pair},
            _higher(one),
        )
        for key, one in wanted.items()
    }
    make_standing(facts, month, ledger.rules)
    label = labeller(ledger, by)
    lines, whole = _lines(ledger, wanted, by, month, label, ranked_before)
    rank_by = rule.rank_by if rule.rank_by in wanted else next(iter(wanted), "")
    lines.sort(key=lambda line: _order(line, rank_by))
    projects, bundles = questions.bundle_counts(facts)
    unread, doubtful = questions.unread(facts)
    return Monthly(
        ledger=ledger.book.settings.name or "",
        title=rule.title_ or Say("重点项目建设月通报", "Monthly bulletin of key projects"),
        month=month,
        state=ledger.source.name,
        by=by,
        projects=projects,
        bundles=bundles,
        batches=_parts(ledger, "batch"),
        stages=_parts(ledger, "stage"),
        levels=_parts(ledger, "level"),
        started={
            "month": questions.events(facts, "started_in_period"),
            "year": questions.events(facts, "started_in_year"),
        },
        completed={
            "month": questions.events(facts, "completed_in_period"),
            "year": questions.events(facts, "completed_in_year"),
        },
        indicators=wanted,
        rank_by=rank_by,
        lines=lines,
        whole=whole,
        issues=[
            (label(key), o, d, r, c)
            for key, o, d, r, c in sorted(
                questions.issue_counts(facts, rates.column_of(by)),
                key=lambda row: (-row[2], -row[1], str(row[0])),
            )
        ],
        overdue=questions.open_issues(facts, month.last_day.isoformat(), overdue_only=True),
        lagging=_lagging(ledger, rule, month),
        unreported=_unreported(ledger, rule),
        lists=[
            Named(one.label.text(), _projects(ledger, one.when, key))
            for key, one in rule.lists.items()
            if one.label is not None and one.when is not None
        ],
        unread=unread,
        doubtful=doubtful,
        later=later,
    )


def bulletin_rule(ledger: Ledger, kind: str) -> BulletinRule:
    """The rules of a bulletin; empty ones where the ledger has none."""
    found = ledger.rules.indicators.bulletins.get(kind)
    return found if found is not None else BulletinRule.__new__(BulletinRule)


def labeller(ledger: Ledger, by: str) -> Callable[[str | None], str]:
    """From a group's key to the words that a person reads."""
    names = Names(ledger)
    return lambda key: names.label(by, key)


def _indicators(
    ledger: Ledger, rule: BulletinRule, month: Month
) -> tuple[dict[str, Indicator], dict[str, Month]]:
    """The indicators of the bulletin in force in the month, and those that begin later."""
    known = ledger.rules.indicators.indicators
    names = rule.rates or tuple(known)
    held = rates.in_force(known, month)
    later = {name: min(v.since for v in known[name]) for name in names if name in known and name not in held}
    return {name: held[name] for name in names if name in held}, later


Sums = dict[str | None, dict[str, rates.Sums]]


def _sums(ledger: Ledger, wanted: Mapping[str, Indicator], by: str, table: str = "standing") -> Sums:
    """The sums of each group; the denominator of a share is that of all groups together."""
    found = rates.sums(ledger.facts, wanted, by, table)
    shares = [key for key, one in wanted.items() if one.share]
    if shares:
        for key in shares:
            every = sum(pair[key].of for pair in found.values())
            for pair in found.values():
                pair[key] = pair[key]._replace(of=every)
    return found


def _rates_of(
    found: Sums, wanted: Mapping[str, Indicator], month: Month
) -> dict[str | None, dict[str, Rate]]:
    """Rates without ranks."""
    return {
        group: {key: _rate(pair[key], wanted[key], month) for key in pair} for group, pair in found.items()
    }


def _rate(one: rates.Sums, indicator: Indicator, month: Month) -> Rate:
    rate = Fraction(one.counts, one.of) if one.of else None
    gap = None
    if rate is not None and indicator.schedule == "months":
        gap = rate - Fraction(month.month, 12)
    elif rate is not None and indicator.schedule == "plan" and one.planned is not None:
        gap = rate - Fraction(one.planned, one.of)
    return Rate(one.counts, one.of, rate, None, None, gap, one.projects)


def _higher(indicator: Indicator) -> bool:
    return indicator.better != "lower"


def _lines(
    ledger: Ledger,
    wanted: Mapping[str, Indicator],
    by: str,
    month: Month,
    label: Callable[[str | None], str],
    ranked_before: Mapping[str, Mapping[str, int | None]],
) -> tuple[list[Line], Line]:
    found = _rates_of(_sums(ledger, wanted, by), wanted, month)
    places = {
        key: ranks(
            {group: pair[key].rate for group, pair in found.items() if group is not None}, _higher(one)
        )
        for key, one in wanted.items()
    }
    amounts = {group.key: group for group in questions.groups(ledger.facts, rates.column_of(by), "listed")}
    lines = []
    for group in {**amounts, **found}:
        pair = {
            key: _ranked(rate, places[key].get(cast(str, group)), ranked_before[key].get(cast(str, group)))
            for key, rate in found.get(group, {}).items()
        }
        size = amounts.get(group)
        lines.append(
            Line(
                group,
                label(group),
                size.projects if size else 0,
                size.plan if size else 0,
                size.invested if size else 0,
                pair,
            )
        )
    every = _rates_of(rates.sums(ledger.facts, wanted, None), wanted, month).get(None, {})
    sizes = list(amounts.values())
    whole = Line(
        None,
        Say("合计", "Total").text(),
        sum(size.projects for size in sizes),
        sum(size.plan for size in sizes),
        sum(size.invested for size in sizes),
        every,
    )
    return lines, whole


def _ranked(rate: Rate, rank: int | None, before: int | None) -> Rate:
    return Rate(rate.counts, rate.of, rate.rate, rank, before, rate.gap, rate.projects)


def _order(line: Line, rank_by: str) -> tuple[bool, bool, int, str]:
    rate = line.rates.get(rank_by)
    rank = rate.rank if rate is not None else None
    return line.key is None, rank is None, rank or 0, line.key or ""


def _parts(ledger: Ledger, by: str) -> list[Part]:
    label = labeller(ledger, by)
    words = ledger.rules.words().get({"batch": "batches", "stage": "stages", "level": "levels"}[by], {})
    order = {key: n for n, key in enumerate(words)}
    found = {group.key: group for group in questions.groups(ledger.facts, by)}
    if by == "batch":
        for key in order:
            found.setdefault(key, questions.Group(key, 0, 0, 0, 0))
    parts = [Part(g.key, label(g.key), g.projects, g.total, g.plan, g.invested) for g in found.values()]
    parts.sort(key=lambda part: (order.get(part.key or "", len(order)), part.key is None, part.key or ""))
    return parts if by != "batch" or order else []


def _lagging(ledger: Ledger, rule: BulletinRule, month: Month) -> list[Lagging]:
    label = labeller(ledger, "unit")
    columns = ("id", "name", "unit", "path", "plan", "invested_ytd")
    rows = cast(
        "Iterator[tuple[str, str, str | None, str, int | None, int]]",
        rates.matching(ledger.facts, rule.lagging or LAGGING, "lagging", columns),
    )
    found = [
        Lagging(id_, name, label(unit), path, plan, invested, month.month)
        for id_, name, unit, path, plan, invested in rows
        if plan
    ]
    # The rate to 18 places as an integer: comparing thousands of fractions would take longer than all the rest.
    found.sort(key=lambda one: (one.invested * 10**18 // one.plan, -one.plan, one.id))
    return found


def _unreported(ledger: Ledger, rule: BulletinRule) -> list[Unreported]:
    return _projects(ledger, f"({rule.report_due or REPORT_DUE}) and not reported", "report_due")


def _projects(ledger: Ledger, condition: str, what: str) -> list[Unreported]:
    label = labeller(ledger, "unit")
    rows = rates.matching(ledger.facts, condition, what, ("id", "name", "unit", "path"))
    found = [
        Unreported(cast(str, i), cast(str, n), label(cast("str | None", u)), cast(str, p))
        for i, n, u, p in rows
    ]
    found.sort(key=lambda one: (one.unit, one.id))
    return found
