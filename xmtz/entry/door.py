"""The one door for writing.

Under the ledger's lock: read the file, splice the changed lines, read the result again and
refuse what brings in errors, write all or nothing, commit if asked. The index follows by
itself: whoever opens the ledger next sees that the file changed.

    with door.opened(ledger, how) as gate:
        standing = gate.read(path)
        gate.change(standing, [Put(("owner",), "...")])
        written = gate.write("...")
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import NamedTuple

from xmtz.entry.consequences import broken, brought_in, circle, said
from xmtz.entry.differences import first_changed, unified_diff
from xmtz.entry.meeting_file import MeetingStanding, reading_of
from xmtz.entry.values import Lexicon
from xmtz.index.derive import Reading
from xmtz.index.ledger import Ledger
from xmtz.index.lookup import find_project, has_project, parents
from xmtz.records.project import Project
from xmtz.records.record import Record
from xmtz.store.edits import Edit, Orders, Put, SpliceError, UnreadableError, Value
from xmtz.store.files import TEMPORARY_PREFIX, decode, encode, read_bytes, write_atomically
from xmtz.store.layout import UNITS_FILE, inside
from xmtz.words.errors import LOCKED, Refusal, Trouble
from xmtz.words.finding import ERROR, Finding, Place
from xmtz.words.lang import Say


class How(NamedTuple):
    """How to write. `commit` None: as ledger.yaml says. `today` (ISO): whether a waiver still holds;
    without it every waiver does."""

    dry_run: bool = False
    commit: bool | None = None
    today: str | None = None


class Standing(NamedTuple):
    """A project file as it stands: its bytes, and the project read from them."""

    path: str
    raw: bytes
    bom: bool
    text: str
    project: Project
    reading: Reading


class Written(NamedTuple):
    """What was written (or would be). `places`: the first changed line of each file."""

    places: list[Place]
    diff: str
    warnings: list[Finding]
    commit: str | None
    dry_run: bool


class _Planned(NamedTuple):
    before: bytes | None  # None: a new file
    after: bytes
    old: str
    new: str
    document: bool = False  # a file that is no text of ours: `new` only says what it is


_GONE = Say(
    "文件 {path} 刚刚被移走或改名，没有写入；请重新执行命令",
    "{path} has just been moved or renamed and was not written; run the command again",
)
_NEW_ERRORS = Say(
    "这样写会给 {path} 带来新的错误，没有写入：",
    "this would bring new errors into {path}; nothing was written:",
)


@contextmanager
def opened(ledger: Ledger, how: How) -> Iterator[Gate]:
    """The door to a ledger, with its lock held (a dry run needs none). Raises Trouble."""
    from xmtz.store.lock import locked

    with nullcontext() if how.dry_run else locked(ledger.root):
        yield Gate(ledger, how)


def lexicon(ledger: Ledger) -> Lexicon:
    """What words may stand for in a ledger: the words of its rules, its units, its projects."""
    return Lexicon(ledger.deriver.words, ledger.units, lambda what: find_project(ledger.facts, what).id)


class Gate:
    """The door, opened: changes are planned one after the other and written together."""

    def __init__(self, ledger: Ledger, how: How) -> None:
        self.ledger = ledger
        self.how = how
        self._plans: dict[str, _Planned] = {}
        self._readings: dict[str, tuple[Reading, Reading]] = {}  # before everything planned, and after it
        self._new_ids: set[str] = set()
        self.coming_units: set[str] = set()  # keys that `add_units` will enter before the end

    @property
    def lexicon(self) -> Lexicon:
        """What words may stand for in this ledger."""
        facts = self.ledger.facts
        return Lexicon(
            self.ledger.deriver.words, self.ledger.units, lambda what: find_project(facts, what).id
        )

    def refresh(self) -> None:
        """Take in what others wrote since the ledger was opened; for what must be unique in the ledger."""
        from xmtz.index.source import WorkTree

        assert isinstance(self.ledger.source, WorkTree)
        self.ledger.take_in(self.ledger.source)

    def has(self, id_: str) -> bool:
        """Whether a project has this id, in the ledger or among what is planned."""
        return id_ in self._new_ids or has_project(self.ledger.facts, id_)

    def read(self, path: str) -> Standing:
        """A project's file as it is now, with what is already planned for it.

        Raises Trouble where it is gone, or cannot be read as a project.
        """
        planned = self._plans.get(path)
        file = inside(self.ledger.root, path)
        if planned is not None:
            raw = planned.after
        elif file.is_file():
            raw = read_bytes(file)
        else:
            raise Trouble(_GONE, LOCKED, path=path)
        reading = self.ledger.deriver.read(raw, path)
        unreadable = [f for f in reading.findings if f.code[0] in "YS"]
        if unreadable or reading.project is None:
            raise broken((unreadable or reading.findings)[0])
        decoded = decode(raw, path)
        return Standing(path, raw, decoded.bom, decoded.text, reading.project, reading)

    def change(self, standing: Standing | MeetingStanding, edits: Iterable[Edit]) -> bool:
        """Plan edits of a file; gives whether they change anything.

        Raises Refusal where they would bring in errors, Trouble where they cannot be made.
        """
        from xmtz.store.splice import splice

        try:
            new = splice(standing.text, edits, self.orders)
        except UnreadableError as error:
            raise broken(error.findings[0]._replace(path=standing.path)) from None
        except SpliceError as error:
            raise Trouble(Say("{path}：{why}", "{path}: {why}"), path=standing.path, why=error.say) from None
        return self.rewrite(standing, new)

    def rewrite(self, standing: Standing | MeetingStanding, new: str) -> bool:
        """Plan a new text of a file. As `change`."""
        raw = encode(new, standing.bom)
        if raw == standing.raw:
            return False
        path = standing.path
        first = self._plans.get(path)
        assert first is None or first.after == standing.raw, (
            "read the file again after planning a change of it"
        )
        after = reading_of(self.ledger.deriver, raw, path)
        self._refuse_new_errors(path, standing.reading, after)
        before, old = (first.before, first.old) if first else (standing.raw, standing.text)
        self._plans[path] = _Planned(before, raw, old, new)
        self._readings[path] = (self._readings[path][0] if first else standing.reading, after)
        return True

    def create(self, path: str, text: str) -> None:
        """Plan a new project file. Raises Refusal where it has errors, Trouble where there is one already."""
        file = inside(self.ledger.root, path)
        if path in self._plans or file.exists() or file.is_symlink():
            raise Trouble(Say("文件 {path} 已经存在", "{path} exists already"), LOCKED, path=path)
        raw = text.encode()
        after = reading_of(self.ledger.deriver, raw, path)
        if after.project is not None and after.project.id:
            self._new_ids.add(after.project.id)
        nothing = Reading(None, [], [], "")
        self._refuse_new_errors(path, nothing, after)
        self._plans[path] = _Planned(None, raw, "", text)
        self._readings[path] = (nothing, after)

    def amend(self, path: str, edits: Iterable[Edit], read: Callable[[bytes, str], Reading]) -> bool:
        """Plan edits of a file that is no project, such as a meeting; `read` reads it. As `change`."""
        from xmtz.store.splice import splice

        first = self._plans.get(path)
        file = inside(self.ledger.root, path)
        if first is None and not file.is_file():
            raise Trouble(_GONE, LOCKED, path=path)
        raw = first.after if first is not None else read_bytes(file)
        decoded = decode(raw, path)
        before = read(raw, path)
        unreadable = [f for f in before.findings if f.code[0] in "YS"]
        if unreadable:
            raise broken(unreadable[0])
        try:
            new = splice(decoded.text, edits)
        except UnreadableError as error:
            raise broken(error.findings[0]._replace(path=path)) from None
        except SpliceError as error:
            raise Trouble(Say("{path}：{why}", "{path}: {why}"), path=path, why=error.say) from None
        changed = encode(new, decoded.bom)
        if changed == raw:
            return False
        after = read(changed, path)
        self._refuse_new_errors(path, before, after)
        old = first or _Planned(raw, raw, decoded.text, decoded.text)
        self._plans[path] = _Planned(old.before, changed, old.old, new)
        self._readings[path] = (self._readings[path][0] if path in self._readings else before, after)
        return True

    def enclose(self, path: str, raw: bytes, says: Say) -> None:
        """Plan a document: a new file of any kind, to be written before the project that names it.

        Raises Trouble where there is a file already. `says` stands for its bytes in a dry run.
        """
        from xmtz.store.documents import seen

        file = inside(self.ledger.root, path)
        there = seen(self.ledger.root, path)
        if path in self._plans or file.exists() or there.outside:
            raise Trouble(Say("文件 {path} 已经存在", "{path} exists already"), LOCKED, path=path)
        plan = _Planned(None, raw, "", says.text(), True)
        self._plans = {path: plan, **self._plans}

    def add_units(self, units: Mapping[str, Value]) -> None:
        """Plan new entries of units.yaml, to be written before the projects that name them.

        What is there under such a key stays. Raises Trouble where the file cannot be read or changed.
        """
        from xmtz.store.splice import splice

        if not units:
            return
        file = inside(self.ledger.root, UNITS_FILE)
        raw = read_bytes(file) if file.exists() else None
        decoded = decode(raw or b"", UNITS_FILE)
        if decoded.finding is not None:
            raise broken(decoded.finding)
        try:
            there = _keys_of_units(decoded.text)
            new = splice(
                decoded.text, [Put(("units", key), entry) for key, entry in units.items() if key not in there]
            )
        except UnreadableError as error:
            raise broken(error.findings[0]._replace(path=UNITS_FILE)) from None
        except SpliceError as error:
            raise Trouble(Say("{path}：{why}", "{path}: {why}"), path=UNITS_FILE, why=error.say) from None
        plan = _Planned(raw, encode(new, decoded.bom), decoded.text, new)
        self._plans = {UNITS_FILE: plan, **self._plans}

    @property
    def orders(self) -> Orders:
        """The order of keys in project files."""
        from xmtz.entry.forms import orders

        return orders(self.ledger.deriver.words)

    def write(self, message: Say) -> Written:
        """Write what was planned, and commit it with `message` if asked; a dry run gives the diff only.

        Raises Trouble where a file cannot be written; those before it are put back as they were.
        """
        plans = self._plans
        places = [
            Place(path, 0 if plan.document else first_changed(plan.old, plan.new))
            for path, plan in plans.items()
        ]
        if self.how.dry_run:
            diff = "".join(
                unified_diff(path, plan.old, plan.new, plan.before is None) for path, plan in plans.items()
            )
            return Written(places, diff, self._warnings(), None, True)
        root = self.ledger.root
        commits = bool(plans) and self._commits()
        if commits:
            _refuse_without_git(root)
        for folder in {(root / path).parent for path in plans}:
            _sweep(folder)
        written: list[tuple[Path, _Planned]] = []
        try:
            for path, plan in plans.items():
                write_atomically(root / path, plan.after, new=plan.before is None, expect=plan.before)
                written.append((root / path, plan))
        except BaseException:
            _put_back(written)
            raise
        commit = None
        if commits:
            from xmtz.store import git

            commit = git.commit(root, list(plans), message.text())
        return Written(places, "", self._warnings(), commit, False)

    def _commits(self) -> bool:
        if self.how.commit is not None:
            return self.how.commit
        return bool(self.ledger.book.settings.commit)

    def _refuse_new_errors(self, path: str, before: Reading, after: Reading) -> None:
        errors = [finding for finding, error in self._new(path, before, after) if error]
        if errors:
            raise Refusal(_NEW_ERRORS, [said(finding) for finding in errors], path=path)

    def _warnings(self) -> list[Finding]:
        """What is doubtful now and was not before."""
        return [
            finding
            for path, (before, after) in self._readings.items()
            for finding, error in self._new(path, before, after)
            if not error
        ]

    def _new(self, path: str, before: Reading, after: Reading) -> Iterator[tuple[Finding, bool]]:
        """The findings that a change brings in and no waiver covers, and whether they are errors."""
        from xmtz.checks.catalogue import severity
        from xmtz.checks.waivers import holds

        old = [*before.findings, *self._across(path, before)]
        for finding in brought_in(old, [*after.findings, *self._across(path, after)]):
            if holds(finding, self.how.today):
                yield finding, severity(finding) == ERROR

    def _across(self, path: str, reading: Reading) -> Iterator[Finding]:
        """What a file's text says wrongly about other files."""
        from xmtz.checks import across

        facts = self.ledger.facts
        for vocabulary, word, place in reading.mentions:
            if vocabulary == "units" and word not in self.ledger.units and word not in self.coming_units:
                yield across.UNKNOWN_UNIT.at(place, unit=word, near="")
            elif vocabulary == "projects" and not self.has(word):
                yield across.UNKNOWN_PROJECT.at(place, id=word)
        project = reading.project
        if project is not None and project.parent:
            chain = circle(parents(facts), project.id, project.parent)
            if chain:
                yield across.BUNDLE_OF_ITSELF.at(
                    Record.where(project, path, "parent"), chain=" → ".join(chain)
                )


