"""xmtz cadence: which regular duties were kept, and which were missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from datetime import date

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "频次执行情况：rules/cadence.yaml 的每一项（例会、调研日、通报、报数、开工、更新）逐周期列出哪天做到、凭哪个文件，"
        "或谁没做到。周期按最后一天归入所问范围；通报看 bulletins/<周期>/ 里的文件，如 bulletins/2025-07/monthly.md。",
        "Regular duties of rules/cadence.yaml (meetings, survey days, bulletins, figures, starts, updates), period by "
        "period: on which day kept and by which file, or who missed. A period belongs to its last day; a bulletin is a "
        "file of bulletins/<period>/, such as bulletins/2025-07/monthly.md.",
    )
)
def cadence(
    period: Annotated[
        str | None,
        typer.Argument(
            metavar="[MONTH]",
            help=say(
                "月、季、半年或年，如 2025-07、2025-Q3、2025-H1、2025；默认今年",
                "month, quarter, half-year or year, such as 2025-07, 2025-Q3, 2025-H1, 2025; this year if not said",
            ),
        ),
    ] = None,
    from_: Annotated[
        str | None, typer.Option("--from", help=say("从哪天", "from this day"), metavar="DATE")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", help=say("到哪天", "to this day"), metavar="DATE")] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", help=say("只看一项（键或名称）", "one duty only, by key or name"), metavar="KEY"
        ),
    ] = None,
    missed: Annotated[
        bool, typer.Option("--missed", help=say("只列没做到的", "only what was missed"))
    ] = False,
    fail_missed: Annotated[
        bool,
        typer.Option(
            "--fail-missed", help=say("有没做到的，退出码为 1", "exit with 1 if anything was missed")
        ),
    ] = False,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print the duties over a range."""
    from xmtz.render.meetings import cadence as render
    from xmtz.reports.meetings.cadence import Cadences

    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    first, last = _range(period, from_, to, day)
    ledger = options.open_here(as_of)
    found = Cadences(ledger, day).over(first, last, kind)
    if format_ == "json":
        from xmtz.render.meetings.cadence_data import cadence_json

        options.put(cadence_json(found, first, last, day), output)
    elif format_ == "csv":
        from xmtz.render.meetings.cadence_data import cadence_csv

        options.put_csv(cadence_csv(found), output)
    else:
        name = ledger.book.settings.name or ""
        options.put_document(render.cadence_document(name, found, first, last, day, missed), format_, output)
    return int(fail_missed and any(one.done < one.should for one in found))


def _range(period: str | None, from_: str | None, to: str | None, day: date) -> tuple[date, date]:
    from xmtz.domain.cycles import parse_cycle
    from xmtz.domain.months import DateError
    from xmtz.words.errors import Trouble

    if period is not None and (from_ is not None or to is not None):
        raise Trouble(Say("时期和 --from、--to 只写一种", "give a period, or --from and --to, not both"))
    if from_ is not None or to is not None:
        last = options.day(to, day)
        assert last is not None
        first = options.day(from_, last.replace(month=1, day=1))
        assert first is not None
        if last < first:
            raise Trouble(Say("--to {b} 早于 --from {a}", "--to {b} is before --from {a}"), a=first, b=last)
        return first, last
    try:
        cycle = parse_cycle(period or str(day.year))
    except DateError as error:
        raise Trouble(error.say) from None
    return cycle.first, cycle.last
