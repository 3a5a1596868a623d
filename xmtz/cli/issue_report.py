"""xmtz issue report: the three lists, the rates, what is to be escalated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from xmtz.cli import issue_options as issues
from xmtz.cli import options, reads
from xmtz.words.lang import say

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from xmtz.index.ledger import Ledger
    from xmtz.reports.issues.issue_rates import Period
    from xmtz.reports.issues.issues import Wanted
    from xmtz.reports.names import Names

KINDS = ("problems", "duties", "actions", "rates", "escalations")
BY = ("unit", "person", "class", "project", "origin")


def report(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help=say(
                "problems 问题清单、duties 责任清单、actions 落实清单、rates 销号率、escalations 应提级的问题",
                "problems, duties, actions, rates or escalations",
            ),
        ),
    ],
    project: issues.Project = None,
    unit: issues.Unit = None,
    person: issues.Person = None,
    class_: issues.Class = None,
    origin: issues.Origin = None,
    status: issues.Status = None,
    all_: issues.All = False,
    month: Annotated[
        str | None,
        typer.Option(help=say("rates：一个月", "rates: of a month"), metavar="MONTH", show_default=False),
    ] = None,
    first: Annotated[
        str | None,
        typer.Option(
            "--from", help=say("rates：从哪天起", "rates: since when"), metavar="DATE", show_default=False
        ),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option(
            "--to", help=say("rates：到哪天止", "rates: until when"), metavar="DATE", show_default=False
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            help=say(
                "rates：分组 unit person class project origin，默认 unit",
                "rates by unit, person, class, project or origin; by unit if not said",
            ),
            show_default=False,
        ),
    ] = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print a list or the rates."""
    from xmtz.reports.names import Names

    options.chosen(format_, reads.FORMATS, "--format")
    options.chosen(kind, KINDS, "KIND")
    filters = {
        "PROJECT": project, "--unit": unit, "--person": person, "--class": class_, "--origin": origin,
        "--status": status, "--all": all_,
    }  # fmt: skip
    if kind == "rates":
        _only(filters, kind, say("三张清单和 escalations", "the lists and escalations"))
    else:
        _only({"--month": month, "--from": first, "--to": last, "--by": by}, kind, "rates")
    if kind == "escalations":
        _only({"--status": status, "--all": all_}, kind, say("三张清单", "the three lists"))
    day = reads.on(as_of_date)
    if kind == "rates":
        options.chosen(by or "unit", BY, "--by")
        period = _period(month, first, last, day)
        ledger = options.open_here(as_of)
        _rates(ledger, Names(ledger), period, by or "unit", format_, output)
        return 0
    ledger = options.open_here(as_of)
    names = Names(ledger)
    wanted = issues.wanted(
        *(ledger, names, project, unit, person, class_, origin, status, None, None, None, all_),
    )
    if kind == "escalations":
        _escalations(ledger, names, day, wanted, format_, output)
    else:
        _list(kind, ledger, names, day, wanted, format_, output)
    return 0


def _only(given: dict[str, str | bool | None], kind: str, whose: str) -> None:
    """Refuse options that mean nothing here. Raises Trouble."""
    from xmtz.words.errors import Trouble
    from xmtz.words.lang import Say, series

    wrong = [name for name, value in given.items() if value not in (None, False)]
    if wrong:
        raise Trouble(
            Say("{kind} 不用 {wrong}，那是 {whose} 的选项", "{kind} takes no {wrong}; {whose} do"),
            kind=kind,
            wrong=series(wrong),
            whose=whose,
        )


def _period(month: str | None, first: str | None, last: str | None, day: date) -> Period:
    """The period asked for, up to the day that counts as today. Raises Trouble."""
    from xmtz.domain.months import DateError, parse_loose_month
    from xmtz.reports.issues.issue_rates import Period
    from xmtz.words.errors import Trouble
    from xmtz.words.lang import Say

    if month is not None and (first or last):
        raise Trouble(Say("--month 和 --from、--to 不同时用", "--month goes without --from and --to"))
    begin, end = options.day(first), options.day(last, day)
    if month is not None:
        try:
            whole = parse_loose_month(month)
        except DateError as error:
            raise Trouble(error.say) from None
        begin, end = whole.first_day, whole.last_day
    assert end is not None
    if begin is not None and begin > min(end, day):
        raise Trouble(
            Say("期间从 {first} 开始，晚于 {last}", "the period begins on {first}, after {last}"),
            first=begin,
            last=min(end, day),
        )
    return Period(begin, min(end, day))


def _list(
    kind: str, ledger: Ledger, names: Names, day: date, wanted: Wanted, format_: str, output: Path | None
) -> None:
    from xmtz.reports.issues.issues import lines

    found = lines(ledger, day, wanted)
    if format_ == "json":
        from xmtz.render.issues.issues_data import issues_json

        options.put(issues_json(kind, day, found, names), output)
    elif format_ == "csv":
        from xmtz.render.issues.issues_data import issues_csv

        options.put_csv(issues_csv(kind, found, names), output)
    else:
        from xmtz.render.issues.issues import issues_document

        document = issues_document(kind, found, names, _subtitle(ledger, day))
        options.put_document(document, format_, output)


def _rates(ledger: Ledger, names: Names, period: Period, by: str, format_: str, output: Path | None) -> None:
    from xmtz.render.issues import issue_rates as render
    from xmtz.reports.issues.issue_rates import rates

    value = rates(ledger, period, by)
    if format_ == "json":
        options.put(render.rates_json(value, names), output)
    elif format_ == "csv":
        options.put_csv(render.rates_csv(value, names), output)
    else:
        options.put_document(render.rates_document(value, names), format_, output)


def _escalations(
    ledger: Ledger, names: Names, day: date, wanted: Wanted, format_: str, output: Path | None
) -> None:
    from xmtz.records.calendar import calendar_of
    from xmtz.render.issues import escalations as render
    from xmtz.reports.issues.escalations import proposals

    found = proposals(ledger, day, wanted)
    if format_ == "json":
        options.put(render.escalations_json(found, day, names), output)
    elif format_ == "csv":
        options.put_csv(render.escalations_csv(found, names), output)
    else:
        note = calendar_of(ledger.rules).note
        document = render.escalations_document(found, names, _subtitle(ledger, day), note)
        options.put_document(document, format_, output)


def _subtitle(ledger: Ledger, day: date) -> str:
    return say("{n}　截至 {d}", "{n}, up to {d}", n=ledger.book.settings.name or "", d=day)
