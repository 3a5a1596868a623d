"""docs/clocks.md: every case is what the program answers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from small_ledger import Small

PAGE = Path(__file__).parents[2] / "docs" / "clocks.md"
_BLOCK = re.compile(r"```(yaml rules/steps\.yaml|yaml|text)\n(.*?)```", re.DOTALL)


def cases():
    """The cases of the page: title, rules, facts, what the program answers."""
    for section in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        title, rules, facts = section.splitlines()[0], None, ""
        for kind, text in _BLOCK.findall(section):
            if kind == "text":
                yield pytest.param(rules, facts, text.splitlines(), id=f"{title}: {text.splitlines()[0]}")
            elif kind == "yaml":
                facts = text
            else:
                rules = text


CASES = list(cases())


def test_the_page_has_every_rule():
    titles = PAGE.read_text(encoding="utf-8")
    assert len(CASES) == 11
    for word in ("视为受理", "春节", "延长", "45＋15", "节假日", "环评", "失效", "违背承诺"):
        assert word in titles


@pytest.mark.parametrize(("rules", "facts", "answers"), CASES)
def test_a_case_comes_out_as_it_is_written(tmp_path, rules, facts, answers):
    ledger = Small(tmp_path / "a", rules=None)
    if rules is not None:
        ledger.write("rules/steps.yaml", rules)
    ledger.write("rules/cadence.yaml", "cadences: {}\n")
    ledger.project(facts)
    assert [_answer(ledger, line) for line in answers] == answers


def _answer(ledger: Small, line: str) -> str:
    """What the program says where a line of the page says something."""
    head, _, _ = line.partition(":")
    day, key = head.split()
    if key == "due":
        return f"{head}: {_due(ledger, day)}"
    data = json.loads(ledger.ok("step", "list", "ts25-0001", "--as-of-date", day, "--format", "json"))
    found = next(one for one in [*data["steps"], *data["groups"]] if one["key"] == key)
    clock = found["clock"]
    if found["state"] in ("committed", "broken"):
        return f"{head}: {found['state']}"
    if clock["start"] is None:
        waits = clock["holder"] == "applicant"
        return f"{head}: not begun, " + (
            "waits for the applicant" if waits else f"to be answered by {clock['answer_by']}"
        )
    parts = [f"start {clock['start']}" + (" by law" if clock["deemed"] else "")]
    parts.append(f"used {clock['used']}/{clock['total']} {clock['unit']}")
    if clock["excluded"]:
        parts.append(f"not counted {clock['excluded']}")
    if clock["paused_since"]:
        parts.append(f"stopped since {clock['paused_since']}")
    else:
        parts.append(f"deadline {clock['deadline']}")
    if clock["late"]:
        parts.append(f"late {clock['late']}")
    if clock["decided"] and key == "window":
        parts.append(f"decided {clock['decided']}")
    if clock["provisional"]:
        parts.append("estimated")
    return f"{head}: " + ", ".join(parts)


def _due(ledger: Small, day: str) -> str:
    data = json.loads(ledger.ok("due", "--as-of-date", day, "--format", "json"))
    found = [one for one in data["duties"] if one["kind"] in ("valid", "committed", "revoke")]
    return (
        "; ".join(
            f"{one['kind']} {one['key']} {one['day']}, "
            + (f"{-one['left']} over" if one["overdue"] else f"{one['left']} left")
            for one in found
        )
        or "nothing"
    )
