"""A small ledger in a real git repository, and `xmtz diff` run on it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from xmtz.cli import main as program

LEDGER = "xmtz: 1\nname: 试验台账\nprefix: fx\nlang: zh\n"
UNITS = """\
units:
  gaozhuang: {name: 高庄镇, kind: town}
  diaotai: {name: 钓台街道, kind: town}
  gongdian: {name: 供电公司}
"""
RULES = {
    "terms": """\
levels:
  province: {label: {zh: 省级重点, en: Provincial}}
  city: {label: {zh: 市级重点, en: City}}
kinds: {new: {label: {zh: 新建, en: New}}}
lists: {key: {label: {zh: 省重点名录, en: Key list}}}
funds: {central: {label: {zh: 中央预算内投资, en: Central budget}}, bonds: {label: {zh: 专项债券, en: Bonds}}}
resources: {land: {label: {zh: 用地指标, en: Land}}, power: {label: {zh: 电力, en: Power}}}
risks: {quality: {label: {zh: 安全质量, en: Safety and quality}}}
""",
    "stages": """\
stages:
  planned: {label: {zh: 谋划, en: Planned}, next: [reserved]}
  reserved: {label: {zh: 储备, en: Reserved}, next: [started]}
  started: {label: {zh: 开工, en: Started}, marks: [started], next: [production]}
  production: {label: {zh: 投产, en: In production}, marks: [production]}
""",
    "steps": """\
steps:
  filing: {label: {zh: 备案, en: Filing}, limit: 3 wd}
  eia: {label: {zh: 环评, en: EIA}, limit: 60 d, needs: [filing]}
""",
    "indicators": "indicators: {}\n",
    "issues": """\
classes:
  utilities: {label: {zh: 水电气暖, en: Utilities}, limit: 10 wd}
  land: {label: {zh: 用地征迁, en: Land}, limit: 20 d}
ladder:
  leader: {label: {zh: 包抓领导, en: Leader}}
  mayor: {label: {zh: 市长直通车, en: Mayor}}
""",
    "cadence": "cadences: {monthly: {label: {zh: 月例会, en: Monthly}, every: month}}\n",
    "calendar": "holidays: []\n",
}
IDENTITY = {
    "GIT_AUTHOR_NAME": "王某", "GIT_AUTHOR_EMAIL": "w@example.org",
    "GIT_COMMITTER_NAME": "王某", "GIT_COMMITTER_EMAIL": "w@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def git(root: Path, *arguments: str) -> str:
    """What git says in a folder."""
    done = subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, check=True, env={**os.environ, **IDENTITY}
    )
    return done.stdout.decode()


def write(root: Path, files: dict[str, str | bytes | None]) -> None:
    """Write files of a ledger; None removes one."""
    for path, text in files.items():
        file = root / path
        if text is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())


def ledger_files() -> dict[str, str]:
    """ledger.yaml, units.yaml and rules/."""
    rules = {f"rules/{name}.yaml": text for name, text in RULES.items()}
    return {"ledger.yaml": LEDGER, "units.yaml": UNITS, **rules}


def project_text(
    body: str = "", id_: str = "fx23-k7q2", name: str = "三一产业园", unit: str = "gaozhuang"
) -> str:
    """A project with three lines of its own before `body`."""
    return f"id: {id_}\nname: {name}\nunit: {unit}\n{body}"


class Ledger:
    """A ledger in git: write files, commit, and say what changed."""

    def __init__(self, root: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capture = capture

    def write(self, **files: str | bytes | None) -> None:
        """Write files by name: `_` stands for nothing but itself."""
        write(self.root, files)

    def put(self, files: dict[str, str | bytes | None]) -> None:
        """Write files by path; None removes one."""
        write(self.root, files)

    def commit(self, message: str = "改动") -> None:
        """Commit everything."""
        git(self.root, "add", "-A")
        git(self.root, "commit", "--quiet", "--allow-empty", "-m", message)

    def git(self, *arguments: str) -> str:
        """What git says in the ledger."""
        return git(self.root, *arguments)

    def run(self, *arguments: str, lang: str = "zh") -> Ran:
        """The program, in this process."""
        self.capture.readouterr()
        code = program.run(["--lang", lang, "--ledger", str(self.root), "diff", *arguments])
        captured = self.capture.readouterr()
        return Ran(code, captured.out, captured.err)

    def changes(self, *arguments: str) -> list[dict[str, Any]]:
        """The changes as JSON has them."""
        import json

        ran = self.run(*arguments, "--format", "json")
        assert ran.code == 0, ran
        found: list[dict[str, Any]] = json.loads(ran.out)["changes"]
        return found

    def said(self, *arguments: str) -> list[str]:
        """The sentences, in order; `!` before those that rewrite the past."""
        return [f"{'! ' if one['rewrites'] else ''}{one['text']['zh']}" for one in self.changes(*arguments)]


PATH = "projects/2023/fx23-k7q2-三一产业园.yaml"
