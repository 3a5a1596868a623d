"""`xmtz step list`: the clocks of one project."""

from __future__ import annotations

import pytest


def test_a_step_says_since_when_how_long_until_when_and_on_time(office):
    office.project("steps:\n  works: {applied: 2025-03-03, accepted: 2025-03-05, granted: 2025-03-28}\n")
    clock = office.step("works", "2025-06-01")["clock"]
    assert (clock["start"], clock["used"], clock["total"], clock["deadline"]) == (
        "2025-03-05",
        17,
        20,
        "2025-04-02",
    )
    assert (clock["late"], clock["holder"], clock["remaining"]) == (0, None, 3)
    out = office.ok("step", "list", "ts25-0001", "--as-of-date", "2025-06-01")
    assert "17/20 工作日" in out
    assert "按时" in out
    assert "on time" in office.ok("step", "list", "ts25-0001", "--as-of-date", "2025-06-01", lang="en")


def test_the_limit_of_the_case_that_holds_is_the_one_that_counts(office):
    office.project(
        "traits: {procedure: filing}\nsteps:\n  filing: {applied: 2025-03-03, accepted: 2025-03-03, granted: 2025-03-04}\n"
    )
    found = office.step("filing", "2025-06-01")
    assert (found["clock"]["total"], found["clock"]["late"], found["statute"]) == (0, 1, "条例第十三条")


def test_a_promise_has_a_deadline_of_its_own(office):
    office.project("steps:\n  eia: {accepted: 2025-03-03, granted: 2025-04-15}\n")
    found = office.step("eia", "2025-06-01")
    assert (found["clock"]["deadline"], found["clock"]["late"]) == (
        "2025-05-06",
        0,
    )  # 2 May is off, so are 3 to 5
    assert (found["promised"]["deadline"], found["promised"]["late"]) == (
        "2025-03-24",
        22,
    )  # 23 March is a Sunday
    assert "超承诺时限 22 日" in office.ok("step", "list", "ts25-0001", "--as-of-date", "2025-06-01")


def test_why_a_step_applies_or_not(office):
    office.project("traits: {special_fire: true, eia: none}\n")
    out = office.ok("step", "list", "ts25-0001", "--all", "--as-of-date", "2025-06-01")
    assert "成立：special_fire = 1（special_fire＝1）" in out
    assert "不成立：coalesce(eia, 'report') <> 'none'（eia＝none）" in out
    assert "所有项目都适用" in out
    assert "行政许可法第四十二条" in out
    steps = {one["key"]: one["applies"] for one in office.clocks("2025-06-01")["steps"]}
    assert steps == {"filing": True, "eia": False, "works": True, "fire": True, "permit": True}


def test_joint_handling_is_one_clock_from_the_first_acceptance_to_the_last_decision(office):
    office.project(
        "traits: {special_fire: true}\n"
        "steps:\n"
        "  works: {accepted: 2025-03-03, granted: 2025-04-30}\n"
        "  fire: {accepted: 2025-03-10, granted: 2025-05-20}\n"
    )
    clock = office.step("window", "2025-06-01")["clock"]
    # 3 March on, the first day not counted: 45 working days end on 8 May (4 to 6 April off; 27 April worked; 1 to 5 May off).
    assert (clock["start"], clock["total"], clock["deadline"]) == ("2025-03-03", 45, "2025-05-08")
    assert (clock["decided"], clock["late"]) == ("2025-05-20", 8)


def test_a_whole_process_counts_shared_days_once(office):
    office.project(
        "dates: {land: 2025-09-25, ground: 2025-10-16}\n"
        "steps:\n"
        "  filing: {accepted: 2025-03-03, granted: 2025-03-10}\n"
        "  works: {accepted: 2025-03-05, granted: 2025-03-12}\n"
        "  permit: {accepted: 2025-06-09, granted: 2025-06-13}\n"
    )
    whole = office.step("whole", "2025-12-01")["clock"]
    assert (whole["used"], whole["remaining"], whole["late"]) == (7 + 4, 8, 0)
    ground = office.step("land_to_ground", "2025-12-01")["clock"]
    assert (ground["deadline"], ground["used"], ground["late"]) == ("2025-10-15", 11, 1)


@pytest.mark.parametrize("format_", ["table", "md", "csv", "json"])
def test_the_past_is_told_as_it_was_known(office, format_):
    early = "steps:\n  works: {applied: 2025-03-03, accepted: 2025-03-05}\n"
    path = office.project(early)
    then = office.ok("step", "list", "ts25-0001", "--as-of-date", "2025-03-10", "--format", format_)
    office.write(
        path, (office.root / path).read_text("utf-8").replace(early, early[:-2] + ", granted: 2025-03-28}\n")
    )
    now = office.ok("step", "list", "ts25-0001", "--as-of-date", "2025-03-10", "--format", format_)
    assert now == then


def test_a_year_without_a_calendar_is_marked(office):
    office.project("steps:\n  works: {accepted: 2026-12-20}\n")
    assert office.step("works", "2026-12-21")["clock"]["provisional"] is True
    out = office.ok("step", "list", "ts25-0001", "--as-of-date", "2026-12-21")
    assert "放假安排只公布到 2026-12-31" in out
    office.write("rules/calendar.yaml", "holidays: [2027-01-01]\nknown_until: 2027-12-31\n")
    assert office.step("works", "2026-12-21")["clock"]["provisional"] is False


def test_wrong_words_are_refused(office):
    office.project()
    assert "没有" in office.refused("step", "list", "没有这个")
    assert "--format" in office.refused("step", "list", "ts25-0001", "--format", "pdf")
