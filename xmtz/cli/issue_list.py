"""xmtz issue list, show: issues as they stand on a day, and the whole life of one."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import issue_options as issues
from xmtz.cli import options, reads
from xmtz.words.lang import say


def list_(
    project: issues.Project = None,
    unit: issues.Unit = None,
    person: issues.Person = None,
    class_: issues.Class = None,
    origin: issues.Origin = None,
    status: issues.Status = None,
    rung: issues.RungName = None,
    raised_since: issues.RaisedSince = None,
    cleared_since: issues.ClearedSince = None,
    overdue: Annotated[bool, typer.Option("--overdue", help=say("只列逾期的", "overdue ones only"))] = False,
    all_: issues.All = False,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """List issues, the most pressing first."""
    from xmtz.render.issues import issues as render
    from xmtz.reports.issues.issues import lines
    from xmtz.reports.names import Names
    from xmtz.words.errors import Trouble
    from xmtz.words.lang import Say

    options.chosen(format_, reads.FORMATS, "--format")
    if overdue and status not in (None, "overdue"):
        raise Trouble(
            Say("--overdue 就是 --status overdue，两个只写一个", "--overdue is --status overdue; write one")
        )
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    names = Names(ledger)
    wanted = issues.wanted(
        *(ledger, names, project, unit, person, class_, origin, "overdue" if overdue else status, rung),
        *(raised_since, cleared_since, all_),
    )
    found = lines(ledger, day, wanted)
    if format_ == "json":
        from xmtz.render.issues.issues_data import issues_json

        options.put(issues_json("list", day, found, names), output)
    elif format_ == "csv":
        from xmtz.render.issues.issues_data import issues_csv

        options.put_csv(issues_csv("list", found, names), output)
    elif not found and format_ == "table" and output is None:
        options.put(say("没有这样的问题", "there are no such issues"))
    else:
        subtitle = say("截至 {d}", "up to {d}", d=day)
        options.put_document(render.issues_document("list", found, names, subtitle), format_, output)
    return 0


def show(
    which: issues.Which,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Show the whole life of one issue."""
    from xmtz.render.issues import issue_life as render
    from xmtz.reports.issues.issue_life import life
    from xmtz.reports.names import Names

    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    names = Names(ledger)
    value = life(ledger, issues.known(ledger, which), day)
    if format_ == "json":
        options.put(render.life_json(value, names), output)
    elif format_ == "csv":
        options.put_csv(render.life_csv(value, names), output)
    else:
        options.put_document(render.life_document(value, names), format_, output)
    return 0
