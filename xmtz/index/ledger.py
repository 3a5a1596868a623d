"""A ledger, opened: its rules and units typed, its facts in the index, ready to be asked.

A ledger is opened from its work tree or from a commit; both answer the same questions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from xmtz.index.across import disagreements, waived_findings
from xmtz.index.database import drop, open_database
from xmtz.index.derive import Deriver, Reading
from xmtz.index.guard import is_damage
from xmtz.index.kept import kept_until
from xmtz.index.meeting_findings import meeting_findings
from xmtz.index.places import place_of
from xmtz.index.refresh import Work, refresh_commit, refresh_worktree
from xmtz.index.rulebook import Rulebook, load_rulebook
from xmtz.index.sole_posts import shared_posts
from xmtz.index.source import Commit, Source, WorkTree
from xmtz.records.ledger import Unit
from xmtz.records.rules import Rules
from xmtz.store.place import state_folder
from xmtz.words.finding import Finding, Place


class Ledger:
    """One state of a ledger. `facts` is the connection on which `state(path, c)` names its contents."""

    def __init__(self, root: Path, source: Source, book: Rulebook, facts: sqlite3.Connection) -> None:
        self.root = root
        self.source = source
        self.book = book
        self.facts = facts
        self.work = Work()
        self.folder_findings: list[Finding] = []

    @property
    def rules(self) -> Rules:
        return self.book.rules

    @property
    def units(self) -> Mapping[str, Unit]:
        return self.book.units.units

    @cached_property
    def deriver(self) -> Deriver:
        """The reader of project files under this ledger's rules."""
        return Deriver(self.rules, self.book.settings.own_areas)

    def read(self, path: str) -> Reading | None:
        """One project file, read in full; None where it is gone."""
        raw = self.source.read(path)
        return None if raw is None else self.deriver.read(raw, path)

    def findings(self, today: str | None = None) -> list[Finding]:
        """Everything wrong with the ledger. `today` (ISO) adds the days that lie in the future."""
        from xmtz.checks import check_rules, check_units
        from xmtz.index.twins import twin_findings

        found = [*self.book.findings, *check_rules(self.rules), *check_units(self.units, self.rules)]
        found += self.folder_findings
        units = self.units if self.book.units_whole else None
        found += disagreements(self.facts, units, self._locate, today)
        found += shared_posts(self.facts, self.rules, self._locate, today)
        found += twin_findings(self.facts, self.rules, self._locate)
        found += meeting_findings(self.facts, self._locate)
        found.sort(key=lambda f: (f.path, f.line, f.column, f.code))
        return found

    def waived(self, today: str | None = None) -> list[Finding]:
        """The findings that would be there on `today`, did no waiver cover them."""
        found = list(waived_findings(self.facts, today))
        found.sort(key=lambda f: (f.path, f.line, f.column, f.code))
        return found

    def kept_until(self, today: str) -> str | None:
        """The day by which what only the passing of time brings is judged."""
        return kept_until(self.facts, today)

    def _locate(self, path: str, field: str = "", text: str = "") -> Place:
        return place_of(self.source.read(path) or b"", path, field, text)

    def path_of(self, id_: str) -> str | None:
        """The file of the project with this id."""
        row = self.facts.execute(
            "SELECT path FROM state JOIN project USING (c) WHERE id = ?", (id_,)
        ).fetchone()
        return None if row is None else str(row[0])

    def take_in(self, source: WorkTree) -> list[Finding]:
        """Bring the index in step with the files as they are now; gives findings about the folder."""
        return refresh_worktree(self.facts, source, self.book.digest, lambda: self.deriver, self.work)

    def close(self) -> None:
        self.facts.close()


def open_ledger(root: Path, revision: str | None = None) -> Ledger:
    """Open the ledger at `root`: its work tree, or a commit of it.

    Raises Trouble where ledger.yaml cannot be used or the revision does not exist. Files that
    cannot be read give findings.
    """
    source: WorkTree | Commit = WorkTree(root) if revision is None else Commit(root, revision)
    book = load_rulebook(source)
    folder = state_folder(root)
    try:
        return _opened(root, source, book, open_database(folder))
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return _opened(root, source, book, open_database(folder if drop(folder) else None))
        if not isinstance(error, sqlite3.OperationalError):
            raise
        # The disk is full, or another process holds the index: the files can still be read, and say everything.
        return _opened(root, source, book, open_database(None))


def _opened(root: Path, source: WorkTree | Commit, book: Rulebook, facts: sqlite3.Connection) -> Ledger:
    ledger = Ledger(root, source, book, facts)
    try:
        if isinstance(source, WorkTree):
            ledger.folder_findings = ledger.take_in(source)
        else:
            ledger.folder_findings = refresh_commit(
                facts, source, book.digest, lambda: ledger.deriver, ledger.work
            )
    except BaseException:
        facts.close()
        raise
    return ledger
