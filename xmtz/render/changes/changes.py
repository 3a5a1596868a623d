"""Changes of a ledger in print: for a terminal, for a merge request, for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from xmtz.domain.money import Fen, format_wan
from xmtz.domain.plain import printable
from xmtz.domain.width import pad, width
from xmtz.render.document import Table
from xmtz.render.terminal import table_lines
from xmtz.review.change import FILE, LEDGER, MEETING, OLD, PROJECT, RULES, UNITS, Change
from xmtz.review.compare import Comparison
from xmtz.review.labels import UNITS as UNIT_WORDS
from xmtz.review.labels import Labels
from xmtz.review.states import State
from xmtz.review.totals import Totals, UnitTotals, totals_of
from xmtz.review.wording import sentence
from xmtz.words.lang import Say

FORMATS: Final = ("table", "md", "json")


class Part(NamedTuple):
    """Changes that stand under one heading: a unit's, or those of one sort of file."""

    heading: str
    totals: UnitTotals | None
    files: list[tuple[str, list[Change]]]  # by project or by file, each with its heading


def parts_of(comparison: Comparison, totals: Totals, lang: str) -> Iterator[Part]:
    """The changes under their headings, in their order."""
    by_unit = {one.unit: one for one in totals.units}
    for (area, unit), changes in groupby(
        comparison.changes, lambda c: (c.area, c.project.unit if c.project else "")
    ):
        files = [(heading, list(found)) for heading, found in groupby(changes, _file_heading)]
        if area == PROJECT:
            yield Part(unit_name(unit, comparison.labels, lang), by_unit.get(unit), files)
        else:
            yield Part(_AREAS[area].text(lang), None, files)


def _file_heading(change: Change) -> str:
    if change.project is None:
        return change.path
    return f"{change.project.id} {change.project.name}".strip() or change.path


_AREAS: Final = {
    MEETING: Say("会议", "Meetings"),
    UNITS: Say("责任单位", "Units"),
    RULES: Say("规则", "Rules"),
    LEDGER: Say("台账说明", "The ledger"),
    FILE: Say("通报", "Bulletins"),
}
_NO_UNIT: Final = Say("未填责任单位", "No unit")


def unit_name(unit: str, labels: Labels, lang: str) -> str:
    """A unit's name for a heading."""
    return labels.label(UNIT_WORDS, unit).text(lang) if unit else _NO_UNIT.text(lang)


def state_name(state: State, lang: str) -> str:
    """How a state is called: as it was named, with its commit, or the folder."""
    if state.commit is None:
        return Say("工作区", "work tree").text(lang)
    short = state.commit[:7]
    return state.name if state.commit.startswith(state.name) else f"{state.name} ({short})"


def signed(fen: Fen) -> str:
    """An amount in 万元 with its sign: exact."""
    return f"+{format_wan(fen)}" if fen > 0 else format_wan(fen)


def place(change: Change, old: State) -> str:
    """Where to look: path and line; of the old state as git names its files."""
    where = f"{change.path}:{change.line}" if change.line else change.path
    return f"{old.name}:{where}" if change.side == OLD else where


# ---- For a terminal


def changes_table(comparison: Comparison, lang: str, columns: int | None = None, stat: bool = False) -> str:
    """The totals, then the changes by unit and project.

    `columns` is the width of a terminal, which long lines are broken to; None prints every
    change on one line that ends in its path and line.
    """
    totals = totals_of(comparison.changes)
    head = [f"{state_name(comparison.old, lang)} → {state_name(comparison.new, lang)}"]
    head += totals_lines(totals, comparison, lang)
    lines = [part for line in head for part in _fitted(line, columns)]
    if stat:
        table = table_lines(unit_table(totals, comparison.labels, lang), columns) if totals.units else ()
        return "\n".join([*lines, "", *table])
    for part in parts_of(comparison, totals, lang):
        lines += ["", *_fitted(_part_heading(part, lang), columns)]
        for heading, changes in part.files:
            lines += _file_lines(heading, changes, comparison, lang, columns)
    return "\n".join(lines)


def _fitted(text: str, columns: int | None, indent: str = "") -> list[str]:
    """A text that can be printed, in lines of at most so many columns if there is a limit."""
    text = printable(text)
    lines = [text] if columns is None else broken(text, columns - len(indent))
    return [indent + line for line in lines]


def totals_lines(totals: Totals, comparison: Comparison, lang: str) -> list[str]:
    """What the changes add up to, in a few sentences; only what there is."""
    lines = []
    if not comparison.changes:
        lines.append(Say("没有改动", "nothing changed").text(lang))
    counted = totals._asdict()
    for sentence_, names in _TOTALS:
        if any(counted[name] for name in names):
            lines.append(sentence_.text(lang, **counted))
    if totals.figures or any(totals.money):
        invested, stats, paid = map(signed, totals.money)
        lines.append(_MONEY.text(lang, n=totals.figures, invested=invested, stats=stats, paid=paid))
    if totals.rewrites:
        lines.append(_REWRITES.text(lang, n=totals.rewrites))
    if comparison.format_only:
        lines.append(_FORMAT_ONLY.text(lang, n=len(comparison.format_only)))
    return lines


