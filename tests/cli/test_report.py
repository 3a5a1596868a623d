"""xmtz report: every format, a figure's sources, and the same bytes for ever."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from small_ledger import PLAIN, Small

KEYS = Path(__file__).parents[1] / "reports" / "bulletin_keys.txt"
PROJECT = """\
total: 30000
level: county
# 名录
lists:
  - {list: key, entered: 2025-01-02}
dates:
  approved: 2025-01-03
  planned_start: 2025-03-01
stages:
  - {to: reserved, on: 2025-01-02}
  - {to: started, on: 2025-02-01}
  - {to: completed, on: 2025-12-01}
plan:
  2024: 1
  2025: 12000
invested:
  2024-12: 7
  # 上半年
  2025-06: 3000
  2025-07: 3000.5
  2025-08: 9
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Small:
    small = Small(tmp_path / "台 账")
    small.project(PROJECT, name="三一园区")
    small.project("plan:\n  2025: 600\ninvested:\n  2025-07: 100", unit="b", name="未开工的项目")
    return small


# ---- Definitions and sources


def test_explain_prints_definition_scope_source_and_numbers(ledger: Small) -> None:
    out = ledger.ok("report", "--monthly", "2025-07", "--explain")
    page = out[out.index("投资完成率（done_rate）") :]
    assert page.startswith(
        "投资完成率（done_rate）\n"
        "分子：coalesce(invested_ytd, 0)\n"
        "分母：coalesce(plan, 0)\n"
        "范围：listed and (ended is null or ended > period_end)\n"
        "序时：已过月数 ÷ 12\n"
        "依据：江门市通报\n"
        "自 2020-01 起\n"
        "合计：6,100.5 万元 ÷ 12,600 万元 ＝ 48.42%\n"
    )
    assert "名单口径\n进度滞后项目：listed and invested_ytd * 12 < plan * month\n" in page
    assert "numerator: coalesce(invested_ytd, 0)" in ledger.ok(
        "report", "--monthly", "2025-07", "--explain", lang="en"
    )


@pytest.mark.parametrize("unit", ["a", "甲镇"])
@pytest.mark.parametrize("indicator", ["done_rate", "投资完成率", "Investment done"])
def test_a_cell_is_named_by_keys_or_by_what_is_printed(ledger: Small, unit: str, indicator: str) -> None:
    data = json.loads(
        ledger.ok("report", "--monthly", "2025-07", "--cell", unit, indicator, "--format", "json")
    )
    assert (data["group"], data["indicator"], data["rate"]) == ("甲镇", "done_rate", "50.00%")
    assert [one["id"] for one in data["projects"]] == ["ts25-0001"]


def place(ledger: Small, unit: str, indicator: str, month: str = "2025-07") -> str:
    """The line of the file that the first project of a cell is cited by."""
    data = json.loads(ledger.ok("report", "--monthly", month, "--cell", unit, indicator, "--format", "json"))
    one = data["projects"][0]
    return (ledger.root / one["path"]).read_text(encoding="utf-8").splitlines()[one["line"] - 1].strip()


def test_a_figure_is_cited_by_the_newest_line_up_to_its_month(ledger: Small) -> None:
    assert place(ledger, "a", "done_rate") == "2025-07: 3000.5"
    assert place(ledger, "a", "done_rate", "2025-06") == "2025-06: 3000"
    assert place(ledger, "a", "done_rate", "2025-05") == "2025: 12000"  # nothing invested yet: the plan
    assert place(ledger, "a", "start_rate") == "- {to: started, on: 2025-02-01}"
    assert place(ledger, "a", "start_rate", "2025-01") == "planned_start: 2025-03-01"


def test_a_cell_prints_its_definition_and_every_place(ledger: Small) -> None:
    out = ledger.ok("report", "--monthly", "2025-07", "--cell", "甲镇", "done_rate")
    assert out.startswith("甲镇　投资完成率　2025-07\n6,000.5 万元 ÷ 12,000 万元 ＝ 50.00%\n\n口径\n分子：")
    assert re.search(
        r"ts25-0001 +三一园区 +6,000\.50 +12,000\.00 +projects/2025/ts25-0001\.yaml:\d+$", out, re.MULTILINE
    )


def test_the_cell_of_the_total_has_the_projects_of_every_group(ledger: Small) -> None:
    out = ledger.ok("report", "--monthly", "2025-07", "--cell", "合计", "done_rate")
    assert "项目 2 个" in out
    assert "＝ 48.42%" in out


