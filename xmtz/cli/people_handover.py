"""xmtz people handover: hand everything of one person to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from xmtz.entry.handover import Hands, Successor
    from xmtz.reports.people.people import Sheet

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "工作交接：把一人手上的职责、未销号问题、未落实的议定事项、未销的风险、跟踪的审批和小组组长一次改给另一人，"
        "要么全改要么不改。已销号、已落实的不动。先用 --dry-run 看清单。",
        "Hand over everything that a person has in hand: posts, open issues, decisions to keep, open risks, approvals "
        "tracked, groups headed. All of it or nothing; what is cleared or kept stays. See the list with --dry-run first.",
    )
)
def handover(
    old: Annotated[
        str, typer.Argument(help=say("交出的人", "who hands over"), metavar="OLD", show_default=False)
    ],
    new: Annotated[
        str, typer.Argument(help=say("接手的人", "who takes over"), metavar="NEW", show_default=False)
    ],
    role: Annotated[
        str | None,
        typer.Option(help=say("只交这一项职责，问题等不动", "this post only, no issues"), metavar="ROLE"),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(help=say("交出的人的单位（同名时）", "unit of who hands over, to tell apart")),
    ] = None,
    rank: Annotated[
        str | None,
        typer.Option(
            help=say("交出的人的职级（同名时）", "rank of who hands over, to tell apart"), metavar="RANK"
        ),
    ] = None,
    new_rank: Annotated[
        str | None,
        typer.Option("--new-rank", help=say("接手的人的职级", "rank of who takes over"), metavar="RANK"),
    ] = None,
    new_unit: Annotated[
        str | None,
        typer.Option("--new-unit", help=say("接手的人的单位", "unit of who takes over"), metavar="UNIT"),
    ] = None,
    phone: Annotated[
        str | None, typer.Option(help=say("接手的人的电话", "telephone of who takes over"))
    ] = None,
    on: writes.On = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Hand over."""
    from xmtz.domain.plain import printable
    from xmtz.entry import door, handover
    from xmtz.entry.assigning import post_of
    from xmtz.reports.names import Names
    from xmtz.reports.people.people import sheets
    from xmtz.reports.people.person import find_person
    from xmtz.words.errors import Trouble

    post = post_of(role) if role is not None else None
    day = writes.given_day(on)
    if day > options.today():
        raise Trouble(Say("日期 {day} 还没有到", "{day} is still to come"), day=day)
    ledger = options.open_here()
    with door.opened(ledger, writes.how(dry_run, commit)) as gate:
        gate.refresh()
        names = Names(ledger)
        everyone = sheets(ledger, day, 0)
        unit_key = names.key_if("unit", unit)
        rank_key = names.key_if("rank", rank)
        sheet = find_person(everyone, old, names, unit_key, rank_key)
        who = handover.successor(gate, new, new_rank, new_unit, phone)
        who = _known(who, [one for one in everyone if one.person.name == who.name])
        done = handover.hand_over(gate, sheet.person.name, who, _hands(sheet, post))
        one, other = printable(sheet.person.name), printable(who.name)
        message = Say(
            f"交接：{one} → {other}，{len(done)} 项", f"Handover: {one} to {other}, {len(done)} items"
        )
        written = gate.write(message)
        if done:
            options.put(f"{message.text()}\n" + "\n".join(f"  {line.text()}" for line in done))
        return writes.finish(written, message, list(_unsaid(sheet, who)))


def _hands(sheet: Sheet, post: str | None) -> Hands:
    """What a sheet shows, by the places in the files; only one post where it is named."""
    from xmtz.entry.handover import Hands

    posts = [(one.post.project.path, one.post.role) for one in sheet.posts]
    heads = [(one.unit, one.duty) for one in sheet.of_units if post in (None, "head")]
    if post is not None:
        return Hands([one for one in posts if one[1] == post], units=[one for one in heads if one[1] is None])
    return Hands(
        posts,
        [(one.issue.path, one.issue.id) for one in sheet.issues],
        [(one.path, one.n) for one in sheet.risks],
        [(one.path, one.step) for one in sheet.tracked],
        [(one.decision.path, one.decision.n) for one in sheet.decisions],
        heads,
    )


def _known(who: Successor, same: list[Sheet]) -> Successor:
    """Who takes over, with the rank and unit that the ledger has of that name, where they are not said."""
    if who.said or len(same) != 1:
        return who
    return who._replace(rank=same[0].person.rank, unit=same[0].person.unit)


def _unsaid(sheet: Sheet, who: Successor) -> list[Say]:
    if who.rank is not None or sheet.person.rank is None:
        return []
    return [
        Say(
            "接手的人没有写职级（--new-rank），原来的职级没有沿用",
            "the rank of who takes over was not said (--new-rank); the former one was dropped",
        )
    ]
