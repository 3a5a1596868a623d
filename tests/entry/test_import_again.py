"""Importing again, into ledgers that have grown: what is the same project, what may be, what is filled in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from importing_ledger import IDENTITY, MAP, Desk, desk, national, reasons, rows

__all__ = ["desk", "national"]

CODE = "2604-520103-04-05-528691"
OTHER_CODE = "2601-520383-07-01-815233"
BY_CODE = MAP.replace("match: [name, owner]", "match: [[code, name], [name, owner]]")
HEAD = "项目名称,项目代码,建设单位,总投资\n"


def outcome(result, row):
    """What became of a row."""
    return next(one for one in result["outcomes"] if one["row"] == row)


def test_matched_rows_change_nothing_and_list_what_differs(desk: Desk) -> None:
    desk.take(HEAD + f"甲园区,{CODE},甲公司,100\n")
    before = desk.files()
    result = desk.take(HEAD + f"甲园区,{CODE},甲 公司,100.00万元\n甲园区,{OTHER_CODE},甲公司,0.02亿\n")
    assert rows(result, "matched") == [2, 3]
    assert outcome(result, 2)["differences"] == []
    assert [(d["field"], d["ledger"], d["table"]) for d in outcome(result, 3)["differences"]] == [
        ("code", CODE, OTHER_CODE),
        ("total", "100", "200"),
    ]
    assert desk.files() == before


def test_update_fills_empty_fields_and_leaves_the_others(desk: Desk) -> None:
    desk.take(HEAD + "甲园区,,甲公司,100\n")
    (path,) = desk.projects()
    file = desk.root / path
    file.write_bytes(
        file.read_bytes().replace(b"\n", b"\r\n").replace(b"total: 100", "total: 100   # 批复数".encode())
    )
    before = file.read_bytes().decode()
    result = desk.take(HEAD + f"甲园区,{CODE},甲公司,300\n", MAP, "--update")
    assert [label["zh"] for label in outcome(result, 2)["filled"]] == ["投资项目统一代码"]
    assert [d["field"] for d in outcome(result, 2)["differences"]] == ["total"]
    after = file.read_bytes().decode()
    assert after == before.replace("owner:", f"code: {CODE}\r\nowner:")
    assert desk.take(HEAD + f"甲园区,{CODE},甲公司,300\n", MAP, "--update")["outcomes"][0]["filled"] == []
    assert file.read_bytes().decode() == after


def test_the_first_set_of_fields_that_tells_is_taken_and_another_code_is_another_project(desk: Desk) -> None:
    desk.take(HEAD + f"甲园区,{CODE},甲公司,100\n乙园区,,乙公司,5\n", BY_CODE)
    result = desk.take(
        HEAD + f"甲园区,{CODE},换了名字的公司,100\n甲园区,{OTHER_CODE},甲公司,100\n乙园区,,乙公司,5\n",
        BY_CODE,
    )
    assert [one["outcome"] for one in result["outcomes"]] == ["matched", "added", "matched"]


def test_a_name_that_is_alike_is_rejected_until_told_that_it_is_another_project(desk: Desk) -> None:
    desk.take(HEAD + "沣西新城三一智能制造产业园（一期）项目,,三一重工,100\n")
    again = HEAD + "三一智能制造产业园1期,,三一重工,100\n三一智能制造产业园二期,,三一重工,100\n"
    result = desk.take(again)
    assert rows(result, "added") == [3]
    assert "可能已经登记过；确是另一个项目，加 --anyway 再导入：gz26-" in reasons(result)[2]
    assert desk.take(again, MAP, "--anyway")["counts"]["added"] == 1


def test_a_name_that_is_alike_under_another_code_is_another_project(desk: Desk) -> None:
    result = desk.take(
        HEAD
        + f"三一智能制造产业园（一期）项目,{CODE},三一重工,1\n三一智能制造产业园1期,{OTHER_CODE},三一重工,1\n"
    )
    assert rows(result, "added") == [2, 3]


def test_a_row_that_fits_several_projects_is_rejected_with_all_of_them(desk: Desk) -> None:
    desk.take(HEAD + f"甲,{CODE},甲公司,1\n甲,{OTHER_CODE},甲公司,2\n", BY_CODE)
    result = desk.take(HEAD + "甲,,甲公司,1\n", BY_CODE)
    assert "对应不止一个项目" in reasons(result)[2]


def test_a_project_entered_by_hand_is_recognised(desk: Desk) -> None:
    assert desk.run("add", "--name", "甲园区", "--owner", "甲公司", "--on", "2025-03-01").code == 0
    result = desk.take(HEAD + "甲园区,,甲公司,1\n")
    assert rows(result, "matched") == [2]
    assert outcome(result, 2)["id"].startswith("gz25-")


def test_stage_year_and_fixed_values_come_from_the_map(desk: Desk) -> None:
    map_ = """\
columns:
  - {header: 项目名称, to: name}
  - {header: 批次, to: "lists[].entered", day: first}
