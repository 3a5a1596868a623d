"""xmtz means: funds, resources, what projects lack, demand by unit and year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer
from typer.core import TyperGroup

from xmtz.cli import options, reads
from xmtz.words.lang import say

if TYPE_CHECKING:
    from xmtz.render.document import Document
    from xmtz.reports.means.resources import Resources


class _FundsFirst(TyperGroup):
    """A group whose first command is meant where none is named: `xmtz means` is `xmtz means funds`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments with the command that they leave out."""
        named = args and (not args[0].startswith("-") or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if named else ["funds", *args])


app = typer.Typer(
    cls=_FundsFirst,
    add_completion=False,
    rich_markup_mode=None,
    help=say(
        "资金和要素：funds 资金（不写子命令即此）、resources 要素、lacking 缺口、demand 需求摸排。",
        "Means: funds (if no command is named), resources, what is lacking, demand by unit and year.",
    ),
)
GROUPS = ("source", "unit", "project", "batch")

Kind: TypeAlias = Annotated[
    str | None,
    typer.Option(help=say("只看一种要素（键或名称）", "one resource only (key or name)"), metavar="KIND"),
]


def _put(
    format_: str,
    output: Path | None,
    data: Callable[[], str],
    document: Callable[[], Document],
) -> int:
    if format_ == "json":
        options.put(data(), output)
    elif format_ == "csv":
        from xmtz.render.sections import sections_csv

        options.put_csv(sections_csv(document().sections), output)
    else:
        options.put_document(document(), format_, output)
    return 0


@app.command(
    "funds",
    help=say(
        "资金：计划、到位、支出，债券资金使用时限，申报待下达。",
        "Funds: planned, arrived, paid; bond money against its time limit; applications that wait.",
    ),
)
def funds(
    by: Annotated[
        str,
        typer.Option(
            "--by", help=say("分组：source unit project batch", "grouping: source unit project batch")
        ),
    ] = "source",
    unit: reads.UnitName = None,
    source: Annotated[
        str | None,
        typer.Option(help=say("只看一种来源（键或名称）", "one source only (key or name)"), metavar="KIND"),
    ] = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print the ledger of funds."""
    from xmtz.reports.means.funds import Funds
    from xmtz.reports.names import Names

    options.chosen(by, GROUPS, "--by")
    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    names = Names(ledger)
    value = Funds(
        ledger,
        day,
        names.key_if("unit", unit),
        names.key_if("fund", source),
    )

    def data() -> str:
        from xmtz.render.means.means_data import funds_json

        return funds_json(value, by)

    def document() -> Document:
        from xmtz.render.means.funds import funds_document

        return funds_document(value, by)

    return _put(format_, output, data, document)


@app.command(
    "resources",
    help=say(
        "要素：需求、申请、落实、缺口，按要素和按项目。", "Resources: needed, applied for, secured, lacking."
    ),
)
def resources(
    kind: Kind = None,
    unit: reads.UnitName = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print the ledger of resources."""
    from xmtz.render.means import means_data
    from xmtz.render.means import resources as render

    options.chosen(format_, reads.FORMATS, "--format")
    value = _resources(reads.on(as_of_date), as_of, unit, kind)
    return _put(
        format_, output, lambda: means_data.resources_json(value), lambda: render.resources_document(value)
    )


@app.command(
    "lacking",
    help=say(
        "要素跟着项目走：进入下一阶段（或所写阶段）前还缺什么，按效益等次排。",
        "What projects lack for their next stage (or the stage named), by their grade of yield.",
    ),
)
def lacking(
    stage: Annotated[
        str | None,
        typer.Argument(
            help=say(
                "阶段（键或名称），默认各项目的下一阶段", "a stage, each project's next one if not said"
            ),
            metavar="STAGE",
            show_default=False,
        ),
    ] = None,
    kind: Kind = None,
    unit: reads.UnitName = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print what is lacking."""
    from xmtz.render.means import means_data
    from xmtz.render.means import resources as render
    from xmtz.reports.names import Names

    options.chosen(format_, reads.FORMATS, "--format")
    value = _resources(reads.on(as_of_date), as_of, unit, kind)
    key = Names(value.ledger).key_if("stage", stage)
    return _put(
        format_,
        output,
        lambda: means_data.lacking_json(value, key),
        lambda: render.lacking_document(value, key),
    )


@app.command(
    "demand",
    help=say(
        "一种要素的需求，按单位和年度（默认电力需求摸排）。",
        "Demand of one resource by unit and year (power if not said).",
    ),
)
def demand(
    kind: Annotated[
        str, typer.Argument(help=say("要素（键或名称）", "a resource (key or name)"), metavar="[KIND]")
    ] = "power",
    unit: reads.UnitName = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print the demand of one resource."""
    from xmtz.render.means import means_data
    from xmtz.render.means import resources as render

    options.chosen(format_, reads.FORMATS, "--format")
    value = _resources(reads.on(as_of_date), as_of, unit, kind)
    return _put(format_, output, lambda: means_data.demand_json(value), lambda: render.demand_document(value))


def _resources(day: date, as_of: str | None, unit: str | None, kind: str | None) -> Resources:
    from xmtz.reports.means.resources import Resources
    from xmtz.reports.names import Names

    ledger = options.open_here(as_of)
    names = Names(ledger)
    return Resources(
        ledger,
        day,
        names.key_if("unit", unit),
        names.key_if("resource", kind),
    )
