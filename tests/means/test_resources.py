"""xmtz means resources, lacking, demand; xmtz resource: means follow projects."""

from __future__ import annotations

import pytest


@pytest.fixture
def four(county):
    """A reserved project that lacks land and power, a started one that is late, one that has all, one given up."""
    county.project(
        "guarantor: dian\nstages:\n  - {to: planned, on: 2025-01-05}\n  - {to: reserved, on: 2025-03-01}\n"
        "dates: {planned_production: 2026-06-30}\n"
        "resources:\n"
        "  - {kind: land, needed: 100, measure: 亩, before: started, applied: 2025-02-01, secured: 60, on: 2025-05-10}\n"
        "  - {kind: power, needed: 8000.5, measure: 千伏安, before: started, applied: 2025-04-01}\n"
        "  - {kind: energy, needed: 900, measure: 吨标准煤, before: reserved, secured: 900, on: 2025-02-20}\n"
    )
    county.project(
        "stages:\n  - {to: reserved, on: 2025-01-05}\n  - {to: started, on: 2025-04-01}\n"
        "dates: {planned_finish: 2027-03-31}\n"
        "resources:\n  - {kind: water, needed: 30, measure: 吨/日, before: started}\n",
        unit="b",
    )
    county.project(
        "stages:\n  - {to: reserved, on: 2025-01-05}\n"
        "resources:\n  - {kind: power, needed: 2000, measure: 千伏安, before: started, secured: 2000, on: 2025-06-15}\n"
        "traits: {power_kwh: 350.5}\n",
        unit="b",
    )
    county.project(
        "stages:\n  - {to: reserved, on: 2025-01-05}\n  - {to: ended, on: 2025-05-01}\n"
        "resources:\n  - {kind: power, needed: 9999, measure: 千伏安, before: started}\n"
    )
    return county


def lacking(county, day, *arguments):
    found = county.data("means", "lacking", *arguments, day=day)["lacking"]
    return [(one["id"], one["kind"], one["gap"], one["wanted"], one["late"]) for one in found]


def test_needed_applied_secured_and_the_gap(four):
    """Power: 8000.5 and 2000 needed, 2000 secured on 15 June; the project given up is left out."""
    sums = {one["kind"]: one for one in four.data("means", "resources", day="2025-06-30")["sums"]}
    power = sums["power"]
    assert (power["needed"], power["secured"], power["gap"]) == ("10000.5", "2000", "8000.5")
    assert (power["lines"], power["projects"], power["applied"], power["met"]) == (2, 2, 2, 1)
    assert (sums["land"]["secured"], sums["land"]["gap"]) == ("60", "40")
    assert list(sums) == ["land", "energy", "power", "water"]
    earlier = {one["kind"]: one for one in four.data("means", "resources", day="2025-04-30")["sums"]}
    assert (earlier["power"]["secured"], earlier["land"]["gap"]) == ("0", "100")


def test_each_project_for_its_next_stage(four):
    """On 30 June: land lacks 40, power is applied for; the started one is late with its water."""
    assert lacking(four, "2025-06-30") == [
        ("ts25-0002", "water", "30", "completed", True),
        ("ts25-0001", "land", "40", "started", False),
        ("ts25-0001", "power", "8000.5", "started", False),
    ]


def test_before_the_next_stage_only(four):
    """In February project 1 is planned: its next stage needs energy only, which came on the 20th."""
    day = "2025-02-10"
    assert lacking(four, day, "--unit", "a") == [
        ("ts25-0001", "energy", "900", "reserved", False),
        ("ts25-0004", "power", "9999", "started", False),
    ]
    assert ("ts25-0001", "energy", "900", "reserved", False) not in lacking(four, "2025-02-20")


def test_a_stage_named_looks_farther(four):
    assert [one[:2] for one in lacking(four, "2025-02-20", "开工", "--unit", "甲镇")] == [
        ("ts25-0001", "land"),
        ("ts25-0001", "power"),
        ("ts25-0004", "power"),
    ]
    assert lacking(four, "2025-06-30", "reserved") == []
    assert "没有“竣功”；可用" in four.refused("means", "lacking", "竣功")


