"""The program, run as a clerk runs it, on a small ledger of a test's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from example_ledger import start

PROGRAM = (sys.executable, "-c", "from xmtz.cli.main import main; main()")


class Ran(NamedTuple):
    """How a run of the program ended."""

    code: int
    out: str
    err: str


class Ledger:
    """A ledger in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file as it is given: bytes, or text in UTF-8 without any change of line ends."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def run(self, *arguments: str) -> Ran:
        """Run the program in a process of its own."""
        ran = subprocess.run([*PROGRAM, *arguments], cwd=self.root, capture_output=True, timeout=60)
        assert b"Traceback" not in ran.stderr, ran.stderr.decode()
        return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())

    def check(self) -> str:
        """What `xmtz check` finds: a line `path:line:column CODE` each."""
        ran = self.run("check", "--format", "json", "--as-of-date", "2026-01-01")
        found = json.loads(ran.out)["findings"]
        assert ran.code == any(one["severity"] == "error" for one in found), ran.err
        return "".join(f"{one['path']}:{one['line']}:{one['column']} {one['code']}\n" for one in found)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XMTZ_LANG", "zh")
    monkeypatch.delenv("XMTZ_LEDGER", raising=False)
    monkeypatch.chdir(tmp_path)
    os.environ.pop("COLUMNS", None)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger with rules and units and no projects."""
    return Ledger(start(tmp_path / "台账"))