def test_the_cell_of_a_share_divides_by_all(tmp_path: Path) -> None:
    indicators = """\
indicators:
  share: {label: 贡献率, since: 2020-01, of: invested_ytd, counts: invested_ytd, share: true, amount: true}
"""
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": indicators})
    ledger.project("invested: {2025-07: 10}", unit="a")
    ledger.project("invested: {2025-07: 30}", unit="b")
    out = ledger.ok("report", "--monthly", "2025-07", "--cell", "a", "share")
    assert "10 万元 ÷ 40 万元 ＝ 25.00%" in out
    assert "分母(万元)" not in out  # a project's own part of the whole's denominator says nothing


def test_a_cell_as_csv_has_numbers_that_a_spreadsheet_can_add(ledger: Small) -> None:
    out = ledger.ok("report", "--monthly", "2025-07", "--cell", "a", "done_rate", "--format", "csv")
    header, row = list(csv.reader(io.StringIO(out)))
    assert header == ["编号", "项目", "分子", "分母", "出处"]
    assert row[2:4] == ["6000.5", "12000"]


def test_projects_that_say_no_unit_are_a_group_of_their_own(ledger: Small) -> None:
    ledger.project("plan: {2025: 5}", unit=None)
    assert "项目 1 个" in ledger.ok("report", "--monthly", "2025-07", "--cell", "（未填）", "done_rate")


def test_an_unknown_cell_is_refused_with_what_there_is(ledger: Small) -> None:
    assert "没有“x”这个指标；可用：start_rate, done_rate" in ledger.refused(
        "report", "--monthly", "2025-07", "--cell", "a", "x"
    )
    assert "没有“x”这一组；可用：甲镇、乙镇、合计" in ledger.refused(
        "report", "--monthly", "2025-07", "--cell", "x", "done_rate"
    )


def test_two_groups_of_one_name_are_asked_for_by_their_keys(ledger: Small) -> None:
    ledger.units(a="甲镇", b="甲镇")
    assert "2 组都叫“甲镇”，请写键：a, b" in ledger.refused(
        "report", "--monthly", "2025-07", "--cell", "甲镇", "done_rate"
    )
    assert "项目 1 个" in ledger.ok("report", "--monthly", "2025-07", "--cell", "b", "done_rate")


# ---- Formats

HOSTILE = "=cmd|' /C calc'!A0 | **粗** <b> [x](y) `z` ~~s~~ &lt; #1"


def hostile(tmp_path: Path) -> Small:
    ledger = Small(tmp_path / "台账", PLAIN, {"a": HOSTILE, "b": "+1+1", "c": "@SUM(A1)"})
    for unit in "abc":
        ledger.project("plan: {2025: 100}\ninvested: {2025-07: 1}", unit=unit, name=HOSTILE[:60])
    return ledger


def test_csv_runs_nothing_in_a_spreadsheet(tmp_path: Path) -> None:
    ledger = hostile(tmp_path)
    outputs = [
        ledger.ok("report", "--monthly", "2025-07", "--format", "csv"),
        ledger.ok("report", "--monthly", "2025-07", "--cell", "合计", "done_rate", "--format", "csv"),
        ledger.ok("list", "--format", "csv"),
        ledger.ok("query", "select name, '=1+1', -5, '-5', '\t=1' from projects", "--format", "csv"),
    ]
    for out in outputs:
        cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
        assert any(cell.startswith("'=cmd") for cell in cells)
        assert not [
            cell
            for cell in cells
            if cell[:1] in "=+@\t" and cell[:1] and not re.fullmatch(r"\+[0-9.]+", cell)
        ]
        assert not [cell for cell in cells if cell[:1] == "-" and not re.fullmatch(r"-[0-9.]+", cell)]


def test_csv_has_one_row_for_each_group_and_indicator(ledger: Small) -> None:
    rows = list(csv.DictReader(io.StringIO(ledger.ok("report", "--monthly", "2025-07", "--format", "csv"))))
    assert [(row["名称"], row["指标"]) for row in rows] == [
        (name, key) for name in ("甲镇", "乙镇", "合计") for key in ("start_rate", "done_rate")
    ]
    assert list(rows[1].values()) == [
        "2025-07", "a", "甲镇", "done_rate", "投资完成率", "6000.5", "12000", "万元", "50.00", "-8.33", "1", "1", "1",
    ]  # fmt: skip
    assert (rows[2]["比率(%)"], rows[2]["名次"], rows[2]["计量"]) == ("", "", "个")


def test_a_mark_of_utf8_stands_in_csv_files_only(ledger: Small, tmp_path: Path) -> None:
    file = tmp_path / "通报.csv"
    printed = ledger.ok("report", "--monthly", "2025-07", "--format", "csv")
    assert ledger.ok("report", "--monthly", "2025-07", "--format", "csv", "-o", str(file)) == ""
    assert file.read_bytes() == b"\xef\xbb\xbf" + printed.encode()
    assert b"\r\n" in file.read_bytes()


