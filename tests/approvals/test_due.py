"""`xmtz due`: the prompts of a day."""

from __future__ import annotations

import json


def kinds(found):
    return [one[0] for one in found if one[0] != "regular"]


def test_an_application_has_to_be_answered_within_five_working_days(office):
    office.project("steps:\n  works: {applied: 2025-03-03}\n")
    assert ("answer", "works", "2025-03-10", 3) in office.due("2025-03-05")
    # Nobody answered: accepted by law on the day received, and 20 working days end on 31 March.
    assert ("decide", "works", "2025-03-31", 10) in office.due("2025-03-17", "--days", "20")
    assert "逾期未告知，视为受理" in office.ok("due", "--as-of-date", "2025-03-17", "--days", "20")


def test_the_earlier_of_promise_and_law_is_prompted(office):
    office.project("steps:\n  eia: {accepted: 2025-03-03}\n")
    assert ("decide", "eia", "2025-03-24", 4) in office.due("2025-03-18")
    assert "按承诺时限" in office.ok("due", "--as-of-date", "2025-03-18")
    assert ("decide", "eia", "2025-03-24", -5) in office.due("2025-03-31")


def test_a_decided_step_is_prompted_on_the_days_before_its_decision_only(office):
    office.project("steps:\n  works: {accepted: 2025-03-03, granted: 2025-04-10}\n")
    assert ("decide", "works", "2025-03-31", -1) in office.due("2025-04-01")
    assert kinds(office.due("2025-04-11")) == []


def test_a_pause_that_goes_on_and_a_correction_that_is_awaited(office):
    office.project(
        "steps:\n"
        "  works:\n    accepted: 2025-03-03\n    paused: [{from: 2025-03-10, why: hearing}]\n"
        "  filing:\n    applied: 2025-03-03\n    corrected: [{told: 2025-03-05, missing: [图纸]}]\n"
    )
    assert kinds(office.due("2025-03-20")) == ["correct"]
    assert set(kinds(office.due("2025-04-09"))) >= {"correct", "paused"}
    assert "decide" not in kinds(office.due("2025-09-09"))


def test_deferred_committed_broken_and_lapsing(office):
    office.project(
        "steps:\n"
        "  works: {accepted: 2025-03-03, granted: 2025-03-20, deferred: {on: 2025-03-03, missing: [图], until: 2025-04-30}}\n"
        "  permit: {granted: 2025-03-20, committed: {on: 2025-03-10, to: 补齐, check_by: 2025-05-10}}\n"
        "  filing: {applied: 2024-01-03, accepted: 2024-01-04, granted: 2024-01-10}\n"
    )
    found = office.due("2025-06-10", "--days", "300")
    assert ("deferred", "works", "2025-04-30", -25) in found
    assert ("committed", "permit", "2025-05-10", -21) in found
    # Three months from 20 March 2025; two years from 10 January 2024, a Saturday then moved to Monday.
    assert ("valid", "permit", "2025-06-20", 8) in found
    assert any(one[:3] == ("valid", "filing", "2026-01-12") for one in found)


def test_a_permit_that_was_used_does_not_lapse(office):
    office.project(
        "stages:\n  - {to: started, on: 2025-05-01}\nsteps:\n  permit: {accepted: 2025-03-17, granted: 2025-03-20}\n"
    )
    assert "valid" in kinds(office.due("2025-04-20", "--days", "90"))
    assert "valid" not in kinds(office.due("2025-06-19"))


def test_issues_figures_and_regular_days(office):
    office.project(
        "people: {statistician: 李统计, leader: 王某}\n"
        "stages:\n  - {to: started, on: 2025-05-01}\n"
        "issues:\n  - {id: i-abc, title: 征迁, class: land, raised: 2025-06-02, due: 2025-06-12, assigned: {unit: b, person: 赵某, on: 2025-06-02}}\n"
    )
    found = office.due("2025-06-10", "--days", "20")
    assert ("issue", "i-abc", "2025-06-12", 2) in found
    assert ("figures", "2025-06", "2025-06-25", 11) in found
    # 15 June 2025 is a Sunday: both readings are given.
    assert [one for one in found if one[0] == "regular"] == [("regular", "survey_day", "2025-06-15", 3)]
    assert "顺延则为 2025-06-16" in office.ok("due", "--as-of-date", "2025-06-10", "--days", "20")
    assert kinds(office.due("2025-06-10", "--days", "20", "--person", "赵某")) == ["issue"]
    assert kinds(office.due("2025-06-10", "--days", "20", "--person", "李统计")) == ["figures"]
    assert kinds(office.due("2025-06-10", "--days", "20", "--unit", "乙镇")) == ["issue"]


