"""Projects that come, go, are renamed or cannot be read; rules, units, meetings, bulletins, the ledger itself."""

from __future__ import annotations

from compared_ledger import PATH, RULES, UNITS, Ledger, project_text

OTHER = "projects/2025/fx25-9999-秦创原.yaml"
FIGURES = "total: 1000\ninvested:\n  2025-06: 100\n"


def test_a_new_project_is_one_line(ledger: Ledger) -> None:
    body = (
        "level: province\nkind: new\ntotal: 5000\nstages:\n  - {to: planned, on: 2025-07-01}\n"
        "steps:\n  filing: {granted: 2025-07-02}\ninvested:\n  2025-07: 30.5\n"
    )
    ledger.put({OTHER: project_text(body, "fx25-9999", "秦创原", "diaotai")})
    assert ledger.said() == [
        "新增项目（省级重点；新建；总投资 5000 万元；谋划 2025-07-01；手续 1 项；完成投资 1 笔）"
    ]
    only = ledger.changes()[0]
    assert only["project"] == {"id": "fx25-9999", "name": "秦创原", "unit": "diaotai"}
    assert only["after"]["invested"] == {"2025-07": "30.5"}
    assert "钓台街道：项目 1 个，完成投资 +30.5 万元" in ledger.run().lines


def test_a_removed_project_takes_its_figures_along(ledger: Ledger) -> None:
    ledger.put({PATH: None})
    assert ledger.said() == ["! 删除项目（总投资 1000 万元；完成投资 1 笔）"]
    assert ledger.changes()[0]["side"] == "old"
    assert f"  ! 删除项目（总投资 1000 万元；完成投资 1 笔）  HEAD:{PATH}" in ledger.run().lines
    assert "高庄镇：项目 1 个，完成投资 -100 万元" in ledger.run().lines


def test_a_renamed_file_is_the_same_project(ledger: Ledger) -> None:
    ledger.put({PATH: None, OTHER: project_text("total: 1000\ninvested:\n  2025-06: 120\n")})
    assert ledger.said() == [f"文件改名，原为 {PATH}", "2025年6月完成投资 100 → 120 万元"]
    assert {change["path"] for change in ledger.changes()} == {OTHER}


def test_a_renamed_file_with_the_same_bytes_is_only_renamed(ledger: Ledger) -> None:
    ledger.git("mv", PATH, "projects/改名.yaml")
    assert ledger.said() == [f"文件改名，原为 {PATH}"]


def test_two_projects_that_change_places_are_two_renamed_files(ledger: Ledger) -> None:
    ledger.put({OTHER: project_text("total: 7\n", "fx25-9999", "秦创原")})
    ledger.commit()
    ledger.put({OTHER: project_text(FIGURES), PATH: project_text("total: 8\n", "fx25-9999", "秦创原")})
    assert ledger.said() == [f"文件改名，原为 {PATH}", f"文件改名，原为 {OTHER}", "总投资：7 → 8 万元"]


def test_a_changed_id_is_said_loudly(ledger: Ledger) -> None:
    ledger.put({PATH: project_text(FIGURES, "fx23-zzzz")})
    assert ledger.said() == ["! 编号：fx23-k7q2 → fx23-zzzz"]


def test_name_and_unit_of_a_project(ledger: Ledger) -> None:
    ledger.put({PATH: project_text(FIGURES, name="三一智造园", unit="diaotai")})
    assert ledger.said() == ["项目名称：三一产业园 → 三一智造园", "责任单位：高庄镇 → 钓台街道"]


# ---- What cannot be read


def test_a_section_that_cannot_be_read_hides_no_other(ledger: Ledger) -> None:
    ledger.put({PATH: project_text("total: 2000\ninvested:\n\t2025-06: 100\n")})
    assert ledger.said() == [
        "! 现在读不出：行首用了制表符（Tab）缩进；未能比较：当月完成投资（发改口径）",
        "总投资：1000 → 2000 万元",
    ]
    assert ledger.changes()[0]["line"] == 6


def test_a_file_that_cannot_be_read_at_all(ledger: Ledger) -> None:
    ledger.put({PATH: project_text(FIGURES).encode("gbk")})
    assert ledger.said() == ["! 现在读不出：文件不是 UTF-8 编码，看起来是 GBK/GB18030"]
    only = ledger.changes()[0]
    assert only["project"] == {"id": "fx23-k7q2", "name": "三一产业园", "unit": "gaozhuang"}
    assert only["kind"] == "file.unreadable"


def test_a_file_that_can_be_read_again(ledger: Ledger) -> None:
    ledger.put({PATH: ""})
    ledger.commit()
    ledger.put({PATH: project_text(FIGURES)})
    assert ledger.said() == ["又能读出了；以前：文件是空的"]


def test_a_file_that_could_not_be_read_before_and_cannot_now(ledger: Ledger) -> None:
    ledger.put({PATH: b"\xff\xfe"})
    ledger.commit()
    ledger.put({PATH: "- a\n"})
    assert ledger.said() == ["! 改动前后都读不出：项目应当写成若干行“键: 值”"]


def test_a_new_file_that_cannot_be_read_and_one_that_is_gone(ledger: Ledger) -> None:
    ledger.put({"projects/a.yaml": ""})
    ledger.commit()
    ledger.put({"projects/a.yaml": None, "projects/b.yaml": "name: [\n"})
    assert ledger.said() == [
        "! 删除了读不出的文件：文件是空的",
        "! 新文件读不出：方括号或花括号内的写法不完整",
    ]


