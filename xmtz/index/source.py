"""Where a ledger is read from: its work tree, or a commit. Both give the same things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from xmtz.store import git
from xmtz.store.files import cannot_read, os_reason, read_bytes
from xmtz.store.layout import committed, inside
from xmtz.store.store_findings import UNREADABLE
from xmtz.words.errors import Trouble
from xmtz.words.finding import Finding, Place


class Source(Protocol):
    """A state of a ledger's files."""

    root: Path
    name: str

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None where there is none."""

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of several files; one that is gone is left out."""


class WorkTree:
    """The files as they lie in the folder now."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.name = "worktree"

    def read(self, path: str) -> bytes | None:
        file = inside(self.root, path)
        try:
            return read_bytes(file) if file.exists() else None
        except OSError as error:
            raise cannot_read(file, error) from None

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for path in paths:
            # What cannot be read is asked for its reason in `unreadable`.
            raw: bytes | None = None
            with suppress(Trouble):
                raw = read_bytes(self.root / path)
            if raw is not None:
                yield path, raw

    def unreadable(self, paths: Iterable[str]) -> Iterator[Finding]:
        """Why files that `read_many` left out cannot be read; one that is gone meanwhile has no finding."""
        for path in sorted(paths):
            try:
                with (self.root / path).open("rb"):
                    pass
            except FileNotFoundError:
                continue
            except OSError as error:
                yield UNREADABLE.at(Place(path), why=os_reason(error))


class Commit:
    """The files as a commit has them."""

    def __init__(self, root: Path, revision: str) -> None:
        self.root = root
        self.commit = git.resolve(root, revision)
        self.name = self.commit
        self.blobs = {blob.path: blob for blob in git.files(root, self.commit)}

    def read(self, path: str) -> bytes | None:
        blob = self.blobs.get(path)
        return None if blob is None else next(git.contents(self.root, [blob.id]))

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        wanted = [path for path in paths if path in self.blobs]
        for start in range(0, len(wanted), 1000):
            part = wanted[start : start + 1000]
            yield from zip(part, git.contents(self.root, [self.blobs[path].id for path in part]), strict=True)

    def record_blobs(self) -> tuple[dict[str, str], list[Finding]]:
        """Path and blob id of every project's and meeting's file, and findings, as the folder would give them."""
        found: dict[str, str] = {}
        findings: list[Finding] = []
        for path, blob in self.blobs.items():
            good, finding = committed(path, blob.mode)
            if good:
                found[path] = blob.id
            if finding is not None and finding not in findings[-1:]:  # a folder is found once
                findings.append(finding)
        return found, findings
