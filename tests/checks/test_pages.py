"""The manual of findings keeps its word: every code has a page, every example is what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from example_ledger import TODAY, as_nobody, put, start

from xmtz.checks.catalogue import catalogue, message, remedy
from xmtz.checks.manual import PageError, explanation, markdown, pages, parse_page
from xmtz.entry.door import lexicon
from xmtz.entry.importing.mapping import read_map
from xmtz.index.ledger import open_ledger
from xmtz.words.finding import ERROR


def everything_found(root):
    ledger = open_ledger(root)
    found = ledger.findings(TODAY)
    if (root / "map.yaml").exists():
        found += read_map((root / "map.yaml").read_bytes(), "map.yaml", lexicon(ledger), create_units=False)[
            1
        ]
    return found


def found_by_nobody(example):
    """What a user without rights finds, in a folder that he can enter."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        root = start(Path(folder, "ledger"))
        put(root, example)
        with as_nobody():
            return everything_found(root)


EXAMPLES = [
    pytest.param(code, verdict, example, id=f"{code}-{verdict}-{n}")
    for code, page in pages().items()
    for verdict, examples in (("pass", page.passing), ("fail", page.failing))
    for n, example in enumerate(examples, 1)
]

# What is never wrong alone.
ALSO = {"S006": {"F200"}}


def test_every_code_has_a_page_and_every_page_a_code():
    assert set(pages()) == set(catalogue())


def test_every_page_shows_what_is_right_too():
    assert [code for code, page in pages().items() if not page.passing] == []


@pytest.mark.parametrize(("code", "verdict", "example"), EXAMPLES)
def test_the_examples_of_the_manual(code, verdict, example, tmp_path):
    special = {file.how for file in example} & {"link", "no access"}
    if special and os.name == "nt":
        pytest.skip("Windows gives neither to everyone")
    if "no access" in special:
        found = found_by_nobody(example)
    else:
        root = start(tmp_path / "ledger")
        put(root, example)
        found = everything_found(root)
    codes = {finding.code for finding in found}
    if verdict == "fail":
        assert code in codes
        # It would mislead if it had other errors than its own.
        assert {one for one in codes - {code} if catalogue()[one].severity == ERROR} <= ALSO.get(code, set())
    else:
        assert code not in codes
    for finding in found:
        for lang in ("zh", "en"):
            assert "{" not in message(finding, lang).replace("{{", "") or "{" in str(finding.facts)
            assert remedy(finding, lang)


def test_the_page_of_the_documentation_is_up_to_date():
    kept = Path(__file__).parents[2] / "docs" / "findings.md"
    assert kept.read_text(encoding="utf-8") == markdown(), "python -m xmtz.checks.manual > docs/findings.md"


def test_the_documentation_is_made_by_a_command():
    run = subprocess.run([sys.executable, "-m", "xmtz.checks.manual"], capture_output=True, check=True)
    assert run.stdout.decode() == markdown()


def test_a_page_is_printed_in_one_language():
    chinese = explanation("L400", "zh")
    english = explanation("L400", "en")
    assert chinese is not None
    assert english is not None
    assert chinese.startswith("L400  阶段变动要按日期先后排列（错误）\n\n`stages` 只追加")
    assert english.startswith(
        "L400  Stage moves stand in the order of their days (error)\n\n`stages` is append-only"
    )
    assert "to: reserved, on: 2024-03-01" in chinese
    assert "to: reserved, on: 2024-03-01" in english
    assert not re.search("[\u4e00-\u9fff]", english)


def test_there_is_no_page_for_what_is_no_code():
    assert explanation("X999", "zh") is None


@pytest.mark.parametrize(
    "text",
    [
        "没有标题",
        "标题 / Title\n\nL499\n\nzh: 意思\nen: meaning\n",
        "标题 / Title\n\nL499\n\nzh: 意思\n\nfail:\n    a: b\n",
        "标题 / Title\n\nL499\n\n多余的话\nzh: 意思\nen: meaning\n\nfail:\n    a: b\n",
    ],
)
def test_a_page_that_is_not_whole_is_refused(text):
    with pytest.raises(PageError):
        parse_page(text)


def test_consecutive_files_of_one_verdict_make_one_example():
    page = parse_page(
        "标题 / Title\n\nL499\n\nzh: 意思\nen: meaning\n\nfail rules/steps.yaml:\n    steps: {}\nfail:\n    a: b\nfail:\n    c: d\n"
    )
    assert [[(file.path, file.text) for file in example] for example in page.failing] == [
        [("rules/steps.yaml", "steps: {}\n"), ("", "a: b\n")],
        [("", "c: d\n")],
    ]
