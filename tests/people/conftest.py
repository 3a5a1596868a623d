"""The ledgers of these tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from people_ledger import ONE_EACH, THREE_LEVELS, Office, rules


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "县 台账", rules=rules())


@pytest.fixture
def one_each(tmp_path: Path) -> Office:
    """A district where one leader has one project."""
    return Office(tmp_path / "区", rules=rules(ONE_EACH))


@pytest.fixture
def zone(tmp_path: Path) -> Office:
    """A zone with a task force and two groups below it, one of which has two projects."""
    made = Office(tmp_path / "园区", rules=rules(THREE_LEVELS))
    made.write(
        "units.yaml",
        "units:\n"
        "  force: {name: 项目建设专班, kind: group, head: 沈某}\n"
        "  zu01: {name: 第一项目小组, short: 一组, kind: group, parent: force, head: 赵某, office: 招商局, order: 1}\n"
        "  zu02: {name: 第二项目小组, short: 二组, kind: group, parent: force, head: 钱某, office: 规建局, order: 2}\n"
        "  a: {name: 甲镇, kind: town}\n",
    )
    return made
