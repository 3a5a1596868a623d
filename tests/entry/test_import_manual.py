"""docs/import.md tells of every key that a map may have, and its example is a map that works."""

from __future__ import annotations

import re
from pathlib import Path

from importing_ledger import Desk, desk, national

from xmtz.cli.importing import app
from xmtz.entry.importing.cells import BLANK
from xmtz.entry.importing.layout import KINDS
from xmtz.records.import_map import Category, Column, ImportMap, Skip, StageEntry, Table

__all__ = ["desk", "national"]

PAGE = (Path(__file__).parents[2] / "docs/import.md").read_text(encoding="utf-8")


def test_every_key_of_a_map_stands_in_the_manual() -> None:
    written = set(re.findall(r"`(?:table\.)?([a-z_]+)(?:`|:)", PAGE))
    for record in (ImportMap, Column, Category, Skip, StageEntry, Table):
        assert set(record.fields) - {"table"} <= written, record


def test_every_option_stands_in_the_manual() -> None:
    (command,) = app.registered_commands
    assert command.callback is not None
    for option in re.findall(
        r'"(--[a-z-]+)"', Path(command.callback.__code__.co_filename).read_text(encoding="utf-8")
    ):
        assert f"`{option}" in PAGE or option == "--output", option


def test_every_kind_of_row_and_every_text_that_means_nothing_stand_in_the_manual() -> None:
    for label in KINDS.values():
        assert label.zh in PAGE or label.zh == "数据行"
    assert all(f"`{text}`" in PAGE for text in BLANK if text.isascii())


def test_the_example_of_the_manual_is_a_map_that_works(desk: Desk) -> None:
    map_ = next(block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
    table = """\
项目名称,项目代码,建设单位,总投资,2026年,建设性质,建设起止年限,责任单位,资金来源
,,,,计划投资,,,,
工业项目（2个）,,,,,,,,
粮油加工厂,,甲公司,1.5,3000,跨年续建,2025-2027,高庄镇,企业自筹
产业园,,乙公司,2,,新建,2026,,/
"""
    result = desk.take(table, map_)
    assert result["counts"]["added"] == 2
    text = desk.project("粮油加工厂")
    assert "sector: manufacturing\n" in text
    assert "kind: continued\n" in text
    assert "total: 15000\n" in text
    assert "  planned_start: 2025-01-01\n  planned_finish: 2027-12-31\n" in text
    assert "- {source: other, name: 企业自筹}" in text
    assert re.search(r"unit: u-[0-9a-z]{4}\n", desk.project("产业园"))
    desk.check()
