"""Which projects a bulletin counts, and that nothing is left out in silence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_ledger import PLAIN, Small

DONE = "plan:\n  2025: 1000\ninvested:\n  2025-07: 500\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Small:
    return Small(tmp_path / "台账")


def text(ledger: Small, month: str = "2025-07") -> str:
    return ledger.ok("report", "--monthly", month)


# ---- Bundles: 打捆


def test_a_bundle_is_counted_by_its_parts_and_not_twice(ledger: Small) -> None:
    ledger.project(DONE, id="ts25-0000", name="打捆项目", total=3000)
    ledger.project(DONE, parent="ts25-0000", total=1000)
    ledger.project(DONE, parent="ts25-0000", total=2000)
    ledger.project(DONE, total=500)
    report = ledger.report("2025-07")
    assert (report["projects"], report["bundles"], report["total_investment"]) == (3, 2, "3500")
    assert report["total"]["rates"]["done_rate"]["of"] == "3000"
    assert "共有项目 3 个（打捆为 2 个），总投资 3,500 万元" in text(ledger)


def test_without_bundles_only_one_count_is_printed(ledger: Small) -> None:
    ledger.project(DONE)
    assert "打捆" not in text(ledger)


def test_a_bundle_of_bundles_is_counted_by_its_last_parts(ledger: Small) -> None:
    ledger.project(DONE, id="ts25-00aa")
    ledger.project(DONE, id="ts25-00bb", parent="ts25-00aa")
    ledger.project(DONE, id="ts25-00cc", parent="ts25-00bb")
    assert ledger.report("2025-07")["projects"] == 1


def test_projects_that_belong_to_each_other_in_a_circle_are_not_lost(ledger: Small) -> None:
    ledger.project(DONE, id="ts25-00aa", parent="ts25-00bb")
    ledger.project(DONE, id="ts25-00bb", parent="ts25-00aa")
    ledger.project(DONE, id="ts25-00cc", parent="ts25-00cc")
    ledger.project(DONE, parent="ts25-zzzz")  # of a bundle that is not there
    assert ledger.report("2025-07")["projects"] == 4


# ---- The key list: 优进劣退


def test_a_project_that_left_the_list_drops_out_from_that_month_on(ledger: Small) -> None:
    ledger.project("lists:\n  - {list: key, entered: 2025-02-10, left: 2025-07-15, reason: 调整}\n" + DONE)
    ledger.project(DONE)
    assert {month: ledger.report(month)["projects"] for month in ("2025-01", "2025-02", "2025-06", "2025-07")} == {
        "2025-01": 1, "2025-02": 2, "2025-06": 2, "2025-07": 1,
    }  # fmt: skip
    july = ledger.report("2025-07")
    assert july["outside"] == 1
    assert july["total"]["rates"]["done_rate"]["of"] == "1000"
    assert "另有 1 个项目不在名录内或已终止，不计入。" in text(ledger)


def test_a_project_that_comes_back_counts_again(ledger: Small) -> None:
    ledger.project(
        "lists:\n  - {list: key, entered: 2025-01-10, left: 2025-03-15, reason: 停工}\n"
        "  - {list: key, entered: 2025-06-01}\n" + DONE
    )
    assert [ledger.report(f"2025-{m:02d}")["projects"] for m in range(1, 8)] == [1, 1, 0, 0, 0, 1, 1]


def test_a_project_that_ended_counts_until_then(ledger: Small) -> None:
    ledger.project("stages:\n  - {to: reserved, on: 2025-01-02}\n  - {to: ended, on: 2025-07-31}\n" + DONE)
    ledger.project(DONE)
    assert [ledger.report(month)["projects"] for month in ("2025-06", "2025-07", "2025-08")] == [2, 1, 1]


def test_entered_and_left_are_a_chapter_where_the_rules_have_it(tmp_path: Path) -> None:
    indicators = PLAIN["indicators"] + "    headings: {changes: 七、动态调整}\n"
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": indicators})
    ledger.project("lists:\n  - {list: key, entered: 2025-02-10, left: 2025-07-15, reason: 调整}\n" + DONE)
    ledger.project("lists:\n  - {list: key, entered: 2025-07-03}\n" + DONE)
    out = text(ledger)
    assert "一、动态调整\n本月调入 1 个，调出 1 个。" in out
    assert "调出  2025-07-15  项目1  甲镇      重点项目名录" in out
    assert [one["change"] for one in ledger.report("2025-07")["changes"]] == ["entered", "left"]


# ---- What could not be read


def test_a_file_that_cannot_be_read_is_named(ledger: Small) -> None:
    ledger.project(DONE)
    ledger.write("projects/2025/ts25-9999-坏文件.yaml", "id: [\n")
    assert ledger.report("2025-07")["unread"] == ["projects/2025/ts25-9999-坏文件.yaml"]
    assert "注意：projects/2025/ts25-9999-坏文件.yaml 读不出来，未计入本通报" in text(ledger)


def test_a_link_is_named(ledger: Small, tmp_path: Path) -> None:
    path = ledger.root / ledger.project(DONE)
    path.rename(tmp_path / "outside.yaml")
    path.symlink_to(tmp_path / "outside.yaml")
    assert ledger.report("2025-07")["unread"] == ["projects/2025/ts25-0001.yaml"]
    assert ledger.report("2025-07")["projects"] == 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_named(ledger: Small) -> None:
    path = ledger.root / ledger.project(DONE)
    path.chmod(0)
    assert ledger.report("2025-07")["unread"] == ["projects/2025/ts25-0001.yaml"]


def test_a_faulty_field_is_not_counted_and_its_file_named(ledger: Small) -> None:
    ledger.project("plan:\n  2025: 一千\ninvested:\n  2025-07: 500\n")
    ledger.project(DONE)
    report = ledger.report("2025-07")
    assert report["doubtful"] == ["projects/2025/ts25-0001.yaml"]
    assert report["total"]["rates"]["done_rate"]["of"] == "1000"
    assert "有 1 处" not in text(ledger)
    assert (
        "1 个项目文件有字段错误，有错的数未计入（xmtz check 查原因）：projects/2025/ts25-0001.yaml"
        in text(ledger)
    )


def test_many_faulty_files_are_counted_and_the_first_named(ledger: Small) -> None:
    for _ in range(7):
        ledger.project("total: 一千\n")
    line = next(line for line in text(ledger).splitlines() if "字段错误" in line)
    assert "7 个项目文件" in line
    assert line.endswith("ts25-0005.yaml……")


def test_an_id_that_two_files_have_is_named(ledger: Small) -> None:
    ledger.project(DONE)
    ledger.write("projects/2025/ts25-0001-副本.yaml", "id: ts25-0001\nname: 副本\nunit: a\n")
    report = ledger.report("2025-07")
    assert (report["repeated"], report["projects"]) == (["ts25-0001"], 2)
    assert "1 个编号各有几个文件，每个文件都计入了：ts25-0001" in text(ledger)


def test_a_sound_ledger_has_no_notes(ledger: Small) -> None:
    ledger.project(DONE)
    assert "注意" not in text(ledger)


# ---- The lists of projects


def test_who_has_not_reported(ledger: Small) -> None:
    started = "stages:\n  - {to: started, on: 2025-02-01}\n"
    ledger.project(started + DONE)
    ledger.project(started, name="没有报数的")
    ledger.project("stages:\n  - {to: reserved, on: 2025-02-01}\n", name="没有开工的")
    assert [one["name"] for one in ledger.report("2025-07")["unreported"]] == ["没有报数的"]
    assert len(ledger.report("2025-08")["unreported"]) == 2


def test_lagging_projects_come_the_furthest_behind_first_and_those_without_a_plan_last(
    tmp_path: Path,
) -> None:
    indicators = PLAIN["indicators"] + "    lagging: is_started or issues_open > 0\n"
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": indicators})
    started = "stages:\n  - {to: started, on: 2025-02-01}\n"
    ledger.project(started + "plan: {2025: 1200}\ninvested: {2025-07: 600}", name="欠一成")
    ledger.project(started, name="没有计划")
    ledger.project(started + "plan: {2025: 12}\ninvested: {2025-07: 0.5}", name="欠一半")
    ledger.project(
        "issues:\n  - {id: i-3kd, title: 用地, class: land, raised: 2025-06-01}", name="有问题", unit="b"
    )
    lagging = ledger.report("2025-07")["lagging"]
    assert [(one["name"], one["rate"], one["gap"], one["issues"]) for one in lagging] == [
        ("欠一半", "4.17%", "-54.17", 0),
        ("欠一成", "50.00%", "-8.33", 0),
        ("没有计划", None, None, 0),
        ("有问题", None, None, 1),
    ]


def test_a_project_lags_behind_its_own_monthly_plan_where_the_rules_say_so(tmp_path: Path) -> None:
    indicators = """\
