"""What each detector finds and what it leaves alone. The project started on 10 January 2025, in good order."""

from __future__ import annotations

import pytest
from padding_county import County, with_lines, without

TODAY = "2025-07-31"
OTHER = "projects/2025/ts25-0002.yaml"


def test_a_project_in_order_has_no_finding(county: County, started: str) -> None:
    with_lines(county, started, "invested: {2025-05: 300, 2025-06: 310}\n")
    assert county.codes(TODAY) == []


def test_without_thresholds_nothing_is_looked_for_but_what_is_far_above_the_total(county: County) -> None:
    county.project(
        "traits: {new_land: true}\nstages:\n  - {to: started, on: 2025-01-10}\n  - {to: completed, on: 2025-07-01}\n"
        "issues:\n  - {id: i-3kd, title: 供电, class: land, raised: 2025-05-02}\n"
        "invested:\n  2024-12: 500\n  2025-01: 500\n  2025-02: 500\n  2025-03: 5000\npaid: {2024-12: 1, 2025-01: 1, 2025-02: 1, 2025-03: 9}\nphysical: {2025-03: 100}\n",
        total=5000,
    )  # 6500 is 1.3 times the total
    assert set(county.codes(TODAY)) >= {"L432", "L510", "L511", "L512", "L513", "L514", "L515"}
    county.only("")
    assert [one for one in county.codes(TODAY) if one >= "L432" and one != "L433"] == ["L432"]
    county.only("padding: {beyond_total: 130}\n")
    assert "L432" not in county.codes(TODAY)
    county.only("padding: {beyond_total: 129}\n")
    assert county.said(TODAY, "L432") == [
        "累计完成投资 6500 万元，超过总投资 5000 万元的 1.29 倍，还没有投产"
    ]


# ---- The same figure


@pytest.mark.parametrize(
    ("figures", "runs"),
    [
        ("2025-03: 300, 2025-04: 300, 2025-05: 301, 2025-06: 300", []),
        ("2025-03: 300, 2025-04: 300, 2025-06: 300, 2025-07: 300", []),
        ("2025-03: 0, 2025-04: 0, 2025-05: 0, 2025-06: 0", []),
        ("2025-03: 49.9, 2025-04: 49.9, 2025-05: 49.9", []),
        ("2025-03: 50, 2025-04: 50.0, 2025-05: 50.000000", ["2025-03 至 2025-05 连续 3 个月都报 50 万元"]),
        ("2024-11: 300, 2024-12: 300, 2025-01: 300", ["2024-11 至 2025-01 连续 3 个月都报 300 万元"]),
        (
            "2025-01: 300, 2025-02: 300, 2025-03: 300, 2025-04: 300, 2025-05: 90, 2025-06: 90, 2025-07: 90",
            ["2025-01 至 2025-04 连续 4 个月都报 300 万元", "2025-05 至 2025-07 连续 3 个月都报 90 万元"],
        ),
    ],
)
def test_the_same_figure_month_after_month(
    county: County, started: str, figures: str, runs: list[str]
) -> None:
    with_lines(county, started, f"invested: {{{figures}}}\n")
    assert county.said(TODAY, "L510") == runs


@pytest.mark.parametrize(
    ("explanation", "silent"),
    [
        ("month: 2025-04, reason: 按合同付款", True),
        ("month: 2025-04, about: L510, reason: 按合同付款", True),
        ("month: 2024-12, until: 2025-03, reason: 按合同付款", True),
        ("month: 2025-04, about: L511, reason: 按合同付款", False),
        ("month: 2025-06, reason: 按合同付款", False),
    ],
)
def test_an_explained_run(county: County, started: str, explanation: str, silent: bool) -> None:
    with_lines(county, started, "invested: {2025-03: 300, 2025-04: 300, 2025-05: 300}\n")
    with_lines(county, started, f"explanations:\n  - {{{explanation}}}\n")
    assert county.said(TODAY, "L510") == ([] if silent else ["2025-03 至 2025-05 连续 3 个月都报 300 万元"])


