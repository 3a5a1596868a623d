"""The example ledgers are in order, say what is made up, and do what their READMEs promise."""

from __future__ import annotations

import json
import re
import shlex

import pytest
from example_runs import EXAMPLES, MONTHS, asked, bulletin, opened, project, said

from xmtz.domain.ids import is_project_id
from xmtz.entry.templates import template_rules
from xmtz.records.ledger import Meeting
from xmtz.records.record import Context
from xmtz.store.located import read

every_example = pytest.mark.parametrize("name", MONTHS)

PUBLISHED = {
    "fengxi": ["三一智能制造产业园", "西部科技创新港二期"],
    "hanbin": ["年出栏10万头生猪养殖", "数字经济产业园", "毛绒文创总部产业园"],
    "suqian": [],
    "xinmi": ["国惠环保", "全域水系", "和美乡村", "逸祥卫生", "越达工业机器人", "金燕科技", "银基文旅", "伏羲山文旅", "溱洧水城"],
    "xunyang": ["吕河科创", "滨河北路", "吕河综合大楼", "金格丽", "艺轩阁", "山东神骏", "鞍山远达", "三维丝"],
}  # fmt: skip


def test_every_locality_has_an_example():
    assert {path.parent.name for path in EXAMPLES.glob("*/ledger.yaml")} == set(MONTHS)


@every_example
def test_check_finds_nothing(name):
    said(name, "check", "--strict")


@every_example
def test_rules_are_those_of_the_template(name):
    there = {path.name: path.read_bytes().decode() for path in (EXAMPLES / name / "rules").iterdir()}
    assert there == template_rules(name)


@every_example
def test_file_names_are_those_of_their_projects(name):
    rows = asked(name, "SELECT path, id, name FROM projects")
    assert len(rows) == len(list((EXAMPLES / name / "projects").rglob("*.yaml")))
    prefix = opened(name).book.settings.prefix
    for path, id_, _ in rows:
        assert is_project_id(id_)
        assert id_.startswith(prefix)
        assert path.rsplit("/", 1)[-1].startswith(f"{id_}-")
    assert len({project_name for _, _, project_name in rows}) == len(rows)


@every_example
def test_every_project_is_tagged_illustrative(name):
    tagged = json.loads(said(name, "list", "--tag", "illustrative", "--format", "json"))
    rows = tagged["projects"] if isinstance(tagged, dict) else tagged
    assert len(rows) == len(asked(name, "SELECT id FROM projects"))


@every_example
def test_published_projects_say_what_is_published(name):
    for words in PUBLISHED[name]:
        found = project(name, words)
        assert found.sources, words
        assert found.notes.startswith("公布的"), words
        assert "示例" in found.notes, words


@every_example
def test_published_projects_have_no_made_up_open_issue(name):
    for words in PUBLISHED[name]:
        assert all(issue.cleared for issue in project(name, words).issues), words


@every_example
def test_meetings_are_sound(name):
    ledger = opened(name)
    ids = {id_ for (id_,) in asked(name, "SELECT id FROM projects")}
    known = {"units": set(ledger.units), "projects": ids}
    paths = sorted((EXAMPLES / name / "meetings").iterdir())
    assert paths
    for path in paths:
        context = Context(path.name, ledger.rules.words())
        reading = read(path.read_bytes().decode(), path.name)
        meeting = Meeting.read(reading.root, context)
        assert not [*reading.findings, *context.findings], path.name
        assert path.name.startswith(f"{meeting.on}-"), path.name
        for vocabulary, word, _ in context.mentions:
            assert word in known[vocabulary], (path.name, word)


@every_example
def test_the_commands_of_the_readme_work(name):
    text = (EXAMPLES / name / "README.md").read_bytes().decode()
    commands = [line for line in text.split("\n") if line.startswith("xmtz ")]
    assert len(commands) == 3
    for command in commands:
        assert said(name, *shlex.split(command)[1:]).strip()


@every_example
def test_readme_is_chinese_first_then_one_english_sentence(name):
    text = (EXAMPLES / name / "README.md").read_bytes().decode()
    assert text.startswith("# ")
    (english,) = re.findall(r"^\*([^*]+)\*$", text, re.MULTILINE)
    assert english.isascii()
    assert english.rstrip().endswith(".")
    assert text.index("公布的") < text.index("示例的") < text.index(english)


@every_example
def test_bulletins_have_something_to_say(name):
    report = bulletin(name)
    assert report["unread"] == report["doubtful"] == []
    assert report["lagging"]
    assert report["unreported"]
    assert report["issues"]["overdue"]
    ranks = [row["rates"][report["rank_by"]]["rank"] for row in report["rows"] if row["rates"]]
    assert len([rank for rank in ranks if rank]) >= 5


def test_two_groups_of_an_example_share_a_rank():
    ranks = [row["rates"]["completion_rate"]["rank"] for row in bulletin("xunyang")["rows"]]
    assert ranks.count(1) == 3
    assert 2 not in ranks
