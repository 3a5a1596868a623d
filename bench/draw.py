"""Draws a project from its number alone.

Project number n of a seed is the same whatever the size of the ledger, so that a small
ledger is the beginning of a large one.
"""

from __future__ import annotations

from datetime import date
from random import Random

import names
from days import month_start, workday, workday_before
from facts import (
    CLOSING,
    KINDS,
    LAST_MONTH,
    LAST_YEAR,
    LEVELS,
    RESERVED_BY,
    SECTORS,
    STEPS,
    TODAY,
    Issue,
    Project,
    Step,
    StepWay,
)

from xmtz.domain.codes import check_digit

# Of all projects, those below the first share are in production; above the others, not started, not reserved.
IN_PRODUCTION, NOT_STARTED, NOT_RESERVED = 0.22, 0.86, 0.95


def project(number: int, seed: int, prefix: str = "fx") -> Project:
    """Project `number` of a seed; ids begin with the ledger's `prefix`."""
    return _Draw(number, seed, prefix).project()


def _known(step: Step) -> Step | None:
    """What is known of a step before TODAY; None where that is nothing."""
    at = tuple(fact for fact in step.at if fact[1] < TODAY)
    if not at:
        return None
    pause = step.pause
    if pause is not None:
        since, till, why = pause
        pause = (since, till if till < TODAY else 0, why) if since < TODAY else None
    return Step(step.key, at, pause, step.document if at == step.at else "")


