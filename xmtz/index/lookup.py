"""Finding one project, or one issue, by what a person calls it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from xmtz.domain.plain import printable
from xmtz.domain.refusal import quoted
from xmtz.words.errors import USAGE, Refusal, Trouble
from xmtz.words.lang import Say


class Known(NamedTuple):
    """A project as lists name it. `total` is in 分."""

    id: str
    name: str
    path: str
    unit: str | None
    total: int | None

    def say(self) -> Say:
        """The project on one line: id, name, unit, total (万元)."""
        from xmtz.domain.money import format_wan

        parts = [self.id, printable(self.name)]
        if self.unit:
            parts.append(printable(self.unit))
        line = "  ".join(parts)
        if self.total is None:
            return Say(line, line)
        return Say(f"{line}  {format_wan(self.total)} 万元", f"{line}  {format_wan(self.total)} 万元")


class KnownIssue(NamedTuple):
    """An issue, with the file and the name of its project. Days are ISO texts."""

    id: str
    title: str
    path: str
    project: str
    due: str | None
    unit: str | None
    cleared: str | None


class Ambiguous(Refusal):
    """What was typed means several; they are listed."""

    def __init__(self, say: Say, missing: list[Say], **facts: object) -> None:
        super().__init__(say, missing, **facts)
        self.code = USAGE


_SELECT: Final = "SELECT id, name, path, unit, total FROM state JOIN project USING (c)"
_MOST_LISTED: Final = 12

_SEVERAL: Final = Say(
    "“{what}”对应 {count} 个项目，请写编号或更完整的名称：",
    "“{what}” may mean {count} projects; give the id or more of the name:",
)
_NONE: Final = Say("没有“{what}”这个项目", "there is no project “{what}”")
_NONE_BUT: Final = Say("没有“{what}”这个项目；相近的有：", "there is no project “{what}”; near it:")
_SAME_ID: Final = Say(
    "编号 {what} 被 {count} 个文件使用，请先给其中一个换编号：",
    "the id {what} is used by {count} files; give one of them another id first:",
)
_UNREADABLE: Final = Say(
    "{path} 有错误，读不出项目；先用 xmtz check 查明并改正",
    "{path} has errors and no project can be read from it; see xmtz check and mend it first",
)


def find_project(facts: sqlite3.Connection, what: str) -> Known:
    """The project that a person means: its id, a unique part of it, its name, a unique part of
    that, or the path of its file.

    Raises Trouble where there is none (with the nearest ones) or more than one (with all).
    """
    what = what.strip()
    if not what:
        raise Trouble(Say("没有写是哪个项目", "no project was named"))
    for condition, value in (
        ("id = ?", what.lower()),
        ("name = ?", what),
        ("path = ? OR path LIKE '%/' || ?", what.replace("\\", "/")),
        ("instr(id, lower(?)) OR instr(lower(name), lower(?))", what),
    ):
        if condition.startswith("path") and not what.endswith(".yaml"):
            continue
        values = (value,) * condition.count("?")
        found = [Known(*row) for row in facts.execute(f"{_SELECT} WHERE {condition} ORDER BY path", values)]
        if len(found) == 1:
            return found[0]
        if found:
            raise _several(what, found)
    raise _none(facts, what)


def _several(what: str, found: list[Known]) -> Trouble:
    if len({one.id for one in found}) == 1:
        places = [Say(printable(one.path), printable(one.path)) for one in found]
        return Ambiguous(_SAME_ID, places, what=found[0].id, count=len(found))
    listed = [one.say() for one in found[:_MOST_LISTED]]
    if len(found) > _MOST_LISTED:
        listed.append(Say("……", "…"))
    return Ambiguous(_SEVERAL, listed, what=quoted(what), count=len(found))


def _none(facts: sqlite3.Connection, what: str) -> Trouble:
    broken = facts.execute(
        "SELECT path FROM state WHERE c NOT IN (SELECT c FROM project) AND instr(path, ?) ORDER BY path",
        (what,),
    ).fetchone()
    if broken is not None:
        return Trouble(_UNREADABLE, path=printable(broken[0]))
    near = list(_near(facts, what))
    if not near:
        return Trouble(_NONE, what=quoted(what))
    return Ambiguous(_NONE_BUT, [one.say() for one in near], what=quoted(what))


def _near(facts: sqlite3.Connection, what: str) -> Iterator[Known]:
    from difflib import get_close_matches

    from xmtz.domain.likeness import near

    known = {row[0]: Known(*row) for row in facts.execute(_SELECT)}
    found = get_close_matches(what.lower(), known, n=3, cutoff=0.7) if what.isascii() else []
    alike = near(what, ((one.id, one.name) for one in known.values()), 0.4)
    for id_ in dict.fromkeys([*found, *(key for key, _ in alike[:5])]):
        yield known[id_]


def has_project(facts: sqlite3.Connection, id_: str) -> bool:
    """Whether a project has this id."""
    return (
        facts.execute("SELECT 1 FROM state JOIN project USING (c) WHERE id = ?", (id_,)).fetchone()
        is not None
    )


def parents(facts: sqlite3.Connection) -> dict[str, str]:
    """Every project that belongs to a bundle, with the bundle's id."""
    return dict(facts.execute("SELECT id, parent FROM state JOIN project USING (c) WHERE parent IS NOT NULL"))


