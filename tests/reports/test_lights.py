"""Lights, through the program: the published rules of four cities at their boundaries, and what a rule can say."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from small_ledger import PLAIN, Small

from xmtz.records.row import UNIT_COLUMNS

STARTED = "stages:\n  - {to: started, on: 2024-03-01}\n"


@pytest.fixture
def national(tmp_path: Path) -> Small:
    """A ledger with the national rules, in which the lights of the four cities stand."""
    return Small(tmp_path / "台账", None)


def with_light(root: Path, lines: str) -> Small:
    """A ledger with one light, `one`."""
    text = f"lights:\n  one:\n    label: {{zh: 一号灯, en: Light one}}\n    since: 2020-01\n{lines}"
    return Small(root / "台账", PLAIN | {"indicators": PLAIN["indicators"] + text})


def data(ledger: Small, month: str, *arguments: str) -> Any:
    return json.loads(ledger.ok("lights", month, "--format", "json", *arguments))


def light(ledger: Small, key: str, month: str, *arguments: str) -> Any:
    """One rule's part of the report."""
    [found] = data(ledger, month, "--rule", key, *arguments)["lights"]
    return found


def colours(ledger: Small, key: str, month: str) -> dict[str, str]:
    """What each project or unit that is not green shows, by its name."""
    found = light(ledger, key, month)
    shown = {}
    for colour in ("red", "yellow", "exempt", "unassigned"):
        assert len(found[f"{colour}_list"]) == found["total"][colour]
        shown |= {one["name"]: colour for one in found[f"{colour}_list"]}
    return shown


def colour(ledger: Small, key: str, month: str) -> str:
    """What the only project or unit in scope shows."""
    total = light(ledger, key, month)["total"]
    [shown] = [name for name, count in total.items() if count]
    assert total[shown] == 1
    return shown


def money(plan: object, invested: object, month: str = "2025-06") -> str:
    return f"plan: {{{month[:4]}: {plan}}}\ninvested: {{{month}: {invested}}}\n"


# ---- The published boundaries


@pytest.mark.parametrize(
    ("invested", "shown"),  # half the year has gone: 5000 of 10000
    [
        ("5000", "green"), ("4999.99", "unassigned"), ("4001", "unassigned"), ("4000.000001", "unassigned"),
        ("4000", "yellow"), ("3000", "yellow"), ("2000", "yellow"), ("1999.999999", "red"), ("1997", "red"), ("0", "red"),
    ],
)  # fmt: skip
def test_yinchuan_takes_both_ends_of_10_and_30_points_into_yellow(
    national: Small, invested: str, shown: str
) -> None:
    national.project(STARTED + money(10000, invested))
    assert colour(national, "yinchuan_progress", "2025-06") == shown


@pytest.mark.parametrize(
    ("invested", "shown"),
    [("5000", "green"), ("4999.999999", "yellow"), ("2500", "yellow"), ("2499.999999", "red"), ("0", "red")],
)
def test_sanya_half_of_the_scheduled_amount_short_is_still_yellow(
    national: Small, invested: str, shown: str
) -> None:
    national.project(STARTED + money(10000, invested))
    assert colour(national, "sanya_progress", "2025-06") == shown


def test_sanya_asks_of_plans_of_ten_million_yuan_and_more(national: Small) -> None:
    national.project(money(1000, 0), name="千万")
    national.project(money("999.99", 0), name="不足千万")
    assert colours(national, "sanya_progress", "2025-06") == {"千万": "red"}


@pytest.mark.parametrize(
    ("invested", "shown"),
    [("4000", "green"), ("3999.999999", "yellow"), ("3000", "yellow"), ("2999.999999", "red")],
)
def test_wuhan_80_percent_of_schedule_is_green_and_60_is_yellow(
    national: Small, invested: str, shown: str
) -> None:
    national.project(money(10000, invested))
    assert colour(national, "wuhan_progress", "2025-06") == shown


