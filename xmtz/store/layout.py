"""Where things are in a ledger, and how a ledger is found."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from xmtz.store import store_findings as kinds
from xmtz.store.files import TEMPORARY_PREFIX
from xmtz.words.errors import Trouble
from xmtz.words.finding import Finding, Place
from xmtz.words.lang import Say

LEDGER_FILE: Final = "ledger.yaml"
UNITS_FILE: Final = "units.yaml"
RULES_FOLDER: Final = "rules"
PROJECTS_FOLDER: Final = "projects"
MEETINGS_FOLDER: Final = "meetings"


class Entry(NamedTuple):
    """A project file as the folder shows it: its path relative to the ledger, and what tells a change."""

    path: str
    size: int
    mtime_ns: int
    inode: int


def find_ledger(start: Path, named: str | None = None) -> Path:
    """The root of the ledger: the folder named, or the nearest one upward that holds ledger.yaml.

    Raises Trouble where there is none.
    """
    if named is not None:
        root = Path(named).expanduser()
        if (root / LEDGER_FILE).is_file():
            return root.resolve()
        raise Trouble(
            Say(
                "{root} 里没有台账（缺 ledger.yaml）；新建台账用 xmtz init",
                "{root} holds no ledger (no ledger.yaml); xmtz init starts one",
            ),
            root=named,
        )
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / LEDGER_FILE).is_file():
            return folder
    raise Trouble(
        Say(
            "{here} 及其上级文件夹里都没有台账；进入台账文件夹，或用 --ledger 指明，或用 xmtz init 新建",
            "there is no ledger in {here} or above it; change into one, name it with --ledger, or start one with xmtz init",
        ),
        here=here,
    )


def scan_projects(root: Path) -> tuple[list[Entry], list[Finding]]:
    """Every project file, in the order of their paths, and findings about what cannot be one."""
    entries: list[Entry] = []
    findings: list[Finding] = []
    top = root / PROJECTS_FOLDER
    if top.is_symlink():
        return [], [kinds.SYMLINK.at(Place(PROJECTS_FOLDER), path=PROJECTS_FOLDER)]
    if top.is_dir():
        _scan(str(top), PROJECTS_FOLDER, 0, entries, findings)
    entries.sort()
    return entries, findings


def _scan(folder: str, relative: str, depth: int, entries: list[Entry], findings: list[Finding]) -> None:
    try:
        listing = os.scandir(folder)
    except OSError as error:
        findings.append(kinds.UNREADABLE.at(Place(relative), why=error.strerror or str(error)))
        return
    with listing:
        for item in listing:
            name = item.name
            if name.startswith(".") or name.endswith(("~", ".tmp", ".swp", ".bak")):
                continue
            path = f"{relative}/{name}"
            if not name.isprintable():
                findings.append(kinds.STRANGE_NAME.at(Place(_printable(path))))
                continue
            if name.endswith(".yaml"):
                status = item.stat(follow_symlinks=False)
                if stat.S_ISREG(status.st_mode):
                    entries.append(Entry(path, status.st_size, status.st_mtime_ns, status.st_ino))
                elif item.is_symlink():
                    findings.append(kinds.SYMLINK.at(Place(path), path=path))
                else:
                    findings.append(kinds.NOT_A_PROJECT_FILE.at(Place(path)))
            elif item.is_symlink():
                findings.append(kinds.SYMLINK.at(Place(path), path=path))
            elif item.is_dir():
                if depth >= _MAX_FOLDER_DEPTH:
                    findings.append(kinds.NOT_A_PROJECT_FILE.at(Place(path)))
                else:
                    _scan(item.path, path, depth + 1, entries, findings)
            else:
                findings.append(kinds.NOT_A_PROJECT_FILE.at(Place(path)))


_MAX_FOLDER_DEPTH: Final = 3


def _printable(path: str) -> str:
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in path)


def rules_path(name: str) -> str:
    """The path of a rules file, relative to the ledger."""
    return f"{RULES_FOLDER}/{name}.yaml"


def leftovers(root: Path) -> Iterator[Path]:
    """Temporary files that an interrupted write left behind."""
    for folder, _, names in os.walk(root / PROJECTS_FOLDER):
        for name in names:
            if name.startswith(TEMPORARY_PREFIX) and name.endswith(".tmp"):
                yield Path(folder, name)


def inside(root: Path, relative: str) -> Path:
    """The path of a file of the ledger. Raises Trouble where it would climb out of it."""
    path = root / relative
    try:
        path.parent.resolve().relative_to(root.resolve())
    except ValueError:
        raise Trouble(Say("{path} 不在台账之内", "{path} lies outside the ledger"), path=relative) from None
    if path.is_symlink():
        raise Trouble(
            Say(
                "{path} 是符号链接，不读也不写；请换成真正的文件",
                "{path} is a symbolic link and is neither read nor written; use a real file",
            ),
            path=relative,
        )
    return path
