"""Two figures compared: eight projects counted by hand, the limits at their edge, what is not reported."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
from reckoning_ledgers import INDICATORS, REGISTERED, compared, data, rules, said
from small_ledger import Small

from xmtz.index.ledger import open_ledger


def one(value: Any, key: str = "stats") -> Any:
    return next(found for found in value["comparisons"] if found["key"] == key)


def states(value: Any, key: str = "stats") -> dict[str, str]:
    return {row["name"]: row["state"] for row in one(value, key)["projects"]}


def test_only_what_is_over_every_limit_is_listed(tmp_path: Path) -> None:
    """100 万元 is not above 100 万元, and 150 of 3000 is not above 5 %."""
    value = data(compared(tmp_path / "台账"), "reconcile", "2025-06", "stats")
    assert [row["name"] for row in one(value)["projects"]] == ["发改为零", "待说明的", "已说明的"]
    assert [(row["difference"], row["rate"]) for row in one(value)["projects"]] == [
        ("-150", None), ("-101.5", "-10.15%"), ("200", "6.67%"),
    ]  # fmt: skip


def test_all_lists_everything_in_the_scope(tmp_path: Path) -> None:
    assert states(data(compared(tmp_path / "台账"), "reconcile", "2025-06", "stats", "--all")) == {
        "差额正好一百万": "within", "差率正好百分之五": "within", "已说明的": "over", "待说明的": "over",
        "发改为零": "over", "统计未报": "missing", "发改未报": "missing",
    }  # fmt: skip


def test_sums_by_unit(tmp_path: Path) -> None:
    found = one(data(compared(tmp_path / "台账"), "reconcile", "2025-06", "stats", "--by", "unit"))
    total = {"key": None, "label": "合计", "compared": 5, "one": "9000", "other": "8801.5",
             "difference": "198.5", "rate": "2.21%", "over": 3, "explained": 1, "missing": 2}  # fmt: skip
    assert found["total"] == total
    rows = [
        (g["label"], g["compared"], g["one"], g["other"], g["over"], g["missing"]) for g in found["groups"]
    ]
    assert rows == [
        ("甲镇", 3, "8000", "7550", 1, 0), ("乙镇", 1, "1000", "1101.5", 1, 2), ("丙镇", 1, "0", "150", 1, 0),
    ]  # fmt: skip


def test_the_table(tmp_path: Path) -> None:
    printed = compared(tmp_path / "台账").ok("reconcile", "2025-06", "stats", "--by", "unit")
    assert (
        "两数都有的 5 个，超过限度 3 个，其中已说明 1 个、待说明 2 个；没有发改的 1 个、没有统计的 1 个，不比。"
        in printed
    )
    rows = [line.split() for line in printed.splitlines()]
    assert ["乙镇", "1", "1,000.00", "1,101.50", "-101.50", "-10.15%", "1", "0", "2"] in rows
    assert ["合计", "5", "9,000.00", "8,801.50", "+198.50", "+2.21%", "3", "1", "2"] in rows
    assert [
        "ts25-0003",
        "已说明的",
        "甲镇",
        "3,000.00",
        "2,800.00",
        "+200.00",
        "+6.67%",
        "是",
        "设备未安装（王某）",
    ] in rows
    assert [
        "ts25-0004",
        "待说明的",
        "乙镇",
        "1,000.00",
        "1,101.50",
        "-101.50",
        "-10.15%",
        "是",
        "待说明",
    ] in rows
    assert "限度：差率 5%（以发改为准）、差额 100 万元，须都超过" in printed
    assert "范围：is_registered" in printed


def test_what_is_not_reported_says_so(tmp_path: Path) -> None:
    rows = [
        line.split()
        for line in compared(tmp_path / "台账").ok("reconcile", "2025-06", "stats", "--all").splitlines()
    ]
    assert ["ts25-0005", "统计未报", "乙镇", "500.00", "无", "—", "—"] in rows
    assert ["ts25-0006", "发改未报", "乙镇", "无", "700.00", "—", "—"] in rows


def test_percentages_are_compared_in_points(tmp_path: Path) -> None:
    ledger = compared(tmp_path / "台账")
    ledger.project("total: 1000\ninvested: {2025-06: 400}\nphysical: {2025-06: 55}\n", name="正好十五点")
    ledger.project("total: 1000\ninvested: {2025-06: 400}\nphysical: {2025-06: 55.01}\n", name="多一点")
    ledger.project("invested: {2025-06: 400}\nphysical: {2025-06: 55}\n", name="没有总投资")
    value = data(ledger, "reconcile", "2025-06", "physical", "--all")
    assert states(value, "physical") == {"正好十五点": "within", "多一点": "over", "没有总投资": "missing"}
    printed = ledger.ok("reconcile", "2025-06", "physical")
    assert "55.01%" in printed
    assert "+15.01" in printed
    assert "限度：15 个百分点" in printed
    assert "这项比对不要求说明" in printed
    assert "待说明 " not in printed.split("超过限度的项目")[1]


def test_without_a_comparison_named_all_are_made(tmp_path: Path) -> None:
    value = data(compared(tmp_path / "台账"), "reconcile", "2025-06")
    assert [found["key"] for found in value["comparisons"]] == ["stats", "physical"]
    assert data(compared(tmp_path / "二"), "reconcile")["period"] == "2025-06"  # the newest with figures


def test_one_project(tmp_path: Path) -> None:
    value = data(compared(tmp_path / "台账"), "reconcile", "2025-06", "stats", "--project", "待说明")
    assert states(value) == {"待说明的": "over"}
    assert one(value)["total"]["compared"] == 1


@pytest.mark.parametrize(
    ("line", "covered"),
    [
        ("{month: 2025-06, reason: 一}", True),
        ("{month: 2025-06, about: stats, reason: 一}", True),
        ("{month: 2025-06, about: 统计比对, reason: 一}", True),
        ("{month: 2025-06, about: Statistics, reason: 一}", True),
        ("{month: 2025-04, until: 2025-06, about: 统计差异, reason: 一}", True),
        ("{month: 2025-04, until: 2025-05, about: 统计差异, reason: 一}", False),
        ("{month: 2025-07, about: 统计差异, reason: 一}", False),
        ("{month: 2025-06, about: 形象比对, reason: 一}", False),
        ("{month: 2025-06, about: L510, reason: 一}", False),
    ],
)
def test_which_explanation_covers_a_difference(tmp_path: Path, line: str, covered: bool) -> None:
    ledger = Small(tmp_path / "台账", rules())
    ledger.project(
        REGISTERED
        + f"invested: {{2025-06: 1000}}\ninvested_stats: {{2025-06: 500}}\nexplanations:\n  - {line}\n"
    )
    found = one(data(ledger, "reconcile", "2025-06", "stats"))
    assert found["total"]["explained"] == int(covered)
    explanation = found["projects"][0]["explanation"]
    assert (explanation is not None) == covered
    if covered:
        assert explanation["path"] == "projects/2025/ts25-0001.yaml"
        assert explanation["line"] == 8


def test_a_reason_for_a_light_explains_no_difference(tmp_path: Path) -> None:
    lights = (
        INDICATORS
        + "lights:\n  start: {label: 开工灯, since: 2025-01, yellow: not is_started, excuse: 有理由}\n"
    )
    ledger = compared(tmp_path / "台账", lights)
    ledger.project(
        REGISTERED + "invested: {2025-06: 1000}\ninvested_stats: {2025-06: 500}\nexplanations:\n"
        "  - {month: 2025-06, light: start, reason: 汛期, by: 王某}\n",
        name="只为亮灯",
    )
    rows = one(data(ledger, "reconcile", "2025-06", "stats"))["projects"]
    assert [row["explanation"] for row in rows if row["name"] == "只为亮灯"] == [None]


def test_bundles_are_left_out_and_unread_files_are_named(tmp_path: Path) -> None:
    ledger = compared(tmp_path / "台账")
    ledger.project(
        REGISTERED + "parent: ts25-0004\ninvested: {2025-06: 1}\ninvested_stats: {2025-06: 1}\n", name="子项"
    )
    ledger.write("projects/2025/ts25-9999.yaml", "id: ts25-9999\nname: [\n")
    value = data(ledger, "reconcile", "2025-06", "stats", "--all")
    assert "待说明的" not in states(value)  # it is a bundle now
    assert states(value)["子项"] == "within"
    assert value["unread"] == ["projects/2025/ts25-9999.yaml"]
    assert "有 1 个文件读不出项目，没有计入" in ledger.ok("reconcile", "2025-06", "stats")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("2025-06", "money"), "没有“money”这项比对；可用：stats, physical"),
        (("2024-12", "stats"), "“stats”自 2025-01 起才有"),
        (("2025-13",), "“2025-13”不是月份"),
        (("2025-06", "--project", "没有的"), "没有“没有的”这个项目"),
        (("2025-06", "--by", "colour"), "colour"),
        (("2025-06", "--sheet"), "--sheet 印一个项目的反馈单"),
        (("2025-06", "--format", "pdf"), "--format 没有“pdf”"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    refused = compared(tmp_path / "台账").refused("reconcile", *arguments)
    assert words in refused
    assert len(refused.strip().splitlines()) == 1


def test_a_comparison_that_begins_later_is_named(tmp_path: Path) -> None:
    later = INDICATORS.replace("    label: {zh: 形象比对, en: Progress}\n    since: 2025-01", "    label: {zh: 形象比对, en: Progress}\n    since: 2026-01")  # fmt: skip
    ledger = compared(tmp_path / "台账", later)
    assert data(ledger, "reconcile", "2025-06")["later"] == {"physical": "2026-01"}
    assert "“physical”自 2026-01 起才有。" in ledger.ok("reconcile", "2025-06")
    assert "这个月没有在用的比对。" in ledger.ok("reconcile", "2024-12")


def test_rules_without_comparisons(tmp_path: Path) -> None:
    ledger = compared(tmp_path / "台账", INDICATORS[: INDICATORS.index("comparisons:")])
    assert "没有数据比对（comparisons）" in ledger.refused("reconcile", "2025-06")


@pytest.mark.parametrize(
    "expression",
    ["load_extension('x')", "(select 1)", "1); drop table project; --", "randomblob(9)", "invested_moth"],
)
@pytest.mark.parametrize("field", ["one: invested_month", "when: is_registered", "one_reported: reported"])
def test_a_hostile_expression_ends_in_a_sentence(tmp_path: Path, expression: str, field: str) -> None:
    name = field.split(":")[0]
    hostile = INDICATORS.replace(f"    {field}\n", f'    {name}: "{expression}"\n')
    assert hostile != INDICATORS
    ledger = compared(tmp_path / "台账", hostile)
    refused = ledger.refused("reconcile", "2025-06", "stats")
    assert "rules/indicators.yaml" in refused
    assert len(refused.strip().splitlines()) == 1
    checked = ledger.run("check")
    assert "U500" in checked.out
    assert "L438" not in checked.out


def test_what_is_no_number_is_not_compared(tmp_path: Path) -> None:
    ledger = compared(tmp_path / "台账", INDICATORS.replace("    one: invested_month\n", "    one: name\n"))
    assert set(states(data(ledger, "reconcile", "2025-06", "stats", "--all")).values()) == {"missing"}


def test_csv_has_a_row_a_project_and_no_formula(tmp_path: Path) -> None:
    ledger = compared(tmp_path / "台账")
    ledger.project(
        REGISTERED + "invested: {2025-06: 1000}\ninvested_stats: {2025-06: 2000}\nexplanations:\n"
        "  - {month: 2025-06, reason: '=HYPERLINK(1)', by: 王某}\n",
        name="@SUM(1)",
    )
    rows = list(csv.reader(io.StringIO(ledger.ok("reconcile", "2025-06", "stats", "--format", "csv"))))
    assert len(rows) == 5
    row = next(row for row in rows if "SUM" in row[3])
    assert row[3] == "'@SUM(1)"
    assert row[7] == "-1000"
    assert row[10] == "'=HYPERLINK(1)"


def test_english(tmp_path: Path) -> None:
    printed = compared(tmp_path / "台账").ok("reconcile", "2025-06", "stats", lang="en")
    assert "5 with both figures, 3 over the limits, of which 1 are explained and 2 are not" in printed
    assert "limits: 5% of DRC, 100 万元; all have to be exceeded" in printed


def test_a_commit_gives_the_same_bytes_whatever_comes_later(tmp_path: Path) -> None:
    ledger = compared(tmp_path / "台账")
    commit = ledger.commit()
    asked = ("reconcile", "2025-06", "--all", "--by", "unit", "--as-of", commit)
    before = {form: ledger.ok(*asked, "--format", form) for form in ("table", "md", "csv", "json")}
    ledger.project(REGISTERED + "invested: {2025-06: 1000}\ninvested_stats: {2025-06: 1}\n")
    assert {form: ledger.ok(*asked, "--format", form) for form in before} == before
    assert ledger.ok("reconcile", "2025-06", "--all", "--format", "csv") != before["csv"]


# ---- The published practice of Suqian


def test_suqian_counts_as_its_readme_does() -> None:
    """The query of its README counts what differs by more than both limits."""
    query = (
        "SELECT count(*) AS n FROM figures WHERE month = '2023-07' AND abs(invested - stats) > 100 * 1000000"
        " AND abs(invested - stats) * 20 > invested"
    )
    counted = json.loads(said("suqian", "query", query, "--format", "json"))[0]["n"]
    found = one(json.loads(said("suqian", "reconcile", "2023-07", "stats", "--format", "json")))
    assert found["total"]["over"] == len(found["projects"]) == counted == 20
    assert (found["total"]["explained"], found["total"]["compared"]) == (16, 141)


def test_suqian_work_and_money() -> None:
    found = one(json.loads(said("suqian", "reconcile", "2023-07", "paid", "--format", "json")), "paid")
    assert (found["total"]["over"], found["total"]["explained"]) == (7, 7)


@pytest.mark.parametrize(
    ("example", "month"),
    [("fengxi", "2023-11"), ("hanbin", "2023-09"), ("xinmi", "2025-03"), ("xunyang", "2020-05")],
)
def test_the_other_examples_have_one_series_and_nothing_to_compare(example: str, month: str) -> None:
    found = one(json.loads(said(example, "reconcile", month, "--format", "json")))
    assert found["total"]["compared"] == found["total"]["over"] == 0


# ---- The finding


def over_by_report(ledger: Small, months: list[str], key: str) -> set[tuple[str, str, bool]]:
    return {
        (month, row["path"], row["explanation"] is not None)
        for month in months
        for row in one(data(ledger, "reconcile", month, key), key)["projects"]
    }


def test_a_month_that_is_over_needs_its_explanation(tmp_path: Path) -> None:
    ledger = compared(tmp_path / "台账")
    found = ledger.run("check", "--as-of-date", "2025-07-01").out
    assert found.count("L438") == 2
    assert (
        "projects/2025/ts25-0004.yaml:6:27: 提醒 L438 2025-06 统计比对：发改 1000 万元，统计 1101.5 万元，相差超过限度，没有说明"
        in found
    )
    assert "xmtz reconcile explain 项目 2025-06 --about stats" in found
    assert "L438" not in ledger.run("check", "--as-of-date", "2025-06-30").out
    assert "L438" not in ledger.run("check", "--as-of-date", "2027-01-01").out  # nobody kept it up to July


def test_a_comparison_that_asks_for_no_explanation_gives_no_finding(tmp_path: Path) -> None:
    ledger = compared(tmp_path / "台账", INDICATORS.replace("    explain: true\n", ""))
    assert "L438" not in ledger.run("check", "--as-of-date", "2025-07-01").out
    assert "这项比对不要求说明" in ledger.ok("reconcile", "2025-06", "stats")


def test_the_finding_can_be_waived(tmp_path: Path) -> None:
    ledger = compared(tmp_path / "台账")
    path = "projects/2025/ts25-0004.yaml"
    text = (ledger.root / path).read_text(encoding="utf-8")
    ledger.write(path, text + "waivers:\n  - {code: L438, reason: 核对中, by: 王某, until: 2025-07-31}\n")
    assert ledger.run("check", "--as-of-date", "2025-07-31").out.count("L438") == 1
    assert ledger.run("check", "--as-of-date", "2025-08-01").out.count("L438") == 2


RULE = """\
comparisons:
  odd:
    label: 年初以来
    since: 2025-02
    one: invested_ytd + coalesce(plan_to_date, 0) / 10
    other: paid_ytd + stats_month + paid_all - paid_all + coalesce(physical, 0)
    one_reported: reported or stats_reported
    when: listed and is_started and not is_completed and (level = 'county' or month > 4) and coalesce(plan, 1) > 0
    amount: 50
    explain: true
