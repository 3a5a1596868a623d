"""Where things are in a ledger, and how a ledger is found."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from xmtz.store import store_findings as kinds
from xmtz.store.files import TEMPORARY_PREFIX, os_reason
from xmtz.words.errors import Trouble
from xmtz.words.finding import Finding, Place
from xmtz.words.lang import Say

LEDGER_FILE: Final = "ledger.yaml"
UNITS_FILE: Final = "units.yaml"
RULES_FOLDER: Final = "rules"
PROJECTS_FOLDER: Final = "projects"
MEETINGS_FOLDER: Final = "meetings"
BULLETINS_FOLDER: Final = "bulletins"


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
    return _scan_top(root, PROJECTS_FOLDER)


def scan_meetings(root: Path) -> tuple[list[Entry], list[Finding]]:
    """The same of the meetings' files."""
    return _scan_top(root, MEETINGS_FOLDER)


def _scan_top(root: Path, name: str) -> tuple[list[Entry], list[Finding]]:
    entries: list[Entry] = []
    findings: list[Finding] = []
    top = root / name
    if top.is_symlink():
        return [], [kinds.SYMLINK.at(Place(name), path=name)]
    if top.is_dir():
        _scan(str(top), name, 0, entries, findings)
    entries.sort()
    return entries, findings


def _scan(folder: str, relative: str, depth: int, entries: list[Entry], findings: list[Finding]) -> None:
    """Add what is in one folder. Ledgers have 100,000 files: this loop is all that a warm command does of the work."""
    try:
        names, status_of, close = _open_folder(folder)
    except OSError as error:
        findings.append(kinds.UNREADABLE.at(Place(relative), why=os_reason(error)))
        return
    try:
        prefix = f"{relative}/"
        for name in sorted(names):
            if name[0] == "." or name.endswith(_LEFT_ALONE):
                continue
            if not name.isprintable():
                findings.append(kinds.STRANGE_NAME.at(Place(_printable(prefix + name))))
                continue
            try:
                status = status_of(name)
            except OSError:
                continue  # gone since the folder was listed
            mode = status.st_mode
            if name.endswith(".yaml") and stat.S_ISREG(mode):
                entries.append(Entry(prefix + name, status.st_size, status.st_mtime_ns, status.st_ino))
            elif stat.S_ISLNK(mode):
                findings.append(kinds.SYMLINK.at(Place(prefix + name), path=prefix + name))
            elif stat.S_ISDIR(mode) and depth < _MAX_FOLDER_DEPTH and not name.endswith(".yaml"):
                _scan(f"{folder}/{name}", prefix + name, depth + 1, entries, findings)
            else:
                findings.append(_no_record(prefix + name))
    finally:
        close()


def _no_record(path: str) -> Finding:
    return kinds.NOT_A_PROJECT_FILE.at(Place(path), folder=path.split("/", 1)[0])


def is_meeting(path: str) -> bool:
    """Whether a path of the ledger is that of a meeting's file, not a project's."""
    return path.startswith(f"{MEETINGS_FOLDER}/")


_LEFT_ALONE: Final = ("~", ".tmp", ".swp", ".bak")


def _open_folder(folder: str) -> tuple[list[str], Callable[[str], os.stat_result], Callable[[], None]]:
    """A folder's names, the status of one of them (of a link itself), and what closes the folder.

    Through a folder's handle, where there are such handles, the system looks up one name and
    not a whole path for each file.
    """
    if os.stat in os.supports_dir_fd and os.listdir in os.supports_fd:
        handle = os.open(folder, os.O_RDONLY)
        try:
            names = os.listdir(handle)  # noqa: PTH208 - by its handle
        except BaseException:
            os.close(handle)
            raise
        return names, partial(os.stat, dir_fd=handle, follow_symlinks=False), partial(os.close, handle)
    with os.scandir(folder) as listing:  # Windows: the listing itself brings every status along
        items = {item.name: item for item in listing}
    return list(items), lambda name: items[name].stat(follow_symlinks=False), lambda: None


_MAX_FOLDER_DEPTH: Final = 3


def committed(path: str, mode: str) -> tuple[bool, Finding | None]:
    """Whether a file of a commit is a project's or a meeting's, and what the folder would find about it if it is not.

    So that a commit and a folder that holds its files are the same ledger. `mode` is git's.
    """
    top, *parts = path.split("/")
    if top not in (PROJECTS_FOLDER, MEETINGS_FOLDER) or any(
        part[:1] == "." or part.endswith(_LEFT_ALONE) for part in parts
    ):
        return False, None
    if not path.isprintable():
        return False, kinds.STRANGE_NAME.at(Place(_printable(path)))
    if mode == "120000":
        return False, kinds.SYMLINK.at(Place(path), path=path)
    for depth, folder in enumerate(parts[:-1]):
        if depth >= _MAX_FOLDER_DEPTH or folder.endswith(".yaml"):
            return False, _no_record("/".join([top, *parts[: depth + 1]]))
    if not path.endswith(".yaml") or not mode.startswith("100"):
        return False, _no_record(path)
    return True, None


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
