"""xmtz risk: risk plans, their reviews, warnings and endings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from xmtz.cli import options, reads, writes
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from xmtz.entry.door import Gate, Standing
    from xmtz.entry.lines import Held
    from xmtz.records.means import Risk

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help=say("风险防控预案：列表、登记、复查、预警、解除。", "Risk plans: list, add, review, warn, close."),
)

Which: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        help=say(
            "哪一条：项目里的序号，或只有一条的类别", "which one: its number in the project, or its class"
        ),
        metavar="[RISK]",
        show_default=False,
    ),
]
Measure: TypeAlias = Annotated[str | None, typer.Option(help=say("防控措施", "the measure against it"))]


@app.command(
    "list",
    help=say(
        "列出未解除的风险、应复查的、缺预案的项目。",
        "Open risks, those to be reviewed, projects without a plan.",
    ),
)
def list_(
    project: Annotated[
        str | None,
        typer.Argument(
            help=say("只列一个项目的", "of one project only"), metavar="PROJECT", show_default=False
        ),
    ] = None,
    class_: Annotated[
        str | None, typer.Option("--class", help=say("类别（键或名称）", "its class, by key or name"))
    ] = None,
    level: Annotated[
        str | None, typer.Option(help=say("等级：high medium low", "level: high medium low"))
    ] = None,
    due: Annotated[
        int | None,
        typer.Option(
            help=say("只列几天内应复查的（含已过的），0 为已到的", "reviews within so many days"),
            metavar="N",
            min=0,
        ),
    ] = None,
    warned: Annotated[bool, typer.Option("--warned", help=say("只列已预警的", "those warned of"))] = False,
    all_: Annotated[bool, typer.Option("--all", help=say("连已解除的", "closed ones too"))] = False,
    unit: reads.UnitName = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print the risks."""
    from xmtz.entry.values import word
    from xmtz.index.lookup import find_project
    from xmtz.records.means import RISK_LEVELS
    from xmtz.render.means import risks as render
    from xmtz.reports.means.risks import Risks, Wanted
    from xmtz.reports.names import Names

    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    names = Names(ledger)
    wanted = Wanted(
        names.key_if("unit", unit),
        find_project(ledger.facts, project).path if project is not None else None,
        names.key_if("risk", class_),
        word(level, RISK_LEVELS, Say("等级", "level")) if level is not None else None,
        due,
        warned,
        all_,
    )
    value = Risks(ledger, day, wanted)
    if format_ == "json":
        options.put(render.risks_json(value), output)
    elif format_ == "csv":
        from xmtz.render.sections import sections_csv

        options.put_csv(sections_csv(render.risks_sections(value)), output)
    else:
        options.put_document(render.risks_document(value), format_, output)
    return 0


@app.command("add", help=say("登记风险和防控措施。", "Enter a risk and the measure against it."))
def add(
    project: writes.ProjectName,
    class_: Annotated[
        str,
        typer.Option(
            "--class", help=say("类别（键或名称）", "its class, by key or name"), show_default=False
        ),
    ],
    level: Annotated[
        str, typer.Option(help=say("等级：高、中、低", "level: high, medium, low"), show_default=False)
    ],
    what: Annotated[str | None, typer.Option(help=say("风险点", "what the risk is"))] = None,
    measure: Measure = None,
    owner: Annotated[str | None, typer.Option(help=say("责任人", "who is in charge"))] = None,
    review: Annotated[
        str | None, typer.Option(help=say("复查日期", "to be reviewed on"), metavar="DATE")
    ] = None,
    on: writes.On = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Enter one risk."""
    from xmtz.domain.plain import printable
    from xmtz.entry import risking

    given = {"class": class_, "level": level, "what": what, "measure": measure, "owner": owner}
    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        done = risking.add(gate, standing, given, writes.given_day(on), options.day(review), options.today())
        name = printable(standing.project.name)
        message = Say(f"风险：{name} {done.zh} 登记", f"Risk: {name} {done.en} entered")
        return writes.finish(gate.write(message), message)


def _do(
    project: str,
    which: str | None,
    dry_run: bool,
    commit: bool | None,
    act: Callable[[Gate, Standing, Held[Risk]], Say],
) -> int:
    from xmtz.domain.plain import printable
    from xmtz.entry import risking

    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        done = act(gate, standing, risking.found(gate, standing, which))
        name = printable(standing.project.name)
        message = Say(f"风险：{name} {done.zh}", f"Risk: {name} {done.en}")
        return writes.finish(gate.write(message), message)


@app.command(
    "review",
    help=say(
        "登记复查；等级有变的，原条解除、另立一条，两条都留。",
        "A review took place; another level closes the line and opens a new one, and both stay.",
    ),
)
def review(
    project: writes.ProjectName,
    which: Which = None,
    on: writes.On = None,
    next_: Annotated[
        str | None, typer.Option("--next", help=say("下次复查日期", "the next review"), metavar="DATE")
    ] = None,
    level: Annotated[str | None, typer.Option(help=say("复查后的等级", "its level from now on"))] = None,
    found: Annotated[str | None, typer.Option(help=say("复查情况", "what was found"))] = None,
    measure: Measure = None,
    by: writes.By = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Enter one review."""
    from xmtz.entry import risking

    return _do(
        project, which, dry_run, commit,
        lambda gate, standing, one: risking.review(
            gate, standing, one, writes.given_day(on), options.day(next_), level, by, found, measure, options.today()
        ),
    )  # fmt: skip


@app.command("warn", help=say("预警。", "Warn of a risk."))
def warn(
    project: writes.ProjectName,
    which: Which = None,
    on: writes.On = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Enter one warning."""
    from xmtz.entry import risking

    return _do(
        project, which, dry_run, commit,
        lambda gate, standing, one: risking.warn(gate, standing, one, writes.given_day(on), options.today()),
    )  # fmt: skip


@app.command("close", help=say("解除风险，写明怎样解除。", "Close a risk, with how it ended."))
def close(
    project: writes.ProjectName,
    which: Which = None,
    on: writes.On = None,
    result: Annotated[str | None, typer.Option(help=say("怎样解除", "how it ended"))] = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Close one risk."""
    from xmtz.entry import risking

    return _do(
        project, which, dry_run, commit,
        lambda gate, standing, one: risking.close(
            gate, standing, one, writes.given_day(on), result, options.today()
        ),
    )  # fmt: skip
