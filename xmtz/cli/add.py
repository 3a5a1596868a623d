"""xmtz add: enter a project."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from xmtz.entry.door import Gate
    from xmtz.index.ledger import Ledger
    from xmtz.store.edits import Value

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "登记项目。在终端上逐项提问；别处用选项，或 --from 文件（YAML，可以是几个项目的列表）。",
        "Enter a project: asks on a terminal; elsewhere by options, or --from FILE (YAML, one project or a list).",
    )
)
def add(
    name: Annotated[str | None, typer.Option(help=say("项目名称", "its name"))] = None,
    unit: Annotated[
        str | None, typer.Option(help=say("责任单位（键或名称）", "responsible unit, by key or name"))
    ] = None,
    owner: Annotated[str | None, typer.Option(help=say("项目单位", "its owner"))] = None,
    total: Annotated[
        str | None, typer.Option(help=say("总投资：万元，或 4.7亿", "total: 万元, or 4.7亿"))
    ] = None,
    code: Annotated[list[str] | None, typer.Option(help=say("投资项目统一代码", "project code"))] = None,
    level: Annotated[str | None, typer.Option(help=say("级别", "level"))] = None,
    kind: Annotated[str | None, typer.Option(help=say("建设性质", "kind"))] = None,
    sector: Annotated[str | None, typer.Option(help=say("行业领域", "sector"))] = None,
    department: Annotated[str | None, typer.Option(help=say("行业主管部门", "sector department"))] = None,
    place: Annotated[str | None, typer.Option(help=say("建设地点", "place"))] = None,
    scope: Annotated[str | None, typer.Option(help=say("建设内容及规模", "scope"))] = None,
    parent: Annotated[
        str | None, typer.Option(help=say("所属打捆项目", "the bundle it belongs to"), metavar="PROJECT")
    ] = None,
    tag: Annotated[list[str] | None, typer.Option(help=say("标签，可多次", "a tag; may be repeated"))] = None,
    leader: Annotated[str | None, typer.Option(help=say("包抓领导", "leader in charge"))] = None,
    stage: Annotated[
        str | None,
        typer.Option(help=say("阶段，默认规则里的第一个", "stage, the first of the rules if not said")),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            help=say("进入该阶段的日期，默认今天", "since when it is in that stage, today if not said"),
            metavar="DATE",
        ),
    ] = None,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help=say("其他字段，如 plan.2025=3亿，可多次", "other fields, such as plan.2025=3亿"),
            metavar="FIELD=VALUE",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            help=say("从 YAML 文件读（- 为标准输入）", "read it from a YAML file (- is standard input)"),
            metavar="FILE",
        ),
    ] = None,
    anyway: Annotated[
        bool,
        typer.Option("--anyway", help=say("与已有项目相近也登记", "enter it though a similar one is there")),
    ] = False,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Enter one project, or several from a file."""
    from xmtz.entry import adding, door

    ledger = options.open_here()
    given = {
        key: value
        for key, value in {
            "name": name, "unit": unit, "owner": owner, "total": total, "level": level, "kind": kind,
            "sector": sector, "department": department, "place": place, "scope": scope, "parent": parent,
            "people.leader": leader,
        }.items()
        if value is not None
    }  # fmt: skip
    manner = writes.how(dry_run, commit)
    described: list[dict[str, Value]]
    if source is not None:
        described = _from_file(source, ledger)
        for one in described:
            _take(ledger, given, code, tag, stage, on, fields, one)
    else:
        values: dict[str, Value] = {}
        _take(ledger, given, code, tag, stage, on, fields, values)
        if sys.stdin.isatty() and sys.stdout.isatty():
            from xmtz.cli.asking import ask_for_project

            values, anyway = ask_for_project(ledger, values, anyway)
        described = [values]
    with door.opened(ledger, manner) as gate:
        gate.refresh()
        added = adding.add(gate, described, options.today(), anyway)
        return _finish(gate, added)


def _take(
    ledger: Ledger,
    given: dict[str, str],
    codes: list[str] | None,
    tags: list[str] | None,
    stage: str | None,
    on: str | None,
    fields: list[str] | None,
    into: dict[str, Any],
) -> None:
    """Put what the options say into `into`. Raises Wrong with every mistake."""
    from xmtz.entry import door, setting

    lexicon = door.lexicon(ledger)
    written = [f"{key}={value}" for key, value in given.items()]
    if codes:
        written.append(f"code={' '.join(codes)}")
    written += [f"tags+={tag}" for tag in tags or ()]
    setting.nested([*written, *(fields or ())], lexicon, into)
    if stage is not None or (on is not None and "stages" not in into):
        first = next(iter(ledger.rules.stages.stages), "")
        day = writes.given_day(on).isoformat()
        setting.nested([f"stages+={{to: {stage or first}, on: {day}}}"], lexicon, into)


def _from_file(source: str, ledger: Ledger) -> list[dict[str, Value]]:
    from pathlib import Path

    from xmtz.entry import adding, consequences, door
    from xmtz.store.files import MAX_BYTES, decode, read_bytes
    from xmtz.words.errors import Trouble

    raw = sys.stdin.buffer.read(MAX_BYTES + 1) if source == "-" else read_bytes(Path(source))
    shown = say("标准输入", "standard input") if source == "-" else source
    decoded = decode(raw, shown)
    if decoded.finding is not None:
        raise Trouble(consequences.said(decoded.finding))
    return adding.read_records(decoded.text, shown, door.lexicon(ledger))


def _finish(gate: Gate, added: list[Any]) -> int:
    from xmtz.domain.plain import printable

    names = writes.together(
        (Say(f"{one.id} {printable(one.name)}", f"{one.id} {printable(one.name)}") for one in added),
        Say("、", ", "),
    )
    done = Say(f"登记 {names.zh}", f"Enter {names.en}")
    written = gate.write(done)
    code = writes.finish(written, done)
    if not written.dry_run and len(added) == 1:
        id_ = added[0].id
        options.put(
            say(
                "接着：xmtz set {id} 字段=值   xmtz figures {id} 月份 --invested 金额",
                "next: xmtz set {id} FIELD=VALUE   xmtz figures {id} MONTH --invested AMOUNT",
                id=id_,
            )
        )
    return code
