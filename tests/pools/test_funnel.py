"""`xmtz pools`: how many are in each pool, how many were, how many went on, in how many days."""

from __future__ import annotations

import pytest


@pytest.fixture
def full(park):
    """Six projects, counted by hand below."""
    park.ways(
        "negotiating 2025-01-01, signed 2025-01-31, reserved 2025-03-02, started 2025-06-10",
        "negotiating 2025-01-11, signed 2025-03-02",
        "negotiating 2025-02-01",
        "negotiating 2025-02-01, ended 2025-03-01",
        "reserved 2025-02-01, started 2025-03-03, suspended 2025-04-01",
        "signed 2025-04-01, started 2025-05-01",
        total=10000,
    )
    return park


def rows(data, *fields):
    return {row["key"]: tuple(row[field] for field in fields) for row in data["rows"]}


def test_a_pool_counts_what_stands_in_it_and_what_went_through(full):
    data = full.on("2025-06-30", "pools")
    assert rows(data, "now", "entered", "moved", "ended", "rate") == {
        "negotiating": (1, 4, 2, 1, "1/2"),
        "signed": (1, 3, 2, 0, "2/3"),
        "planned": (0, 0, 0, 0, None),
        "reserved": (0, 2, 2, 0, "1"),
        "started": (3, 3, 0, 0, "0"),
        "done": (0, 0, 0, 0, None),
    }
    assert (data["projects"], data["total"], data["ended"]) == (5, "50000", 1)


def test_days_are_from_entering_a_pool_to_entering_a_later_one(full):
    days = {row["key"]: row["days"] for row in full.on("2025-06-30", "pools")["rows"]}
    assert days["negotiating"] == {"number": 2, "mean": "40", "median": "40", "worst": 50}
    assert days["signed"] == {"number": 2, "mean": "30", "median": "30", "worst": 30}
    assert days["reserved"] == {"number": 2, "mean": "65", "median": "65", "worst": 100}
    assert days["started"] == {"number": 0, "mean": None, "median": None, "worst": None}


def test_what_happened_later_is_not_known_yet(full):
    data = full.on("2025-02-28", "pools")
    assert rows(data, "now", "entered", "moved") == {
        "negotiating": (3, 4, 1),
        "signed": (1, 1, 0),
        "planned": (0, 0, 0),
        "reserved": (1, 1, 0),
        "started": (0, 0, 0),
        "done": (0, 0, 0),
    }
    assert (data["ended"], data["nowhere"]) == (0, 1)  # the sixth has no stage yet


def test_a_period_counts_what_entered_in_it(full):
    data = full.on("2025-06-30", "pools", "--since", "2025-02-01")
    assert rows(data, "entered", "moved", "ended") == {
        "negotiating": (2, 0, 1),
        "signed": (2, 1, 0),
        "planned": (0, 0, 0),
        "reserved": (2, 2, 0),
        "started": (3, 0, 0),
        "done": (0, 0, 0),
    }


def test_by_stage_a_stage_that_leads_back_holds_projects_and_is_no_step_onward(full):
    data = full.on("2025-06-30", "pools", "--by", "stage")
    assert rows(data, "now", "entered", "moved")["started"] == (2, 3, 0)
    assert rows(data, "now", "entered", "moved")["suspended"] == (1, 0, 0)


def test_filters_choose_the_projects(full):
    full.project("stages:\n  - {to: negotiating, on: 2025-05-01}\n", unit="b", total=1, sector="water")
    assert full.on("2025-06-30", "pools", "--unit", "乙镇")["projects"] == 1
    assert full.on("2025-06-30", "pools", "--sector", "水利", "--unit", "甲镇")["projects"] == 0


def test_a_total_that_nobody_said_is_a_dash_not_a_nought(park):
    park.ways("negotiating 2025-01-01")
    out = park.ok("pools", "--as-of-date", "2025-06-30")
    assert ["在谈", "1", "—", "1"] in [line.split()[:4] for line in out.splitlines()]
    assert "1 个没有填总投资，按 0 计" in out


def test_the_table_says_how_it_counts_in_both_languages(full):
    out = full.ok("pools", "--as-of-date", "2025-06-30")
    assert "在谈 1 → 签约 1 → 谋划 0 → 储备 0 → 开工 3 → 竣工投产 0" in out
    assert "转化率 = 已转出 ÷ 曾进入" in out
    english = full.ok("pools", "--as-of-date", "2025-06-30", lang="en")
    assert "In talks 1 → Signed 1" in english
    assert "50.00%" in english


def test_csv_has_a_line_a_pool(full):
    out = full.ok("pools", "--as-of-date", "2025-06-30", "--format", "csv").splitlines()
    assert out[0].startswith("项目池,现有,总投资(万元),曾进入,已转出,转化率")
    assert out[1] == '在谈,1,"10,000",4,2,50.00%,40.0,40.0,50,1'
    assert len(out) == 1 + 6 + 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pools", "漏斗"), "KIND 没有“漏斗”；可用：funnel, entries, sizes, pace, bundles"),
        (("pools", "--by", "unit"), "--by 没有“unit”"),
        (("pools", "--since", "明天"), "明天"),
        (
            ("pools", "--since", "2025-07-01", "--as-of-date", "2025-06-30"),
            "--since 2025-07-01 晚于 2025-06-30",
        ),
        (("pools", "--unit", "丁镇"), "没有“丁镇”；可用：a 甲镇"),
        (("pools", "--pool", "国家级"), "没有“国家级”；可用：province 省级储备"),
    ],
)
def test_wrong_input_is_one_sentence(full, arguments, said):
    assert said in full.refused(*arguments)


def test_a_ledger_without_stages_has_an_empty_funnel(park):
    park.write("rules/stages.yaml", "stages: {}\n")
    park.project()
    assert park.on("2025-06-30", "pools")["rows"] == []
    assert "合计" in park.ok("pools", "--as-of-date", "2025-06-30")
