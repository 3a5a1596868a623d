"""xmtz reconcile explain: the line that explains a difference, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from reckoning_ledgers import REGISTERED, compared, data
from small_ledger import Small

PATH = "projects/2025/ts25-0004.yaml"


@pytest.fixture
def ledger(tmp_path: Path) -> Small:
    return compared(tmp_path / "台账")


def text(ledger: Small, path: str = PATH) -> str:
    return (ledger.root / path).read_text(encoding="utf-8")


def explained(ledger: Small) -> int:
    found: int = data(ledger, "reconcile", "2025-06", "stats")["comparisons"][0]["total"]["explained"]
    return found


def test_the_line_is_written_and_covers_the_difference(ledger: Small) -> None:
    before = text(ledger)
    printed = ledger.ok(
        "reconcile", "explain", "待说明", "2025年6月", "--reason", "发票次月到", "--by", "赵某"
    )
    assert text(ledger) == before + (
        "\nexplanations:\n  - {month: 2025-06, about: 统计差异, reason: 发票次月到, by: 赵某}\n"
    ) or text(ledger).endswith("  - {month: 2025-06, about: 统计差异, reason: 发票次月到, by: 赵某}\n")
    assert printed.startswith("差异说明：待说明的 2025-06 统计比对  projects/2025/ts25-0004.yaml:")
    assert explained(ledger) == 2
    assert ledger.run("check", "--as-of-date", "2025-07-01").out.count("L438") == 1


def test_several_months_at_once_and_beside_what_is_there(ledger: Small) -> None:
    path = "projects/2025/ts25-0003.yaml"
    before = text(ledger, path)
    ledger.ok(
        "reconcile", "explain", "ts25-0003", "2025-04", "--until", "2025-05", "--about", "stats",
        "--reason", "土地款", "--by", "王某",
    )  # fmt: skip
    line = "  - {month: 2025-04, until: 2025-05, about: 统计差异, reason: 土地款, by: 王某}\n"
    came = [one for one in text(ledger, path).splitlines(True) if one not in before.splitlines(True)]
    assert came == [line]


def test_a_difference_within_the_limits_may_be_explained_with_a_reminder(ledger: Small) -> None:
    ran = ledger.run(
        "reconcile", "explain", "差额正好", "2025-06", "--about", "stats", "--reason", "一", "--by", "王某"
    )
    assert ran.code == 0
    assert "提醒：2025-06 两数没有超过限度" in ran.err


def test_the_comparison_need_not_be_named_where_one_alone_is_open(ledger: Small) -> None:
    refused = ledger.refused("reconcile", "explain", "差额正好", "2025-06", "--reason", "一", "--by", "王某")
    assert "用 --about 写明哪项比对：stats（统计比对）、physical（形象比对）" in refused


@pytest.mark.parametrize("name", ["stats", "统计比对", "统计差异", "Statistics"])
def test_the_comparison_by_its_key_or_names(ledger: Small, name: str) -> None:
    ledger.ok("reconcile", "explain", "待说明", "2025-06", "--about", name, "--reason", "一", "--by", "王某")
    assert "about: 统计差异" in text(ledger)


def test_without_a_name_for_explanations_the_key_is_written(tmp_path: Path) -> None:
    ledger = compared(tmp_path / "台账")
    ledger.project("total: 1000\ninvested: {2025-06: 400}\nphysical: {2025-06: 60}\n", name="超前")
    ledger.ok(
        "reconcile", "explain", "超前", "2025-06", "--about", "physical", "--reason", "一", "--by", "王某"
    )
    assert "about: physical" in text(ledger, "projects/2025/ts25-0009.yaml")


def test_a_dry_run_writes_nothing(ledger: Small) -> None:
    before = text(ledger)
    printed = ledger.ok(
        "reconcile", "explain", "待说明", "2025-06", "--reason", "一", "--by", "王某", "--dry-run"
    )
    assert "+  - {month: 2025-06, about: 统计差异, reason: 一, by: 王某}" in printed
    assert text(ledger) == before


def test_it_can_be_committed_at_once(ledger: Small) -> None:
    ledger.commit()
    printed = ledger.ok(
        "reconcile", "explain", "待说明", "2025-06", "--reason", "一", "--by", "王某", "--commit"
    )
    assert "已提交" in printed
    assert ledger.git("status", "--porcelain") == ""
    assert ledger.git("log", "-1", "--format=%s") == "差异说明：待说明的 2025-06 统计比对"


def test_everything_that_is_missing_is_said_at_once(ledger: Small) -> None:
    before = text(ledger)
    refused = ledger.refused(
        "reconcile", "explain", "待说明", "2099-03", "--until", "2099-02", "--about", "stats", code=1
    )
    for piece in (
        "差异说明没有写入：", "要写原因：--reason 原因", "要写说明人：--by 姓名", "2099-03 还没有到",
        "止月 2099-02 早于 2099-03",
    ):  # fmt: skip
        assert piece in refused, piece
    assert text(ledger) == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("已说明", "2025-06", "--about", "stats"), 1, "2025-06 已有说明：设备未安装；要改就改文件里的那一行"),
        (("待说明", "2024-12", "--about", "stats"), 1, "“stats”自 2025-01 起才有"),
        (("待说明", "2025-06", "--about", "money"), 2, "没有“money”这项比对；可用：stats（统计比对）、physical（形象比对）"),
        (("待说明", "六月"), 2, "“六月”不是月份"),
        (("没有的", "2025-06"), 2, "没有“没有的”这个项目"),
    ],
)  # fmt: skip
def test_refusals(ledger: Small, arguments: tuple[str, ...], code: int, words: str) -> None:
    refused = ledger.refused("reconcile", "explain", *arguments, "--reason", "一", "--by", "王某", code=code)
    assert words in refused


@pytest.mark.parametrize("reason", ["两\n行", "看不见\x07", "字" * 600])
def test_a_reason_that_no_file_may_hold(ledger: Small, reason: str) -> None:
    before = text(ledger)
    refused = ledger.refused("reconcile", "explain", "待说明", "2025-06", "--reason", reason, "--by", "王某")
    assert "说明" in refused
    assert text(ledger) == before


@pytest.mark.parametrize("reason", ["a: b", "#号开头", "- 列表", "{括号}", "引'号\"", "是"])
def test_a_reason_may_hold_anything_that_yaml_minds(ledger: Small, reason: str) -> None:
    ledger.ok("reconcile", "explain", "待说明", "2025-06", "--reason", reason, "--by", "王某")
    projects = data(ledger, "reconcile", "2025-06", "stats")["comparisons"][0]["projects"]
    assert reason in [one["explanation"]["reason"] for one in projects if one["explanation"]]


def test_figures_that_differ_bring_a_reminder(ledger: Small) -> None:
    path = ledger.project(REGISTERED + "invested: {2025-05: 1000}\n", name="新报的", unit="a")
    ran = ledger.run("figures", "新报的", "2025-05", "--stats", "500")
    assert ran.code == 0
    assert ran.err == (
        "提醒：2025-05 “统计比对”两数相差超过限度，须说明：xmtz reconcile explain ts25-0009 2025-05 --about stats\n"
    )
    assert "invested_stats" in text(ledger, path)
    assert ledger.run("figures", "新报的", "2025-05", "--paid", "1").err != ""  # still to be explained
    ledger.ok("reconcile", "explain", "新报的", "2025-05", "--reason", "一", "--by", "王某")
    assert ledger.run("figures", "新报的", "2025-05", "--note", "二").err == ""


def test_rules_without_comparisons(tmp_path: Path) -> None:
    from reckoning_ledgers import INDICATORS

    ledger = compared(tmp_path / "台账", INDICATORS[: INDICATORS.index("comparisons:")])
    refused = ledger.refused("reconcile", "explain", "待说明", "2025-06", "--reason", "一", "--by", "王某")
    assert "没有数据比对（comparisons）" in refused
