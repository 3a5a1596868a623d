"""xmtz init: start a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "新建台账：文件夹、规则、编辑器设置、git 仓库。不覆盖任何已有文件。",
        "Start a ledger: folder, rules, editor settings, git repository. Overwrites nothing.",
    )
)
def init(
    folder: Annotated[
        Path,
        typer.Argument(
            help=say("台账放在哪个文件夹", "the folder of the ledger"), metavar="DIR", show_default=False
        ),
    ],
    template: Annotated[
        str,
        typer.Option(
            help=say(
                "规则模板，如 fengxi；也可以是文件夹",
                "the template of its rules, such as fengxi, or a folder",
            ),
            metavar="NAME",
        ),
    ] = "national",
    name: Annotated[str | None, typer.Option(help=say("台账名称", "its name"))] = None,
    division: Annotated[
        str | None, typer.Option(help=say("六位区划代码", "its six-digit division code"))
    ] = None,
    prefix: Annotated[
        str | None, typer.Option(help=say("项目编号前缀，如 fx", "prefix of project ids, such as fx"))
    ] = None,
    no_git: Annotated[bool, typer.Option("--no-git", help=say("不建 git 仓库", "no git repository"))] = False,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Write the files of a new ledger and say what comes next."""
    from xmtz.domain.plain import printable
    from xmtz.entry import starting

    made = starting.plan(folder, template, name, division, prefix, options.SHARED.get("lang"))
    shown = printable(str(folder))
    if dry_run:
        options.put(say("将在 {root} 里写这些文件：", "these files would be written in {root}:", root=shown))
        options.put("\n".join(f"  {path}" for path in made.files))
        return 0
    without_git = starting.start(made, with_git=not no_git)
    options.put(
        say("已新建台账“{name}”：{root}", "started the ledger “{name}”: {root}", name=made.name, root=shown)
    )
    if without_git is not None:
        options.put(say("没有建 git 仓库：{why}", "without a git repository: {why}", why=without_git))
    elif commit:
        from xmtz.store import git

        message = say("新建台账：{name}", "Start the ledger: {name}", name=made.name)
        options.put(
            say(
                "已提交 {commit}",
                "committed as {commit}",
                commit=git.commit(made.root, list(made.files), message),
            )
        )
    options.put(_NEXT.text(root=f'"{shown}"' if " " in shown else shown))
    return 0


_NEXT = Say(
    """\
接下来：
  1. 在 units.yaml 里登记责任单位，看一遍 rules/
  2. cd {root}
  3. xmtz add        登记项目
  4. xmtz check      查错""",
    """\
Next:
  1. enter the responsible bodies in units.yaml, and read through rules/
  2. cd {root}
  3. xmtz add        enter projects
  4. xmtz check      find what is wrong""",
)