_TOTALS: Final = (
    (
        Say(
            "项目 {projects} 个（新增 {added}，删除 {removed}）",
            "projects: {projects} (new {added}, removed {removed})",
        ),
        ("projects",),
    ),
    (
        Say(
            "推进阶段 {stage_moves} 次，办结手续 {granted} 项",
            "stage moves: {stage_moves}; steps granted: {granted}",
        ),
        ("stage_moves", "granted"),
    ),
    (
        Say(
            "问题：提出 {raised}，销号 {cleared}，重新立案 {reopened}",
            "issues: raised {raised}, cleared {cleared}, reopened {reopened}",
        ),
        ("raised", "cleared", "reopened"),
    ),
    (
        Say("读不出的项目文件 {unreadable} 个", "project files that cannot be read: {unreadable}"),
        ("unreadable",),
    ),
    (Say("规则、单位、会议等 {other} 处", "in rules, units, meetings: {other}"), ("other",)),
)
_MONEY: Final = Say(
    "填报和更正 {n} 笔：完成投资 {invested} 万元，统计口径 {stats} 万元，财务支出 {paid} 万元",
    "figures entered or corrected: {n}; invested {invested} 万元, statistics {stats} 万元, paid {paid} 万元",
)
_REWRITES: Final = Say("改写以往记录 {n} 处", "changes that rewrite the past: {n}")
_FORMAT_ONLY: Final = Say(
    "另有 {n} 个文件只改了注释或格式", "{n} more files changed in comments or format only"
)


def _part_heading(part: Part, lang: str) -> str:
    if part.totals is None:
        return part.heading
    heading = Say("{unit}：项目 {n} 个", "{unit}: projects {n}").text(
        lang, unit=part.heading, n=part.totals.projects
    )
    invested = part.totals.money.invested
    if invested:
        heading += Say("，完成投资 {sum} 万元", ", invested {sum} 万元").text(lang, sum=signed(invested))
    return heading


def _file_lines(
    heading: str, changes: Sequence[Change], comparison: Comparison, lang: str, columns: int | None
) -> Iterator[str]:
    """One project's changes: each with path and line where that fits, else under its path, by line."""
    rows = [
        _Row(
            "!" if change.rewrites else " ",
            printable(sentence(change, comparison.labels, lang)),
            printable(place(change, comparison.old)),
            change,
        )
        for change in changes
    ]
    yield from _fitted(heading, columns, "  ")
    longest = max(width(row.text) for row in rows)
    if columns is None:
        yield from (f"  {row.mark} {row.text}  {row.place}" for row in rows)
    elif longest + max(width(row.place) for row in rows) + 6 <= columns:
        yield from (f"  {row.mark} {pad(row.text, longest)}  {row.place}" for row in rows)
    else:
        for path, found in groupby(rows, lambda row: row.change.path):
            yield from _fitted(path, columns, "  ")
            for row in found:
                yield from _numbered(row, columns)


class _Row(NamedTuple):
    mark: str
    text: str
    place: str
    change: Change


def _numbered(row: _Row, columns: int) -> Iterator[str]:
    """A change behind its line in the file; -12 is line 12 of the old file."""
    line = row.change.line or ""
    number = f"-{line}" if row.change.side == OLD else f"{line}"
    lines = broken(row.text, columns - 11)
    yield f"  {row.mark} {pad(number, 5, right=True)}  {lines[0]}"
    yield from (f"{'':11}{rest}" for rest in lines[1:])


def broken(text: str, columns: int) -> list[str]:
    """A text in lines of at most so many columns; words of Latin letters stay whole where they can."""
    lines: list[str] = []
    line, used, space = "", 0, -1
    for c in text:
        wide = width(c)
        if used + wide > columns:
            at = space if c.isascii() and c != " " and space > len(line) // 2 else len(line)
            lines.append(line[:at].rstrip())
            line = line[at:].lstrip()
            used, space = width(line), -1
        if c == " ":
            space = len(line)
        if line or c != " ":
            line += c
            used += wide
    return [*lines, line] if line or not lines else lines


def unit_table(totals: Totals, labels: Labels, lang: str) -> Table:
    """Projects and money by unit, and in all."""
    rows = [
        (unit_name(one.unit, labels, lang), str(one.projects), *map(signed, one.money))
        for one in totals.units
    ]
    whole = Say("合计", "All").text(lang)
    rows.append((whole, str(totals.projects), *map(signed, totals.money)))
    columns = [say.text(lang) for say in _COLUMNS]
    return Table(columns, rows, numeric=frozenset(range(1, len(columns))))


_COLUMNS: Final = (
    Say("责任单位", "Unit"),
    Say("项目", "Projects"),
    Say("完成投资(万元)", "Invested (万元)"),
    Say("统计口径(万元)", "Statistics (万元)"),
    Say("财务支出(万元)", "Paid (万元)"),
)
