"""The examples of five localities use their means, each at its own month; sums counted by hand from their files."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from xmtz.cli import main as program

EXAMPLES = Path(__file__).parents[2] / "ledgers"
DAYS = {
    "fengxi": "2023-11-30",
    "hanbin": "2023-09-30",
    "suqian": "2023-07-31",
    "xinmi": "2025-03-31",
    "xunyang": "2020-05-31",
}


def said(ledger: str, *arguments: str) -> str:
    """What a command prints of an example at its month."""
    out = io.StringIO()
    with redirect_stdout(out):
        code = program.run(
            ["--lang", "zh", "--ledger", str(EXAMPLES / ledger), *arguments, "--as-of-date", DAYS[ledger]]
        )
    assert code == 0, (arguments, out.getvalue())
    return out.getvalue()


def data(ledger: str, *arguments: str) -> Any:
    """The same as data."""
    return json.loads(said(ledger, *arguments, "--format", "json"))


def test_xunyang_money_that_arrived_on_signing_and_the_bonds_of_a_batch():
    """签约到位资金 9.8 亿元 is the enterprises' own; three projects ask for bonds of the second batch of 2020:
    30000 + 20000 + 10000."""
    found = data("xunyang", "means", "funds")
    own = next(one for one in found["sums"] if one["key"] == ["enterprise"])
    assert own["arrived"] == "98000"
    assert [(one["id"], one["planned"], one["days"]) for one in found["waiting"]] == [
        ("xy18-2tqb", "30000", 41),
        ("xy18-63wp", "10000", 41),
        ("xy19-3j5a", "20000", 41),
    ]
    (batch,) = data("xunyang", "means", "funds", "--by", "batch")["sums"]
    assert (batch["key"], batch["lines"], batch["planned"]) == (["special-bond", "2020 年第二批"], 3, "60000")


def test_xunyang_risk_plans_in_four_classes_for_each_of_fourteen_projects():
    found = data("xunyang", "risk", "list")
    assert {one["class"]: one["projects"] for one in found["counts"]} == {
        "integrity": 14, "safety": 14, "funding": 14, "debt": 14,
    }  # fmt: skip
    assert len(found["risks"]) == 14 * 4
    assert found["unplanned"] == []
    closed = [one for one in data("xunyang", "risk", "list", "--all")["risks"] if one["closed"]]
    assert [(one["id"], one["level"], one["closed"]) for one in closed] == [
        ("xy18-2tqb", "medium", "2020-04-21")
    ]


def test_fengxi_bonds_past_their_six_months():
    """Issued in June 2022 and in March 2023: to be used by the ends of December 2022 and September 2023.
    Paid 16000 + 8000 + 3000 of 30000; 6000 + 7000 + 3500 of 18000; 5000 + 6500 of 12000."""
    found = data("fengxi", "means", "funds")["clocked"]
    assert [(one["id"], one["use_by"], one["unspent"]) for one in found] == [
        ("fx21-knf2", "2022-12-31", "3000"),
        ("fx20-4ycm", "2023-09-30", "1500"),
        ("fx22-rwk0", "2023-09-30", "500"),
    ]
    prompts = [one for one in data("fengxi", "due")["duties"] if one["kind"] == "fund"]
    assert {one["project"] for one in prompts} == {"fx21-knf2", "fx20-4ycm", "fx22-rwk0"}


def test_fengxi_land_and_energy_before_the_start():
    """要素预保障: the robot works have their emission quota, and neither land nor energy."""
    lacking = data("fengxi", "means", "lacking")["lacking"]
    assert [(one["id"], one["kind"], one["gap"]) for one in lacking] == [
        ("fx23-pnc6", "land", "78"),
        ("fx23-pnc6", "energy", "1800"),
    ]
    assert lacking[0]["guarantor"] == "ziran"


def test_xinmi_utilities_and_expert_reviews():
    """20000 - 12000 of power, heat; power and gas of the ceramics works, whose water came on 18 March."""
    lacking = data("xinmi", "means", "lacking")["lacking"]
    assert [(one["id"], one["kind"], one["gap"]) for one in lacking] == [
        ("xm24-zges", "power", "8000"),
        ("xm24-zges", "heat", "8"),
        ("xm25-bar5", "power", "16000"),
        ("xm25-bar5", "gas", "20000"),
    ]
    reviews = data("xinmi", "assess", "list")
    assert {one["kind"] for one in reviews["decided"]} == {"专家解读", "模拟评审"}
    assert [(one["id"], one["verdict"]) for one in reviews["waiting"]] == [
        ("xm25-a8rg", "收益测算须复核"),
        ("xm25-bar5", None),
    ]
    sources = {one["key"][0] for one in data("xinmi", "means", "funds")["sums"]}
    assert {"central-budget", "ultra-long-bond", "special-bond"} <= sources


def test_hanbin_grades_and_resources():
    """The silk works: 72.16, B. Its owner's other project stands where the grade of that puts it."""
    found = data("hanbin", "yield")
    assert [(one["id"], one["rounded"], one["grade"]) for one in found["projects"]] == [
        ("hb22-anh0", "128.51", "a"),
        ("hb22-e8tg", "72.16", "b"),
        ("hb22-fc2j", "55.22", "c"),
        ("hb22-vzfn", "13.56", "d"),
    ]
    lacking = data("hanbin", "means", "lacking")["lacking"]
    assert [(one["id"], one["grade"]["grade"], one["grade"]["own"]) for one in lacking] == [
        ("hb22-anh0", "a", True),
        ("hb22-558s", "b", False),
        ("hb22-fc2j", "c", True),
        ("hb22-vzfn", "d", True),
    ]
    assert lacking[-1]["grade"]["restricted"] is True
    waiting = [one["id"] for one in data("hanbin", "assess", "list")["waiting"]]
    assert waiting == ["hb22-anh0", "hb22-fc2j"]


def test_suqian_demand_for_power_by_district():
    """12500 + 16000 + (40000 + 5000) + 6300 + 8000 + 3150 = 90950; 8000 + 6300 secured."""
    found = data("suqian", "means", "demand")["demand"]
    assert sum(float(one["needed"]) for one in found) == 90950
    assert sum(float(one["secured"]) for one in found) == 14300
    assert {one["unit"]: one["needed"] for one in found}["sihong"] == "45000"
    kinds = {one["kind"]: one["gap"] for one in data("suqian", "means", "resources")["sums"]}
    assert kinds == {"energy": "28000", "emission": "42", "power": "76650"}


@pytest.mark.parametrize("ledger", DAYS)
@pytest.mark.parametrize(
    "command",
    ["means funds", "means resources", "means lacking", "means demand", "risk list", "assess list"],
)
def test_every_report_of_every_example(ledger, command):
    for format_ in ("table", "md", "csv"):
        assert said(ledger, *command.split(), "--format", format_)
