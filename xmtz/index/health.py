"""The health of a ledger's surroundings: libraries, git, folder, lock, index."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from xmtz import __version__
from xmtz.store import git
from xmtz.store.layout import leftovers
from xmtz.store.place import state_folder
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


class Line(NamedTuple):
    """One thing examined."""

    good: bool
    say: Say


def examine(root: Path) -> list[Line]:
    """Examine everything; what is broken does not hide the rest."""
    return [*_program(), *_repository(root), *_folder(root), *_index(root)]


def _program() -> Iterator[Line]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Line(
        True,
        Say(
            f"xmtz {__version__}，Python {version}，SQLite {sqlite3.sqlite_version}",
            f"xmtz {__version__}, Python {version}, SQLite {sqlite3.sqlite_version}",
        ),
    )
    import yaml

    fast = bool(getattr(yaml, "__with_libyaml__", False))
    yield Line(
        fast,
        Say("PyYAML 带有 libyaml", "PyYAML has libyaml")
        if fast
        else Say(
            "PyYAML 没有 libyaml，xmtz 不能运行；请重新安装 PyYAML 的二进制包",
            "PyYAML lacks libyaml, which xmtz needs; install PyYAML's binary package",
        ),
    )


def _repository(root: Path) -> Iterator[Line]:
    try:
        git.run(root, "--version")
    except Trouble as trouble:
        yield Line(False, trouble.say)
        return
    if not git.has_repository(root):
        yield Line(False, git.NOT_A_REPOSITORY)
        return
    try:
        git.resolve(root, "HEAD")
        yield Line(True, Say("git 仓库正常", "the git repository is in order"))
    except Trouble as trouble:
        yield Line(False, trouble.say)
    quoted = git.run(root, "config", "--get", "core.quotePath").stdout.decode().strip()
    # `git.run` itself turns quoting off, so ask the file.
    local = git.run(root, "config", "--local", "--get", "core.quotePath").stdout.decode().strip()
    if (local or quoted) != "false" or local == "true":
        yield Line(
            False,
            Say(
                "git 会把中文文件名显示成转义：git config core.quotePath false",
                "git shows Chinese file names escaped: git config core.quotePath false",
            ),
        )
    # "unset" is `-text`, wherever it is said: in the ledger, above it, or in .git/info.
    said = git.run(root, "check-attr", "text", "--", "projects/x.yaml").stdout.decode("utf-8", "replace")
    if not said.rstrip().endswith(": unset"):
        yield Line(
            False,
            Say(
                ".gitattributes 里缺“* -text”，git 可能改动换行",
                ".gitattributes lacks “* -text”: git may change line endings",
            ),
        )


def _folder(root: Path) -> Iterator[Line]:
    writable = os.access(root, os.W_OK)
    yield Line(
        writable,
        Say("台账文件夹可写", "the ledger's folder can be written")
        if writable
        else Say(
            "台账文件夹不可写，检查权限", "the ledger's folder cannot be written; check its access rights"
        ),
    )
    left = list(leftovers(root))
    if left:
        yield Line(
            False,
            Say(
                f"有 {len(left)} 个写到一半的临时文件（内容没有生效），可以删除：{left[0].relative_to(root)} 等",
                f"{len(left)} temporary files of interrupted writes (never in force) can be deleted: {left[0].relative_to(root)} …",
            ),
        )


def _index(root: Path) -> Iterator[Line]:
    from xmtz.index.ledger import open_ledger

    try:
        ledger = open_ledger(root)
    except Trouble as trouble:
        yield Line(False, trouble.say)
        return
    try:
        files = ledger.facts.execute("SELECT count(*) FROM state").fetchone()[0]
        sound = ledger.facts.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        kept = bool(ledger.facts.execute("PRAGMA database_list").fetchone()[2])
    except sqlite3.DatabaseError:
        files, sound, kept = 0, False, True
    finally:
        ledger.close()
    path = state_folder(root) / "index.db"
    if not sound:
        yield Line(
            False,
            Say("索引损坏：xmtz doctor --drop-index", "the index is damaged: xmtz doctor --drop-index"),
        )
    elif not kept:
        yield Line(
            False,
            Say(
                f"索引写不进 {path}，每个命令都要重读全部文件；检查权限和磁盘空间",
                f"the index cannot be written to {path}, so that every command reads every file; check access rights and disk space",
            ),
        )
    else:
        size = path.stat().st_size / 1e6 if path.exists() else 0.0
        yield Line(
            True,
            Say(
                f"索引正常：{files} 个项目文件，{size:.1f} MB，{path}",
                f"the index is in order: {files} project files, {size:.1f} MB, {path}",
            ),
        )