def test_what_is_overdue_can_fail_a_job(office):
    office.project("steps:\n  works: {accepted: 2025-03-03}\n")
    assert office.run("due", "--as-of-date", "2025-03-31", "--fail-overdue").code == 0
    ran = office.run("due", "--as-of-date", "2025-04-01", "--fail-overdue")
    assert ran.code == 1
    assert "其中已逾期 1 项" in ran.out
    assert office.run("due", "--as-of-date", "2025-04-01").code == 0


def test_a_calendar_file_that_other_programs_read(office):
    office.project("steps:\n  works: {accepted: 2025-03-03}\n", name="厂房，一期;二期" + "很长的名字" * 20)
    out = office.ok("due", "--as-of-date", "2025-03-25", "--format", "ics")
    lines = out.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20250331" in out
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = out.replace("\r\n ", "")
    assert "\\;二期" in unfolded
    assert out == office.ok("due", "--as-of-date", "2025-03-25", "--format", "ics")
    target = office.root.parent / "due.ics"
    office.ok("due", "--as-of-date", "2025-03-25", "--format", "ics", "-o", str(target))
    assert target.read_bytes().count(b"\r\n") > 10


def test_projects_given_up_owe_nothing(office):
    office.project("stages:\n  - {to: ended, on: 2025-04-01}\nsteps:\n  works: {accepted: 2025-03-03}\n")
    assert kinds(office.due("2025-03-31")) == ["decide"]
    assert kinds(office.due("2025-04-02")) == []


def test_every_format_holds_the_same_prompts(office):
    office.project("steps:\n  works: {accepted: 2025-03-03}\n", name="=HYPERLINK(1)")
    data = json.loads(office.ok("due", "--as-of-date", "2025-04-01", "--format", "json"))
    assert (data["version"], data["overdue"]) == (1, 1)
    csv = office.ok("due", "--as-of-date", "2025-04-01", "--format", "csv")
    assert "'=HYPERLINK(1)" in csv
    assert "逾期 1 个工作日" in office.ok("due", "--as-of-date", "2025-04-01", "--format", "md")
    assert "1 wd over" in office.ok("due", "--as-of-date", "2025-04-01", lang="en")


def test_a_filing_does_not_lapse_where_its_case_says_so(office):
    """两年有效期只对核准（条例第十二条），备案没有。"""
    steps = "steps:\n  filing: {accepted: 2024-01-04, granted: 2024-01-10}\n"
    rules = (office.root / "rules/steps.yaml").read_text("utf-8")
    office.write(
        "rules/steps.yaml", rules.replace("statute: 条例第十三条}", "statute: 条例第十三条, valid: 0 y}")
    )
    office.project("traits: {procedure: filing}\n" + steps)
    office.project("traits: {procedure: ratification}\n" + steps)
    out = office.ok("due", "--as-of-date", "2026-02-02", "--format", "json")
    assert [one["project"] for one in json.loads(out)["duties"] if one["kind"] == "valid"] == ["ts25-0002"]
    refused = office.refused("step", "ts25-0001", "filing", "lapse=2026-02-02", "--reason", "未开工", code=1)
    assert "规则没有写有效期" in refused


def test_a_whole_process_is_prompted_until_its_second_event(office):
    """沣西: ten working days from land to ground; the 28th of September and 11 October 2025 are worked."""
    path = office.project("dates: {land: 2025-09-25}\n")
    assert ("process", "land_to_ground", "2025-10-15", 5) in office.due("2025-10-09")
    assert ("process", "land_to_ground", "2025-10-15", -3) in office.due("2025-10-20")
    office.write(
        path, (office.root / path).read_text("utf-8").replace("09-25}", "09-25, ground: 2025-10-20}")
    )
    assert kinds(office.due("2025-10-20")) == []
    assert ("process", "land_to_ground", "2025-10-15", -2) in office.due("2025-10-17")


def test_a_process_that_counts_handling_is_late_also_when_it_stands_still(office):
    office.project(
        "steps:\n"
        "  filing: {accepted: 2025-03-03, granted: 2025-03-31}\n"  # 20 of 19 working days
        "  works: {accepted: 2025-05-06}\n"
    )
    assert ("process", "whole", "2025-04-15", -1) in office.due("2025-04-15")
    assert ("process", "whole", "2025-05-08", -3) in office.due("2025-05-08")  # 7 and 8 May have gone by


def test_joint_handling_is_prompted_by_its_own_limit(office):
    office.project(
        "traits: {special_fire: true}\nsteps:\n  works: {accepted: 2025-03-03, granted: 2025-03-20}\n  fire: {accepted: 2025-03-10}\n"
    )
    assert ("joint", "window", "2025-05-08", 3) in office.due("2025-04-30")
