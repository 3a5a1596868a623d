"""xmtz meeting prepare: the agenda of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from xmtz.domain.months import Month

SHOWN: Final = 60  # lines of work ahead, unless --all
FORMATS: Final = ("table", "md", "json")
HELP: Final = Say(
    "会议议程：按 rules/cadence.yaml 的 dispatch 挑出重点调度项目并说明理由，上次议定事项落实没有，需要议定什么，"
    "各项目近期清单。",
    "The agenda of a meeting: the projects to dispatch by the rules of rules/cadence.yaml (dispatch) with the reasons, "
    "whether the last decisions were kept, what is to be decided, the work of each project ahead.",
)


def prepare(
    weekly: Annotated[bool, typer.Option("--weekly", help=say("周会", "the weekly meeting"))] = False,
    biweekly: Annotated[
        bool, typer.Option("--biweekly", help=say("双周会", "the fortnightly meeting"))
    ] = False,
    monthly: Annotated[bool, typer.Option("--monthly", help=say("月会", "the monthly meeting"))] = False,
    quarterly: Annotated[
        bool, typer.Option("--quarterly", help=say("季会", "the quarterly meeting"))
    ] = False,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            help=say(
                "哪种会议（键或名称），同周期有几种时",
                "which meeting, by key or name, where there are several",
            ),
            metavar="KEY",
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            help=say(
                "开会日期，默认今天；登记到这天为止", "day of the meeting, today if not said; facts up to it"
            ),
            metavar="DATE",
            show_default=False,
        ),
    ] = None,
    month: Annotated[
        str | None,
        typer.Option(
            "--month",
            help=say(
                "投资数据截至哪月；默认开会前最新有数的整月",
                "figures up to this month; the newest complete one with figures if not said",
            ),
            metavar="MONTH",
            show_default=False,
        ),
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            help=say("清单看今后多少天，默认一个周期", "days of work ahead, one period if not said"),
            min=1,
            max=400,
            show_default=False,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=say("全部列出", "show lists in full"))] = False,
    format_: Annotated[str, typer.Option("--format", help="table | md | json")] = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print the agenda."""
    from xmtz.reports.meetings.agenda import agenda, chosen_cadence
    from xmtz.reports.names import Names
    from xmtz.words.errors import Trouble

    options.chosen(format_, FORMATS, "--format")
    asked = [
        every_
        for every_, wanted in (
            ("week", weekly),
            ("fortnight", biweekly),
            ("month", monthly),
            ("quarter", quarterly),
        )
        if wanted
    ]
    if len(asked) > 1 or not (asked or kind):
        raise Trouble(
            Say(
                "写明哪种会议：--weekly、--biweekly、--monthly、--quarterly 之一，或 --kind 键",
                "say which meeting: one of --weekly, --biweekly, --monthly, --quarterly, or --kind KEY",
            )
        )
    day = options.day(on, reads.on(as_of_date))
    assert day is not None
    figures = _month(month)
    ledger = options.open_here(as_of)
    key, others = chosen_cadence(ledger, asked[0] if asked else None, kind)
    value = agenda(ledger, key, others, day, figures, days, every)
    if format_ == "json":
        from xmtz.render.meetings.meetings_data import agenda_json

        options.put(agenda_json(value), output)
        return 0
    from xmtz.render.meetings.agenda import agenda_document

    options.put_document(agenda_document(value, Names(ledger), None if every else SHOWN), format_, output)
    return 0


def _month(text: str | None) -> Month | None:
    from xmtz.domain.months import DateError, parse_loose_month
    from xmtz.words.errors import Trouble

    if text is None:
        return None
    try:
        return parse_loose_month(text)
    except DateError as error:
        raise Trouble(error.say) from None
