"""Every command on files of every handwriting: it changes what it means to change and nothing else."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from conftest import PATH, write_ledger
from hypothesis import given, settings
from hypothesis import strategies as st
from penmanship import FACTS, Pen

from xmtz.cli import main as program
from xmtz.index.ledger import open_ledger
from xmtz.store.edits import tree_of
from xmtz.store.located import read


def put(*path_and_value) -> Callable[[dict], None]:
    *path, last, value = path_and_value

    def change(facts: dict) -> None:
        at = facts
        for step in path:
            at = at.setdefault(step, {}) if isinstance(at, dict) else at[step]
        at[last] = value

    return change


def all_of(*changes) -> Callable[[dict], None]:
    return lambda facts: [change(facts) for change in changes] and None


def issue(number: int, field: str, value) -> Callable[[dict], None]:
    return lambda facts: put("issues", number, field, value)(facts)


# The command, what it changes, and how many lines of the file may go for it.
COMMANDS = {
    "a new figure": (["figures", "k7q2", "2025-04", "--invested", "77"], put("invested", "2025-04", "77"), 1),
    "a first figure": (["figures", "k7q2", "2025-04", "--paid", "77"], put("paid", "2025-04", "77"), 0),
    "a corrected figure": (
        ["figures", "k7q2", "2025-03", "--invested", "2001", "--correct", "--reason", "漏报: 甲", "--on", "2025-07-01"],
        all_of(
            put("invested", "2025-03", "2001"),
            lambda facts: facts["corrections"].append(
                {"field": "invested", "month": "2025-03", "was": "2000.5", "now": "2001", "on": "2025-07-01", "reason": "漏报: 甲"}
            ),
        ),
        2,
    ),
    "a field": (["set", "k7q2", "total=4.7亿"], put("total", "47000"), 1),
    "a text that needs quotes": (["set", "k7q2", "owner=a: b # c"], put("owner", "a: b # c"), 1),
    "a person": (["set", "k7q2", "people.agent=李某"], put("people", "agent", "李某"), 1),
    "a tag more": (["set", "k7q2", "tags+=省重点"], lambda facts: facts["tags"].append("省重点"), 1),
    "a tag less": (["set", "k7q2", "tags-=绿色通道"], lambda facts: facts["tags"].remove("绿色通道"), 1),
    "a field less": (["set", "k7q2", "owner="], lambda facts: facts.pop("owner"), 1),
    "a date": (["set", "k7q2", "dates.land=2023/1/2"], put("dates", "land", "2023-01-02"), 1),
    "a plan": (["set", "k7q2", "plan.2025=3亿"], put("plan", "2025", "30000"), 0),
    "a move": (
        ["advance", "k7q2", "开工", "--on", "2022-08-01", "--waive", "permit", "--reason", "补录"],
        lambda facts: facts["stages"].append({"to": "started", "on": "2022-08-01", "waived": ["permit"], "reason": "补录"}),
        1,
    ),
    "a resumed step": (
        ["step", "k7q2", "eia", "resume=2022-06-20", "grant=2022-07-01", "--document", "〔2022〕1号"],
        all_of(
            lambda facts: facts["steps"]["eia"]["paused"][0].update(to="2022-06-20"),
            put("steps", "eia", "granted", "2022-07-01"),
            put("steps", "eia", "document", "〔2022〕1号"),
        ),
        2,
    ),
    "another step": (["step", "k7q2", "permit", "apply=2022-07-02"], put("steps", "permit", "applied", "2022-07-02"), 1),
    "an issue assigned": (
        ["issue", "assign", "i-3kd", "--unit", "供电", "--on", "2025-06-03"],
        issue(0, "assigned", {"unit": "gongdian", "on": "2025-06-03"}),
        1,
    ),
    "an issue cleared": (
        ["issue", "clear", "i-7ab", "--by", "李某", "--evidence", "照片, 2 张", "--on", "2025-06-30"],
        issue(1, "cleared", {"on": "2025-06-30", "by": "李某", "evidence": "照片, 2 张"}),
        1,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def root():
    with tempfile.TemporaryDirectory() as folder:
        write_ledger(Path(folder))
        yield Path(folder)


@pytest.mark.parametrize("name", COMMANDS)
@settings(max_examples=12, deadline=None)
@given(number=st.integers(min_value=0, max_value=10**6))
def test_a_command_changes_only_what_it_means_to(root, name, number):
    arguments, change, may_go = COMMANDS[name]
    old = Pen(number).file()
    file = root / PATH
    file.write_bytes(old)
    code, said = run(root, arguments)
    new = file.read_bytes()
    assert code == 0, said
    expected = copy.deepcopy(FACTS)
    change(expected)
    assert says(new) == expected
    assert new.startswith(b"\xef\xbb\xbf") == old.startswith(b"\xef\xbb\xbf")
    kept, gone = lines_kept(old.decode("utf-8-sig"), new.decode("utf-8-sig"))
    assert kept
    assert gone <= may_go, f"{gone} lines changed"
    assert not errors(root)


def run(root, arguments):
    out, said = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(said):
        code = program.run(["--lang", "zh", "--ledger", str(root), *arguments])
    return code, said.getvalue()


def says(raw: bytes):
    """The facts of a file, as plain data."""
    root, findings = read(raw.decode("utf-8-sig"))
    assert not findings
    return tree_of(root)


def lines_kept(old: str, new: str) -> tuple[bool, int]:
    """Whether the old lines that are still there stand in their order and with their endings, and how
    many are gone. A line break that had to be added after the last line does not count."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if before and not before[-1].endswith("\n"):
        before[-1] += "\r\n" if "\r\n" in old else "\n"
        if after and not after[-1].endswith("\n"):
            after[-1] += "\r\n" if "\r\n" in old else "\n"
    place, gone = 0, 0
    for line in before:
        try:
            place = after.index(line, place) + 1
        except ValueError:
            gone += 1
    endings = {line[len(line.rstrip("\r\n")) :] for line in after}
    return len(endings) == 1, gone


def errors(root):
    from xmtz.checks.catalogue import severity

    ledger = open_ledger(root)
    try:
        return [finding for finding in ledger.findings() if severity(finding) == "error"]
    finally:
        ledger.close()
