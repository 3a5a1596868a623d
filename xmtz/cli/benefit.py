"""xmtz benefit: a year's yield of a project in production."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "填报一个年度的效益。已报的数不同，要加 --correct --reason 才更正。",
        "Report the yield of a year. A figure that is there and differs needs --correct --reason.",
    )
)
def benefit(
    project: writes.ProjectName,
    year: Annotated[str, typer.Argument(help=say("年度", "year"), metavar="YEAR", show_default=False)],
    mu: Annotated[str | None, typer.Option(help=say("用地（亩）", "land (mu)"), metavar="N")] = None,
    output: Annotated[
        str | None, typer.Option(help=say("产值，可写 4.7亿", "output"), metavar="AMOUNT")
    ] = None,
    sales: Annotated[str | None, typer.Option(help=say("销售收入", "sales"), metavar="AMOUNT")] = None,
    tax: Annotated[str | None, typer.Option(help=say("税收", "tax"), metavar="AMOUNT")] = None,
    added: Annotated[str | None, typer.Option(help=say("增加值", "value added"), metavar="AMOUNT")] = None,
    energy: Annotated[
        str | None, typer.Option(help=say("综合能耗（吨标准煤）", "energy (tce)"), metavar="N")
    ] = None,
    cod: Annotated[str | None, typer.Option(help=say("化学需氧量（吨）", "COD (t)"), metavar="N")] = None,
    water: Annotated[str | None, typer.Option(help=say("用水（立方米）", "water (m3)"), metavar="N")] = None,
    workers: Annotated[str | None, typer.Option(help=say("从业人员", "workers"), metavar="N")] = None,
    correct: writes.Correct = False,
    reason: writes.Reason = None,
    on: writes.On = None,
    by: writes.By = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Report a year of one project."""
    from xmtz.domain.plain import printable
    from xmtz.entry import yielding

    of = options.year(year)
    given = {
        "mu": mu, "output": output, "sales": sales, "tax": tax, "added": added, "energy_tce": energy,
        "cod_t": cod, "water_m3": water, "workers": workers,
    }  # fmt: skip
    correcting = writes.correcting(correct, reason, on, by)
    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        done = yielding.put(gate, standing, of, given, options.today(), correcting)
        what = printable(standing.project.name)
        message = Say(f"效益：{what} {of} 年 {done.zh}".rstrip(), f"Yield: {what} {of} {done.en}".rstrip())
        return writes.finish(gate.write(message), message)
