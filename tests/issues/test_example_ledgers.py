"""The five example ledgers use every step of an issue's life, at the dates that they play."""

from __future__ import annotations

import contextlib
import io
import json
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
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = program.run(
            [
                "--lang",
                "zh",
                "--ledger",
                str(EXAMPLES / name),
                "issue",
                *arguments,
                "--as-of-date",
                DAYS[name],
            ]
        )
    assert code == 0
    return out.getvalue()


def issues(name, *arguments):
    return json.loads(said(name, "list", "--all", *arguments, "--format", "json"))["issues"]


@pytest.mark.parametrize("name", DAYS)
def test_every_mechanism_is_there(name):
    found = issues(name)
    assert any(one["accepted"] for one in found)
    assert any(one["replaced"] and one["plan"] for one in found)
    assert any(step["decision"] for one in found for step in one["escalated"])
    assert any(one["projects"] for one in found)
    assert any(one["evidence"] and one["cleared_by"] != one["person"] for one in found)
    assert any(one["reopened"] and one["cleared"] for one in found)


@pytest.mark.parametrize(
    ("name", "id_", "kinds"),
    [
        ("fengxi", "i-p1z", ["cleared", "reopened", "due", "progress", "resolved", "cleared"]),
        ("hanbin", "i-5yz", ["cleared", "reopened", "due", "progress", "resolved", "cleared"]),
        ("suqian", "i-fk4", ["reopened", "due", "plan", "progress", "resolved", "cleared"]),
        ("xinmi", "i-gn7", ["plan", "escalated", "progress", "resolved", "cleared"]),
        ("xunyang", "i-njt", ["cleared", "reopened", "due", "progress", "resolved", "cleared"]),
    ],
)
def test_the_life_of_one_that_was_reopened(name, id_, kinds):
    shown = json.loads(said(name, "show", id_, "--format", "json"))
    found = [one["kind"] for one in shown["events"] if one["kind"] != "replaced"]
    assert found[-len(kinds) :] == kinds
    assert [one["undone"] for one in shown["events"] if one["kind"] == "cleared"] == [True, False]


def test_xinmi_orders_are_accepted_and_the_mayor_decides_case_by_case():
    """企业点单、部门接单；市长解难直通车“一事一议”。"""
    assert issues("xinmi", "--origin", "企业点单", "--status", "unaccepted") == []
    mayor = issues("xinmi", "--rung", "mayor")
    assert {one["id"] for one in mayor} == {"i-ws7", "i-1d1"}
    assert all(one["escalated"][-1]["decision"].startswith("一事一议") for one in mayor)
    (moved,) = [one for one in issues("xinmi") if one["id"] == "i-gn7"]
    assert (moved["unit"], moved["projects"]) == ("gongshui", ["xm24-rj4r"])
    out = json.loads(said("xinmi", "report", "escalations", "--format", "json"))["issues"]
    # Due on 10, 14 and 17 March: ten working days later each.
    assert [(one["id"], one["to"], one["since"]) for one in out] == [
        ("i-q2t", "zhengzhou", "2025-03-24"),
        ("i-1d1", "zhengzhou", "2025-03-28"),
        ("i-xdg", "zhengzhou", "2025-03-31"),
    ]


def test_hanbin_clears_by_three_classes_and_three_lists():
    assert {one["class"] for one in issues("hanbin")} == {"permits", "means", "schedule"}
    lists = [
        json.loads(said("hanbin", "report", kind, "--all", "--format", "json"))["issues"]
        for kind in ("problems", "duties", "actions")
    ]
    assert lists[0] == lists[1] == lists[2]
    for one in lists[0]:
        assert not {"duty", "action"} & set(one["lacks"]), one["id"]


def test_suqian_decides_what_was_escalated():
    """提级会办、专案交办：三个问题都有议定事项。"""
    escalated = issues("suqian", "--rung", "escalated")
    assert {one["id"] for one in escalated} == {"i-r2d", "i-r49", "i-yq8"}
    assert all(step["decision"] for one in escalated for step in one["escalated"])
    assert all(one["plan"] for one in issues("suqian"))


def test_fengxi_ledger_prompts_led_to_a_meeting():
    assert {"i-bwr", "i-n6t", "i-8mq"} <= {one["id"] for one in issues("fengxi", "--origin", "台账提示")}
    assert "联席会议定方案" in said("fengxi", "show", "i-bwr")


@pytest.mark.parametrize("name", DAYS)
def test_the_rates_add_up(name):
    found = issues(name)
    rates = json.loads(said(name, "report", "rates", "--format", "json"))
    total = rates["total"]
    assert total["raised"] == len(found)
    assert total["cleared"] == sum(one["cleared"] is not None for one in found)
    assert total["open"] == len(found) - total["cleared"]
    assert total["overdue"] == sum(one["overdue"] for one in found)
    for column in ("raised", "cleared", "open", "overdue", "judged", "on_time"):
        assert sum(group[column] for group in rates["groups"]) == total[column]
