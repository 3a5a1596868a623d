"""Changes of a ledger as Markdown, to be pasted into a merge request."""

from __future__ import annotations

import re
from typing import Final

from xmtz.domain.plain import printable
from xmtz.render.changes import parts_of, place, signed, state_name, totals_lines, unit_name
from xmtz.review.change import Change
from xmtz.review.compare import Comparison
from xmtz.review.totals import Totals, totals_of
from xmtz.review.wording import sentence
from xmtz.words.lang import Say


def changes_md(comparison: Comparison, lang: str, stat: bool = False) -> str:
    """A heading, the totals, a table by unit, then the changes by unit and project."""
    totals = totals_of(comparison.changes)
    names = {"old": state_name(comparison.old, lang), "new": state_name(comparison.new, lang)}
    title = Say("台账改动：{old} → {new}", "Changes: {old} → {new}").text(lang, **names)
    lines = [f"## {escaped(title)}", ""]
    lines += [f"- {escaped(line)}" for line in totals_lines(totals, comparison, lang)]
    if totals.units:
        lines += ["", *_table(totals, comparison, lang)]
    if not stat:
        for part in parts_of(comparison, totals, lang):
            lines += ["", f"### {escaped(part.heading)}"]
            for heading, changes in part.files:
                lines += ["", f"**{escaped(heading)}**", ""]
                lines += [_line(change, comparison, lang) for change in changes]
    return "\n".join(lines)


def _line(change: Change, comparison: Comparison, lang: str) -> str:
    text = escaped(sentence(change, comparison.labels, lang))
    if change.rewrites:
        text = Say("**改写以往记录** ", "**rewrites the past** ").text(lang) + text
    return f"- {text} {_code(place(change, comparison.old))}"


def _table(totals: Totals, comparison: Comparison, lang: str) -> list[str]:
    rows = [" | ".join(say.text(lang) for say in _COLUMNS), "---|---:|---:|---:|---:"]
    for one in totals.units:
        unit = escaped(unit_name(one.unit, comparison.labels, lang))
        rows.append(" | ".join((unit, str(one.projects), *map(signed, one.money))))
    whole = Say("合计", "all").text(lang)
    rows.append(" | ".join((whole, str(totals.projects), *map(signed, totals.money))))
    return [f"| {row} |" if n != 1 else f"|{row}|" for n, row in enumerate(rows)]


_COLUMNS: Final = (
    Say("责任单位", "unit"),
    Say("项目", "projects"),
    Say("完成投资（万元）", "invested (万元)"),
    Say("统计口径（万元）", "statistics (万元)"),
    Say("财务支出（万元）", "paid (万元)"),
)

_ACTIVE: Final = re.compile(r"[\\`*_{}\[\]<>|~$&]")
_AT_THE_START: Final = re.compile(r"(?=[#+=-])|(?<=^[0-9])(?=[.)])")


def escaped(text: str) -> str:
    """A text that Markdown shows as it is written, in a paragraph, a list or a table."""
    text = _ACTIVE.sub(r"\\\g<0>", printable(text))
    return _AT_THE_START.sub(r"\\", text, count=1) if text[:1] in "#+=-0123456789" else text


def _code(text: str) -> str:
    text = printable(text)
    return escaped(text) if "`" in text else f"`{text}`"
