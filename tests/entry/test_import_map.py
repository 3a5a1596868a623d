"""Maps and files that cannot be used: one clear sentence each, mistakes of a map at their places."""

from __future__ import annotations

import io
import zipfile

import pytest
from importing_ledger import MAP, Desk, desk, national

__all__ = ["desk", "national"]

TABLE = "项目名称,建设单位,总投资\n甲,甲公司,1\n"


@pytest.mark.parametrize(
    ("column", "place", "message"),
    [
        (
            "{header: 总投资, to: totl}",
            "3:23",
            "M600 “totl”不能作为填入的字段：项目没有“totl”这个字段；可用：total",
        ),
        ("{header: 总投资, to: dates}", "3:23", "M600 “dates”不能作为填入的字段：“关键日期”要写到下一级"),
        ("{header: 总投资, to: funds.name}", "3:23", "M600 “funds.name”不能作为填入的字段：“资金”是列表"),
        ("{header: 总投资, to: funds}", "3:23", "M600 “funds”不能作为填入的字段：“资金”是列表，写成 funds[]"),
        ("{header: 总投资, to: stages}", "3:23", "M600 “stages”不能作为填入的字段：阶段写在 stage 里"),
        ("{header: 总投资, to: plan.26}", "3:23", "M600"),
        ("{header: 总投资, to: owner, unit: 万元}", "3:36", "M603 “unit”只用于金额字段，“owner”不是"),
        ("{header: 总投资, to: owner, day: last}", "3:35", "M603 “day”只用于日期字段"),
        ("{header: 总投资, to: name}", "3:23", "M601 “name”已由第 2 行填写"),
        ("{header: 性质, to: kind, values: {新建: nwe}}", "3:41", "M602 “nwe”不能填入“kind”"),
        ("{header: 县区, to: unit, split: '-'}", "3:35", "M607 split 和 take 要一起写"),
        ("{header: 总投资, to: total, unit: 万}", "3:36", "F218 “万”不是可用的金额单位"),
        ("{hedder: 总投资, to: total}", "3:6", "F201 列没有“hedder”这个字段"),
    ],
)
def test_a_mistake_in_a_column_is_shown_where_it_is(
    desk: Desk, column: str, place: str, message: str
) -> None:
    said = desk.refused(TABLE, f"columns:\n  - {{header: 项目名称, to: name}}\n  - {column}\nmatch: [name]\n")
    assert f"表.map.yaml:{place}: 错误 {message}" in said
    assert "\n    |" in said, "the line is quoted with a caret"


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            "match: [name, total]",
            "M604 “total”不能用来认定同一项目；可用：id, code, name, owner, unit, place",
        ),
        ("match: [code]", "M605 “code”没有任何一列或固定值来填"),
        ("match: []", "M604"),
        ("required: [total]\nmatch: [name]", "M605 “total”没有任何一列"),
        ("match: [name]\ndefaults: {level: 特级}", "M602 “特级”不能填入“level”"),
        (
            "match: [name]\ndefaults: {unit: 没有的镇}",
            "M602 “没有的镇”不能填入“unit”：units.yaml 里没有这个单位",
        ),
        ("match: [name]\nstage: {to: begun}", "F219 “begun”不在本台账的阶段里"),
        ("match: [name]\nstage: {on: 昨天}", "M602 “昨天”不能填入“stage.on”"),
        ("match: [name]\nskip: [{column: 状态}]", "M606 没有写明略过哪些行"),
        ("", "F202 缺少必填的“match”"),
        ("match: *x", "Y1"),
    ],
)
def test_a_mistake_elsewhere_in_the_map_is_found_before_a_row_is_read(
    desk: Desk, more: str, message: str
) -> None:
    said = desk.refused(TABLE, f"columns:\n  - {{header: 项目名称, to: name}}\n{more}\n").replace(
        "\n    ＝ ", "；"
    )
    assert message.split("；")[0] in said
    assert message.split("；")[-1] in said
    assert "没有导入" in said


