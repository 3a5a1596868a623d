"""Changes of a ledger as Markdown, to be pasted into a merge request."""

from __future__ import annotations

import re
from typing import Final

from xmtz.domain.plain import printable
from xmtz.render.changes.changes import parts_of, place, state_name, totals_lines, unit_table
from xmtz.render.markdown import escaped, table_markdown
from xmtz.review.change import Change
from xmtz.review.compare import Comparison
from xmtz.review.totals import totals_of
from xmtz.review.wording import sentence
from xmtz.words.lang import Say


def changes_md(comparison: Comparison, lang: str, stat: bool = False) -> str:
    """A heading, the totals, a table by unit, then the changes by unit and project."""
    totals = totals_of(comparison.changes)
    names = {"old": state_name(comparison.old, lang), "new": state_name(comparison.new, lang)}
    title = Say("台账改动：{old} → {new}", "Changes: {old} → {new}").text(lang, **names)
    lines = [f"## {_shown(title)}", ""]
    lines += [f"- {_shown(line)}" for line in totals_lines(totals, comparison, lang)]
    if totals.units:
        lines += ["", *table_markdown(unit_table(totals, comparison.labels, lang))]
    if not stat:
        for part in parts_of(comparison, totals, lang):
            lines += ["", f"### {_shown(part.heading)}"]
            for heading, changes in part.files:
                lines += ["", f"**{_shown(heading)}**", ""]
                lines += [_line(change, comparison, lang) for change in changes]
    return "\n".join(lines)


def _line(change: Change, comparison: Comparison, lang: str) -> str:
    text = _shown(sentence(change, comparison.labels, lang))
    if change.rewrites:
        text = Say("**改写以往记录** ", "**rewrites the past** ").text(lang) + text
    return f"- {text} {_code(place(change, comparison.old))}"


def _code(text: str) -> str:
    text = printable(text)
    return escaped(text) if "`" in text else f"`{text}`"


_AT_THE_START: Final = re.compile(r"^(#+|[+=-]+|[0-9]+)(?=[ .)]|$)")


def _shown(text: str) -> str:
    """A text at the start of a line or an item: nothing in it becomes a heading, a list or a rule."""
    text = escaped(text)
    found = _AT_THE_START.match(text)
    if found is None:
        return text
    digits = found[1].isdigit()
    return f"{found[1]}\\{text[found.end() :]}" if digits else f"\\{text}"
