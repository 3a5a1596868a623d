"""A small ledger of its own rules, and the program run on it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from xmtz.cli import main as program

RULES = {
    "terms": """\
levels:
  province: {label: {zh: 省级重点, en: Provincial}}
  county: {label: {zh: 区级重点, en: County}}
kinds:
  new: 新建
  continued: 续建
sectors:
  manufacturing: {zh: 制造业, en: Manufacturing}
  tourism: {zh: 文旅, en: Tourism}
""",
    "stages": """\
stages:
  planned: {label: {zh: 谋划, en: Planned}, next: [reserved, ended]}
  reserved:
    label: {zh: 储备, en: Reserved}
    next: [started]
    needs:
      - date: approved
      - field: sector
  started:
    label: {zh: 开工, en: Started}
    marks: [started]
    next: [completed, production]
    needs:
      - step: permit
        is: [granted, committed]
      - person: leader
        waivable: false
  completed: {label: {zh: 竣工, en: Completed}, marks: [completed], next: [production]}
  production: {label: {zh: 投产, en: In production}, marks: [production]}
  ended: {label: {zh: 终止, en: Ended}, marks: [ended]}
""",
    "steps": """\
steps:
  filing: {label: {zh: 立项备案, en: Filing}, limit: 0 wd}
  eia:
    label: {zh: 环境影响评价审批, en: EIA}
    limit: 60 d
    extension: 10 wd
    defer: true
    pauses: [expert-review, public-notice]
  permit:
    label: {zh: 建筑工程施工许可证, en: Works permit}
    limit: 7 d
    needs: [filing, eia]
    commit: true
  relics: {label: {zh: 考古勘探, en: Archaeology}, when: relics = 1}
""",
    "indicators": "indicators: {}\n",
    "issues": """\
classes:
  utilities: {label: {zh: 水电气暖, en: Utilities}, limit: 10 wd}
  land: {label: {zh: 用地征迁, en: Land}, limit: 20 d}
  other: {label: {zh: 其他, en: Other}}
ladder:
  unit: {label: {zh: 责任单位, en: Unit}}
  leader: {label: {zh: 包抓领导, en: Leader}, after: 5 wd}
  mayor: {label: {zh: 主要领导, en: Mayor}, after: 10 wd}
clearance: {assigned: true, evidence: true, other_person: true}
""",
    "cadence": "cadences: {}\n",
    "calendar": "holidays: [2025-06-10]\n",
}
LEDGER = "xmtz: 1\nname: 试验台账\nprefix: fx\nlang: zh\n"
UNITS = """\
units:
  gaozhuang: {name: 高庄镇, kind: town}
  gongdian: {name: 供电公司, short: 供电}
  fagai: {name: 发展和改革局, short: 发改局}
"""
PROJECT = """\
# 一项一卷
id: fx23-k7q2
name: 三一智能制造产业园
code: 2301-611102-04-01-123450   # 统一代码
level: province
unit: gaozhuang
owner: 三一重工
total: 125000          # 万元
tags: [绿色通道, 标准地]

people:
  leader: 王某          # 包抓领导

dates:
  approved: 2022-06-01

stages:                # 只追加
  - {to: planned, on: 2022-03-01}

invested:              # 当月数
  2025-01: 1000
  2025-03: 2000.5
  2025-05: 300

physical:
  2025-03: 20
  2025-05: 30

issues:
  - id: i-3kd
    title: 供电线路迁改滞后
    class: utilities
    raised: 2025-06-02
"""
CODE = "2301-611102-04-01-123450"  # its check digit is right
PATH = "projects/2023/fx23-k7q2-三一智能制造产业园.yaml"


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


class Ledger:
    """A ledger in a folder with a space and Chinese in its path, and the program in it."""

    def __init__(self, root: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capture = capture
        self.file = root / PATH

    def run(self, *arguments: str) -> Ran:
        """The program, in this process."""
        self.capture.readouterr()
        code = program.run(["--lang", "zh", "--ledger", str(self.root), *arguments])
        captured = self.capture.readouterr()
        return Ran(code, captured.out, captured.err)

    def ok(self, *arguments: str) -> str:
        """The output of a command that has to succeed."""
        ran = self.run(*arguments)
        assert ran.code == 0, ran
        return ran.out

    def refused(self, *arguments: str, code: int = 1) -> str:
        """What a command says that has to be refused; no file may have changed by it."""
        before = self.files()
        ran = self.run(*arguments)
        assert ran.code == code, ran
        assert self.files() == before, "a refused command wrote something"
        assert "Traceback" not in ran.err
        return ran.err

    def text(self) -> str:
        """The project's file, its line endings as they are."""
        return self.file.read_bytes().decode()

    def files(self) -> dict[str, bytes]:
        """Every file of the ledger but git's."""
        found = (path for path in self.root.rglob("*") if path.is_file() and ".git" not in path.parts)
        return {str(path.relative_to(self.root)): path.read_bytes() for path in found}

    def changed_lines(self, before: str) -> tuple[list[str], list[str]]:
        """The lines of the project's file that went and that came."""
        old, new = before.split("\n"), self.text().split("\n")
        gone = [line for line in old if line not in new]
        came = [line for line in new if line not in old]
        return gone, came

    def check(self) -> None:
        """The ledger has no errors."""
        assert self.run("check").code == 0, self.run("check").out

    def git(self, *arguments: str) -> str:
        """What git says in the ledger."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            capture_output=True,
            check=True,
            env={**os.environ, **IDENTITY},
        )
        return done.stdout.decode()


IDENTITY = {
    "GIT_AUTHOR_NAME": "王某", "GIT_AUTHOR_EMAIL": "w@example.org",
    "GIT_COMMITTER_NAME": "王某", "GIT_COMMITTER_EMAIL": "w@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


def write_ledger(root: Path, **files: str) -> None:
    """Write a ledger; `files` replaces rules by their names."""
    texts = {"ledger.yaml": LEDGER, "units.yaml": UNITS, PATH: PROJECT}
    texts |= {f"rules/{name}.yaml": files.get(name, text) for name, text in RULES.items()}
    for path, text in texts.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("XMTZ_LEDGER", "XMTZ_LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ledger:
    """The small ledger, without git."""
    root = tmp_path / "沣西 台账"
    write_ledger(root)
    return Ledger(root, capsys)


@pytest.fixture
def in_git(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """The small ledger in a git repository with one commit."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    ledger.git("init", "--quiet")
    ledger.git("add", "-A")
    ledger.git("commit", "--quiet", "-m", "开始")
    return ledger


@pytest.fixture
def run_in(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """The program without a ledger given."""

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        code = program.run(["--lang", "zh", *arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Soak runs are for `-m stress` only."""
    if config.option.markexpr:
        return
    for item in items:
        if item.get_closest_marker("stress"):
            item.add_marker(pytest.mark.skip(reason="only with -m stress"))
