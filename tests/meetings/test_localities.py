"""The regular duties of the five localities, counted by hand in their examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_ledger import Small

from xmtz.cli import main as program

EXAMPLES = Path(__file__).resolve().parents[2] / "ledgers"


def counted(capsys, name: str, period: str, day: str) -> dict[str, tuple[int, int]]:
    """Of each duty how often it was kept, and how often it should have been."""
    arguments = ["cadence", period, "--as-of-date", day, "--format", "json"]
    assert program.run(["--lang", "zh", "--ledger", str(EXAMPLES / name), *arguments]) == 0
    found = json.loads(capsys.readouterr().out)["cadences"]
    return {one["key"]: (one["did"], one["should"]) for one in found}


def test_xinmi_weekly_survey_monthly_dispatch_quarterly_tour_and_the_15th(capsys):
    found = counted(capsys, "xinmi", "2025-Q1", "2025-03-31")
    assert found["monthly_dispatch"] == (3, 3)
    assert found["quarterly_tour"] == (1, 1)
    assert found["weekly_survey"] == (11, 13)  # not in the weeks of New Year's Day and of the Spring Festival
    # Under construction 10, 12 and 13; visited on the 15th, or on the Monday after a Saturday, 8, 9 and 12.
    assert found["survey_day"] == (29, 35)
    assert found["yearly_evaluation"] == (0, 0)


def test_hanbin_weekly_fortnightly_monthly_start_and_quarterly_tour(capsys):
    found = counted(capsys, "hanbin", "2023-Q3", "2023-09-30")
    assert found["weekly_dispatch"] == (11, 13)  # not in the weeks of June 26 and August 21
    assert found["fortnightly_dispatch"] == (6, 7)  # every second Monday from July 3 on
    assert found["monthly_start"] == (2, 3)  # none in August
    assert found["quarterly_tour"] == (1, 1)


def test_suqian_weekly_dispatch_daily_tracking_and_publication(capsys):
    found = counted(capsys, "suqian", "2023-07", "2023-08-31")
    assert found["weekly_dispatch"] == (5, 5)
    assert found["daily_tracking"] == (15, 17)  # province-listed projects, on July 31
    assert found["publication"] == (1, 1)


def test_xunyang_weekly_list_monthly_assessment_and_urging_quarterly_judgement(capsys):
    found = counted(capsys, "xunyang", "2020-Q2", "2020-05-31")
    assert found["weekly_list"] == (9, 9)  # from March 30, the week that ends in April, to May 25
    assert found["monthly_assessment"] == (2, 2)  # June is to come
    assert found["monthly_urging"] == (2, 2)
    assert found["quarterly_judgement"] == (1, 1)
    assert found["half_year_check"] == (0, 0)  # due by the end of July


def test_fengxi_monthly_dispatch_meeting_bulletin_and_quarterly_assessment(capsys):
    found = counted(capsys, "fengxi", "2023", "2023-11-30")
    assert found["dispatch"] == (10, 11)  # not in January
    assert found["meeting"] == (10, 11)
    assert found["bulletin"] == (10, 11)
    assert found["assessment"] == (2, 3)  # not for the first quarter


@pytest.mark.parametrize(
    ("name", "arguments", "day"),
    [
        ("fengxi", ("--monthly",), "2023-11-06"),
        ("fengxi", ("--kind", "dispatch"), "2023-11-21"),
        ("hanbin", ("--biweekly",), "2023-09-25"),
        ("hanbin", ("--weekly",), "2023-09-25"),
        ("suqian", ("--weekly",), "2023-07-31"),
        ("xinmi", ("--monthly",), "2025-03-26"),
        ("xinmi", ("--quarterly",), "2025-03-28"),
        ("xunyang", ("--weekly",), "2020-05-25"),
        ("xunyang", ("--monthly",), "2020-05-29"),
        ("xunyang", ("--quarterly",), "2020-04-02"),
    ],
)
def test_every_meeting_of_the_localities_has_projects_to_dispatch(capsys, name, arguments, day):
    command = ["meeting", "prepare", *arguments, "--on", day, "--format", "json"]
    assert program.run(["--lang", "zh", "--ledger", str(EXAMPLES / name), *command]) == 0
    agenda = json.loads(capsys.readouterr().out)
    assert agenda["focus"]
    for one in agenda["focus"]:
        assert one["reasons"]
        for reason in one["reasons"]:
            path, _, line = reason["place"].partition(":")
            file = EXAMPLES / name / path
            assert file.is_file(), reason  # every reason rests on a line of a file
            if line:
                assert 0 < int(line) <= len(file.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("name", ["fengxi", "hanbin", "suqian", "xinmi", "xunyang", "national"])
def test_the_rules_of_every_template_are_sound(tmp_path, name):
    rules = EXAMPLES.parent / "templates"
    root = tmp_path / "新台账"
    assert program.run(["--lang", "zh", "init", str(root), "--template", name, "--no-git"]) == 0
    assert rules.is_dir()
    ledger = Small.__new__(Small)
    ledger.root = root
    assert "rules/cadence.yaml" not in ledger.run("check").out
    assert json.loads(ledger.ok("cadence", "2025", "--format", "json"))["cadences"]
