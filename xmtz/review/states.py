"""A state of a ledger: its files by name and content, in the folder or in a commit."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol

from xmtz.index.blobs import known_blobs
from xmtz.index.source import Commit
from xmtz.store import git
from xmtz.store import store_findings as kinds
from xmtz.store.files import MAX_BYTES, os_reason
from xmtz.store.layout import (
    BULLETINS_FOLDER,
    LEDGER_FILE,
    MEETINGS_FOLDER,
    PROJECTS_FOLDER,
    RULES_FOLDER,
    UNITS_FILE,
    scan_projects,
)
from xmtz.store.yaml_findings import TOO_LARGE
from xmtz.words.errors import Trouble
from xmtz.words.finding import Finding, Place
from xmtz.words.lang import Say

_FOLDERS: Final = (RULES_FOLDER, MEETINGS_FOLDER, BULLETINS_FOLDER)
_PART: Final = 500
MAX_FOLDER_DEPTH: Final = 3  # below projects, as the folder is scanned


class State(Protocol):
    """One state. `blobs` has every file of the ledger; `refused` says why a file is not read."""

    name: str
    commit: str | None
    blobs: dict[str, str]
    refused: dict[str, Finding]

    def contents(self, paths: Sequence[str]) -> Iterator[bytes | Finding]:
        """The bytes of files, in their order, or why there are none."""


def is_project(path: str) -> bool:
    """Whether a path is that of a project's file."""
    return path.startswith(f"{PROJECTS_FOLDER}/") and path.endswith(".yaml")


def _belongs(path: str) -> bool:
    """Whether a path is that of a file whose content is the ledger's: the same files as in a folder."""
    if path in (LEDGER_FILE, UNITS_FILE):
        return True
    if "/" not in path:
        return False
    top, *folders, name = path.split("/")
    if any(_passed_over(part) for part in (*folders, name)):
        return False
    if top == PROJECTS_FOLDER:
        plain = not any(folder.endswith(".yaml") for folder in folders)
        return plain and name.endswith(".yaml") and len(folders) <= MAX_FOLDER_DEPTH
    return top == BULLETINS_FOLDER or (top in _FOLDERS and name.endswith(".yaml"))


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name.endswith(("~", ".tmp", ".swp", ".bak")) or not name.isprintable()


class Committed:
    """The ledger as a commit has it."""

    def __init__(self, root: Path, revision: str) -> None:
        """Raises Trouble where there is no git, no such commit, or no ledger in it."""
        self.root = root
        self.name = revision
        self.source = Commit(root, revision)
        self.commit: str | None = self.source.commit
        self.blobs: dict[str, str] = {}
        self.refused: dict[str, Finding] = {}
        if LEDGER_FILE not in self.source.blobs:
            raise Trouble(
                Say(
                    "提交“{revision}”里还没有这个台账",
                    "the commit “{revision}” does not have this ledger yet",
                ),
                revision=revision,
            )
        for path, blob in self.source.blobs.items():
            if not _belongs(path):
                continue
            self.blobs[path] = blob.id
            if not blob.mode.startswith("100"):
                self.refused[path] = kinds.SYMLINK.at(Place(path), path=path)
            elif blob.size > MAX_BYTES:
                self.refused[path] = _too_large(path, blob.size)

    def contents(self, paths: Sequence[str]) -> Iterator[bytes | Finding]:
        """The bytes of files, in their order, or why there are none."""
        for start in range(0, len(paths), _PART):
            part = paths[start : start + _PART]
            read = dict(self.source.read_many(path for path in part if path not in self.refused))
            for path in part:
                yield read.get(path) or self.refused.get(path) or b""


class Working:
    """The ledger as it lies in the folder now."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.name = ""
        self.commit: str | None = None
        self.refused: dict[str, Finding] = {}
        self.blobs = self._blobs()

    def _blobs(self) -> dict[str, str]:
        algorithm = git.object_format(self.root)
        entries, findings = scan_projects(self.root)
        for found in findings:
            if found.code == kinds.UNREADABLE.code or found.path == PROJECTS_FOLDER:
                raise _cannot_list(found)  # or else every project in it would count as removed
        self.refused = {found.path: found for found in findings if _belongs(found.path)}
        blobs = known_blobs(self.root, entries) if algorithm == "sha1" else {}
        paths = [entry.path for entry in entries if entry.path not in blobs]
        others, links = _others(self.root)
        self.refused |= {path: kinds.SYMLINK.at(Place(path), path=path) for path in links}
        for path in (*paths, *others, *self.refused):
            file = self.root / path
            try:
                blobs[path] = _blob_id(file, algorithm)
                if file.stat().st_size > MAX_BYTES:
                    self.refused[path] = _too_large(path, file.stat().st_size)
            except OSError as error:
                blobs[path] = ""  # the same as no other content
                self.refused.setdefault(path, kinds.UNREADABLE.at(Place(path), why=os_reason(error)))
        return blobs

    def contents(self, paths: Sequence[str]) -> Iterator[bytes | Finding]:
        """The bytes of files, in their order, or why there are none."""
        for path in paths:
            refused = self.refused.get(path)
            if refused is not None:
                yield refused
                continue
            try:
                yield (self.root / path).read_bytes()
            except OSError as error:
                yield kinds.UNREADABLE.at(Place(path), why=os_reason(error))


def _cannot_list(found: Finding) -> Trouble:
    """A folder of projects that cannot be looked into."""
    from xmtz.checks.catalogue import message

    say = Say("不能比较：{path}：{zh}", "cannot compare: {path}: {en}")
    return Trouble(say, path=found.path, zh=message(found, "zh"), en=message(found, "en"))


def _too_large(path: str, size: int) -> Finding:
    return TOO_LARGE.at(Place(path), characters=size, limit=MAX_BYTES)


def _blob_id(file: Path, algorithm: str) -> str:
    """The id that git gives a file's content, or a link's target."""
    if file.is_symlink():
        raw = os.fsencode(os.readlink(file))  # noqa: PTH115 - the bytes are wanted, not a path
        return hashlib.new(algorithm, b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
    with file.open("rb") as opened:
        hasher = hashlib.new(algorithm, usedforsecurity=False)
        hasher.update(b"blob %d\0" % os.fstat(opened.fileno()).st_size)
        while part := opened.read(1 << 20):
            hasher.update(part)
    return hasher.hexdigest()


def _others(root: Path) -> tuple[list[str], list[str]]:
    """The files of the ledger that are not projects: true files, and links."""
    found = [LEDGER_FILE, UNITS_FILE]
    for top in _FOLDERS:
        if (root / top).is_symlink():
            continue
        for folder, _, names in os.walk(root / top):
            inside = Path(folder).relative_to(root).as_posix()
            found += [f"{inside}/{name}" for name in names]
    files, links = [], []
    for path in sorted(path for path in found if _belongs(path)):
        try:
            mode = (root / path).lstat().st_mode
        except OSError:
            continue
        if stat.S_ISREG(mode):
            files.append(path)
        elif stat.S_ISLNK(mode):
            links.append(path)
    return files, links


def changed_paths(old: State, new: State) -> list[str]:
    """The files that are not the same in both states, in the order of their names."""
    return sorted(
        path for path in old.blobs.keys() | new.blobs.keys() if old.blobs.get(path) != new.blobs.get(path)
    )
