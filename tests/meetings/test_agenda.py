"""The agenda of a meeting: which projects are dispatched and why, what was decided last, what comes."""

from __future__ import annotations

import pytest
from meeting_office import CADENCE, ISSUES, Office
from small_ledger import PLAIN

LATE_ISSUE = "issues:\n  - {id: i-1aa, title: 供电不足, class: utilities, raised: 2025-06-02, due: 2025-06-20, assigned: {unit: gongdian, on: 2025-06-02}}\n"
STARTED = "stages: [{to: started, on: 2025-01-10}]\n"
ON = ("--monthly", "--on", "2025-07-31")


@pytest.fixture
def county(tmp_path):
    return Office(
        tmp_path / "县",
        rules={**PLAIN, "cadence": CADENCE, "issues": ISSUES},
        units={"a": "甲镇", "b": "乙镇", "gongdian": "供电分公司"},
    )


def reasons(agenda) -> dict[str, list[str]]:
    return {one["name"]: [reason["key"] for reason in one["reasons"]] for one in agenda["focus"]}


def test_projects_are_dispatched_for_their_reasons(county):
    # By the end of July 7/12 of 1200, that is 700, is due. Ten points of the plan are 120.
    county.project(f"{STARTED}plan: {{2025: 1200}}\ninvested: {{2025-07: 700}}\n", name="正好")
    county.project(f"{STARTED}plan: {{2025: 1200}}\ninvested: {{2025-07: 581}}\n", name="差一点")
    county.project(f"{STARTED}plan: {{2025: 1200}}\ninvested: {{2025-07: 580}}\n", name="差十个点")
    county.project(f"{STARTED}plan: {{2025: 1200}}\ninvested: {{2025-07: 100}}\n{LATE_ISSUE}", name="两条")
    county.project(
        "dates: {planned_start: 2025-03-01}\nstages: [{to: reserved, on: 2025-01-10}]\n", name="没开工"
    )
    county.project(
        "stages: [{to: reserved, on: 2025-01-10}]\nsteps:\n  permit: {applied: 2025-07-01, accepted: 2025-07-02}\n",
        name="手续慢",
    )
    agenda = county.agenda(*ON)
    assert reasons(agenda) == {
        "两条": ["schedule", "issues"],
        "差十个点": ["schedule"],
        "没开工": ["start"],
        "手续慢": ["permits"],
    }
    assert list(reasons(agenda))[:2] == ["两条", "差十个点"]  # most reasons, then furthest behind
    first = agenda["focus"][0]
    assert first["gap"] == "-1/2"  # 100/1200 against 700/1200
    assert first["overdue"] == 29  # working days of June 21 to July 31
    assert [reason["place"].rsplit(":", 1)[-1] for reason in first["reasons"]] == [
        "6",
        "8",
    ]  # invested, and the issue
    assert "到 2025-07 完成 100/1200 万元，8.3%，与时序差 -50.0 个百分点" in first["reasons"][0]["detail"]
    (late,) = (one for one in agenda["focus"] if one["name"] == "没开工")
    assert late["reasons"][0]["detail"] == "计划 2025-03-01 开工"
    assert "i-1aa 供电不足，逾期 29 个工作日" in first["reasons"][1]["detail"]


def test_the_plan_by_months_is_the_schedule_where_there_is_one(county):
    county.project(
        f"{STARTED}plan: {{2025: 1200}}\nplan_months: {{2025-07: 100, 2025-12: 1100}}\ninvested: {{2025-07: 10}}\n",
        name="年底集中",
    )
    assert county.agenda(*ON)["focus"] == []  # 90 of 1200 behind are 7.5 points


def test_figures_and_facts_of_later_do_not_count(county):
    county.project(
        f"{STARTED}plan: {{2025: 1200}}\ninvested: {{2025-06: 100, 2025-07: 900}}\n{LATE_ISSUE}",
        name="后来补齐",
    )
    june = county.agenda("--monthly", "--on", "2025-07-10")
    assert june["month"] == "2025-06"  # July is not over
    assert reasons(june) == {"后来补齐": ["schedule", "issues"]}
    assert reasons(county.agenda(*ON)) == {"后来补齐": ["issues"]}
    assert county.agenda("--monthly", "--on", "2025-06-20")["focus"][0]["overdue"] == 0
    # Another month can be asked for.
    assert reasons(county.agenda("--monthly", "--on", "2025-07-10", "--month", "2025-07")) == {
        "后来补齐": ["issues"]
    }


