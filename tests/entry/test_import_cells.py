"""What cells hold: amounts, days, ranges of years, codes, units, words, and what nobody can read."""

from __future__ import annotations

import pytest
from importing_ledger import MAP, Desk, desk, national, reasons, rows

__all__ = ["desk", "national"]


BASE = """\
columns:
  - {header: 项目名称, to: name}
  - {header: 建设单位, to: owner}
match: [name, owner]
"""


def one_cell(desk: Desk, header: str, column: str, cell: str) -> tuple[str, str]:
    """The file of a project made from a row with this cell in a column of its own ("" if the row
    was rejected), and why it was rejected."""
    for path in desk.projects():
        (desk.root / path).unlink()
    map_ = BASE.replace("match:", f"  - {{header: {header.partition('（')[0]}, {column}}}\nmatch:")
    result = desk.take(f"项目名称,建设单位,{header}\n甲,甲公司,{in_quotes(cell)}\n", map_)
    why = reasons(result).get(2, "")
    return ("" if why else desk.project("甲")), why


def in_quotes(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


@pytest.mark.parametrize(
    ("cell", "total"),
    [
        ("722.95万元", "722.95"),
        ("4.7亿元", "47000"),
        ("4.7亿", "47000"),
        ("11236.68", "11236.68"),
        ("１，２５０，０００", "1250000"),
        (" ￥1,250,000.00元 ", "125"),
        ("1 万元", "1"),
        ("6364.20万元", "6364.2"),
        ('="1500"', "1500"),
        ("'1500", "1500"),
        ("2250\u200b", "2250"),
    ],
)
def test_amounts_of_any_unit_in_one_cell(desk: Desk, cell: str, total: str) -> None:
    text, why = one_cell(desk, "总额", "to: total, unit: 万元", cell)
    assert why == ""
    assert f"total: {total}\n" in text


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("6595.04（2026年度）", "后面括注“2026年度”"),
        ("约4.7亿", "约数"),
        ("3-5亿元", "区间"),
        ("1,25,0", "有歧义"),
        ("=SUM(A1:A3)", "是公式"),
        ("#REF!", "错误值"),
        ("########", "错误值"),
        ("500万美元", "外币"),
        ("0.0000001", "细于 1 分"),
        ("-5", "为负数"),
    ],
)
def test_amounts_that_could_mean_anything_are_rejected(desk: Desk, cell: str, why: str) -> None:
    assert why in one_cell(desk, "总额", "to: total, unit: 万元", cell)[1]


def test_a_number_without_any_unit_is_not_guessed_at(desk: Desk) -> None:
    assert "没有单位" in one_cell(desk, "总额", "to: total", "1500")[1]
    text, _ = one_cell(desk, "总额", "to: total", "1500万元")
    assert "total: 1500\n" in text


def test_the_unit_of_bare_numbers_comes_from_the_header_the_column_or_the_table(desk: Desk) -> None:
    assert "total: 15\n" in one_cell(desk, "总额（元）", "to: total", "150000")[0]
    assert "total: 15\n" in one_cell(desk, "总额", "to: total, unit: 元", "150000")[0]
    table = "项目名称,建设单位,总投资\n乙,乙公司,150000\n"
    desk.take(table, "table: {amount_unit: 元}\n" + MAP.replace("unit: 万元, ", ""))
    assert "total: 15\n" in desk.project("乙")


