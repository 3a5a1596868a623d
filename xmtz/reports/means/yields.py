"""Yield (亩均效益评价): values per mu, per tonne, per worker against base values, scored and graded.

Scores are exact fractions until they are printed; a grade goes by the exact score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from xmtz.domain.money import WAN
from xmtz.domain.quantity import number
from xmtz.index import yield_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.index.yield_questions import BenefitLine
from xmtz.records.score_rules import Grade, YieldItem, YieldRule
from xmtz.reports.names import Names
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

VALUES: Final = ("output", "sales", "tax", "added")
BURDENS: Final = ("energy_tce", "cod_t", "water_m3")
"""What is better less: a project that has none of it gets the whole points."""


class ItemScore(NamedTuple):
    """A measure of a project: its value in 万元 per unit (None where the unit is none), and its points."""

    value: Fraction | None
    points: Fraction


class Score(NamedTuple):
    """The score of a project or a group. `missing`: the measures for which figures are wanting; they give no points."""

    total: Fraction
    grade: str | None
    items: dict[str, ItemScore]
    missing: tuple[str, ...]
    small: bool


class Scored(NamedTuple):
    """A project of which a year's figures are there."""

    line: BenefitLine
    score: Score


class GroupScore(NamedTuple):
    """The sums of a unit or a sector, scored like one project. `sums`: amounts in 分, the rest numbers."""

    key: str | None
    projects: int
    sums: dict[str, Fraction]
    score: Score


class Yields:
    """The evaluation of a year by one rule, as a day knows it."""

    def __init__(self, ledger: Ledger, day: date, year: int | None = None, rule: str | None = None) -> None:
        self.ledger = ledger
        self.day = day
        self.year = year if year is not None else (ask.newest_year(ledger.facts, day.year) or day.year - 1)
        if self.year > day.year:
            raise Trouble(
                Say("{year} 年还没有到（以 {day} 为今天）", "{year} is still to come (today is {day})"),
                year=self.year,
                day=day,
            )
        self.key, self.rule = rule_of(ledger, self.year, rule)
        self.unfinished = self.year == day.year

    def scored(self, unit: str | None = None) -> list[Scored]:
        """The projects that have figures, the best first."""
        found = [Scored(one, score(self.rule, one.amounts())) for one in self._lines() if _of(one.unit, unit)]
        return sorted(found, key=lambda one: (-one.score.total, one.line.id))

    def groups(self, by: str, unit: str | None = None) -> list[GroupScore]:
        """The sums by unit or sector, the best first."""
        groups: dict[str | None, list[BenefitLine]] = {}
        for one in self._lines():
            if _of(one.unit, unit):
                groups.setdefault(one.unit if by == "unit" else one.sector, []).append(one)
        order = Names(self.ledger).order(by)
        made = [group(self.rule, key, lines) for key, lines in groups.items()]
        return sorted(made, key=lambda one: (-one.score.total, order.get(one.key or "", len(order))))

    def total(self, unit: str | None = None) -> GroupScore:
        """The sum of all of them."""
        return group(self.rule, None, [one for one in self._lines() if _of(one.unit, unit)])

    def unreported(self, unit: str | None = None) -> list[ask.Producing]:
        """Projects in production by the end of the year without figures (未填报)."""
        last = min(self.day, date(self.year, 12, 31)).isoformat()
        return [
            one
            for one in ask.unreported(self.ledger.facts, self.year, last, self.day.isoformat())
            if _of(one.unit, unit)
        ]

    def _lines(self) -> list[BenefitLine]:
        return ask.benefits(self.ledger.facts, self.year, self.day.isoformat())


def rule_of(ledger: Ledger, year: int, key: str | None = None) -> tuple[str, YieldRule]:
    """The rule of a year: the one named, else the one in force since latest. Raises Trouble."""
    rules = ledger.rules.indicators.yields
    if key is not None and key not in rules:
        raise Trouble(
            Say("没有“{key}”这种效益评价；可用：{known}", "there is no evaluation “{key}”; known: {known}"),
            key=key if key.isprintable() else ascii(key),
            known=", ".join(rules) or "—",
        )
    held = [
        (name, rule)
        for name, rule in rules.items()
        if (key is None or name == key) and rule.since is not None and rule.since.year <= year
    ]
    if held:
        return max(held, key=lambda one: (one[1].since, one[0]))
    if rules:
        raise Trouble(
            Say("{year} 年还没有亩均效益评价规则", "no evaluation of yield was in force in {year}"), year=year
        )
    raise Trouble(
        Say(
            "rules/indicators.yaml 里没有亩均效益评价（yields）；汉滨模板（hanbin）里有一份可照写",
            "rules/indicators.yaml has no evaluation of yield (yields); the template hanbin has one to copy",
        )
    )


def score(rule: YieldRule, amounts: Mapping[str, Fraction | None]) -> Score:
    """The score of these amounts: Σ value / base x points. Money is in 分 in `amounts`."""
    mu = amounts["mu"]
    limit = number(rule.small_below)
    small = limit is not None and mu is not None and 0 < mu < limit
    return _score(
        rule, {key: (amounts[item.of], amounts[item.per]) for key, item in rule.items.items()}, small
    )


def _score(
    rule: YieldRule, pairs: Mapping[str, tuple[Fraction | None, Fraction | None]], small: bool
) -> Score:
    items: dict[str, ItemScore] = {}
    missing = []
    for key, item in rule.items.items():
        points = item.weight_small if small else item.weight
        if points is None:
            continue
        found = _item(item, points, *pairs[key])
        if found is None:
            missing.append(key)
        else:
            items[key] = found
    total = sum((one.points for one in items.values()), Fraction(0))
    return Score(total, grade(rule.grades, total) if items else None, items, tuple(missing), small)


def _item(item: YieldItem, points: int, value: Fraction | None, per: Fraction | None) -> ItemScore | None:
    base = number(item.base)
    if value is None or per is None or not base:
        return None
    if not per:
        return ItemScore(None, Fraction(points)) if item.per in BURDENS else None
    each = value / WAN / per
    gained = each / base * points
    return ItemScore(each, gained if item.cap is None else min(gained, Fraction(item.cap)))


def grade(grades: Mapping[str, Grade], total: Fraction) -> str | None:
    """The grade of an exact score: the highest whose `from` it reaches."""
    reached = [
        (one.from_, key) for key, one in grades.items() if one.from_ is not None and total >= one.from_
    ]
    return max(reached)[1] if reached else None


def group(rule: YieldRule, key: str | None, lines: Iterable[BenefitLine]) -> GroupScore:
    every = [one.amounts() for one in lines]
    names = (*VALUES, "mu", *BURDENS, "workers")
    sums = {name: sum((a for one in every if (a := one[name]) is not None), Fraction(0)) for name in names}
    pairs: dict[str, tuple[Fraction | None, Fraction | None]] = {}
    for name, item in rule.items.items():
        both = [
            (v, p) for one in every if (v := one[item.of]) is not None and (p := one[item.per]) is not None
        ]
        zero = Fraction(0)
        pairs[name] = (
            (sum((v for v, _ in both), zero), sum((p for _, p in both), zero)) if both else (None, None)
        )
    return GroupScore(key, len(every), sums, _score(rule, pairs, False))


def _of(unit: str | None, wanted: str | None) -> bool:
    return wanted is None or unit == wanted
