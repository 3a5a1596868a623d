"""xmtz benefit, and grades that decide who comes first for resources (资源配置与评价挂钩)."""

from __future__ import annotations

import json

import pytest

GOOD = "benefit:\n  2024: {mu: 10, sales: 3000, tax: 150, added: 3000, energy_tce: 1000, cod_t: 6, water_m3: 30000, workers: 200}\n"
POOR = "benefit:\n  2024: {mu: 10, tax: 15}\n"
ASKS = "stages: [{to: reserved, on: 2025-01-05}]\nresources: [{kind: power, needed: 100, before: started}]\n"


def test_a_year_is_written(city):
    path = city.project()
    city.ok("benefit", "项目1", "2024", "--mu", "42.5", "--output", "1.2亿", "--sales", "1.1亿", "--tax", "310", "--added", "1260万元",
            "--energy", "380", "--cod", "2.1", "--water", "46,000", "--workers", "118")  # fmt: skip
    assert city.file(path).partition("benefit:\n")[2].rstrip() == (
        "  2024: {mu: 42.5, output: 12000, sales: 11000, tax: 310, added: 1260, energy_tce: 380, cod_t: 2.1, "
        "water_m3: 46000, workers: 118}"
    )
    city.ok("benefit", "项目1", "2023年", "--mu", "42.5")
    assert city.file(path).partition("benefit:\n")[2].startswith("  2023: {mu: 42.5}\n  2024: {")


def test_a_figure_is_replaced_with_a_reason_only(city):
    path = city.project()
    city.ok("benefit", "项目1", "2024", "--tax", "300")
    before = city.file(path)
    said = city.refused("benefit", "项目1", "2024", "--tax", "310", "--mu", "5", code=1)
    assert "税收 已报 300，现填 310；确需更正，加 --correct --reason 理由" in said
    assert city.file(path) == before
    city.ok(
        "benefit", "项目1", "2024", "--tax", "310", "--correct", "--reason", "汇算清缴", "--on", "2025-06-01"
    )
    assert "2024: {tax: 310}" in city.file(path)
    assert "{field: benefit.2024.tax, was: 300, now: 310, on: 2025-06-01, reason: 汇算清缴}" in city.file(
        path
    )
    assert "没有改动" in city.ok("benefit", "项目1", "2024", "--tax", "310")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["2099", "--tax", "1"], 1, "2099 年还没有到"),
        (["2024"], 2, "没有写要填的数"),
        (["2024", "--tax", "三百"], 2, "税收"),
        (["2024", "--mu", "-3"], 2, "不为负"),
        (["24", "--mu", "3"], 2, "“24”不是年度"),
    ],
)
def test_refusals_write_nothing(city, arguments, code, says):
    path = city.project()
    before = city.file(path)
    assert says in city.refused("benefit", "项目1", *arguments, code=code)
    assert city.file(path) == before


def test_a_dry_run(city):
    path = city.project()
    before = city.file(path)
    assert "+  2024: {tax: 300}" in city.ok("benefit", "项目1", "2024", "--tax", "300", "--dry-run")
    assert city.file(path) == before


def lacking(city, day="2025-06-30"):
    out = city.ok("means", "lacking", "--as-of-date", day, "--format", "json")
    return [
        (one["id"], one["grade"] and (one["grade"]["grade"], one["grade"]["own"], one["grade"]["restricted"]))
        for one in json.loads(out)["lacking"]
    ]


def test_grades_decide_who_comes_first(city):
    """D first in the ledger comes last; an owner's grade counts where a project has none; those without come
    before the restricted."""
    city.project(ASKS + POOR)  # D: 1.5/15*40 = 4
    city.project(ASKS)  # nothing known
    city.project(GOOD, owner="甲公司")  # asks for nothing
    city.project(ASKS, owner="甲公司")  # A by its owner
    city.project(ASKS + GOOD.replace("tax: 150", "tax: 75"))  # B: 80
    assert lacking(city) == [
        ("ts25-0004", ("a", False, False)),
        ("ts25-0005", ("b", True, False)),
        ("ts25-0002", None),
        ("ts25-0001", ("d", True, True)),
    ]
    text = city.ok("means", "lacking", "--as-of-date", "2025-06-30")
    assert "A 类（业主）" in text
    assert "D 类 限制" in text


def test_an_owner_is_graded_by_all_its_projects(city):
    """20 mu with tax 150 + 60 = 210: 10.5/15*40 = 28, the others 60: 88, B."""
    city.project(GOOD, owner="甲公司")
    city.project("benefit:\n  2024: {mu: 10, tax: 60}\n", owner="甲公司")
    city.project(ASKS, owner="甲公司")
    assert lacking(city) == [("ts25-0003", ("b", False, False))]


def test_figures_of_a_later_year_do_not_count(city):
    city.project(ASKS + GOOD)
    assert lacking(city, "2025-06-30")[0][1] == ("a", True, False)
    before = ASKS.replace("2025-01-05", "2022-01-05")
    city.project(before + GOOD)
    assert [one[1] for one in lacking(city, "2023-06-30") if one[0] == "ts25-0002"] == [None]
