"""Who is due in a pool, how big the pools are, how long the way into the reserve took."""

from __future__ import annotations


def test_what_has_happened_makes_a_project_due(park):
    park.project(
        "dates: {signed: 2025-03-01}\nstages:\n  - {to: negotiating, on: 2025-01-01}\n", name="签了约的"
    )
    park.project("dates: {signed: 2025-03-01}\nstages:\n  - {to: signed, on: 2025-03-02}\n", name="进了池的")
    park.project(
        "dates: {signed: 2025-03-01}\nstages:\n  - {to: started, on: 2025-03-05}\n", name="走在前面的"
    )
    (one,) = park.on("2025-03-31", "pools", "entries")["entries"]
    assert (one["kind"], one["name"], one["stage"], one["day"], one["waiting"]) == (
        "due",
        "签了约的",
        "signed",
        "2025-03-01",
        30,
    )
    assert one["lacks"] == []
    assert park.on("2025-02-28", "pools", "entries")["entries"] == []
    out = park.ok("pools", "entries", "--as-of-date", "2025-03-31")
    assert "应入未入：1 个" in out
    assert "齐备" in out


def test_what_is_still_lacking_is_said(park):
    park.project("dates: {reviewed: 2025-03-01}\ntotal: 100\n", name="评审过的")
    (one,) = park.on("2025-03-31", "pools", "entries")["entries"]
    assert one["stage"] == "reserved"
    assert one["lacks"] == ["未填：行业领域（sector）", "已申报或已受理或已办结的手续只有 0 项，须有 1 项"]


def test_a_reserve_without_any_approval_begun_is_idle(park):
    park.project("stages:\n  - {to: reserved, on: 2025-02-01}\n", name="没动的")
    park.project(
        "stages:\n  - {to: reserved, on: 2025-02-01}\nsteps: {filing: {applied: 2025-03-10}}\n", name="动了的"
    )
    idle = park.on("2025-03-05", "pools", "entries")["entries"]
    assert [(one["kind"], one["name"], one["waiting"]) for one in idle] == [
        ("idle", "没动的", 32),
        ("idle", "动了的", 32),
    ]
    assert [one["name"] for one in park.on("2025-03-10", "pools", "entries")["entries"]] == ["没动的"]


def test_a_project_that_ended_is_due_nowhere(park):
    park.project(
        "dates: {signed: 2025-03-01}\nstages:\n  - {to: negotiating, on: 2025-01-01}\n  - {to: ended, on: 2025-03-05}\n"
    )
    assert park.on("2025-03-31", "pools", "entries")["entries"] == []


def test_sizes_by_library_level_and_list(park):
    park.project(
        "stages:\n  - {to: reserved, on: 2025-02-01}\n", pool="province", level="province", total=30000
    )
    park.project("stages:\n  - {to: started, on: 2025-02-01}\n", pool="province", level="county", total=20000)
    park.project(
        "stages:\n  - {to: reserved, on: 2025-02-01}\n"
        "lists:\n  - {list: key, entered: 2025-01-10, left: 2025-03-01, reason: 不具备条件}\n",
        pool="county",
        total=None,
    )
    data = park.on("2025-02-28", "pools", "sizes")
    assert [(one["key"], one["projects"], one["total"], one["pools"]) for one in data["by_pool"]] == [
        ("province", 2, "50000", {"reserved": 1, "started": 1}),
        ("county", 1, "0", {"reserved": 1}),
    ]
    assert [(one["key"], one["projects"]) for one in data["by_level"]] == [
        ("province", 1),
        ("county", 1),
        (None, 1),
    ]
    assert [(one["key"], one["projects"]) for one in data["by_list"]] == [("key", 1)]
    assert park.on("2025-03-01", "pools", "sizes")["by_list"] == []  # it left that day
    out = park.ok("pools", "sizes", "--as-of-date", "2025-02-28")
    assert "省级储备" in out
    assert "其中：储备" in out


def pace(park, reported, reviewed=None, reserved=None, **fields):
    dates = f"dates: {{reported: {reported}" + (f", reviewed: {reviewed}" if reviewed else "") + "}\n"
    park.project(dates + (f"stages:\n  - {{to: reserved, on: {reserved}}}\n" if reserved else ""), **fields)


def test_days_from_report_to_review_to_reserve_are_working_days(park):
    pace(park, "2025-03-03", "2025-03-04", "2025-03-10")  # Monday, Tuesday, Monday: 1 + 4
    pace(park, "2025-03-03", "2025-03-03", "2025-03-03")  # on one day
    pace(park, "2025-03-07", "2025-03-10", "2025-03-12", name="第三个")  # over a weekend: 1 + 2
    data = park.on("2025-03-31", "pools", "pace")
    assert data["stage"] == "reserved"
    assert [row["whole"] for row in data["rows"]] == [5, 3, 0]
    assert data["to_review"] == {"number": 3, "mean": "2/3", "median": "1", "worst": 1}
    assert data["to_reserve"] == {"number": 3, "mean": "2", "median": "2", "worst": 4}
    assert data["whole"] == {"number": 3, "mean": "8/3", "median": "3", "worst": 5}
    out = park.ok("pools", "pace", "--as-of-date", "2025-03-31")
    assert out.splitlines()[3].split() == ["环节", "项目", "平均", "中位", "最长"]
    assert "申报到入库     3   2.7   3.0     5" in out


def test_what_waits_is_counted_to_the_day_and_what_goes_backward_is_left_out(park):
    pace(park, "2025-03-03", name="等评审")
    pace(park, "2025-03-03", "2025-03-05", name="等入库")
    pace(park, "2025-03-10", "2025-03-05", "2025-03-11", name="颠倒的")
    data = park.on("2025-03-10", "pools", "pace")
    assert [(one["name"], one["to_review"], one["to_reserve"], one["whole"]) for one in data["waiting"]] == [
        ("等评审", 5, None, 5),
        ("等入库", 2, 3, 5),
    ]
    assert data["rows"] == []
    later = park.on("2025-03-31", "pools", "pace")
    assert [one["name"] for one in later["doubtful"]] == ["颠倒的"]
    assert later["whole"]["number"] == 0
    assert "1 个日期先后颠倒" in park.ok("pools", "pace", "--as-of-date", "2025-03-31")


def test_the_table_is_short_and_all_lists_everything(park):
    for n in range(25):
        pace(park, "2025-03-03", "2025-03-04", "2025-03-05", name=f"第{n}号")
    assert "另有 5 个" in park.ok("pools", "pace", "--as-of-date", "2025-03-31")
    assert "另有" not in park.ok("pools", "pace", "--all", "--as-of-date", "2025-03-31")
    assert park.ok("pools", "pace", "--as-of-date", "2025-03-31", "--format", "csv").count("号,甲镇") == 25