def _keys_of_units(text: str) -> set[str]:
    from xmtz.store.located import Mapping as MappingNode
    from xmtz.store.located import read

    root = read(text).root
    units = root.get("units") if isinstance(root, MappingNode) else None
    return {key.text for key, _ in units.entries} if isinstance(units, MappingNode) else set()


def _refuse_without_git(root: Path) -> None:
    """Nothing is written that could not be committed as asked. Raises Trouble."""
    from xmtz.store import git

    why = git.NOT_A_REPOSITORY
    try:
        git.run(root, "--version")
        if git.has_repository(root):
            return
    except Trouble as trouble:
        why = trouble.say
    raise Trouble(
        Say(
            "不能提交，所以没有写入：{why}；不提交就加 --no-commit",
            "nothing was written, because it could not be committed: {why}; or add --no-commit",
        ),
        why=why,
    )


def _put_back(written: list[tuple[Path, _Planned]]) -> None:
    """Undo what was written before a later file failed, as far as it can be done."""
    for file, plan in reversed(written):
        with suppress(Trouble, OSError):
            if plan.before is None:
                file.unlink()
            else:
                write_atomically(file, plan.before, expect=plan.after)


def _sweep(folder: Path) -> None:
    """Delete what an interrupted write left in a folder; the lock is held, so nobody is using it."""
    try:
        left = list(folder.glob(f"{TEMPORARY_PREFIX}*.tmp"))
    except OSError:
        return
    for file in left:
        with suppress(OSError):
            file.unlink()