def test_a_limit_shortens_the_list_and_says_so(tmp_path):
    cadence = CADENCE.replace("    order: [reasons, behind]\n", "    order: [behind]\n    limit: 1\n")
    county = Office(tmp_path / "县", rules={**PLAIN, "cadence": cadence})
    for invested in (10, 20, 30):
        county.project(
            f"{STARTED}plan: {{2025: 1200}}\ninvested: {{2025-07: {invested}}}\n", name=f"完成{invested}"
        )
    agenda = county.agenda(*ON)
    assert (agenda["focus_total"], list(reasons(agenda))) == (3, ["完成10"])
    assert "共 3 个，按规则列前 1 个" in county.ok("meeting", "prepare", *ON)
    assert len(county.agenda(*ON, "--all")["focus"]) == 3


def test_red_lights_overdue_decisions_and_escalations_are_reasons(tmp_path):
    cadence = CADENCE.replace(
        "    order: [reasons, behind]\n",
        "      lights: {label: 红灯, lights: [red]}\n      decisions: {label: 议定逾期, decisions_overdue: 1}\n"
        "      escalations: {label: 应提级, escalations: 1}\n",
    ).replace("behind: 10", "behind: 100")
    indicators = PLAIN["indicators"] + (
        "lights:\n  pace: {label: 进度灯, since: 2020-01, scope: plan > 0, red: invested_ytd = 0,"
        " green: invested_ytd > 0}\n"
    )
    county = Office(
        tmp_path / "县", rules={**PLAIN, "cadence": cadence, "issues": ISSUES, "indicators": indicators},
        units={"a": "甲镇", "gongdian": "供电分公司"},
    )  # fmt: skip
    county.project(f"{STARTED}plan: {{2025: 1200}}\n", name="红灯项目")
    county.project(f"{STARTED}{LATE_ISSUE}", name="要提级")
    county.project(STARTED, name="欠着议定")
    county.meeting(
        "2025-07-01", "weekly", "decisions:\n  - {what: 补手续, project: ts25-0003, due: 2025-07-10}\n"
    )
    found = reasons(county.agenda(*ON))
    assert found == {"红灯项目": ["lights"], "要提级": ["issues", "escalations"], "欠着议定": ["decisions"]}


def test_last_decisions_and_those_not_kept_before(county):
    county.project(f"{STARTED}{LATE_ISSUE}", name="三一")
    county.meeting(
        "2025-05-06", "monthly",
        "decisions:\n  - {what: 早就做完, due: 2025-05-20, kept: 2025-05-19}\n  - {what: 一直拖着, due: 2025-05-20}\n",
    )  # fmt: skip
    county.meeting(
        "2025-07-04", "monthly",
        "decisions:\n  - {what: 迟了, due: 2025-07-10, kept: 2025-07-11}\n  - {what: 供电, project: ts25-0001, issue: i-1aa}\n"
        "  - {what: 还早, due: 2025-08-04}\n  - {what: 没时限}\n",
    )  # fmt: skip
    county.meeting("2025-07-31", "weekly", "decisions: [{what: 别的会}]\n")
    agenda = county.agenda(*ON)
    assert agenda["last"] == "2025-07-04"
    assert [(one["what"], one["state"], one["left"]) for one in agenda["decisions"]] == [
        ("迟了", "late", None), ("供电", "overdue", -29), ("还早", "open", 2), ("没时限", "open", None),
    ]  # fmt: skip
    assert [one["what"] for one in agenda["earlier"]] == ["一直拖着"]
    table = county.ok("meeting", "prepare", *ON)
    assert "上次会议（2025-07-04）议定事项：4 项，已落实 1 项" in table
    assert "以前会议没有落实的：1 项" in table


def test_what_is_to_be_decided(county):
    county.project(
        f"{STARTED}{LATE_ISSUE}  - {{id: i-2bb, title: 缺水, class: other, raised: 2025-07-20, origin: enterprise}}\n",
        name="三一",
    )
    found = [(one["kind"], one["id"]) for one in county.agenda(*ON)["to_decide"]]
    assert found == [("escalate", "i-1aa"), ("assign", "i-2bb")]
    # At the top rung nothing higher is left.
    top = LATE_ISSUE.replace("}}\n", "}, escalated: [{to: mayor, on: 2025-07-10}]}\n")
    county.count = 0
    county.project(f"{STARTED}{top}", name="三一")
    assert [one["kind"] for one in county.agenda(*ON)["to_decide"]] == ["top"]


