"""The evaluation of yield as a document and as data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from xmtz.domain.money import format_wan
from xmtz.domain.quantity import number_text
from xmtz.domain.rounding import NOTHING, rounded
from xmtz.render.document import Document, Section, Table
from xmtz.reports.means.yields import VALUES, GroupScore, Score, Scored, Yields
from xmtz.reports.names import Names
from xmtz.words.lang import Say, say

PLACES: Final = 2
BY: Final = {"unit": Say("责任单位", "Unit"), "sector": Say("行业领域", "Sector")}


def yields_document(yields: Yields, by: str | None, unit: str | None = None) -> Document:
    """Projects, or units or sectors, by their scores; then those without figures."""
    settings = yields.ledger.book.settings
    title = say("{y} 年{r}", "{r} {y}", y=yields.year, r=yields.rule.label)
    subtitle = [say("{n}　截至 {d}", "{n}, up to {d}", n=settings.name or "", d=yields.day)]
    return Document(title, subtitle, yields_sections(yields, by, unit))


def yields_sections(yields: Yields, by: str | None, unit: str | None = None) -> list[Section]:
    """The tables of an evaluation."""
    names = Names(yields.ledger)
    main = _projects(yields, unit, names) if by is None else _groups(yields, by, unit, names)
    sections = [main, _grades(yields, unit), _unreported(yields, unit, names)]
    return [one for one in sections if one is not None]


def grade_label(yields: Yields, key: str | None) -> str:
    """What a grade is called."""
    return yields.rule.grades[key].label.text() if key is not None else NOTHING


def _items(yields: Yields) -> list[str]:
    return [one.label.text() for one in yields.rule.items.values()]


def _points(yields: Yields, score: Score) -> list[str]:
    return [
        rounded(score.items[key].points, PLACES) if key in score.items else NOTHING
        for key in yields.rule.items
    ]


def _projects(yields: Yields, unit: str | None, names: Names) -> Section:
    columns = [
        say("名次", "Rank"),
        say("编号", "Id"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        *_items(yields),
        say("得分", "Score"),
        say("等次", "Grade"),
    ]
    scored = yields.scored(unit)
    rows = [
        [
            str(_rank(scored, one)),
            one.line.id,
            one.line.name,
            names.label("unit", one.line.unit),
            *_points(yields, one.score),
            rounded(one.score.total, PLACES),
            grade_label(yields, one.score.grade),
        ]
        for one in scored
    ]
    wide = len(columns)
    table = Table(columns, rows, frozenset({0, *range(4, wide - 1)}))
    return Section("", (), [table], _notes(yields, scored))


def _rank(scored: Sequence[Scored], one: Scored) -> int:
    """Equal scores share a rank."""
    return 1 + sum(other.score.total > one.score.total for other in scored)


def _notes(yields: Yields, scored: Sequence[Scored]) -> list[str]:
    notes = [_formula(yields)]
    for one in scored:
        if one.score.missing:
            wanting = say("、", ", ").join(yields.rule.items[key].label.text() for key in one.score.missing)
            notes.append(
                say(
                    "{p} 缺数：{w}；这些项不得分",
                    "{p} lacks figures for: {w}; no points for these",
                    p=one.line.name,
                    w=wanting,
                )
            )
    small = [one.line.name for one in scored if one.score.small]
    if small:
        notes.append(
            say(
                "用地不足 {m} 亩，按小地块分值：{p}",
                "less than {m} mu, scored by the points on little land: {p}",
                m=yields.rule.small_below,
                p=say("、", ", ").join(small),
            )
        )
    if yields.unfinished:
        notes.append(
            say("{y} 年未满，按已填数评价", "{y} is not over: scored as filled in so far", y=yields.year)
        )
    return notes


def _formula(yields: Yields) -> str:
    text = say(
        "得分 = 各项（实际值÷基准值×分值）之和，等次按未取舍的得分定",
        "score = sum of value / base x points; grades go by the exact score",
    )
    source = yields.rule.source
    return text + (say("。依据：{s}", ". Source: {s}", s=source) if source is not None else "")


def _groups(yields: Yields, by: str, unit: str | None, names: Names) -> Section:
    columns = [
        BY[by].text(),
        say("项目", "Projects"),
        say("用地（亩）", "Land (mu)"),
        say("产值", "Output"),
        say("销售", "Sales"),
        say("税收", "Tax"),
        say("增加值", "Added"),
        say("得分", "Score"),
        say("等次", "Grade"),
    ]
    rows = [_group_row(names.label(by, one.key), one, yields) for one in yields.groups(by, unit)]
    rows.append(_group_row(say("合计", "Total"), yields.total(unit), yields))
    table = Table(columns, rows, frozenset(range(1, 8)), frozenset((len(rows) - 1,)))
    notes = [
        say("金额单位：万元；得分按合计数算", "amounts in 万元; scored over the sums"),
        _formula(yields),
    ]
    return Section("", (), [table], notes)


def _group_row(label: str, one: GroupScore, yields: Yields) -> list[str]:
    return [
        label,
        str(one.projects),
        number_text(one.sums["mu"]),
        *(format_wan(int(one.sums[name])) for name in VALUES),
        rounded(one.score.total, PLACES),
        grade_label(yields, one.score.grade),
    ]


def _grades(yields: Yields, unit: str | None) -> Section | None:
    counts: dict[str | None, int] = {}
    for one in yields.scored(unit):
        counts[one.score.grade] = counts.get(one.score.grade, 0) + 1
    if not counts:
        return None
    columns = [
        say("等次", "Grade"),
        say("起分", "From"),
        say("项目", "Projects"),
        say("要素保障", "Resources"),
    ]
    rows = [
        [
            rule.label.text(),
            str(rule.from_),
            str(counts.get(key, 0)),
            _use(rule.priority, bool(rule.restricted)),
        ]
        for key, rule in sorted(yields.rule.grades.items(), key=lambda g: -(g[1].from_ or 0))
    ]
    return Section(say("等次", "Grades"), (), [Table(columns, rows, frozenset((1, 2)))])


def _use(priority: int | None, restricted: bool) -> str:
    parts = [] if priority is None else [say("第 {n} 位", "priority {n}", n=priority)]
    if restricted:
        parts.append(say("限制", "restricted"))
    return say("，", ", ").join(parts)


def _unreported(yields: Yields, unit: str | None, names: Names) -> Section | None:
    found = yields.unreported(unit)
    if not found:
        return None
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("投产", "In production"),
    ]
    rows = [[one.id, one.name, names.label("unit", one.unit), one.since] for one in found]
    heading = say("未填报 {n} 个", "No figures: {n}", n=len(found))
    return Section(heading, (), [Table(columns, rows)])


def yields_json(yields: Yields, unit: str | None = None) -> str:
    """An evaluation as data: amounts in 万元 and numbers as exact texts, scores as fractions and rounded."""
    data = {
        "version": 1,
        "day": yields.day.isoformat(),
        "year": yields.year,
        "rule": yields.key,
        "unfinished": yields.unfinished,
        "projects": [
            {"id": one.line.id, "name": one.line.name, "unit": one.line.unit, "sector": one.line.sector, **_score(one.score)}
            for one in yields.scored(unit)
        ],
        "units": [_group(one) for one in yields.groups("unit", unit)],
        "sectors": [_group(one) for one in yields.groups("sector", unit)],
        "total": _group(yields.total(unit)),
        "unreported": [one._asdict() for one in yields.unreported(unit)],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2)


def _score(score: Score) -> dict[str, Any]:
    return {
        "score": str(score.total),
        "rounded": rounded(score.total, PLACES),
        "grade": score.grade,
        "small": score.small,
        "items": {
            key: {"value": None if one.value is None else str(one.value), "points": str(one.points)}
            for key, one in score.items.items()
        },
        "missing": list(score.missing),
    }


def _group(one: GroupScore) -> dict[str, Any]:
    def text(name: str, value: Fraction) -> str:
        return format_wan(int(value)) if name in VALUES else number_text(value)

    sums = {name: text(name, value) for name, value in one.sums.items()}
    return {"key": one.key, "projects": one.projects, "sums": sums, **_score(one.score)}
