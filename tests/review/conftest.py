"""The ledger whose states are compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from compared_ledger import IDENTITY, PATH, Ledger, git, ledger_files, project_text, write


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("XMTZ_LEDGER", "XMTZ_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ledger:
    """A ledger with one project and one commit, in a folder with a space and Chinese in its path."""
    root = tmp_path / "沣西 台账"
    write(root, {**ledger_files(), PATH: project_text("total: 1000\ninvested:\n  2025-06: 100\n")})
    git(root, "init", "--quiet")
    made = Ledger(root, capsys)
    made.commit("开始")
    return made
