"""What the pages print is what the program prints: every command of theirs is run again."""

from __future__ import annotations

import re
import shutil

import pytest
import transcripts

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the pages are written for a shell")


def test_the_pages_are_found():
    assert {"README.md", "README.zh.md", "review.md"} <= {page.name for page in transcripts.PAGES}


@pytest.mark.parametrize("page", transcripts.PAGES, ids=lambda page: page.name)
def test_every_command_prints_what_the_page_says(page):
    assert page.read_text(encoding="utf-8") == transcripts.renewed(page), "run `make docs`"


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_from_nothing_to_a_printed_report_in_ten_commands(name):
    text = (transcripts.ROOT / name).read_text(encoding="utf-8")
    [(_, found)] = [one for one in transcripts.parts(text) if one[0] == "none"]
    commands = [command for part in found for command, _ in part.commands]
    assert len(commands) <= 10
    assert re.search(r"\binit\b", commands[0])
    assert "report --monthly" in commands[-1]
    assert all("--on" in one for one in commands if re.search(r"xmtz (add|advance|step|issue)\b", one))


def test_a_page_may_leave_lines_out_and_says_so():
    page = "a\n…\nd\n"
    assert transcripts.shown(page, "a\nb\nc\nd\n", raw=False) == page
    assert transcripts.shown(page, "a\nd\n", raw=False) == "a\nd\n"
    assert transcripts.shown(page, "a\nb\nc\ne\n", raw=False) == "a\n…\ne\n"
