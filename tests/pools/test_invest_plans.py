"""`xmtz plan`: three years against the total, and a year's plan made from the pool; bundles counted both ways."""

from __future__ import annotations

import csv
import io

import pytest


@pytest.fixture
def plans(park):
    """Going since last year, to start, in the reserve, done before, given up."""
    park.project(
        "dates: {planned_start: 2024-03-01, planned_finish: 2025-10-31}\nstages:\n  - {to: started, on: 2024-03-05}\n"
        "plan: {2024: 3000, 2025: 4000, 2026: 2000}\ninvested_before: {2023: 500}\n"
        "invested: {2024-04: 1000, 2024-09: 1500, 2025-02: 700}\n",
        name="续建的", total=9500, sector="industry",
    )  # fmt: skip
    park.project(
        "dates: {planned_start: 2025-05-01, planned_finish: 2026-10-31}\nstages:\n  - {to: reserved, on: 2024-12-05}\n"
        "plan: {2025: 2000, 2026: 3000, 2027: 1000}\n",
        name="要开工的", total=5000, sector="water", unit="b",
    )  # fmt: skip
    park.project("stages:\n  - {to: reserved, on: 2024-12-05}\n", name="储备的", total=800, sector="water")
    park.project(
        "dates: {planned_start: 2024-05-01}\nstages:\n  - {to: reserved, on: 2024-02-05}\nplan: {2025: 100}\n",
        name="拖下来的", total=900, sector="industry", unit="b",
    )  # fmt: skip
    park.project(
        "stages:\n  - {to: started, on: 2023-01-05}\n  - {to: completed, on: 2024-11-05}\nplan: {2024: 5}\n",
        name="竣工的",
        total=5,
    )
    park.project(
        "stages:\n  - {to: reserved, on: 2024-02-05}\n  - {to: ended, on: 2024-08-05}\nplan: {2025: 5}\n",
        name="终止的",
        total=5,
    )
    park.project("stages:\n  - {to: negotiating, on: 2025-02-05}\n", name="在谈的")
    return park


def rolled(park, day, *arguments):
    plan = park.on(day, "plan", "--rolling", *arguments)
    return plan, {
        one["name"]: (one["before"], one["plans"], one["left"], one["exceeds"]) for one in plan["projects"]
    }


def test_three_years_are_checked_against_the_total(plans):
    plan, rows = rolled(plans, "2025-03-31")
    assert plan["years"] == [2025, 2026, 2027]
    assert rows == {
        "续建的": ("3000", ["4000", "2000", "0"], "500", False),  # 500 + 1000 + 1500
        "要开工的": ("0", ["2000", "3000", "1000"], "-1000", True),
        "拖下来的": ("0", ["100", "0", "0"], "800", False),
    }
    assert plan["whole"]["years"] == ["6100", "5000", "1000"]
    assert [(one["key"], one["projects"], one["years"], one["exceeding"]) for one in plan["units"]] == [
        ("a", 1, ["4000", "2000", "0"], 0),
        ("b", 2, ["2100", "3000", "1000"], 1),
    ]
    assert plan["unplanned"] == ["ts25-0003"]
    out = plans.ok("plan", "--rolling", "--as-of-date", "2025-03-31")
    assert "超总投资 1,000" in out
    assert "1 个项目此前完成加三年计划超过总投资" in out
    assert "1 个在建或储备项目三年内没有计划投资：储备的。" in out


def test_a_plan_from_next_year_expects_this_years_plan_or_what_is_done(plans):
    plan, rows = rolled(plans, "2025-03-31", "2026")
    assert plan["expected"] is True
    assert rows["续建的"] == ("7000", ["2000", "0", "0"], "500", False)  # 3000 + 4000
    assert rows["要开工的"] == ("2000", ["3000", "1000", "0"], "-1000", True)
    plans.ok("figures", "ts25-0001", "2025-03", "--invested", "5000")  # more than was planned
    assert rolled(plans, "2025-03-31", "2026")[1]["续建的"][0] == "8700"
    assert "到 2025 年底预计完成" in plans.ok(
        "plan", "--rolling", "2026", "--as-of-date", "2025-03-31", "--format", "md"
    )


