"""Schedules of the example ledgers, reckoned by hand. Every sum stands here; the holidays are those published."""

from __future__ import annotations

import json

import pytest
from example_runs import MONTHS, asked, opened, said

from xmtz.domain.months import Month
from xmtz.render.clocks.schedule import schedule_document
from xmtz.render.clocks.schedule_data import schedule_csv
from xmtz.render.terminal import document_text
from xmtz.reports.clocks.schedule import schedule
from xmtz.reports.names import Names

CLOSED = {"xunyang": "2020-06-01", "xinmi": "2025-03-28"}
"""The day on which each example is looked at."""


def scheduled(ledger, words):
    """The schedule of a project, and its tasks by name."""
    found = json.loads(said(ledger, "schedule", words, "--as-of-date", CLOSED[ledger], "--format", "json"))
    return found, {one["label"]: one for one in found["tasks"]}


def earliest(task):
    return task["days"], task["begin"], task["finish"]


def latest(task):
    return task["begin_by"], task["finish_by"], task["float"]


def test_a_works_under_way():
    """Sewage works in Xunyang, begun on 2020-04-10; Monday 2020-06-01; wanted by 2021-08-31.

    Working days: June 2020 has 20 after the 1st (off the 25th and 26th, Sunday the 28th worked); July 23,
    August 21, September 23 (Sunday the 27th), October 17 (off to the 8th, Saturday the 10th), November 21,
    December 23; 2021: January 20, February 17 (off the 11th to the 17th, Sunday the 7th and Saturday the
    20th worked), March 23, April 22 (off the 5th, Sunday the 25th), May 19 (off to the 5th, Saturday the 8th),
    June 21 (off the 14th), July 22, August 22.
    """
    found, tasks = scheduled("xunyang", "污水处理")
    # The pit runs since the start and is planned for 07-20: 20 left in June, 14 in July (1 to 20) = 34.
    pit = tasks["生化池基坑"]
    assert earliest(pit) == (34, "2020-06-01", "2020-07-20")
    # The basins take 120 from then: 9 in July, 21, 23, 17, 21, 23 to December = 114, and six in January,
    # 4 to 8 and 11: the first Friday is a holiday.
    basins = tasks["池体完成"]
    assert earliest(basins) == (120, "2020-07-20", "2021-01-11")
    # The trial run takes 140: 14 in January (12 to 29), 17, 23, 22, 19, 21, 22 to July = 138, and two: 08-03.
    trial = tasks["通水试运行"]
    assert earliest(trial) == (140, "2021-01-11", "2021-08-03")
    # August has 22, of which 20 are left after the 3rd.
    assert (found["earliest_finish"], found["wanted_finish"], found["slip"]) == (
        "2021-08-03",
        "2021-08-31",
        -20,
    )
    # Twenty after 01-11: 14 in January, 1 to 5 February, Sunday the 7th. Twenty after 07-20: 9, then 3 to 17 August.
    assert latest(trial) == ("2021-02-07", "2021-08-31", 20)
    assert latest(basins) == ("2020-08-17", "2021-02-07", 20)
    assert latest(pit)[1:] == ("2020-08-17", 20)
    assert found["critical_path"] == ["milestone:0", "milestone:1", "milestone:2"]
    # The land title was accepted on 2019-12-04 and is long overdue: a day at least, and all the time until
    # the end: 20 + 23 + 21 + 23 + 17 + 21 + 23 in 2020, 20 + 17 + 23 + 22 + 19 + 21 + 22 + 22 in 2021 = 314, less 1.
    title = tasks["土地取得（划拨决定书或不动产权证）"]
    assert earliest(title) == (1, "2020-06-01", "2020-06-02")
    assert latest(title)[1:] == ("2021-08-31", 313)


