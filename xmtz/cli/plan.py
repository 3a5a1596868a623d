"""xmtz plan: the three-year rolling plan, and the plan of a year's key projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

if TYPE_CHECKING:
    from pathlib import Path

    from xmtz.reports.names import Names
    from xmtz.reports.pools.annual import Annual
    from xmtz.reports.pools.rolling import Rolling

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "投资计划：--rolling 三年滚动计划（与总投资核对），--annual 年度重点项目建设计划（续建、新开工、竣工、储备）。",
        "Plans of investment: --rolling for three years, checked against the total; --annual for a year's key projects "
        "(continued, starts, completions, reserve).",
    )
)
def plan(
    year: Annotated[
        str | None,
        typer.Argument(
            metavar="[YEAR]",
            help=say(
                "年份（滚动计划的第一年），默认当年",
                "the year, the first one of a rolling plan; this year if not said",
            ),
        ),
    ] = None,
    rolling: Annotated[
        bool, typer.Option("--rolling", help=say("三年滚动计划", "three-year rolling plan"))
    ] = False,
    annual: Annotated[
        bool, typer.Option("--annual", help=say("年度重点项目建设计划", "plan of the year's key projects"))
    ] = False,
    bundled: Annotated[
        bool,
        typer.Option(
            "--bundled/--split",
            help=say("打捆项目按一个计；默认按子项计", "bundles count as one, or (default) their parts"),
        ),
    ] = False,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            help=say("annual 的分组：sector unit level batch", "grouping of annual: sector unit level batch"),
        ),
    ] = "sector",
    unit: reads.UnitName = None,
    level: Annotated[str | None, typer.Option(help=say("级别", "level"))] = None,
    sector: Annotated[str | None, typer.Option(help=say("行业领域", "sector"))] = None,
    key_list: reads.ListName = None,
    pool: reads.PoolName = None,
    tag: reads.Tag = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print one of the plans."""
    from xmtz.reports.names import Names
    from xmtz.reports.pools import annual as annually
    from xmtz.reports.pools.rolling import rolling as rolling_plan
    from xmtz.words.errors import Trouble
    from xmtz.words.lang import Say

    options.chosen(by, annually.GROUPS, "--by")
    options.chosen(format_, reads.FORMATS, "--format")
    if rolling == annual:
        raise Trouble(
            Say(
                "写一种计划：--rolling（三年滚动）或 --annual（年度）",
                "say which plan: --rolling or --annual",
            )
        )
    day = reads.on(as_of_date)
    first = options.year(year) if year is not None else day.year
    ledger = options.open_here(as_of)
    names = Names(ledger)
    asked = {"unit": unit, "level": level, "sector": sector, "list": key_list, "pool": pool, "tag": tag}
    where = names.keys(asked)
    title = ledger.book.settings.name or ""
    if rolling:
        _put_rolling(rolling_plan(ledger, day, first, where, bundled), title, names, format_, output)
    else:
        _put_annual(annually.annual(ledger, day, first, where, bundled, by), title, names, format_, output)
    return 0


def _put_rolling(value: Rolling, title: str, names: Names, format_: str, output: Path | None) -> None:
    from xmtz.render.pools import invest_plans, invest_plans_data

    if format_ == "json":
        options.put(invest_plans_data.rolling_json(value), output)
    elif format_ == "csv":
        options.put_csv(invest_plans_data.rolling_csv(value, names), output)
    else:
        options.put_document(invest_plans.rolling_document(value, title, names), format_, output)


def _put_annual(value: Annual, title: str, names: Names, format_: str, output: Path | None) -> None:
    from xmtz.render.pools import invest_plans, invest_plans_data

    if format_ == "json":
        options.put(invest_plans_data.annual_json(value), output)
    elif format_ == "csv":
        options.put_csv(invest_plans_data.annual_csv(value, names), output)
    else:
        options.put_document(invest_plans.annual_document(value, title, names), format_, output)
