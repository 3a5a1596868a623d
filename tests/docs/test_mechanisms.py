"""docs/mechanisms.md keeps its word: every line's command runs on its locality's example and prints what the line says.

A line has six columns: the mechanism in Chinese and English, the command, what it prints, the rule that
defines it, and the test that keeps it. `mechanisms.txt` beside this file lists what the five texts name;
each of its lines has to be on the page, as a mechanism or among the slogans below its table.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from small_ledger import IDENTITY

from xmtz.cli import main as program

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "mechanisms.md"
NAMED = Path(__file__).with_name("mechanisms.txt")


class Line(NamedTuple):
    """One mechanism."""

    ledger: str
    name: str
    command: str
    prints: str
    rules: tuple[str, ...]
    tests: tuple[str, ...]


def lines() -> Iterator[Line]:
    """The lines of the page's tables."""
    ledger = ""
    for text in PAGE.read_text(encoding="utf-8").split("\n"):
        heading = re.match(r"## .*`ledgers/([a-z]+)`", text)
        if heading:
            ledger = heading[1]
        cells = [cell.strip() for cell in text.strip().strip("|").split(" | ")]
        if ledger and text.startswith("| ") and cells[0] != "机制":
            assert len(cells) == 6, text
            command, prints, rules, tests = (re.findall(r"`([^`]+)`", cell) for cell in cells[2:])
            assert len(command) == 1, text
            assert len(prints) == 1, text
            yield Line(ledger, cells[0], command[0], prints[0], tuple(rules), tuple(tests))


LINES = list(lines())
every_line = pytest.mark.parametrize("line", LINES, ids=[f"{one.ledger}-{n}" for n, one in enumerate(LINES)])


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A copy of each example, in git, so that commands that write can be run too."""
    found = {}
    for name in {line.ledger for line in LINES}:
        root = tmp_path_factory.mktemp("例") / name
        shutil.copytree(ROOT / "ledgers" / name, root)
        for words in (["init", "--quiet"], ["add", "-A"], ["commit", "--quiet", "-m", "台账"]):
            subprocess.run(["git", *words], cwd=root, env={**os.environ, **IDENTITY}, check=True)
        found[name] = root
    return found


@every_line
def test_the_command_prints_what_the_line_says(line, examples, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XMTZ_LEDGER", raising=False)
    name, *words = shlex.split(line.command)
    assert name == "xmtz"
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = program.run(["--lang", "zh", "--ledger", str(examples[line.ledger]), *words])
    refused = line.prints in err.getvalue()  # some mechanisms are refusals
    assert code == int(refused), (line.command, out.getvalue(), err.getvalue())
    assert line.prints in out.getvalue() + err.getvalue(), line.command


@every_line
def test_the_rule_is_there(line):
    """`rules/cadence.yaml: cadences.survey_day`: the keys lead to something in the ledger's own rules."""
    for rule in line.rules:
        path, _, keys = rule.partition(": ")
        node = yaml.safe_load((ROOT / "ledgers" / line.ledger / path).read_text(encoding="utf-8"))
        for key in keys.split(".") if keys else ():
            assert key in node, rule
            node = node[key]
        assert node is not None, rule


@every_line
def test_the_test_is_there(line):
    assert line.tests, line.name
    for test in line.tests:
        path, _, name = test.partition("::")
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not name or re.search(rf"^def {re.escape(name)}\(", text, re.MULTILINE), test


def test_every_name_of_the_texts_is_on_the_page():
    """Each as a line of its table, or among the slogans below it."""
    page = PAGE.read_text(encoding="utf-8")
    ledger, missing = "", []
    for text in NAMED.read_text(encoding="utf-8").split("\n"):
        if text.startswith("# "):
            ledger = text[2:]
        elif text.strip():
            table = page.partition(f"`ledgers/{ledger}`")[2].partition("\n## ")[0]
            if text not in table:
                missing.append((ledger, text))
    assert not missing
