"""xmtz people: everyone, and the sheet of one person, counted by hand."""

from __future__ import annotations

import json

import pytest

DAY = "2025-07-01"  # a Tuesday


@pytest.fixture
def county(office):
    """赵某 leads three projects, one of them given up; 钱某 serves two and has an issue and a decision to keep."""
    office.project(
        """\
people:
  leader: {name: 赵某, rank: county, task: 统筹推进, standard: 节点不拖期, due: 2025-07-04}
  service: 钱某
  agent: 孙某
  statistician: 李某
stages:
  - {to: started, on: 2025-03-03}
steps:
  permit: {tracker: 孙某}
invested: {2025-03: 10}
risks:
  - {class: debt, what: 还款来源, measure: 按季核对, owner: 钱某}
issues:
  - {id: i-3kd, title: 供水未通, class: land, raised: 2025-06-02, due: 2025-06-27, assigned: {unit: b, person: 周某, on: 2025-06-03}}
  - {id: i-4kd, title: 已销号的, class: land, raised: 2025-05-06, due: 2025-05-30, assigned: {unit: b, person: 周某, on: 2025-05-06}, cleared: {on: 2025-05-28, by: 吴某, evidence: 照片}}
""",
        name="甲产业园",
        level="province",
        total=50000,
    )
    office.project(
        """\
people:
  leader: {name: 赵某, rank: county, task: 统筹推进, due: 2025-06-20}
  service: {name: 钱某, unit: b}
stages:
  - {to: reserved, on: 2025-02-10}
""",
        name="乙水厂",
        level="county",
        unit="b",
        total="12000.5",
    )
    office.project(
        "people: {leader: 赵某}\nstages:\n  - {to: reserved, on: 2024-02-10}\n  - {to: ended, on: 2024-12-10}\n",
        name="丙项目",
        total=9999,
    )
    office.write(
        "meetings/2025-06-10-dispatch.yaml",
        """\
on: 2025-06-10
kind: dispatch
decisions:
  - {what: 补齐供地手续, project: ts25-0001, unit: b, person: 钱某, due: 2025-06-30}
  - {what: 已经办完, unit: b, person: 钱某, due: 2025-06-20, kept: 2025-06-18}
""",
    )
    return office


def test_everyone_with_projects_by_post_and_investment(county):
    people = county.people(DAY)
    leader = people["赵某"]
    assert leader["posts"] == {"leader": 2}
    assert leader["total"] == "62000.5"
    assert leader["rank"] == "county"
    assert leader["open_issues"] == 1
    assert people["钱某"]["posts"] == {"service": 2}
    assert people["孙某"]["posts"] == {"agent": 1}
    assert people["周某"] == {
        "name": "周某", "unit": "b", "rank": None, "projects": 0, "posts": {}, "total": "0",
        "open_issues": 0, "issues_assigned": 1, "overdue": 1,
    }  # fmt: skip


def test_those_with_most_projects_come_first(county):
    out = county.ok("people", "--as-of-date", DAY, "--format", "csv")
    assert [line.split(",")[0] for line in out.splitlines()[1:3]] == ["赵某", "钱某"]


def test_a_sheet_has_tasks_standards_and_the_days_left(county):
    """From Tuesday 1 July to Friday 4 July are three working days; 20 June is seven working days back."""
    held = county.sheet("赵某", DAY)["held"]
    assert [
        (one["project"], one["post"], one["task"], one["standard"], one["due"], one["left"]) for one in held
    ] == [
        ("ts25-0001", "leader", "统筹推进", "节点不拖期", "2025-07-04", 3),
        ("ts25-0002", "leader", "统筹推进", None, "2025-06-20", -7),
    ]
    assert [one["stage"] for one in held] == ["started", "reserved"]


def test_a_sheet_has_issues_decisions_risks_and_approvals(county):
    one = county.sheet("周某", DAY)
    assert [(issue["id"], issue["left"]) for issue in one["issues"]] == [("i-3kd", -2)]
    qian = county.sheet("钱某", DAY)
    assert [(d["what"], d["left"]) for d in qian["decisions"]] == [("补齐供地手续", -1)]
    assert [risk["class"] for risk in qian["risks"]] == ["debt"]
    assert county.sheet("孙某", DAY)["tracked"] == [
        {"project": "ts25-0001", "step": "permit", "applied": None}
    ]


def test_prompts_fall_to_whom_due_says(county):
    """An issue is its assignee's; what `xmtz due` has for nobody else is nobody else's."""
    due = json.loads(county.ok("due", "--as-of-date", DAY, "--format", "json"))["duties"]
    by_person = {}
    for one in due:
        if one["person"]:
            by_person.setdefault(one["person"], []).append((one["kind"], one["key"]))
    assert ("issue", "i-3kd") in by_person["周某"]
    for name, prompts in by_person.items():
        assert [(one["kind"], one["key"]) for one in county.sheet(name, DAY)["prompts"]] == prompts


