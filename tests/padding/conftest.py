"""The county that looks for padded figures, and a project of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from padding_county import PADDING, RULES, County


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(tmp_path / "县", rules=RULES)


@pytest.fixture
def started(county: County) -> str:
    """A project of 1亿元 on new land, started on 10 January 2025 with everything in order, and another
    that reports every month, so that the ledger is in use. Idle works are not looked for. Gives the path of the first."""
    county.only(PADDING.replace("  idle_months: 3\n", ""))
    path = county.project(
        "dates: {registered: 2025-01-20}\ntraits: {new_land: true}\n"
        "steps:\n  permit: {granted: 2025-01-08}\n"
        "stages:\n  - {to: reserved, on: 2024-12-01}\n  - {to: started, on: 2025-01-10}\n",
        name="产业园",
        total=10000,
    )
    county.project(
        "invested:\n" + "".join(f"  2025-{month:02d}: {100 + month}\n" for month in range(1, 13)),
        name="别的项目",
    )
    return path
