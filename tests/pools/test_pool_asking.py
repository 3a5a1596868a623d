"""What a person who asks for the wrong thing, or for what is not there, is told."""

from __future__ import annotations

import pytest


def test_every_name_that_is_not_there_is_said_at_once(park):
    said = park.refused("pools", "--unit", "丁镇", "--pool", "国库", "--list", "city")
    assert "--unit：没有“丁镇”；可用：" in said
    assert "--pool：没有“国库”；可用：province 省级储备、county 本级储备" in said
    assert "--list" not in said  # that one is there


@pytest.mark.parametrize(
    "command", [("list",), ("pools", "sizes"), ("plan", "--annual"), ("plan", "--rolling")]
)
def test_reading_commands_refuse_unknown_names_alike(park, command):
    said = park.refused(*command, "--pool", "国库", "--list", "省级名录")
    assert {line.split("；")[0] for line in said.strip().splitlines()} == {
        "--pool：没有“国库”",
        "--list：没有“省级名录”",
    }


@pytest.mark.parametrize(
    ("arguments", "only"),
    [
        (("entries", "--since", "2025-01-01"), "--since 只用于 xmtz pools funnel"),
        (("sizes", "--by", "stage"), "--by 只用于 xmtz pools funnel"),
        (("funnel", "--all"), "--all 只用于 xmtz pools pace"),
    ],
)
def test_an_option_of_another_table_is_refused_and_not_passed_over(park, arguments, only):
    assert only in park.refused("pools", *arguments)


def test_a_year_without_plans_names_the_years_that_have_them(park):
    park.project("stages:\n  - {to: reserved, on: 2025-02-01}\nplan: {2024: 10, 2025: 20}\n")
    rolling = park.ok("plan", "--rolling", "2027", "--as-of-date", "2025-06-30")
    assert "三年内没有计划投资。\n填了年度计划的年份：2024、2025。" in rolling
    assert "分单位" not in rolling
    annual = park.ok("plan", "--annual", "2027", "--as-of-date", "2025-06-30")
    assert "填了年度计划的年份：2024、2025。" in annual
    assert "填了年度计划的年份" not in park.ok("plan", "--annual", "2025", "--as-of-date", "2025-06-30")


def test_a_ledger_without_plans_bundles_or_reports_says_so(park):
    park.project("stages:\n  - {to: reserved, on: 2025-02-01}\ntotal: 100\n")
    day = ("--as-of-date", "2025-06-30")
    assert "没有一个项目填了年度计划" in park.ok("plan", "--rolling", *day)
    assert "1 个、总投资 100 万元，没有打捆项目" in park.ok("pools", "bundles", *day)
    assert "没有项目填了申报日期" in park.ok("pools", "pace", *day)
    assert "No project says when it was reported" in park.ok("pools", "pace", *day, lang="en")


@pytest.mark.parametrize(("kind", "heads"), [("entries", 2), ("bundles", 1)])
def test_a_sheet_without_rows_still_has_its_head(park, kind, heads):
    lines = park.ok("pools", kind, "--format", "csv", "--as-of-date", "2025-06-30").splitlines()
    assert sum("编号,项目,责任单位" in line for line in lines) == heads


def test_an_empty_ledger_answers_in_whole_sentences(park):
    said = park.refused("review")
    assert "台账里还没有任何月份的投资数" in said
    assert said.count("xmtz review") == 1
    assert "还没有项目" in park.ok("pools", "sizes")
    assert "没有项目在名录内，也没有调入调出" in park.ok("review", "moves")