@pytest.mark.parametrize("format_", ["table", "md", "json"])
def test_a_file_holds_what_would_be_printed(ledger: Small, tmp_path: Path, format_: str) -> None:
    file = tmp_path / "通报"
    printed = ledger.ok("report", "--monthly", "2025-07", "--format", format_)
    ledger.ok("report", "--monthly", "2025-07", "--format", format_, "-o", str(file))
    assert file.read_bytes().decode() == printed


def test_markdown_shows_the_ledgers_text_as_it_is(tmp_path: Path) -> None:
    out = hostile(tmp_path).ok("report", "--monthly", "2025-07", "--format", "md")
    assert r"=cmd\|' /C calc'!A0 \| \*\*粗\*\* \<b\> \[x\](y) \`z\` \~\~s\~\~ \&lt; #1" in out
    for line in out.splitlines():
        if line.startswith("|") and "名次" in line:
            columns = line.count("|")
        elif line.startswith(("| 1 ", "|  |")):
            assert len(re.findall(r"(?<!\\)\|", line)) == columns


def test_markdown_has_a_heading_for_each_chapter_and_a_bold_total(ledger: Small) -> None:
    out = ledger.ok("report", "--monthly", "2025-07", "--format", "md")
    assert out.startswith(
        "# 重点项目建设月通报\n\n试验台账　2025 年 7 月\n\n## 一、总体情况\n\n共有项目 2 个"
    )
    assert "|  |  | **合计** | **2** | **12,600.00** |" in out
    assert "---:" in out


def keys(value: Any, path: str = "") -> set[str]:
    """Every path of keys in JSON data with the kind of its value; `*` stands for the ledger's own words."""
    if isinstance(value, dict):
        own = path.rpartition(".")[2] in ("indicators", "rates", "later")
        return {path or "."}.union(
            *(keys(one, f"{path}.{'*' if own else name}") for name, one in value.items())
        )
    if isinstance(value, list):
        return {path}.union(*(keys(one, f"{path}[]") for one in value))
    return {f"{path}: {'null' if value is None else type(value).__name__}"}


def test_the_keys_of_json_are_those_that_were_promised(tmp_path: Path) -> None:
    extra = """\
    headings: {steps: 手续, means: 要素, changes: 调整}
    lists:
      all: {label: 全部, when: total > 0}
"""
    indicators = PLAIN["indicators"] + extra
    indicators = indicators.replace(
        "bulletins:", "  later_rate: {label: 以后, since: 2026-01, of: 1, counts: 1}\nbulletins:"
    )
    indicators = indicators.replace("[start_rate, done_rate]", "[start_rate, done_rate, later_rate]")
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": indicators})
    issue = "issues:\n  - {id: i-3kd, title: 用地, class: land, raised: 2025-05-01, due: 2025-06-01}\n"
    funds = "funds:\n  - {source: bond, planned: 100, arrived: {2025-01: 50}, paid: {2025-02: 20}}\n"
    ledger.project(
        PROJECT.replace("  2025-07: 3000.5\n", "").replace("2025-01-02}", "2025-07-02}", 1) + issue + funds
    )
    ledger.project(PROJECT)
    ledger.write("projects/2025/ts25-0002-again.yaml", "id: ts25-0002\nname: 副本\n")
    ledger.write("projects/2025/ts25-0003.yaml", "id: [")
    ledger.write("projects/2025/ts25-0004.yaml", "id: ts25-0004\nname: 错的\ntotal: 一千")
    report = ledger.report("2025-07")
    cell = json.loads(
        ledger.ok("report", "--monthly", "2025-07", "--cell", "a", "done_rate", "--format", "json")
    )
    found = "\n".join([*sorted(keys(report)), "", "cell", *sorted(keys(cell)), ""])
    assert found == KEYS.read_text(encoding="utf-8"), (
        "the JSON of reports is promised stable: see bulletin_data.py"
    )


# ---- The same for ever


def without_state(out: str) -> str:
    """A bulletin less the line that says which state it is of."""
    return re.sub(r"(\n\n?)据提交 .*\n|\n *\"state\": .*(?=\n)", lambda found: (found[1] or "")[:1], out)


