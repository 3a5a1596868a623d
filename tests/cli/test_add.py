"""xmtz add: a project, from options, a file, standard input or a terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time

import pytest
from conftest import CODE


def added(ledger):
    """The files that are new."""
    return [path for path in sorted(ledger.root.glob("projects/*/*.yaml")) if path != ledger.file]


def test_a_project_from_options_is_a_file_that_reads_well(ledger):
    out = ledger.ok(
        "add", "--name", "渭河湿地公园（二期）", "--unit", "高庄镇", "--owner", "沣西文旅", "--total", "4.7亿", "--level", "省级重点",
        "--kind", "新建", "--sector", "文旅", "--place", "渭河南岸", "--leader", "李某", "--tag", "绿色通道", "--tag", "标准地",
        "--set", "plan.2025=3亿", "--set", "dates.signed=2025/3/1", "--on", "2025年3月5日",
    )  # fmt: skip
    (file,) = added(ledger)
    assert re.fullmatch(r"fx25-[0-9a-z]{4}-渭河湿地公园（二期）\.yaml", file.name)
    id_ = file.name[:9]
    assert file.parent.name == "2025"
    assert (
        file.read_bytes().decode()
        == f"""\
id: {id_}
name: 渭河湿地公园（二期）
level: province
kind: new
sector: tourism
unit: gaozhuang
owner: 沣西文旅
place: 渭河南岸
total: 47000
tags: [绿色通道, 标准地]

people:
  leader: 李某

dates:
  signed: 2025-03-01

stages:
  - {{to: planned, on: 2025-03-05}}

plan:
  2025: 30000
"""
    )
    assert id_ in out
    assert file.name in out
    ledger.check()


def test_the_same_name_and_owner_give_the_same_id_everywhere(ledger, tmp_path):
    ledger.ok("add", "--name", "甲乙丙污水处理厂", "--on", "2025-03-05")
    (file,) = added(ledger)
    first = file.name
    file.unlink()
    ledger.ok("add", "--name", "甲乙丙污水处理厂", "--on", "2025-03-05")
    assert added(ledger)[0].name == first


def test_without_a_stage_it_begins_in_the_first_today(ledger):
    ledger.ok("add", "--name", "甲乙丙污水处理厂")
    text = added(ledger)[0].read_text(encoding="utf-8")
    assert f"stages:\n  - {{to: planned, on: {time.strftime('%Y-%m-%d')}}}\n" in text


def test_a_file_of_several_projects(ledger, tmp_path):
    source = tmp_path / "新项目.yaml"
    source.write_bytes(
        """\
- 项目名称: 甲乙丙污水处理厂
  投资总额: 甲乙丙污水处理厂
""".encode()
    )
    assert "投资总额" in ledger.refused("add", "--from", str(source), code=2)
    source.write_bytes(
        """\
- 项目名称: 甲乙丙污水处理厂
  责任单位: 高庄镇
  总投资: 1.2亿元
  people: {leader: 李某}
  stages: [{to: 谋划, on: 2025/1/1}]
  invested: {2025年1月: 100}
- name: 渭河大桥
  total: 3,000
  scope: |
    第一行
    第二行
