"""Recording a meeting: its decisions become issues or change them, all files at once or none."""

from __future__ import annotations

import pytest
from small_ledger import IDENTITY

PATH = "meetings/2025-07-28-monthly.yaml"
RECORD = ("meeting", "record", "月例会", "--on", "2025-07-28")
ISSUE = """\
stages: [{to: started, on: 2025-01-10}]
issues:
  - id: i-1aa
    title: 供电不足
    class: utilities
    raised: 2025-07-01
    assigned: {unit: a, person: 王某, on: 2025-07-02}
    due: 2025-07-15
"""


def project(office, name: str) -> str:
    """The file of a project."""
    for path, raw in office.files().items():
        if path.startswith("projects/") and name in raw.decode():
            return raw.decode()
    raise AssertionError(name)


def test_each_decision_becomes_an_issue_with_its_unit_person_and_deadline(office):
    out = office.ok(
        *RECORD, "--chair", "王某", "--attended", "发改局、供电分公司", "--project", "三一",
        "--decision", "接通供电专线；项目=三一；单位=供电；责任人=陈五；时限=2025年8月10日；类别=水电气暖",
        "--decision", "用地报批; project=和美; unit=b; class=land",
        "--decision", "各镇自查; 时限=2025-08-08",
    )  # fmt: skip
    assert "议定 3 项，立案 2 个" in out
    first, second, third = office.decisions("2025-07-28", "2025-07-29")
    assert (first["unit"], first["person"], first["due"]) == ("gongdian", "陈五", "2025-08-10")
    assert project(office, "三一产业园").endswith(
        "issues:\n"
        f"  - id: {first['issue']}\n"
        "    title: 接通供电专线\n"
        "    class: utilities\n"
        "    raised: 2025-07-28\n"
        "    by: 月例会\n"
        "    origin: meeting\n"
        "    assigned: {unit: gongdian, person: 陈五, on: 2025-07-28}\n"
        "    due: 2025-08-10\n"
    )
    # Its class gives 20 days: August 17 is a Sunday, so the 18th.
    assert (second["name"], second["due"]) == ("和美乡村", "2025-08-18")
    assert (third["project"], third["issue"], third["due"]) == (None, None, "2025-08-08")
    assert office.text(PATH).startswith(
        "on: 2025-07-28\nkind: monthly\nchair: 王某\nattended: [发改局, 供电分公司]\n"
        "projects: [ts25-0001, ts25-0002]\n"
    )
    assert office.run("check").code == 0


def test_a_decision_about_an_issue_is_noted_there_with_the_new_unit_and_deadline(office):
    office.count = 0
    office.project(ISSUE, name="三一产业园")
    out = office.ok(
        *RECORD, "--decision", "改由供电公司办; 问题=i-1aa; 单位=供电; 责任人=陈五; 时限=2025-08-05"
    )
    assert "更新 1 个（i-1aa）" in out
    text = project(office, "三一产业园")
    assert "assigned: {unit: gongdian, person: 陈五, on: 2025-07-28}" in text
    assert "{on: 2025-07-28, text: 月例会议定：改由供电公司办, by: 月例会}" in text
    assert "due: 2025-08-05" in text
    (one,) = office.decisions("2025-07-28", "2025-07-29")
    assert (one["project"], one["issue"]) == ("ts25-0001", "i-1aa")  # the project follows from the issue


def test_a_new_deadline_alone_leaves_the_assignment(office):
    office.count = 0
    office.project(ISSUE, name="三一产业园")
    office.ok(*RECORD, "--decision", "宽限两周; 问题=i-1aa; 时限=2025-08-11")
    text = project(office, "三一产业园")
    assert "assigned: {unit: a, person: 王某, on: 2025-07-02}" in text
    assert "due: 2025-08-11" in text
    assert "{due: 2025-07-15, until: 2025-07-28" in text  # the former one is kept


def test_a_decision_raises_its_issue_to_the_next_rung_or_to_a_named_one(office):
    office.count = 0
    office.project(ISSUE, name="三一产业园")
    office.ok(*RECORD, "--decision", "请包抓领导协调; 问题=i-1aa; 提级=下一级")
    office.ok(*RECORD, "--add", "--decision", "请市长定; issue=i-1aa; escalate=市长")
    text = project(office, "三一产业园")
    assert text.index("to: leader") < text.index("to: mayor")
    assert "decision: 请市长定" in text
    assert len(office.decisions("2025-07-28", "2025-07-29")) == 2


