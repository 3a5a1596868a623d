"""Tables on terminals of any width, and as text in a pipe."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_ledger import PLAIN, Small

from xmtz.domain.width import width
from xmtz.render.document import Document, Section, Table
from xmtz.render.terminal import document_text, table_lines

LONG = Table(
    ["项目", "责任单位", "年度计划(万元)", "完成率"],
    [
        ["沣西新城年产三百万套新能源汽车热管理系统产业园", "高庄街道", "12,000.00", "50.00%"],
        ["园区", "王寺", "7.50", "—"],
    ],
    frozenset({2, 3}),
)


def lines(table: Table, columns: int | None = None) -> list[str]:
    return list(table_lines(table, columns))


def test_a_chinese_character_takes_two_columns() -> None:
    assert lines(Table(["项目", "数"], [["一二三", "1"], ["ab", "100"]], frozenset({1}))) == [
        "项目     数",
        "------  ---",
        "一二三    1",
        "ab      100",
    ]


def test_a_pipe_gets_everything() -> None:
    assert lines(LONG) == [
        "                                                           年度计划",
        "项目                                            责任单位     (万元)  完成率",
        "----------------------------------------------  --------  ---------  ------",
        "沣西新城年产三百万套新能源汽车热管理系统产业园  高庄街道  12,000.00  50.00%",
        "园区                                            王寺           7.50       —",
    ]


def test_a_terminal_cuts_the_longest_texts() -> None:
    assert lines(LONG, 60)[3] == "沣西新城年产三百万套新能源汽车…  高庄街道  12,000.00  50.00%"
    assert all(width(line) <= 60 for line in lines(LONG, 60))


def test_what_cannot_fit_goes_on_below_with_its_first_text_again() -> None:
    table = Table(["单位", *"abcdef"], [["高庄街道", *["100.00% (1/1)"] * 6]], frozenset(range(1, 7)))
    found = lines(table, 60)
    assert [line for line in found if "高庄街道" in line] == ["高庄街道" + "  100.00% (1/1)" * 3] * 2
    assert found[3] == ""
    assert all(width(line) <= 60 for line in found)


def test_headings_are_broken_at_brackets_and_spaces() -> None:
    table = Table(
        ["Unit", "Registered for statistics", "手续落实率（含承诺、容缺）"],
        [["a", "100.00% (1/1)", "1"]],
        frozenset({1, 2}),
    )
    assert lines(table) == [
        "         Registered",
        "                for        手续落实率",
        "Unit     statistics  （含承诺、容缺）",
        "----  -------------  ----------------",
        "a     100.00% (1/1)                 1",
    ]


def test_nothing_is_printed_for_a_table_without_rows() -> None:
    assert lines(Table(["a"], [])) == []


def test_chapters_are_set_apart_by_one_blank_line() -> None:
    document = Document(
        "题", ["副题"], [Section("一、甲", ["文"], [LONG], ["注"]), Section("二、乙", ["无。"])]
    )
    text = document_text(document)
    assert text.startswith("题\n副题\n\n一、甲\n文\n\n   ")
    assert text.endswith("\n注\n\n二、乙\n无。\n")
    assert "\n\n\n" not in text


def test_nothing_from_a_ledger_moves_the_cursor() -> None:
    evil = "\x1b[2J\x07\u202e\u200b\r\n\t"
    document = Document(evil, [evil], [Section(evil, [evil], [Table([evil], [[evil]])], [evil])])
    assert [c for c in document_text(document) if not (c.isprintable() or c == "\n")] == []


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
numbers = st.integers(-(10**9), 10**9).map("{:,}".format)


@given(st.lists(st.tuples(texts, numbers, texts, numbers), min_size=1, max_size=4), st.integers(40, 120))
def test_any_table_fits_any_terminal(rows: list[tuple[str, str, str, str]], columns: int) -> None:
    table = Table(["名称", "a heading of several words", "x", "年度计划(万元)"], rows, frozenset({1, 3}))
    found = lines(table, columns)
    assert all(width(line) <= columns for line in found)
    assert all(line.isprintable() for line in found)
    for row in rows:  # numbers are never cut
        assert any(row[1] in line for line in found)
        assert any(row[3] in line for line in found)


# ---- A real terminal


def on_a_terminal(ledger: Small, columns: int, *arguments: str) -> str:
    """What the program prints on a terminal of so many columns."""
    pytest.importorskip("pty")
    import fcntl
    import termios

    master, terminal = os.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    env = {**os.environ, "XDG_CACHE_HOME": str(ledger.root.parent / "cache"), "TERM": "xterm-256color"}
    for name in ("COLUMNS", "NO_COLOR", "XMTZ_LEDGER", "XMTZ_LANG"):
        env.pop(name, None)
    command = [str(Path(sys.executable).with_name("xmtz")), "--ledger", str(ledger.root), *arguments]
    with subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=env) as child:
        os.close(terminal)
        out = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:
                break
            if not piece:
                break
            out += piece
        assert child.wait() == 0
    os.close(master)
    return out.decode().replace("\r\n", "\n")


@pytest.fixture
def ledger(tmp_path: Path) -> Small:
    small = Small(tmp_path / "台账")
    started = "stages:\n  - {to: started, on: 2025-02-01}\n"
    for n in range(3):
        small.project(
            f"{started}plan: {{2025: {12000 + n}.5}}\ninvested: {{2025-07: {100 * n}}}\ntotal: 90000",
            name="沣西新城年产三百万套新能源汽车热管理系统产业园二期[red]",
            unit="abc"[n],
        )
    return small


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_bulletin_fits_a_terminal(ledger: Small, columns: int, lang: str) -> None:
    out = on_a_terminal(ledger, columns, "--lang", lang, "report", "--monthly", "2025-07")
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert [line for line in plain.splitlines() if width(line) > columns] == []
    assert "\x1b[1m" in out
    assert out.count("\x1b[1m") == out.count("\x1b[0m")
    assert "None" not in plain
    assert "\n\n\n" not in plain


def test_a_terminal_shows_brackets_of_the_ledger_as_they_are(ledger: Small) -> None:
    out = on_a_terminal(ledger, 200, "report", "--monthly", "2025-07")
    assert "二期[red]" in out


def test_texts_have_no_double_spaces_and_no_none(ledger: Small) -> None:
    for lang in ("zh", "en"):
        for line in ledger.ok("report", "--monthly", "2025-07", "--explain", lang=lang).splitlines():
            assert "None" not in line
            if line.endswith(("。", ".")):
                assert "  " not in line, line


# ---- Amounts


def amounts(tmp_path: Path, *projects: str) -> str:
    ledger = Small(tmp_path / "台账", PLAIN)
    for project in projects:
        ledger.project(project)
    return ledger.ok("report", "--monthly", "2025-07")


def test_a_small_ledger_is_printed_in_wan_yuan(tmp_path: Path) -> None:
    out = amounts(tmp_path, "total: 900\nplan: {2025: 300}\ninvested: {2025-07: 20}")
    assert "总投资 900 万元，年度计划投资 300 万元；截至 7 月底，本年完成投资 20 万元" in out
    assert "亿元" not in out


def test_a_fraction_of_a_wan_gives_every_amount_two_decimals(tmp_path: Path) -> None:
    out = amounts(tmp_path, "total: 900\nplan: {2025: 300}", "total: 1.25\nplan: {2025: 0.005}")
    assert "总投资 901.25 万元，年度计划投资 300.01 万元" in out


def test_a_large_ledger_is_printed_in_yi_yuan(tmp_path: Path) -> None:
    out = amounts(tmp_path, "total: 1250000\nplan: {2025: 100000}", "total: 20\nplan: {2025: 20}")
    assert "总投资 125.00 亿元，年度计划投资 10.00 亿元" in out