def test_the_work_of_a_week_by_project(county):
    county.project(
        f"dates: {{planned_finish: 2025-08-05}}\n{STARTED}invested: {{2025-07: 1}}\n"
        "issues:\n  - {id: i-3cc, title: 缺电, class: other, raised: 2025-07-20, due: 2025-08-04}\n"
        "  - {id: i-4dd, title: 缺水, class: other, raised: 2025-07-20, due: 2025-08-08}\n",
        name="甲项目",
    )
    county.meeting(
        "2025-07-28", "weekly", "decisions: [{what: 出方案, project: ts25-0001, due: 2025-08-01}]\n"
    )
    work = county.agenda("--weekly", "--on", "2025-07-31")["work"]
    assert [(one["day"], one["kind"]) for one in work] == [
        ("2025-08-01", "会议议定"), ("2025-08-04", "问题应销号"), ("2025-08-05", "计划竣工"),
    ]  # fmt: skip
    fortnight = county.agenda("--biweekly", "--on", "2025-07-31")
    assert fortnight["until"] == "2025-08-14"
    assert len(fortnight["work"]) == 4
    assert len(county.agenda("--weekly", "--on", "2025-07-31", "--days", "1")["work"]) == 1


# ---- Which meeting


def test_of_several_meetings_the_one_with_a_rule_is_meant(tmp_path):
    two = CADENCE.replace("  tour:", "  head: {label: 主要领导调度, every: month}\n  tour:")
    county = Office(tmp_path / "一", rules={**PLAIN, "cadence": two})
    county.project(STARTED)
    agenda = county.agenda("--monthly", "--on", "2025-07-31")
    assert (agenda["kind"], agenda["others"]) == ("monthly", ["head"])
    assert county.agenda("--kind", "主要领导", "--on", "2025-07-31")["kind"] == "head"
    neither = Office(tmp_path / "二", rules={**PLAIN, "cadence": two.split("dispatch:")[0]})
    says = neither.refused("meeting", "prepare", "--monthly")
    assert "有 2 种" in says
    assert "monthly（月例会）、head（主要领导调度）" in says


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "写明哪种会议"),
        (("--weekly", "--monthly"), "写明哪种会议"),
        (("--kind", "茶话会"), "没有“茶话会”"),
        (("--weekly", "--kind", "tour"), "不是这个周期的"),
        (("--weekly", "--on", "某日"), "不是日期"),
        (("--weekly", "--month", "某月"), "不是月份"),
        (("--weekly", "--format", "csv"), "--format"),
    ],
)
def test_what_cannot_be_prepared(county, arguments, says):
    assert says in county.refused("meeting", "prepare", *arguments)


def test_a_ledger_without_meetings_says_so(tmp_path):
    bare = Office(tmp_path / "县", rules=PLAIN)
    assert "没有这个周期的会议" in bare.refused("meeting", "prepare", "--weekly")


def test_a_condition_that_cannot_be_read_is_named(tmp_path):
    county = Office(
        tmp_path / "县", rules={**PLAIN, "cadence": CADENCE.replace("not is_started", "not is_stated")}
    )
    says = county.refused("meeting", "prepare", *ON)
    assert "rules/cadence.yaml" in says
    assert "is_stated" in says
    assert "U500" in county.run("check").out


def test_a_rule_for_no_known_meeting_is_a_finding(tmp_path):
    county = Office(
        tmp_path / "县",
        rules={**PLAIN, "cadence": CADENCE.replace("dispatch:\n  monthly:", "dispatch:\n  montly:")},
    )
    assert "montly" in county.run("check").out


def test_markdown_and_english(county):
    county.project(f"{STARTED}plan: {{2025: 1200}}\ninvested: {{2025-07: 1}}\n", name="三一")
    assert "## 一、重点调度项目（1 个）" in county.ok("meeting", "prepare", *ON, "--format", "md")
    assert "1. Focus projects (1)" in county.ok("meeting", "prepare", *ON, lang="en")