def test_a_plan_of_a_past_year_has_what_was_invested_before_it(plans):
    assert rolled(plans, "2025-03-31", "2024")[1]["续建的"] == ("500", ["3000", "4000", "2000"], "0", False)
    assert "竣工的" in rolled(plans, "2025-03-31", "2024")[1]


def test_no_total_is_said_not_reckoned(park):
    park.project("plan: {2025: 100}\n", name="没有总投资的")
    assert rolled(park, "2025-03-31")[1] == {"没有总投资的": ("0", ["100", "0", "0"], None, False)}
    assert "未填总投资" in park.ok("plan", "--rolling", "--as-of-date", "2025-03-31")


def test_the_annual_plan_is_made_from_the_pool(plans):
    plan = plans.on("2025-03-31", "plan", "--annual", "2025")
    assert [
        (one["part"], one["name"], one["plan"], one["finishes"], one["carried"]) for one in plan["projects"]
    ] == [
        ("continued", "续建的", "4000", True, False),
        ("start", "拖下来的", "100", False, True),
        ("start", "要开工的", "2000", False, False),
        ("reserve", "储备的", None, False, False),
    ]
    assert {part: one["projects"] for part, one in plan["parts"].items()} == {
        "continued": 1,
        "start": 2,
        "reserve": 1,
    }
    assert (plan["whole"]["total"], plan["whole"]["plan"], plan["whole"]["finishing"]) == ("16200", "6100", 1)
    assert [(one["key"], one["projects"], one["plan"]) for one in plan["groups"]] == [
        ("industry", 2, "4100"),
        ("water", 2, "2000"),
    ]
    out = plans.ok("plan", "--annual", "2025", "--as-of-date", "2025-03-31")
    assert (
        "共 4 个项目，总投资 16,200 万元，年度计划投资 6,100 万元；其中续建 1 个，计划新开工 2 个，计划竣工 1 个，储备 1 个。"
        in out
    )
    assert "年内竣工" in out
    assert "逾期结转" in out


def test_a_start_in_the_year_stays_a_planned_start(plans):
    plans.ok("set", "ts25-0002", "stages+={to: started, on: 2025-02-20}")
    plan = plans.on("2025-03-31", "plan", "--annual", "2025")
    assert {one["name"]: one["part"] for one in plan["projects"]}["要开工的"] == "start"
    assert {
        one["name"]: one["part"] for one in plans.on("2025-03-31", "plan", "--annual", "2026")["projects"]
    }["要开工的"] == "continued"


def test_the_annual_plan_as_csv(plans):
    out = plans.ok("plan", "--annual", "2025", "--as-of-date", "2025-03-31", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 4
    assert rows[0] == {
        "类别": "续建项目", "编号": "ts25-0001", "项目": "续建的", "级别": "（未填）", "行业领域": "工业", "责任单位": "甲镇",
        "阶段": "开工", "总投资(万元)": "9500", "此前完成(万元)": "3000", "年度计划(万元)": "4000", "计划开工": "2024-03-01",
        "计划竣工": "2025-10-31", "备注": "年内竣工",
    }  # fmt: skip
    assert sum(int(row["年度计划(万元)"] or 0) for row in rows) == 6100


def test_groups_are_chosen_and_lists_filter(plans):
    plan = plans.on("2025-03-31", "plan", "--annual", "2025", "--by", "unit", "--unit", "乙镇")
    assert [one["key"] for one in plan["groups"]] == ["b"]
    assert [
        one["key"] for one in plans.on("2025-03-31", "plan", "--annual", "2025", "--by", "batch")["groups"]
    ] == ["reserved", "started"]
    assert plans.on("2025-03-31", "plan", "--annual", "2025", "--list", "key")["projects"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "写一种计划：--rolling（三年滚动）或 --annual（年度）"),
        (("--rolling", "--annual"), "写一种计划"),
        (("--annual", "--by", "leader"), "--by 没有“leader”；可用：sector, unit, level, batch"),
        (("--annual", "明年"), "“明年”不是年度"),
        (("--rolling", "1900"), "“1900”不是年度"),
    ],
)
def test_wrong_input_is_one_sentence(plans, arguments, said):
    assert said in plans.refused("plan", *arguments)


