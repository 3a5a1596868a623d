"""Posts that the rules ask for: not filled, not written out, held together, one person for one project."""

from __future__ import annotations

import json

import pytest
from people_ledger import Office, rules

DAY = "2025-07-01"
STARTED = "stages:\n  - {to: started, on: 2025-03-03}\n"
ALL_THREE = "people: {leader: 赵某, service: 钱某, agent: 孙某, statistician: 李某}\n"


def test_nothing_is_asked_before_its_stage(office):
    """The leader from the reserve on, the three officers from the start on."""
    office.project("stages:\n  - {to: planned, on: 2025-01-05}\n")
    office.project("stages:\n  - {to: reserved, on: 2025-01-05}\n")
    office.project(STARTED)
    assert office.unassigned(DAY) == [
        ("ts25-0002", "leader", ["leader"]),
        ("ts25-0003", "leader", ["leader"]),
        ("ts25-0003", "officers", ["service", "agent", "statistician"]),
    ]
    assert office.codes() == ["L481", "L481", "L481"]


def test_only_what_is_missing_is_named(office):
    office.project("people: {leader: 赵某, agent: 孙某}\n" + STARTED)
    assert office.unassigned(DAY) == [("ts25-0001", "officers", ["service", "statistician"])]
    out = office.run("check", "--as-of-date", DAY).out
    assert "三员：还没有明确首席服务员、首席统计员" in out
    assert "xmtz people assign" in out


def test_what_is_filled_has_no_finding(office):
    office.project(ALL_THREE + STARTED)
    assert office.unassigned(DAY) == []
    assert office.codes() == []
    assert "都已明确" in office.ok("people", "unassigned", "--as-of-date", DAY)
    assert office.run("people", "unassigned", "--fail", "--as-of-date", DAY).code == 0


def test_a_later_stage_asks_for_what_an_earlier_one_does(office):
    office.project(ALL_THREE.replace("leader: 赵某, ", "") + "stages:\n  - {to: completed, on: 2025-03-03}\n")
    assert office.unassigned(DAY) == [("ts25-0001", "leader", ["leader"])]


def test_the_day_decides_on_the_stage(office):
    office.project("stages:\n  - {to: planned, on: 2025-01-05}\n  - {to: started, on: 2025-03-03}\n")
    assert office.unassigned("2025-03-02") == []
    assert len(office.unassigned("2025-03-03")) == 2


def test_nothing_is_asked_of_what_was_given_up(office):
    office.project(STARTED + "  - {to: ended, on: 2025-04-01}\n")
    assert office.unassigned(DAY) == []
    assert office.codes() == []
    assert len(office.unassigned("2025-03-31")) == 2


def test_a_waiver_covers_it_until_its_day(office):
    office.project(STARTED + "waivers:\n  - {code: L481, reason: 正在选派, by: 赵某, until: 2025-07-31}\n")
    assert office.unassigned("2025-07-31") == []
    assert len(office.unassigned("2025-08-01")) == 2
    assert office.codes("2025-07-31") == []
    assert office.codes("2025-08-01") == ["L481", "L481"]


def test_role_and_unit_pick(office):
    office.project(STARTED)
    office.project("people: {leader: 赵某}\n" + STARTED, unit="b")
    assert [one[0] for one in office.unassigned(DAY, "--role", "包抓领导")] == ["ts25-0001"]
    assert [one[0] for one in office.unassigned(DAY, "--unit", "乙镇")] == ["ts25-0002"]
    assert office.run("people", "unassigned", "--fail", "--as-of-date", DAY).code == 1
    assert "将军" in office.refused("people", "unassigned", "--role", "将军")


def test_levels_decide(tmp_path):
    posts = "posts:\n  leader: {label: 领导分包, roles: [leader], levels: [province]}\n"
    office = Office(tmp_path / "县", rules=rules(posts))
    office.project(level="province")
    office.project(level="county")
    office.project()
    assert office.unassigned(DAY) == [("ts25-0001", "leader", ["leader"])]