# ---- A jump at the quarter's end


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ("2025-03: 100, 2025-04: 100, 2025-05: 200, 2025-06: 450", False),  # exactly three times 150
        ("2025-03: 100, 2025-04: 100, 2025-05: 200, 2025-06: 450.01", True),
        ("2025-03: 100, 2025-04: 0, 2025-05: 0, 2025-06: 50", True),
        ("2025-03: 100, 2025-04: 0, 2025-05: 0, 2025-06: 49", False),  # below what is looked at
        ("2025-03: 100, 2025-05: 200, 2025-06: 900", False),  # April is not reported
        ("2025-04: 100, 2025-05: 200, 2025-06: 900", False),  # begun in this quarter
        ("2025-04: 100, 2025-05: 900, 2025-06: 100", False),  # not the quarter's end
        ("2024-12: 100, 2025-01: 100, 2025-02: 50, 2025-03: 450", False),  # both together as one month
        ("2024-12: 100, 2025-01: 100, 2025-02: 50, 2025-03: 451", True),
    ],
)
def test_a_jump_at_the_quarters_end(county: County, started: str, figures: str, found: bool) -> None:
    with_lines(county, started, f"invested: {{{figures}}}\n")
    assert bool(county.said(TODAY, "L511")) == found


def test_investment_of_earlier_years_is_investment_before_the_quarter(county: County, started: str) -> None:
    with_lines(county, started, "invested: {2025-04: 100, 2025-05: 200, 2025-06: 900}\n")
    assert county.codes(TODAY) == []
    with_lines(county, started, "invested_before: {2024: 700}\n")
    assert county.codes(TODAY) == ["L511"]


# ---- Payments and progress


@pytest.mark.parametrize(
    ("paid", "physical", "gap"),
    [
        ("2025-05: 1000, 2025-06: 1000", "2025-06: 50", None),  # 20 of 100 paid, 50 built: exactly 30 points
        ("2025-05: 1000, 2025-06: 999", "2025-06: 50", "30.01"),
        ("2025-05: 4000, 2025-06: 1001", "2025-06: 20", "30.01"),  # paid in advance
        ("2025-05: 1000, 2025-06: 3000", "2025-05: 50, 2025-07: 90", "40"),  # May is the last month with both
        ("2025-05: 1000", "2025-06: 90", None),  # no month has both
    ],
)
def test_payments_and_progress(
    county: County, started: str, paid: str, physical: str, gap: str | None
) -> None:
    with_lines(county, started, f"paid: {{{paid}}}\nphysical: {{{physical}}}\n")
    said = county.said(TODAY, "L512")
    assert [one.rpartition("相差 ")[2] for one in said] == ([f"{gap} 个百分点"] if gap else [])


def test_payments_that_are_not_all_there_are_not_compared(county: County, started: str) -> None:
    with_lines(
        county,
        started,
        "invested: {2025-05: 3000, 2025-06: 2000}\npaid: {2025-06: 500}\nphysical: {2025-06: 50}\n",
    )
    assert county.codes(TODAY) == []
    without(county, started, r"paid: \{", "paid: {2025-05: 0, ")
    assert county.codes(TODAY) == ["L512"]
    with_lines(county, started, "invested_before: {2023: 100}\n")
    assert county.codes(TODAY) == []


# ---- Without a permit


@pytest.mark.parametrize(
    ("permit", "days"),
    [
        ("granted: 2025-01-10", []),
        ("granted: 2025-03-01", ["2025-01-10", "2025-02-28"]),
        ("committed: {on: 2025-01-09, to: 补图审, check_by: 2025-09-30}", []),
        ("skipped: {on: 2025-01-02, reason: 限额以下}", []),
        ("committed: {on: 2025-01-09, check_by: 2025-05-30, broken: 2025-06-01, revoked: 2025-06-02}", ["2025-06-01", "2025-07-31"]),
        ("committed: {on: 2025-01-09, check_by: 2025-05-30, broken: 2025-06-01, revoked: 2025-06-02}, granted: 2025-07-02", ["2025-06-01", "2025-07-01"]),
        ("applied: 2025-01-02, accepted: 2025-01-03", ["2025-01-10", "2025-07-31"]),
        ("granted: 2025-01-08, lapsed: {on: 2025-06-20, reason: 中止施工满一年}", ["2025-06-20", "2025-07-31"]),
    ],
)  # fmt: skip
def test_works_without_a_permit(county: County, started: str, permit: str, days: list[str]) -> None:
    without(county, started, r"permit: \{granted: 2025-01-08\}", f"permit: {{{permit}}}")
    every = [f"2025-{month:02d}-{day:02d}" for month in range(1, 8) for day in (1, 2, 9, 10, 20, 28)]
    every += ["2025-07-31", "2025-06-30"]
    found = sorted(day for day in every if county.said(day, "L514"))
    wanted = sorted(day for day in every if days and days[0] <= day <= days[1])
    assert found == wanted


