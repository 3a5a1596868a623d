"""xmtz figures: a month's investment, payments and physical progress of a project."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_AMOUNT = say("万元，也可写 4.7亿", "万元, or such as 4.7亿")


@app.command(
    help=say(
        "填报一个月的数。已报的数不同，要加 --correct --reason 才更正，并留下记录。",
        "Report the figures of a month. One that is there and differs needs --correct --reason, and both are kept.",
    )
)
def figures(
    project: writes.ProjectName,
    month: Annotated[
        str,
        typer.Argument(
            help=say("月份：2025-07、202507、2025年7月", "the month: 2025-07, 202507"),
            metavar="MONTH",
            show_default=False,
        ),
    ],
    invested: Annotated[
        str | None,
        typer.Option(
            help=say("当月完成投资（发改口径）", "invested (DRC)") + f" [{_AMOUNT}]", metavar="AMOUNT"
        ),
    ] = None,
    stats: Annotated[
        str | None,
        typer.Option(help=say("当月完成投资（统计口径）", "invested (statistics)"), metavar="AMOUNT"),
    ] = None,
    paid: Annotated[str | None, typer.Option(help=say("当月财务支出", "paid"), metavar="AMOUNT")] = None,
    physical: Annotated[
        str | None,
        typer.Option(
            help=say("形象进度，累计百分比", "physical progress, cumulative percent"), metavar="PERCENT"
        ),
    ] = None,
    note: Annotated[str | None, typer.Option(help=say("形象进度描述", "progress in words"))] = None,
    ytd: Annotated[
        bool,
        typer.Option(
            "--ytd",
            help=say(
                "金额是年初累计，由程序算出当月数",
                "amounts are the year's to date; the month's own is worked out",
            ),
        ),
    ] = False,
    year: Annotated[
        int | None,
        typer.Option(
            help=say("月份只写“7月”时的年份", "the year, where the month is only “7”"), min=1949, max=2100
        ),
    ] = None,
    correct: Annotated[
        bool, typer.Option("--correct", help=say("更正已报的数", "correct what was reported"))
    ] = False,
    reason: Annotated[str | None, typer.Option(help=say("更正的理由", "why it is corrected"))] = None,
    on: writes.On = None,
    by: writes.By = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Put a month's figures of one project."""
    from xmtz.domain.months import DateError, parse_loose_month
    from xmtz.domain.plain import printable
    from xmtz.entry import figuring
    from xmtz.entry.explaining import differing
    from xmtz.words.errors import Trouble

    try:
        of = parse_loose_month(month, year)
    except DateError as error:
        raise Trouble(error.say) from None
    if correct and not (reason or "").strip():
        raise Trouble(Say("更正要写理由：--reason 理由", "a correction needs its reason: --reason WHY"))
    correcting = figuring.Correcting((reason or "").strip(), writes.given_day(on), by) if correct else None
    given = figuring.Figures(invested, stats, paid, physical, note, ytd)
    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        done, reminders = figuring.put(gate, standing, of, given, options.today(), correcting)
        reminders += differing(gate, standing.path, of) if done else []
        name = printable(standing.project.name)
        facts = writes.together(done, Say(" ", " "))
        if not done:
            facts = Say(f"{of} 已是这些数", f"{of} has these figures already")
        verb = Say("更正", "Correct") if correct else Say("填报", "Report")
        message = Say(f"{verb.zh} {of}：{name} {facts.zh}", f"{verb.en} {of}: {name} {facts.en}")
        return writes.finish(gate.write(message), message if done else facts, reminders)
