"""xmtz pools: the funnel of projects, their libraries, who is due in which."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)
KINDS = ("funnel", "entries", "sizes", "pace", "bundles")


@app.command(
    help=say(
        "项目池：funnel 漏斗（各池现有、曾进入、转化率、天数）、entries 应入未入和储备未启动前期、sizes 各库各级各名录规模、"
        "pace 随报随审随储用时、bundles 打捆项目和两种计数。",
        "Pools: funnel (now in each, ever entered, went on, days), entries (due and not in, idle in the reserve), sizes "
        "(by library, level, key list), pace (report to review to reserve), bundles (and both counts).",
    )
)
def pools(
    kind: Annotated[
        str,
        typer.Argument(metavar="[KIND]", help=say("哪一种，默认 funnel", "which one, funnel if not said")),
    ] = "funnel",
    since: Annotated[
        str | None,
        typer.Option(
            help=say("funnel：只计此日以后进入的", "funnel: count what entered since this day only"),
            metavar="DATE",
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            help=say(
                "funnel：按 batch 批次（默认）或 stage 阶段", "funnel: by batch (if not said) or by stage"
            ),
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=say("pace：全部项目", "pace: every project"))] = False,
    unit: reads.UnitName = None,
    level: Annotated[str | None, typer.Option(help=say("级别", "level"))] = None,
    sector: Annotated[str | None, typer.Option(help=say("行业领域", "sector"))] = None,
    taskforce: Annotated[str | None, typer.Option(help=say("专班", "task force"))] = None,
    pool: reads.PoolName = None,
    key_list: reads.ListName = None,
    tag: reads.Tag = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print one of the tables of pools."""
    from xmtz.render.pools import pools_data as render
    from xmtz.reports.names import Names
    from xmtz.words.errors import Trouble
    from xmtz.words.lang import Say

    options.chosen(kind, KINDS, "KIND")
    options.chosen(by or "batch", ("batch", "stage"), "--by")
    options.chosen(format_, reads.FORMATS, "--format")
    for option, given, only in (
        ("--since", since is not None, "funnel"),
        ("--by", by is not None, "funnel"),
        ("--all", every, "pace"),
    ):
        if given and kind != only:
            raise Trouble(
                Say("{o} 只用于 xmtz pools {k}", "{o} is for xmtz pools {k} only"), o=option, k=only
            )
    day = reads.on(as_of_date)
    first = options.day(since)
    if first is not None and first > day:
        raise Trouble(
            Say("--since {a} 晚于 {b}", "--since {a} is after {b}"), a=first.isoformat(), b=day.isoformat()
        )
    ledger = options.open_here(as_of)
    names = Names(ledger)
    asked = {
        "unit": unit, "level": level, "sector": sector, "taskforce": taskforce, "pool": pool, "list": key_list, "tag": tag,
    }  # fmt: skip
    where = names.keys(asked)
    value = render.asked(kind, ledger, day, where, first, by == "stage")
    if format_ == "json":
        options.put(render.pools_json(kind, value, day), output)
    elif format_ == "csv":
        options.put_csv(render.pools_csv(render.sections_of(kind, value, ledger, every=True)), output)
    else:
        filters = [names.label(name, key) for name, key in where.items()]
        sections = render.sections_of(kind, value, ledger, every)
        options.put_document(
            render.pools_document(kind, ledger, day, first, filters, sections), format_, output
        )
    return 0