def test_units_of_header_or_unit_line_that_contradict_the_map_stop_the_import(desk: Desk) -> None:
    map_ = MAP.replace("总投资, to: total, unit: 万元", "总投资, to: total, unit: 元")
    assert "写的是亿元，映射写的是元" in desk.refused("项目名称,建设单位,总投资（亿元）\n甲,甲公司,1\n", map_)
    found = reasons(desk.take("单位：亿元,,\n项目名称,建设单位,总投资\n甲,甲公司,1\n", map_))
    assert "表上写“单位：亿元”，映射写的是元" in found[3]


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2023-2025", "2023-01-01", "2025-12-31"),
        ("2023—2025年", "2023-01-01", "2025-12-31"),
        ("2023.3-2025.6", "2023-03-01", "2025-06-30"),
        ("2023-03-2025-06", "2023-03-01", "2025-06-30"),
        ("2023年3月至2025年12月", "2023-03-01", "2025-12-31"),
        ("2025年3月-11月", "2025-03-01", "2025-11-30"),
        ("２０２４年", "2024-01-01", "2024-12-31"),
        ("2024/5/6", "2024-05-06", "2024-05-06"),
        ("2023/5/6 ~ 2024/7/8", "2023-05-06", "2024-07-08"),
    ],
)
def test_years_months_and_ranges_stand_for_their_first_or_last_day(desk: Desk, cell, first, last) -> None:
    both = "to: dates.planned_start, day: first}\n  - {header: 起止年限, to: dates.planned_finish, day: last"
    text, why = one_cell(desk, "起止年限", both, cell)
    assert why == ""
    assert f"  planned_start: {first}\n  planned_finish: {last}\n" in text


@pytest.mark.parametrize("cell", ["2025-2023", "23-25", "2023-2025-2027", "明年", "2023.13-2024"])
def test_ranges_that_are_none_are_rejected(desk: Desk, cell: str) -> None:
    assert one_cell(desk, "起止年限", "to: dates.planned_start, day: first", cell)[1]


def test_a_day_may_carry_a_time_but_a_year_is_no_day_unless_the_map_says_which(desk: Desk) -> None:
    text, _ = one_cell(desk, "签约", "to: dates.signed", "2026-05-15 09:30:00")
    assert "signed: 2026-05-15" in text
    assert "不是日期" in one_cell(desk, "签约", "to: dates.signed", "2026")[1]


def test_several_codes_in_one_cell_and_codes_that_cannot_be_right(desk: Desk) -> None:
    codes = "２６０４－520103-04-05-528691\n2601-520383-07-01-815233"
    result = desk.take(
        f'项目名称,项目代码,建设单位\n甲,"{codes}",甲公司\n乙,2604-520103-04-05-528692,乙公司\n丙,2.60E+19,丙公司\n'
    )
    assert "code: [2604-520103-04-05-528691, 2601-520383-07-01-815233]\n" in desk.project("甲")
    assert "末位应为 1" in reasons(result)[3]
    assert "科学计数法" in reasons(result)[4]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("新建", "new"),
        ("新  建", "new"),
        ("跨年续建项目", "continued"),
        ("改造", "renovation"),
        ("扩建", "expansion"),
    ],
)
def test_words_are_translated_by_the_first_pattern_that_fits(desk: Desk, cell: str, kind: str) -> None:
    values = 'to: kind, values: {新 建: new, "*续建*": continued, "改*": renovation, "改造": new}'
    text, why = one_cell(desk, "性质", values, cell)
    assert f"kind: {kind}\n" in text, why


def test_a_word_that_the_rules_do_not_know_is_rejected_with_those_they_know(desk: Desk) -> None:
    assert "“拆除”不是可用的建设性质；可用：new（新建）" in one_cell(desk, "性质", "to: kind", "拆除")[1]


def test_placeholders_count_as_blank_and_the_map_may_name_more(desk: Desk) -> None:
    table = "项目名称,建设单位,总投资\n甲,／,—\n乙,甲公司,待定\n"
    result = desk.take(table, 'table: {blank: [待定, "暂无*"]}\n' + MAP)
    assert rows(result, "added") == [2, 3]
    assert "owner" not in desk.project("甲")
    assert "total" not in desk.project("乙")


def test_required_fields_name_the_column_that_is_empty(desk: Desk) -> None:
    result = desk.take("项目名称,建设单位,总投资\n甲,,\n,乙公司,1\n", MAP + "required: [owner, total]\n")
    assert reasons(result) == {
        2: "建设单位：没有填项目单位；总投资：没有填总投资",
        3: "项目名称：没有填项目名称",
    }


