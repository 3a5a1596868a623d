"""One-to-one feedback: a sheet a project, both figures month by month, safe names, nothing half written."""

from __future__ import annotations

from pathlib import Path

import pytest
from reckoning_ledgers import REGISTERED, compared, said
from small_ledger import Small

YEAR = REGISTERED + (
    "owner: 某某公司\npeople: {statistician: 孙某}\n"
    "invested: {2024-12: 9, 2025-03: 100, 2025-04: 2000, 2025-06: 3000, 2025-07: 1}\n"
    "invested_stats: {2025-03: 100, 2025-04: 1000, 2025-05: 10, 2025-06: 2000}\n"
    "explanations:\n  - {month: 2025-04, about: stats, reason: 土地款, by: 李某}\n"
)


def rows(text: str) -> list[list[str]]:
    """The cells of the tables of a sheet."""
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"
    ]


def sheets(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


@pytest.fixture
def ledger(tmp_path: Path) -> Small:
    ledger = compared(tmp_path / "台账")
    ledger.project(YEAR, name="全年的", unit="a")
    ledger.write(
        "units.yaml", "units:\n  a: {name: 甲镇人民政府, short: 甲镇}\n  b: {name: 乙镇}\n  c: {name: 丙镇}\n"
    )
    return ledger


def test_a_sheet_for_each_project_over_the_limits(ledger: Small, tmp_path: Path) -> None:
    printed = ledger.ok("reconcile", "2025-06", "--feedback", str(tmp_path / "反馈"))
    assert printed == f"2025-06 反馈单 4 份，写在 {tmp_path / '反馈'}\n"
    assert sorted(sheets(tmp_path / "反馈")) == [
        "2025-06-ts25-0003-已说明的.md", "2025-06-ts25-0004-待说明的.md", "2025-06-ts25-0008-发改为零.md",
        "2025-06-ts25-0009-全年的.md",
    ]  # fmt: skip


def test_every_month_of_the_year_up_to_the_one_compared(ledger: Small, tmp_path: Path) -> None:
    ledger.ok("reconcile", "2025-06", "stats", "--feedback", str(tmp_path / "反馈"))
    text = sheets(tmp_path / "反馈")["2025-06-ts25-0009-全年的.md"]
    assert rows(text)[2:] == [
        ["2025-01", "无", "无", "—", "—", "", ""],
        ["2025-02", "无", "无", "—", "—", "", ""],
        ["2025-03", "100", "100", "0", "0.00%", "", ""],
        ["2025-04", "2,000", "1,000", "+1,000", "+50.00%", "是", "土地款（李某）"],
        ["2025-05", "无", "10", "—", "—", "", ""],
        ["2025-06", "3,000", "2,000", "+1,000", "+33.33%", "是", "待说明"],
    ]
    assert "本月发改 3,000 万元，统计 2,000 万元，差额 +1,000 万元，差率 +33.33%：超过限度" in text


def test_the_sheet_names_the_parties_and_leaves_room_to_sign(ledger: Small) -> None:
    text = ledger.ok("reconcile", "2025-06", "--project", "全年的", "--sheet", "--format", "md")
    for piece in (
        "# 数据比对“一对一”反馈单", "试验台账　2025 年 6 月", "项目：全年的（ts25-0009）", "责任单位：甲镇人民政府",
        "项目单位：某某公司", "统计员：孙某", "## 一、统计比对", "请说明原因：＿＿", "填报人：＿＿", "核对人：＿＿",
        "日期：＿＿＿＿年＿＿月＿＿日", "限度：差率 5%",
    ):  # fmt: skip
        assert piece in text, piece


def test_an_explanation_that_was_given_is_repeated_and_not_asked_for(ledger: Small) -> None:
    text = ledger.ok("reconcile", "2025-06", "--project", "已说明的", "--sheet")
    assert "已有说明：设备未安装（王某）" in text
    assert "请说明原因" not in text


def test_one_sheet_can_be_written_to_a_file(ledger: Small, tmp_path: Path) -> None:
    file = tmp_path / "一张.md"
    printed = ledger.ok(
        "reconcile", "2025-06", "--project", "全年的", "--sheet", "--format", "md", "-o", str(file)
    )
    assert printed == ""
    assert file.read_text(encoding="utf-8") == ledger.ok(
        "reconcile", "2025-06", "--project", "全年的", "--sheet", "--format", "md"
    )


def test_a_project_within_the_limits_has_a_sheet_only_when_asked(ledger: Small) -> None:
    refused = ledger.refused("reconcile", "2025-06", "stats", "--project", "差额正好", "--sheet")
    assert "差额正好一百万 在 2025-06 没有超过限度的比对；加 --all 也出反馈单" in refused
    text = ledger.ok("reconcile", "2025-06", "stats", "--project", "差额正好", "--sheet", "--all")
    assert "没有超过限度（限度：" in text
    assert "请说明原因" not in text


def test_nothing_over_the_limits_writes_nothing(ledger: Small, tmp_path: Path) -> None:
    printed = ledger.ok("reconcile", "2025-03", "--feedback", str(tmp_path / "反馈"))
    assert "2025-03 没有超过限度的项目，不用反馈" in printed
    assert not (tmp_path / "反馈").exists()


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "a|b<script>*?\"'", "=1+1", "名 称\u3000倒", "很长" * 60, ".隐藏"]
)
def test_file_names_are_safe(ledger: Small, tmp_path: Path, name: str) -> None:
    ledger.project(YEAR, name=name, unit="b")
    before = {path for path in tmp_path.rglob("*") if "反馈" not in path.parts}
    ledger.ok("reconcile", "2025-06", "stats", "--feedback", str(tmp_path / "反馈"))
    after = {path for path in tmp_path.rglob("*") if "反馈" not in path.parts}
    assert {
        path for path in after - before if ".git" not in path.parts and "cache" not in path.parts
    } == set()
    file = next(file for file in (tmp_path / "反馈").iterdir() if "ts25-0010" in file.name)
    assert not set(file.name) & set('\\/:*?"<>| \n')
    assert len(file.name.encode()) < 255
    text = file.read_text(encoding="utf-8")
    assert "<script>" not in text


