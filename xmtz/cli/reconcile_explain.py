"""xmtz reconcile explain: enter what explains a difference of figures."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "登记差异说明：某月（到某月）两数不等的原因，写进项目的 explanations。",
        "Enter what explains a difference: why two figures of a month, or of several, do not agree. It is kept under"
        " explanations of the project.",
    )
)
def reconcile_explain(
    project: writes.ProjectName,
    month: Annotated[
        str,
        typer.Argument(
            help=say("月份：2025-07、202507、2025年7月", "the month: 2025-07, 202507"),
            metavar="MONTH",
            show_default=False,
        ),
    ],
    reason: Annotated[str | None, typer.Option(help=say("原因", "why"))] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help=say("说明人", "who explains it"))
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            metavar="MONTH",
            help=say("到哪个月，含该月", "the last month that it covers, if there are several"),
        ),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(
            metavar="KEY",
            help=say(
                "哪项比对（键或名称）；当月只有一项超限的可不写",
                "which comparison, by key or name; not needed where one alone is over its limits",
            ),
        ),
    ] = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Enter an explanation of one project."""
    from xmtz.domain.months import DateError, parse_loose_month
    from xmtz.domain.plain import printable
    from xmtz.entry.explaining import explain
    from xmtz.words.errors import Trouble

    try:
        first = parse_loose_month(month)
        last = None if until is None else parse_loose_month(until, first.year)
    except DateError as error:
        raise Trouble(error.say) from None
    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        made = explain(gate, standing, first, about, reason, by, last, options.today())
        span = str(first) if made.last == first else f"{first}—{made.last}"
        name = printable(standing.project.name)
        message = Say(f"差异说明：{name} {span} {made.label.zh}", f"Explained: {name} {span} {made.label.en}")
        return writes.finish(gate.write(message), message, made.reminders)
