"""Decisions of a meeting as a clerk writes them: `内容; 项目=三一; 单位=供电; 责任人=陈五; 时限=2025-08-10; 类别=utilities`.

A file of a meeting says the same under `decisions`, as lines like this or as `key: value`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from xmtz.domain.months import parse_loose_day
from xmtz.domain.refusal import quoted
from xmtz.entry.door import Gate
from xmtz.entry.values import Mistakes, value_of_text, word
from xmtz.index.lookup import find_issue, find_project
from xmtz.records.types import LINE, PERSON, UNIT
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

KEYS: Final = {
    "what": ("内容", "议定事项", "事项", "what"),
    "project": ("项目", "project"),
    "issue": ("问题", "issue"),
    "unit": ("单位", "责任单位", "unit"),
    "person": ("责任人", "人", "person"),
    "due": ("时限", "期限", "due"),
    "class": ("类别", "问题类别", "class"),
    "escalate": ("提级", "escalate"),
    "kept": ("落实日期", "kept"),
}
_NAMES: Final = {name: key for key, names in KEYS.items() for name in names}
_PART: Final = re.compile(r"\s*([^=＝:：]{1,12}?)\s*[=＝:：]\s*(.*)", re.DOTALL)
_RUN_IN: Final = re.compile(
    r"[,，、。]\s*(项目|责任单位|单位|责任人|时限|期限|project|unit|person|due)\s*[=＝:：]"
)
_NO_ISSUE: Final = frozenset(("无", "不立案", "none", "no"))
_NEXT: Final = frozenset(("下一级", "是", "next", "yes"))

Said = dict[str, str]


class Decided(NamedTuple):
    """A decision, checked: keys and ids as files carry them. `path`: the file of its project.

    `raises`: it becomes an issue of its own; `rung`: its issue is raised to it, "" for the next.
    """

    what: str
    project: str | None
    path: str | None
    issue: str | None
    unit: str | None
    person: str | None
    due: date | None
    class_: str | None
    rung: str | None
    raises: bool
    kept: date | None = None


def taken_apart(text: str) -> Said:
    """The parts of one line. What has no known key belongs to the decision's own words. Raises Trouble."""
    found: Said = {}
    for part in re.split(r"[;；\n]", text):
        if not part.strip():
            continue
        run_in = _RUN_IN.search(part)
        if run_in is not None:  # else it would be lost among the words
            raise Trouble(
                Say("“{key}”前面要用分号（;）隔开", "“{key}” needs a semicolon (;) before it"), key=run_in[1]
            )
        match = _PART.fullmatch(part)
        key = None if match is None else _NAMES.get(match[1].strip().lower())
        if match is not None and key is None and re.match(r"\s*[^=＝]+[=＝]", part):
            raise Trouble(_unknown(match[1]))
        if match is None or key is None:
            found["what"] = f"{found['what']}；{part.strip()}" if "what" in found else part.strip()
        elif key in found:
            raise Trouble(
                Say("“{key}”写了两次", "“{key}” is said twice"), key=Say(KEYS[key][0], KEYS[key][-1])
            )
        else:
            found[key] = match[2].strip()
    return found


def named(entries: Mapping[str, str]) -> Said:
    """The parts of a decision written as `key: value`. Raises Trouble."""
    found: Said = {}
    for name, value in entries.items():
        key = _NAMES.get(name.strip().lower())
        if key is None:
            raise Trouble(_unknown(name))
        found[key] = value
    return found


def _unknown(name: str) -> Say:
    known = "、".join(names[0] for names in KEYS.values())
    known_en = ", ".join(KEYS)
    return Say(
        f"没有“{quoted(name.strip())}”这一项；可用：{known}",
        f"there is no “{quoted(name.strip())}”; known: {known_en}",
    )


def decided(gate: Gate, said: Said, on: date, class_: str | None) -> Decided:
    """A decision of a meeting on a day, with everything checked. `class_`: where it says none itself.

    Raises Wrong with every mistake.
    """
    return _Checking(gate, said, on, class_).result()