def test_sheets_of_the_same_month_are_replaced(ledger: Small, tmp_path: Path) -> None:
    folder = tmp_path / "反馈"
    ledger.ok("reconcile", "2025-06", "--feedback", str(folder))
    first = sheets(folder)
    (folder / "2025-06-ts25-0009-全年的.md").write_text("旧的", encoding="utf-8")
    ledger.ok("reconcile", "2025-06", "--feedback", str(folder))
    assert sheets(folder) == first


def test_a_file_in_the_way_is_said_in_a_sentence(ledger: Small, tmp_path: Path) -> None:
    (tmp_path / "反馈").write_text("是文件", encoding="utf-8")
    refused = ledger.refused("reconcile", "2025-06", "--feedback", str(tmp_path / "反馈"))
    assert "写不了文件" in refused
    assert (tmp_path / "反馈").read_text(encoding="utf-8") == "是文件"


@pytest.mark.parametrize("also", [("-o", "x.md"), ("--sheet", "--project", "全年的")])
def test_a_folder_and_a_file_are_not_asked_for_together(
    ledger: Small, tmp_path: Path, also: tuple[str, ...]
) -> None:
    refused = ledger.refused("reconcile", "2025-06", "--feedback", str(tmp_path / "反馈"), *also)
    assert "--feedback 写到文件夹，不与 -o、--sheet 同用" in refused


def test_a_commit_gives_the_same_sheets(ledger: Small, tmp_path: Path) -> None:
    commit = ledger.commit()
    ledger.ok("reconcile", "2025-06", "--feedback", str(tmp_path / "一"), "--as-of", commit)
    ledger.project(YEAR, name="后来的", unit="b")
    ledger.ok("reconcile", "2025-06", "--feedback", str(tmp_path / "二"), "--as-of", commit)
    assert sheets(tmp_path / "一") == sheets(tmp_path / "二")
    assert len(sheets(tmp_path / "一")) == 4


def test_percentages_are_fed_back_in_points(tmp_path: Path) -> None:
    ledger = compared(tmp_path / "台账")
    ledger.project("total: 1000\ninvested: {2025-06: 400}\nphysical: {2025-06: 60}\n", name="超前")
    text = ledger.ok("reconcile", "2025-06", "physical", "--project", "超前", "--sheet")
    assert "差额 +20.00 个百分点：超过限度（限度：15 个百分点）" in text


def test_suqian_asks_four_projects_and_answers_the_others(tmp_path: Path) -> None:
    said("suqian", "reconcile", "2023-07", "stats", "--feedback", str(tmp_path / "反馈"))
    texts = sheets(tmp_path / "反馈").values()
    assert len(texts) == 20
    assert sum("请说明原因" in text for text in texts) == 4
    assert sum("已有说明" in text for text in texts) == 16


def test_english(ledger: Small) -> None:
    text = ledger.ok("reconcile", "2025-06", "--project", "全年的", "--sheet", lang="en")
    assert "One-to-one feedback on figures" in text
    assert "Please explain: ＿" in text
