"""Two figures compared, as a document: each comparison with its sums, its list and its definition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from xmtz.index.rates import GROUPINGS
from xmtz.render.bulletins.compared import (
    cells,
    definition_lines,
    figure_texts,
    headers,
    one_label,
    other_label,
    reason_text,
)
from xmtz.render.document import Document, Section, Table
from xmtz.render.numerals import chinese
from xmtz.reports.bulletins.reconcile import OVER, Comparing, Reconciliation
from xmtz.words.lang import Say, say

TITLE: Final = Say("数据比对", "Comparison of figures")


def reconciliation_document(value: Reconciliation) -> Document:
    """The comparisons of a month."""
    month = say("{y} 年 {m} 月", "{y}-{m:02d}", y=value.month.year, m=value.month.month)
    subtitle = [f"{value.ledger}　{month}" if value.ledger else month]
    if value.state != "worktree":
        subtitle.append(say("据提交 {c}", "as of commit {c}", c=value.state[:12]))
    if value.project is not None:
        subtitle.append(say("只看项目：{p}", "one project only: {p}", p=value.project))
    if not value.comparisons:
        subtitle.append(
            say("这个月没有在用的比对。", "No comparison of the rules is in force in this month.")
        )
    subtitle += [
        say("“{k}”自 {m} 起才有。", "“{k}” holds from {m} on only.", k=key, m=since)
        for key, since in value.later.items()
    ]
    if value.unread:
        subtitle.append(
            say(
                "有 {n} 个文件读不出项目，没有计入；见 xmtz check。",
                "{n} files cannot be read as projects and are not counted; see xmtz check.",
                n=len(value.unread),
            )
        )
    sections = [section for n, one in enumerate(value.comparisons, 1) for section in _sections(value, one, n)]
    return Document(TITLE.text(), subtitle, sections)


def _sections(value: Reconciliation, comparing: Comparing, n: int) -> Iterable[Section]:
    comparison = comparing.comparison
    heading = say(
        "{z}、{l}（{k}）", "{n}. {l} ({k})", z=chinese(n), n=n, l=label_of(comparing), k=comparing.key
    )
    tables = [_by_group(value.by, comparing)] if value.by is not None and comparing.groups else []
    yield Section(heading, [_summary(comparing)], tables, definition_lines(comparison))
    if comparing.rows.total:
        listed = say("比对明细", "Compared") if value.every else say("超过限度的项目", "Over the limits")
        title = say("{l} {n} 个", "{l}: {n}", l=listed, n=comparing.rows.total)
        yield Section(f"{label_of(comparing)}　{title}", (), [_list(comparing)], _more(comparing))


def label_of(comparing: Comparing) -> str:
    """What a comparison is called."""
    label = comparing.comparison.label
    return label.text() if label is not None else comparing.key


def _summary(comparing: Comparing) -> str:
    total, comparison = comparing.total, comparing.comparison
    parts = [
        say(
            "两数都有的 {n} 个，超过限度 {o} 个，其中已说明 {e} 个、待说明 {u} 个",
            "{n} with both figures, {o} over the limits, of which {e} are explained and {u} are not",
            n=total.compared,
            o=total.over,
            e=total.explained,
            u=total.over - total.explained,
        )
    ]
    if total.one_missing or total.other_missing:
        parts.append(
            say(
                "没有{a}的 {n} 个、没有{b}的 {m} 个，不比",
                "without {a}: {n}, without {b}: {m}; not compared",
                a=one_label(comparison),
                n=total.one_missing,
                b=other_label(comparison),
                m=total.other_missing,
            )
        )
    if not comparison.explain:
        parts.append(say("这项比对不要求说明", "this comparison asks for no explanations"))
    return say("；", "; ").join(parts) + say("。", ".")


def _list(comparing: Comparing) -> Table:
    comparison, rows = comparing.comparison, comparing.rows.rows
    texts = figure_texts(comparison, [figure for one in rows for figure in (one.one, one.other)])
    figures = headers(comparison)
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        *figures,
        say("超限", "Over"),
        say("说明", "Explanation"),
    ]
    body = [
        [
            one.id,
            one.name,
            one.unit,
            *cells(comparison, one, texts),
            say("是", "yes") if one.state == OVER else "",
            reason_text(one, comparison),
        ]
        for one in rows
    ]
    return Table(columns, body, frozenset(range(3, 3 + len(figures))))


def _by_group(by: str, comparing: Comparing) -> Table:
    comparison, groups = comparing.comparison, [*comparing.groups, comparing.total]
    group = GROUPINGS[by].text()
    texts = figure_texts(comparison, [figure for one in groups for figure in (one.one, one.other)])
    sums = [] if comparison.points is not None else headers(comparison)  # percentages are not added up
    columns = [
        group[:1].upper() + group[1:],
        say("比对", "Compared"),
        *sums,
        say("超限", "Over"),
        say("已说明", "Explained"),
        say("缺数", "No figure"),
    ]
    rows = [
        [
            one.label,
            str(one.compared),
            *(cells(comparison, one, texts) if sums else []),
            str(one.over),
            str(one.explained),
            str(one.missing),
        ]
        for one in groups
    ]
    return Table(columns, rows, frozenset(range(1, len(columns))), frozenset({len(rows) - 1}))


def _more(comparing: Comparing) -> list[str]:
    if len(comparing.rows.rows) == comparing.rows.total:
        return []
    return [
        say(
            "共 {n} 个，只列前 {t} 个；用 --format csv 或 json 全部列出。",
            "{n} in all, the first {t} are shown; --format csv or json gives every one.",
            n=comparing.rows.total,
            t=len(comparing.rows.rows),
        )
    ]