# 打捆、拆分


@pytest.fixture
def bundled(park):
    """A bundle of three, whose own total is not said, and one project beside it."""
    park.project(name="路网打捆", id="ts25-0900", unit="a", sector="water")
    for n, plan in (("一", 100), ("二", 200), ("三", 300)):
        park.project(
            f"dates: {{planned_start: 2025-0{len(str(plan))}-01}}\nstages:\n  - {{to: reserved, on: 2025-01-05}}\nplan: {{2025: {plan}}}\n",
            name=f"{n}路", parent="ts25-0900", total=plan * 10, sector="water",
        )  # fmt: skip
    park.project(
        "stages:\n  - {to: reserved, on: 2025-01-05}\nplan: {2025: 5}\n",
        name="单独的",
        total=50,
        sector="industry",
    )
    return park


def test_bundles_are_counted_both_ways(bundled):
    data = bundled.on("2025-03-31", "pools", "bundles")
    assert (data["split"], data["split_total"], data["bundled"], data["bundled_total"]) == (
        4,
        "6050",
        2,
        "6050",
    )
    (one,) = data["rows"]
    assert [part["name"] for part in one["bundle"]["parts"]] == ["一路", "二路", "三路"]
    assert (one["bundle"]["total"], one["parts_total"], one["differs"]) == (None, "6000", None)
    out = bundled.ok("pools", "bundles", "--as-of-date", "2025-03-31")
    assert "4 个、总投资 6,050 万元（打捆为 2 个、总投资 6,050 万元）" in out


def test_a_bundle_whose_total_is_not_that_of_its_parts_is_marked(bundled):
    bundled.ok("set", "ts25-0900", "total=7000")
    (one,) = bundled.on("2025-03-31", "pools", "bundles")["rows"]
    assert one["differs"] == "1000"
    assert "子项合计 6,000，相差 1,000" in bundled.ok("pools", "bundles", "--as-of-date", "2025-03-31")


def test_the_funnel_and_the_bulletin_count_the_parts(bundled):
    assert bundled.on("2025-03-31", "pools")["projects"] == 4
    bundled.ok("figures", "一路", "2025-03", "--invested", "121")
    assert bundled.report("2025-03")["total"]["rates"]["done_rate"]["fraction"] == [1, 5]  # 121 of 605
    assert bundled.report("2025-03")["total"]["projects"] == 4


def test_plans_count_parts_unless_told_otherwise(bundled):
    split = bundled.on("2025-03-31", "plan", "--annual", "2025")
    assert split["count"] == {"split": 4, "bundled": 2}
    assert (len(split["projects"]), split["whole"]["plan"]) == (4, "605")
    together = bundled.on("2025-03-31", "plan", "--annual", "2025", "--bundled")
    assert [(one["name"], one["total"], one["plan"]) for one in together["projects"]] == [
        ("路网打捆", "6000", "600"),
        ("单独的", "50", "5"),
    ]
    assert together["whole"]["plan"] == "605"
    assert "按打捆计 2 个（拆分为 4 个）。" in bundled.ok(
        "plan", "--rolling", "--bundled", "--as-of-date", "2025-03-31"
    )
    assert "按拆分计 4 个（打捆为 2 个）。" in bundled.ok(
        "plan", "--rolling", "--split", "--as-of-date", "2025-03-31"
    )
