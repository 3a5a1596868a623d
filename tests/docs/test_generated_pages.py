"""Pages made from the program say what the program says now."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from xmtz.checks.catalogue import catalogue
from xmtz.cli import reference as commands
from xmtz.cli.registry import COMMANDS
from xmtz.records import reference as format_
from xmtz.records import reference_texts
from xmtz.records.expressions import checked
from xmtz.records.row import COLUMNS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@pytest.mark.parametrize(("page", "make"), [("commands", commands.markdown), ("format", format_.markdown)])
def test_the_page_is_up_to_date(page, make):
    assert (DOCS / f"{page}.md").read_text(encoding="utf-8") == make(), "run `make docs`"


def test_every_command_stands_in_its_page():
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    for name, command in COMMANDS.items():
        assert f"\n## xmtz {name}\n" in page
        assert command.does.zh in page
        assert command.does.en in page


def test_every_record_and_field_stands_in_the_format():
    page = (DOCS / "format.md").read_text(encoding="utf-8")
    for file in reference_texts.FILES:
        for record in (file.record, *format_._below(file.record)):
            section = page.split(f'<a id="{format_._anchor(record)}"></a>')[1].split("<a id=")[0]
            rows = re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)
            assert rows == list(record.fields), record


def test_every_vocabulary_is_defined_and_used():
    assert set(format_._used_by()) == set(format_.DEFINED)


def test_every_link_within_the_page_leads_somewhere():
    page = (DOCS / "format.md").read_text(encoding="utf-8")
    anchors = set(re.findall(r'<a id="([a-z]+)"></a>', page))
    assert len(re.findall('<a id="', page)) == len(anchors)
    assert set(re.findall(r"\]\(#([a-z]+)\)", page)) <= anchors


def test_the_example_of_an_expression_is_one():
    for name in ("of", "counts"):
        line = re.search(rf"^  {name}: (.*)$", reference_texts.EXAMPLE, re.MULTILINE)
        assert line is not None
        assert checked(line[1], COLUMNS)
    for operator in re.findall(r"`([^`]+)`", reference_texts.OPERATORS):
        assert (
            operator.split()[0]
            in "= <> != < <= > >= + - * / and or not in between like is case true false null"
        )


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    for needed in project["dependencies"]:
        assert f"| `{needed}` |" in page
    for needed in project["optional-dependencies"]["dev"]:
        assert f"`{re.split('[<>=]', needed)[0]}`" in page


def test_the_layers_of_the_picture_are_those_of_the_program():
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    folders = {folder.name for folder in (ROOT / "xmtz").iterdir() if (folder / "__init__.py").exists()}
    assert set(re.findall(r"^([a-z]+)  +[a-zY]", page, re.MULTILINE)) == folders


PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if target == "docs/performance.md" and not (ROOT / target).exists():
            pytest.skip("`make bench` writes it")
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_code_that_a_page_names_exists(page):
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`xmtz ([a-z]+)", text)) | set(
        re.findall(r"^\$? ?xmtz ([a-z]+)", text, re.MULTILINE)
    )
    assert named <= set(COMMANDS)
    assert set(re.findall(r"\b[SYFRLU][0-9]{3}\b", text)) <= set(catalogue())
