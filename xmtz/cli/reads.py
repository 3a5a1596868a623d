"""What commands that only read share: where the result goes, and as of when."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer

from xmtz.cli import options
from xmtz.words.lang import say

Output: TypeAlias = Annotated[
    Path | None, typer.Option("-o", "--output", help=say("写入文件", "write to a file"))
]
FORMATS: Final = ("table", "md", "csv", "json")
"""What a report or a list can be printed as."""
Format: TypeAlias = Annotated[str, typer.Option("--format", help="table | md | csv | json")]
AsOf: TypeAlias = Annotated[str | None, typer.Option("--as-of", help=say("按某个提交", "as a commit has it"))]
AsOfDate: TypeAlias = Annotated[
    str | None, typer.Option("--as-of-date", help=say("以哪天为今天", "the day that counts as today"))
]
IssuedFrom: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--as-of", help=say("按某个提交出（默认按工作区）", "from a commit instead of the work tree")
    ),
]
By: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--by",
        help=say(
            "分组：unit level sector kind leader group stage batch department",
            "grouping: unit level sector kind leader group stage batch department",
        ),
    ),
]
UnitName: TypeAlias = Annotated[
    str | None, typer.Option(help=say("责任单位（键或名称）", "unit (key or name)"))
]
PoolName: TypeAlias = Annotated[str | None, typer.Option("--pool", help=say("项目库", "pool of projects"))]
ListName: TypeAlias = Annotated[
    str | None, typer.Option("--list", help=say("名录：当天在名录内的", "key list: those on it that day"))
]
Tag: TypeAlias = Annotated[str | None, typer.Option("--tag", help=say("标签", "tag"))]
ProjectName: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="PROJECT", help=say("编号，或编号、名称里独有的一段", "id, or a unique part of id or name")
    ),
]


def on(day: str | None) -> date:
    """The day that counts as today. Raises Trouble where it is none."""
    found = options.day(day, options.today())
    assert found is not None
    return found
