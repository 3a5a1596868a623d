"""Tables as offices make them: titles, unit lines, headers of several rows, categories, totals, notes."""

from __future__ import annotations

import pytest
from importing_ledger import MAP, Desk, desk, national, reasons, rows

__all__ = ["desk", "national"]

PRINTED = """\
2026年重点项目投资计划表,,,,,
,,,,,单位：万元
序号,项目名称,建设单位,总投资,2026年,备注
,,,,计划投资,
,合  计（4项）,,46000,20000,
一,工业项目(2个),,30000,12000,
1,高庄镇粮油加工厂项目,甲公司,10000,4000,
2,渭河北岸产业园,乙公司,20000,8000,
小计,,,30000,12000,
,,,,,
序号,项目名称,建设单位,总投资,2026年,备注
,,,,计划投资,
二、民生项目（2个）,,,16000,8000,
（一）学校（1个）,,,,,
3,第一小学扩建,教育局,6000,3000,已批复
（二）医院（1个）,,,,,
4,县医院迁建,卫健局,10000,5000,
注：本表数据截至6月底,,,,,
填表人：王某,,,审核人：李某,,
"""
PRINTED_MAP = """\
columns:
  - {header: 项目名称, to: name}
  - {header: 建设单位, to: owner}
  - {header: 总投资, to: total}
  - {header: 2026年/计划投资, to: plan.2026}
  - {header: 备注, to: notes}
categories:
  - to: sector
    level: 1
    values: {工业项目: manufacturing, 民生项目: social}
  - {to: tags, level: 2}
match: [name, owner]
"""


def test_every_row_of_a_printed_table_has_its_kind(desk: Desk) -> None:
    result = desk.take(PRINTED, PRINTED_MAP)
    assert rows(result, "title") == [1]
    assert rows(result, "unit") == [2]
    assert rows(result, "header") == [3, 4, 11, 12]
    assert rows(result, "total") == [5, 9]
    assert rows(result, "category") == [6, 13, 14, 16]
    assert rows(result, "blank") == [10]
    assert rows(result, "note") == [18, 19]
    assert rows(result, "added") == [7, 8, 15, 17]
    assert result["header_rows"] == [3, 4]
    assert result["unused_columns"] == ["序号"]


def test_amounts_take_the_unit_of_the_unit_line_and_categories_fill_fields(desk: Desk) -> None:
    desk.take(
        PRINTED.replace("单位：万元", "（金额单位：亿元）").replace("6000,3000", "0.6,0.3"), PRINTED_MAP
    )
    text = desk.project("第一小学扩建")
    assert "total: 6000\n" in text
    assert "plan:\n  2026: 3000\n" in text
    assert "sector: social\n" in text
    assert "tags: [学校]\n" in text
    assert "notes: 备注：已批复\n" in text
    assert "tags" not in desk.project("渭河北岸产业园")


def test_headers_of_two_rows_are_found_by_both_by_one_or_with_their_unit(desk: Desk) -> None:
    table = "项目名称,投资,,建设单位\n,总额（亿元）,其中：当年(万元),\n甲园区,1.5,300,甲公司\n"
    map_ = """\
columns:
  - {header: 项目名称, to: name}
  - {header: 建设单位, to: owner}
  - {header: 总额, to: total}
  - {header: "投资 其中：当年", to: plan.2026}
match: [name, owner]
"""
    desk.take(table, map_)
    assert "total: 15000\n" in desk.project("甲园区")
    assert "  2026: 300\n" in desk.project("甲园区")


def test_a_header_that_fits_two_columns_is_refused_with_both_columns(desk: Desk) -> None:
    table = "项目名称,2025年,,2026年,\n,计划投资,完成,计划投资,完成\n甲,1,2,3,4\n"
    map_ = (
        "columns:\n  - {header: 项目名称, to: name}\n  - {header: 计划投资, to: plan.2026}\nmatch: [name]\n"
    )
    assert "“计划投资”对应 2 列（B, D）" in desk.refused(table, map_)


def test_a_repeated_header_in_another_order_stops_the_import(desk: Desk) -> None:
    table = "项目名称,建设单位,总投资\n甲,甲公司,1\n建设单位,项目名称,总投资\n乙公司,乙,2\n"
    assert "第 3 行又是表头，但列的次序和上面的不同" in desk.refused(table)


def test_quoted_line_breaks_and_delimiters_stay_in_their_cells(desk: Desk) -> None:
    table = '项目名称,建设单位,总投资\r\n"产业园\r\n（一期）",甲公司,1\r\n"某""绿色""矿山, 二标",乙公司,2\r\n'
    result = desk.take(table)
    assert [one["name"] for one in result["outcomes"]] == ["产业园（一期）", '某"绿色"矿山, 二标']
    assert [(one["row"], one["line"]) for one in result["outcomes"]] == [(2, 2), (3, 4)]
    assert (result["rows"], result["lines"]) == (3, 4)


@pytest.mark.parametrize(("delimiter", "named"), [(",", "逗号"), ("\t", "制表符"), (";", "分号")])
@pytest.mark.parametrize(
    ("encode", "encoding"),
    [
        (lambda text: text.encode(), "UTF-8"),
        (lambda text: text.encode("utf-8-sig"), "UTF-8"),
        (lambda text: text.encode("gb18030"), "GB18030（国标）"),
        (lambda text: text.encode("utf-16"), "UTF-16"),
    ],
)
def test_encoding_and_delimiter_are_found_out_and_said(
    desk: Desk, delimiter, named, encode, encoding
) -> None:
    table = "项目名称,建设单位,总投资\n甲园区、乙园区,甲公司,1.5亿元\n".replace(",", delimiter)
    result = desk.take(encode(table))
    assert result["encoding"]["zh"] == encoding
    assert result["delimiter"]["zh"] == named
    assert "total: 15000\n" in desk.project("甲园区、乙园区")


