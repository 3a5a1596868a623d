"""Ranks: who is before whom, what has no rank, and where everybody was last month."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_ledger import PLAIN, Small


@pytest.fixture
def ledger(tmp_path: Path) -> Small:
    return Small(tmp_path / "台账")


def invested(**months: int) -> str:
    """A plan of 1200 for 2025, and what was invested: `m07=600`."""
    series = "".join(f"  2025-{month[1:]}: {amount}\n" for month, amount in months.items())
    return f"plan:\n  2025: 1200\ninvested:\n{series}"


def ranks(ledger: Small, month: str, key: str = "done_rate", *more: str) -> dict[str, tuple[Any, Any]]:
    """The rank now and last month of each group."""
    rows = ledger.report(month, *more)["rows"]
    return {row["label"]: (row["rates"][key]["rank"], row["rates"][key]["rank_before"]) for row in rows}


def test_ties_share_a_rank_and_the_next_one_is_skipped(ledger: Small) -> None:
    ledger.project(invested(m07=600), unit="c")
    ledger.project(invested(m07=600), unit="b")
    ledger.project(invested(m07=300), unit="a")
    found = ranks(ledger, "2025-07")
    assert found == {"乙镇": (1, 1), "丙镇": (1, 1), "甲镇": (3, 1)}  # in June nobody had anything
    assert list(found) == ["乙镇", "丙镇", "甲镇"]  # those of one rank in the order of units.yaml


def test_a_unit_without_anything_to_count_has_no_rank_and_shows_a_dash(ledger: Small) -> None:
    ledger.project(invested(m07=100), unit="a")
    ledger.project("invested:\n  2025-07: 100", unit="b")  # no plan: nothing to divide by
    found = ledger.rates("2025-07")["乙镇"]["done_rate"]
    assert (found["rank"], found["rate"], found["gap"], found["fraction"]) == (None, None, None, None)
    line = next(line for line in ledger.ok("report", "--monthly", "2025-07").splitlines() if "乙镇" in line)
    assert line.split() == ["—", "—", "乙镇", "1", "0", "100", "—", "—"]


def test_zero_is_a_rate_and_the_last_one(ledger: Small) -> None:
    ledger.project(invested(m07=0), unit="a")
    ledger.project(invested(m07=1), unit="b")
    assert ranks(ledger, "2025-07")["甲镇"] == (2, 1)


def test_last_months_rank_stands_beside_this_months(ledger: Small) -> None:
    ledger.project(invested(m06=100, m07=500), unit="a")
    ledger.project(invested(m06=200, m07=100), unit="b")
    assert ranks(ledger, "2025-07") == {"甲镇": (1, 2), "乙镇": (2, 1)}
    assert "50.00% (1/2)" in ledger.ok("report", "--monthly", "2025-07")


def test_january_is_compared_with_december_of_the_year_before(ledger: Small) -> None:
    ledger.project("plan: {2024: 100, 2025: 100}\ninvested: {2024-12: 90, 2025-01: 1}", unit="a")
    ledger.project("plan: {2024: 100, 2025: 100}\ninvested: {2024-12: 80, 2025-01: 2}", unit="b")
    assert ranks(ledger, "2025-01") == {"乙镇": (1, 2), "甲镇": (2, 1)}
    assert ledger.rates("2025-01")["甲镇"]["done_rate"]["fraction"] == [1, 100]


def test_a_unit_that_had_nothing_to_count_last_month_had_no_rank(ledger: Small) -> None:
    ledger.project(invested(m06=100, m07=500), unit="a")
    ledger.project("lists:\n  - {list: key, entered: 2025-07-01}\n" + invested(m07=100), unit="b")
    assert ranks(ledger, "2025-07") == {"甲镇": (1, 1), "乙镇": (2, None)}


def test_the_total_has_no_rank(ledger: Small) -> None:
    ledger.project(invested(m07=600))
    assert ledger.report("2025-07")["total"]["rates"]["done_rate"]["rank"] is None
    lines = ledger.ok("report", "--monthly", "2025-07").splitlines()
    assert next(line for line in lines if "合计" in line).startswith(" " * 10)


def test_lower_may_be_better(tmp_path: Path) -> None:
    indicators = """\