def alike(facts: sqlite3.Connection, name: str, owner: str | None, codes: tuple[str, ...]) -> list[Known]:
    """Projects that may be the one described: the same code, or a name that means the same.

    Names count as the same a little sooner when the owner is the same too.
    """
    from xmtz.domain.likeness import LIKELY, near

    marks = ", ".join("?" * len(codes))
    same_code = f"{_SELECT} WHERE c IN (SELECT c FROM code WHERE code IN ({marks})) ORDER BY path"
    found = {row[0]: Known(*row) for row in facts.execute(same_code, codes)} if codes else {}
    rows = [
        (Known(*row[:5]), row[5]) for row in facts.execute(_SELECT.replace("total FROM", "total, owner FROM"))
    ]
    everyone = {known.path: (known, its_owner) for known, its_owner in rows}
    for path, score in near(name, ((known.path, known.name) for known, _ in rows), LIKELY * 0.8):
        known, its_owner = everyone[path]
        if score >= LIKELY or (owner and owner == its_owner):
            found.setdefault(known.id, known)
    return list(found.values())


def latest_like(facts: sqlite3.Connection, unit: str | None, sector: str | None) -> dict[str, str | None]:
    """What the project changed last says of itself, one of the same unit and sector if there is one."""
    columns = ("unit", "level", "kind", "sector", "department", "leader", "service", "agent", "statistician")
    row = facts.execute(
        f"SELECT {', '.join(columns)} FROM main.file JOIN project USING (c)"
        " ORDER BY coalesce(unit = ?, 0) + coalesce(sector = ?, 0) DESC, mtime_ns DESC, path LIMIT 1",
        (unit, sector),
    ).fetchone()
    return dict(zip(columns, row or (None,) * len(columns), strict=True))


def issue_taken(facts: sqlite3.Connection, id_: str) -> bool:
    """Whether any issue of the ledger has this id."""
    return (
        facts.execute("SELECT 1 FROM state JOIN issue USING (c) WHERE issue.id = ?", (id_,)).fetchone()
        is not None
    )


_ISSUE: Final = (
    "SELECT issue.id, title, path, project.name, issue.due, issue.unit, issue.cleared"
    " FROM state JOIN issue USING (c) JOIN project USING (c) WHERE "
)


def find_issue(facts: sqlite3.Connection, what: str, path: str | None = None) -> KnownIssue:
    """The issue with this id, or with a unique part of it, in the ledger or in one file of it.

    Raises Trouble where there is none or several.
    """
    rows: list[KnownIssue] = []
    for condition in ("issue.id = lower(?)", "instr(issue.id, lower(?))"):
        query = f"{_ISSUE}{condition} AND path = coalesce(?, path) ORDER BY path, n"
        rows = [KnownIssue(*row) for row in facts.execute(query, (what.strip(), path))]
        if rows:
            break
    if len(rows) == 1:
        return rows[0]
    if not rows:
        raise Trouble(
            Say(
                "没有“{what}”这个问题；xmtz issue list 列出全部问题",
                "there is no issue “{what}”; xmtz issue list lists them all",
            ),
            what=quoted(what),
        )
    listed = [
        f"{one.id}  {printable(one.title or '')}  {printable(one.project)}" for one in rows[:_MOST_LISTED]
    ]
    raise Ambiguous(
        Say(
            "“{what}”对应 {count} 个问题，请写全编号，或在前面写上项目：",
            "“{what}” may mean {count} issues; give the whole id, or its project before it:",
        ),
        [Say(line, line) for line in listed],
        what=quoted(what),
        count=len(rows),
    )
