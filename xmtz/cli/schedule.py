"""xmtz schedule: earliest and latest dates, the critical path, the slip."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xmtz.cli import options, reads, writes
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from datetime import date

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "倒排工期：每项手续和节点最早、最迟的日期，关键线路，晚了几天，本周要申报什么。"
        "--move、--done 改节点的当前计划、登记完成。",
        "The earliest and latest days of every step and milestone, the critical path, the slip, what to file. "
        "--move and --done change the current plan of a milestone and enter that it was reached.",
    )
)
def schedule(
    project: Annotated[
        str | None,
        typer.Argument(
            metavar="[PROJECT]",
            help=say("编号，或编号、名称里独有的一段", "id, or a unique part of id or name"),
        ),
    ] = None,
    finish: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help=say(
                "要求完工的日期，默认计划竣工或最后一个节点",
                "the day by which all has to be done; the planned finish or the last milestone if not said",
            ),
        ),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help=say("全部项目，晚得多的在前", "all projects, the latest first"))
    ] = False,
    unit: Annotated[
        str | None, typer.Option(help=say("只看一个责任单位（与 --all）", "of one unit (with --all)"))
    ] = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
    move: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MILESTONE=DATE",
            help=say("调整节点的当前计划，要写理由", "move the current plan of a milestone, with a reason"),
        ),
    ] = None,
    done: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MILESTONE=DATE",
            help=say("登记节点完成", "enter that a milestone was reached"),
        ),
    ] = None,
    reason: Annotated[
        str | None, typer.Option(metavar="REASON", help=say("调整理由", "the reason of a move"))
    ] = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Show the schedule of a project, rank all, or change milestones."""
    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    wanted = options.day(finish)
    if all_ == (project is not None):
        raise Trouble(
            Say("写一个项目，或者用 --all 排全部项目", "name a project, or rank all of them with --all")
        )
    if move or done:
        if project is None or as_of is not None or as_of_date is not None or wanted is not None:
            raise Trouble(
                Say(
                    "--move、--done 只与一个项目一起用，不与 --all、--finish、--as-of、--as-of-date 同用",
                    "--move and --done go with one project, and not with --finish, --as-of or --as-of-date",
                )
            )
        return _change(project, move or [], done or [], reason, dry_run, commit)
    if reason is not None or dry_run or commit is not None:
        raise Trouble(
            Say(
                "--reason、--dry-run、--commit 与 --move 或 --done 一起用",
                "--reason, --dry-run and --commit go with --move or --done",
            )
        )
    if all_ and wanted is not None:
        raise Trouble(Say("--finish 只用于一个项目", "--finish is for one project"))
    if not all_ and unit is not None:
        raise Trouble(Say("--unit 与 --all 一起用", "--unit goes with --all"))
    if project is None:
        return _all(day, unit, as_of, format_, output)
    return _one(project, day, wanted, as_of, format_, output)


def _one(
    project: str, day: date, finish: date | None, as_of: str | None, format_: str, output: Path | None
) -> int:
    from xmtz.index.lookup import find_project
    from xmtz.reports.clocks.schedule import schedule as scheduled
    from xmtz.reports.names import Names

    ledger = options.open_here(as_of)
    value = scheduled(ledger, find_project(ledger.facts, project).path, day, finish)
    names = Names(ledger)
    if format_ in ("json", "csv"):
        from xmtz.render.clocks import schedule_data as data

        if format_ == "json":
            options.put(data.schedule_json(value, names), output)
        else:
            options.put_csv(data.schedule_csv(value, names), output)
        return 0
    from xmtz.render.clocks.schedule import schedule_document

    options.put_document(schedule_document(value, names), format_, output)
    return 0


def _all(day: date, unit: str | None, as_of: str | None, format_: str, output: Path | None) -> int:
    from xmtz.index.plan_rows import others, slips
    from xmtz.records.calendar import calendar_of
    from xmtz.reports.names import Names

    ledger = options.open_here(as_of)
    names = Names(ledger)
    key = names.key_if("unit", unit)
    calendar = calendar_of(ledger.rules)
    rows = sorted(slips(ledger.facts, calendar, day, key), key=lambda row: (-row.days, row.path))
    if format_ in ("json", "csv"):
        from xmtz.render.clocks import schedule_data as data

        if format_ == "json":
            options.put(data.slips_json(rows, day, names), output)
        else:
            options.put_csv(data.slips_csv(rows, names), output)
        return 0
    from xmtz.render.slips import slips_document

    rest = others(ledger.facts, day, key)
    document = slips_document(rows, rest, day, calendar.known_until, calendar.note, names)
    options.put_document(document, format_, output)
    return 0


def _change(
    project: str, moves: list[str], done: list[str], reason: str | None, dry_run: bool, commit: bool | None
) -> int:
    from xmtz.domain.plain import printable
    from xmtz.entry import milestones

    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        changes = milestones.change(gate, standing, moves, done, reason, options.today())
        name = printable(str(standing.project.name))
        what = writes.together((one.say() for one in changes), Say("，", ", "))
        message = Say(f"节点：{name} {what.zh}", f"Milestone: {name} {what.en}")
        return writes.finish(gate.write(message), message)