@pytest.mark.parametrize(
    ("month", "paid", "shown"),  # 1200 issued in March 2025: 200 a month from April on, all of it by September
    [
        ("2025-03", "0", "green"), ("2025-04", "200", "green"), ("2025-04", "199.99", "yellow"),
        ("2025-04", "140", "yellow"), ("2025-04", "139.999999", "red"), ("2025-09", "1200", "green"),
        ("2025-09", "840", "yellow"), ("2025-09", "839", "red"), ("2026-01", "1199", "yellow"), ("2026-01", "839", "red"),
    ],
)  # fmt: skip
def test_tianjin_bonds_up_to_30_percent_below_what_is_expected_are_yellow(
    national: Small, month: str, paid: str, shown: str
) -> None:
    bond = (
        "{source: special-bond, planned: 1200, issued: 2025-03-31, arrived: {2025-03: 1200}, paid: {%s: %s}}"
    )
    national.project("funds:\n  - " + bond % (month, paid) + "\n")
    assert colour(national, "tianjin_bond", month) == shown


def test_tianjin_bonds_that_are_not_issued_and_other_money_have_no_clock(national: Small) -> None:
    national.project("funds:\n  - {source: special-bond, planned: 1200, issued: 2025-07-01}\n")
    national.project("funds:\n  - {source: self-raised, planned: 1200, issued: 2025-01-01}\n")
    assert not any(light(national, "tianjin_bond", "2025-06")["total"].values())


@pytest.mark.parametrize(
    ("started", "shown"),  # at the end of July 2025
    [
        ("2025-07-31", "unassigned"), ("2025-07-01", "unassigned"), ("2025-06-30", "yellow"), ("2025-06-01", "yellow"),
        ("2025-05-31", "yellow"), ("2025-05-30", "red"), ("2024-07-31", "red"),
    ],
)  # fmt: skip
def test_yinchuan_registration_more_than_one_month_is_yellow_more_than_two_red(
    national: Small, started: str, shown: str
) -> None:
    national.project(f"total: 500\nstages:\n  - {{to: started, on: {started}}}\n")
    assert colour(national, "yinchuan_register", "2025-07") == shown


def test_a_month_after_the_last_of_january_ends_with_february(national: Small) -> None:
    national.project("total: 500\nstages:\n  - {to: started, on: 2026-01-31}\n", name="末日")
    national.project("total: 500\nstages:\n  - {to: started, on: 2026-01-27}\n", name="此前")
    assert colours(national, "yinchuan_register", "2026-02") == {"末日": "unassigned", "此前": "yellow"}


def test_yinchuan_registered_is_green(national: Small) -> None:
    national.project(
        "total: 500\nstages:\n  - {to: started, on: 2025-01-10}\ndates: {registered: 2025-07-31}\n"
    )
    assert colour(national, "yinchuan_register", "2025-06") == "red"
    assert colour(national, "yinchuan_register", "2025-07") == "green"


@pytest.mark.parametrize(
    ("month", "shown"),
    [("2025-10", "green"), ("2025-11", "yellow"), ("2025-12", "yellow"), ("2026-01", "red")],
)
def test_yinchuan_three_months_late_in_a_row_are_red_across_the_year(
    national: Small, month: str, shown: str
) -> None:
    national.project("dates: {planned_start: 2025-11-15}\n")
    assert colour(national, "yinchuan_start", month) == shown


def test_yinchuan_payment_below_plan_is_not_assigned_and_says_why(national: Small) -> None:
    national.project(STARTED + money(1200, 600) + "paid: {2025-06: 599}\n")
    assert colour(national, "yinchuan_payment", "2025-06") == "unassigned"
    assert "没有公布数值" in national.ok("lights", "2025-06", "--rule", "yinchuan_payment")


def test_sanya_two_months_short_in_a_row_have_their_consequence(national: Small) -> None:
    national.project("plan: {2025: 12000}\ninvested: {2025-04: 4000, 2025-05: 500, 2025-06: 500}\n")
    assert [light(national, "sanya_progress", f"2025-0{n}")["consequence_for"] for n in (4, 5, 6)] == [
        0,
        0,
        1,
    ]
    assert "连续 2 个月及以上的 1 个：由分管副市长约谈" in national.ok(
        "lights", "2025-06", "--rule", "sanya_progress"
    )


# ---- Units


