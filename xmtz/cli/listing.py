"""xmtz list: the projects of a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "列出项目，可按单位、级别、阶段、名录、产业链等筛选；--priority 按紧急重要程度排。",
        "List projects, filtered by unit, level, stage, key list, chain and so on; --priority orders them.",
    )
)
def list_(
    words: Annotated[
        str | None,
        typer.Argument(metavar="[WORDS]", help=say("名称、编号或业主里的字", "part of name, id or owner")),
    ] = None,
    unit: reads.UnitName = None,
    level: Annotated[str | None, typer.Option(help=say("级别", "level"))] = None,
    kind: Annotated[str | None, typer.Option(help=say("建设性质", "kind"))] = None,
    sector: Annotated[str | None, typer.Option(help=say("行业领域", "sector"))] = None,
    stage: Annotated[str | None, typer.Option(help=say("阶段", "stage"))] = None,
    leader: Annotated[str | None, typer.Option(help=say("包抓领导", "leader"))] = None,
    department: Annotated[str | None, typer.Option(help=say("行业主管部门", "sector department"))] = None,
    group: Annotated[str | None, typer.Option(help=say("项目小组", "project group"))] = None,
    taskforce: Annotated[str | None, typer.Option(help=say("专班", "task force"))] = None,
    programme: Annotated[str | None, typer.Option(help=say("专项行动", "programme"))] = None,
    chain: Annotated[str | None, typer.Option(help=say("产业链", "industrial chain"))] = None,
    pool: reads.PoolName = None,
    key_list: reads.ListName = None,
    tag: reads.Tag = None,
    priority: Annotated[
        bool,
        typer.Option(
            "--priority",
            help=say(
                "按优先级排：紧急、重要之和小的在前，和相同的紧急在前；没有评定的排在最后",
                "by priority: the smallest sum of urgency and importance first, then the more urgent; unrated last",
            ),
        ),
    ] = False,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """List the projects that match."""
    from xmtz.index.lists import listed
    from xmtz.render import listing as render
    from xmtz.reports.names import Names

    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    names = Names(ledger)
    asked = {
        "unit": unit, "level": level, "kind": kind, "sector": sector, "stage": stage, "leader": leader,
        "department": department, "group": group, "taskforce": taskforce, "programme": programme,
        "chain": chain, "pool": pool, "list": key_list, "tag": tag, "words": words,
    }  # fmt: skip
    where = names.keys(
        {name: value for name, value in asked.items() if value or name not in ("words", "tag")}
    )
    rows = listed(ledger.facts, day.isoformat(), where, priority)
    if format_ == "json":
        options.put(render.listing_json(rows), output)
    elif format_ == "csv":
        options.put_csv(render.listing_csv(rows, names, priority), output)
    else:
        options.put_document(render.listing_document(rows, names, priority), format_, output)
    return 0
