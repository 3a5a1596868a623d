"""A ledger of the national template, tables and maps written in place, and the program run on them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from xmtz.cli import main as program

MAP = """\
columns:
  - {header: 项目名称, to: name}
  - {header: 项目代码, to: code, optional: true}
  - {header: [建设单位, 项目单位], to: owner, optional: true}
  - {header: 总投资, to: total, unit: 万元, optional: true}
match: [name, owner]
"""


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


class Desk:
    """A ledger, and a desk beside it with tables and maps on it."""

    def __init__(self, root: Path, desk: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.desk = desk
        self.capture = capture

    def put(self, name: str, content: str | bytes) -> Path:
        """Write a file on the desk."""
        path = self.desk / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *arguments: str, lang: str = "zh") -> Ran:
        """The program, in this process."""
        self.capture.readouterr()
        code = program.run(["--lang", lang, "--ledger", str(self.root), *arguments])
        captured = self.capture.readouterr()
        assert "Traceback" not in captured.err
        assert code != 3, captured.err
        return Ran(code, captured.out, captured.err)

    def take(self, table: str | bytes, map_: str = MAP, *options: str) -> dict[str, Any]:
        """Import a table; gives the result as a program reads it."""
        import json

        ran = self.run(*self._command(table, map_), "--format", "json", *options)
        assert ran.out, ran.err
        result: dict[str, Any] = json.loads(ran.out)
        counts = result["counts"]
        assert sum(counts.values()) == result["rows"], counts
        assert len(result["outcomes"]) + len(result["others"]) == result["rows"]
        assert ran.code == (1 if counts["rejected"] else 0)
        return result

    def refused(self, table: str | bytes, map_: str = MAP, *options: str) -> str:
        """What the program says where it cannot take the table at all; nothing may be written."""
        before = self.files()
        ran = self.run(*self._command(table, map_), *options)
        assert ran.code in (1, 2), ran
        assert not ran.out, ran.out
        assert self.files() == before
        return ran.err

    def _command(self, table: str | bytes, map_: str) -> list[str]:
        file = self.put("表.csv", table)
        return ["import", str(file), "--map", str(self.put("表.map.yaml", map_)), "--on", "2026-07-01"]

    def projects(self) -> dict[str, str]:
        """The texts of the project files by their names in the ledger."""
        found = self.root.glob("projects/*/*.yaml")
        return {str(path.relative_to(self.root)): path.read_bytes().decode() for path in sorted(found)}

    def project(self, name: str) -> str:
        """The text of the project with this name."""
        (found,) = [text for text in self.projects().values() if f"name: {name}\n" in text]
        return found

    def files(self) -> dict[str, bytes]:
        """Every file of the ledger but git's."""
        found = (path for path in self.root.rglob("*") if path.is_file() and ".git" not in path.parts)
        return {str(path.relative_to(self.root)): path.read_bytes() for path in found}

    def check(self) -> str:
        """What the check says; there may be reminders, but no errors."""
        ran = self.run("check", "--as-of-date", "2026-12-31")
        assert ran.code == 0, ran.out
        return ran.out


def reasons(result: dict[str, Any]) -> dict[int, str]:
    """Why each rejected row was rejected: its columns and sentences."""
    return {
        one["row"]: "；".join(f"{r['column'] or ''}：{r['message']['zh']}" for r in one["reasons"])
        for one in result["outcomes"]
        if one["outcome"] == "rejected"
    }


def rows(result: dict[str, Any], kind: str) -> list[int]:
    """The rows that are of a kind, data or not."""
    found = [one["row"] for one in result["outcomes"] if one["outcome"] == kind]
    return found + [one["row"] for one in result["others"] if one["kind"] == kind]


@pytest.fixture(scope="session")
def national(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the national template, made once."""
    root = tmp_path_factory.mktemp("national") / "台账"
    code = program.run(
        [
            "--lang",
            "zh",
            "init",
            str(root),
            "--template",
            "national",
            "--division",
            "520000",
            "--prefix",
            "gz",
        ]
    )
    assert code == 0
    return root


@pytest.fixture
def desk(
    national: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """A fresh ledger, and a desk beside it."""
    for name in ("XMTZ_LEDGER", "XMTZ_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    root = tmp_path / "台账"
    shutil.copytree(national, root)
    beside = tmp_path / "桌面 上"
    beside.mkdir()
    return Desk(root, beside, capsys)


IDENTITY = {
    "GIT_AUTHOR_NAME": "王某", "GIT_AUTHOR_EMAIL": "w@example.org",
    "GIT_COMMITTER_NAME": "王某", "GIT_COMMITTER_EMAIL": "w@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip
