"""What entering and leaving a key list have in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from xmtz.entry.door import Gate, How, Standing

    Move = Callable[[Gate, Standing, str, date, str | None, date], Say]

KeyList: TypeAlias = Annotated[
    str,
    typer.Argument(
        help=say("名录（键或名称）", "the list, by key or name"), metavar="LIST", show_default=False
    ),
]
Reason: TypeAlias = Annotated[str | None, typer.Option(help=say("理由", "why"))]


def moved(
    move: Move, does: Say, project: str, key_list: str, reason: str | None, on: str | None, how: How
) -> int:
    """Write that a project enters or leaves a list, and say so; `does` is what it does."""
    from xmtz.domain.plain import printable

    with writes.project_opened(project, how) as (gate, standing):
        day = writes.given_day(on)
        label = move(gate, standing, key_list, day, reason, options.today())
        name = printable(standing.project.name)
        done = Say(
            f"名录 {day}：{name} {does.zh}“{label.zh}”", f"Key list {day}: {name} {does.en} “{label.en}”"
        )
        return writes.finish(gate.write(done), done)
