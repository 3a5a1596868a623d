"""xmtz people assign, remove and handover: what is written, and what is refused with nothing written."""

from __future__ import annotations

import json

import pytest
from people_ledger import Office, rules

P1 = "projects/2025/ts25-0001.yaml"
P2 = "projects/2025/ts25-0002.yaml"
STARTED = "stages:\n  - {to: started, on: 2025-03-03}\n"


def refused(office: Office, *arguments: str, code: int = 1) -> str:
    """What a command says that has to be refused; no file may have changed by it."""
    before = office.everything()
    err = office.refused(*arguments, code=code)
    assert office.everything() == before
    return err


# ---- assign


def test_a_plain_name_is_the_shortest_form(office):
    office.project("# 责任人待定\n" + STARTED)
    out = office.ok("people", "assign", "项目1", "包抓领导", "王某某")
    assert "包抓领导 王某某" in out
    assert "people:\n  leader: 王某某\n" in office.text(P1)
    assert "# 责任人待定" in office.text(P1)


def test_everything_that_is_said_stands_in_one_record(office):
    office.project(STARTED)
    office.ok(
        "people", "assign", "项目1", "cadre", "王某某", "--rank", "乡镇党政负责人", "--unit", "乙镇", "--task", "驻点包抓",
        "--standard", "周五报清单", "--due", "2025年12月31日", "--phone", "029-1234567",
    )  # fmt: skip
    assert (
        "  cadre: {name: 王某某, rank: township, unit: b, task: 驻点包抓, standard: 周五报清单, due: 2025-12-31, phone: 029-1234567}\n"
        in office.text(P1)
    )
    assert office.codes() == ["L481", "L481"]


def test_the_same_person_again_adds(office):
    office.project("people:\n  cadre: {name: 王某某, task: 驻点包抓}   # 原由\n")
    office.ok("people", "assign", "项目1", "cadre", "王某某", "--due", "2025-12-31")
    assert "cadre: {name: 王某某, task: 驻点包抓, due: 2025-12-31}" in office.text(P1)
    office.ok("people", "assign", "项目1", "agent", "李某")
    office.ok("people", "assign", "项目1", "agent", "李某", "--phone", "110")
    assert "agent: {name: 李某, phone: 110}" in office.text(P1)


def test_somebody_else_takes_the_place_only_when_said(office):
    """Task, standard and time limit are the post's and stay; rank, unit and telephone are the person's and go."""
    office.project(
        "people:\n  cadre: {name: 王某某, rank: township, unit: a, task: 驻点, due: 2025-12-31, phone: 110}\n"
    )
    assert "--replace" in refused(office, "people", "assign", "项目1", "cadre", "李某")
    out = office.ok("people", "assign", "项目1", "cadre", "李某", "--replace")
    assert "原为 王某某" in out
    assert "cadre: {name: 李某, task: 驻点, due: 2025-12-31}" in office.text(P1)


def test_into_people_on_one_line(office):
    office.project("people: {leader: 赵某}\n")
    office.ok("people", "assign", "项目1", "service", "王某某")
    assert "people: {leader: 赵某, service: 王某某}\n" in office.text(P1)


def test_what_is_there_already_changes_nothing(office):
    office.project("people: {leader: 赵某}\n")
    assert "没有改动" in office.ok("people", "assign", "项目1", "leader", "赵某")


def test_a_dry_run_writes_nothing(office):
    office.project(STARTED)
    before = office.everything()
    out = office.ok("people", "assign", "项目1", "leader", "王某某", "--dry-run")
    assert "+  leader: 王某某" in out
    assert office.everything() == before


def test_commit_commits_this_file_alone(office, monkeypatch):
    from small_ledger import IDENTITY

    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    office.project(STARTED)
    office.commit()
    office.write("别的.txt", "x")
    out = office.ok("people", "assign", "项目1", "leader", "王某某", "--commit")
    assert "已提交" in out
    assert office.git("log", "-1", "--format=%s") == "责任人：项目1 包抓领导 王某某"
    assert office.git("show", "--name-only", "--format=").split() == [P1]


def test_a_rank_too_low_is_refused(office):
    office.project(level="province")
    err = refused(office, "people", "assign", "项目1", "leader", "王某某", "--rank", "township")
    assert "至少是“县处级领导”" in err
    office.ok("people", "assign", "项目1", "leader", "王某某", "--rank", "县处级领导")
    assert office.codes() == []


def test_a_rank_that_is_not_said_is_reminded_of(office):
    office.project(level="province")
    ran = office.run("people", "assign", "项目1", "leader", "王某某")
    assert ran.code == 0
    assert "县处级领导" in ran.err