indicators:
  done_rate:
    {label: 完成率, since: 2020-01, of: plan, counts: invested_ytd, amount: true, schedule: plan, planned: plan_to_date}
bulletins:
  monthly: {rank_by: done_rate, lagging: invested_ytd < plan_to_date}
"""
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": indicators})
    ledger.project("plan: {2025: 1000}\nplan_months: {2025-06: 300, 2025-09: 700}\ninvested: {2025-07: 290}")
    ledger.project("plan: {2025: 1000}\nplan_months: {2025-06: 100, 2025-09: 900}\ninvested: {2025-07: 100}")
    report = ledger.report("2025-07")
    assert [(one["id"], one["gap"]) for one in report["lagging"]] == [("ts25-0001", "-1.00")]
    assert report["total"]["rates"]["done_rate"]["gap"] == "-0.50"  # (390 - 400) / 2000
    assert "按各项目的月度计划累计" in text(ledger)


def test_lists_of_the_rules_are_chapters(tmp_path: Path) -> None:
    lists = """\
    lists:
      urged: {label: {zh: 到期未开工, en: Due and not started}, when: planned_start_to_date and not is_started}
      none: {label: {zh: 空的名单, en: Empty}, when: total > 99}
"""
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": PLAIN["indicators"] + lists})
    ledger.project("dates: {planned_start: 2025-07-31}", name="该开工了")
    ledger.project("dates: {planned_start: 2025-08-01}", name="还没到期")
    assert ledger.report("2025-07")["lists"][0]["projects"][0]["name"] == "该开工了"
    out = text(ledger)
    assert "七、到期未开工\n共 1 个项目。\n\n编号       项目      责任单位\n" in out
    assert "八、空的名单\n无。\n" in out


def test_long_lists_are_cut_unless_all_are_asked_for(ledger: Small) -> None:
    started = "stages:\n  - {to: started, on: 2025-02-01}\n"
    for _ in range(23):
        ledger.project(started)
    out = text(ledger)
    assert "共 23 个，只列前 20 个；全部列出用 --all。" in out
    assert "ts25-0021" not in out
    every = ledger.ok("report", "--monthly", "2025-07", "--all")
    assert "ts25-0023" in every
    assert "--all" not in every
    assert len(ledger.report("2025-07")["unreported"]) == 23


def test_issues_are_counted_and_the_overdue_named(ledger: Small) -> None:
    ledger.project(
        "issues:\n"
        "  - {id: i-3kd, title: 用地, class: land, raised: 2025-05-01, due: 2025-07-30}\n"
        "  - {id: i-3ke, title: 用水, class: land, raised: 2025-07-01, due: 2025-07-31,"
        " assigned: {unit: b, on: 2025-07-01}}\n"
        "  - {id: i-3kf, title: 用电, class: land, raised: 2025-05-01,"
        " cleared: {on: 2025-07-02, by: 李某, evidence: 照片}}\n"
    )
    ledger.project(DONE, unit="c")
    report = ledger.report("2025-07")
    assert report["issues"]["groups"] == [
        {"label": "甲镇", "open": 2, "overdue": 1, "raised": 1, "cleared": 1}
    ]
    assert [(one["title"], one["unit"]) for one in report["issues"]["overdue"]] == [("用地", "甲镇")]
    assert [one["unit"] for one in ledger.report("2025-08")["issues"]["overdue"]] == ["甲镇", "乙镇"]
    assert "未销号问题 2 个，其中逾期 1 个；本月新增 1 个，销号 1 个。" in text(ledger)