@pytest.mark.parametrize("format_", ["table", "md", "csv", "json"])
def test_a_commits_bulletin_is_the_work_trees_of_then_and_stays_so(ledger: Small, format_: str) -> None:
    arguments = ("report", "--monthly", "2025-07", "--format", format_, "--explain")
    revision = ledger.commit()
    here = ledger.ok(*arguments)
    before = ledger.ok(*arguments, "--as-of", revision)
    assert without_state(before) == without_state(here)

    ledger.project("plan: {2025: 1}", unit="c")
    (ledger.root / "projects/2025/ts25-0002.yaml").unlink()
    ledger.write(
        "rules/indicators.yaml", PLAIN["indicators"].replace("coalesce(invested_ytd, 0)", "stats_ytd")
    )
    ledger.units(a="改了名的镇")
    assert ledger.ok(*arguments) != here
    assert ledger.ok(*arguments, "--as-of", revision) == before
    ledger.commit("改动")
    assert ledger.ok(*arguments, "--as-of", revision) == before
    assert ledger.ok("doctor", "--drop-index")
    assert ledger.ok(*arguments, "--as-of", revision) == before


def test_a_commit_and_its_folder_are_the_same_ledger_whatever_else_lies_there(ledger: Small) -> None:
    for path in ("projects/.hidden/ts25-0007.yaml", "projects/2025/ts25-0008.yaml~", "projects/2025/a/b/c/d/ts25-0009.yaml",
                 "projects/2025/notes.txt", "projects/x.yaml/ts25-0010.yaml"):  # fmt: skip
        ledger.write(path, "id: ts25-0099\nname: 别的\n")
    (ledger.root / "projects/2025/ts25-0011.yaml").symlink_to(ledger.root / "units.yaml")
    revision = ledger.commit()
    arguments = ("report", "--monthly", "2025-07")
    assert without_state(ledger.ok(*arguments, "--as-of", revision)) == ledger.ok(*arguments)
    assert "ts25-0011.yaml 读不出来" in ledger.ok(*arguments)


def test_a_named_month_does_not_depend_on_the_clock(ledger: Small) -> None:
    outputs = {
        ledger.ok("report", "--monthly", "2025-07", *more, env=env)
        for more in ((), ("--as-of-date", "1999-01-01"), ("--as-of-date", "2099-12-31"))
        for env in ({}, {"TZ": "Pacific/Kiritimati"}, {"FAKETIME": "2030-01-01", "SOURCE_DATE_EPOCH": "0"})
    }
    assert len(outputs) == 1


def test_the_default_month_is_the_newest_with_figures_up_to_today(ledger: Small) -> None:
    def month(day: str) -> str:
        return str(
            json.loads(ledger.ok("report", "--monthly", "--format", "json", "--as-of-date", day))["period"]
        )

    assert [month(day) for day in ("2025-09-01", "2025-08-31", "2025-07-01", "2025-06-30")] == [
        "2025-08", "2025-08", "2025-07", "2025-06",
    ]  # fmt: skip
    assert month("2025-01-01") == "2024-12"


def test_without_any_figures_a_month_has_to_be_named(tmp_path: Path) -> None:
    ledger = Small(tmp_path / "台账")
    ledger.project("plan: {2025: 1}")
    assert "还没有任何月份的投资数" in ledger.refused("report", "--monthly")
    assert "共有项目 1 个" in ledger.ok("report", "--monthly", "2025-07")


@pytest.mark.parametrize("month", ["2025-7", "202507", "2025年7月", "２０２５－０７"])
def test_a_month_may_be_written_as_people_write_it(ledger: Small, month: str) -> None:
    assert ledger.ok("report", "--monthly", month) == ledger.ok("report", "--monthly", "2025-07")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--monthly", "2025-13"], "不是月份"),
        (["--monthly", "七月"], "不是月份"),
        (["2025-07"], "请写明哪一种通报"),
        (["--monthly", "--format", "xlsx"], "可用：table, md, csv, json"),
        (["--monthly", "2025-07", "--as-of", "HEAD"], "不在 git 仓库里"),
        (["--monthly", "2025-07", "--as-of-date", "昨天"], "不是日期"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(ledger: Small, arguments: list[str], sentence: str) -> None:
    error = ledger.refused("report", *arguments)
    assert sentence in error
    assert error.count("\n") == 1


def test_a_commit_that_is_not_there_is_refused(ledger: Small) -> None:
    ledger.commit()
    assert "没有“nowhere”这个提交" in ledger.refused("report", "--monthly", "2025-07", "--as-of", "nowhere")


def test_an_empty_ledger_has_a_bulletin_too(tmp_path: Path) -> None:
    out = Small(tmp_path / "台账").ok("report", "--monthly", "2025-07")
    assert "共有项目 0 个，总投资 0 万元" in out
    assert "None" not in out


def test_the_program_itself_prints_it_into_a_pipe(ledger: Small) -> None:
    command = str(Path(sys.executable).with_name("xmtz"))
    ran = subprocess.run(
        [command, "--ledger", str(ledger.root), "report", "--monthly", "2025-07"],
        capture_output=True,
        check=True,
    )
    assert ran.stdout.decode() == ledger.ok("report", "--monthly", "2025-07")
    assert ran.stderr == b""