def test_a_decision_about_a_project_need_not_become_an_issue(office):
    office.ok(*RECORD, "--decision", "补充纳入盘子; 项目=三一; 问题=无")
    assert "issues:" not in project(office, "三一产业园")
    (one,) = office.decisions("2025-07-28", "2025-07-29")
    assert (one["project"], one["issue"]) == ("ts25-0001", None)


def test_two_decisions_about_one_project(office):
    office.ok(
        *RECORD, "--class", "other", "--decision", "第一件; 项目=三一", "--decision", "第二件; 项目=三一"
    )
    text = project(office, "三一产业园")
    assert text.count("origin: meeting") == 2
    assert len({one["issue"] for one in office.decisions("2025-07-28", "2025-07-29")}) == 2


def test_a_meeting_from_a_file_in_chinese_or_in_english(office):
    file = office.root.parent / "纪要.yaml"
    file.write_text(
        "日期: 2025/7/28\n种类: 月例会\n主持: 王某\n参加: [发改局]\n调度项目: [三一]\n"
        "议定事项:\n"
        "  - 接通专线; 项目=三一; 类别=utilities\n"
        "  - {内容: 用地报批, 项目: 和美, 单位: 乙镇, 责任人: 李四, 时限: 2025-08-20, 类别: 用地}\n"
        "  - {what: 各镇自查, due: 2025-08-01, kept: 2025-07-31}\n"
        "备注: 七月例会\n",
        encoding="utf-8",
    )
    office.ok("meeting", "record", "--from", str(file))
    found = office.decisions("2025-07-28", "2025-08-02")
    assert [one["what"] for one in found] == ["接通专线", "用地报批", "各镇自查"]
    assert [one["state"] for one in found] == ["open", "open", "kept"]
    assert "note: 七月例会" in office.text(PATH)


def test_add_goes_to_the_meeting_that_is_recorded(office):
    office.ok(*RECORD, "--chair", "王某", "--decision", "第一件")
    before = office.text(PATH)
    office.ok(*RECORD, "--add", "--attended", "水务局", "--decision", "第二件; 项目=三一; 类别=other")
    after = office.text(PATH)
    assert [one["what"] for one in office.decisions("2025-07-28", "2025-07-29")] == ["第一件", "第二件"]
    assert "chair: 王某" in after
    assert "水务局" in after
    assert "ts25-0001" in after
    assert "{what: 第一件}" in before


def test_a_dry_run_writes_nothing_and_shows_every_file(office):
    before = office.files()
    out = office.ok(*RECORD, "--decision", "接通专线; 项目=三一; 类别=other", "--dry-run")
    assert office.files() == before
    assert f"+++ b/{PATH}" in out or f"+++ {PATH}" in out
    assert "+    title: 接通专线" in out


def test_all_files_are_one_commit(office):
    office.commit()
    office.ok(
        *RECORD[:3], "--on", "2025-07-28", "--decision", "甲; 项目=三一; 类别=other",
        "--decision", "乙; 项目=和美; 类别=other", "--commit",
    )  # fmt: skip
    changed = office.git("show", "--name-only", "--format=", "HEAD").splitlines()
    assert sorted(changed) == [PATH, "projects/2025/ts25-0001.yaml", "projects/2025/ts25-0002.yaml"]
    assert office.git("status", "--porcelain") == ""


@pytest.fixture(autouse=True)
def _identity(monkeypatch):
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)


def test_words_of_a_decision_may_hold_commas_and_colons(office):
    office.ok(*RECORD, "--decision", "供水，水源先定：问题集中的先办；时限=2025-08-01")
    (one,) = office.decisions("2025-07-28", "2025-07-29")
    assert (one["what"], one["due"]) == ("供水，水源先定：问题集中的先办", "2025-08-01")


