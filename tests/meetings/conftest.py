"""The county of `meeting_office`, with two projects."""

from __future__ import annotations

from pathlib import Path

import pytest
from meeting_office import CADENCE, ISSUES, Office
from small_ledger import PLAIN


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(
        tmp_path / "县",
        rules={**PLAIN, "cadence": CADENCE, "issues": ISSUES},
        units={"a": "甲镇", "b": "乙镇", "gongdian": "供电分公司"},
    )
    made.project("stages: [{to: started, on: 2025-01-10}]\n", name="三一产业园", level="province")
    made.project("stages: [{to: reserved, on: 2025-01-10}]\n", name="和美乡村", unit="b")
    return made