"""


def test_the_finding_and_the_report_agree_on_anything(tmp_path: Path) -> None:
    """The one looks at a file alone, the other asks the index; both see the same."""
    dice = random.Random(20250601)
    start = INDICATORS[: INDICATORS.index("comparisons:")]
    ledger = Small(tmp_path / "台账", rules() | {"indicators": start + RULE})
    months = [f"2025-{n:02d}" for n in range(1, 9)]
    for _ in range(40):
        lines = [f"level: {dice.choice(['county', 'province'])}"]
        moves = [f"{{to: started, on: 2025-0{dice.randint(1, 5)}-1{dice.randint(0, 9)}}}"]
        if dice.random() < 0.3:
            moves.append("{to: completed, on: 2025-07-03}")
        if dice.random() < 0.9:
            lines.append(f"stages: [{', '.join(moves)}]")
        if dice.random() < 0.6:
            left = ", left: 2025-06-30" if dice.random() < 0.5 else ""
            lines.append(f"lists: [{{list: key, entered: 2025-0{dice.randint(1, 4)}-05{left}}}]")
        for name in ("invested", "invested_stats", "paid", "plan_months"):
            series = ", ".join(f"{m}: {dice.randint(0, 120)}" for m in months if dice.random() < 0.6)
            if series and dice.random() < 0.8:
                lines.append(f"{name}: {{{series}}}")
        if dice.random() < 0.5:
            lines.append("physical: {2025-03: 10, 2025-06: 40}")
        if dice.random() < 0.5:
            lines.append("plan: {2025: 900}")
        if dice.random() < 0.3:
            lines.append("explanations: [{month: 2025-05, until: 2025-06, about: odd, reason: 一}]")
        ledger.project("\n".join(lines))
    reported = over_by_report(ledger, months[1:], "odd")
    opened = open_ledger(ledger.root)
    seen = set()
    for path in sorted(
        {path.relative_to(ledger.root).as_posix() for path in ledger.root.glob("projects/2025/*")}
    ):
        reading = opened.read(path)
        assert reading is not None
        assert reading.project is not None
        over = opened.deriver.differences.over(reading.project)
        covered = {f"2025-{n:02d}" for n in (5, 6)} if reading.project.explanations else set()
        seen |= {(str(one.month), path, str(one.month) in covered) for one in over}
        lacking = {str(one.facts["month"]) for one in reading.findings if one.code == "L438"}
        assert lacking == {month for month, of, said_ in seen if of == path and not said_}
    opened.close()
    assert len(reported) > 40
    # A month without any figure of a project has a row in the index and none in its file.
    assert seen <= reported
    assert {one for one in reported - seen if has_figures(ledger, one[1], one[0])} == set()


def has_figures(ledger: Small, path: str, month: str) -> bool:
    text = (ledger.root / path).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith(("invested", "paid", "physical"))]
    return any(f"{month}:" in line for line in lines)


def test_suqian_the_finding_and_the_report_agree() -> None:
    ledger = open_ledger(Path(__file__).parents[2] / "ledgers" / "suqian")
    by_file: dict[str, set[tuple[str, str]]] = {"stats": set(), "paid": set(), "physical": set()}
    for (path,) in ledger.facts.execute("SELECT path FROM state").fetchall():
        reading = ledger.read(path)
        assert reading is not None
        assert reading.project is not None
        for found in ledger.deriver.differences.over(reading.project):
            by_file[found.key].add((str(found.month), path))
    ledger.close()
    for key, seen in by_file.items():
        reported = {
            (month, row["path"])
            for month in (f"2023-{n:02d}" for n in range(1, 8))
            for row in one(json.loads(said("suqian", "reconcile", month, key, "--format", "json")), key)[
                "projects"
            ]
        }
        assert {pair for pair in seen if pair[0] >= "2023"} == reported
    assert len(by_file["stats"]) == 102
