"""Figures that localities published come out of the program when it is given their inputs.

Each row of data/published_rates.csv is a unit of a ledger of its month: with a project that
has the plan and the investment, or with as many projects and steps as were counted.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from small_ledger import NATIONAL, Small

FILE = Path(__file__).parents[1] / "data" / "published_rates.csv"
YEAR = "2020"  # for rows whose source does not print the year

# What the publishers themselves got wrong: no reading of the rounded inputs gives their figure.
WRONG = {
    "HN19-1": "1750.07 / 2574.3 is 67.98 whatever the next digits are; 67.99 was printed",
    "LN-1": "4.28 / 17.68 is 24.17 to 24.24; 24.25 was printed",
}
INDICATOR = {
    "投资完成率": "completion_rate",
    "开工率": "start_rate",
    "占比": "on_schedule_share",
    "手续办结率(按手续)": "permit_rate",
    "手续办结率(按项目)": "permit_projects_rate",
}
# These two divide by every project on the list, not by those planned to start in the year.
ALL_LISTED = ("LN-3", "LF-2")
SHOWN = "[permit_rate, permit_projects_rate, start_rate, start_rate_all, completion_rate, on_schedule_share]"
WAN = {"万元": Fraction(1), "亿元": Fraction(10_000), "项": Fraction(1), "个": Fraction(1)}


class Row(NamedTuple):
    """A published figure."""

    id: str
    month: str
    metric: str
    num: str
    num_unit: str
    den: str
    den_unit: str
    percent: str
    gap: str

    @property
    def exact(self) -> Fraction:
        """The rate of the inputs as they are printed."""
        return Fraction(self.num) * WAN[self.num_unit] / (Fraction(self.den) * WAN[self.den_unit])

    def bounds(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest rate that inputs which round to the printed ones can have."""
        numerator, denominator = Fraction(self.num), Fraction(self.den)
        n, d = (_half(self.num, self.num_unit), _half(self.den, self.den_unit))
        scale = WAN[self.num_unit] / WAN[self.den_unit]
        return (numerator - n) / (denominator + d) * scale, (numerator + n) / (denominator - d) * scale


def _half(text: str, unit: str = "亿元") -> Fraction:
    """Half a unit of the last place of an amount; counts are exact."""
    return Fraction(0) if unit in ("项", "个") else Fraction(1, 2 * 10 ** len(text.partition(".")[2]))


def _rows() -> list[Row]:
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [
        Row(
            r["id"], r["period"].replace("XXXX", YEAR), r["metric"], r["num"], r["num_unit"], r["den"],
            r["den_unit"], r["published_pct"], r["published_gap_pp"],
        )
        for r in csv.DictReader(lines)
    ]  # fmt: skip


ROWS = _rows()
MONTHS = sorted({row.month for row in ROWS})


@pytest.mark.parametrize("month", MONTHS)
def test_every_row_of_a_month_comes_out_as_published(month: str, tmp_path: Path) -> None:
    rows = [row for row in ROWS if row.month == month]
    report = _ledger(tmp_path / "台账", rows).report(month)
    figures = {line["key"]: line["rates"] for line in report["rows"]}
    for row in rows:
        figure = figures[_unit(row)][_indicator(row)]
        assert Fraction(*figure["fraction"]) == row.exact, row
        low, high = row.bounds()
        assert _says(row.percent, low, high) == (row.id not in WRONG), row
        if row.id not in WRONG:
            assert _says(figure["rate"].rstrip("%"), low, high), row
        if row.gap:
            schedule = Fraction(int(month[5:]), 12)
            assert Fraction(figure["gap"]) == _rounded(row.exact - schedule), row
            assert _says(row.gap, low - schedule, high - schedule), row


def test_there_are_as_many_rows_and_errors_as_the_text_says() -> None:
    assert len(ROWS) == 50
    assert {row.id for row in ROWS} >= set(WRONG)
    assert sum(bool(row.gap) for row in ROWS) == 10


