"""xmtz meeting record: a meeting that was held, with its decisions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from xmtz.entry.meeting_recording import Minutes

HELP: Final = Say(
    "登记会议。每项议定事项用一个 --decision，如 --decision \"接通供电专线; 项目=三一; 单位=供电; 责任人=陈五; "
    "时限=2025-08-10; 类别=水电气暖\"：写项目的立为该项目的问题（问题=无 则不立），写 问题=编号 的记入该问题并改交办、"
    "时限，加 提级=下一级 则提级。会议和各项目文件一次写入，要么全写要么全不写。",
    "Record a meeting. One --decision for each, such as --decision \"connect the power line; project=fx23-k7q2; unit=gongdian; "
    "person=Chen Wu; due=2025-08-10; class=utilities\": with a project it becomes an issue of that project (issue=none: it "
    "does not); with issue=ID it is noted there, with the new unit, person and deadline; escalate=next raises it. The "
    "meeting and the projects are written together, all or nothing.",
)  # fmt: skip


def record(
    kind: Annotated[
        str | None,
        typer.Argument(
            help=say(
                "会议种类（键或名称）；文件里写了可省",
                "the kind of meeting, by key or name; a file may say it",
            ),
            metavar="[KIND]",
            show_default=False,
        ),
    ] = None,
    on: writes.On = None,
    chair: Annotated[str | None, typer.Option(help=say("主持", "who chaired it"), metavar="NAME")] = None,
    attended: Annotated[
        str | None, typer.Option(help=say("参加，用逗号分开", "who attended, separated by commas"))
    ] = None,
    project: Annotated[
        list[str] | None,
        typer.Option(
            "--project", help=say("调度的项目，可多次", "a project dispatched; may be repeated"), metavar="P"
        ),
    ] = None,
    decision: Annotated[
        list[str] | None,
        typer.Option("--decision", help=say("议定事项，可多次", "a decision; may be repeated")),
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help=say(
                "从 YAML 文件读会议，字段与会议文件相同",
                "read it from a YAML file with the fields of a meeting's file",
            ),
        ),
    ] = None,
    class_: Annotated[
        str | None,
        typer.Option(
            "--class",
            help=say("立案问题的类别，未逐项写明时", "class of the issues, where a decision says none"),
        ),
    ] = None,
    note: Annotated[str | None, typer.Option(help=say("备注", "a note"))] = None,
    add: Annotated[
        bool, typer.Option("--add", help=say("补充到已登记的会议", "add to a meeting that is recorded"))
    ] = False,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Record a meeting and what it decided."""
    from xmtz.entry import door, meeting_recording

    minutes = _minutes(kind, on, chair, attended, project, decision, from_, class_, note)
    ledger = options.open_here()
    with door.opened(ledger, writes.how(dry_run, commit)) as gate:
        gate.refresh()
        made = meeting_recording.record(gate, minutes, add, options.today())
        return writes.finish(gate.write(made.said), made.said, made.reminders)


def _minutes(
    kind: str | None,
    on: str | None,
    chair: str | None,
    attended: str | None,
    projects: list[str] | None,
    decisions: list[str] | None,
    file: Path | None,
    class_: str | None,
    note: str | None,
) -> Minutes:
    """What the file and the options say together; where both say the same thing, they have to agree."""
    import re
    from functools import partial

    from xmtz.entry.decided import taken_apart
    from xmtz.entry.meeting_recording import Minutes
    from xmtz.entry.minutes import Written, read_minutes
    from xmtz.entry.values import Mistakes
    from xmtz.store.files import read_bytes
    from xmtz.words.errors import Trouble

    written = Written(None, None, None, [], [], [], None)
    if file is not None:
        written = read_minutes(read_bytes(file), file.name)
    if kind is not None and written.kind is not None and kind != written.kind:
        raise Trouble(
            Say("命令写的是“{a}”，文件写的是“{b}”", "the command says “{a}”, the file “{b}”"),
            a=kind if kind.isprintable() else ascii(kind),
            b=written.kind,
        )
    meant = kind or written.kind
    if meant is None:
        raise Trouble(
            Say("没有写会议种类：xmtz meeting record 种类", "no kind of meeting: xmtz meeting record KIND")
        )
    mistakes = Mistakes()
    said = [
        mistakes.take(Say(f"第 {n} 项", f"decision {n}"), partial(taken_apart, text))
        for n, text in enumerate(decisions or (), len(written.decisions) + 1)
    ]
    mistakes.end()
    return Minutes(
        kind=meant,
        on=writes.given_day(on or written.on),
        chair=chair or written.chair,
        attended=[
            *written.attended,
            *(one.strip() for one in re.split(r"[,，、;；]", attended or "") if one.strip()),
        ],
        projects=[*written.projects, *(projects or ())],
        decisions=[*written.decisions, *said],
        note=note or written.note,
        class_=class_,
    )
