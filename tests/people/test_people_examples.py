"""The five example ledgers: what each locality asks of people is met, and counted as it was published."""

from __future__ import annotations

import json
import os
from pathlib import Path

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


@pytest.fixture
def asked(tmp_path, monkeypatch, capsys):
    """What a command says of an example as data."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("XMTZ_LANG", raising=False)
    assert "XMTZ_LEDGER" not in os.environ

    def ask(name, *arguments):
        capsys.readouterr()
        code = program.run(
            [
                "--lang",
                "zh",
                "--ledger",
                str(EXAMPLES / name),
                *arguments,
                "--as-of-date",
                DAYS[name],
                "--format",
                "json",
            ]
        )
        assert code == 0
        return json.loads(capsys.readouterr().out)

    return ask


@pytest.mark.parametrize("name", DAYS)
def test_every_post_that_is_asked_for_is_filled(asked, name):
    assert asked(name, "people", "unassigned")["unassigned"] == []
    posts = asked(name, "people", "groups")["posts"]
    assert posts
    assert all(one["asked"] == one["complete"] > 0 for one in posts)


def test_xunyang_has_thirteen_groups_and_fourteen_projects(asked):
    groups = {one["key"]: one for one in asked("xunyang", "people", "groups")["groups"]}
    force = groups["xiangmu"]
    assert len(force["below"]) == 13
    assert force["projects"] == 14
    counts = [groups[key]["projects"] for key in force["below"]]
    assert sorted(counts) == [1] * 12 + [2]
    assert groups["zu02"]["projects"] == 2
    for key in force["below"]:
        one = groups[key]
        assert len(one["head"]) == 1
        assert len(one["cadre"]) == 1
        assert one["office"]


def test_xunyang_has_four_task_forces(asked):
    assert len(asked("xunyang", "people", "groups")["taskforces"]) == 4


def test_xunyang_duties_have_task_standard_and_time_limit(asked):
    people = asked("xunyang", "people")["people"]
    held = [
        one
        for person in people
        if person["posts"].keys() & {"head", "office", "cadre"}
        for one in asked("xunyang", "people", person["name"])["held"]
        if one["unit"].startswith("zu") and one["post"] in ("head", "office", "cadre")
    ]
    assert len(held) == 14 * 3
    assert all(one["task"] and one["standard"] and one["due"] for one in held)


def test_xinmi_has_three_officers_on_every_project_from_the_reserve_on(asked):
    posts = {one["key"]: one for one in asked("xinmi", "people", "groups")["posts"]}
    people = asked("xinmi", "people")["people"]
    officers = [
        sum(one["posts"].get(role, 0) for one in people) for role in ("service", "agent", "statistician")
    ]
    assert officers == [posts["officers"]["asked"]] * 3


def test_xinmi_issues_stand_on_the_three_levels(asked):
    """Township, city, Zhengzhou, with the leader and the mayor between."""
    rungs = asked("xinmi", "people", "groups")["rungs"]
    assert {"township", "county", "zhengzhou"} <= set(rungs)


def test_hanbin_has_one_leader_for_one_project(asked):
    leaders = [one["posts"]["leader"] for one in asked("hanbin", "people", "--role", "leader")["people"]]
    assert leaders == [1] * 10


def test_fengxi_members_share_the_projects(asked):
    people = asked("fengxi", "people", "--role", "leader")["people"]
    assert sum(one["posts"]["leader"] for one in people) == 29
    assert {one["rank"] for one in people} == {"member", "main"}


def test_suqian_is_served_by_a_task_force(asked):
    forces = {one["key"]: one for one in asked("suqian", "people", "groups")["taskforces"]}
    posts = {one["key"]: one for one in asked("suqian", "people", "groups")["posts"]}
    assert forces["service"]["projects"] == posts["service"]["asked"] == 326
    assert posts["body"]["asked"] == 490