indicators:
  late_rate:
    {label: 逾期率, since: 2020-01, of: issues_total, counts: issues_overdue, better: lower}
"""
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": indicators})
    late = "issues:\n  - {id: i-3kd, title: 用地, class: land, raised: 2025-06-01, due: 2025-07-01}"
    soon = "issues:\n  - {id: i-3ke, title: 用地, class: land, raised: 2025-06-01, due: 2025-08-01}"
    ledger.project(late, unit="a")
    ledger.project(soon, unit="b")
    assert ranks(ledger, "2025-07", "late_rate") == {"乙镇": (1, 1), "甲镇": (2, 1)}


# ---- Groups


def test_projects_that_say_nothing_come_last_and_have_no_rank(ledger: Small) -> None:
    ledger.project(invested(m07=1200), level=None)
    ledger.project(invested(m07=60), level="county")
    rows = ledger.report("2025-07", "--by", "level")["rows"]
    assert [(row["key"], row["label"], row["rates"]["done_rate"]["rank"]) for row in rows] == [
        ("county", "县级重点", 1),
        (None, "（未填）", None),
    ]
    assert rows[1]["rates"]["done_rate"]["rate"] == "100.00%"


@pytest.mark.parametrize(
    ("by", "fields", "label"),
    [
        ("unit", {"unit": "b"}, "乙镇"),
        ("level", {"level": "province"}, "省级重点"),
        ("sector", {"sector": "water"}, "水利"),
        ("kind", {"kind": "continued"}, "续建"),
        ("group", {"group": "第三组"}, "第三组"),
        ("department", {"department": "c"}, "丙镇"),
        ("leader", {"people": {"leader": "王某"}}, "王某"),
        ("stage", {"stages": [{"to": "started", "on": "2025-02-01"}]}, "开工"),
        ("batch", {"stages": [{"to": "started", "on": "2025-02-01"}]}, "开工一批"),
    ],
)
def test_every_grouping_names_its_groups(ledger: Small, by: str, fields: dict[str, Any], label: str) -> None:
    ledger.project(invested(m07=300), **fields)
    ledger.project(invested(m07=300))
    found = ledger.rates("2025-07", "--by", by)
    assert found[label]["done_rate"]["of"] == "1200"
    assert found["合计"]["done_rate"]["of"] == "2400"
    assert label in ledger.ok("report", "--monthly", "2025-07", "--by", by)


def test_an_unknown_grouping_is_refused_with_the_known_ones(ledger: Small) -> None:
    ledger.project(invested(m07=300))
    assert "unit, level" in ledger.refused("report", "--monthly", "2025-07", "--by", "colour")
    assert "\x1b" not in ledger.refused("report", "--monthly", "2025-07", "--by", "\x1b[31m")


def test_the_rules_may_group_by_something_else(tmp_path: Path) -> None:
    indicators = PLAIN["indicators"] + "    by: level\n    headings: {ranking: 一、各级排名}\n"
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": indicators})
    ledger.project(invested(m07=300), level="county")
    assert ledger.report("2025-07")["by"] == "level"
    assert "各级排名" in ledger.ok("report", "--monthly", "2025-07")
    by_unit = ledger.ok("report", "--monthly", "2025-07", "--by", "unit")
    assert "各级排名" not in by_unit
    assert "责任单位排名" in by_unit


# ---- Definitions


def versions(tmp_path: Path) -> Small:
    indicators = """\
indicators:
  done_rate:
    - {label: 旧口径, since: 2020-01, of: plan, counts: invested_ytd, amount: true}
    - {label: 新口径, since: 2025-07, of: plan, counts: stats_ytd, amount: true}
  new_rate: {label: 新指标, since: 2025-08, of: plan, counts: invested_ytd, amount: true}