def test_a_link_in_the_place_of_a_file_is_not_followed(ledger: Ledger) -> None:
    (ledger.root / "elsewhere.txt").write_text(project_text("total: 9\n"), encoding="utf-8")
    (ledger.root / PATH).unlink()
    (ledger.root / PATH).symlink_to(ledger.root / "elsewhere.txt")
    assert ledger.said() == [f"! 现在读不出：{PATH} 是符号链接，没有读取"]
    ledger.commit()
    assert ledger.said() == []
    assert ledger.said("HEAD~1", "HEAD") == [f"! 现在读不出：{PATH} 是符号链接，没有读取"]


def test_a_folder_of_projects_that_is_a_link_does_not_count_as_empty(ledger: Ledger) -> None:
    (ledger.root / "projects").rename(ledger.root / "elsewhere")
    (ledger.root / "projects").symlink_to(ledger.root / "elsewhere")
    ran = ledger.run()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "不能比较：projects：projects 是符号链接，没有读取\n"


def test_files_that_are_no_part_of_the_ledger_are_passed_over(ledger: Ledger) -> None:
    ledger.put(
        {
            "README.md": "甲\n",
            "projects/.trash/fx23-0001.yaml": project_text(id_="fx23-0001"),
            "projects/notes.txt": "甲\n",
            "projects/a.yaml~": project_text(id_="fx23-0002"),
            "projects/a/b/c/d/e.yaml": project_text(id_="fx23-0003"),
            "other/x.yaml": "a: b\n",
        }
    )
    assert ledger.said() == []
    ledger.commit()
    assert ledger.said("HEAD~1", "HEAD") == []


# ---- Other files


def test_rules_by_file_entry_and_field(ledger: Ledger) -> None:
    ledger.put(
        {
            "rules/steps.yaml": RULES["steps"].replace("limit: 60 d", "limit: 20 wd").replace("3 wd", "1 wd")
            + "  permit: {label: {zh: 施工许可, en: Permit}, limit: 7 d}\n",
            "rules/terms.yaml": RULES["terms"].replace("en: New", "en: Brand new"),
        }
    )
    assert ledger.said() == [
        "备案（filing）：法定时限 3 个工作日 → 1 个工作日",
        "环评（eia）：法定时限 60 日 → 20 个工作日",
        "新增审批事项“施工许可（permit）”（法定时限 7 日）",
        "新建（new）·名称：英文 New → Brand new",
    ]
    lines = ledger.run().lines
    assert "规则" in lines
    assert "  rules/steps.yaml" in lines
    assert "    环评（eia）：法定时限 60 日 → 20 个工作日  rules/steps.yaml:3" in lines


def test_a_joint_group_gets_a_limit(ledger: Ledger) -> None:
    """A name alone, and a record with the same name, say the same."""
    ledger.put(
        {"rules/steps.yaml": "groups:\n  joint: {zh: 并联, en: Joint}\n  window: 一窗\n" + RULES["steps"]}
    )
    ledger.commit()
    long = "{label: {zh: 并联, en: Joint}, limit: 45 wd, extension: 15 wd}"
    groups = f"groups:\n  joint: {long}\n  window: {{label: 一窗}}\ncorrect_within: 2 wd\n"
    ledger.put({"rules/steps.yaml": groups + RULES["steps"]})
    assert ledger.said() == [
        "并联（joint）：法定时限 45 个工作日",
        "并联（joint）：可延长 15 个工作日",
        "补正告知时限：2 个工作日",
    ]


def test_rules_that_come_and_go(ledger: Ledger) -> None:
    ledger.put({"rules/calendar.yaml": None, "rules/extra.yaml": "a: 1\n"})
    assert ledger.said() == ["删除规则文件", "新增规则文件"]


def test_rules_of_nothing_but_comments_say_nothing(ledger: Ledger) -> None:
    ledger.put({"rules/calendar.yaml": "# 没有\n"})
    assert ledger.said() == ["节假日：删除"] or ledger.said() == []


def test_units_and_the_ledger_itself(ledger: Ledger) -> None:
    ledger.put(
        {
            "units.yaml": UNITS.replace("钓台街道", "钓台街办")
            + "  fagai: {name: 发改局, kind: department}\n",
            "ledger.yaml": "xmtz: 1\nname: 试验台账（二）\nprefix: fx\nlang: zh\n",
        }
    )
    assert ledger.said() == [
        "钓台街办（diaotai）：名称 钓台街道 → 钓台街办",
        "新增责任单位“发改局（fagai）”（部门）",
        "台账名称：试验台账 → 试验台账（二）",
    ]


def test_meetings(ledger: Ledger) -> None:
    path = "meetings/2025-07-15-monthly.yaml"
    ledger.put({path: "on: 2025-07-15\nkind: monthly\nchair: 王某\n"})
    assert ledger.said() == ["新增会议记录（日期 2025-07-15；月例会；主持 王某）"]
    ledger.commit()
    ledger.put(
        {
            path: "on: 2025-07-15\nkind: monthly\nchair: 王某\ndecisions:\n"
            "  - {what: 供电三日内完成, unit: gongdian, due: 2025-07-18}\n"
        }
    )
    assert ledger.said() == ["新增议定事项“供电三日内完成”（责任单位 供电公司；时限 2025-07-18）"]


def test_a_bulletin_that_was_issued_is_not_changed_in_silence(ledger: Ledger) -> None:
    ledger.put({"bulletins/2025-06/monthly.md": "# 六月\n", "bulletins/2025-06/facts.csv": "a\n"})
    ledger.commit()
    ledger.put(
        {
            "bulletins/2025-06/monthly.md": "# 六月（改）\n",
            "bulletins/2025-06/facts.csv": None,
            "bulletins/2025-07/monthly.md": "# 七月\n",
        }
    )
    assert ledger.said() == ["! 删除通报文件", "! 改动了已有的通报文件", "新增通报文件"]
