"""Pools of projects in print: the funnel, the sizes of libraries, who is due, the pace into the reserve, bundles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xmtz.domain.rounding import NOTHING, percent, rounded
from xmtz.render.amounts import Amounts, suited
from xmtz.render.document import Section, Table
from xmtz.reports.names import Names
from xmtz.reports.pools.bundles import Bundles
from xmtz.reports.pools.entries import DUE, IDLE, Entry
from xmtz.reports.pools.funnel import Funnel, Pool, PoolRow
from xmtz.reports.pools.sizes import Size
from xmtz.words.lang import Say, say

TITLES: Final = {
    "funnel": Say("项目漏斗", "Funnel of projects"),
    "entries": Say("应入未入", "Due in a pool and not in it"),
    "sizes": Say("项目库规模", "Sizes of the pools"),
    "pace": Say("随报随审随储", "From report to reserve"),
    "bundles": Say("打捆项目", "Bundles"),
}
_SIZES: Final = {
    "pool": Say("按项目库", "By library"),
    "level": Say("按级别", "By level"),
    "list": Say("按名录（当日在名录内）", "By key list (on it that day)"),
}


def project_columns() -> list[str]:
    """The columns that say which project."""
    return [say("编号", "Id"), say("项目", "Project"), say("责任单位", "Unit")]


def total_column(amounts: Amounts) -> str:
    """The head of the column of totals."""
    return say("总投资({u})", "Total ({u})", u=amounts.unit)


def funnel_section(value: Funnel) -> Section:
    """The funnel: what stands in each pool, what went through it, and in how many days."""
    amounts = suited(value.total, [row.total for row in value.rows])
    since = value.since is not None
    columns = [
        say("项目池", "Pool"),
        say("现有", "Now"),
        total_column(amounts),
        say("本期进入", "Entered since") if since else say("曾进入", "Ever entered"),
        say("已转出", "Went on"),
        say("转化率", "Rate"),
        say("平均天数", "Mean days"),
        say("中位天数", "Median"),
        say("最长", "Longest"),
        say("终止", "Ended"),
    ]
    rows = [
        [
            row.label.text(), str(row.now), _total(row, amounts), str(row.entered), str(row.moved),
            percent(row.rate), rounded(row.days.mean, 1), rounded(row.days.median, 1), _or_nothing(row.days.worst),
            str(row.ended),
        ]
        for row in value.rows
    ]  # fmt: skip
    whole = say("合计", "Total")
    rows.append([whole, str(value.projects), amounts.text(value.total), *[""] * 6, str(value.ended)])
    way = " → ".join(f"{row.label} {row.now}" for row in value.rows)
    notes = [
        say(
            "已转出：进入过本池、又进入其后任一池的；转化率 = 已转出 ÷ {e}；天数为两次进入之间的自然日。",
            "Went on: entered this pool and then any later one; the rate is of those that {e}; days are calendar days "
            "between the two.",
            e=say("本期进入", "entered since then") if since else say("曾进入", "ever entered"),
        ),
        *_unsaid(sum(row.unsaid for row in value.rows)),
    ]
    if value.nowhere:
        notes.append(
            say(
                "{n} 个没有记阶段，只计入合计。",
                "{n} have no stage and are in the total only.",
                n=value.nowhere,
            )
        )
    numeric = frozenset(range(1, len(columns)))
    return Section("", [way], [Table(columns, rows, numeric, frozenset({len(rows) - 1}))], notes)


def sizes_sections(value: dict[str, list[Size]], pools: Sequence[Pool], names: Names) -> list[Section]:
    """How big libraries, levels and lists are, with a column for each pool of the funnel."""
    every = [size for some in value.values() for size in some]
    amounts = suited(max((size.total for size in every), default=0), [size.total for size in every])
    used = [pool for pool in pools if any(size.pools.get(pool.key) for size in every)]
    sections = []
    for column, some in value.items():
        if not some:
            continue
        columns = [
            say("名称", "Name"), say("项目", "Projects"), total_column(amounts),
            *(str(pool.label) if n else say("其中：{p}", "of them {p}", p=pool.label) for n, pool in enumerate(used)),
        ]  # fmt: skip
        rows = [
            [
                names.label(column, size.key), str(size.projects), amounts.text(size.total),
                *(str(size.pools.get(pool.key, "") or "") for pool in used),
            ]
            for size in some
        ]  # fmt: skip
        notes = _unsaid(sum(size.unsaid for size in some))
        numeric = frozenset(range(1, len(columns)))
        sections.append(Section(_SIZES[column].text(), (), [Table(columns, rows, numeric)], notes))
    return sections or [Section("", [say("还没有项目。", "No projects yet.")])]


def entries_sections(value: Sequence[Entry], names: Names, empty: bool = False) -> list[Section]:
    """Who is due in which stage with what is still lacking, and who lies idle in one; `empty`: tables without rows too."""
    due = [one for one in value if one.kind == DUE]
    idle = [one for one in value if one.kind == IDLE]
    due_columns = [
        *project_columns(), say("应入", "Due in"), say("依据", "Upon"), say("日期", "Day"), say("已过天数", "Days since"),
        say("还缺", "Lacking"),
    ]  # fmt: skip
    due_rows = [
        [
            one.id, one.name, names.label("unit", one.unit), names.label("stage", one.stage), one.why.text(), one.day,
            str(one.waiting), say("；", "; ").join(map(str, one.lacks)) or say("齐备", "nothing"),
        ]
        for one in due
    ]  # fmt: skip
    idle_columns = [
        *project_columns(),
        say("所在阶段", "Stage"),
        say("进入", "Entered"),
        say("已过天数", "Days since"),
    ]
    idle_rows = [
        [
            one.id,
            one.name,
            names.label("unit", one.unit),
            names.label("stage", one.stage),
            one.day,
            str(one.waiting),
        ]
        for one in idle
    ]
    return [
        _entries(say("应入未入", "Due and not in"), due_columns, due_rows, 6, empty),
        _entries(
            say("已入库、前期工作未启动", "In the stage, no approval begun"),
            idle_columns,
            idle_rows,
            5,
            empty,
        ),
    ]


def _entries(heading: str, columns: list[str], rows: list[list[str]], number: int, empty: bool) -> Section:
    count = (
        say("{h}：{n} 个", "{h}: {n}", h=heading, n=len(rows))
        if rows
        else say("{h}：没有", "{h}: none", h=heading)
    )
    return Section(count, (), [Table(columns, rows, frozenset({number}))] if rows or empty else [])


def bundles_section(value: Bundles, names: Names, empty: bool = False) -> Section:
    """The bundles with their parts, and both counts; `empty`: a table without rows too."""
    every = [one.bundle.total or 0 for one in value.rows] + [value.split_total]
    amounts = suited(0, every)
    columns = [*project_columns(), total_column(amounts), say("说明", "Remark")]
    rows: list[list[str]] = []
    bold = set()
    for one in value.rows:
        bold.add(len(rows))
        remark = say("打捆，子项 {n} 个", "bundle of {n}", n=len(one.bundle.parts))
        if one.differs is not None and one.parts_total is not None:
            remark += say(
                "；子项合计 {p}，相差 {d}", "; the parts make {p}, {d} apart",
                p=amounts.text(one.parts_total), d=amounts.text(abs(one.differs)),
            )  # fmt: skip
        elif one.parts_total is None:
            remark += say("；有子项未填总投资", "; a part has no total")
        rows.append(
            [
                one.bundle.id,
                one.bundle.name,
                names.label("unit", one.bundle.unit),
                _amount(one.bundle.total, amounts),
                remark,
            ]
        )
        rows += [
            [part.id, f"　{part.name}", names.label("unit", part.unit), _amount(part.total, amounts), say("子项", "part")]
            for part in one.bundle.parts
        ]  # fmt: skip
    if not rows and not empty:
        return Section("", [both_ways(value)])
    table = Table(columns, rows, frozenset({3}), frozenset(bold))
    return Section("", [both_ways(value)], [table], [_BY_DEFAULT.text()])


_BY_DEFAULT: Final = Say(
    "通报、漏斗和各项指标按拆分计：打捆项目不计，计它的子项。",
    "Bulletins, the funnel and all rates count the parts, not the bundle.",
)


def both_ways(value: Bundles) -> str:
    """The count of all projects both ways, as published tables put it."""
    amounts = suited(max(value.split_total, value.bundled_total), [value.split_total, value.bundled_total])
    if not value.rows and value.split == value.bundled:
        return say(
            "{n} 个、总投资 {t}，没有打捆项目",
            "{n} projects, total {t}, none of them a bundle",
            n=value.split,
            t=amounts.with_unit(value.split_total),
        )
    return say(
        "{s} 个、总投资 {st}（打捆为 {b} 个、总投资 {bt}）",
        "{s} projects, total {st} ({b} with bundles as one, total {bt})",
        s=value.split,
        b=value.bundled,
        st=amounts.with_unit(value.split_total),
        bt=amounts.with_unit(value.bundled_total),
    )


def _unsaid(number: int) -> list[str]:
    if not number:
        return []
    return [say("{n} 个没有填总投资，按 0 计。", "{n} have no total and count as 0.", n=number)]


def _total(row: PoolRow, amounts: Amounts) -> str:
    """What stands in a pool in money; a dash where nothing of it has a total."""
    return NOTHING if row.now and row.unsaid == row.now else amounts.text(row.total)


def _amount(fen: int | None, amounts: Amounts) -> str:
    return NOTHING if fen is None else amounts.text(fen)


def _or_nothing(number: int | None) -> str:
    return NOTHING if number is None else str(number)