defaults:
  level: 市级重点
  tags: [招商引资, 标准地]
  lists[].list: key-projects
  lists[].reason: 年度计划
stage:
  to: {column: 进展, values: {"*开工*": started, "*": reserved}}
  on: {column: 日期}
year: {column: 批次}
match: [name]
"""
    table = (
        "项目名称,进展,日期,批次\n甲,已开工,2026/3/1,2024年\n乙,前期,2026-04-01 10:00:00,\n丙,前期,,2025\n"
    )
    result = desk.take(table, map_)
    text = desk.project("甲")
    assert text.startswith("id: gz24-")
    assert "level: city\ntags: [招商引资, 标准地]\n" in text
    assert "- {to: started, on: 2026-03-01}" in text
    assert "- {list: key-projects, entered: 2024-01-01, reason: 年度计划}" in text
    assert reasons(result) == {3: "批次：没有填，定不出编号的年份", 4: "日期：没有填，定不出进入阶段的日期"}


def test_a_list_item_without_any_cell_of_its_own_is_left_out(desk: Desk) -> None:
    map_ = MAP.replace("match:", '  - {header: 招标, to: "milestones[].baseline"}\nmatch:')
    desk.take(
        "项目名称,建设单位,招标\n甲,甲公司,2026-05-01\n乙,乙公司,/\n",
        map_ + "defaults: {'milestones[].name': 招标}\n",
    )
    assert "baseline: 2026-05-01" in desk.project("甲")
    assert "milestones" not in desk.project("乙")


def test_an_id_column_keeps_the_ids_of_another_ledger(desk: Desk) -> None:
    map_ = MAP.replace("columns:", "columns:\n  - {header: 编号, to: id}").replace("[name, owner]", "[id]")
    result = desk.take("编号,项目名称,建设单位\nfx23-k7q2,甲,甲公司\n甲-1,乙,乙公司\n", map_)
    assert outcome(result, 2)["path"] == "projects/2026/fx23-k7q2-甲.yaml"
    assert "编号" in reasons(result)[3]
    assert rows(desk.take("编号,项目名称,建设单位\nfx23-k7q2,改了名,甲公司\n", map_), "matched") == [2]


def test_an_import_is_one_commit_of_its_own_files(desk: Desk) -> None:
    subprocess.run(["git", "add", "-A"], cwd=desk.root, check=True)
    subprocess.run(["git", "commit", "-qm", "开始"], cwd=desk.root, check=True)
    (desk.root / "别的.txt").write_text("与导入无关", encoding="utf-8")
    map_ = MAP.replace("match:", "  - {header: 县区, to: unit}\nmatch:")
    desk.take("项目名称,建设单位,县区\n甲,甲公司,云岩区\n乙,乙公司,南明区\n", map_, "--add-units", "--commit")
    shown = subprocess.run(
        ["git", "-c", "core.quotePath=false", "log", "-1", "--format=%s", "--name-only"],
        cwd=desk.root, check=True, capture_output=True,
    ).stdout.decode()  # fmt: skip
    assert shown.startswith("导入 表.csv：数据 2 行：登记 2，已有 0，退回 0\n")
    assert sorted(shown.split("\n")[2:-1]) == sorted(["units.yaml", *desk.projects()])


def many(count: int) -> str:
    """A table of projects that are nothing alike."""
    return HEAD + "".join(
        f"{chr(0x4E00 + 37 * n)}{chr(0x5E00 + 53 * n)}{n}号桥,,{n}公司,{n + 1}\n" for n in range(count)
    )


def start(desk: Desk, table: str, map_: str) -> subprocess.Popen[bytes]:
    """The program in a process of its own."""
    program = [sys.executable, "-c", "from xmtz.cli.main import main; main()"]
    command = [*program, "--ledger", str(desk.root), "import", table, "--map", map_, "--on", "2026-07-01"]
    return subprocess.Popen(
        command, env={**os.environ, **IDENTITY}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_a_killed_import_leaves_whole_files_and_the_next_one_completes_it(desk: Desk) -> None:
    table = many(60)
    file, map_ = str(desk.put("多.csv", table)), str(desk.put("多.map.yaml", MAP))
    process = start(desk, file, map_)
    deadline = time.monotonic() + 60
    while len(desk.projects()) < 3 and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    there = len(desk.projects())
    assert there >= 3
    desk.check()
    result = desk.take(table)
    assert (result["counts"]["matched"], result["counts"]["added"]) == (there, 60 - there)
    assert not list(desk.root.rglob("*.tmp"))
    assert desk.take(table)["counts"]["added"] == 0


def test_two_imports_at_once_enter_every_project_once(desk: Desk) -> None:
    file, map_ = str(desk.put("多.csv", many(30))), str(desk.put("多.map.yaml", MAP))
    running = [start(desk, file, map_), start(desk, file, map_)]
    outputs = [process.communicate(timeout=90)[0].decode() for process in running]
    assert sorted("登记 30" in out for out in outputs) == [False, True], outputs
    assert len(desk.projects()) == 30
    desk.check()