def test_posts_that_do_not_go_together_are_refused(office):
    office.project("people: {service: 钱某}\n" + STARTED)
    assert "三员：须由不同的人担任" in refused(office, "people", "assign", "项目1", "agent", "钱某")


def test_a_second_project_for_a_leader_is_refused(one_each):
    one_each.project("people: {leader: 赵某}\n" + STARTED, name="甲项目")
    one_each.project(STARTED, name="乙项目")
    err = refused(one_each, "people", "assign", "乙项目", "leader", "赵某")
    assert "赵某 已任 ts25-0001（甲项目）的包抓领导" in err
    one_each.ok("people", "assign", "乙项目", "service", "赵某")


def test_a_second_leader_for_a_project_is_refused(one_each):
    one_each.project("people: {leader: 赵某}\n" + STARTED)
    assert "包抓领导现为 赵某" in refused(one_each, "people", "assign", "项目1", "leader", "钱某")


def test_everything_against_it_is_said_at_once(one_each):
    one_each.project("people: {leader: 赵某}\n" + STARTED, level="province", name="甲项目")
    one_each.project("people: {leader: 钱某}\n" + STARTED, level="province", name="乙项目")
    err = refused(one_each, "people", "assign", "乙项目", "leader", "赵某", "--rank", "township")
    assert len(err.splitlines()) == 4
    err = refused(
        one_each,
        "people",
        "assign",
        "甲项目",
        "cadre",
        "王\x00某",
        "--unit",
        "没有",
        "--due",
        "2025-02-30",
        code=2,
    )
    assert len([line for line in err.splitlines() if line.startswith("  - ")]) == 3


@pytest.mark.parametrize("name", ["王\x07某", "王\u202e某", "王\x1b[31m某", "王\n某", "", "   ", "王" * 61])
def test_names_that_no_person_has_are_refused(office, name):
    office.project(STARTED)
    err = refused(office, "people", "assign", "项目1", "leader", name, code=2)
    assert "姓名" in err
    assert not {"\x07", "\u202e", "\x1b"} & set(err)


@pytest.mark.parametrize(
    "name", ["阿卜杜拉·买买提", "欧阳某某", "𠮷某", "Wang No. 2", "王: 某", "# 王", "no", "- 王"]
)
def test_names_that_people_have_are_kept_as_they_are(office, name):
    office.project(STARTED)
    office.ok("people", "assign", "项目1", "contact", "--", name)
    assert office.people("2025-07-01")[name]["posts"] == {"contact": 1}


def test_what_is_no_post_and_no_project(office):
    office.project(STARTED)
    err = refused(office, "people", "assign", "项目1", "将军", "王某某", code=2)
    assert "leader（包抓领导）" in err
    assert "是单位，不是人" in refused(office, "people", "assign", "项目1", "责任单位", "王某某", code=2)
    assert "没有" in refused(office, "people", "assign", "没有的", "leader", "王某某", code=2)
    assert "units.yaml 里没有" in refused(
        office, "people", "assign", "项目1", "leader", "王某某", "--unit", "丁镇", code=2
    )


# ---- remove


def test_somebody_is_taken_off(office):
    office.project("people:\n  leader: 赵某\n  service: 钱某  # 注\n" + STARTED)
    ran = office.run("people", "remove", "项目1", "首席服务员")
    assert ran.code == 0
    assert "钱某" in ran.out
    assert "people:\n  leader: 赵某\n" in office.text(P1)
    office.ok("people", "remove", "项目1", "leader")
    assert "people" not in office.text(P1)
    assert "没有包抓领导" in refused(office, "people", "remove", "项目1", "leader", code=2)


def test_who_stands_in_the_group_cannot_be_taken_off_the_project(zone):
    zone.project(STARTED, unit="zu01")
    assert "units.yaml" in refused(zone, "people", "remove", "项目1", "head", code=2)


# ---- handover


