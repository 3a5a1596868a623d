"""Points counted by hand: weight x rate, capped; less is better; nothing to measure; scored by people."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from reckoning_ledgers import INDICATORS, UNITS, data, evaluated

SCORES = "".join(
    f"  {key}: {{name: {name}, order: {order}, scores: {{yearly: {{2025: {{role: {points}}}}}}}}}\n"
    for key, name, order, points in (("a", "甲镇", 2, 30), ("b", "乙镇", 1, "35.5"), ("d", "档案馆", 4, 20))
)


def rows(value: Any) -> dict[str, Any]:
    return {row["key"]: row for row in value["rows"]}


def fraction(pair: list[int] | None) -> Fraction | None:
    return None if pair is None else Fraction(*pair)


def scored(ledger: Any) -> None:
    """a, b and d have their points of the year; c has none."""
    ledger.write("units.yaml", f"units:\n{SCORES}  c: {{name: 丙镇, order: 3}}\n  z: {{name: 招商专班}}\n")


def test_points_are_weight_times_rate(tmp_path: Path) -> None:
    value = data(evaluated(tmp_path / "台账"), "evaluate", "quarterly", "2025-Q2")
    found = rows(value)
    points = {
        key: [fraction(row["items"][name]["fraction"]) for name in ("start", "done", "issues")]
        for key, row in found.items()
    }
    assert points == {
        "a": [Fraction(20), Fraction(20), None],
        "b": [None, Fraction(400, 9), Fraction(40, 3)],  # 10/9 of 40 under a cap of 120 %; (1 - 1/3) of 20
        "c": [Fraction(40), Fraction(10), None],
        "d": [None, None, None],
    }
    assert value["full"] == 100
    assert value["period"] == "2025-Q2"
    assert found["b"]["items"]["done"]["rate"] == "111.11%"
    assert (found["b"]["items"]["done"]["counts"], found["b"]["items"]["done"]["of"]) == ("1000", "900")


def test_a_unit_with_nothing_to_measure_is_scored_on_the_others(tmp_path: Path) -> None:
    found = rows(data(evaluated(tmp_path / "台账"), "evaluate", "quarterly", "2025-Q2"))
    totals = {key: fraction(row["total_fraction"]) for key, row in found.items()}
    assert totals == {
        "a": Fraction(50),  # 40 of 80
        "b": Fraction(2600, 27),  # 520/9 of 60
        "c": Fraction(125, 2),  # 50 of 80
        "d": None,
    }
    assert [row["pro_rata"] for row in found.values()] == [True, True, True, False]


def test_ranks_and_the_last(tmp_path: Path) -> None:
    value = data(evaluated(tmp_path / "台账"), "evaluate", "quarterly", "2025-Q2")
    assert [(row["key"], row["rank"], row["last"]) for row in value["rows"]] == [
        ("b", 1, False), ("c", 2, False), ("a", 3, True), ("d", None, False),
    ]  # fmt: skip


def test_the_table_says_all_of_it(tmp_path: Path) -> None:
    printed = evaluated(tmp_path / "台账").ok("evaluate", "季度考核", "2025年二季度")
    table = [line.split() for line in printed.splitlines()]
    assert ["1", "乙镇", "—", "44.44", "13.33", "96.30", "按可评项折算"] in table
    assert ["2", "丙镇", "40.00", "10.00", "—", "62.50", "按可评项折算"] in table
    assert ["3", "甲镇", "20.00", "20.00", "—", "50.00", "末位约谈；按可评项折算"] in table
    assert ["—", "档案馆", "—", "—", "—", "—", "无可评项"] in table
    assert "被评价单位 4 个，排名 3 个，满分 100 分。" in printed
    assert "有项目而不参评（units.yaml 没有 order）：招商专班。" in printed
    assert "不符" not in printed  # the rules say 4 bodies, and there are 4


def test_every_item_is_defined_below(tmp_path: Path) -> None:
    printed = evaluated(tmp_path / "台账").ok("evaluate", "quarterly", "2025-Q2")
    below = printed[printed.index("附：评价项口径") :]
    for piece in (
        "开工（start，40 分）", "完成（done，40 分）", "问题（issues，20 分）", "最高按 120% 计",
        "投资完成率（done_rate）", "分子：coalesce(invested_ytd, 0)", "说明：年初至今完成 ÷ 年度计划",
        "末位：末位约谈", "依据：本例自拟", "自 2025-01 起",
    ):  # fmt: skip
        assert piece in below, piece


def test_a_rate_above_one_counts_as_one_unless_the_item_says_more(tmp_path: Path) -> None:
    over = INDICATORS.replace("cap: 120", "cap: 105")
    found = rows(data(evaluated(tmp_path / "一", indicators=over), "evaluate", "quarterly", "2025-Q2"))
    assert fraction(found["b"]["items"]["done"]["fraction"]) == 42
    plain = INDICATORS.replace(", cap: 120", "")
    found = rows(data(evaluated(tmp_path / "二", indicators=plain), "evaluate", "quarterly", "2025-Q2"))
    assert fraction(found["b"]["items"]["done"]["fraction"]) == 40


def test_equal_totals_share_a_rank_and_all_equal_have_no_last(tmp_path: Path) -> None:
    ledger = evaluated(tmp_path / "台账")
    for path in ledger.root.glob("projects/2025/*.yaml"):
        path.unlink()
    for unit in ("a", "b"):
        ledger.project("plan: {2025: 100}\ninvested: {2025-06: 50}\n", unit=unit)
    value = data(ledger, "evaluate", "quarterly", "2025-Q2")
    assert [(row["key"], row["rank"], row["last"]) for row in value["rows"]][:2] == [
        ("b", 1, False), ("a", 1, False),
    ]  # fmt: skip  # in the order of units.yaml
    ledger.project("plan: {2025: 100}\ninvested: {2025-06: 49}\n", unit="c")
    ledger.project("plan: {2025: 100}\ninvested: {2025-06: 49}\n", unit="d")
    value = data(ledger, "evaluate", "quarterly", "2025-Q2")
    assert [(row["rank"], row["last"]) for row in value["rows"]] == [
        (1, False), (1, False), (3, True), (3, True),
    ]  # fmt: skip


def test_the_number_of_bodies_is_compared_with_the_rules(tmp_path: Path) -> None:
    wrong = INDICATORS.replace("bodies: 4", "bodies: 48")
    printed = evaluated(tmp_path / "台账", indicators=wrong).ok("evaluate", "quarterly", "2025-Q2")
    assert "规则写明 48 个，与 units.yaml 里有 order 的 4 个不符。" in printed


def test_without_any_order_the_units_with_projects_are_evaluated(tmp_path: Path) -> None:
    ledger = evaluated(tmp_path / "台账")
    ledger.units(a="甲镇", b="乙镇", c="丙镇", d="档案馆", z="招商专班")
    value = data(ledger, "evaluate", "quarterly", "2025-Q2")
    assert {row["key"] for row in value["rows"]} == {"a", "b", "c", "z"}
    assert value["others"] == []


# ---- Points given by people


def test_points_given_by_people_are_added(tmp_path: Path) -> None:
    ledger = evaluated(tmp_path / "台账")
    scored(ledger)
    found = rows(data(ledger, "evaluate", "yearly", "2025"))
    assert [fraction(found[key]["total_fraction"]) for key in "abd"] == [60, Fraction(191, 2), 50]
    assert found["b"]["items"]["role"] == {"state": "scored", "points": "35.50", "fraction": [71, 2]}
    assert found["d"]["pro_rata"]  # 20 of 40


def test_a_unit_without_a_score_is_listed_as_such_and_never_as_zero(tmp_path: Path) -> None:
    ledger = evaluated(tmp_path / "台账")
    scored(ledger)
    value = data(ledger, "evaluate", "yearly", "2025")
    lacking = rows(value)["c"]
    assert lacking["items"]["role"] == {"state": "unscored", "points": None, "fraction": None}
    assert (lacking["complete"], lacking["rank"], fraction(lacking["total_fraction"])) == (False, None, 15)
    printed = ledger.ok("evaluate", "yearly", "2025")
    assert ["—", "丙镇", "15.00", "未评分", "15.00", "未评完，不排名"] in [
        line.split() for line in printed.splitlines()
    ]
    assert "1 个单位有未评分的项" in printed


def test_nobody_is_last_before_everybody_is_scored(tmp_path: Path) -> None:
    ledger = evaluated(tmp_path / "台账")
    scored(ledger)
    assert not any(row["last"] for row in data(ledger, "evaluate", "yearly", "2025")["rows"])
    assert "各单位评完后才定末位" in ledger.ok("evaluate", "yearly", "2025")
    text = (ledger.root / "units.yaml").read_text(encoding="utf-8")
    ledger.write(
        "units.yaml", text.replace("丙镇, order: 3", "丙镇, order: 3, scores: {yearly: {2025: {role: 0}}}")
    )
    value = data(ledger, "evaluate", "yearly", "2025")
    assert [(row["key"], row["rank"]) for row in value["rows"]] == [("b", 1), ("a", 2), ("d", 3), ("c", 4)]
    assert [row["key"] for row in value["rows"] if row["last"]] == ["c"]  # a score of 0 is a score


def test_nobody_scored_yet(tmp_path: Path) -> None:
    value = data(evaluated(tmp_path / "台账"), "evaluate", "yearly", "2025")
    assert [row["rank"] for row in value["rows"]] == [None] * 4
    assert [row["total"] for row in value["rows"]] == ["60.00", "30.00", "15.00", None]


@pytest.mark.parametrize(
    ("scores", "code", "words"),
    [
        ("{yearly: {2025: {role: 40.1}}}", "R311", ("甲镇", "40.1", "作用发挥", "40")),
        ("{yearly: {2025: {roles: 4}}}", "R310", ("没有“roles”这个评价项", "role")),
        ("{yearly: {2025: {done: 4}}}", "R310", ("“done”按指标计算，不由人打分",)),
        ("{yearly: {2025-Q1: {role: 4}}}", "R310", ("“yearly”不按这样的期考核", "2025")),
        ("{monthly: {2025-01: {role: 4}}}", "R310", ("没有“monthly”这项考核", "quarterly, yearly")),
    ],
)
def test_scores_that_do_not_fit_are_refused(
    tmp_path: Path, scores: str, code: str, words: tuple[str, ...]
) -> None:
    ledger = evaluated(tmp_path / "台账")
    ledger.write(
        "units.yaml", UNITS.replace("kind: town, order: 2", f"kind: town, order: 2, scores: {scores}")
    )
    checked = ledger.run("check")
    assert checked.code == 1
    assert code in checked.out
    for word in words:
        assert word in checked.out
    refused = ledger.refused("evaluate", "yearly", "2025")
    assert "评分有误，先改正：units.yaml:2:" in refused


@pytest.mark.parametrize("score", ["-1", "很好", "1e3", "[1]"])
def test_what_is_no_number_is_found_and_counts_as_not_scored(tmp_path: Path, score: str) -> None:
    ledger = evaluated(tmp_path / "台账")
    text = f"order: 2, scores: {{yearly: {{2025: {{role: {score}}}}}}}"
    ledger.write("units.yaml", UNITS.replace("order: 2", text))
    assert ledger.run("check").code == 1
    assert rows(data(ledger, "evaluate", "yearly", "2025"))["a"]["items"]["role"]["state"] == "unscored"


def test_a_change_of_a_score_can_be_reviewed(tmp_path: Path) -> None:
    ledger = evaluated(tmp_path / "台账")
    scored(ledger)
    ledger.commit()
    text = (ledger.root / "units.yaml").read_text(encoding="utf-8")
    ledger.write("units.yaml", text.replace("role: 35.5", "role: 36"))
    changed = ledger.ok("diff")
    assert "35.5" in changed
    assert "36" in changed


# ---- Periods


@pytest.mark.parametrize("period", ["2025-Q2", "2025Q2", "2025年二季度", "2025年第2季度", "2025-05"])
def test_a_quarter_is_named_in_several_ways(tmp_path: Path, period: str) -> None:
    assert data(evaluated(tmp_path / "台账"), "evaluate", "quarterly", period)["period"] == "2025-Q2"


def test_without_a_period_the_newest_with_figures_is_taken(tmp_path: Path) -> None:
    ledger = evaluated(tmp_path / "台账")
    assert data(ledger, "evaluate", "quarterly")["period"] == "2025-Q2"
    assert data(ledger, "evaluate", "quarterly", "--as-of-date", "2025-04-30")["period"] == "2025-Q2"
    ledger.project("invested: {2025-07: 1}\n")
    assert data(ledger, "evaluate", "quarterly")["period"] == "2025-Q3"


def test_a_period_that_is_not_over_is_measured_up_to_the_day(tmp_path: Path) -> None:
    ledger = evaluated(tmp_path / "台账")
    value = data(ledger, "evaluate", "quarterly", "2025-Q2", "--as-of-date", "2025-05-31")
    assert (value["over"], value["figures"]) == (False, "2025-05")
    found = rows(value)
    assert fraction(found["a"]["items"]["done"]["fraction"]) == Fraction(40 * 250, 1500)
    assert fraction(found["b"]["items"]["issues"]["fraction"]) == 20  # none is overdue yet
    assert "考核期未满，按 2025-05 月末计。" in ledger.ok(
        "evaluate", "quarterly", "2025-Q2", "--as-of-date", "2025-05-31"
    )


def test_an_indicator_that_begins_later_counts_for_nobody(tmp_path: Path) -> None:
    later = INDICATORS.replace("indicator: overdue_rate, weight: 20", "indicator: late_rate, weight: 20")
    ledger = evaluated(tmp_path / "台账", indicators=later)
    found = rows(data(ledger, "evaluate", "quarterly", "2025-Q2"))
    assert {row["items"]["issues"]["state"] for row in found.values()} == {"nothing"}
    assert "指标 late_rate 自 2026-01 起才有，本期不计。" in ledger.ok("evaluate", "quarterly", "2025-Q2")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("quarterly", "2024-Q4"), "“quarterly”自 2025-01 起才有"),
        (("quarterly", "2025-Q5"), "“2025-Q5”不是“季度考核”的考核期；请写作 2025-Q3 的样子"),
        (("yearly", "2025-Q2"), "“2025-Q2”不是“年度评价”的考核期；请写作 2025 的样子"),
        (("yearly", "明年"), "“明年”不是“年度评价”的考核期"),
        (("yearly", "2099"), "2099 年还没有到，不能考核"),
        (("monthly", "2025-06"), "没有“monthly”这项考核；可用：quarterly（季度考核）、yearly（年度评价）"),
        (("2025",), "没有“2025”这项考核"),
        (("quarterly", "2025-Q2", "--format", "xml"), "--format 没有“xml”"),
        (("quarterly", "2025-Q2", "--as-of-date", "昨天"), "“昨天”不是日期"),
    ],
)
def test_what_cannot_be_evaluated_is_said_in_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    refused = evaluated(tmp_path / "台账").refused("evaluate", *arguments)
    assert words in refused
    assert len(refused.strip().splitlines()) == 1


def test_alone_it_lists_the_evaluations(tmp_path: Path) -> None:
    ledger = evaluated(tmp_path / "台账")
    printed = ledger.ok("evaluate")
    assert "开工 40、完成 40、问题 20" in printed
    assert "作用发挥 40" in printed
    listed = data(ledger, "evaluate")["evaluations"]
    assert [(one["key"], one["period"], one["bodies"]) for one in listed] == [
        ("quarterly", "quarter", 4), ("yearly", "year", None),
    ]  # fmt: skip
    assert ledger.ok("evaluate", "--format", "csv").count("\n") == 6


def test_rules_without_evaluations(tmp_path: Path) -> None:
    without = INDICATORS[: INDICATORS.index("evaluations:")]
    ledger = evaluated(tmp_path / "台账", indicators=without)
    assert "没有考核评价（evaluations）" in ledger.refused("evaluate")
    assert "没有考核评价（evaluations）" in ledger.refused("evaluate", "yearly", "2025")


def test_an_item_with_an_unknown_indicator_is_not_taken_for_one_scored_by_people(tmp_path: Path) -> None:
    wrong = INDICATORS.replace("indicator: start_rate, weight", "indicator: start_rat, weight")
    ledger = evaluated(tmp_path / "台账", indicators=wrong)
    refused = ledger.refused("evaluate", "quarterly", "2025-Q2")
    assert "考核“quarterly”的规则有误，见 rules/indicators.yaml:" in refused


def test_a_hostile_expression_ends_in_a_sentence(tmp_path: Path) -> None:
    hostile = INDICATORS.replace("of: coalesce(plan, 0)", "of: load_extension('x')")
    refused = evaluated(tmp_path / "台账", indicators=hostile).refused("evaluate", "yearly", "2025")
    assert "load_extension" in refused


# ---- Formats and states


def test_csv_has_a_row_a_unit_and_no_formula(tmp_path: Path) -> None:
    ledger = evaluated(tmp_path / "台账")
    ledger.write("units.yaml", UNITS.replace("甲镇人民政府, short: 甲镇", "'=1+1'"))
    rows = list(csv.reader(io.StringIO(ledger.ok("evaluate", "quarterly", "2025-Q2", "--format", "csv"))))
    assert rows[0] == ["名次", "键", "单位", "开工", "完成", "问题", "总分", "备注"]
    assert rows[3] == ["3", "a", "'=1+1", "20.00", "20.00", "", "50.00", "末位约谈；按可评项折算"]
    assert len(rows) == 5


def test_markdown_escapes_names(tmp_path: Path) -> None:
    ledger = evaluated(tmp_path / "台账")
    ledger.write("units.yaml", UNITS.replace("name: 乙镇", "name: '乙|镇<b>'"))
    text = ledger.ok("evaluate", "quarterly", "2025-Q2", "--format", "md")
    assert "乙\\|镇\\<b\\>" in text


def test_english(tmp_path: Path) -> None:
    printed = evaluated(tmp_path / "台账").ok("evaluate", "quarterly", "2025-Q2", lang="en")
    assert "4 units, 3 ranked, 100 points at most." in printed
    assert "The last is talked to; pro rata" in printed


def test_a_commit_gives_the_same_bytes_whatever_comes_later(tmp_path: Path) -> None:
    ledger = evaluated(tmp_path / "台账")
    scored(ledger)
    commit = ledger.commit()
    asked = ("evaluate", "yearly", "2025", "--as-of", commit)
    before = {form: ledger.ok(*asked, "--format", form) for form in ("table", "md", "csv", "json")}
    ledger.project("plan: {2025: 900}\ninvested: {2025-06: 1}\n", unit="b")
    ledger.write("units.yaml", UNITS)
    assert {form: ledger.ok(*asked, "--format", form) for form in before} == before
    assert ledger.ok("evaluate", "yearly", "2025", "--format", "csv") != before["csv"]
    out = tmp_path / "考核.csv"
    ledger.ok(*asked, "--format", "csv", "-o", str(out))
    assert out.read_bytes().decode("utf-8-sig") == before["csv"]


def test_the_figures_are_those_of_the_bulletin(tmp_path: Path) -> None:
    ledger = evaluated(tmp_path / "台账")
    printed = ledger.rates("2025-06")
    found = rows(data(ledger, "evaluate", "quarterly", "2025-Q2"))
    rate = Fraction(*printed["甲镇"]["done_rate"]["fraction"])
    assert fraction(found["a"]["items"]["done"]["fraction"]) == 40 * rate
