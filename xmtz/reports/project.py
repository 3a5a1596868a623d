"""One project as a value: where it stands on a day, for the one-screen view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xmtz.checks.waivers import holds
from xmtz.domain.money import Fen
from xmtz.domain.months import Month
from xmtz.index.issue_questions import concerning
from xmtz.index.kept import kept_until
from xmtz.index.ledger import Ledger
from xmtz.index.questions import steps_of
from xmtz.records.issue import Issue
from xmtz.records.project import Project
from xmtz.words.errors import Trouble
from xmtz.words.finding import Finding, Place
from xmtz.words.lang import Say


@dataclass(frozen=True, slots=True)
class StepLine:
    """One approval step: its state on the day and the days that matter."""

    key: str
    state: str
    applied: date | None
    accepted: date | None
    granted: date | None
    document: str | None
    until: date | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class YearLine:
    """This year's plan against figures. `gap` is a fraction of 1."""

    year: int
    plan: Fen | None
    invested: Fen
    stats: Fen
    paid: Fen
    newest: Month | None
    rate: Fraction | None
    gap: Fraction | None
    physical: int | None
    every: Fen


@dataclass(frozen=True, slots=True)
class Standing:
    """A project on a day."""

    project: Project
    path: str
    day: date
    stage: str | None
    steps: list[StepLine]
    year: YearLine
    issues: list[Issue]
    cleared: int
    findings: list[Finding]


def standing(ledger: Ledger, path: str, day: date) -> Standing:
    """Where the project in the file at `path` stands on `day`. Raises Trouble where the file cannot be read."""
    reading = ledger.read(path)
    if reading is None or reading.project is None:
        raise Trouble(
            Say("{path} 读不出来；xmtz check 查原因", "{path} cannot be read; see xmtz check"), path=path
        )
    project = reading.project
    shared = _shared(ledger, project, day)
    open_issues = [*(issue for issue in project.issues if issue.open_at(day)), *shared]
    kept = kept_until(ledger.facts, day.isoformat())
    return Standing(
        project,
        path,
        day,
        project.stage_at(day),
        _steps(ledger, project, path, day),
        _year(project, day),
        open_issues,
        len([i for i in project.issues if i.raised is not None and i.raised <= day])
        - (len(open_issues) - len(shared)),
        [one for one in reading.findings if holds(one, day.isoformat(), kept)],
    )


def _shared(ledger: Ledger, project: Project, day: date) -> list[Issue]:
    """The open issues in the files of other projects that concern this one."""
    found = []
    for path, id_ in concerning(ledger.facts, project.id) if project.id else ():
        reading = ledger.read(path)
        other = reading.project if reading is not None else None
        found += [one for one in other.issues if one.id == id_ and one.open_at(day)] if other else []
    return found


def _steps(ledger: Ledger, project: Project, path: str, day: date) -> list[StepLine]:
    """The steps that apply or are recorded, in the order of the rules."""
    applying = steps_of(ledger.facts, path)
    keys = [key for key in ledger.rules.steps.steps if key in applying]
    keys += [key for key in project.steps if key not in keys]
    lines = []
    for key in keys:
        record = project.steps.get(key)
        if record is None:
            lines.append(StepLine(key, "none", None, None, None, None, None, None))
            continue
        until = (
            record.deferred.until
            if record.deferred
            else record.committed.check_by
            if record.committed
            else None
        )
        place = Place(path, record.node.line, record.node.column)
        state = record.state_at(day)
        lines.append(
            StepLine(
                key, state, record.applied, record.accepted, record.granted, record.document, until, place
            )
        )
    return lines


def _year(project: Project, day: date) -> YearLine:
    now = Month.of(day)
    months = [month for month in project.invested if month.year == now.year and month <= now]
    newest = max(months, default=None)

    def to_date(series: object) -> Fen:
        assert isinstance(series, dict)
        return sum(amount for month, amount in series.items() if month.year == now.year and month <= now)

    plan = project.plan.get(now.year)
    invested = to_date(dict(project.invested))
    rate = Fraction(invested, plan) if plan else None
    gap = rate - Fraction(newest.month, 12) if rate is not None and newest is not None else None
    progress = [month for month in project.physical if month <= now]
    before = max((year for year in project.invested_before if year < now.year), default=None)
    every = sum(
        amount
        for month, amount in project.invested.items()
        if month <= now and (before is None or month.year > before)
    )
    return YearLine(
        now.year,
        plan,
        invested,
        to_date(dict(project.invested_stats)),
        to_date(dict(project.paid)),
        newest,
        rate,
        gap,
        project.physical[max(progress)] if progress else None,
        every + (project.invested_before[before] if before is not None else 0),
    )