def test_overdue_counts_prompts_time_limits_and_decisions(county):
    """赵某: the limit of 20 June. 钱某: the decision of 30 June."""
    people = county.people(DAY)
    assert people["赵某"]["overdue"] == 1
    late_prompts = sum(one["left"] < 0 for one in county.sheet("钱某", DAY)["prompts"])
    assert people["钱某"]["overdue"] == 1 + late_prompts


def test_facts_later_than_the_day_do_not_count(county):
    """On 9 June nothing was decided; on 1 June no issue was raised; in January 2024 nothing had begun."""
    assert county.sheet("钱某", "2025-06-09")["decisions"] == []
    assert (
        "周某" not in county.people("2025-06-01")
        or county.people("2025-06-01")["周某"]["issues_assigned"] == 0
    )
    assert county.people("2024-06-01")["赵某"]["posts"] == {"leader": 1}
    assert "赵某" not in county.people("2024-01-01")


def test_an_issue_cleared_later_was_open_before(county):
    assert [one["id"] for one in county.sheet("周某", "2025-05-27")["issues"]] == ["i-4kd"]
    assert "周某" not in county.people("2025-05-28")


def test_a_completed_project_has_no_time_limit_left(office):
    office.project(
        "people:\n  leader: {name: 赵某, rank: county, due: 2025-03-01}\n"
        "stages:\n  - {to: started, on: 2024-04-01}\n  - {to: completed, on: 2025-04-01}\n",
        level="county",
    )
    assert office.sheet("赵某", "2025-03-31")["held"][0]["left"] < 0
    assert office.sheet("赵某", "2025-04-01")["held"][0]["left"] is None
    assert "已竣工" in office.ok("people", "赵某", "--as-of-date", "2025-04-01")


def test_a_part_counts_within_its_bundle(office):
    office.project("people: {leader: 赵某}\n", name="打捆", total=1000)
    office.project("people: {leader: 赵某}\n", name="子项一", total=400, parent="ts25-0001")
    office.project("people: {leader: 钱某}\n", name="子项二", total=600, parent="ts25-0001")
    people = office.people(DAY)
    assert (people["赵某"]["projects"], people["赵某"]["total"]) == (2, "1000")
    assert people["钱某"]["total"] == "600"


def test_role_and_unit_pick(county):
    assert set(county.people(DAY, "--role", "包抓领导")) == {"赵某"}
    assert set(county.people(DAY, "--role", "agent")) == {"孙某"}
    assert set(county.people(DAY, "--unit", "乙镇")) == {"赵某", "钱某", "周某"}
    assert "leader" in county.refused("people", "--role", "将军")
    assert "丁镇" in county.refused("people", "--unit", "丁镇")


def test_visits_that_a_leader_owes(office):
    office.write(
        "rules/cadence.yaml",
        "cadences:\n  day: {label: 调研日, every: month, day: 15, kept_by: visit, each_project: true}\n",
    )
    for n, visits in enumerate(
        ("visits: [{on: 2025-07-03, by: 赵某}]", "visits: [{on: 2025-06-16, by: 赵某}]", "")
    ):
        office.project(
            f"people: {{leader: 赵某}}\nstages:\n  - {{to: reserved, on: 2025-02-10}}\n{visits}\n",
            name=f"第{n}个",
        )
    assert office.sheet("赵某", "2025-07-10")["unvisited"] == ["ts25-0002", "ts25-0003"]
    assert office.sheet("赵某", "2025-06-30")["unvisited"] == ["ts25-0001", "ts25-0003"]


def test_what_units_say_of_a_person(office):
    office.write(
        "units.yaml", "units:\n  a: {name: 甲镇, kind: town, head: 赵某, people: {钱某: 包片, 孙某: 统计}}\n"
    )
    assert office.sheet("赵某", DAY)["units"] == [{"unit": "a", "duty": None}]
    assert office.sheet("钱某", DAY)["units"] == [{"unit": "a", "duty": "包片"}]


# ---- Names


def test_one_name_with_two_units_is_two_people(office):
    office.project("people: {leader: {name: 王某, unit: a, rank: county}}\n", total=100)
    office.project("people: {leader: {name: 王某, unit: b, rank: county}}\n", total=20)
    office.project("people: {leader: 王某}\n", total=3)
    err = office.refused("people", "王某", "--as-of-date", DAY)
    assert "“王某”有 3 人" in err
    assert "甲镇" in err
    assert "乙镇" in err
    assert "单位、职级未写" in err
    assert office.sheet("王某", DAY, "--unit", "乙镇")["total"] == "20"
    assert office.sheet("王某", DAY, "--unit", "甲镇")["total"] == "100"
    assert "同名的有" in office.refused("people", "王某", "--unit", "丙镇")


