"""Small ledgers for tests: written in a few lines, asked through the program as a person asks it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from xmtz.cli import main as program

NATIONAL = Path(__file__).parents[1] / "templates" / "national" / "rules"
IDENTITY = {
    "GIT_AUTHOR_NAME": "王某", "GIT_AUTHOR_EMAIL": "w@example.org",
    "GIT_COMMITTER_NAME": "王某", "GIT_COMMITTER_EMAIL": "w@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip

PLAIN = {
    "terms": """\
levels:
  province: {zh: 省级重点, en: Provincial}
  county: {zh: 县级重点, en: County}
kinds:
  new: {zh: 新建, en: New}
  continued: {zh: 续建, en: Continued}
sectors:
  industry: {zh: 工业, en: Industry}
  water: {zh: 水利, en: Water}
lists:
  key: {zh: 重点项目名录, en: Key list}
funds:
  bond: {zh: 专项债券, en: Special bonds}
""",
    "stages": """\
batches:
  reserved: {zh: 储备一批, en: Reserved}
  started: {zh: 开工一批, en: Started}
stages:
  reserved: {label: {zh: 储备, en: Reserved}, batch: reserved, next: [started, ended]}
  started: {label: {zh: 开工, en: Started}, batch: started, marks: [started], next: [completed, ended]}
  completed: {label: {zh: 竣工, en: Completed}, batch: started, marks: [completed], next: [production]}
  production: {label: {zh: 投产, en: In production}, batch: started, marks: [production]}
  ended: {label: {zh: 终止, en: Ended}, marks: [ended]}
""",
    "steps": """\
steps:
  filing: {label: {zh: 立项备案, en: Filing}, limit: 0 wd}
  permit: {label: {zh: 施工许可, en: Works permit}, limit: 7 d, needs: [filing], commit: true, defer: true}
  relics: {label: {zh: 考古勘探, en: Archaeology}, when: relics = 1}
""",
    "indicators": """\
indicators:
  start_rate:
    label: {zh: 项目开工率, en: Start rate}
    since: 2020-01
    of: planned_start_in_year
    counts: planned_start_in_year and is_started
    when: listed and (ended is null or ended > period_end)
    cites: stages
  done_rate:
    label: {zh: 投资完成率, en: Investment done}
    since: 2020-01
    of: coalesce(plan, 0)
    counts: coalesce(invested_ytd, 0)
    when: listed and (ended is null or ended > period_end)
    amount: true
    schedule: months
    cites: invested
    source: {zh: 江门市通报, en: Jiangmen}
bulletins:
  monthly:
    rates: [start_rate, done_rate]
    rank_by: done_rate
""",
    "issues": "classes:\n  land: {label: {zh: 用地, en: Land}, limit: 20 d}\n",
    "cadence": "cadences: {}\n",
    "calendar": "holidays: []\n",
}


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


class Small:
    """A ledger in a folder. `rules` are texts by the names of their files; None takes the national template."""

    def __init__(
        self, root: Path, rules: Mapping[str, str] | None = PLAIN, units: Mapping[str, str] | None = None
    ) -> None:
        self.root = root
        self.count = 0
        root.mkdir(parents=True)
        self.write("ledger.yaml", "xmtz: 1\nname: 试验台账\nprefix: ts\nlang: zh\n")
        if rules is None:
            rules = {file.stem: file.read_text(encoding="utf-8") for file in NATIONAL.glob("*.yaml")}
        for name, text in rules.items():
            self.write(f"rules/{name}.yaml", text)
        self.units(**(units or {"a": "甲镇", "b": "乙镇", "c": "丙镇"}))

    def units(self, **names: str) -> None:
        """The units by their keys."""
        lines = [
            f"  {key}: {{name: {json.dumps(name, ensure_ascii=False)}, kind: town}}"
            for key, name in names.items()
        ]
        self.write("units.yaml", "\n".join(["units:", *lines, ""]))

    def write(self, path: str, text: str) -> Path:
        """A file of the ledger."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return file

    def project(self, rest: str = "", **fields: object) -> str:
        """A project: `fields` of its head, then the lines of `rest`. Gives its path."""
        self.count += 1
        head: dict[str, object] = {"id": f"ts25-{self.count:04d}", "name": f"项目{self.count}", "unit": "a"}
        head |= fields
        lines = [f"{key}: {_yaml(value)}" for key, value in head.items() if value is not None]
        path = f"projects/2025/{head['id']}.yaml"
        self.write(path, "\n".join([*lines, rest.strip("\n"), ""]))
        return path

    def run(self, *arguments: str, lang: str = "zh", env: Mapping[str, str] | None = None) -> Ran:
        """The program, in this process."""
        out, err = io.StringIO(), io.StringIO()
        with self._environment(env or {}), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = program.run(["--lang", lang, "--ledger", str(self.root), *arguments])
        assert "Traceback" not in err.getvalue()
        return Ran(code, out.getvalue(), err.getvalue())

    def ok(self, *arguments: str, lang: str = "zh", env: Mapping[str, str] | None = None) -> str:
        """The output of a command that has to succeed."""
        ran = self.run(*arguments, lang=lang, env=env)
        assert ran.code == 0, ran
        return ran.out

    def refused(self, *arguments: str, code: int = 2, lang: str = "zh") -> str:
        """The sentence of a command that has to be refused."""
        ran = self.run(*arguments, lang=lang)
        assert ran.code == code, ran
        return ran.err

    def report(self, month: str, *arguments: str) -> Any:
        """The monthly bulletin as data."""
        return json.loads(self.ok("report", "--monthly", month, "--format", "json", *arguments))

    def rates(self, month: str, *arguments: str) -> dict[str, dict[str, Any]]:
        """The figures of each group of the bulletin, by the group's label."""
        report = self.report(month, *arguments)
        return {row["label"]: row["rates"] for row in [*report["rows"], report["total"]]}

    def git(self, *arguments: str) -> str:
        """What git says in the ledger."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            capture_output=True,
            check=True,
            env={**os.environ, **IDENTITY},
        )
        return done.stdout.decode().strip()

    def commit(self, message: str = "一次提交") -> str:
        """Commit everything; the repository is made if need be. Gives the commit's id."""
        if not (self.root / ".git").exists():
            self.git("init", "--quiet")
        self.git("add", "-A")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    @contextlib.contextmanager
    def _environment(self, changed: Mapping[str, str]) -> Iterator[None]:
        before = dict(os.environ)
        os.environ.update({"XDG_CACHE_HOME": str(self.root.parent / "cache"), **changed})
        for name in ("XMTZ_LEDGER", "XMTZ_LANG"):
            os.environ.pop(name, None)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def _yaml(value: object) -> str:
    if isinstance(value, str) and value.isascii() and value.replace("-", "").replace("_", "").isalnum():
        return value
    return json.dumps(value, ensure_ascii=False)