def test_bodies_count_as_posts(tmp_path):
    posts = "posts:\n  bodies: {label: 部门, roles: [unit, department, guarantor, taskforce]}\n"
    office = Office(tmp_path / "区", rules=rules(posts))
    office.project("department: b\nguarantor: c\ntaskforce: pushing\n")
    office.project("department: b\n", unit=None)
    assert office.unassigned(DAY) == [("ts25-0002", "bodies", ["unit", "guarantor", "taskforce"])]
    assert office.codes() == ["L481"]


def test_what_a_stage_move_lacked_is_not_said_twice(tmp_path):
    """The requirement of the stage (L402) names the leader; a move that waived it leaves the post to be filled."""
    needs = {
        "stages": rules()["stages"].replace(
            "marks: [started], next", "marks: [started], needs: [{person: leader}], next"
        )
    }
    office = Office(tmp_path / "县", rules={**rules(), **needs})
    office.project(ALL_THREE.replace("leader: 赵某, ", "") + STARTED)
    assert office.codes() == ["L402"]
    office.project(
        ALL_THREE.replace("leader: 赵某, ", "")
        + "stages:\n  - {to: started, on: 2025-03-03, waived: [leader], reason: 换届}\n"
    )
    assert office.codes() == ["L402", "L481"]


def test_what_cannot_be_read_is_not_called_missing(office):
    office.project("people: {leader: [赵某], service: 钱某, agent: 孙某, statistician: 李某}\n" + STARTED)
    office.project("people: [赵某]\n" + STARTED)
    assert "L481" not in office.codes()


def test_without_posts_nothing_is_asked(tmp_path):
    office = Office(tmp_path / "县", rules=rules(""))
    office.project(STARTED)
    assert "没有 posts" in office.ok("people", "unassigned", "--as-of-date", DAY)
    assert office.codes() == []


# ---- Task, standard, time limit


def test_a_duty_has_its_task_standard_and_time_limit(zone):
    whole = "task: 统筹, standard: 不拖期, due: 2025-12-31"
    zone.project(
        f"people: {{head: {{name: 赵某, {whole}}}, office: {{name: 钱某, {whole}}}, cadre: {{name: 孙某, {whole}}}}}\n"
        + STARTED
    )
    assert zone.codes() == []
    zone.project(
        f"people: {{head: 赵某, office: {{name: 钱某, task: 统筹}}, cadre: {{name: 孙某, {whole}}}}}\n"
        + STARTED
    )
    out = zone.run("check", "--as-of-date", DAY).out
    assert "项目小组组长“赵某”没有写明任务、标准、时限" in out
    assert "责任局办“钱某”没有写明标准、时限" in out
    assert zone.codes() == ["L482", "L482"]


def test_a_duty_is_not_asked_about_before_its_stage(zone):
    zone.project("people: {head: 赵某}\nstages:\n  - {to: reserved, on: 2025-03-03}\n")
    assert zone.codes() == []


def test_a_group_fills_the_posts_of_its_head_and_office(zone):
    """Their duties stand nowhere in the project, so nothing is asked about them; the cadre is the project's own."""
    zone.project(STARTED, unit="zu01")
    zone.project("group: 二组\n" + STARTED)
    zone.project("group: 没有这个组\n" + STARTED)
    assert zone.unassigned(DAY) == [
        ("ts25-0001", "three", ["cadre"]),
        ("ts25-0002", "three", ["cadre"]),
        ("ts25-0003", "three", ["head", "office", "cadre"]),
    ]


def test_a_change_of_the_group_is_seen(zone):
    zone.project(STARTED, unit="zu01")
    assert zone.unassigned(DAY) == [("ts25-0001", "three", ["cadre"])]
    zone.write("units.yaml", zone.text("units.yaml").replace("head: 赵某, office: 招商局, ", ""))
    assert zone.unassigned(DAY) == [("ts25-0001", "three", ["head", "office", "cadre"])]


