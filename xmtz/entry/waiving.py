"""Waiving a finding for a project: for a reason, by a person, until a day (豁免)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import NamedTuple

from xmtz.checks.catalogue import catalogue
from xmtz.checks.holding import in_its_days
from xmtz.checks.waivers import can_be_waived
from xmtz.domain.refusal import quoted
from xmtz.entry.door import Gate, Standing
from xmtz.entry.issuing import flow
from xmtz.entry.values import Mistakes, value_of_text
from xmtz.index.kept import kept_until
from xmtz.records.project import Waiver
from xmtz.records.types import DAY
from xmtz.store.edits import Append
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


class Waived(NamedTuple):
    """What was waived. `before`: until when the same finding was waived already."""

    code: str
    until: date
    before: date | None
    notes: list[Say]


def waive(
    gate: Gate,
    standing: Standing,
    code: str,
    reason: str | None,
    by: str | None,
    until: str | None,
    today: date,
) -> Waived:
    """Plan one more waiver; what is there stays. Raises Wrong with every mistake."""
    mistakes = Mistakes()
    fields = Waiver.fields
    key = mistakes.take(fields["code"].label, lambda: _code(code))
    told = {
        name: mistakes.take(fields[name].label, partial(_given, gate, name, text))
        for name, text in (("reason", reason), ("by", by))
    }
    before = max(
        (one.until for one in standing.project.waivers if one.code == key and one.until is not None),
        default=None,
    )
    last = mistakes.take(fields["until"].label, lambda: _until(gate, until, before, today))
    mistakes.end()
    assert isinstance(last, date)
    line = flow({"code": key, "reason": told["reason"], "by": told["by"], "until": last.isoformat()})
    gate.change(standing, [Append(("waivers",), line)])
    return Waived(str(key), last, before, list(_notes(gate, standing, str(key), before, last, today)))


def _code(text: str) -> str:
    code = text.strip().upper()
    if can_be_waived(code):
        return code
    if code not in catalogue():
        raise Trouble(
            Say(
                "没有“{text}”这个提示代码；写 xmtz check 印出的代码，如 L442",
                "there is no finding “{text}”; give a code that xmtz check prints, such as L442",
            ),
            text=quoted(text, 40),
        )
    raise Trouble(
        Say(
            "{text} 不能豁免，只能改正（xmtz explain {text} 查怎么改）；可以豁免的以 L 开头",
            "{text} cannot be waived, only mended (xmtz explain {text} says how); those that can begin with L",
        ),
        text=code,
    )


_OPTIONS = {
    "reason": Say("要写理由：--reason 理由", "give the reason: --reason WHY"),
    "by": Say("要写批准人：--by 姓名", "say who allows it: --by NAME"),
    "until": Say("要写有效期：--until 日期", "say until when: --until DATE"),
}


def _given(gate: Gate, name: str, text: str | None) -> str:
    if not (text or "").strip():
        raise Trouble(_OPTIONS[name])
    return str(value_of_text(text or "", Waiver.fields[name].type, gate.lexicon))


def _until(gate: Gate, text: str | None, before: date | None, today: date) -> date:
    if not (text or "").strip():
        raise Trouble(_OPTIONS["until"])
    day = date.fromisoformat(str(value_of_text(text or "", DAY, gate.lexicon)))
    if day < today:
        raise Trouble(
            Say("{day} 已经过去；写今天（{today}）或以后", "{day} has passed; give today ({today}) or later"),
            day=day,
            today=today,
        )
    if before is not None and day <= before:
        raise Trouble(
            Say(
                "已经豁免到 {before}；再豁免的要更晚",
                "it is waived until {before} already; another has to last longer",
            ),
            before=before,
        )
    return day


def _notes(
    gate: Gate, standing: Standing, code: str, before: date | None, until: date, today: date
) -> list[Say]:
    notes = []
    if before is not None:
        notes.append(
            Say(
                f"{code} 原已豁免到 {before}，原条保留，另加一条到 {until}",
                f"{code} was waived until {before}; that entry stays, and one until {until} is added",
            )
        )
    day = today.isoformat()
    kept = kept_until(gate.ledger.facts, day)
    if not any(one.code == code and in_its_days(one, day, kept) for one in standing.reading.findings):
        notes.append(
            Say(
                f"这个项目目前没有 {code} 的提示；以后有了才用得上",
                f"the project has no finding {code} at present; the waiver is for one to come",
            )
        )
    return notes
