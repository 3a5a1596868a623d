"""What commands that write share: their options, how they open the door, how they end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from xmtz.cli import options
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from datetime import date

    from xmtz.entry.door import Gate, How, Standing, Written
    from xmtz.entry.figuring import Correcting
    from xmtz.index.ledger import Ledger

DryRun: TypeAlias = Annotated[
    bool,
    typer.Option("--dry-run", help=say("只显示将要做的改动，不写入", "show the change without making it")),
]
Commit: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--commit/--no-commit",
        help=say(
            "写入后提交到 git（默认按 ledger.yaml）", "commit what was written (default: as ledger.yaml says)"
        ),
        show_default=False,
    ),
]
By: TypeAlias = Annotated[
    str | None, typer.Option("--by", help=say("经办人", "who enters or decides it"), metavar="NAME")
]
On: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--on", help=say("日期，默认今天", "the day, today if not said"), metavar="DATE", show_default=False
    ),
]
Correct: TypeAlias = Annotated[
    bool, typer.Option("--correct", help=say("更正已报的数", "correct what was reported"))
]
Reason: TypeAlias = Annotated[str | None, typer.Option(help=say("更正的理由", "why it is corrected"))]
ProjectName: TypeAlias = Annotated[
    str,
    typer.Argument(
        help=say(
            "项目：编号、编号或名称中独有的一段", "a project: its id, or a unique part of its id or name"
        ),
        metavar="PROJECT",
        show_default=False,
    ),
]


def how(dry_run: bool, commit: bool | None) -> How:
    """How to write, from the options."""
    from xmtz.entry.door import How

    return How(dry_run, commit, options.today().isoformat())


@contextmanager
def project_opened(
    project: str, manner: How, ledger: Ledger | None = None
) -> Iterator[tuple[Gate, Standing]]:
    """The door opened, with the file of one project read. Raises Trouble."""
    from xmtz.entry import door
    from xmtz.index.lookup import find_project

    ledger = ledger or options.open_here()
    path = find_project(ledger.facts, project).path
    with door.opened(ledger, manner) as gate:
        yield gate, gate.read(path)


def given_day(text: str | None) -> date:
    """The day that was given, or today."""
    found = options.day(text, options.today())
    assert found is not None
    return found


def correcting(correct: bool, reason: str | None, on: str | None, by: str | None) -> Correcting | None:
    """Leave to replace reported figures, if it is asked for. Raises Trouble without its reason."""
    if not correct:
        return None
    from xmtz.entry.figuring import Correcting
    from xmtz.words.errors import Trouble

    if not (reason or "").strip():
        raise Trouble(Say("更正要写理由：--reason 理由", "a correction needs its reason: --reason WHY"))
    return Correcting((reason or "").strip(), given_day(on), by)


def finish(written: Written, done: Say, notes: Iterable[Say] = ()) -> int:
    """Print what was done, or in a dry run what would be, and give the exit code."""
    from xmtz.domain.plain import printable

    if written.dry_run:
        options.put(written.diff or say("没有改动", "nothing would change"))
    elif not written.places:
        options.put(say("没有改动：{what}", "nothing to change: {what}", what=done))
    else:
        places = "  ".join(printable(str(place)) for place in written.places[:_MOST_PLACES])
        options.put(f"{done.text()}  {places}")
        if written.commit:
            options.put(say("已提交 {commit}", "committed as {commit}", commit=written.commit))
    remind([*notes, *_warnings(written)])
    return 0


_MOST_PLACES = 5


def _warnings(written: Written) -> Iterator[Say]:
    from xmtz.entry.consequences import said

    return (said(finding) for finding in written.warnings)


def remind(notes: Iterable[Say]) -> None:
    """Print reminders beside the result: they do not stop anything."""
    for note in notes:
        print(say("提醒：{note}", "mind: {note}", note=note), file=sys.stderr)


def together(parts: Iterable[Say], between: Say) -> Say:
    """Several short texts as one."""
    listed = list(parts)
    return Say(between.zh.join(part.zh for part in listed), between.en.join(part.en for part in listed))
