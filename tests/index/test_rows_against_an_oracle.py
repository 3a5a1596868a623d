"""The row that indicators see, against a slow second opinion, over random projects and months.

Every column is read through the program: an indicator for each column, a unit for each project.
"""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import row_oracle as oracle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_ledger import PLAIN, Small

from xmtz.records.row import COLUMNS

NUMBERS = sorted(name for name in oracle.row(oracle.Facts(), (2025, 1)) if name not in ("stage", "left_on"))
# Where mistakes are made: around the ends of months, quarters and years.
PERIODS = [(2024, 11), (2024, 12), (2025, 1), (2025, 2), (2025, 3), (2025, 4), (2025, 12)]
EDGES = [date(year, month, 1) + timedelta(days=off) for year, month in PERIODS for off in (-1, 0, 1)]

days = st.sampled_from(EDGES) | st.integers(0, 900).map(lambda n: date(2023, 10, 1) + timedelta(days=n))
maybe = st.none() | days
months = st.sampled_from(PERIODS) | st.tuples(st.integers(2023, 2026), st.integers(1, 12))
amounts = st.just(0) | st.integers(1, 50)
series = st.dictionaries(months, amounts, max_size=8)
years = st.dictionaries(st.integers(2022, 2026), amounts, max_size=3)
steps = st.dictionaries(
    st.sampled_from(["filing", "permit", "relics"]),
    st.dictionaries(
        st.sampled_from(
            ["applied", "granted", "skipped", "lapsed", "refused", "committed", "broken", "deferred"]
        ),
        days,
        max_size=4,
    ).filter(bool),
    max_size=3,
)
projects = st.builds(
    oracle.Facts,
    stages=st.lists(st.tuples(st.sampled_from(oracle.ORDER), days), max_size=5),
    lists=st.lists(st.tuples(days, maybe), max_size=3),
    planned_start=maybe,
    planned_finish=maybe,
    registered=maybe,
    plan=years,
    plan_months=series,
    before=years,
    invested=series,
    stats=series,
    paid=series,
    physical=st.dictionaries(months, st.integers(0, 100), max_size=5),
    relics=st.sampled_from([None, True, False]),
    steps=steps,
    issues=st.lists(st.tuples(days, maybe, maybe), max_size=4),
    funds=st.lists(st.tuples(amounts, series, series, maybe), max_size=2),
)


def rules() -> dict[str, str]:
    """An indicator for each column, and one that counts where it is empty."""
    lines = ["indicators:"]
    for name in NUMBERS:
        lines.append(f"  {name}: {{label: {name}, since: 2020-01, of: '1', counts: {name}}}")
        lines.append(f"  {name}-null: {{label: {name}, since: 2020-01, of: '1', counts: {name} is null}}")
    lines += [
        f"  stage-{stage}: {{label: 阶段, since: 2020-01, of: '1', counts: stage = '{stage}'}}"
        for stage in oracle.ORDER
    ]
    lines.append("  left: {label: 调出, since: 2020-01, of: '1', counts: left_on is not null}")
    bond = "bond: {zh: 专项债券, en: Special bonds}"
    assert bond in PLAIN["terms"]
    terms = PLAIN["terms"].replace(bond, "bond: {label: 专项债券, clock: 6 m}")
    return PLAIN | {"indicators": "\n".join([*lines, ""]), "terms": terms}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(projects, min_size=3, max_size=10), st.sampled_from(PERIODS))
def test_every_column_is_what_the_oracle_says(found: list[oracle.Facts], period: oracle.Month) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = Small(Path(folder) / "台账", rules(), {f"u{n}": f"单位{n}" for n in range(len(found))})
        for n, facts in enumerate(found):
            ledger.project(oracle.yaml(facts), unit=f"u{n}")
        report = ledger.report(f"{period[0]}-{period[1]:02d}")
        assert not report["unread"]
        assert not report["doubtful"]
        for line in report["rows"]:
            facts = found[int(line["key"][1:])]
            assert _shown(line["rates"]) == _expected(facts, period), oracle.yaml(facts)


def _shown(rates: dict[str, Any]) -> dict[str, Any]:
    numbers = {
        name: None if rates[f"{name}-null"]["counts"] == "1" else int(rates[name]["counts"])
        for name in NUMBERS
    }
    held = [stage for stage in oracle.ORDER if rates[f"stage-{stage}"]["counts"] == "1"]
    return {**numbers, "stage": held[0] if held else None, "left": int(rates["left"]["counts"])}


def _expected(facts: oracle.Facts, period: oracle.Month) -> dict[str, Any]:
    row = oracle.row(facts, period)
    return {
        **{name: row[name] for name in NUMBERS},
        "stage": row["stage"],
        "left": int(row["left_on"] is not None),
    }


def test_the_oracle_has_an_opinion_on_every_figure() -> None:
    texts = {"id", "name", "stage", "batch", "left_on", "bundle", "part"}
    from xmtz.records.row import DATES, FACTS, PERIOD

    assert set(NUMBERS) == set(COLUMNS) - texts - set(FACTS) - set(PERIOD) - set(DATES)
