"""xmtz people groups: project groups and task forces."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "项目小组和专班：组长、局办、包抓干部、项目数、总投资、未销号问题、逾期事项；写小组名出它的项目。",
        "Groups and task forces: head, office, cadres, projects, investment, open issues, what is overdue. With a "
        "group, its projects.",
    )
)
def groups(
    group: Annotated[
        str | None,
        typer.Argument(
            help=say("小组：键、名称或简称", "a group: key, name or short name"),
            metavar="GROUP",
            show_default=False,
        ),
    ] = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print the groups, or the projects of one."""
    from xmtz.entry.values import unit
    from xmtz.render.people import groups as render
    from xmtz.reports.names import Names
    from xmtz.reports.people.groups import groups_of
    from xmtz.words.errors import Trouble

    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    names = Names(ledger)
    name = ledger.book.settings.name or ""
    value = groups_of(ledger, day)
    if group is None:
        if format_ == "json":
            options.put(render.groups_json(value), output)
        elif format_ == "csv":
            options.put_csv(render.groups_csv(value, names), output)
        else:
            options.put_document(render.groups_document(value, names, name), format_, output)
        return 0
    if not value.groups:
        raise Trouble(Say("units.yaml 没有项目小组（kind: group）", "units.yaml has no groups (kind: group)"))
    key = unit(group, {one.key: ledger.units[one.key] for one in value.groups})
    one = next(one for one in value.groups if one.key == key)
    if format_ == "json":
        kept = {key, *one.below}
        value.groups[:] = [other for other in value.groups if other.key in kept]
        options.put(render.groups_json(value), output)
    elif format_ == "csv":
        options.put_csv(render.group_csv(one, value, names), output)
    else:
        options.put_document(render.group_document(one, value, names, name), format_, output)
    return 0
