"""A real tender plan, taken in with the map that the documentation shows: nothing is lost in silence."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from importing_ledger import Desk, desk, national, reasons, rows

__all__ = ["desk", "national"]

REPOSITORY = Path(__file__).parents[2]
TABLE = (REPOSITORY / "tests/data/tender_plan_extract.csv").read_bytes()
MAP = (REPOSITORY / "docs/examples/guizhou-tender-plan.map.yaml").read_text(encoding="utf-8")
LINES = list(csv.DictReader(TABLE.decode().splitlines()))


def at(name: str, nth: int = 0) -> int:
    """The row of the table that has this name, as a spreadsheet counts."""
    return [n for n, line in enumerate(LINES, 2) if line["project_name"] == name][nth]


def test_every_row_is_added_matched_or_rejected(desk: Desk) -> None:
    result = desk.take(TABLE, MAP)
    counts = {kind: n for kind, n in result["counts"].items() if n}
    assert counts == {"header": 1, "added": 38, "matched": 6, "rejected": 3}
    assert result["lines"] == result["rows"] == len(LINES) + 1
    assert len(desk.projects()) == 38


def test_a_second_import_adds_nothing_and_writes_nothing(desk: Desk) -> None:
    first = desk.take(TABLE, MAP)
    before = desk.files()
    second = desk.take(TABLE, MAP, "--on", "2026-09-01")
    assert second["counts"]["added"] == 0
    assert second["counts"]["matched"] == first["counts"]["added"] + first["counts"]["matched"]
    assert reasons(second) == reasons(first)
    assert desk.files() == before


def test_a_fresh_ledger_gets_the_same_ids_whatever_the_order_of_the_rows(
    desk: Desk, national: Path, tmp_path: Path
) -> None:
    desk.take(TABLE, MAP)
    head, *body = TABLE.decode().splitlines(keepends=True)
    other = Desk(tmp_path / "另一个", desk.desk, desk.capture)
    shutil.copytree(national, other.root)
    other.take(head + "".join(reversed(body)), MAP)
    assert list(other.projects()) == list(desk.projects())


def test_amounts_with_a_remark_are_rejected_and_say_which_column_and_why(desk: Desk) -> None:
    found = reasons(desk.take(TABLE, MAP))
    row = at("贵州省毕节市赤水河流域水源涵养和石漠化综合治理项目二期")
    assert found[row].startswith("budget：金额“6595.04（2026年度）”后面括注“2026年度”")
    assert sorted(found) == sorted(n for n, line in enumerate(LINES, 2) if "（" in line["budget"])


def test_amounts_are_exact_to_the_last_digit(desk: Desk) -> None:
    desk.take(TABLE, MAP)
    assert "total: 176.911583\n" in desk.project("惠水县2025年好花红镇平地村、上衙村等3个村土地整治项目")
    assert "total: 650\n" in desk.project("麻江县谷硐镇摆沙村历史遗留矿山酸性废水污染治理工程")
    assert "total: 2197184\n" in desk.project("G4215蓉遵国高赤水至仁怀段扩容工程")


def test_the_same_project_twice_in_the_table_is_one_and_what_differs_is_listed(desk: Desk) -> None:
    result = desk.take(TABLE, MAP)
    name = "贵州桐梓狮溪区块五峰组-龙马溪组页岩气开发试验项目(一期)"
    second = next(one for one in result["outcomes"] if one["row"] == at(name, 1))
    assert second["outcome"] == "matched"
    assert second["same_as_row"] == at(name)
    assert {d["field"]: (d["ledger"], d["table"]) for d in second["differences"]}["total"] == (
        "22342",
        "17989",
    )
    assert "total: 22342\n" in desk.project(name)


def test_owners_that_share_a_code_each_have_a_project_and_it_is_said(desk: Desk) -> None:
    result = desk.take(TABLE, MAP)
    name = "贵州省黔西南州2026年中央财政国土绿化示范项目"
    found = [one for one in result["outcomes"] if one["name"] == name]
    assert [one["outcome"] for one in found] == ["added"] * 3
    assert "项目代码相同的还有：gz26-" in found[1]["remarks"][0]["zh"]
    assert {"R303"} <= {word.strip("[]:") for word in desk.check().split()}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("：水城区零碳源动力建设项目（五期）", "水城区零碳源动力建设项目（五期）"),
        ("黄 平县2026年菜油加工厂建设项目", "黄平县2026年菜油加工厂建设项目"),
        (
            "装修食品、药品、 计量部分实验室及配套保障用房项目",
            "装修食品、药品、计量部分实验室及配套保障用房项目",
        ),
        ("S304 绥阳县罗家堡至河坝公路改扩建工程", "S304 绥阳县罗家堡至河坝公路改扩建工程"),
        ("贵阳农产品物流园（I 区）提升改造项目", "贵阳农产品物流园（I 区）提升改造项目"),
    ],
)
def test_stray_spaces_and_colons_go_and_what_changed_is_said(desk: Desk, written: str, kept: str) -> None:
    result = desk.take(TABLE, MAP)
    one = next(one for one in result["outcomes"] if one["row"] == at(written))
    assert one["name"] == kept
    said = [remark["zh"] for remark in one["remarks"] if "整理" in remark["zh"]]
    assert bool(said) == (written != kept)


def test_units_are_entered_once_by_area_code_or_by_a_key_of_their_own(desk: Desk) -> None:
    result = desk.take(TABLE, MAP)
    units = {one["name"]: one["key"] for one in result["new_units"]}
    assert units["水城区"] == "a520204"
    assert units["贵安综合保税区"].startswith("u-")
    text = (desk.root / "units.yaml").read_text(encoding="utf-8")
    assert "a520204: {name: 水城区, kind: district}" in text
    assert f"{units['贵安综合保税区']}: {{name: 贵安综合保税区, kind: zone}}" in text
    assert text.startswith("# 责任单位"), "the comments of units.yaml stay"
    assert desk.take(TABLE, MAP)["new_units"] == []


def test_the_ledger_that_comes_of_it_has_no_errors_and_prints_a_bulletin(desk: Desk) -> None:
    desk.take(TABLE, MAP)
    codes = {word for word in desk.check().split() if word[:1] in "FRL" and word[1:4].isdigit()}
    assert codes == {"F222", "R303"}, "doubtful areas and shared codes are in the source itself"
    ran = desk.run("report", "--monthly")
    assert ran.code == 2
    assert "写明月份" in ran.err
    out = desk.run("report", "--monthly", "2026-07").out
    assert "38 个" in out
    assert "水城区" in out


def test_the_result_says_what_the_check_reminds_of(desk: Desk) -> None:
    result = desk.take(TABLE, MAP)
    one = next(one for one in result["outcomes"] if one["name"] == "遵义市播州区肉牛全产业链融合发展项目")
    assert "[F222] 区划代码 520321" in one["remarks"][0]["zh"]
    assert rows(result, "header") == [1]