class _Draw:
    """The draw of one project. Its methods run in the order in which `project` calls them."""

    def __init__(self, number: int, seed: int, prefix: str) -> None:
        self.number = number
        self.seed = seed
        self.prefix = prefix
        self.next = Random((seed << 40) + number).random

    def below(self, bound: int) -> int:
        return int(self.next() * bound)

    def pick(self, choices: tuple) -> object:
        return choices[int(self.next() * len(choices))]

    def person(self) -> str:
        return f"{self.pick(names.SURNAMES)}{self.pick(names.GIVEN)}"

    def project(self) -> Project:
        self.life()
        steps = self.steps()
        level = self.pick(LEVELS)
        total = int(10 ** (3.3 + 1.5 * self.next())) * (600 if level == "province" else 100)
        if self.next() < 0.2:
            total += self.below(100)
        short, name, scope = names.project_name(
            (self.number * 1_073_676_287 + self.seed * 7_919) % names.NAMES
        )
        year = date.fromordinal(self.planned_on).year
        figures = self.figures(total)
        plan = self.plan(total, figures[0])
        return Project(
            year=year,
            id=self.id(year),
            name=name,
            code=self.code(),
            level=level,
            kind=self.pick(KINDS),
            sector=self.pick(SECTORS) if "亩" in scope else "manufacturing",
            unit=self.pick(names.HOLDERS),
            owner=f"陕西{short}有限公司",
            scope=scope,
            total=total,
            people=tuple((duty, self.person()) for duty in ("leader", "service", "agent", "statistician")),
            dates=self.dates(),
            stages=self.stages(),
            steps=steps,
            priority=(1 + self.below(5), 1 + self.below(5)),
            plan=plan,
            plan_months=self.plan_months(plan),
            figures=figures,
            issues=tuple(self.issue(n) for n in range(int(4 * self.next() ** 2))),
            comments=self.below(12),
        )

    def id(self, year: int) -> str:
        place = (self.number * 390_625 + self.seed * 104_729) % names.ID_SPACE
        return f"{self.prefix}{year % 100:02d}-{names.letters(place, 4)}"

    def code(self) -> str:
        day = date.fromordinal(self.planned_on)
        part, serial = divmod(self.number * 7_919, 90_000)
        department = ("04", "07", "60")[self.number // 90_000 % 3]
        kind = "05" if part % 4 == 0 else "01"
        first = f"{day:%y%m}-{self.pick(names.AREAS)}-{department}-{kind}-{serial + 10_000}"
        return f"{first}{check_digit(first)}"

    def life(self) -> None:
        """The start, which lies ahead for some, the months of work, and production."""
        share = self.next()
        months = 3 + self.below(22) + self.below(22)
        if share < IN_PRODUCTION:
            months = max(14, months)
        first = LAST_MONTH - months + 1
        self.span = months + 3 + self.below(24)
        self.produced = self.registered = 0
        self.start = workday(month_start(first) + self.below(20))
        self.months = range(first, LAST_MONTH + 1)
        if share < IN_PRODUCTION:
            self.span = months = max(10, months - self.below(12))
            self.months = range(first, first + months)
            self.produced = workday_before(month_start(first + months) - 1 - self.below(10))
        elif share > NOT_STARTED:
            self.months = range(0)
            self.start = workday(TODAY + 10 + self.below(120) + (240 if share > NOT_RESERVED else 0))
        registered = self.start + 10 + self.below(50)
        if registered < TODAY:
            self.registered = registered

    def steps(self) -> tuple[Step, ...]:
        """The steps from the start backwards, so that each prerequisite is granted before it is used."""
        day = self.start - 1 - self.below(20)
        found = []
        for way in reversed(STEPS):
            step = self.step(way, day)
            day = step.at[0][1] - self.below(9)
            found.append(step)
        self.reserved = next(step.at[-1][1] for step in found if step.key == RESERVED_BY)
        if self.reserved >= TODAY:
            self.reserved = 0
        self.planned_on = workday_before(min(day, TODAY - 10) - 20 - self.below(90))
        found.reverse()
        if self.produced:
            day = self.produced - 60 - self.below(20)
            for way in CLOSING:
                day += 20
                found.append(self.step(way, day))
        return tuple(known for known in map(_known, found) if known is not None)

    def step(self, way: StepWay, latest: int) -> Step:
        """A step that is granted on `latest` or the last working day before it."""
        granted = workday_before(latest)
        year = date.fromordinal(granted).year
        document = f"{way.organ}〔{year}〕{1 + self.below(400)}号" if self.next() < 0.35 else ""
        pause = None
        decided = granted - self.below(way.decide + 1)
        if way.pause and self.next() < 0.25:
            till = decided
            decided -= 4 + self.below(12)
            pause = (decided, till, way.pause)
            decided -= 1
        accepted = workday_before(decided)
        applied = workday_before(accepted - self.below(way.accept + 1))
        return Step(
            way.key, (("applied", applied), ("accepted", accepted), ("granted", granted)), pause, document
        )

    def stages(self) -> tuple[tuple[str, int, str], ...]:
        found = [("planned", self.planned_on, "")]
        if self.reserved:
            found.append(("reserved", self.reserved, ""))
        if self.months:
            found.append(("started", self.start, "承诺可开工" if self.next() < 0.1 else ""))
        if self.produced:
            found.append(("production", self.produced, ""))
        return tuple(found)

    def dates(self) -> tuple[tuple[str, int], ...]:
        found = [("signed", self.planned_on)]
        if self.reserved:
            found.append(("approved", self.reserved))
        found.append(("planned_start", self.start + self.below(60) - 25))
        if self.months:
            found.append(("planned_finish", month_start(self.months[0] + self.span) - 1))
        if self.registered:
            found.append(("registered", self.registered))
        return tuple(found)

    def working_months(self, year: int) -> range:
        """The months of a year in which work is planned."""
        start = date.fromordinal(self.start)
        first = start.year * 12 + start.month - 1
        return range(max(first, year * 12), min(first + self.span, year * 12 + 12))

    def plan(self, total: int, invested: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        """Three years of plan: a year's share of the planned span, and no more than is left to do."""
        done: dict[int, int] = {}
        for month, amount in invested:
            done[month // 12] = done.get(month // 12, 0) + amount
        now = max(done, default=0)
        left = total - sum(amount for year, amount in done.items() if year < now)
        start = date.fromordinal(self.start)
        end = (start.year * 12 + start.month - 1 + self.span) // 12
        since = max(start.year, min(end, LAST_YEAR) - 2)
        found = []
        for year in range(since, since + 3):
            share = total * len(self.working_months(year)) // self.span
            if year >= now:
                share = min(share, left)
                left -= max(share, done.get(year, 0))
            if share >= 100:
                found.append((year, share // 100 * 100))
        return tuple(found)

    def plan_months(self, plan: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        """This year's plan by month (the last year's of what is finished), which adds up to the year's."""
        if not self.months:
            return ()
        year, amount = [share for share in plan if share[0] <= LAST_YEAR][-1]
        months = self.working_months(year)
        each = amount // len(months) // 100 * 100
        shares = [(month, each) for month in months]
        shares[-1] = (months[-1], amount - each * (len(months) - 1))
        return tuple(shares)

    def figures(self, total: int) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Month by month: most keep pace, some lag or lead, some report nothing for a while."""
        share = 0.5 if self.produced else self.next()
        pace = 0.55 + 0.35 * self.next() if share < 0.3 else 1.05 + 0.2 * self.next() if share > 0.85 else 1.0
        silent = (
            self.months[-1] - self.below(4)
            if share != 0.5 and self.months and self.next() < 0.06
            else LAST_MONTH + 1
        )
        limit = total * 97 // 100
        mean = total / self.span * pace
        sum_so_far = 0
        invested, stats, paid, physical = [], [], [], []
        for month in self.months:
            draw = self.next()
            if month >= silent or (draw < 0.02 and month != self.months[-1]):
                continue
            season = (0.7, 0.4)[month % 12] if month % 12 < 2 else 1.1
            amount = min(int(mean * season * (0.5 + self.next())), limit - sum_so_far)
            if draw < 0.75:
                amount -= amount % 100
            last = self.produced and month == self.months[-1]
            if last:
                amount = max(amount, limit - sum_so_far)
            sum_so_far += amount
            invested.append((month, amount))
            physical.append((month, 100 if last else min(99, sum_so_far * 100 // total)))
            if 0 < self.registered < month_start(month) and draw < 0.95:
                stats.append((month, amount if draw < 0.6 else int(amount * (0.96 + 0.08 * self.next()))))
            if draw > 0.3:
                paid.append((month, int(amount * (0.7 + 0.25 * self.next()))))
        return tuple(map(tuple, (invested, stats, paid, physical)))

    def issue(self, which: int) -> Issue:
        since = self.planned_on
        raised = workday(since + self.below(max(1, TODAY - 40 - since)))
        assigned = workday(raised + 1)
        due = workday(assigned + 7 + self.below(30))
        cleared = None
        if due < TODAY or self.next() < 0.5:
            on = min(workday(assigned + 3 + self.below(25)), due)
            if on < TODAY:
                cleared = (on, self.person(), self.pick(names.EVIDENCE))
        title, kind = self.pick(names.PROBLEMS)
        return Issue(
            id=f"i-{names.letters((self.number * 31 + which * 11_003) % 32_768, 3)}",
            title=title,
            kind=kind,
            raised=raised,
            unit=self.pick(names.HELPERS),
            assigned=assigned,
            due=due,
            plan=self.pick(names.ISSUE_PLANS),
            cleared=cleared,
        )
