"""A scored evaluation as a document: the ranking with the points of every item, and how each item is defined."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from xmtz.domain.months import Month
from xmtz.domain.rounding import NOTHING as NO_NUMBER
from xmtz.domain.rounding import rounded
from xmtz.records.rules import Evaluation
from xmtz.render.bulletins.definitions import definition_heading, definition_lines
from xmtz.render.document import Document, Section, Table
from xmtz.reports.bulletins.evaluate import NOTHING, UNSCORED, Body, Evaluated, Item, Points
from xmtz.words.lang import Say, say

PLACES: Final = 2
PERIODS: Final = {
    "month": Say("月", "month"),
    "quarter": Say("季", "quarter"),
    "half": Say("半年", "half-year"),
    "year": Say("年", "year"),
}


def evaluation_document(value: Evaluated) -> Document:
    """The evaluation of a period."""
    named = [value.ledger] if value.ledger else []
    subtitle = ["　".join([*named, value.period._replace(month=Month.of(value.period.last)).say().text()])]
    if value.state != "worktree":
        subtitle.append(say("据提交 {c}", "as of commit {c}", c=value.state[:12]))
    if value.until is not None:
        subtitle.append(
            say(
                "考核期未满，按 {m} 月末计。",
                "The period is not over; measured at the end of {m}.",
                m=value.until,
            )
        )
    elif value.period.month.last_day < value.period.last:
        subtitle.append(say("投资数到 {m}。", "Figures of money up to {m}.", m=value.period.month))
    subtitle += _numbers(value)
    sections = [
        Section("", (), [_table(value)], _notes(value)),
        Section(say("附：评价项口径", "How items are scored"), (), (), _how(value)),
        *(_definition(name, one) for name, one in value.items.items()),
    ]
    label = value.evaluation.label.text() if value.evaluation.label else value.key
    return Document(label, subtitle, sections)


def _numbers(value: Evaluated) -> list[str]:
    bodies, expected = len(value.bodies), value.evaluation.bodies
    ranked = sum(body.rank is not None for body in value.bodies)
    lines = [
        say(
            "被评价单位 {n} 个，排名 {r} 个，满分 {f} 分。",
            "{n} units, {r} ranked, {f} points at most.",
            n=bodies,
            r=ranked,
            f=value.full,
        )
    ]
    if expected is not None and expected != bodies:
        lines.append(
            say(
                "规则写明 {e} 个，与 units.yaml 里有 order 的 {n} 个不符。",
                "The rules say {e}; units.yaml gives an order to {n}.",
                e=expected,
                n=bodies,
            )
        )
    if value.others:
        lines.append(
            say(
                "有项目而不参评（units.yaml 没有 order）：{o}。",
                "With projects and not evaluated (no order in units.yaml): {o}.",
                o=say("、", ", ").join(value.others),
            )
        )
    if value.unread:
        lines.append(
            say(
                "有 {n} 个文件读不出项目，没有计入；见 xmtz check。",
                "{n} files cannot be read as projects and are not counted; see xmtz check.",
                n=len(value.unread),
            )
        )
    return lines


def label_of(name: str, one: Item) -> str:
    """What an item is called."""
    return one.item.label.text() if one.item.label is not None else name


def _table(value: Evaluated) -> Table:
    columns = [
        say("名次", "Rank"),
        say("单位", "Unit"),
        *(
            say("{l}({w})", "{l} ({w})", l=label_of(name, one), w=one.item.weight)
            for name, one in value.items.items()
        ),
        say("总分", "Total"),
        say("备注", "Remark"),
    ]
    rows = [
        [
            NO_NUMBER if body.rank is None else str(body.rank),
            body.label,
            *(points_text(body.items[name]) for name in value.items),
            rounded(body.total, PLACES),
            remark(body, value.evaluation),
        ]
        for body in value.bodies
    ]
    last = len(columns) - 1
    emphasis = frozenset(
        n for n, body in enumerate(value.bodies) if body.last and value.evaluation.last is not None
    )
    return Table(columns, rows, frozenset(range(last)) - {1}, emphasis)


def points_text(one: Points) -> str:
    """The points of an item, or why there are none."""
    if one.state == UNSCORED:
        return say("未评分", "not scored")
    return rounded(one.points, PLACES)


def remark(body: Body, evaluation: Evaluation) -> str:
    """What has to be said beside a unit's total."""
    parts = []
    if body.last and evaluation.last is not None:
        parts.append(evaluation.last.text())
    if not body.complete:
        parts.append(say("未评完，不排名", "incomplete, not ranked"))
    elif body.total is None:
        parts.append(say("无可评项", "nothing to evaluate"))
    if body.pro_rata:
        parts.append(say("按可评项折算", "pro rata"))
    return say("；", "; ").join(parts)