def test_one_name_with_two_ranks_is_two_people(office):
    office.project("people: {leader: {name: 王某, rank: county}}\n", total=100)
    office.project("people: {leader: {name: 王某, rank: township}}\n", total=20)
    assert "--rank" in office.refused("people", "王某")
    assert office.sheet("王某", DAY, "--rank", "乡镇党政负责人")["total"] == "20"


def test_one_name_with_one_unit_is_one_person(office):
    """The unit that an assignment names is the person's where no other is written."""
    office.project(
        "people: {leader: 王某}\nissues:\n"
        "  - {id: i-3kd, title: 缺水, class: land, raised: 2025-06-02, assigned: {unit: b, person: 王某, on: 2025-06-03}}\n"
    )
    assert office.people(DAY)["王某"]["unit"] == "b"
    assert len(office.sheet("王某", DAY)["issues"]) == 1


def test_a_name_that_nobody_has_offers_the_nearest(county):
    err = county.refused("people", "赵某某")
    assert "没有“赵某某”这个人；相近的有" in err
    assert "赵某" in err.splitlines()[1]
    assert "欧阳修" in county.refused("people", "欧阳修")


def test_control_characters_are_shown_and_never_printed(office):
    office.project('people: {leader: "王\\u202e某"}\n')
    for form in ("table", "md", "csv"):
        assert "\u202e" not in office.ok("people", "--format", form)
    err = office.refused("people", "王\x07某")
    assert "\x07" not in err


def test_a_formula_in_a_name_stays_text_in_csv(office):
    office.project('people: {leader: "=HYPERLINK(1)"}\n')
    assert "'=HYPERLINK(1)" in office.ok("people", "--format", "csv")


# ---- Files


def test_every_sheet_in_a_file_of_its_own(county, tmp_path):
    folder = tmp_path / "责任单" / "七月"
    out = county.ok("people", "--all", "-o", str(folder), "--as-of-date", DAY)
    files = sorted(path.name for path in folder.iterdir())
    assert files == sorted(["周某-乙镇.md", "孙某.md", "李某.md", "赵某-县处级领导.md", "钱某-乙镇.md"])
    assert "5 份责任单" in out
    text = (folder / "赵某-县处级领导.md").read_text(encoding="utf-8")
    assert text.startswith("# 赵某 责任单\n")
    assert "| 包抓领导 | ts25-0001 | 甲产业园 |" in text


def test_names_that_no_file_can_have_get_one_that_can(office, tmp_path):
    for name in ("../../etc/王", "a/b", "CON", "a\\\\b", "…", "王某.", "?"):
        office.project(f'people: {{leader: "{name}"}}\n')
    folder = tmp_path / "单"
    office.ok("people", "--all", "-o", str(folder))
    files = [path.name for path in folder.iterdir()]
    assert len(files) == 7
    assert not (tmp_path / "etc").exists()
    assert all(name.endswith(".md") and not set('/\\:*?"<>|') & set(name) for name in files)
    assert not any(name.lower() == "con.md" for name in files)


def test_all_needs_a_folder_and_no_name(county, tmp_path):
    assert "-o" in county.refused("people", "--all")
    assert "--all" in county.refused("people", "赵某", "--all", "-o", str(tmp_path / "x"))
    (tmp_path / "文件").write_text("", encoding="utf-8")
    assert "文件夹" in county.refused("people", "--all", "-o", str(tmp_path / "文件"))


def test_a_sheet_in_every_format_and_language(county, tmp_path):
    table = county.ok("people", "赵某", "--as-of-date", DAY)
    assert "逾期 7 个工作日" in table
    assert "3 个工作日" in table
    assert "县处级领导" in table
    english = county.ok("people", "赵某", "--as-of-date", DAY, lang="en")
    assert "7 wd over" in english
    assert "Sheet of 赵某" in english
    assert county.ok("people", "赵某", "--as-of-date", DAY, "--format", "csv").startswith("项目\r\n职责,")
    county.ok("people", "赵某", "--as-of-date", DAY, "--format", "md", "-o", str(tmp_path / "单.md"))
    assert (tmp_path / "单.md").read_text(encoding="utf-8").startswith("# 赵某 责任单")


def test_a_commit_has_its_own_people(county):
    county.commit()
    county.ok("people", "assign", "乙水厂", "agent", "郑某")
    assert "郑某" in county.people(DAY)
    assert "郑某" not in county.people(DAY, "--as-of", "HEAD")
