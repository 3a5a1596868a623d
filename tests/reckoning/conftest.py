"""Every test has its own place for the index, and an identity to commit with."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_ledger import IDENTITY


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("XMTZ_LEDGER", "XMTZ_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