def test_a_stage_that_needs_a_head_takes_the_group_s(tmp_path):
    stages = rules("")["stages"].replace(
        "marks: [started], next", "marks: [started], needs: [{person: head}, {person: cadre}], next"
    )
    office = Office(tmp_path / "园区", rules={**rules(""), "stages": stages})
    office.write(
        "units.yaml", "units:\n  zu01: {name: 一组, kind: group, head: 赵某}\n  a: {name: 甲镇, kind: town}\n"
    )
    office.project("stages:\n  - {to: reserved, on: 2025-01-05}\n", unit="zu01")
    office.project("stages:\n  - {to: reserved, on: 2025-01-05}\n", unit="a")
    assert "组长" not in office.refused("advance", "ts25-0001", "started", "--on", DAY, code=1)
    assert "组长" in office.refused("advance", "ts25-0002", "started", "--on", DAY, code=1)


# ---- Held together, and one for one


def test_three_officers_are_three_people(office):
    office.project("people: {leader: 赵某, service: 钱某, agent: 钱某, statistician: 李某}\n" + STARTED)
    assert office.codes() == ["L483"]
    assert "钱某 兼任了首席服务员、首席代办员" in office.run("check", "--as-of-date", DAY).out


def test_two_of_one_name_with_two_units_are_two(office):
    office.project(
        "people: {leader: 赵某, service: {name: 钱某, unit: a}, agent: {name: 钱某, unit: b}, statistician: 李某}\n"
        + STARTED
    )
    assert office.codes() == []


def test_a_leader_may_have_other_posts_where_no_rule_forbids(office):
    office.project("people: {leader: 钱某, service: 钱某, agent: 孙某, statistician: 李某}\n" + STARTED)
    assert office.codes() == []


def test_one_leader_has_one_project(one_each):
    one_each.project("people: {leader: 赵某}\n" + STARTED, name="甲项目")
    one_each.project("people: {leader: 赵某}\n" + STARTED, name="乙项目")
    assert one_each.codes() == ["L484"]
    out = one_each.run("check", "--as-of-date", DAY).out
    assert "赵某 还任 ts25-0001（甲项目）的包抓领导" in out
    assert "ts25-0002.yaml:4:18" in out


@pytest.mark.parametrize(
    "second",
    [
        "people: {leader: 钱某}\n" + STARTED,
        "people: {leader: {name: 赵某, rank: township}}\n" + STARTED,
        "people: {leader: 赵某}\n" + STARTED + "  - {to: ended, on: 2025-04-01}\n",
        "people: {leader: 赵某}\n" + STARTED + "  - {to: production, on: 2025-04-01}\n",
        "people: {service: 赵某, leader: 钱某}\n" + STARTED,
        "parent: ts25-0001\npeople: {leader: 赵某}\n" + STARTED,
        "people: {leader: 赵某}\nwaivers:\n  - {code: L484, reason: 同一园区, by: 书记, until: 2031-01-01}\n"
        + STARTED,
    ],
    ids=["another", "another rank", "given up", "in production", "another post", "a part of it", "waived"],
)
def test_what_is_no_second_project(one_each, second):
    one_each.project("people: {leader: {name: 赵某, rank: county}}\n" + STARTED)
    one_each.project(second)
    assert one_each.codes() == []


def test_a_rank_too_low_for_the_level(office):
    office.project(
        ALL_THREE.replace("leader: 赵某", "leader: {name: 赵某, rank: township}") + STARTED, level="province"
    )
    assert office.codes() == ["L480"]


def test_a_unit_in_a_duty_that_does_not_exist(office):
    office.project(ALL_THREE.replace("service: 钱某", "service: {name: 钱某, unit: zzz}") + STARTED)
    assert office.codes() == ["R300"]


# ---- The rules themselves


@pytest.mark.parametrize(
    ("posts", "code"),
    [
        ("posts:\n  x: {label: 甲, roles: [general]}\n", "F218"),
        ("posts:\n  x: {label: 甲, roles: [leader], from: nowhere}\n", "F219"),
        ("posts:\n  x: {label: 甲, roles: [leader], with: [money]}\n", "F218"),
        ("posts:\n  x: {roles: [leader]}\n", "F202"),
    ],
)
def test_rules_that_are_wrong_are_found(tmp_path, posts, code):
    office = Office(tmp_path / "县", rules=rules(posts))
    office.project(STARTED)
    found = json.loads(office.run("check", "--format", "json").out)["findings"]
    assert [one["code"] for one in found if one["path"] == "rules/stages.yaml"] == [code]