def test_cells_merged_downward_are_filled_where_the_map_says_so(desk: Desk) -> None:
    table = "建设单位,项目名称\n甲公司,一号桥\n,二号桥\n合计,\n乙公司,三号桥\n,四号桥\n"
    map_ = MAP.replace(
        "[建设单位, 项目单位], to: owner,", "[建设单位, 项目单位], to: owner, fill_down: true,"
    )
    desk.take(table, map_)
    owners = {name: "甲公司" in desk.project(name) for name in ("一号桥", "二号桥", "三号桥", "四号桥")}
    assert owners == {"一号桥": True, "二号桥": True, "三号桥": False, "四号桥": False}


def test_rows_that_the_map_skips_are_counted_apart_with_their_reason(desk: Desk) -> None:
    table = "项目名称,建设单位,状态\n一号桥,甲公司,在建\n二号桥,甲公司,已终止（2025）\n三号桥,甲公司,\n"
    map_ = (
        MAP
        + "skip:\n  - {column: 状态, is: ['*终止*'], why: 已终止的不导}\n  - {column: 状态, empty: true}\n"
    )
    result = desk.take(table, map_)
    assert rows(result, "skipped") == [3, 4]
    assert [one["why"] for one in result["others"] if one["kind"] == "skipped"] == ["已终止的不导", ""]
    assert rows(result, "added") == [2]


def test_a_row_longer_than_the_header_is_rejected_but_empty_cells_behind_it_are_not(desk: Desk) -> None:
    result = desk.take("项目名称,建设单位,总投资\n甲,甲公司,1,,\n乙,乙公司,1,250,000\n丙,丙公司\n")
    assert rows(result, "added") == [2, 4]
    assert "比表头多 2 格（“250”）" in reasons(result)[3]


def test_a_row_of_one_text_that_is_no_category_is_not_dropped(desk: Desk) -> None:
    table = "序号,项目名称,建设单位\n续建项目,,\n1,甲,甲公司\n"
    result = desk.take(table, MAP + "required: [owner]\n")
    assert reasons(result) == {2: "项目名称：没有填项目名称；建设单位：没有填项目单位"}


def test_pinyin_in_brackets_is_taken_out_where_the_map_asks_for_it(desk: Desk) -> None:
    table = "项目名称(chēng),建设单位\n闭环(huán)管网（guǎn）改造（一期）,甲公司\n"
    result = desk.take(table, "table: {pinyin: true}\n" + MAP)
    assert result["outcomes"][0]["name"] == "闭环管网改造（一期）"
    assert result["pinyin_removed"] == 3
    kept = desk.take(table.replace("(chēng)", "").replace("甲公司", "乙公司"))
    assert kept["outcomes"][0]["name"] == "闭环(huán)管网（guǎn）改造（一期）"


def test_the_printed_result_counts_and_lists_everything(desk: Desk) -> None:
    table = desk.put(
        "计划.csv", "项目名称,建设单位,总投资,说明\n甲,甲公司,1,x\n甲,甲公司,2,\n乙,乙公司,约3亿,\n,,,\n"
    )
    map_ = desk.put("计划.map.yaml", MAP)
    ran = desk.run("import", str(table), "--map", str(map_), "--on", "2026-07-01")
    assert ran.code == 1
    assert "数据 3 行：登记 1，已有 1，退回 1\n其他 2 行：表头行 1，空行 1；合计 5 行\n" in ran.out
    assert "没有用到的列：说明" in ran.out
    assert "总投资不同：台账“1”，表中“2”" in ran.out
    assert "“约3亿”是约数" in ran.out
    assert ran.out.endswith("数据 3 行：登记 1，已有 1，退回 1；写入 1 个文件\n")
    english = desk.run("import", str(table), "--map", str(map_), lang="en").out
    assert "3 data rows: 0 added, 2 there already, 1 rejected" in english
    markdown = desk.put("结果.md", "")
    desk.run("import", str(table), "--map", str(map_), "--format", "md", "-o", str(markdown))
    assert "| 4 | 乙 | 总投资 |" in markdown.read_text(encoding="utf-8")
    lines = desk.run("import", str(table), "--map", str(map_), "--format", "csv").out.splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [
        ["1", "表头行"], ["2", "已有"], ["3", "已有"], ["4", "退回"], ["5", "空行"]
    ]  # fmt: skip


def test_a_dry_run_shows_the_diff_and_writes_nothing(desk: Desk) -> None:
    before = desk.files()
    table = desk.put("计划.csv", "项目名称,建设单位,总投资,县区\n甲,甲公司,1,云岩区\n")
    map_ = MAP.replace("match:", "  - {header: 县区, to: unit}\nmatch:")
    ran = desk.run("import", str(table), "--map", str(desk.put("m.yaml", map_)), "--add-units", "--dry-run")
    assert ran.code == 0
    assert "试导入：什么都没有写入" in ran.out
    assert "+  a520103: {name: 云岩区}" in ran.out
    assert "+name: 甲" in ran.out
    assert ran.out.index("+++ units.yaml") < ran.out.index("+++ projects/")
    assert desk.files() == before
