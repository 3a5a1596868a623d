"""The one-to-one feedback sheet of a project (一对一反馈单), and the name of its file."""

from __future__ import annotations

from typing import Final

from xmtz.domain.ids import slug
from xmtz.render.bulletins.compared import (
    Texts,
    cells,
    definition_lines,
    difference_text,
    figure_texts,
    headers,
    limits_text,
    one_label,
    other_label,
    rate_text,
    reason_text,
    said_by,
)
from xmtz.render.document import Document, Section, Table
from xmtz.render.numerals import chinese
from xmtz.reports.bulletins.feedback import Feedback, Monthly, Sheet
from xmtz.reports.bulletins.reconcile import MISSING, OVER
from xmtz.words.lang import Say, say

TITLE: Final = Say("数据比对“一对一”反馈单", "One-to-one feedback on figures")
_BLANK: Final = "＿" * 8
_LONG: Final = "＿" * 30


def file_of(value: Feedback) -> str:
    """The name of a sheet's file: month, id and name, with nothing that is special to a system in it."""
    return f"{value.month}-{slug(f'{value.id}-{value.name}', 80, 180)}.md"


def feedback_document(value: Feedback) -> Document:
    """A sheet to be sent to the one who reports, and sent back with the reason."""
    month = say("{y} 年 {m} 月", "{y}-{m:02d}", y=value.month.year, m=value.month.month)
    subtitle = [f"{value.ledger}　{month}" if value.ledger else month]
    if value.state != "worktree":
        subtitle.append(say("据提交 {c}", "as of commit {c}", c=value.state[:12]))
    facts = [
        (say("项目", "Project"), say("{n}（{i}）", "{n} ({i})", n=value.name, i=value.id)),
        (say("责任单位", "Unit"), value.unit),
        (say("项目单位", "Owner"), value.owner),
        (say("统计员", "Statistician"), value.statistician),
    ]
    head = Section("", [f"{label}{say('：', ': ')}{text}" for label, text in facts if text])
    return Document(
        TITLE.text(),
        subtitle,
        [head, *(_sheet(one, n) for n, one in enumerate(value.sheets, 1)), _answer(value)],
    )


def _sheet(sheet: Sheet, n: int) -> Section:
    comparison, now = sheet.comparison, sheet.now
    label = comparison.label.text() if comparison.label is not None else sheet.key
    texts = figure_texts(
        comparison,
        [
            figure
            for one in sheet.months
            if one.compared is not None
            for figure in (one.compared.one, one.compared.other)
        ],
    )
    verdict = {
        OVER: say("超过限度", "over the limits"),
        MISSING: say("有一方没有数，不比", "one figure is not there; not compared"),
    }.get(now.state, say("没有超过限度", "within the limits"))
    lines = [
        say(
            "本月{s}：{v}（限度：{l}）。",
            "this month: {s}: {v} (limits: {l}).",
            s=_sentence(sheet, texts),
            v=verdict,
            l=limits_text(comparison),
        )
    ]
    if now.state == OVER:
        lines.append(
            say("已有说明：{t}", "Explained: {t}", t=said_by(now.reason))
            if now.reason is not None
            else say("请说明原因：{l}", "Please explain: {l}", l=_LONG)
        )
    columns = [
        say("月份", "Month"),
        *headers(comparison),
        say("超限", "Over"),
        say("说明", "Explanation"),
    ]
    rows = [_row(sheet, one) for one in sheet.months]
    table = Table(columns, rows, frozenset(range(1, len(columns) - 2)))
    heading = say("{z}、{l}", "{n}. {l}", z=chinese(n), n=n, l=label)
    return Section(heading, lines, [table], definition_lines(comparison))


def _sentence(sheet: Sheet, texts: Texts) -> str:
    """Both figures and their difference, with their units."""
    comparison, now = sheet.comparison, sheet.now
    unit = "" if comparison.points is not None else " 万元"
    gap = say(" 个百分点", " percentage points") if comparison.points is not None else unit
    none = say("无", "none")
    pieces = [
        (one_label(comparison), none if now.one is None else texts(now.one) + unit),
        (other_label(comparison), none if now.other is None else texts(now.other) + unit),
    ]
    if now.difference is not None:
        pieces.append((say("差额", "difference"), difference_text(comparison, now.difference, texts) + gap))
    if now.rate is not None and comparison.points is None:
        pieces.append((say("差率", "rate"), rate_text(now.rate)))
    return say("，", ", ").join(f"{label} {text}" for label, text in pieces)


def _row(sheet: Sheet, one: Monthly) -> list[str]:
    comparison, compared = sheet.comparison, one.compared
    if compared is None:
        return [str(one.month), *("" for _ in headers(comparison)), "", say("不在范围", "not in the scope")]
    figures = [m.compared for m in sheet.months if m.compared is not None]
    texts = figure_texts(comparison, [figure for c in figures for figure in (c.one, c.other)])
    return [
        str(one.month),
        *cells(comparison, compared, texts),
        say("是", "yes") if compared.state == OVER else "",
        reason_text(compared, comparison),
    ]


def _answer(value: Feedback) -> Section:
    """Where the one who reports answers and signs."""
    lines = [
        say("数报错的，请附更正后的数：{l}", "If a figure is wrong, give the right one: {l}", l=_LONG),
        say("填报人：{b}　　联系电话：{b}", "Reported by: {b}　　Telephone: {b}", b=_BLANK),
        say("核对人：{b}", "Checked by: {b}", b=_BLANK),
        say("日期：＿＿＿＿年＿＿月＿＿日", "Date: {b}", b=_BLANK),
    ]
    return Section(
        say("{z}、反馈", "{n}. Answer", z=chinese(len(value.sheets) + 1), n=len(value.sheets) + 1), lines
    )