def test_a_step_that_does_not_apply_is_not_missing(county: County, started: str) -> None:
    without(county, started, r"steps:\n  permit: .*\n")
    assert county.codes(TODAY) == ["L514"]
    without(county, started, "new_land: true", "new_land: false")
    assert county.codes(TODAY) == []


def test_what_the_stage_has_said_is_not_said_again(county: County, started: str) -> None:
    stages = (county.root / "rules/stages.yaml").read_bytes().decode()
    county.write(
        "rules/stages.yaml", stages.replace("marks: [started]", "marks: [started], needs: [{step: permit}]")
    )
    without(county, started, r"permit: \{granted: 2025-01-08\}", "permit: {granted: 2025-03-01}")
    assert county.codes(TODAY) == ["L402"]
    assert county.codes("2025-02-01") == ["L402"]
    without(county, started, "2025-01-10}", "2025-01-10, waived: [permit], reason: 市政府专题会议同意先行}")
    assert county.codes(TODAY) == []
    assert county.codes("2025-02-01") == ["L514"]


def test_a_project_that_has_ended_needs_no_permit(county: County, started: str) -> None:
    without(county, started, r"steps:\n  permit: .*\n")
    with_lines(county, started, "  - {to: ended, on: 2025-06-01}\n")
    assert "L514" in county.codes("2025-05-31")
    assert county.codes(TODAY) == []


# ---- Completed with issues


@pytest.mark.parametrize(
    ("issue", "found"),
    [
        ("raised: 2025-06-30", True),
        ("raised: 2025-07-01", True),
        ("raised: 2025-07-02", False),  # raised afterwards
        ("raised: 2025-05-01, cleared: {on: 2025-07-01, by: 王某, evidence: 照片}", False),
        ("raised: 2025-05-01, cleared: {on: 2025-07-31, by: 王某, evidence: 照片}", False),
        ("raised: 2025-05-01, cleared: {on: 2025-08-01, by: 王某, evidence: 照片}", True),
    ],
)
def test_completed_with_an_issue(county: County, started: str, issue: str, found: bool) -> None:
    with_lines(county, started, "  - {to: completed, on: 2025-07-01}\n")
    with_lines(county, started, f"issues:\n  - {{id: i-3kd, title: 供电, class: land, {issue}}}\n")
    assert bool(county.said(TODAY, "L513")) == found
    assert county.said("2025-06-30", "L513") == []


# ---- Not registered


def test_a_small_project_need_not_be_registered(county: County, started: str) -> None:
    without(county, started, "registered: 2025-01-20", "approved: 2024-12-01")
    assert county.codes(TODAY) == ["L515"]
    without(county, started, "total: 10000", "total: 499.99")
    assert county.codes(TODAY) == []
    without(county, started, "total: 499.99", "total: 500")
    assert county.codes(TODAY) == ["L515"]


@pytest.mark.parametrize("end", ["completed", "ended"])
def test_nobody_registers_what_is_over(county: County, started: str, end: str) -> None:
    without(county, started, "registered: 2025-01-20", "approved: 2024-12-01")
    with_lines(county, started, f"  - {{to: {end}, on: 2025-06-01}}\n")
    assert "L515" in county.codes("2025-05-31")
    assert county.codes(TODAY) == []


def test_a_day_that_cannot_be_read_is_one_finding(county: County, started: str) -> None:
    without(county, started, "2025-01-20", "2025-01-32")
    assert county.codes(TODAY) == ["F227"]


def test_only_one_of_the_two_times(county: County, started: str) -> None:
    without(county, started, "registered: 2025-01-20", "approved: 2024-12-01")
    county.only("padding: {register_late: 10 wd}\n")
    assert county.codes("2025-01-24") == []  # the tenth working day after Friday the 10th
    assert county.said("2025-01-25", "L515") == [
        "2025-01-10 开工，超过 10 个工作日还没有入库纳统，严重逾期，完成投资没有进统计"
    ]


# ---- Idle


def days_idle(county: County) -> list[str]:
    """The first days of the months of 2025 on which the project counts as idle."""
    firsts = [f"2025-{month:02d}-01" for month in range(1, 13)]
    return [day for day in firsts if county.said(day, "L516")]


@pytest.fixture
def in_use(county: County, started: str) -> str:
    """The project, and idle works looked for."""
    county.only("padding: {idle_months: 3}\n")
    return started


