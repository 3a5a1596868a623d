"""The example ledgers give the figures that their sources published."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction

import pytest
from example_runs import asked, bulletin, opened, part, project, said

from xmtz.domain.rounding import rounded
from xmtz.domain.workdays import Calendar

WAN = 1_000_000
"""分 in a 万元."""


def listed(ledger, key="key-projects", more="1"):
    """How many projects of a key list there are, and their total in 万元."""
    (row,) = asked(
        ledger,
        "SELECT count(*), sum(total) FROM projects JOIN lists USING (id)"
        f" WHERE list = '{key}' AND left_on IS NULL AND {more}",
    )
    return row[0], row[1] / WAN


# 旬阳高新区, 2020-06-01


def test_xunyang_has_fourteen_key_projects_in_thirteen_groups():
    kinds = {"continued": 4, "new": 8, "expansion": 2}
    assert {kind: listed("xunyang", more=f"kind = '{kind}'")[0] for kind in kinds} == kinds
    assert listed("xunyang")[0] == 14
    groups = asked("xunyang", "SELECT unit, count(*) FROM projects JOIN lists USING (id) GROUP BY unit")
    assert sorted(count for _, count in groups) == [1] * 12 + [2]
    units = opened("xunyang").units
    assert {unit for unit, _ in groups} == {key for key, unit in units.items() if unit.parent == "xiangmu"}


def test_xunyang_invested_1_05_billion():
    assert bulletin("xunyang")["total"]["invested"] == "105000"


def test_xunyang_funnel_five_landed_eight_in_talks():
    assert part("xunyang", "batches", "negotiating")[0] == 8
    assert part("xunyang", "batches", "reserved")[0] == 5
    cell = ("--cell", "招商引资专班", "land_rate", "--format", "json")
    assert len(json.loads(said("xunyang", "report", "--monthly", "2020-05", *cell))["projects"]) == 5
    assert asked(
        "xunyang", "SELECT count(*) FROM projects JOIN lists USING (id) WHERE unit = 'zhaoshang'"
    ) == [(0,)]


def test_xunyang_980_million_of_signed_projects_arrived():
    (row,) = asked(
        "xunyang",
        "SELECT sum(arrived) FROM funds JOIN projects USING (id)"
        " WHERE signed <= '2020-05-31' AND month <= '2020-05'",
    )
    assert row[0] / WAN == 98000


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("年产3000万只医用外科口罩", "production"), ("年产10万件工艺品", "production"), ("滨河北路", "completed"),
        ("吕河综合大楼", "completed"), ("三维丝与宝通", "signed"), ("5000辆应急及专用车", "signed"),
        ("轻型超强混凝土杆塔", "signed"), ("吕河科创服务中心", "started"),
    ],
)  # fmt: skip
def test_xunyang_named_projects_stand_where_the_report_has_them(words, stage):
    assert project("xunyang", words).stage_at(date(2020, 5, 31)) == stage


# 沣西新城, 2023-12-28


def test_fengxi_sany_took_eight_months_from_start_to_trial_production():
    found = project("fengxi", "三一智能制造产业园")
    started = next(move.on for move in found.stages if move.to == "started")
    assert started.replace(month=started.month + 8) == found.dates.trial
    assert {issue.origin for issue in found.issues} == {"prompt"}


def test_fengxi_breaks_ground_within_ten_working_days_of_the_land():
    found = asked("fengxi", "SELECT name, land, ground FROM projects WHERE ground IS NOT NULL")
    calendar = Calendar()
    days = {
        name: calendar.working_days_between(date.fromisoformat(land), date.fromisoformat(ground))
        for name, land, ground in found
    }
    assert days["三一智能制造产业园"] == 10
    assert sum(number <= 10 for number in days.values()) >= len(days) - 1


def test_fengxi_fills_all_four_batches_and_gives_all_five_rates():
    batches = {one["key"]: one["projects"] for one in bulletin("fengxi")["position"]["batches"]}
    assert list(batches) == ["planned", "reserved", "started", "production"]
    assert all(batches.values())
    rates = bulletin("fengxi")["total"]["rates"]
    assert list(rates) == [
        "permit_rate", "start_rate", "registered_rate", "completion_rate", "quarter_share",
    ]  # fmt: skip
    for key, rate in rates.items():
        above, below = rate["fraction"]
        assert above == below if key == "quarter_share" else 0.75 < above / below < 1, key


def test_fengxi_innovation_harbour_two_is_planned():
    assert project("fengxi", "西部科技创新港二期").stage_at(date(2023, 11, 30)) == "planned"


def test_fengxi_key_list_lets_one_in_and_one_out_for_a_reason():
    entered = project("fengxi", "再生水回用管网").lists[0]
    left = project("fengxi", "城市会客厅").lists[0]
    assert entered.entered > date(2023, 2, 1)
    assert entered.reason
    assert left.left is not None
    assert left.reason


# 新密市, 2025


def test_xinmi_has_23_in_talks_and_19_newly_signed():
    assert part("xinmi", "batches", "negotiating")[0] == 23
    assert part("xinmi", "batches", "signed")[0] == 19
    assert asked(
        "xinmi", "SELECT count(*) FROM projects WHERE signed BETWEEN '2025-01-01' AND '2025-03-31'"
    ) == [(19,)]


def test_xinmi_has_48_responsible_bodies():
    assert len(opened("xinmi").units) == 48


@pytest.mark.parametrize(
    ("words", "chain"),
    [
        ("国惠环保", "ecology"), ("全域水系生态综合治理", "ecology"), ("和美乡村建设", "ecology"),
        ("逸祥卫生", "manufacturing"), ("越达工业机器人", "manufacturing"), ("金燕科技", "manufacturing"),
        ("银基文旅产业园", "culture-tourism"), ("伏羲山文旅综合体", "culture-tourism"), ("溱洧水城", "culture-tourism"),
    ],
)  # fmt: skip
def test_xinmi_named_projects_belong_to_the_chains_of_the_report(words, chain):
    assert project("xinmi", words).chain == chain


def test_xinmi_has_three_officers_for_every_started_project():
    rows = asked("xinmi", "SELECT service, agent, statistician FROM projects WHERE started IS NOT NULL")
    assert len(rows) >= 10
    assert all(all(row) for row in rows)


def test_xinmi_every_class_of_permits_is_in_use():
    rules = opened("xinmi").rules.steps.steps
    used = {
        rules[step].class_
        for (step,) in asked("xinmi", "SELECT DISTINCT step FROM steps WHERE granted IS NOT NULL")
    }
    assert {"filing", "siting", "land", "eia", "works", "permit"} <= used


def test_xinmi_a_general_industrial_project_took_at_most_19_working_days_from_filing_to_acceptance():
    found = project("xinmi", "整体厨卫部品生产线")
    assert found.traits.reform == "social-industrial"
    calendar = Calendar()
    handled: set[date] = set()
    for step in found.steps.values():
        day = step.accepted
        while day < step.granted:
            day += timedelta(1)
            if calendar.is_working_day(day):
                handled.add(day)
    assert found.steps["filing"].accepted <= min(handled)
    assert max(handled) == found.steps["acceptance"].granted
    assert 1 <= len(handled) <= 19


def test_xinmi_visits_projects_on_the_fifteenth_or_the_working_day_after():
    calendar = Calendar()
    days = {visit.on for words in ("越达", "银基", "全域水系") for visit in project("xinmi", words).visits}
    assert days == {calendar.working_day_from(date(2025, month, 15)) for month in (1, 2, 3)}


# 汉滨区, undated


def test_hanbin_reserve_holds_264_projects_of_3_05_billion():
    assert part("hanbin", "batches", "reserved") == (264, 305000)
    assert asked("hanbin", "SELECT count(*), sum(total) FROM projects WHERE pool = 'cooperation'") == [
        (264, 305000 * WAN)
    ]


def test_hanbin_54_of_them_are_industrial_and_make_2_081_billion():
    tagged = "char(10) || tags || char(10) LIKE '%' || char(10) || '产业项目' || char(10) || '%'"
    assert asked(
        "hanbin", f"SELECT count(*), sum(total) FROM projects WHERE pool = 'cooperation' AND {tagged}"
    ) == [(54, 208100 * WAN)]


def test_hanbin_key_list_totals_1_069_billion_with_its_named_projects():
    assert listed("hanbin")[1] == 106900
    assert part("hanbin", "levels", "county")[1] == 106900
    names = [
        name
        for (name,) in asked(
            "hanbin", "SELECT name FROM projects JOIN lists USING (id) WHERE list = 'key-projects'"
        )
    ]
    for name in (
        "汉滨区年出栏10万头生猪养殖项目",
        "汉滨区数字经济产业园",
        "汉滨区毛绒文创总部产业园建设项目",
    ):
        assert name in names


def test_hanbin_reviews_and_reserves_within_five_working_days_each():
    calendar = Calendar()
    rows = asked(
        "hanbin",
        "SELECT reported_on, reviewed_on, day FROM projects JOIN stages USING (id) WHERE stages.stage = 'reserved'",
    )
    for row in rows:
        reported, reviewed, reserved = map(date.fromisoformat, row)
        assert calendar.working_days_between(reported, reviewed) <= 5
        assert calendar.working_days_between(reviewed, reserved) <= 5


# 宿迁市, year not printed


def test_suqian_219_starts_are_planned_at_103_55_billion():
    started = bulletin("suqian")["position"]["started"]["year"]
    assert (started["projects"], started["plan"]) == (219, "10355000")


def test_suqian_160_completions_took_72_95_billion():
    completed = bulletin("suqian")["position"]["completed"]["year"]
    assert (completed["projects"], completed["invested_all"]) == (160, "7295000")


def test_suqian_starts_are_of_470_million_in_the_mean():
    started = bulletin("suqian")["position"]["started"]["year"]
    assert rounded(Fraction(started["total"]) / started["projects"] / 10_000, 1) == "4.7"


def test_suqian_bulletin_prints_the_published_sentence():
    printed = said("suqian", "report", "--monthly", "2023-07")
    for piece in ("新开工 219 个", "1,035.50 亿元", "新竣工 160 个", "729.50 亿元"):
        assert piece in printed, piece


def test_suqian_lists_17_of_the_province_and_354_of_the_city():
    assert part("suqian", "levels", "province")[0] == listed("suqian", "province-listed")[0] == 17
    assert part("suqian", "levels", "city")[0] == listed("suqian", "city-listed")[0] == 354


def test_suqian_statistics_differ_from_drc_figures_and_most_differences_are_explained():
    differing = asked(
        "suqian",
        f"SELECT id, month FROM figures WHERE abs(invested - stats) > {100 * WAN} AND abs(invested - stats) * 20 > invested",
    )
    explained = 0
    for id_, month in differing:
        reading = opened("suqian").read(opened("suqian").path_of(id_))
        explained += any(str(gap.month) == month for gap in reading.project.explanations)
    assert len(differing) >= 50
    assert 0 < len(differing) - explained < 10