def test_steps_before_construction():
    """A factory in Xunyang, 2020-06-01: filed but not registered; works planned from 2020-09-01 to 2021-12-31."""
    found, tasks = scheduled("xunyang", "山东神骏")
    # Registering takes no time; the rest by its limits: June has 20 left, July 23, so the land permit (20) ends
    # on 06-30, the title (30) seven days into August, the 11th; 14 are left there and six in September make 20:
    # 09-08; the works permit (7 days, 5 working ones) 09-15.
    names = ["立项（审批、核准、备案）", "建设用地规划许可证", "土地取得（划拨决定书或不动产权证）", "建设工程规划许可证", "建筑工程施工许可证"]  # fmt: skip
    assert [earliest(tasks[name]) for name in names] == [
        (0, "2020-06-01", "2020-06-01"),
        (20, "2020-06-01", "2020-06-30"),
        (30, "2020-06-30", "2020-08-11"),
        (20, "2020-08-11", "2020-09-08"),
        (5, "2020-09-08", "2020-09-15"),
    ]
    # Construction as planned takes what lies between 09-01 and 12-31 of the next year: 22 + 17 + 21 + 23 in 2020,
    # 20 + 17 + 23 + 22 + 19 + 21 + 22 + 22 + 22 (September: off 20 and 21, the 18th and 26th worked)
    # + 17 (October: off to the 7th, the 9th worked) + 22 + 23 = 333.
    works = tasks["施工"]
    assert works["days"] == 333
    # So it would have to begin on 09-01, and begins 10 days later (2, 3, 4, 7 to 11, 14, 15 September).
    assert latest(works) == ("2020-09-01", "2021-12-31", -10)
    assert works["begin"] == "2020-09-15"
    assert found["slip"] == 10
    assert found["critical_path"] == [
        "filing",
        "land_plan",
        "land_use",
        "works_plan",
        "works_permit",
        "construction",
    ]
    # The EIA (60 days, 43 working ones) ends on 07-31: 20 + 23 = 43; it may end on 09-01, 21 + 1 = 22 later.
    eia = tasks["环境影响评价审批"]
    assert earliest(eia) == (43, "2020-06-01", "2020-07-31")
    assert latest(eia) == ("2020-07-02", "2020-09-01", 22)


def test_a_clock_that_stands_still():
    """A battery works in Xinmi, Friday 2025-03-28, the day for which its start was planned; wanted by 2026-12-31."""
    found, tasks = scheduled("xinmi", "钠离子")
    # The EIA (60 days, 43 working ones) was accepted on 01-08 and stands still since 01-20: 9, 10 and 13 to 17
    # January are used, 36 left: 1 in March, 22 in April (off the 4th, Sunday the 27th), 13 in May after the
    # holiday of its first five days: 6 to 9, 12 to 16, 19 to 22.
    eia = tasks["环境影响评价审批"]
    assert earliest(eia) == (36, "2025-03-28", "2025-05-22")
    # Construction takes what lies between 03-28 and the wanted finish, so it would have to begin today: 1 in March,
    # 22 + 19 + 20 + 23 + 21 + 23 + 18 + 20 + 23 = 189 in 2025, 21 + 16 + 22 + 21 + 19 + 21 + 23 + 21 + 22 + 18
    # + 21 + 23 = 248 in 2026.
    works = tasks["施工"]
    assert (works["days"], works["begin"]) == (1 + 189 + 248, "2025-05-22")
    assert latest(works) == ("2025-03-28", "2026-12-31", -36)
    assert (found["slip"], found["critical_path"]) == (36, ["eia", "construction"])
    # The works planning permit (20) was accepted on 03-18: 8 are used (19 to 21, 24 to 28). Drawings (15) end on
    # 04-21: 31 March, 1 to 3, 7 to 11, 14 to 18, 21 April; the permit (5) with Sunday the 27th.
    assert earliest(tasks["建设工程规划许可证"]) == (12, "2025-03-28", "2025-04-16")
    assert earliest(tasks["施工图设计文件审查"]) == (15, "2025-03-28", "2025-04-21")
    assert earliest(tasks["建筑工程施工许可证"]) == (5, "2025-04-21", "2025-04-27")
    assert tasks["建筑工程施工许可证"]["float"] == -20
    # Drawings should have been filed on 02-28, twenty days ago (3 to 7, 10 to 14, 17 to 21, 24 to 28 March).
    drawings = found["to_file"][0]
    assert (drawings["step"], drawings["file_by"], drawings["passed"]) == ("drawings", "2025-02-28", True)


@pytest.mark.parametrize("name", CLOSED)
def test_the_ranking_agrees_with_every_schedule(name):
    arguments = ("--as-of-date", CLOSED[name], "--format", "json")
    ranked = {one["id"]: one for one in json.loads(said(name, "schedule", "--all", *arguments))["projects"]}
    assert list(ranked) == [
        one["id"] for one in sorted(ranked.values(), key=lambda one: (-one["slip"], one["path"]))
    ]
    recorded_later = {
        id_ for (id_,) in asked(name, f"SELECT id FROM projects WHERE last_day > '{CLOSED[name]}'")
    }
    for id_, one in ranked.items():
        if id_ not in recorded_later:
            alone = json.loads(said(name, "schedule", id_, *arguments))
            assert (alone["slip"], alone["wanted_finish"]) == (one["slip"], one["wanted_finish"])


@pytest.mark.parametrize("name", MONTHS)
def test_every_example_has_a_schedule(name):
    ledger = opened(name)
    names = Names(ledger)
    for (path,) in ledger.facts.execute("SELECT path FROM state JOIN project USING (c)").fetchall():
        value = schedule(ledger, path, Month.parse(MONTHS[name]).last_day)
        assert document_text(schedule_document(value, names))
        assert schedule_csv(value, names).count("\r\n") == len(value.lines) + 1