def test_what_cannot_be_read_is_kept_in_the_notes_where_the_map_says_so(desk: Desk) -> None:
    map_ = MAP.replace("unit: 万元,", "unit: 万元, unreadable: note,")
    result = desk.take("项目名称,建设单位,总投资\n甲,甲公司,约4.7亿\n", map_)
    assert "total" not in desk.project("甲")
    assert "notes: 总投资：约4.7亿\n" in desk.project("甲")
    assert "原文已记入备注" in result["outcomes"][0]["remarks"][0]["zh"]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("甲\x07公司", "看不见的字符 U+0007"),
        ("甲\u202e公司", "看不见的字符 U+202E"),
        ('=HYPERLINK("http://x")', "是公式"),
        ("甲" * 501, "超过上限 500"),
    ],
)
def test_hostile_cells_are_rejected_by_name(desk: Desk, cell: str, why: str) -> None:
    result = desk.take(f"项目名称,建设单位\n甲,{in_quotes(cell)}\n乙,乙公司\n")
    assert why in reasons(result)[2]
    assert reasons(result)[2].startswith("建设单位：")
    assert rows(result, "added") == [3]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "- a: b", "{x: y}", "#名", "no", "'", "CON", "名 #1: 甲", "*锚", "&锚"]
)
def test_any_name_becomes_text_in_a_file_inside_the_ledger(desk: Desk, name: str) -> None:
    table = f"项目名称,建设单位\n{in_quotes(name)},甲公司\n"
    assert desk.take(table)["counts"]["added"] == 1
    (path,) = desk.projects()
    assert path.startswith("projects/2026/gz26-")
    desk.check()
    assert desk.take(table)["counts"]["matched"] == 1


def test_units_are_found_by_name_or_entered_with_their_kind(desk: Desk) -> None:
    map_ = MAP.replace("match:", '  - {header: 县区, to: unit, split: "-", take: last}\nmatch:')
    table = "项目名称,建设单位,县区\n甲,甲公司,贵州省-贵阳市-云岩区\n乙,乙公司,贵州省-贵阳市-贵阳高新区\n"
    found = reasons(desk.take(table, map_))
    assert found[2].startswith("县区：units.yaml 里没有责任单位“云岩区”")
    kinds = 'unit_kinds: {"*高新区": zone, "*": district}\n'
    result = desk.take(table, map_ + kinds, "--add-units")
    (first, second) = result["new_units"]
    assert first == {"key": "a520103", "name": "云岩区"}
    assert second["key"].startswith("u-")
    assert "unit: a520103\n" in desk.project("甲")
    assert f"{second['key']}: {{name: 贵阳高新区, kind: zone}}" in (desk.root / "units.yaml").read_text(
        encoding="utf-8"
    )
    desk.check()


def test_one_name_from_two_places_is_not_taken_for_one_unit(desk: Desk) -> None:
    map_ = MAP.replace("match:", '  - {header: 县区, to: unit, split: "-", take: last}\nmatch:')
    table = "项目名称,建设单位,县区\n甲,甲公司,江苏省-南京市-鼓楼区\n乙,乙公司,江苏省-徐州市-鼓楼区\n"
    result = desk.take(table, map_, "--add-units")
    assert result["new_units"] == [{"key": "a320106", "name": "鼓楼区"}]
    assert "“鼓楼区”在本表出自两处" in reasons(result)[3]


def test_a_rejected_row_leaves_no_unit_behind(desk: Desk) -> None:
    map_ = MAP.replace("match:", "  - {header: 县区, to: unit}\nmatch:")
    result = desk.take("项目名称,建设单位,总投资,县区\n甲,甲公司,约1亿,云岩区\n", map_, "--add-units")
    assert result["new_units"] == []
    assert "云岩区" not in (desk.root / "units.yaml").read_text(encoding="utf-8")
