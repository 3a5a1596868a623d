"""The city of these tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from yield_city import City, city_with


@pytest.fixture
def city(tmp_path: Path) -> City:
    return city_with(tmp_path / "市")