def test_sanya_a_unit_short_for_two_months_is_red(national: Small) -> None:
    national.project("plan: {2025: 12000}\ninvested: {2025-04: 4000, 2025-05: 500, 2025-06: 500}\n")
    national.project("plan: {2025: 12000}\ninvested: {2025-04: 4100, 2025-05: 900, 2025-06: 0}\n", unit="b")
    national.project("plan: {2025: 12000}\ninvested: {2025-04: 9000}\n", unit="b")
    assert colours(national, "sanya_unit", "2025-05") == {"甲镇": "unassigned"}
    assert colours(national, "sanya_unit", "2025-06") == {"甲镇": "red"}
    assert light(national, "sanya_unit", "2025-06")["red_list"][0]["behind"] == "1000"


def growth(ledger: Small, **planned: int) -> None:
    """Three units, their planned growth in 2022 in percent."""
    lines = [f"  {key}: {{name: {key}, growth: {{2022: {planned.get(key, 8)}}}}}" for key in "abcd"]
    ledger.write("units.yaml", "\n".join(["units:", *lines, ""]))


def years(before: object, now: object) -> str:
    return f"invested: {{2021-03: {before}, 2021-12: 9000, 2022-03: {now}}}\n"


def test_tianjin_units_by_their_growth_against_the_plan_and_the_mean(national: Small) -> None:
    growth(national, a=10, d=20)
    national.project(years(1000, 1100), unit="a")  # 10 %, as planned; the mean is 5 %
    national.project(years(1000, "999.99"), unit="b")
    national.project(years(1000, "1000.01"), unit="c")  # grows, below both
    national.project(years(1000, 1100), unit="d")  # above the mean, below its plan
    assert colours(national, "tianjin_unit", "2022-03") == {"b": "red", "c": "yellow", "d": "yellow"}


def test_tianjin_units_below_the_mean_alone_are_yellow_and_at_the_mean_green(national: Small) -> None:
    growth(national, a=5, b=5)
    national.project(years(1000, 1100), unit="a")
    national.project(years(1000, 1100), unit="b")
    assert light(national, "tianjin_unit", "2022-03")["total"]["green"] == 2
    national.project(years(1000, 1500), unit="c")
    assert colours(national, "tianjin_unit", "2022-03") == {"a": "yellow", "b": "yellow"}


def test_tianjin_units_without_last_year_a_plan_or_a_change_are_not_assigned(national: Small) -> None:
    growth(national)
    national.write("units.yaml", "units:\n  a: {name: a}\n  b: {name: b}\n  c: {name: c}\n")
    national.project(years(1000, 1100), unit="a")  # no planned growth, above the mean
    national.project(years(1000, 1000), unit="b")
    national.project("invested: {2022-03: 5}\n", unit="c")
    assert colours(national, "tianjin_unit", "2022-03")["a"] == "unassigned"
    assert colours(national, "tianjin_unit", "2022-03")["b"] == "unassigned"
    assert colours(national, "tianjin_unit", "2022-03")["c"] == "unassigned"


def test_the_planned_growth_of_a_month_is_that_of_its_own_year(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, "    of: unit\n    late: growth_plan > 0\n    red_after: 2\n")
    ledger.write("units.yaml", "units:\n  a: {name: 甲镇, growth: {2025: 8}}\n")
    ledger.project()
    assert [colour(ledger, "one", month) for month in ("2025-01", "2025-02")] == ["unassigned", "red"]


def test_a_unit_rule_sees_every_column_of_its_row(tmp_path: Path) -> None:
    lines = "".join(f"      or {name} is null\n" for name in UNIT_COLUMNS)
    ledger = with_light(tmp_path, f"    of: unit\n    red: >-\n      projects < 0\n{lines}")
    ledger.project()
    assert colours(ledger, "one", "2025-02") == {"甲镇": "red"}  # no plan, no planned growth
    assert ledger.run("check").code == 0


def test_a_unit_rule_sees_no_column_of_a_single_project(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, "    of: unit\n    scope: listed\n    red: is_started\n")
    ledger.project()
    assert "没有“is_started”这一列" in ledger.refused("lights", "2025-06")
    assert "U500" in ledger.run("check").out


def test_projects_of_no_unit_light_no_unit(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, "    of: unit\n    red: projects > 0\n")
    ledger.project(unit=None)
    ledger.project()
    assert colours(ledger, "one", "2025-06") == {"甲镇": "red"}


# ---- Red, yellow, green, and what is left over

LATE = "    red: invested_ytd < 10000000\n    yellow: invested_ytd < 20000000\n    green: invested_ytd < 90000000\n"


