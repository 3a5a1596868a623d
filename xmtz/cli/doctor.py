"""xmtz doctor: is everything that a ledger needs in order?"""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "检查程序、git 仓库和索引。索引可随时删掉重建：--drop-index。",
        "Check the program, the git repository and the index, which can be dropped at any time: --drop-index.",
    )
)
def doctor(
    drop_index: Annotated[
        bool,
        typer.Option(
            "--drop-index", help=say("删掉索引，下次自动重建", "delete the index; it is made again")
        ),
    ] = False,
) -> int:
    """Look at everything and say what is wrong and how to mend it."""
    from xmtz.domain.plain import printable
    from xmtz.index.health import examine

    root = options.ledger_root()
    if drop_index:
        from xmtz.index.database import drop
        from xmtz.store.place import state_folder
        from xmtz.words.errors import LOCKED, Trouble

        folder = state_folder(root)
        if not drop(folder):
            raise Trouble(
                Say(
                    "索引删不掉：{path}；等其他 xmtz 命令结束，或检查权限",
                    "the index cannot be deleted: {path}; wait for other xmtz commands to end, or check its access rights",
                ),
                LOCKED,
                path=printable(str(folder / "index.db")),
            )
        options.put(say("索引已删除，下次运行命令时重建", "the index is deleted and will be made again"))
        return 0
    lines = examine(root)
    for line in lines:
        options.put(f"{'✓' if line.good else '✗'} {printable(line.say.text())}")
    return int(not all(line.good for line in lines))
