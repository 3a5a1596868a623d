"""The lights of a month as a document: each rule with its definition, its counts by group and its lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xmtz.index.lights import RED, UNASSIGNED, YELLOW, of_units
from xmtz.index.rates import GROUPINGS
from xmtz.render.amounts import in_wan
from xmtz.render.bulletins.light_lines import light_lines
from xmtz.render.document import Document, Section, Table
from xmtz.render.numerals import chinese
from xmtz.reports.bulletins.lights import COLOURS, EXEMPT, Lamp, Lights, Shining
from xmtz.reports.bulletins.values import Shown
from xmtz.words.finding import Place
from xmtz.words.lang import say

_LISTED = (RED, YELLOW, EXEMPT)


def lights_document(value: Lights) -> Document:
    """The lights of a month."""
    month = say("{y} 年 {m} 月", "{y}-{m:02d}", y=value.month.year, m=value.month.month)
    subtitle = [f"{value.ledger}　{month}" if value.ledger else month]
    if value.state != "worktree":
        subtitle.append(say("据提交 {c}", "as of commit {c}", c=value.state[:12]))
    if not value.rules:
        subtitle.append(say("这个月没有在用的亮灯规则。", "No light of the rules is in force in this month."))
    subtitle += [
        say("“{k}”自 {m} 起才有效。", "“{k}” holds from {m} on only.", k=key, m=since)
        for key, since in value.later.items()
    ]
    sections = [section for n, rule in enumerate(value.rules, 1) for section in _sections(rule, n, value.by)]
    return Document(say("亮灯", "Lights"), subtitle, sections)


def _sections(rule: Shining, n: int, by: str) -> Iterable[Section]:
    label = rule.light.label.text() if rule.light.label else rule.key
    heading = say("{z}、{l}（{k}）", "{n}. {l} ({k})", z=chinese(n), n=n, l=label, k=rule.key)
    tables = [_counts(rule, by)] if rule.groups else []
    yield Section(heading, [_summary(rule), *_remarks(rule)], tables, list(light_lines(rule.light)))
    for colour in _LISTED:
        shown = rule.lists[colour]
        if shown.total:
            named = say("{c} {n} 个", "{c}: {n}", c=COLOURS[colour].text(), n=shown.total)
            yield Section(f"{label}　{named}", (), [_list(rule, colour, shown)], _more(shown))


def _summary(rule: Shining) -> str:
    what = say("单位", "units") if of_units(rule.light) else say("项目", "projects")
    parts = [
        say("{c} {n} 个", "{c} {n}", c=said.text() if n_ == 0 else said.text().lower(), n=rule.total[colour])
        for n_, (colour, said) in enumerate(COLOURS.items())
    ]
    return say(
        "适用{w} {n} 个：{p}。",
        "{n} {w} in scope: {p}.",
        w=what,
        n=sum(rule.total.values()),
        p=say("，", ", ").join(parts),
    )


def _remarks(rule: Shining) -> list[str]:
    light, found = rule.light, []
    if rule.total[UNASSIGNED]:
        otherwise = light.otherwise or say("规则没有说明。", "The rule does not say.")
        found.append(say("未规定：{t}", "Not assigned: {t}", t=str(otherwise)))
    if light.consequence is not None and light.consequence_after is not None:
        found.append(
            say(
                "连续 {m} 个月及以上的 {n} 个：{c}",
                "{m} months in a row or more: {n}; {c}",
                m=light.consequence_after,
                n=rule.due,
                c=light.consequence,
            )
        )
    return found


def _counts(rule: Shining, by: str) -> Table:
    group = GROUPINGS[by].text()
    columns = [
        group[:1].upper() + group[1:],
        *(said.text() for said in COLOURS.values()),
        say("合计", "Total"),
    ]
    rows = [[one.label, *_numbers(one.of)] for one in rule.groups]
    rows.append([say("合计", "Total"), *_numbers(rule.total)])
    return Table(columns, rows, frozenset(range(1, len(columns))), frozenset({len(rows) - 1}))


def _numbers(of: Mapping[str, int]) -> list[str]:
    numbers = [of.get(colour, 0) for colour in COLOURS]
    return [*(str(number) for number in numbers), str(sum(numbers))]


def _list(rule: Shining, colour: str, shown: Shown[Lamp]) -> Table:
    rows: Sequence[Lamp] = shown.rows
    units = of_units(rule.light)
    amounts = in_wan(one.behind for one in rows if one.behind is not None)
    longest = max(rule.light.red_after or 0, rule.light.consequence_after or 0)
    with_amounts = rule.light.behind is not None
    columns = [say("责任单位", "Unit")] if units else [say("项目", "Project"), say("责任单位", "Unit")]
    numeric = set()
    if with_amounts:
        numeric.add(len(columns))
        columns.append(say("差额(万元)", "Behind (万元)"))
    if longest:
        numeric.add(len(columns))
        columns.append(say("连续月数", "Months"))
    if colour == EXEMPT:
        columns += [say("理由", "Reason"), say("认定人", "By")]
    if not units:
        columns.append(say("出处", "Place"))
    texts = []
    for one in rows:
        row = [one.name] if units else [one.name, one.unit]
        if with_amounts:
            row.append("—" if one.behind is None else amounts.text(one.behind))
        if longest:
            row.append(months_text(one.months, longest))
        if colour == EXEMPT:
            row += [one.excuse.reason, one.excuse.by] if one.excuse is not None else ["", ""]
        if not units:
            row.append(place_text(one.place))
        texts.append(row)
    return Table(columns, texts, frozenset(numeric))


def months_text(months: int | None, longest: int) -> str:
    """Months in a row: no more of them are counted than the rule asks for."""
    if not months:
        return "—"
    return f"≥{months}" if months >= longest else str(months)


def place_text(place: Place | None) -> str:
    """A place as path and line."""
    if place is None:
        return ""
    return f"{place.path}:{place.line}" if place.line else place.path


def _more(shown: Shown[Lamp]) -> list[str]:
    if len(shown.rows) == shown.total:
        return []
    return [
        say(
            "共 {n} 个，只列前 {t} 个；全部列出用 --all。",
            "{n} in all, the first {t} are shown; --all shows every one.",
            n=shown.total,
            t=len(shown.rows),
        )
    ]