"""
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": indicators})
    stats = "invested_stats:\n  2025-06: {0}\n  2025-07: {0}\n"
    ledger.project(invested(m06=300, m07=300) + stats.format(10), unit="a")
    ledger.project(invested(m06=100, m07=100) + stats.format(20), unit="b")
    return ledger


def test_a_definition_holds_from_its_month_on(tmp_path: Path) -> None:
    ledger = versions(tmp_path)
    june, july = ledger.report("2025-06"), ledger.report("2025-07")
    assert june["indicators"]["done_rate"]["label"]["zh"] == "旧口径"
    assert june["total"]["rates"]["done_rate"]["counts"] == "400"
    assert july["indicators"]["done_rate"]["label"]["zh"] == "新口径"
    assert july["total"]["rates"]["done_rate"]["counts"] == "60"


def test_last_months_rank_is_by_the_definition_that_held_then(tmp_path: Path) -> None:
    assert ranks(versions(tmp_path), "2025-07") == {"乙镇": (1, 2), "甲镇": (2, 1)}


def test_an_indicator_that_begins_later_is_named_and_not_shown(tmp_path: Path) -> None:
    ledger = versions(tmp_path)
    report = ledger.report("2025-07")
    assert "new_rate" not in report["indicators"]
    assert report["later"] == {"new_rate": "2025-08"}
    assert "new_rate 自 2025-08 起统计，本期不列。" in ledger.ok("report", "--monthly", "2025-07")
    assert "new_rate" in ledger.report("2025-08")["indicators"]


def test_a_month_before_every_definition_is_a_bulletin_without_ranks(tmp_path: Path) -> None:
    ledger = versions(tmp_path)
    out = ledger.ok("report", "--monthly", "2019-12")
    assert "不排名" in out
    assert "共有项目 2 个" in out


def test_when_narrows_an_indicator(tmp_path: Path) -> None:
    indicators = """\
indicators:
  done_rate: {label: 工业完成率, since: 2020-01, of: plan, counts: invested_ytd, amount: true, when: sector = 'industry'}
"""
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": indicators})
    ledger.project(invested(m07=600), sector="industry")
    ledger.project(invested(m07=1), sector="water")
    ledger.project(invested(m07=1))
    report = ledger.report("2025-07")
    assert report["total"]["rates"]["done_rate"]["fraction"] == [1, 2]
    # The ranking's own amounts are of the same projects: 600 / 1200 is what the row says.
    assert (report["total"]["projects"], report["total"]["plan"], report["total"]["invested"]) == (
        1,
        "1200",
        "600",
    )
    assert report["projects"] == 3


def test_a_share_divides_by_all_groups_together(tmp_path: Path) -> None:
    indicators = """\
indicators:
  share:
    {label: 贡献率, since: 2020-01, of: invested_quarter, counts: invested_quarter, share: true, amount: true}
"""
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": indicators})
    ledger.project(invested(m06=1000, m07=100), unit="a")  # June is another quarter
    ledger.project(invested(m07=250, m08=50), unit="b")
    ledger.project(invested(m07=100), unit=None)
    found = ledger.rates("2025-08")
    assert {name: found[name]["share"]["fraction"] for name in found} == {
        "甲镇": [1, 5], "乙镇": [3, 5], "（未填）": [1, 5], "合计": [1, 1],
    }  # fmt: skip
    assert found["合计"]["share"]["of"] == "500"


def test_a_rule_may_reckon_with_decimals(tmp_path: Path) -> None:
    indicators = """\
indicators:
  per_mu: {label: 亩均投资, since: 2020-01, of: land_mu, counts: steps_done * 0.5}
"""
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": indicators})
    ledger.project("traits: {land_mu: 12.3}\nsteps:\n  filing: {granted: 2025-01-02}")
    ledger.project("traits: {land_mu: 0.2}")
    figure = ledger.rates("2025-07")["合计"]["per_mu"]
    assert (figure["counts"], figure["of"], figure["fraction"]) == ("0.5", "12.5", [1, 25])
    assert "0.50 ÷ 12.50 ＝ 4.00%" in ledger.ok("report", "--monthly", "2025-07", "--explain")