class _Checking:
    def __init__(self, gate: Gate, said: Said, on: date, class_: str | None) -> None:
        self.gate = gate
        self.said = {key: text for key, text in said.items() if text.strip()}
        self.on = on
        self.class_ = class_
        self.mistakes = Mistakes()

    def result(self) -> Decided:
        rules = self.gate.ledger.rules.issues
        facts = self.gate.ledger.facts
        what = self._text("what", LINE)
        if "what" not in self.said:
            self._wrong(Say("没有写议定了什么", "it does not say what was decided"))
        unit, person, due = self._text("unit", UNIT), self._text("person", PERSON), self._day("due")
        kept = self._day("kept")
        project = path = issue = None
        if "project" in self.said:
            known = self._take("project", partial(find_project, facts, self.said["project"]))
            if known is not None:
                project, path = known.id, known.path
        no_issue = self.said.get("issue", "").strip().lower() in _NO_ISSUE
        if "issue" in self.said and not no_issue:
            found = self._take("issue", partial(find_issue, facts, self.said["issue"], path))
            if found is not None:
                issue, path = found.id, found.path
                if project is None:
                    project = self._take("project", lambda: find_project(facts, found.path)).id
        raises = project is not None and issue is None and not no_issue and "issue" not in self.said
        class_ = None
        if raises or "class" in self.said:
            class_ = self._class(rules.classes, raises)
        rung = self._rung(rules.ladder)
        if rung is not None and issue is None:
            self._wrong(Say("提级要写明问题", "an escalation needs its issue"))
        if person is not None and unit is None and (raises or issue):
            self._wrong(Say("写责任人要同时写责任单位", "a person needs a unit"))
        self.mistakes.end()
        return Decided(str(what), project, path, issue, unit, person, due, class_, rung, raises, kept)

    def _wrong(self, say: Say) -> None:
        self.mistakes.found.append(say)

    def _take(self, key: str, make: Any) -> Any:
        return self.mistakes.take(Say(KEYS[key][0], KEYS[key][-1]), make)

    def _text(self, key: str, kind: Any) -> str | None:
        if key not in self.said:
            return None
        found = self._take(key, partial(value_of_text, self.said[key], kind, self.gate.lexicon))
        return None if found is None else str(found)

    def _day(self, key: str) -> date | None:
        if key not in self.said:
            return None
        day: date | None = self._take(key, partial(parse_loose_day, self.said[key]))
        if day is not None and day < self.on:
            label = KEYS[key]
            self._wrong(
                Say(
                    f"{label[0]} {day} 早于会议日期 {self.on}",
                    f"{label[-1]} {day} is before the meeting on {self.on}",
                )
            )
        return day

    def _class(self, classes: Mapping[str, Any], raises: bool) -> str | None:
        text = self.said.get("class") or self.class_
        if text is None:
            listed = "、".join(
                f"{key}（{one.label.zh if one.label else key}）" for key, one in classes.items()
            )
            listed_en = ", ".join(
                f"{key} ({one.label.en if one.label else key})" for key, one in classes.items()
            )
            self._wrong(
                Say(
                    f"项目的议定事项要立为问题，写明类别：类别=…，或 --class；不立案写 问题=无。可用：{listed}",
                    "a decision about a project becomes an issue; give its class: class=…, or --class;"
                    f" issue=none if it is to be none. Known: {listed_en}",
                )
            )
            return None
        if not raises and ("issue" in self.said or "project" not in self.said):
            self._wrong(Say("类别只用于新立的问题", "a class is for an issue to be raised only"))
        found = self._take("class", partial(word, text, classes, Say("问题类别", "class")))
        return None if found is None else str(found)

    def _rung(self, ladder: Mapping[str, Any]) -> str | None:
        text = self.said.get("escalate")
        if text is None or text.strip() in _NEXT:
            return None if text is None else ""
        found = self._take("escalate", partial(word, text, ladder, Say("提级层级", "rung")))
        return None if found is None else str(found)