def test_red_is_asked_first_and_what_nothing_holds_for_is_not_assigned(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, LATE + "    otherwise: {zh: 原文未规定, en: not in the text}\n")
    for name, invested in (("红", 9), ("黄", 10), ("绿", 20), ("无", 90)):
        ledger.project(f"invested: {{2025-06: {invested}}}\n", name=name)
    assert colours(ledger, "one", "2025-06") == {"红": "red", "黄": "yellow", "无": "unassigned"}
    printed = ledger.ok("lights", "2025-06")
    assert "适用项目 4 个：红灯 1 个，黄灯 1 个，绿灯 1 个，免亮 0 个，未规定 1 个。" in printed
    assert "未规定：原文未规定" in printed
    assert "Not assigned: not in the text" in ledger.ok("lights", "2025-06", lang="en")


def test_a_condition_without_an_answer_does_not_hold(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, "    red: plan_to_date > 0\n    green: plan_to_date <= 0\n")
    ledger.project()
    assert colour(ledger, "one", "2025-06") == "unassigned"


def test_the_scope_leaves_out_others(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, "    scope: plan > 0\n    red: 'true'\n")
    ledger.project("plan: {2025: 1}\n", name="内")
    ledger.project(name="外")
    assert colours(ledger, "one", "2025-06") == {"内": "red"}


def test_lists_have_the_furthest_behind_first_and_those_without_an_amount_last(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, "    red: 'true'\n    behind: plan - invested_ytd\n")
    for name, plan in (("少", 10), ("无", None), ("多", 300), ("中", 20)):
        ledger.project("" if plan is None else f"plan: {{2025: {plan}}}\n", name=name)
    rows = light(ledger, "one", "2025-06")["red_list"]
    assert [(one["name"], one["behind"]) for one in rows] == [
        ("多", "300"),
        ("中", "20"),
        ("少", "10"),
        ("无", None),
    ]


def test_groups_are_those_asked_for_and_add_up(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, LATE)
    for unit, level, invested in (("a", "county", 1), ("a", "province", 15), ("b", "county", 15)):
        ledger.project(f"invested: {{2025-06: {invested}}}\n", unit=unit, level=level)
    by_unit, by_level = (light(ledger, "one", "2025-06", "--by", by) for by in ("unit", "level"))
    assert [(g["label"], g["red"], g["yellow"]) for g in by_unit["groups"]] == [
        ("甲镇", 1, 1),
        ("乙镇", 0, 1),
    ]
    assert [(g["label"], g["red"], g["yellow"]) for g in by_level["groups"]] == [
        ("县级重点", 1, 1),
        ("省级重点", 0, 1),
    ]
    assert "不能按“nothing”分组" in ledger.refused("lights", "2025-06", "--by", "nothing")


# ---- Months in a row

ROW = "    yellow: invested_month < 1000000\n    green: invested_month >= 1000000\n    red_after: 3\n"


def test_months_in_a_row_are_counted_through_new_year_and_broken_by_a_good_one(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, ROW)
    ledger.project("invested: {2025-10: 0, 2025-11: 0, 2025-12: 0, 2026-01: 5, 2026-02: 0}\n")
    months = ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04"]
    ledger.write("projects/2025/ts25-0001.yaml", _project("2025-09: 9, 2026-01: 5"))
    found = [colour(ledger, "one", month) for month in months]
    assert found == ["yellow", "yellow", "red", "green", "yellow", "yellow", "red"]
    assert light(ledger, "one", "2025-11")["yellow_list"][0]["months"] == 2
    assert "≥3" in ledger.ok("lights", "2025-12")


def _project(invested: str) -> str:
    return f"id: ts25-0001\nname: 项目1\nunit: a\ninvested: {{{invested}}}\n"


def test_a_month_out_of_scope_breaks_the_row(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, "    scope: is_started\n" + ROW)
    ledger.project("stages:\n  - {to: started, on: 2025-11-02}\n")
    assert [colour(ledger, "one", m) for m in ("2025-12", "2026-01")] == ["yellow", "red"]


def test_a_rule_may_say_itself_what_counts_for_months_in_a_row(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, "    late: not is_started\n    green: is_started\n    red_after: 2\n")
    ledger.project("dates: {planned_start: 2025-01-01}\nstages:\n  - {to: started, on: 2025-07-01}\n")
    assert colour(ledger, "one", "2025-06") == "red"
    assert colour(ledger, "one", "2025-07") == "green"


