"""What is asked of yields: a year's figures of each project, and who has none."""

from __future__ import annotations

import sqlite3
from fractions import Fraction
from typing import Final, NamedTuple

_MONEY: Final = ("output", "sales", "tax", "added")
_OTHER: Final = ("mu", "energy_tce", "cod_t", "water_m3", "workers")


class BenefitLine(NamedTuple):
    """A project's figures of a year: amounts in 分, numbers as exact texts."""

    path: str
    id: str
    name: str
    unit: str | None
    sector: str | None
    owner: str | None
    output: int | None
    sales: int | None
    tax: int | None
    added: int | None
    mu: str | None
    energy_tce: str | None
    cod_t: str | None
    water_m3: str | None
    workers: str | None

    def amounts(self) -> dict[str, Fraction | None]:
        """The figures by their names, exact."""
        return {
            name: None if (value := getattr(self, name)) is None else Fraction(value)
            for name in (*_MONEY, *_OTHER)
        }


def benefits(facts: sqlite3.Connection, year: int, day: str) -> list[BenefitLine]:
    """The figures of a year, of the projects not given up on `day` (ISO)."""
    figures = ", ".join(f"b.{name}" for name in (*_MONEY, *_OTHER))
    rows = facts.execute(
        f"SELECT s.path, p.id, p.name, p.unit, p.sector, p.owner, {figures} FROM state s"
        " JOIN project p ON p.c = s.c JOIN main.benefit b ON b.c = s.c WHERE b.year = :year"
        " AND coalesce(p.ended, '9') > :day ORDER BY p.id",
        {"year": year, "day": day},
    )
    return [BenefitLine._make(row) for row in rows]


def newest_year(facts: sqlite3.Connection, latest: int) -> int | None:
    """The newest year up to `latest` of which any project has figures."""
    (found,) = facts.execute(
        "SELECT max(b.year) FROM state s JOIN main.benefit b ON b.c = s.c WHERE b.year <= ?", (latest,)
    ).fetchone()
    return None if found is None else int(found)


class Producing(NamedTuple):
    """A project in production."""

    path: str
    id: str
    name: str
    unit: str | None
    since: str


def unreported(facts: sqlite3.Connection, year: int, last: str, day: str) -> list[Producing]:
    """Projects in production by `last` that have no figures of the year."""
    rows = facts.execute(
        "SELECT s.path, p.id, p.name, p.unit, p.production FROM state s JOIN project p ON p.c = s.c"
        " WHERE p.production <= :last AND coalesce(p.ended, '9') > :day AND NOT EXISTS"
        " (SELECT 1 FROM main.benefit b WHERE b.c = s.c AND b.year = :year) ORDER BY p.id",
        {"last": last, "day": day, "year": year},
    )
    return [Producing._make(row) for row in rows]
