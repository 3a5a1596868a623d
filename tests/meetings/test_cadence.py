"""Which regular duties were kept: period by period, by which file, and who missed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from meeting_office import CADENCE, Office
from small_ledger import PLAIN

AFTER = ("--as-of-date", "2025-12-31")


def test_a_meeting_keeps_the_week_it_was_held_in(office):
    path = office.meeting("2025-07-09", "weekly", "chair: 王某\n")
    found = office.cadence("weekly", "2025-07", "--as-of-date", "2025-07-16")
    states = {one["period"]: one["state"] for one in found["periods"]}
    # The week of June 30 ends in July; that of July 14 is not over; those that begin later are left out.
    assert states == {"2025-W27": "missed", "2025-W28": "kept", "2025-W29": "open"}
    kept = found["periods"][1]
    assert (kept["on"], kept["paths"], kept["who"]) == ("2025-07-09", [path], ["王某"])
    assert (found["should"], found["did"], found["rate"]) == (2, 1, "1/2")


def test_a_period_belongs_to_the_month_of_its_last_day(office):
    june, july, august = (
        office.states("weekly", month, "--as-of-date", "2025-12-31")
        for month in ("2025-06", "2025-07", "2025-08")
    )
    assert list(june)[-1] == "2025-W26"
    assert list(july) == ["2025-W27", "2025-W28", "2025-W29", "2025-W30"]
    assert next(iter(august)) == "2025-W31"  # it begins on July 28
    assert len(office.states("weekly", "2025", *AFTER)) == 52


def test_what_came_after_the_day_does_not_count(office):
    office.meeting("2025-07-09", "weekly")
    assert office.states("weekly", "2025-07", "--as-of-date", "2025-07-08")["2025-W28"] == "open"
    assert office.states("weekly", "2025-07", "--as-of-date", "2025-07-09")["2025-W28"] == "kept"


def test_another_kind_of_meeting_keeps_nothing(office):
    office.meeting("2025-07-09", "monthly")
    assert office.states("weekly", "2025-07", *AFTER)["2025-W28"] == "missed"
    assert office.states("monthly", "2025-07", *AFTER) == {"2025-07": "kept"}


def test_fortnights_are_pairs_of_weeks(office):
    office.meeting("2025-06-30", "fortnightly")  # Monday of the first week of a pair
    office.meeting("2025-07-27", "fortnightly")  # Sunday of the second week of the next one
    found = office.states("fortnightly", "--from", "2025-06-30", "--to", "2025-08-10", *AFTER)
    assert found == {"2025-W27-W28": "kept", "2025-W29-W30": "kept", "2025-W31-W32": "missed"}


def test_a_week_without_working_days_asks_for_nothing(tmp_path):
    days = ", ".join(f"2025-07-{day:02}" for day in range(7, 14))
    office = Office(tmp_path / "县", rules={**PLAIN, "cadence": CADENCE, "calendar": f"holidays: [{days}]\n"})
    assert "2025-W28" not in office.states("weekly", "2025-07", *AFTER)
    office.meeting("2025-07-09", "weekly")  # one that was held all the same is shown
    assert office.states("weekly", "2025-07", *AFTER)["2025-W28"] == "kept"


# ---- The 15th


def visited(office, *days: str) -> None:
    office.count = 0
    visits = "".join(f"  - {{on: {day}, by: 李某}}\n" for day in days)
    office.project(
        f"stages: [{{to: started, on: 2025-01-10}}]\nvisits:\n{visits}", name="三一产业园", level="province"
    )


@pytest.mark.parametrize(
    ("day", "kept"), [("2025-02-14", 0), ("2025-02-15", 1), ("2025-02-16", 0), ("2025-02-17", 1), ("2025-02-18", 0)]
)  # fmt: skip
def test_a_15th_on_a_saturday_has_two_readings_and_either_will_do(office, day, kept):
    visited(office, day)
    (period,) = office.cadence("survey_day", "2025-02", *AFTER)["periods"]
    assert period["due_on"] == ["2025-02-15", "2025-02-17"]
    assert (period["did"], period["should"]) == (kept, 1)
    table = office.ok("cadence", "2025-02", "--kind", "项目建设调研日", *AFTER)
    assert "2025-02-15 不上班，顺延为 2025-02-17，任一天均可" in table


def test_a_15th_that_is_worked_has_one_reading(office):
    visited(office, "2025-04-15")
    (period,) = office.cadence("survey_day", "2025-04", *AFTER)["periods"]
    assert (period["due_on"], period["state"]) == (["2025-04-15"], "kept")
    assert "不上班" not in office.ok("cadence", "2025-04", "--kind", "survey_day", *AFTER)


def test_a_saturday_that_a_ledger_works_is_no_day_off(tmp_path):
    calendar = "working: [2025-02-15]\n"
    office = Office(tmp_path / "县", rules={**PLAIN, "cadence": CADENCE, "calendar": calendar})
    office.project("stages: [{to: started, on: 2025-01-10}]\n")
    (period,) = office.cadence("survey_day", "2025-02", *AFTER)["periods"]
    assert period["due_on"] == ["2025-02-15"]


def test_a_15th_within_a_long_holiday_moves_behind_it(tmp_path):
    holidays = ", ".join(f"2025-05-{day}" for day in range(15, 20))
    office = Office(
        tmp_path / "县", rules={**PLAIN, "cadence": CADENCE, "calendar": f"holidays: [{holidays}]\n"}
    )
    office.project("stages: [{to: started, on: 2025-01-10}]\n")
    (period,) = office.cadence("survey_day", "2025-05", *AFTER)["periods"]
    assert period["due_on"] == ["2025-05-15", "2025-05-20"]


def test_a_survey_day_is_open_until_its_later_reading_is_over(office):
    assert office.states("survey_day", "2025-02", "--as-of-date", "2025-02-17") == {"2025-02": "open"}
    assert office.states("survey_day", "2025-02", "--as-of-date", "2025-02-18") == {"2025-02": "missed"}


def test_only_the_projects_of_the_condition_owe_a_visit(office):
    office.project("stages: [{to: started, on: 2025-03-01}]\n", name="第三个")
    visited(office, "2025-02-17", "2025-03-15")
    # In February one project was under construction, in March two.
    found = office.cadence("survey_day", "2025-Q1", *AFTER)
    assert [(one["did"], one["should"], one["state"]) for one in found["periods"]] == [
        (0, 1, "missed"), (1, 1, "kept"), (1, 2, "partly"),
    ]  # fmt: skip
    assert [one["name"] for one in found["periods"][2]["lacking"]] == ["第三个"]
    assert (found["did"], found["should"], found["rate"]) == (2, 4, "1/2")


def test_where_no_project_owes_it_nothing_is_asked(office):
    # On December 31, 2024, neither project was under construction; from January 10 one was.
    found = office.cadence("survey_day", "--from", "2024-12-01", "--to", "2025-01-31", *AFTER)
    assert [(one["period"], one["should"]) for one in found["periods"]] == [("2025-01", 1)]


# ---- Starts, figures, updates


def test_a_month_in_which_a_project_started(office):
    found = office.cadence("starts", "2025-Q1", *AFTER)
    assert [one["state"] for one in found["periods"]] == ["kept", "missed", "missed"]
    assert found["periods"][0]["on"] == "2025-01-10"


def test_figures_of_those_that_have_to_report(office):
    office.count = 0
    office.project(
        "stages: [{to: started, on: 2025-01-10}]\ninvested: {2025-01: 100, 2025-03: 5}\n", name="三一产业园"
    )
    office.project("stages: [{to: started, on: 2025-02-10}]\ninvested: {2025-03: 0}\n", name="和美乡村")
    found = office.cadence("figures", "2025-Q1", *AFTER)["periods"]
    assert [(one["did"], one["should"], one["state"]) for one in found] == [
        (1, 1, "kept"), (0, 2, "missed"), (2, 2, "kept"),
    ]  # fmt: skip


def test_figures_are_not_missed_before_their_day(office):
    # 2025-01-25 is a Saturday; the Sunday after it is worked, so that figures are due on the 26th.
    (period,) = office.cadence("figures", "2025-01", "--as-of-date", "2025-01-26")["periods"]
    assert (period["due_on"], period["state"]) == (["2025-01-26"], "open")
    assert office.states("figures", "2025-01", "--as-of-date", "2025-01-27") == {"2025-01": "missed"}


def test_daily_tracking_tells_how_old_the_newest_entry_is(office):
    office.count = 0
    office.project(
        "stages: [{to: started, on: 2025-01-10}]\n"
        "issues:\n  - {id: i-1aa, title: 缺电, class: other, raised: 2025-07-01, progress: [{on: 2025-07-09, text: 已报装}]}\n",
        name="三一产业园", level="province",
    )  # fmt: skip
    (period,) = office.cadence("tracking", "2025-07", "--as-of-date", "2025-07-13")["periods"]
    # July 13 is a Sunday: what counts is Friday, the 11th.
    assert (period["period"], period["did"], period["should"]) == ("2025-07-11", 0, 1)
    assert period["updates"] == [{"id": "ts25-0001", "name": "三一产业园", "last": "2025-07-09", "days": 2}]
    (period,) = office.cadence("tracking", "2025-07", "--as-of-date", "2025-07-09")["periods"]
    assert (period["did"], period["updates"][0]["days"]) == (1, 0)


def test_figures_have_no_day_and_are_no_update(office):
    office.count = 0
    office.project(
        "stages: [{to: started, on: 2025-01-10}]\ninvested: {2025-07: 100}\n",
        name="三一产业园",
        level="province",
    )
    (period,) = office.cadence("tracking", "2025-07", "--as-of-date", "2025-07-31")["periods"]
    assert period["updates"][0]["last"] == "2025-01-10"


# ---- Bulletins


def test_a_file_of_the_period_keeps_the_only_bulletin_of_its_kind(office):
    office.write("bulletins/2025-07/七月通报.md", "# 通报\n")
    found = office.cadence("bulletin", "--from", "2025-07-01", "--to", "2025-08-31", *AFTER)
    assert [one["state"] for one in found["periods"]] == ["kept", "missed"]
    assert found["periods"][0]["paths"] == ["bulletins/2025-07/七月通报.md"]


def test_of_two_bulletins_a_month_each_is_known_by_its_name(tmp_path):
    cadence = CADENCE.replace(
        "dispatch:\n", "  ranking: {label: 月排名, every: month, kept_by: bulletin}\ndispatch:\n"
    )
    office = Office(tmp_path / "县", rules={**PLAIN, "cadence": cadence})
    office.write("bulletins/2025-07/ranking.md", "# 排名\n")
    office.write("bulletins/2025-07/别的.md", "# 别的\n")
    assert office.states("ranking", "2025-07", *AFTER) == {"2025-07": "kept"}
    assert office.states("bulletin", "2025-07", *AFTER) == {"2025-07": "missed"}


def test_a_bulletin_may_come_until_the_end_of_the_next_month(office):
    assert office.states("bulletin", "2025-07", "--as-of-date", "2025-08-31") == {"2025-07": "open"}
    assert office.states("bulletin", "2025-07", "--as-of-date", "2025-09-01") == {"2025-07": "missed"}


def test_the_report_itself_keeps_the_duty_and_makes_its_folder(office):
    office.ok(
        "report", "--monthly", "2025-01", "--format", "md",
        "-o", str(office.root / "bulletins/2025-01/bulletin.md"),
    )  # fmt: skip
    assert office.states("bulletin", "2025-01", *AFTER) == {"2025-01": "kept"}


def test_a_commit_has_its_own_bulletins_and_meetings(office):
    office.write("bulletins/2025-07/bulletin.md", "# 通报\n")
    office.meeting("2025-07-09", "weekly")
    commit = office.commit()
    (office.root / "bulletins/2025-07/bulletin.md").unlink()
    (office.root / "meetings/2025-07-09-weekly.yaml").unlink()
    assert office.states("bulletin", "2025-07", *AFTER) == {"2025-07": "missed"}
    assert office.states("bulletin", "2025-07", *AFTER, "--as-of", commit) == {"2025-07": "kept"}
    assert office.states("weekly", "2025-07", *AFTER, "--as-of", commit)["2025-W28"] == "kept"


# ---- Asking


def test_only_what_was_missed(office):
    office.meeting("2025-07-09", "weekly")
    table = office.ok("cadence", "2025-07", "--kind", "周调度", "--missed", *AFTER)
    assert "2025-W27" in table
    assert "2025-W28" not in table
    assert office.run("cadence", "2025-07", "--kind", "weekly", "--fail-missed", *AFTER).code == 1
    assert office.run("cadence", "2025-07", "--kind", "starts", "--fail-missed", *AFTER).code == 1
    assert office.run("cadence", "2025-01", "--kind", "starts", "--fail-missed", *AFTER).code == 0


def test_every_format(office):
    csv = office.ok("cadence", "2025-Q3", "--kind", "tour", "--format", "csv", *AFTER)
    assert csv.split("\r\n")[1].startswith("tour,季观摩,2025-Q3,2025-07-01,2025-09-30,没做到,,1,0")
    assert "| 季观摩 | 每季 |" in office.ok("cadence", "2025-Q3", "--kind", "tour", "--format", "md", *AFTER)
    english = office.ok("cadence", "2025-Q3", "--kind", "Tour", *AFTER, lang="en")
    assert "missed" in english
    file = office.root.parent / "频次.json"
    office.ok("cadence", "2025-Q3", "--format", "json", "-o", str(file), *AFTER)
    assert json.loads(file.read_text(encoding="utf-8"))["version"] == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("七月",), "不是月、季、半年或年"),
        (("2025-07", "--from", "2025-07-01"), "只写一种"),
        (("--from", "2025-07-02", "--to", "2025-07-01"), "早于"),
        (("2025", "--kind", "茶话会"), "没有“茶话会”"),
        (("2025", "--kind", "调度"), "weekly（周调度）、fortnightly（双周调度）"),
        (("2025", "--format", "pdf"), "--format"),
    ],
)
def test_what_cannot_be_asked(office, arguments, says):
    assert says in office.refused("cadence", *arguments)


def test_a_condition_that_cannot_be_read_is_named(tmp_path: Path):
    office = Office(
        tmp_path / "县", rules={**PLAIN, "cadence": CADENCE.replace("when: is_started,", "when: is_stated,")}
    )
    assert "is_stated" in office.refused("cadence", "2025", "--kind", "survey_day")
    found = office.run("check").out
    assert "U500" in found
    assert "rules/cadence.yaml:2" in found