def test_all_mistakes_of_a_map_are_told_at_once(desk: Desk) -> None:
    said = desk.refused(TABLE, "columns:\n  - {header: a, to: x1}\n  - {header: b, to: x2}\nmatch: [name]\n")
    assert "映射有 4 处错误" in said
    assert "M608 没有一列填“name”" in said


def test_a_column_that_is_missing_is_named_with_the_nearest_header(desk: Desk) -> None:
    map_ = MAP.replace("header: 总投资, to: total, unit: 万元, optional: true", "header: 总投资额, to: total")
    said = desk.refused("项目名称,建设单位,项目总投资,备注\n甲,甲公司,1,\n", map_)
    assert "表里缺映射要的列，没有导入（表头在第 1 行）：" in said
    assert "没有“总投资额”；相近的表头是“项目总投资”" in said


def test_a_table_without_any_of_the_headers_is_refused(desk: Desk) -> None:
    assert "前 2 行里没有映射要的任何表头（如“项目名称”）" in desk.refused("a,b\n1,2\n")


def workbook() -> bytes:
    """The beginning of what a spreadsheet saves as .xlsx."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "文件是空的"),
        (b"\xef\xbb\xbf\r\n\r\n", "文件是空的"),
        (workbook(), "表.csv 是 Excel 工作簿，不是 CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "表.csv 是 Excel 工作簿，不是 CSV"),
        (b"%PDF-1.7\n", "表.csv 不是 CSV 文本（是 PDF）"),
        ("<html><table><tr><td>项目名称</td></tr></table>".encode(), "是网页或 XML"),
        ("项目名称\n甲\n".encode("utf-16-le"), "含空字节"),
        ("项目名称\n甲\n".encode() + b"\xff\xfe\xff\n", "第 3 行既不是 UTF-8 也不是 GB18030"),
        ('项目名称,建设单位\n甲,"甲公司\n乙,乙公司\n', "第 2 行的引号没有配对"),
        ('项目名称,建设单位\n"绿色"矿山,甲公司\n', "第 2 行的引号没有配对"),
    ],
)
def test_files_that_are_no_csv_are_told_in_one_sentence(
    desk: Desk, content: bytes | str, message: str
) -> None:
    said = desk.refused(content)
    assert message in said
    assert said.count("\n") == 1


def test_a_file_of_200_megabytes_is_refused_at_once(desk: Desk) -> None:
    big = desk.put("大.csv", "项目名称\n")
    with big.open("r+b") as file:
        file.truncate(200_000_000)
    ran = desk.run("import", str(big), "--map", str(desk.put("m.yaml", MAP)))
    assert ran.code == 2
    assert ran.err == "文件有 200 MB，超过 20 MB，没有读；请拆成几个文件，或先去掉用不着的列\n"


def test_files_that_are_not_there_are_told_in_one_sentence(desk: Desk) -> None:
    map_ = str(desk.put("m.yaml", MAP))
    assert "文件不存在" in desk.run("import", "没有.csv", "--map", map_).err
    assert "文件不存在" in desk.run("import", str(desk.put("a.csv", TABLE)), "--map", "没有.yaml").err
    assert "--map" in desk.run("import", str(desk.put("a.csv", TABLE))).err
    assert "是文件夹" in desk.run("import", str(desk.desk), "--map", map_).err


def test_an_encoding_that_the_map_names_wrongly_is_told(desk: Desk) -> None:
    said = desk.refused(TABLE.encode("gb18030"), "table: {encoding: utf-8}\n" + MAP)
    assert "第 1 行不是 utf-8 文字" in said


def test_every_sentence_has_its_english_twin(desk: Desk) -> None:
    table, map_ = desk.put("t.csv", "项目名称,建设单位\n甲,=A1\n"), desk.put("m.yaml", MAP)
    ran = desk.run("import", str(table), "--map", str(map_), "--on", "2026-07-01", lang="en")
    assert "1 data rows: 0 added, 0 there already, 1 rejected" in ran.out
    assert "“=A1” is a formula; paste it as a value and save again" in ran.out
    bad = desk.put("b.yaml", MAP.replace("to: owner", "to: onwer"))
    assert "the map has" in desk.run("import", str(table), "--map", str(bad), lang="en").err
