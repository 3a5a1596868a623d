"""How a figure is defined, and what stands behind it, in print."""

from __future__ import annotations

import json

from xmtz.domain.money import format_amount, format_wan
from xmtz.domain.months import Month
from xmtz.domain.rounding import percent
from xmtz.records.rules import Indicator
from xmtz.render.document import Document, Section, Table
from xmtz.render.sheet import rows_csv
from xmtz.reports.cell import Cell
from xmtz.reports.monthly import Monthly
from xmtz.words.finding import Place
from xmtz.words.lang import say


def definitions_section(report: Monthly) -> Section:
    """Each indicator of a bulletin: its definition, numerator and denominator."""
    paragraphs = []
    for key, indicator in report.indicators.items():
        rate = report.whole.rates.get(key)
        paragraphs.append("")
        paragraphs += definition_lines(key, indicator)
        if rate is not None:
            counts, of = value(rate.counts, indicator), value(rate.of, indicator)
            paragraphs.append(
                say(
                    "  全部：{c} ÷ {o} ＝ {r}",
                    "  in all: {c} / {o} = {r}",
                    c=counts,
                    o=of,
                    r=percent(rate.rate),
                )
            )
    return Section(say("附：指标口径", "Definitions"), paragraphs)


def definition_lines(key: str, indicator: Indicator) -> list[str]:
    """An indicator's definition in words and as it is computed."""
    label = indicator.label.text() if indicator.label else key
    lines = [
        f"{label}（{key}）",
        say("  分子：{e}", "  numerator: {e}", e=_flat(indicator.counts)),
        say("  分母：{e}", "  denominator: {e}", e=_flat(indicator.of))
        + (say("（取全体）", " (of all groups)") if indicator.share else ""),
    ]
    if indicator.when:
        lines.append(say("  范围：{e}", "  scope: {e}", e=_flat(indicator.when)))
    if indicator.note:
        lines.append(say("  说明：{e}", "  note: {e}", e=_flat(indicator.note.text())))
    if indicator.source:
        lines.append(say("  依据：{e}", "  source: {e}", e=_flat(indicator.source.text())))
    lines.append(say("  自 {m} 起", "  since {m}", m=indicator.since))
    return lines


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def value(number: int, indicator: Indicator) -> str:
    """A numerator or denominator in print: 万元, or a count."""
    if indicator.amount:
        return format_amount(number, "万元", None, thousands=True) + say(" 万元", " 万元")
    return str(number)


def cell_document(cell: Cell, month: Month) -> Document:
    """The projects behind one figure."""
    label = cell.indicator.label.text() if cell.indicator.label else cell.key
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("分子", "Numerator"),
        say("分母", "Denominator"),
        say("出处", "Place"),
    ]
    rows = [
        [
            one.id,
            one.name,
            value(one.counts, cell.indicator),
            value(one.of, cell.indicator),
            _place(one.place),
        ]
        for one in cell.projects
    ]
    figure = say(
        "{c} ÷ {o} ＝ {r}",
        "{c} / {o} = {r}",
        c=value(cell.counts, cell.indicator),
        o=value(cell.of, cell.indicator),
        r=percent(cell.rate),
    )
    return Document(
        f"{cell.group}　{label}　{month}",
        [figure],
        [
            Section(say("口径", "Definition"), definition_lines(cell.key, cell.indicator)),
            Section(
                say("项目 {n} 个", "{n} projects", n=len(rows)), (), [Table(columns, rows, frozenset({2, 3}))]
            ),
        ],
    )


def _place(place: Place) -> str:
    return f"{place.path}:{place.line}" if place.line else place.path


def cell_json(cell: Cell) -> str:
    """The projects behind one figure as JSON; amounts in 万元."""
    shown = format_wan if cell.indicator.amount else str
    return json.dumps(
        {
            "version": 1,
            "report": "cell",
            "group": cell.group,
            "indicator": cell.key,
            "counts": shown(cell.counts),
            "of": shown(cell.of),
            "rate": None if cell.rate is None else percent(cell.rate),
            "projects": [
                {
                    "id": one.id,
                    "name": one.name,
                    "counts": shown(one.counts),
                    "of": shown(one.of),
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
    shown = format_wan if cell.indicator.amount else str
    columns = [
        say("编号", "id"),
        say("项目", "project"),
        say("分子", "numerator"),
        say("分母", "denominator"),
        say("出处", "place"),
    ]
    return rows_csv(
        columns,
        [[one.id, one.name, shown(one.counts), shown(one.of), _place(one.place)] for one in cell.projects],
    )
