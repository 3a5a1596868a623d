"""The example ledgers give the pools and lists that their sources published."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from xmtz.cli import main as program

EXAMPLES = Path(__file__).resolve().parents[2] / "ledgers"
DAYS = {
    "fengxi": "2023-11-30",
    "hanbin": "2023-09-30",
    "suqian": "2023-07-31",
    "xinmi": "2025-03-31",
    "xunyang": "2020-05-31",
}


def said(name, *arguments):
    printed = io.StringIO()
    with redirect_stdout(printed):
        code = program.run(
            ["--lang", "zh", "--ledger", str(EXAMPLES / name), *arguments, "--as-of-date", DAYS[name]]
        )
    assert code == 0, printed.getvalue()
    return printed.getvalue()


def data(name, *arguments):
    return json.loads(said(name, *arguments, "--format", "json"))


def pool(name, key, *arguments):
    return next(row for row in data(name, "pools", *arguments)["rows"] if row["key"] == key)


def test_xinmi_has_23_in_talks_and_19_signed_in_the_quarter():
    assert pool("xinmi", "negotiating")["now"] == 23
    signed = pool("xinmi", "signed", "--since", "2025-01-01")
    assert (signed["now"], signed["entered"]) == (19, 19)


def test_xinmi_reserves_at_three_levels():
    sizes = data("xinmi", "pools", "sizes")["by_pool"]
    assert [one["key"] for one in sizes] == ["province", "city", "county", None]
    assert sum(one["pools"].get("reserved", 0) for one in sizes) == pool("xinmi", "reserved")["now"] == 6


def test_xunyang_has_eight_in_talks_and_five_landed():
    rows = {row["key"]: row["now"] for row in data("xunyang", "pools")["rows"]}
    assert list(rows) == ["intent", "negotiating", "signed", "reserved", "started", "completed"]
    assert (rows["negotiating"], rows["reserved"]) == (8, 5)


def test_xunyang_fourteen_are_four_continued_eight_new_and_two_expansions():
    plan = data("xunyang", "plan", "--annual", "2020", "--list", "key-projects")
    kinds = [one["kind"] for one in plan["projects"]]
    assert (len(kinds), kinds.count("continued"), kinds.count("new"), kinds.count("expansion")) == (
        14,
        4,
        8,
        2,
    )
    assert plan["parts"]["continued"]["projects"] == 4
    assert {one["kind"] for one in plan["projects"] if one["part"] == "start"} == {"new", "expansion"}


def test_hanbin_reserve_is_264_of_3_05_billion_and_54_of_them_industrial():
    (reserve, _) = data("hanbin", "pools", "sizes")["by_pool"]
    assert (reserve["key"], reserve["projects"], reserve["total"]) == ("cooperation", 264, "305000")
    (industrial, *_) = data("hanbin", "pools", "sizes", "--tag", "产业项目", "--pool", "cooperation")[
        "by_pool"
    ]
    assert (industrial["projects"], industrial["total"]) == (54, "208100")
    lists = {one["key"]: one["total"] for one in data("hanbin", "pools", "sizes")["by_list"]}
    assert lists["key-projects"] == "106900"


def test_hanbin_reviews_and_reserves_on_arrival():
    pace = data("hanbin", "pools", "pace")
    assert len(pace["rows"]) == 274
    assert pace["to_review"]["worst"] == 5
    assert pace["to_reserve"]["worst"] == 4


def test_hanbin_bundles_three_works_as_one():
    bundles = data("hanbin", "pools", "bundles")
    assert (bundles["split"], bundles["bundled"]) == (277, 275)
    (one,) = bundles["rows"]
    assert (len(one["bundle"]["parts"]), one["parts_total"], one["differs"]) == (3, "425", None)


def test_suqian_lists_17_of_the_province_and_354_of_the_city():
    lists = {one["key"]: one["projects"] for one in data("suqian", "pools", "sizes")["by_list"]}
    assert lists == {"province-listed": 17, "city-listed": 354}
    assert len(data("suqian", "list", "--list", "province-listed")["projects"]) == 17


def test_suqian_would_have_the_suspended_leave_the_city_list():
    proposals = data("suqian", "review")["proposals"]
    assert {(one["action"], one["reasons"][0]["key"]) for one in proposals} == {("leave", "suspended")}
    assert len(proposals) == 2


def test_fengxi_let_one_in_and_one_out():
    (balance,) = data("fengxi", "review", "moves", "--since", "2023-02-01")["lists"]
    assert (balance["before"], balance["entered"], balance["left"], balance["now"]) == (24, 1, 1, 24)


def test_fengxi_four_batches_are_in_order():
    rows = data("fengxi", "pools")["rows"]
    assert [row["key"] for row in rows] == ["planned", "reserved", "started", "production"]
    assert [row["now"] for row in rows] == [3, 5, 18, 5]


def test_fengxi_rolling_plan_does_not_exceed_the_totals():
    plan = data("fengxi", "plan", "--rolling", "2024")
    assert plan["years"] == [2024, 2025, 2026]
    assert not any(one["exceeds"] for one in plan["projects"])
    assert [sum(int(one["plans"][n]) for one in plan["projects"]) for n in range(3)] == [
        468100,
        428000,
        304000,
    ]
    assert plan["whole"]["years"] == ["468100", "428000", "304000"]


@pytest.mark.parametrize("name", sorted(DAYS))
def test_every_example_answers_every_question(name):
    for kind in ("funnel", "entries", "sizes", "pace", "bundles"):
        assert said(name, "pools", kind).strip()
    for arguments in (
        ("review",),
        ("review", "moves"),
        ("plan", "--rolling"),
        ("plan", "--annual"),
        ("list", "--priority"),
    ):
        assert said(name, *arguments).strip()