@pytest.fixture
def county(office):
    """钱某 serves two projects, has an open and a cleared issue, a decision to keep and one kept, a risk and an approval."""
    office.project(
        """\
people:
  leader: 赵某
  service: {name: 钱某, phone: 110, task: 帮办}
  agent: 孙某   # 代办
  statistician: 李某
stages:
  - {to: started, on: 2025-03-03}
steps:
  permit: {tracker: 钱某}
  filing: {tracker: 钱某, granted: 2025-01-02}
invested: {2025-03: 10}
risks:
  - {class: debt, what: 还款来源, measure: 按季核对, owner: 孙某}
  - {class: debt, what: 配套资金, measure: 按月核对, owner: 钱某}
issues:
  - {id: i-3kd, title: 供水未通, class: land, raised: 2025-06-02, assigned: {unit: b, person: 钱某, on: 2025-06-03}}
  - {id: i-4kd, title: 已销号的, class: land, raised: 2025-05-06, assigned: {unit: b, person: 钱某, on: 2025-05-06}, cleared: {on: 2025-05-28, by: 吴某, evidence: 照片}}
""",
        name="甲产业园",
    )
    office.project(
        "people: {service: 钱某, agent: 钱某某}\nstages:\n  - {to: planned, on: 2025-03-03}\n", name="乙水厂"
    )
    office.project("people: {service: 钱某}\nstages:\n  - {to: ended, on: 2025-03-03}\n", name="丙项目")
    office.write(
        "meetings/2025-06-10-dispatch.yaml",
        "on: 2025-06-10\nkind: dispatch\ndecisions:\n"
        "  - {what: 补齐供地手续, unit: b, person: 钱某, due: 2025-06-30}  # 要紧\n"
        "  - {what: 已经办完, unit: b, person: 钱某, due: 2025-06-20, kept: 2025-06-18}\n",
    )
    office.write(
        "units.yaml",
        office.text("units.yaml") + "  zu: {name: 一组, kind: group, head: 钱某, people: {钱某: 包片}}\n",
    )
    return office


HAND = ("people", "handover", "钱某", "周某", "--on", "2025-07-01")


def test_everything_in_hand_goes_over_and_history_stays(county):
    before = county.everything()
    out = county.ok(*HAND)
    assert "交接：钱某 → 周某，8 项" in out
    for line in (
        "甲产业园　首席服务员",
        "问题 i-3kd 供水未通",
        "风险 配套资金",
        "跟踪审批 施工许可",
        "乙水厂　首席服务员",
        "2025-06-10 会议　补齐供地手续",
        "一组　负责人",
        "一组　包片",
    ):
        assert line in out
    one = county.text(P1)
    assert "  service: {name: 周某, task: 帮办}\n" in one
    assert "agent: 孙某   # 代办\n" in one
    assert "permit: {tracker: 周某}\n" in one
    assert "filing: {tracker: 钱某, granted: 2025-01-02}" in one
    assert "what: 配套资金, measure: 按月核对, owner: 周某" in one
    assert "raised: 2025-06-02, assigned: {unit: b, person: 周某, on: 2025-06-03}" in one
    assert "assigned: {unit: b, person: 钱某, on: 2025-05-06}, cleared:" in one
    assert "people: {service: 周某, agent: 钱某某}" in county.text(P2)
    meeting = county.text("meetings/2025-06-10-dispatch.yaml")
    assert "person: 周某, due: 2025-06-30}  # 要紧" in meeting
    assert "person: 钱某, due: 2025-06-20, kept: 2025-06-18" in meeting
    assert "head: 周某, people: {周某: 包片}" in county.text("units.yaml")
    after = county.everything()
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {P1, P2, "meetings/2025-06-10-dispatch.yaml", "units.yaml"}
    assert "钱某" not in county.people("2025-07-01")


def test_a_dry_run_lists_and_writes_nothing(county):
    before = county.everything()
    out = county.ok(*HAND, "--dry-run")
    assert "8 项" in out
    assert "+  - {what: 补齐供地手续, unit: b, person: 周某" in out
    assert county.everything() == before


def test_one_commit_for_all(county, monkeypatch):
    from small_ledger import IDENTITY

    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    county.commit()
    county.ok(*HAND, "--commit")
    assert county.git("log", "-1", "--format=%s") == "交接：钱某 → 周某，8 项"
    assert len(county.git("show", "--name-only", "--format=").split()) == 4
    assert county.git("status", "--porcelain") == ""


def test_one_post_only(county):
    out = county.ok("people", "handover", "钱某", "周某", "--role", "service", "--on", "2025-07-01")
    assert "2 项" in out
    assert "service: {name: 周某" in county.text(P1)
    assert "person: 钱某, on: 2025-06-03" in county.text(P1)
    assert county.text("units.yaml").count("钱某") == 2