def _says(printed: str, low: Fraction, high: Fraction) -> bool:
    """Whether some number within the bounds prints so (in percent)."""
    half = Fraction(1, 2 * 10 ** len(printed.partition(".")[2]))
    return low * 100 <= Fraction(printed) + half and high * 100 >= Fraction(printed) - half


def _rounded(gap: Fraction) -> Fraction:
    """To two places of a percentage point, halves away from zero."""
    size = (abs(gap) * 10**4 + Fraction(1, 2)).__floor__()
    return Fraction(size if gap >= 0 else -size, 100)


def _indicator(row: Row) -> str:
    return "start_rate_all" if row.id in ALL_LISTED else INDICATOR[row.metric]


def _unit(row: Row) -> str:
    if row.id == "PY20-2":  # the same projects as PY20-1, counted the other way
        return "py20-1"
    return row.id.lower()


def _ledger(root: Path, rows: list[Row]) -> Small:
    rules = {file.stem: file.read_text(encoding="utf-8") for file in NATIONAL.glob("*.yaml")}
    one, two = (
        "    rates: [permit_rate, start_rate, registered_rate, completion_rate, quarter_share]",
        "  monthly:\n    title: {zh: 重点项目建设情况月通报, en: Monthly bulletin of key projects}\n",
    )
    assert two + one in rules["indicators"]
    rules["indicators"] = rules["indicators"].replace(two + one, f"{two}    rates: {SHOWN}")
    # The template's definitions hold from 2020 on; these places counted so before.
    rules["indicators"] = rules["indicators"].replace("since: 2020-01", "since: 2015-01")
    if any(row.id.startswith("PY20") for row in rows):  # Puyang counted seven permits for every project
        rules["steps"] = "steps:\n" + "".join(f"  p{n}: {{label: 手续{n}}}\n" for n in range(7))
    ledger = Small(root, rules, {_unit(row): row.id for row in rows})
    for row in rows:
        for project in _projects(row):
            ledger.project(project, unit=_unit(row))
    return ledger


def _projects(row: Row) -> Iterator[str]:
    year, count = row.month[:4], int(Fraction(row.den)) if row.den_unit in ("项", "个") else 0
    done = int(Fraction(row.num)) if count else 0
    started = f"stages:\n  - {{to: started, on: {year}-01-05}}\n"
    if row.metric == "投资完成率":
        plan, invested = (_wan(Fraction(row.den) * WAN[row.den_unit]), Fraction(row.num) * WAN[row.num_unit])
        first = invested / 3 // 1
        months = {f"{year}-01": first, row.month: invested - first}
        series = "".join(f"  {month}: {_wan(amount)}\n" for month, amount in months.items())
        yield f"plan:\n  {year}: {plan}\ninvested:\n{series}"
    elif row.metric == "开工率":
        plan = "" if row.id in ALL_LISTED else f"dates:\n  planned_start: {year}-12-31\n"
        for n in range(count):
            yield plan + (started if n < done else f"stages:\n  - {{to: reserved, on: {year}-01-05}}\n")
    elif row.metric == "占比":
        month = int(row.month[5:])
        for n in range(count):
            invested = month * 100 if n < done else month * 100 - 1
            yield f"{started}plan:\n  {year}: 1200\ninvested:\n  {row.month}: {invested}\n"
    elif row.id == "PY20-1":  # 244 of 283 projects have all seven; the others share the rest
        whole, rest = 244, 1878 - 244 * 7
        for n in range(283):
            steps = 7 if n < whole else rest // 39 + (n - whole < rest % 39)
            granted = "".join(f"  p{k}: {{granted: {year}-03-01}}\n" for k in range(steps))
            yield f"steps:\n{granted}"


def _wan(amount: Any) -> str:
    """An amount as files carry it."""
    whole, part = divmod(int(amount * 10**6), 10**6)
    return f"{whole}.{part:06d}".rstrip("0").rstrip(".")
