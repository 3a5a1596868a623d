"""Funds as documents: sums, bond money against its clock, applications that wait."""

from __future__ import annotations

from collections.abc import Sequence

from xmtz.domain.rounding import percent
from xmtz.render.amounts import Amounts, suited
from xmtz.render.document import Document, Section, Table
from xmtz.reports.means.funds import Clocked, Funds, FundSum, Waiting
from xmtz.reports.names import Names
from xmtz.words.lang import Say, say

HEADS = {
    "source": Say("资金来源", "Source"),
    "unit": Say("责任单位", "Unit"),
    "project": Say("项目", "Project"),
    "batch": Say("批次", "Batch"),
}


def funds_document(funds: Funds, by: str) -> Document:
    """The sums, then what has to be used by a day, then what waits."""
    total = funds.total(by)
    money = suited(total.planned, [a for one in funds.sums(by) for a in (one.planned, one.arrived, one.paid)])
    settings = funds.ledger.book.settings
    subtitle = say(
        "{n}　截至 {d}　金额单位：{u}",
        "{n}, up to {d}, in {u}",
        n=settings.name or "",
        d=funds.day,
        u=money.unit,
    )
    return Document(say("资金台账", "Funds"), [subtitle], sections_of(funds, by, money))


def sections_of(funds: Funds, by: str, money: Amounts) -> list[Section]:
    """The tables of funds; the last two only where there is anything in them."""
    names = Names(funds.ledger)
    sections = [_sums(funds, by, names, money)]
    clocked, waiting = funds.clocked(), funds.waiting()
    if clocked:
        sections.append(_clocked(clocked, names, money))
    if waiting:
        sections.append(_waiting(waiting, names, money))
    return sections


def key_text(one: FundSum, by: str, names: Names) -> str:
    """What a group is called."""
    if by == "unit":
        return names.label("unit", one.key[0])
    if by == "project":
        return f"{one.key[0]} {one.key[1]}"
    source = names.label("fund", one.key[0])
    return f"{one.key[1]} {source}" if by == "batch" else source


def _sums(funds: Funds, by: str, names: Names, money: Amounts) -> Section:
    columns = [
        HEADS[by].text(),
        say("笔数", "Lines"),
        say("项目", "Projects"),
        say("计划", "Planned"),
        say("到位", "Arrived"),
        say("到位率", "Arrival"),
        say("支出", "Paid"),
        say("支付率", "Payment"),
    ]
    sums = funds.sums(by)
    rows = [_sum_row(key_text(one, by, names), one, money) for one in sums]
    total = funds.total(by)
    rows.append(_sum_row(say("合计", "Total"), total, money))
    notes = []
    if total.due != total.arrived:
        notes.append(
            say(
                "到位率只算写有计划数的资金；没有计划数的到位 {a} {u}",
                "arrival rates are over funds with a plan; {a} {u} arrived without one",
                a=money.text(total.arrived - total.due),
                u=money.unit,
            )
        )
    table = Table(columns, rows, frozenset(range(1, 8)), frozenset((len(rows) - 1,)))
    return Section("", (), [table], notes)


def _sum_row(label: str, one: FundSum, money: Amounts) -> list[str]:
    return [
        label,
        str(one.lines),
        str(one.projects),
        money.text(one.planned),
        money.text(one.arrived),
        percent(one.arrival_rate),
        money.text(one.paid),
        percent(one.payment_rate),
    ]


def _clocked(lines: Sequence[Clocked], names: Names, money: Amounts) -> Section:
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("资金", "Fund"),
        say("发行（下达）", "Issued"),
        say("使用期限", "Use by"),
        say("距今", "Left"),
        say("到位", "Arrived"),
        say("支出", "Paid"),
        say("未用", "Unspent"),
    ]
    rows = [
        [
            one.line.id,
            one.line.name,
            fund_text(names.label("fund", one.line.source), one.line.called, one.line.batch),
            one.line.issued or "",
            one.by.isoformat(),
            left_text(one),
            money.text(one.line.arrived),
            money.text(one.line.paid),
            money.text(one.unspent),
        ]
        for one in lines
    ]
    late = frozenset(n for n, one in enumerate(lines) if one.overdue)
    heading = say("债券等有使用时限的资金", "Money with a time limit")
    return Section(heading, (), [Table(columns, rows, frozenset((6, 7, 8)), late)])


def left_text(one: Clocked) -> str:
    """How long money may still be used."""
    if not one.unspent:
        return say("已用完", "used up")
    if one.left < 0:
        return say("逾期 {n} 天", "{n} days over", n=-one.left)
    return say("剩 {n} 天", "{n} days", n=one.left) if one.left else say("今天到期", "today")


def fund_text(source: str, called: str | None, batch: str | None) -> str:
    """A line of money in words: its name where it has one, with its source and its batch."""
    text = source
    if batch is not None and batch not in (called or ""):
        text += f" {batch}"
    return f"{text}：{called}" if called else text


def _waiting(lines: Sequence[Waiting], names: Names, money: Amounts) -> Section:
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("资金", "Fund"),
        say("申报", "Applied"),
        say("已等（天）", "Days"),
        say("申请额", "Amount"),
    ]
    rows = [
        [
            one.line.id,
            one.line.name,
            names.label("unit", one.line.unit),
            fund_text(names.label("fund", one.line.source), one.line.called, one.line.batch),
            one.line.applied or "",
            str(one.days),
            money.text(one.line.planned) if one.line.planned is not None else "—",
        ]
        for one in lines
    ]
    whole = sum(one.line.planned or 0 for one in lines)
    rows.append([say("合计", "Total"), "", "", "", "", "", money.text(whole)])
    heading = say("申报待下达", "Applied for, not issued")
    return Section(heading, (), [Table(columns, rows, frozenset((5, 6)), frozenset((len(lines),)))])