# ---- Justified reasons

EXCUSED = ROW + "    excuse: {zh: 有正当理由的不亮, en: Not with a good reason}\n"
REASON = "explanations:\n  - {month: 2025-05, until: 2025-06, light: one, reason: 汛期停工, by: 赵六}\n"


def test_an_exempt_yellow_is_shown_with_its_reason_and_its_line(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, EXCUSED)
    path = ledger.project(REASON)
    assert [colour(ledger, "one", f"2025-0{n}") for n in (5, 6)] == ["exempt", "exempt"]
    [one] = light(ledger, "one", "2025-06")["exempt_list"]
    assert (one["reason"], one["by"], one["path"], one["line"]) == ("汛期停工", "赵六", path, 5)
    printed = ledger.ok("lights", "2025-06")
    assert "免亮 1 个" in printed
    assert "汛期停工" in printed
    assert ledger.run("check").code == 0


def test_an_exempt_month_does_not_count_for_months_in_a_row(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, EXCUSED)
    ledger.project(REASON)
    months = ("2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09")
    assert [colour(ledger, "one", month) for month in months] == [
        "red", "exempt", "exempt", "yellow", "yellow", "red"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (REASON.replace(", by: 赵六", ""), "L491"),
        (REASON.replace("until: 2025-06", "until: 2025-04"), "L493"),
    ],
)
def test_a_reason_that_nobody_answers_for_or_without_months_exempts_nothing(
    tmp_path: Path, lines: str, code: str
) -> None:
    ledger = with_light(tmp_path, EXCUSED)
    ledger.project(lines)
    assert light(ledger, "one", "2025-05")["total"]["exempt"] == 0
    assert code in ledger.run("check").out


def test_a_rule_that_knows_no_reasons_exempts_nothing_and_check_says_so(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, ROW)
    ledger.project(REASON)
    assert light(ledger, "one", "2025-05")["total"]["exempt"] == 0
    assert "L492" in ledger.run("check").out


def test_a_reason_for_a_light_that_is_not_there_is_found(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, EXCUSED)
    ledger.project(REASON.replace("light: one", "light: ones"))
    assert "one" in ledger.run("check").out
    assert light(ledger, "one", "2025-05")["total"]["exempt"] == 0


def test_a_red_light_is_not_exempt(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, "    red: 'true'\n    excuse: {zh: 理由, en: reasons}\n")
    ledger.project(REASON)
    assert colour(ledger, "one", "2025-05") == "red"


# ---- Which rules, which month, which state


def test_a_rule_is_found_by_its_key_or_name_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, LATE)
    assert light(ledger, "一号灯", "2025-06")["key"] == "one"
    assert "可用：one" in ledger.refused("lights", "2025-06", "--rule", "two")
    assert "自 2020-01 起" in ledger.refused("lights", "2019-12", "--rule", "one")


def test_rules_that_begin_later_are_named_and_not_asked(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, LATE)
    ledger.project()
    found = data(ledger, "2019-12")
    assert (found["lights"], found["later"]) == ([], {"one": "2020-01"})
    assert "这个月没有在用的亮灯规则" in ledger.ok("lights", "2019-12")


def test_without_rules_or_figures_a_sentence_says_so(tmp_path: Path) -> None:
    ledger = Small(tmp_path / "台账")
    ledger.project()
    assert "没有在用的亮灯规则" in ledger.ok("lights", "2025-06")
    assert "xmtz lights 2025-07" in ledger.refused("lights")


def test_the_month_defaults_to_the_newest_with_figures(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, LATE)
    ledger.project("invested: {2025-06: 1, 2025-07: 1}\n")
    assert json.loads(ledger.ok("lights", "--format", "json"))["period"] == "2025-07"
    assert (
        json.loads(ledger.ok("lights", "--format", "json", "--as-of-date", "2025-06-30"))["period"]
        == "2025-06"
    )


def test_a_commit_is_judged_by_its_own_rules_and_facts(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, LATE)
    ledger.project("invested: {2025-06: 1}\n")
    first = ledger.commit()
    ledger.write("projects/2025/ts25-0001.yaml", _project("2025-06: 50"))
    assert colour(ledger, "one", "2025-06") == "green"
    assert light(ledger, "one", "2025-06", "--as-of", first)["total"]["red"] == 1