# ---- Refusals


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        ("; 项目=三一; 类别=other", "没有写议定了什么"),
        ("甲; 项目=不存在的; 类别=other", "不存在的"),
        ("甲; 项目=三一; 单位=火星; 类别=other", "没有责任单位“火星”"),
        ("甲; 问题=i-zzz", "没有“i-zzz”这个问题"),
        ("甲; 时限=2025-07-27", "时限 2025-07-27 早于会议日期 2025-07-28"),
        ("甲; 时限=下周", "不是日期"),
        ("甲; 项目=三一", "写明类别"),
        ("甲; 项目=三一; 类别=天气", "“天气”不是可用的问题类别"),
        ("甲; 类别=other", "类别只用于新立的问题"),
        ("甲; 项目=三一; 责任人=陈五; 类别=other", "写责任人要同时写责任单位"),
        ("甲; 提级=市长", "提级要写明问题"),
        ("甲; 颜色=红", "没有“颜色”这一项"),
        ("甲; 项目=三一; 项目=和美; 类别=other", "“项目”写了两次"),
        ("甲; 落实日期=2099-01-01", "还没有到"),
        ("甲，时限：2025-08-01", "“时限”前面要用分号（;）隔开"),
        ("甲、单位=供电; 项目=三一; 类别=other", "“单位”前面要用分号（;）隔开"),
    ],
)
def test_a_wrong_decision_writes_nothing(office, decision, says):
    assert says in office.nothing(
        *RECORD, "--decision", "对的; 项目=和美; 类别=other", "--decision", decision, code=2
    )


def test_every_mistake_of_every_decision_is_said_at_once(office):
    err = office.nothing(
        *RECORD, "--project", "没有的", "--decision", "甲; 单位=火星; 时限=2025-01-01", "--decision", "乙; 项目=三一",
        code=2,
    )  # fmt: skip
    for part in ("没有的", "第 1 项：", "火星", "2025-01-01 早于", "第 2 项：", "写明类别"):
        assert part in err


def test_what_an_issue_refuses_refuses_the_meeting(office):
    office.count = 0
    cleared = ISSUE + "    cleared: {on: 2025-07-20, by: 李四, evidence: 照片}\n"
    office.project(cleared, name="三一产业园")
    err = office.nothing(
        *RECORD, "--decision", "新事; 项目=和美; 类别=other", "--decision", "再催; 问题=i-1aa", code=2
    )
    assert "已于 2025-07-20 销号" in err


def test_a_meeting_is_recorded_once(office):
    office.ok(*RECORD, "--decision", "第一件")
    assert "已经登记" in office.nothing(*RECORD, "--decision", "第二件")
    # A copy under another name counts as well.
    (office.root / PATH).rename(office.root / "meetings/2025-07-28-另一个名字.yaml")
    assert "已经登记" in office.nothing(*RECORD, "--decision", "第二件")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("月例会", "--on", "2099-01-01"), 1, "还没有到"),
        (("茶话会", "--on", "2025-07-28"), 2, "不是可用的会议种类"),
        (("survey_day", "--on", "2025-07-28"), 2, "不是可用的会议种类"),
        (("--on", "2025-07-28"), 2, "没有写会议种类"),
        (("月例会", "--on", "2025-07-28", "--add", "--decision", "甲"), 1, "不用 --add"),
    ],
)
def test_a_meeting_that_cannot_be_recorded(office, arguments, code, says):
    assert says in office.nothing("meeting", "record", *arguments, code=code)


def test_add_does_not_change_what_is_said(office):
    office.ok(*RECORD, "--chair", "王某", "--decision", "第一件")
    err = office.nothing(*RECORD, "--add", "--chair", "李某", "--decision", "第二件; 项目=三一; 类别=other")
    assert "主持已写“王某”" in err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("on: 2025-07-28\nkind: monthly\ncolour: red\n", "没有“colour”"),
        ("on: [2025-07-28\n", "读不出来"),
        ("- 一项\n", "应当逐行写"),
        ("on: 2025-07-28\nkind: monthly\ndecisions: [[甲]]\n", "写一行"),
        ("on: 2025-07-28\nkind: weekly\n", "文件写的是“weekly”"),
    ],
)
def test_a_file_that_is_no_meeting(office, text, says):
    file = office.root.parent / "纪要.yaml"
    file.write_text(text, encoding="utf-8")
    before = office.files()
    ran = office.run("meeting", "record", "monthly", "--from", str(file))
    assert ran.code in (1, 2)
    assert says in ran.err
    assert office.files() == before


def test_english_refusals(office):
    err = office.nothing(*RECORD, "--decision", "x; due=2025-01-01", code=2, lang="en")
    assert "decision 1: due 2025-01-01 is before the meeting on 2025-07-28" in err
