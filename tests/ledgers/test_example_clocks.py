"""The clocks, whole processes and matrix of two examples, beside counts made by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest
from example_runs import said


def clocks(ledger: str, project: str, day: str) -> dict[str, Any]:
    """All clocks of a project, by key."""
    found = json.loads(said(ledger, "step", "list", project, "--as-of-date", day, "--format", "json"))
    return {one["key"]: one for name in ("steps", "groups", "processes") for one in found[name]}


def matrix(ledger: str, day: str) -> dict[str, dict[str, Any]]:
    """The classes of each project."""
    found = json.loads(said(ledger, "approvals", "matrix", "--as-of-date", day, "--format", "json"))
    assert len(found["classes"]) == 6
    return {one["id"]: one["cells"] for one in found["projects"]}


def test_xinmi_whole_process_in_nineteen_working_days():
    """整体厨卫部品生产线: days on which something was in hand, parallel ones once, first days not counted.

    5 to 12 June 2024: the 6th, 7th, 11th, 12th (the 10th is Dragon Boat), 4 days; 14 to 18 June: 2;
    19 to 25 June: 4; 26 to 28 June: 2; 16 to 18 July: 2; 18 to 21 March 2025: 3; 24 to 25 March: 1.
    """
    whole = clocks("xinmi", "整体厨卫", "2025-05-20")["industrial"]["clock"]
    assert whole["used"] == 4 + 2 + 4 + 2 + 2 + 3 + 1 == 18
    assert (whole["total"], whole["remaining"], whole["late"]) == (19, 1, 0)
    assert whole["decided"] == "2025-03-25"


def test_xunyang_a_works_plan_across_spring_festival():
    """污水处理厂二期: accepted on 14 January 2020. 15 to 17 January: 3 days; Sunday the 19th is worked: 4;
    20 to 23: 8; 24 January to 2 February off; 3 to 7 February: 13; 10 to 14: 18; 17 and 18: 20.
    Granted on the 26th, six working days later."""
    plan = clocks("xunyang", "污水处理厂二期", "2020-05-20")["works_plan"]["clock"]
    assert (plan["start"], plan["deadline"], plan["used"], plan["late"]) == (
        "2020-01-14",
        "2020-02-18",
        26,
        6,
    )
    eia = clocks("xunyang", "污水处理厂二期", "2020-05-20")["eia"]["clock"]
    assert (eia["unit"], eia["total"], eia["used"], eia["deadline"]) == ("d", 30, 28, "2019-11-14")


def test_fengxi_from_land_to_ground_in_ten_working_days():
    """三一: land on 2 February 2023, ground broken on the 16th."""
    ground = clocks("fengxi", "三一", "2023-12-05")["land_to_ground"]["clock"]
    assert (ground["used"], ground["deadline"], ground["late"]) == (10, "2023-02-16", 0)


@pytest.mark.parametrize(
    ("ledger", "day", "project", "cells"),
    [
        ("xunyang", "2020-05-20", "xy19-3j5a", {"filing": "1/1", "land": "1/2", "eia": "1/1", "works": "1/1", "permit": "1/1", "siting": "1/1"}),
        ("xunyang", "2020-05-20", "xy19-3nvd", {"filing": "1/1", "land": "1/2", "eia": "0/1", "works": "0/1", "permit": "0/1"}),
        ("xinmi", "2025-05-20", "xm24-0k9x", {"filing": "1/1", "land": "2/2", "eia": "1/1", "works": "1/1", "permit": "1/1"}),
        ("xinmi", "2025-05-20", "xm24-6q8n", {"filing": "0/0", "land": "0/0", "eia": "0/0", "works": "0/0", "permit": "0/0"}),
    ],
)  # fmt: skip
def test_the_six_classes_of_a_project(ledger, day, project, cells):
    found = matrix(ledger, day)[project]
    assert {key: f"{one['done']}/{one['due']}" for key, one in found.items() if key != "other"} == cells


def test_the_matrix_says_how_far_a_class_is():
    xunyang = matrix("xunyang", "2020-05-20")
    late = xunyang["xy19-3j5a"][
        "land"
    ]  # accepted 4 December 2019, 30 working days, the last on 16 January 2020
    assert (late["running"], late["left"], late["unit"], late["late"]) == (1, -82, "wd", 1)
    assert xunyang["xy19-3j5a"]["works"]["used"] == 26
    assert len(xunyang) == 29
    assert len(matrix("xinmi", "2025-05-20")) == 64