def test_bundles_are_judged_by_their_parts(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, "    red: 'true'\n")
    ledger.project(id="ts25-0000", name="打捆")
    ledger.project(parent="ts25-0000", name="子项")
    assert colours(ledger, "one", "2025-06") == {"子项": "red"}


# ---- Formats


def test_each_light_points_at_the_line_that_it_rests_on(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, LATE)
    path = ledger.project("invested:\n  2025-05: 1\n  2025-06: 2\n")
    [one] = light(ledger, "one", "2025-06")["red_list"]
    assert (one["path"], one["line"]) == (path, 6)


def test_the_definition_is_printed_with_the_rule(national: Small) -> None:
    printed = national.ok("lights", "2025-06", "--rule", "yinchuan_start")
    for text in (
        "黄灯：not is_started",
        "自 2025-03 起",
        "依据：银川市 2025 年 3 月",
        "连续几个月即红灯：3",
        "正当理由：",
    ):
        assert text in printed
    assert printed.count("yinchuan_start") == 1
    assert "连续几个月即红灯：3" in national.ok("explain", "yinchuan_start")
    found = light(national, "yinchuan_start", "2025-06")
    assert (found["red_after"], found["red"], found["since"]) == (3, None, "2025-03")


def test_csv_names_everything_that_is_not_green_and_runs_no_formula(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, LATE)
    ledger.project(name="=1+1")
    ledger.project("invested: {2025-06: 30}\n", name="绿")
    rows = list(csv.reader(io.StringIO(ledger.ok("lights", "2025-06", "--format", "csv"))))
    assert [row[2:5] for row in rows] == [["灯", "编号", "项目"], ["红灯", "ts25-0001", "'=1+1"]]
    ledger.ok("lights", "2025-06", "--format", "csv", "-o", str(tmp_path / "灯.csv"))
    assert (tmp_path / "灯.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_markdown_and_the_table_show_twenty_of_a_list_unless_all_are_asked_for(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, "    red: 'true'\n")
    for _ in range(25):
        ledger.project()
    for format_ in ("table", "md"):
        short = ledger.ok("lights", "2025-06", "--format", format_)
        assert "共 25 个，只列前 20 个" in short
        assert short.count("项目2") < ledger.ok("lights", "2025-06", "--format", format_, "--all").count(
            "项目2"
        )
    assert ledger.ok("lights", "2025-06", "--format", "md").startswith("# 亮灯")
    assert len(light(ledger, "one", "2025-06")["red_list"]) == 25


# ---- Hostile rules


@pytest.mark.parametrize("place", ["scope", "red", "yellow", "green", "late", "behind"])
@pytest.mark.parametrize(
    "expression",
    [
        "(select count(*) from project)", "1); drop table file; --", "load_extension('x')", "sum(plan)", "plan -- x",
        "randomblob(1000000000)", "c", ":period", "x'00'", "'abc", "(plan", "abs(-9223372036854775807 - 1)",
    ],
)  # fmt: skip
def test_a_hostile_condition_is_refused_in_one_sentence(tmp_path: Path, place: str, expression: str) -> None:
    quoted = '"' + expression.replace('"', '\\"') + '"'
    ledger = with_light(
        tmp_path, f"    {place}: {quoted}\n" + ("    red: plan < 0\n" if place != "red" else "")
    )
    ledger.project("plan: {2025: 1}\n")
    ran = ledger.run("lights", "2025-06")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "rules/indicators.yaml" in ran.err


@pytest.mark.parametrize(
    "expression",
    ["plan / 0", "name", "null", "plan * plan * plan", "'12abc'", "name like '" + "%a" * 60 + "%'"],
)
def test_an_odd_condition_is_an_answer_of_some_kind(tmp_path: Path, expression: str) -> None:
    ledger = with_light(tmp_path, f'    red: "{expression}"\n    behind: "{expression}"\n    red_after: 2\n')
    ledger.project("plan: {2025: 100000000}\n", name="a" * 150)
    assert sum(light(ledger, "one", "2025-06")["total"].values()) == 1


def test_a_light_that_counts_months_of_nothing_is_found(tmp_path: Path) -> None:
    ledger = with_light(tmp_path, "    green: is_started\n    red_after: 3\n")
    assert "U520" in ledger.run("check").out
