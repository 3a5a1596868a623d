"""规则里用了程序不认识的词 / The rules use a word that the program does not know

U505

zh: 条件里的日期、字段、人员，状态 `is`，阶段的 `upon`，手续的 `pauses`，都要写项目文件里有的键。写错的条件
永远查不出问题。
en: Days, fields and persons of requirements, their states (`is`), `upon` of stages and `pauses` of steps
are keys that project files have. A requirement with a wrong one never finds anything missing.

pass rules/stages.yaml:
    stages:
      reserved:
        label: 储备
        upon: approved
        needs:
          - date: approved
          - {step: eia, is: [granted, committed]}
fail rules/stages.yaml:
    stages:
      reserved: {label: 储备, needs: [{date: aproved}]}
fail rules/stages.yaml:
    stages:
      reserved: {label: 储备, needs: [{step: eia, is: [done]}]}
fail rules/steps.yaml:
    steps:
      eia: {label: 环评, pauses: [holiday]}
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from xmtz.records.project import Dates, People, Project, Traits
from xmtz.records.record import Record, nearest
from xmtz.records.rules import Rules
from xmtz.records.step import PAUSE_REASONS, STATES
from xmtz.store.layout import rules_path
from xmtz.store.located import Sequence as SequenceNode
from xmtz.words.finding import ERROR, Finding, Kind, Place
from xmtz.words.lang import Say

UNKNOWN: Final = Kind(
    "U505",
    ERROR,
    Say("程序没有“{word}”这个{what}{near}", "there is no {what} “{word}”{near}"),
    Say("可用：{known}", "known: {known}"),
)

_DATE: Final = Say("日期", "day")
_FIELD: Final = Say("字段", "field")
_PERSON: Final = Say("人员", "person")
_STATE: Final = Say("手续状态", "state of a step")
_REASON: Final = Say("暂停事由", "reason of a pause")
_FIELDS: Final = (*Project.fields, *Traits.fields)


def check(rules: Rules) -> Iterator[Finding]:
    """Findings of the rules of a ledger."""
    path = rules_path("stages")
    for stage in rules.stages.stages.values():
        if stage.upon is not None:
            yield from _word(stage, "upon", stage.upon, Dates.fields, _DATE, path)
        for need in stage.needs:
            if need.date is not None:
                yield from _word(need, "date", need.date, Dates.fields, _DATE, path)
            if need.field is not None:
                yield from _word(need, "field", need.field, _FIELDS, _FIELD, path)
            if need.person is not None:
                yield from _word(need, "person", need.person, People.fields, _PERSON, path)
            yield from _words(need, "is", need.is_, STATES, _STATE, path)
    for step in rules.steps.steps.values():
        yield from _words(step, "pauses", step.pauses, PAUSE_REASONS, _REASON, rules_path("steps"))


def _word(
    record: Record, field: str, word: str, known: Collection[str], what: Say, path: str
) -> Iterator[Finding]:
    if word not in known:
        yield _unknown(record.where(path, field), word, known, what)


def _words(
    record: Record, field: str, words: Sequence[str], known: Collection[str], what: Say, path: str
) -> Iterator[Finding]:
    if all(word in known for word in words):
        return
    node = record.node.get(field)
    for item in node.items if type(node) is SequenceNode else ():
        word = getattr(item, "text", None)
        if word is not None and word not in known:
            yield _unknown(Place(path, item.line, item.column), word, known, what)


def _unknown(place: Place, word: str, known: Collection[str], what: Say) -> Finding:
    near = nearest(word, known)
    hint = Say(f"；是不是“{near}”？", f"; did you mean “{near}”?") if near else Say("", "")
    return UNKNOWN.at(place, word=word, what=what, near=hint, known=", ".join(known))