def test_the_table_names_the_unit_and_who_secures(four):
    text = four.ok("means", "lacking", "--as-of-date", "2025-06-30")
    assert "2 个项目缺 3 项要素，其中已进入阶段仍未落实 1 项" in text
    assert "供电公司" in text
    assert "已过阶段，未申请" in text
    assert "2025-04-01 申请" in text
    assert "部分落实" in text
    assert "lack 3 resources; 1 of them are late" in four.ok(
        "means", "lacking", "--as-of-date", "2025-06-30", lang="en"
    )


def test_demand_by_unit_and_year(four):
    """甲镇 2026: 8000.5; 乙镇 without a planned day: 2000."""
    found = four.data("means", "demand", day="2025-06-30")
    assert [(d["unit"], d["year"], d["needed"], d["secured"], d["gap"]) for d in found["demand"]] == [
        ("a", "2026", "8000.5", "0", "8000.5"),
        ("b", None, "2000", "2000", "0"),
    ]
    assert found["power_kwh"] == [{"unit": "b", "year": None, "projects": 1, "wan_kwh": "350.5"}]
    water = four.data("means", "demand", "用水", day="2025-06-30")
    assert [(d["unit"], d["year"], d["needed"]) for d in water["demand"]] == [("b", "2027", "30")]
    assert "用电需求摸排" in four.ok("means", "demand", "--as-of-date", "2025-06-30")


@pytest.mark.parametrize("kind", ["resources", "lacking", "demand"])
def test_every_format(four, kind):
    for format_ in ("table", "md", "csv"):
        assert "项目" in four.ok("means", kind, "--as-of-date", "2025-06-30", "--format", format_)
    assert "没有“xls”" in four.refused("means", kind, "--format", "xls")


def test_writing_a_resource(county):
    path = county.project()
    county.ok(
        "resource",
        "项目1",
        "用电",
        "--needed",
        "8,000",
        "--measure",
        "千伏安",
        "--before",
        "开工",
        "--applied",
        "2025-03-01",
    )
    county.ok(
        "resource",
        "项目1",
        "power",
        "--secured",
        "5000",
        "--on",
        "2025-05-01",
        "--document",
        "供电〔2025〕3号",
    )
    assert county.file(path).partition("resources:\n")[2].rstrip() == (
        "  - {kind: power, needed: 8000, measure: 千伏安, before: started, applied: 2025-03-01, secured: 5000, "
        "on: 2025-05-01, document: 供电〔2025〕3号}"
    )
    ran = county.run("resource", "项目1", "power", "--secured", "9000", "--on", "2025-06-01")
    assert ran.code == 0
    assert "落实 9000 超过需求 8000" in ran.err
    county.ok("resource", "项目1", "power", "--needed", "300", "--measure", "千伏安", "--before", "竣工")
    said = county.refused_and_unwritten(path, "resource", "项目1", "power", "--secured", "300")
    assert "有 2 笔符合" in said
    county.ok("resource", "项目1", "power", "--before", "竣工", "--secured", "300", "--on", "2025-06-01")
    assert county.file(path).count("kind: power") == 2


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["power", "--secured", "5"], 1, "要写需求量"),
        (["power", "--needed", "5", "--document", "文1号"], 1, "要写落实量"),
        (["power", "--needed", "5", "--secured", "5", "--on", "2025-01-01", "--applied", "2025-02-01"], 1, "落实日期 2025-01-01 早于申请日期 2025-02-01"),
        (["power", "--needed", "5", "--secured", "5", "--on", "2099-01-01"], 1, "落实日期 2099-01-01 还没有到"),
        (["power", "--needed", "8O0"], 2, "“8O0”不是数"),
        (["power", "--needed", "5", "--before", "剪彩"], 2, "不是可用的阶段"),
        (["氢气", "--needed", "5"], 2, "不是可用的要素"),
        (["power"], 2, "没有写要登记的内容"),
    ],
)  # fmt: skip
def test_refusals_write_nothing(county, arguments, code, says):
    path = county.project()
    assert says in county.refused_and_unwritten(path, "resource", "项目1", *arguments, code=code)
