"""How a figure is defined, and what stands behind it, in print."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from xmtz.domain.money import format_amount
from xmtz.domain.rounding import percent, rounded
from xmtz.domain.spans import Span
from xmtz.index.rates import Number
from xmtz.records.rules import SCHEDULES, Indicator
from xmtz.render.amounts import in_wan
from xmtz.render.bulletins.bulletin_data import number_text
from xmtz.render.document import Document, Section, Table
from xmtz.render.sheet import rows_csv
from xmtz.reports.bulletins.cell import Cell
from xmtz.reports.bulletins.values import Bulletin
from xmtz.words.finding import Place
from xmtz.words.lang import say


def definitions_sections(report: Bulletin) -> list[Section]:
    """Each indicator of a bulletin with its definition, numerator and denominator, and which
    projects its lists name."""
    sections = [Section(say("附：指标口径", "Definitions"))]
    for key, indicator in report.indicators.items():
        rate = report.whole.rates.get(key)
        lines = definition_lines(indicator)
        if rate is not None:
            counts, of = value(rate.counts, indicator), value(rate.of, indicator)
            total = say(
                "合计：{c} ÷ {o} ＝ {r}", "in all: {c} / {o} = {r}", c=counts, o=of, r=percent(rate.rate)
            )
            lines.append(total)
        sections.append(Section(definition_heading(key, indicator), (), (), lines))
    conditions = [say("{n}：{w}", "{n}: {w}", n=one.label, w=_flat(one.when)) for one in report.conditions]
    sections.append(Section(say("名单口径", "Which projects are listed"), (), (), conditions))
    return sections


def definition_heading(key: str, indicator: Indicator) -> str:
    """An indicator's name with its key."""
    label = indicator.label.text() if indicator.label else key
    return say("{l}（{k}）", "{l} ({k})", l=label, k=key)


def definition_lines(indicator: Indicator) -> list[str]:
    """An indicator's definition in words and as it is computed."""
    of_all = say("（取全体）", " (of all groups)") if indicator.share else ""
    lines = [
        say("分子：{e}", "numerator: {e}", e=_flat(indicator.counts)),
        say("分母：{e}{a}", "denominator: {e}{a}", e=_flat(indicator.of), a=of_all),
    ]
    if indicator.when:
        lines.append(say("范围：{e}", "scope: {e}", e=_flat(indicator.when)))
    if indicator.schedule is not None:
        way = SCHEDULES[indicator.schedule].text()
        planned = f" {_flat(indicator.planned)}" if indicator.planned else ""
        lines.append(say("序时：{w}{p}", "schedule: {w}{p}", w=way, p=planned))
    if indicator.note:
        lines.append(say("说明：{e}", "note: {e}", e=_flat(indicator.note.text())))
    if indicator.source:
        lines.append(say("依据：{e}", "source: {e}", e=_flat(indicator.source.text())))
    lines.append(say("自 {m} 起", "since {m}", m=indicator.since))
    return lines


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def value(number: Number, indicator: Indicator) -> str:
    """A numerator or denominator in print: 万元, or a count."""
    if isinstance(number, int):
        if indicator.amount:
            return format_amount(number, "万元", None, thousands=True) + say(" 万元", " 万元")
        return f"{number:,}"
    return rounded(number, 2, thousands=True)


def cell_document(cell: Cell, span: Span) -> Document:
    """The projects behind one figure."""
    indicator = cell.indicator
    label = indicator.label.text() if indicator.label else cell.key
    unit = "(万元)" if indicator.amount else ""
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("分子", "Numerator") + unit,
        *([] if indicator.share else [say("分母", "Denominator") + unit]),
        say("出处", "Place"),
    ]
    numbers = [(one.counts, one.of) for one in cell.projects]
    text = _column(indicator, [number for pair in numbers for number in pair])
    rows = [
        [
            one.id,
            one.name,
            text(one.counts),
            *([] if indicator.share else [text(one.of)]),
            _place(one.place),
        ]
        for one in cell.projects
    ]
    figure = say(
        "{c} ÷ {o} ＝ {r}",
        "{c} / {o} = {r}",
        c=value(cell.counts, indicator),
        o=value(cell.of, indicator),
        r=percent(cell.rate),
    )
    numeric = frozenset(range(2, len(columns) - 1))
    return Document(
        f"{cell.group}　{label}　{span}",
        [figure],
        [
            Section(say("口径", "Definition"), (), (), definition_lines(indicator)),
            Section(say("项目 {n} 个", "{n} projects", n=len(rows)), (), [Table(columns, rows, numeric)]),
        ],
    )


def _column(indicator: Indicator, numbers: Sequence[Number]) -> Callable[[Number], str]:
    """How the numbers of a column are printed, all with the same decimals."""
    if indicator.amount:
        amounts = in_wan(int(number) for number in numbers)
        return lambda number: amounts.text(int(number))
    places = 0 if all(isinstance(number, int) for number in numbers) else 2
    return lambda number: rounded(number, places, thousands=True)


def _place(place: Place) -> str:
    return f"{place.path}:{place.line}" if place.line else place.path


def cell_json(cell: Cell) -> str:
    """The projects behind one figure as JSON; amounts in 万元."""
    return json.dumps(
        {
            "version": 1,
            "report": "cell",
            "group": cell.group,
            "indicator": cell.key,
            "counts": number_text(cell.counts, cell.indicator),
            "of": number_text(cell.of, cell.indicator),
            "rate": None if cell.rate is None else percent(cell.rate),
            "projects": [
                {
                    "id": one.id,
                    "name": one.name,
                    "counts": number_text(one.counts, cell.indicator),
                    "of": number_text(one.of, cell.indicator),
                    "path": one.place.path,
                    "line": one.place.line,
                }
                for one in cell.projects
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def cell_csv(cell: Cell) -> str:
    """The projects behind one figure as CSV."""
    columns = [
        say("编号", "id"),
        say("项目", "project"),
        say("分子", "numerator"),
        say("分母", "denominator"),
        say("出处", "place"),
    ]
    return rows_csv(
        columns,
        [
            [
                one.id,
                one.name,
                number_text(one.counts, cell.indicator),
                number_text(one.of, cell.indicator),
                _place(one.place),
            ]
            for one in cell.projects
        ],
    )