def test_the_day_decides_on_what_is_open(county):
    """On 12 June the decision kept on 18 June was open, on 20 May the issue cleared on 28 May: they are history now."""
    june = county.ok("people", "handover", "钱某", "周某", "--on", "2025-06-12", "--dry-run")
    assert "8 项" in june
    assert "会议　已经办完" not in june
    may = county.ok("people", "handover", "钱某", "周某", "--on", "2025-05-20", "--dry-run")
    assert "6 项" in may
    assert "问题 i" not in may
    assert "会议" not in may
    assert "还没有到" in refused(county, "people", "handover", "钱某", "周某", "--on", "2099-01-01", code=2)


@pytest.mark.parametrize("to", ["孙某", "李某"])
def test_all_or_nothing_where_a_rule_forbids_one(county, to):
    """Of 甲产业园 they are agent and statistician already; 乙水厂 alone would go."""
    err = refused(county, "people", "handover", "钱某", to, "--on", "2025-07-01")
    assert "ts25-0001 甲产业园：三员：须由不同的人担任" in err
    assert "什么都没有写入" in err


def test_all_or_nothing_where_a_file_cannot_be_written(county, monkeypatch):
    from xmtz.entry import door

    before = county.everything()
    write, written = door.write_atomically, []

    def failing(path, *rest, **named):
        if path.name == "units.yaml" and named.get("expect") is not None:
            raise OSError(28, "No space left on device")
        written.append(path.name)
        return write(path, *rest, **named)

    monkeypatch.setattr(door, "write_atomically", failing)
    ran = county.run(*HAND)
    assert ran.code != 0
    assert written
    assert county.everything() == before


def test_a_rank_too_low_for_one_of_the_levels(office):
    office.project("people: {leader: {name: 赵某, rank: county}}\n", level="province", name="省重点")
    office.project("people: {leader: {name: 赵某, rank: county}}\n", level="county", name="县重点")
    err = refused(office, "people", "handover", "赵某", "王某", "--new-rank", "township")
    assert "省重点" in err
    assert "县重点" not in err
    office.ok("people", "handover", "赵某", "王某", "--new-rank", "county")
    assert office.text(P1).count("leader: {name: 王某, rank: county}") == 1
    assert office.text(P2).count("leader: {name: 王某, rank: county}") == 1


def test_the_rank_that_the_ledger_has_of_the_other_is_compared(office):
    office.project("people: {leader: {name: 赵某, rank: county}}\n", level="province", name="省重点")
    office.project("people: {leader: {name: 王某, rank: township}}\n", level="county", name="县重点")
    assert "至少是“县处级领导”" in refused(office, "people", "handover", "赵某", "王某")


def test_a_rank_that_is_not_known_is_dropped_and_said(office):
    office.project("people: {leader: {name: 赵某, rank: county, unit: a, task: 统筹}}\n", level="province")
    ran = office.run("people", "handover", "赵某", "王某")
    assert ran.code == 0
    assert "--new-rank" in ran.err
    assert "leader: {name: 王某, task: 统筹}" in office.text(P1)


def test_one_leader_for_one_project(one_each):
    one_each.project("people: {leader: 赵某}\n" + STARTED)
    one_each.project("people: {leader: 钱某}\n" + STARTED)
    assert "一人只任一个项目" in refused(one_each, "people", "handover", "赵某", "钱某")
    one_each.ok("people", "handover", "赵某", "孙某")
    assert one_each.codes() == []


def test_two_of_one_name_are_told_apart(office):
    office.project("people: {leader: {name: 王某, unit: a}}\n")
    office.project("people: {leader: {name: 王某, unit: b}}\n")
    assert "有 2 人" in refused(office, "people", "handover", "王某", "赵某", code=2)
    office.ok("people", "handover", "王某", "赵某", "--unit", "乙镇")
    assert "王某" in office.text(P1)
    assert "people: {leader: 赵某}" in office.text(P2)


def test_nobody_the_same_and_a_name_that_cannot_be(county):
    assert "没有“吴某某”这个人" in refused(county, "people", "handover", "吴某某", "周某", code=2)
    assert "姓名相同" in refused(county, "people", "handover", "钱某", "钱某", code=2)
    assert "控制字符" in refused(county, "people", "handover", "钱某", "周\x07某", code=2)
    assert "将军" in refused(county, "people", "handover", "钱某", "周某", "--role", "将军", code=2)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("projects/2025/ts25-0009.yaml", "id: ts25-0009\nname: 坏\npeople: {service: 钱某\n"),
        ("meetings/2025-06-11-x.yaml", "kind: dispatch\ndecisions:\n  - {what: 甲, person: 钱某}\n"),
    ],
)
def test_a_file_that_cannot_be_read_and_names_the_person_stops_all_of_it(county, path, text):
    county.write(path, text)
    assert f"{path} 读不出来" in refused(county, *HAND)
    county.write(path, text.replace("钱某", "别人"))
    assert "8 项" in county.ok(*HAND)