""".encode()
    )
    ledger.ok("add", "--from", str(source), "--on", "2025-03-05")
    plant, bridge = (
        path.read_bytes().decode() for path in sorted(added(ledger), key=lambda path: -path.stat().st_size)
    )
    plant, bridge = (plant, bridge) if "污水" in plant else (bridge, plant)
    assert "unit: gaozhuang\ntotal: 12000\n" in plant
    assert "  - {to: planned, on: 2025-01-01}\n" in plant
    assert "invested:\n  2025-01: 100\n" in plant
    assert "scope: |-\n  第一行\n  第二行\n" in bridge
    assert "  - {to: planned, on: 2025-03-05}\n" in bridge
    ledger.check()


def test_standard_input(ledger, monkeypatch):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--ledger", str(ledger.root), "add", "--from", "-"],
        input="name: 甲乙丙污水处理厂\n".encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert len(added(ledger)) == 1


PROGRAM = "from xmtz.cli.main import main; main()"


def test_all_or_none_of_a_file_is_entered(ledger, tmp_path):
    source = tmp_path / "新项目.yaml"
    source.write_bytes(
        "- {name: 甲乙丙污水处理厂}\n- {name: 渭河大桥, total: 约5亿}\n- {name: 丁, unit: 火星}\n".encode()
    )
    ledger.refused("add", "--from", str(source), code=2)
    source.write_bytes("- {name: 甲乙丙污水处理厂}\n- {total: 5}\n".encode())
    assert "--name" in ledger.refused("add", "--from", str(source))


@pytest.mark.parametrize(
    "options",
    [
        ("--name", "沣西新城三一智能制造产业园项目"),
        ("--name", "完全不同的名字", "--code", CODE),
        ("--name", "三一智能制造产业园二期工程", "--code", CODE),
    ],
)
def test_what_may_be_there_already_is_shown(ledger, options):
    said = ledger.refused("add", *options)
    assert "--anyway" in said
    assert "  - fx23-k7q2  三一智能制造产业园  gaozhuang  125000 万元" in said
    ledger.ok("add", *options, "--anyway")


def test_another_phase_is_another_project(ledger):
    ledger.ok("add", "--name", "渭河湿地公园一期", "--on", "2025-03-05")
    ledger.ok("add", "--name", "渭河湿地公园二期", "--on", "2025-03-05")
    assert len(added(ledger)) == 2


def test_parts_of_a_bundle_may_share_name_and_code(ledger):
    for lot in ("一标段", "二标段"):
        ledger.ok(
            "add",
            "--name",
            f"三一智能制造产业园{lot}",
            "--code",
            CODE,
            "--parent",
            "三一智能制造产业园",
            "--on",
            "2025-03-05",
        )
    assert all("parent: fx23-k7q2\n" in path.read_text(encoding="utf-8") for path in added(ledger))


def test_the_twins_of_one_file_are_noticed(ledger, tmp_path):
    source = tmp_path / "a.yaml"
    source.write_bytes("- {name: 甲乙丙污水处理厂}\n- {name: 甲乙丙污水处理厂项目}\n".encode())
    assert "甲乙丙污水处理厂" in ledger.refused("add", "--from", str(source))


def test_every_mistake_is_said_at_once(ledger):
    said = ledger.refused(
        "add",
        "--name",
        "甲",
        "--unit",
        "火星",
        "--total",
        "约5亿",
        "--level",
        "国家级",
        "--code",
        "123",
        code=2,
    )
    assert said.count("\n  - ") >= 4


def test_a_name_is_needed(ledger):
    assert "--name" in ledger.refused("add", "--unit", "高庄镇")


def test_an_id_of_ones_own_is_kept_if_it_is_free(ledger, tmp_path):
    source = tmp_path / "a.yaml"
    source.write_bytes("{id: fx21-0000, name: 甲乙丙污水处理厂}\n".encode())
    ledger.ok("add", "--from", str(source))
    assert added(ledger)[0].name.startswith("fx21-0000-")
    source.write_bytes("{id: fx21-0000, name: 渭河大桥}\n".encode())
    assert "fx21-0000" in ledger.refused("add", "--from", str(source))


def test_a_dry_run_shows_the_file_and_writes_nothing(ledger):
    before = ledger.files()
    out = ledger.ok("add", "--name", "甲乙丙污水处理厂", "--dry-run")
    assert "--- /dev/null\n+++ projects/" in out
    assert "+name: 甲乙丙污水处理厂\n" in out
    assert ledger.files() == before


def test_a_hostile_name_makes_a_harmless_file(ledger):
    ledger.ok("add", "--name", "../../etc/passwd: #\"'|<>", "--on", "2025-03-05")
    (file,) = added(ledger)
    assert file.parent == ledger.root / "projects/2025"
    ledger.check()
    ledger.refused("add", "--name", "甲\u202e乙", code=2)


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminal")
def test_on_a_terminal_it_asks(ledger):
    """A wrong answer is asked again at once; Enter takes what a similar project says; a look-alike is shown."""
    answers = [
        "沣西三一智能制造产业园", "三一重工", "-", "y", "火星镇", "高庄镇", "约5亿", "4.7亿",  # name, owner, code, unit, total
        "文旅", "", "新建", "", "渭河南岸", "", "", "", "", "-", "", "2025-03-05",
    ]  # fmt: skip
    screen, code = on_terminal(ledger, answers, "add")
    assert code == 0, screen
    assert "可能已经登记过" in screen
    assert "fx23-k7q2" in screen
    assert "units.yaml 里没有责任单位“火星镇”" in screen
    assert "约数" in screen
    (file,) = added(ledger)
    text = file.read_text(encoding="utf-8")
    assert "level: province\n" in text  # the similar project's, taken with Enter
    assert "leader: 王某\n" in text
    assert "total: 47000\n" in text
    assert "{to: planned, on: 2025-03-05}" in text


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminal")
def test_giving_up_on_a_terminal_writes_nothing(ledger):
    before = ledger.files()
    screen, code = on_terminal(ledger, ["甲乙丙污水处理厂", "\x03"], "add")
    assert code == 130
    assert ledger.files() == before
    assert "Traceback" not in screen


def on_terminal(ledger, answers, *arguments):
    """Run the program on a pseudo-terminal and answer its questions one by one."""
    import pty
    import select

    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(
            sys.executable,
            [sys.executable, "-c", PROGRAM, "--lang", "zh", "--ledger", str(ledger.root), *arguments],
        )
    screen = b""
    waiting = list(answers)
    seen = 0
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 5)
        try:
            part = os.read(terminal, 4096) if ready else b""
        except OSError:
            break
        if not part:
            break
        screen += part
        if waiting and re.search(rb"(: |\] )$", screen[seen:]):
            seen = len(screen)
            answer = waiting.pop(0)
            os.write(terminal, answer.encode() if answer == "\x03" else f"{answer}\n".encode())
            time.sleep(0.05)
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return screen.decode("utf-8", "replace"), os.waitstatus_to_exitcode(status)
