"""Every kind of change is named, and nothing else is: the cases stand in every_change.txt."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from compared_ledger import git, ledger_files, project_text, write

from xmtz.cli import main as program


class Case(NamedTuple):
    """A piece of a project as a diff shows it, and what is said of it in Chinese and English."""

    title: str
    piece: list[str]
    said: list[str]
    english: list[str]

    def body(self, side: str) -> str:
        return "".join(f"{line[2:]}\n" for line in self.piece if line[:1] in (" ", side))

    def marked(self, side: str) -> set[int]:
        """The lines of the file that only one side has; the piece begins on line 4."""
        lines = [line for line in self.piece if line[:1] in (" ", side)]
        return {n for n, line in enumerate(lines, 4) if line[:1] == side}


def _cases() -> list[Case]:
    text = Path(__file__).with_name("every_change.txt").read_text(encoding="utf-8")
    cases = []
    for block in re.split(r"(?m)^## ", text)[1:]:
        title, *lines = block.split("\n# ")[0].rstrip().split("\n")
        piece = [line for line in lines if line[:1] in (" ", "-", "+")]
        said = [line[1:].replace("! ", "! ", 1).strip() for line in lines if line.startswith("=")]
        english = [line[2:] for line in lines if line.startswith("~ ")]
        cases.append(Case(title, piece, said, english))
    return cases


CASES = _cases()


def _id(n: int) -> str:
    return f"fx23-{n:04d}"


def _path(n: int) -> str:
    return f"projects/2023/{_id(n)}-项目.yaml"


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One ledger with a project for each case, committed, changed, and compared once."""
    root = tmp_path_factory.mktemp("every") / "台账"
    projects = {_path(n): project_text(case.body("-"), _id(n)) for n, case in enumerate(CASES)}
    write(root, {**ledger_files(), **projects})
    git(root, "init", "--quiet")
    git(root, "add", "-A")
    git(root, "commit", "--quiet", "-m", "开始")
    write(root, {_path(n): project_text(case.body("+"), _id(n)) for n, case in enumerate(CASES)})
    output = root.parent / "diff.json"
    assert program.run(["--ledger", str(root), "diff", "--format", "json", "-o", str(output)]) == 0
    found: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("n", range(len(CASES)), ids=[case.title for case in CASES])
def test_a_change_is_named_and_nothing_else(everything: dict[str, Any], n: int) -> None:
    case = CASES[n]
    found = [change for change in everything["changes"] if change["path"] == _path(n)]
    if case.said == ["没有改动"]:
        assert not found
        assert _path(n) in everything["format_only"]
        return
    assert [f"{'! ' if one['rewrites'] else ''}{one['text']['zh']}" for one in found] == case.said
    assert [one["text"]["en"] for one in found] == case.english
    assert _path(n) not in everything["format_only"]
    for one in found:
        assert one["line"] in case.marked("+" if one["side"] == "new" else "-"), one["text"]["zh"]


def test_the_cases_know_every_section_of_a_project() -> None:
    from xmtz.records.project import Project

    written = "\n".join("\n".join(case.piece) for case in CASES)
    missing = [name for name in Project.fields if not re.search(rf"(?m)^[ +-] {name}:", written)]
    plain = {"id", "name", "kind", "sector", "unit", "department", "guarantor", "owner", "scope", "chain"}
    plain |= {"programme", "pool", "taskforce", "group", "bulletin_note", "sources"}  # said by their labels
    assert set(missing) <= plain