def _notes(value: Evaluated) -> list[str]:
    bodies, notes = value.bodies, []
    if any(one.state == NOTHING for body in bodies for one in body.items.values()):
        notes.append(
            say(
                "“—”表示这一项没有应计的项目，不扣分，总分按其余各项折算到满分。",
                "“—”: nothing to count in this item; no points are lost, and the total is scaled up from the others.",
            )
        )
    waiting = sum(not body.complete for body in bodies)
    if waiting:
        notes.append(
            say(
                "{n} 个单位有未评分的项，总分只计已有的，不排名；评分写在 units.yaml 的 scores。",
                "{n} units have items not scored; their totals count what there is and are not ranked. Scores are kept"
                " under scores in units.yaml.",
                n=waiting,
            )
        )
        if value.evaluation.last is not None:
            notes.append(
                say("各单位评完后才定末位。", "Nobody is the last before every unit has been scored.")
            )
    notes.append(
        say(
            "得分按分数精确计算，同分同名次；印出的四舍五入到两位小数。",
            "Points are exact; equal totals share a rank. What is printed is rounded to two decimals.",
        )
    )
    return notes


def _how(value: Evaluated) -> list[str]:
    evaluation = value.evaluation
    lines = [
        say(
            "有指标的：得分 = 分值 × 指标值，高于 100% 的按 100% 计（写了 cap 的按 cap），越低越好的按 分值 ×（1 − 指标值）。",
            "With an indicator: points = weight x rate, a rate above 100% counts as 100% (or as `cap` says); where less is"
            " better, weight x (1 - rate).",
        )
    ]
    for label, said in (
        (Say("末位", "the last"), evaluation.last),
        (Say("说明", "note"), evaluation.note),
        (Say("依据", "source"), evaluation.source),
    ):
        if said is not None:
            lines.append(f"{label.text()}{say('：', ': ')}{' '.join(said.text().split())}")
    lines.append(say("自 {m} 起", "since {m}", m=evaluation.since))
    return lines


def _definition(name: str, one: Item) -> Section:
    item = one.item
    heading = say("{l}（{n}，{w} 分）", "{l} ({n}, {w} points)", l=label_of(name, one), n=name, w=item.weight)
    lines = [" ".join(item.note.text().split())] if item.note is not None else []
    if item.indicator is None:
        lines.append(
            say("由人打分，记在 units.yaml 的 scores。", "Scored by people; kept under scores in units.yaml.")
        )
    elif one.indicator is None:
        begins = (
            say("自 {m} 起才有", "begins in {m}", m=one.since) if one.since else say("没有", "is not there")
        )
        lines.append(
            say("指标 {k} {b}，本期不计。", "The indicator {k} {b}; not counted.", k=item.indicator, b=begins)
        )
    else:
        if item.cap is not None:
            lines.append(say("最高按 {c}% 计", "counts up to {c}%", c=item.cap))
        lines.append(definition_heading(item.indicator, one.indicator))
        lines += definition_lines(one.indicator)
    return Section(heading, (), (), lines)


def evaluations_document(known: Mapping[str, Evaluation], ledger: str) -> Document:
    """The evaluations that the rules have."""
    columns = [
        say("键", "Key"),
        say("名称", "Label"),
        say("周期", "Period"),
        say("自", "Since"),
        say("被评价主体", "Units"),
        say("评价项（分值）", "Items (points)"),
    ]
    rows = [
        [
            key,
            one.label.text() if one.label else key,
            PERIODS[one.period].text(),
            str(one.since),
            NO_NUMBER if one.bodies is None else str(one.bodies),
            say("、", ", ").join(
                f"{item.label.text() if item.label else name} {item.weight}"
                for name, item in one.items.items()
            ),
        ]
        for key, one in known.items()
    ]
    notes = [say("考核：xmtz evaluate 键 考核期", "To evaluate: xmtz evaluate KEY PERIOD")]
    return Document(
        say("考核评价", "Evaluations"),
        [ledger] if ledger else [],
        [Section("", (), [Table(columns, rows)], notes)],
    )


def total_text(total: Fraction | None) -> str | None:
    """A total or points for programs, rounded as in print."""
    return None if total is None else rounded(total, PLACES)
