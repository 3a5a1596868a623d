"""xmtz meeting: prepare, record, follow and list meetings."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from xmtz.cli import meeting_prepare, meeting_record, options, reads, writes
from xmtz.words.lang import Say, say

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help=say(
        "会议：议程、记录、议定事项落实、列表、查看。",
        "Meetings: prepare, record, keep, list, show.",
    ),
)
_DIGITS: Final = 4  # no meeting decides ten thousand things
app.command("prepare", help=meeting_prepare.HELP.text())(meeting_prepare.prepare)
app.command("record", help=meeting_record.HELP.text())(meeting_record.record)


@app.command("keep", help=say("议定事项已落实。", "A decision was kept."))
def keep(
    meeting: Annotated[
        str,
        typer.Argument(
            help=say("会议：日期、日期-种类或文件", "the meeting: its day, its day and kind, or its file"),
            metavar="MEETING",
            show_default=False,
        ),
    ],
    number: Annotated[
        str,
        typer.Argument(help=say("第几项", "which decision, from 1"), metavar="N", show_default=False),
    ],
    on: writes.On = None,
    note: Annotated[
        str | None,
        typer.Option(
            help=say("落实情况，记进所关联的问题", "what was done; noted on its issue"), show_default=False
        ),
    ] = None,
    by: writes.By = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Mark a decision as kept."""
    from xmtz.domain.refusal import quoted
    from xmtz.entry import door, meeting_keeping
    from xmtz.reports.meetings.decisions import find_meeting
    from xmtz.words.errors import Trouble

    if not number.isdecimal() or len(number) > _DIGITS or not int(number):
        raise Trouble(
            Say(
                "第几项要写 1 起的整数，如 2，写的是“{number}”",
                "say which decision by its number, from 1, such as 2; “{number}” is none",
            ),
            number=quoted(number),
        )
    ledger = options.open_here()
    held = find_meeting(ledger, meeting)
    with door.opened(ledger, writes.how(dry_run, commit)) as gate:
        day = writes.given_day(on)
        done, minds = meeting_keeping.keep(gate, held.path, int(number), day, by, note, options.today())
        return writes.finish(gate.write(done), done, minds)


@app.command(
    "list",
    help=say(
        "列出会议和议定事项落实情况；--project 看一个项目最近一次调度和没有调度的月份。",
        "List meetings and whether their decisions were kept; --project: when it was last dispatched, and the months without.",
    ),
)
def list_(
    kind: Annotated[
        str | None,
        typer.Option("--kind", help=say("哪种会议（键或名称）", "which kind, by key or name"), metavar="KEY"),
    ] = None,
    project: Annotated[
        str | None,
        typer.Option("--project", help=say("只列调度过这个项目的", "about this project"), metavar="P"),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            help=say("从哪天，默认今年初", "from this day, the year's first if not said"),
            metavar="DATE",
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", help=say("到哪天，默认今天", "to this day, today if not said"), metavar="DATE"),
    ] = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print the meetings of a range."""
    from xmtz.index.lookup import find_project
    from xmtz.reports.meetings.cadence import cadence_key
    from xmtz.reports.meetings.decisions import log
    from xmtz.reports.names import Names

    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    last = options.day(to, day) or day
    first = options.day(from_, last.replace(month=1, day=1)) or last
    ledger = options.open_here(as_of)
    key = None if kind is None else cadence_key(ledger.rules.cadence.cadences, kind)
    known = None if project is None else find_project(ledger.facts, project)
    value = log(ledger, day, first, last, key, None if known is None else (known.id, known.name))
    names = Names(ledger)
    if format_ == "json":
        from xmtz.render.meetings.meetings_data import log_json

        options.put(log_json(value), output)
    elif format_ == "csv":
        from xmtz.render.meetings.meetings_data import log_csv

        options.put_csv(log_csv(value, names), output)
    else:
        from xmtz.render.meetings.meetings import log_document

        options.put_document(log_document(value, names, first, last), format_, output)
    return 0


@app.command(
    "show",
    help=say("查看一次会议：议定事项和落实情况。", "One meeting: its decisions and what became of them."),
)
def show(
    meeting: Annotated[
        str,
        typer.Argument(
            help=say("会议：日期、日期-种类或文件", "the meeting: its day, its day and kind, or its file"),
            metavar="MEETING",
            show_default=False,
        ),
    ],
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print one meeting."""
    from xmtz.index import meeting_questions as ask
    from xmtz.reports.meetings.decisions import Log, find_meeting, verdicts
    from xmtz.reports.names import Names

    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    held = find_meeting(ledger, meeting)
    decided = verdicts(ledger, day, held.path)
    names = Names(ledger)
    value = Log([(held, decided)], None, [], None)
    if format_ == "json":
        from xmtz.render.meetings.meetings_data import log_json

        options.put(log_json(value), output)
    elif format_ == "csv":
        from xmtz.render.meetings.meetings_data import log_csv

        options.put_csv(log_csv(value, names), output)
    else:
        from xmtz.render.meetings.meetings import meeting_document

        last = ask.dispatched(ledger.facts, day.isoformat())
        known = ask.names(ledger.facts)
        projects = [(id_, known.get(id_, ("", None))[0], last.get(id_)) for id_ in held.projects]
        options.put_document(meeting_document(held, decided, names, projects), format_, output)
    return 0
