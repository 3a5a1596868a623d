"""What the commands on issues share: which issue, the door opened on its file, filters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from xmtz.entry.door import Gate, How, Standing
    from xmtz.entry.issuing import Found
    from xmtz.index.ledger import Ledger
    from xmtz.index.lookup import KnownIssue
    from xmtz.reports.issues.issues import Wanted
    from xmtz.reports.names import Names

STATUS = (
    *("open", "unassigned", "unaccepted", "unplanned", "active", "resolved", "overdue", "escalated"),
    "cleared",
)

Which: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        help=say("问题编号；前面可写项目", "the issue's id; its project may stand before it"),
        metavar="[PROJECT] ISSUE",
        show_default=False,
    ),
]
Text: TypeAlias = Annotated[str, typer.Option(help=say("内容", "what it says"), show_default=False)]
Due: TypeAlias = Annotated[
    str | None, typer.Option(help=say("办结时限", "its deadline"), metavar="DATE", show_default=False)
]

# ---- Filters
Project: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        help=say("只列一个项目的（含涉及它的）", "of one project only, and those that concern it"),
        metavar="[PROJECT]",
        show_default=False,
    ),
]
Unit: TypeAlias = Annotated[
    str | None,
    typer.Option(help=say("责任单位（键或名称）", "unit (key or name)"), metavar="UNIT", show_default=False),
]
Person: TypeAlias = Annotated[
    str | None, typer.Option(help=say("责任人", "person"), metavar="NAME", show_default=False)
]
Class: TypeAlias = Annotated[
    str | None,
    typer.Option("--class", help=say("类别（键或名称）", "class (key or name)"), show_default=False),
]
Origin: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help=say(
            "来源：survey 调研、meeting 会议、enterprise 企业点单、prompt 台账提示、supervision 督查",
            "survey, meeting, enterprise, prompt or supervision",
        ),
        show_default=False,
    ),
]
Status: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help=say(
            "状态：open 未销号、unassigned 未交办、unaccepted 未接单、unplanned 无方案、active 办理中、"
            "resolved 已办结待销号、overdue 逾期、escalated 已提级、cleared 已销号",
            "open, unassigned, unaccepted, unplanned, active, resolved, overdue, escalated or cleared",
        ),
        show_default=False,
    ),
]
RungName: TypeAlias = Annotated[
    str | None,
    typer.Option(help=say("现在的层级（键或名称）", "the rung where it is now"), show_default=False),
]
RaisedSince: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help=say("此日以后提出的", "raised on this day or later"), metavar="DATE", show_default=False
    ),
]
ClearedSince: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help=say("此日以后销号的", "cleared on this day or later"), metavar="DATE", show_default=False
    ),
]
All: TypeAlias = Annotated[bool, typer.Option("--all", help=say("连已销号的", "cleared ones too"))]


def wanted(
    ledger: Ledger,
    names: Names,
    project: str | None,
    unit: str | None,
    person: str | None,
    class_: str | None,
    origin: str | None,
    status: str | None,
    rung: str | None,
    raised_since: str | None,
    cleared_since: str | None,
    every: bool,
) -> Wanted:
    """The filters, with what a person wrote as keys and days. Raises Trouble."""
    from xmtz.index.lookup import find_project
    from xmtz.reports.issues.issues import Wanted, origin_key

    if status is not None:
        options.chosen(status, STATUS, "--status")
    raised, cleared = options.day(raised_since), options.day(cleared_since)
    return Wanted(
        project=find_project(ledger.facts, project).id if project is not None else None,
        unit=names.key_if("unit", unit),
        person=person,
        class_=names.key_if("class", class_),
        origin=origin_key(origin) if origin is not None else None,
        status=status,
        rung=names.key_if("rung", rung),
        raised_since=raised.isoformat() if raised is not None else None,
        cleared_since=cleared.isoformat() if cleared is not None else None,
        every=every,
    )


# ---- One issue


def known(ledger: Ledger, which: list[str]) -> KnownIssue:
    """The issue that a person means. Raises Trouble."""
    from xmtz.index.lookup import find_issue, find_project
    from xmtz.words.errors import Trouble

    if not 1 <= len(which) <= 2:
        raise Trouble(
            Say("写一个问题编号，前面可写项目", "give one issue id, with its project before it if you like")
        )
    inside = find_project(ledger.facts, which[0]).path if len(which) == 2 else None
    return find_issue(ledger.facts, which[-1], inside)


@contextmanager
def _opened(which: list[str], manner: How) -> Iterator[tuple[Gate, Standing, Found]]:
    """The door opened with the file of an issue read."""
    from xmtz.entry import door, issuing

    ledger = options.open_here()
    one = known(ledger, which)
    with door.opened(ledger, manner) as gate:
        standing = gate.read(one.path)
        yield gate, standing, issuing.found(standing, one.id)


def do(
    which: list[str], dry_run: bool, commit: bool | None, act: Callable[[Gate, Standing, Found], Say]
) -> int:
    """Open, act, write, print: what the commands on one issue have in common."""
    from xmtz.domain.plain import printable

    with _opened(which, writes.how(dry_run, commit)) as (gate, standing, one):
        done = act(gate, standing, one)
        name = printable(f"{standing.project.name} {one.issue.id} {one.issue.title_ or ''}".rstrip())
        message = Say(f"问题：{name} {done.zh}", f"Issue: {name} {done.en}")
        return writes.finish(gate.write(message), message)