@pytest.mark.parametrize(
    ("figures", "days"),
    [
        ("", ["05", "06", "07", "08", "09", "10", "11", "12"]),  # February, March and April are whole months
        ("2025-02: 0, 2025-03: 0, 2025-04: 0, 2025-05: 9, 2025-08: 9, 2025-12: 9", []),
        ("2025-02: 9, 2025-07: 9, 2025-10: 9, 2025-12: 9", ["06"]),
        ("2025-04: 9", ["08", "09", "10", "11", "12"]),
        ("2025-04: 5000, 2025-05: 5000", []),  # all of the total
    ],
)
def test_idle_works(county: County, in_use: str, figures: str, days: list[str]) -> None:
    with_lines(county, in_use, f"invested: {{{figures}}}\n")
    assert days_idle(county) == [f"2025-{month}-01" for month in days]


def test_works_that_are_suspended_are_not_idle(county: County, in_use: str) -> None:
    """Suspended on 20 May, resumed on 5 August: September, October and November count."""
    with_lines(county, in_use, "  - {to: suspended, on: 2025-05-20}\n  - {to: started, on: 2025-08-05}\n")
    assert days_idle(county) == ["2025-05-01", "2025-12-01"]


def test_a_figure_that_cannot_be_read_is_no_missing_one(county: County, in_use: str) -> None:
    with_lines(county, in_use, "invested: {2025-03: 一百}\n")
    found = county.codes("2025-12-31")
    assert "L516" not in found
    assert len(found) == 1


def test_a_ledger_that_nobody_keeps_says_nothing_about_later_months(county: County, started: str) -> None:
    """The newest month reported is May. In July the ledger counts as in use; from August on it is judged as on 31 May."""
    without(county, started, "registered: 2025-01-20", "approved: 2024-12-01")
    without(county, started, "on: 2025-01-10", "on: 2025-04-20")
    with_lines(county, started, "invested: {2025-04: 9, 2025-05: 9}\n")
    (county.root / OTHER).unlink()
    assert county.codes("2025-05-20") == []
    assert "严重逾期" not in county.said("2025-06-20", "L515")[0]
    assert "严重逾期" in county.said("2025-07-31", "L515")[0]
    for day in ("2025-08-01", "2026-08-01", "2030-01-01"):
        assert county.codes(day) == ["L515"]
        assert "严重逾期" not in county.said(day, "L515")[0]


def test_a_ledger_without_figures_says_nothing_of_time(county: County, started: str) -> None:
    without(county, started, "registered: 2025-01-20", "approved: 2024-12-01")
    assert county.codes(TODAY) == ["L515"]
    (county.root / OTHER).unlink()
    assert county.codes(TODAY) == []


def test_a_waiver_in_a_ledger_that_nobody_keeps_is_judged_by_the_same_day(
    county: County, started: str
) -> None:
    without(county, started, "registered: 2025-01-20", "approved: 2024-12-01")
    with_lines(county, started, "invested: {2025-04: 9, 2025-05: 9}\n")
    with_lines(county, started, "waivers:\n  - {code: L515, reason: 补正, by: 赵某, until: 2025-06-30}\n")
    (county.root / OTHER).unlink()
    assert county.codes("2025-06-30") == []
    assert county.codes("2025-07-01") == ["L515"]
    assert county.codes("2030-01-01") == []
    assert county.waived("2030-01-01") == [("L515", "2025-06-30")]


# ---- The rules


@pytest.mark.parametrize(
    "threshold",
    ["same_months: 1", "quarter_jump: 三倍", "beyond_total: 99", "spending_gap: 0", "permit: 施工证", "register_within: 一个月", "idle_months: 0", "open_issues: 是"],
)  # fmt: skip
def test_a_threshold_that_makes_no_sense_is_a_finding_of_the_rules(county: County, threshold: str) -> None:
    county.only(f"padding: {{{threshold}}}\n")
    found = county.found(TODAY)
    assert [one["path"] for one in found] == ["rules/indicators.yaml"]
    assert found[0]["severity"] == "error"


def test_show_counts_what_holds_on_the_day(county: County, started: str) -> None:
    without(county, started, "registered: 2025-01-20", "approved: 2024-12-01")
    assert "处问题" not in county.ok("show", "产业园", "--as-of-date", "2025-02-10")
    assert "有 1 处问题" in county.ok("show", "产业园", "--as-of-date", "2025-02-11")
