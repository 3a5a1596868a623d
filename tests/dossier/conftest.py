"""A town whose stages ask for parts of the dossier, and folders beside its ledger that documents come from."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from small_ledger import IDENTITY, PLAIN, Small

STAGES = """\
stages:
  reserved: {label: {zh: 储备, en: Reserved}, next: [started, ended]}
  started:
    label: {zh: 开工, en: Started}
    marks: [started]
    next: [completed, suspended, ended]
    dossier: [tender, {part: procurement, within: 6 m}]
  suspended: {label: {zh: 停缓建, en: Suspended}, next: [started, ended]}
  completed:
    label: {zh: 竣工, en: Completed}
    marks: [completed]
    next: [production]
    dossier:
      - acceptance
      - {part: accounts, within: 3 m}
  production:
    label: {zh: 投产, en: In production}
    marks: [production]
    dossier: [{part: audit, within: 1 y}]
  ended: {label: {zh: 终止, en: Ended}, marks: [ended]}
"""


class Archive(Small):
    """A small ledger with dossiers."""

    def outside(self, name: str, content: bytes = b"\xe7\xa4\xba\xe4\xbe\x8b") -> Path:
        """A file beside the ledger."""
        file = self.root.parent / "扫描件" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
        return file

    def held(self, path: str, content: bytes = b"\xe7\xa4\xba\xe4\xbe\x8b") -> str:
        """A file in the ledger; gives its SHA-256."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return hashlib.sha256(content).hexdigest()

    def text(self, path: str) -> str:
        """A file of the ledger as text."""
        return (self.root / path).read_bytes().decode()

    def files(self) -> dict[str, bytes]:
        """Every file of the ledger but git's and the index's."""
        found = (path for path in self.root.rglob("*") if path.is_file() and ".git" not in path.parts)
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}

    def unchanged(self, *arguments: str, code: int, lang: str = "zh") -> str:
        """What a command says that has to be refused; no file of the ledger may have changed by it."""
        before = self.files()
        said = self.refused(*arguments, code=code, lang=lang)
        assert self.files() == before, "a refused command wrote something"
        return said

    def dossiers(self, day: str = "2026-01-01", *arguments: str) -> dict[str, Any]:
        """The dossiers as data, by the projects' ids."""
        out = self.ok("dossier", *arguments, "--format", "json", "--as-of-date", day)
        return {one["id"]: one for one in json.loads(out)["projects"]}

    def parts(self, day: str, id_: str = "ts25-0001") -> dict[str, str]:
        """How each part of a project's dossier stands on a day."""
        return {part["key"]: part["state"] for part in self.dossiers(day, id_)[id_]["parts"]}

    def found(self, day: str) -> list[tuple[str, str]]:
        """What the check finds of dossiers on a day: code and sentence."""
        out = self.run("check", "--format", "json", "--as-of-date", day).out
        return [
            (f["code"], f["message"]["zh"])
            for f in json.loads(out)["findings"]
            if f["code"].startswith("L53")
        ]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return Archive(tmp_path / "镇 台账", rules={**PLAIN, "stages": STAGES})