def test_a_waiver_of_the_finding_is_the_way_out(office):
    """What the rules forbid can be entered by hand with a waiver, and is shown until it ends."""
    office.project(
        "people: {service: 钱某, agent: 钱某}\nwaivers:\n  - {code: L483, reason: 人手不足, by: 赵某, until: 2025-12-31}\n"
        + STARTED
    )
    assert "L483" not in office.codes("2025-12-31")
    assert "L483" in office.codes("2026-01-01")


# ---- Groups


def test_groups_with_heads_offices_cadres_projects_and_what_is_open(zone):
    zone.project("people: {cadre: 孙某}\n" + STARTED, unit="zu01", total=100)
    zone.project(
        "people: {cadre: 李某, head: 周某}\nissues:\n  - {id: i-3kd, title: 缺水, class: land, raised: 2025-06-02, due: 2025-06-20}\n" + STARTED,
        unit="zu02", total=200,
    )  # fmt: skip
    zone.project("group: 二组\npeople: {cadre: 孙某}\n" + STARTED, total=50)
    zone.project(STARTED, total=7)
    groups = zone.groups("2025-07-01")
    assert list(groups) == ["force", "zu01", "zu02"]
    force = groups["force"]
    assert (force["projects"], force["total"], force["issues"], force["below"]) == (
        3,
        "350",
        1,
        ["zu01", "zu02"],
    )
    second = groups["zu02"]
    assert (second["projects"], second["total"]) == (2, "250")
    assert (second["head"], second["office"], second["cadre"]) == (
        ["钱某", "周某"],
        ["规建局"],
        ["李某", "孙某"],
    )
    assert [one["id"] for one in second["own"]] == ["ts25-0002", "ts25-0003"]
    assert second["own"][1]["head"] == "钱某"
    detail = zone.ok("people", "groups", "二组", "--as-of-date", "2025-07-01")
    assert "项目3" in detail
    assert "项目1" not in detail
    assert "项目1" in zone.ok("people", "groups", "项目建设专班", "--as-of-date", "2025-07-01")


def test_a_head_of_a_group_has_its_projects(zone):
    zone.project(STARTED, unit="zu01", total=100)
    sheet = zone.sheet("赵某", "2025-07-01")
    assert [(one["post"], one["project"]) for one in sheet["held"]] == [("head", "ts25-0001")]
    assert sheet["units"] == [{"unit": "zu01", "duty": None}]


def test_task_forces_posts_and_rungs(office):
    office.project(
        "taskforce: pushing\npeople: {leader: 赵某}\nissues:\n"
        "  - {id: i-3kd, title: 缺水, class: land, raised: 2025-06-02, escalated: [{to: leader, on: 2025-06-20}]}\n"
        "  - {id: i-4kd, title: 缺电, class: land, raised: 2025-06-02}\n" + STARTED,
        total=10,
    )
    data = json.loads(office.ok("people", "groups", "--as-of-date", "2025-07-01", "--format", "json"))
    (force,) = data["taskforces"]
    assert (force["key"], force["projects"], force["total"], force["issues"]) == ("pushing", 1, "10", 2)
    assert data["posts"] == [
        {"key": "leader", "asked": 1, "complete": 1},
        {"key": "officers", "asked": 1, "complete": 0},
    ]
    assert data["rungs"] == {"unit": 1, "leader": 1}
    earlier = json.loads(office.ok("people", "groups", "--as-of-date", "2025-06-19", "--format", "json"))
    assert earlier["rungs"] == {"unit": 2, "leader": 0}


def test_no_groups_and_an_unknown_one(office, zone):
    assert "没有项目小组" in office.refused("people", "groups", "一组")
    assert "zu01" in zone.refused("people", "groups", "三组")
    assert "专班" in zone.ok("people", "groups", "--format", "csv")


def test_groups_that_lead_back_to_themselves(zone):
    zone.write(
        "units.yaml", zone.text("units.yaml").replace("kind: group, head: 沈某", "kind: group, parent: zu01")
    )
    assert set(zone.groups("2025-07-01")) == {"force", "zu01", "zu02"}
    zone.ok("people", "groups", "一组")


def test_rules_without_posts_say_so(tmp_path):
    office = Office(tmp_path / "县", rules={**rules(""), "terms": "levels: {}\n", "issues": "classes: {}\n"})
    office.project()
    assert "没有项目小组" in office.ok("people", "groups")
