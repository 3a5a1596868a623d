"""Filing documents in a project's dossier (一项一卷): linked by path and checksum, or on paper."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from xmtz.domain.document_paths import safe_name, why_unsafe
from xmtz.domain.refusal import DomainError, quoted
from xmtz.entry.door import Gate, Standing
from xmtz.entry.forms import pretty
from xmtz.entry.values import Lexicon, Mistakes, value_of_text, word
from xmtz.records.project import DOSSIER_PARTS, Document
from xmtz.records.types import LINE, SHORT
from xmtz.store.documents import DOSSIER_FOLDER, read_whole, seen
from xmtz.store.edits import Append, Edit, Put, Value
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.lang import Say

MOST_COPIED: Final = 100 << 20
"""The largest file that is copied, in bytes: git keeps every version of it."""


class Said(NamedTuple):
    """What a clerk says of a document."""

    title: str | None = None
    on: date | None = None
    number: str | None = None
    copy: bool = False
    update: bool = False


class Entered(NamedTuple):
    """A document that was entered: its part and title; `path` and `sha256` None for one on paper."""

    part: Say
    title: str
    path: str | None
    sha256: str | None
    updated: bool


class _File(NamedTuple):
    path: str
    sha256: str
    raw: bytes | None  # of a file that has to be copied


def part_of(text: str) -> str:
    """The part of the dossier that a person means, by key or name. Raises Trouble that lists them."""
    return word(text, DOSSIER_PARTS, Say("案卷部分", "part of the dossier"))


def file(gate: Gate, standing: Standing, part: str, given: Path | None, said: Said, today: date) -> Entered:
    """Plan entering a document; the file that it names is hashed, and copied into the ledger where asked.

    Raises Wrong with every mistake in what was said, Refusal, Trouble.
    """
    mistakes = Mistakes()
    lexicon = gate.lexicon
    labels = Document.fields
    key = mistakes.take(Say("案卷部分", "part"), lambda: part_of(part))
    at = None
    if given is not None:
        at = mistakes.take(Say("文件", "file"), lambda: _there(given, gate.ledger.root))
    if said.title is None and given is None:
        mistakes.found.append(
            Say("纸质文件要写题名：--title 题名", "a document on paper needs its title: --title TITLE")
        )
    title = mistakes.take(labels["title"].label, lambda: _title(said.title, at, lexicon))
    number = said.number
    if number is not None:
        text_ = number
        number = mistakes.take(labels["number"].label, lambda: value_of_text(text_, SHORT, lexicon))
    if given is None and (said.copy or said.update):
        mistakes.found.append(
            Say("--copy、--update 要写出文件", "--copy and --update are for a file: name it")
        )
    mistakes.end()
    if said.on is not None and said.on > today:
        raise Refusal(
            Say("这份文件没有归卷：", "the document was not filed:"),
            [Say(f"日期 {said.on} 还没有到", f"{said.on} is still to come")],
        )
    found = None if at is None else _found(gate, standing, str(key), at, said.copy)
    facts = {
        "title": str(title),
        "path": found.path if found else None,
        "sha256": found.sha256 if found else None,
        "on": said.on.isoformat() if said.on else None,
        "number": number,
    }
    edit, updated = _edit(standing, str(key), facts, said)
    if found is not None and found.raw is not None:
        size = f"{len(found.raw):,}"
        gate.enclose(
            found.path,
            found.raw,
            Say(f"（{size} 字节，SHA-256 {found.sha256}）\n", f"({size} bytes, SHA-256 {found.sha256})\n"),
        )
    gate.change(standing, edit)
    return Entered(DOSSIER_PARTS[str(key)], str(title), facts["path"], facts["sha256"], updated)


def _title(said: str | None, at: Path | None, lexicon: Lexicon) -> Value | None:
    """The title as it was said, or as the file is called."""
    if said is None and at is None:
        return None
    if said is None and at is not None:
        name = safe_name(at.name)
        said = name.rpartition(".")[0] or name
    return value_of_text(said or "", LINE, lexicon)


# ---- The file


def _found(gate: Gate, standing: Standing, part: str, at: Path, copy: bool) -> _File:
    """Where the file lies in the ledger, or will lie once copied. Raises Trouble."""
    root = gate.ledger.root
    inside = Path(os.path.normpath(at.absolute()))
    inside = inside.parent.resolve() / inside.name
    if inside.is_relative_to(root):
        path = inside.relative_to(root).as_posix()
        why = why_unsafe(path)
        if why is None and not copy:
            there = seen(root, path)
            if there.sha256 is None:
                assert there.why is not None
                raise _cannot(at, there.why)
            return _File(path, there.sha256, None)
        if not copy:
            assert why is not None
            raise Trouble(
                Say(
                    "{file} 的路径不能登记：{why}；改名，或加 --copy 按安全的名字复制一份",
                    "the path of {file} cannot be entered: {why}; rename it, or let --copy make a copy with a safe name",
                ),
                file=quoted(str(at), 80),
                why=why,
            )
    elif not copy:
        raise Trouble(
            Say(
                "{file} 在台账文件夹之外；加 --copy 把它复制进来",
                "{file} lies outside the ledger's folder; --copy copies it in",
            ),
            file=quoted(str(at), 80),
        )
    return _copied(root, standing.project.id or "", part, at)


def _there(given: Path, root: Path) -> Path:
    """The file as it was named: from here, or else from the ledger's folder. Raises Trouble."""
    try:
        at = next((base / given for base in (Path.cwd(), root) if os.path.lexists(base / given)), None)
        link = at is not None and at.is_symlink()
    except (OSError, ValueError):  # a name too long, or one that no file can have
        at, link = None, False
    if at is None:
        raise _cannot(given, Say("没有这个文件", "there is no such file"))
    if link:
        raise _cannot(
            given, Say("是符号链接，请用真正的文件", "it is a symbolic link; use the file that it leads to")
        )
    if not at.is_file():
        raise _cannot(given, Say("不是普通文件", "it is no ordinary file"))
    return at


def _cannot(given: Path, why: Say) -> Trouble:
    return Trouble(
        Say("{file} 不能归卷：{why}", "{file} cannot be filed: {why}"), file=quoted(str(given), 80), why=why
    )


def _copied(root: Path, id_: str, part: str, at: Path) -> _File:
    """The file as its copy in the ledger will be; one that is there already with the same bytes is taken."""
    try:
        name = safe_name(at.name)
    except DomainError as error:
        raise _cannot(at, error.say) from None
    path = f"{DOSSIER_FOLDER}/{id_}/{part}/{name}"
    raw = read_whole(at, MOST_COPIED)
    there = seen(root, path)
    if there.outside:
        raise Trouble(
            Say(
                "{path} 的路径上有符号链接，没有复制",
                "a symbolic link is on the way to {path}; nothing was copied",
            ),
            path=path,
        )
    from hashlib import sha256

    digest = sha256(raw).hexdigest()
    if there.sha256 == digest:
        return _File(path, digest, None)
    if os.path.lexists(root / path):
        raise Trouble(
            Say(
                "{path} 已有另一个文件，没有覆盖；换个文件名再复制",
                "{path} is another file already and was not overwritten; give the new one another name",
            ),
            path=path,
        )
    return _File(path, digest, raw)


# ---- The project


def _edit(standing: Standing, part: str, facts: dict[str, str | None], said: Said) -> tuple[list[Edit], bool]:
    """The edit that enters the document, and whether it updates one that is there. Raises Refusal."""
    entered: dict[str, Any] = {name: value for name, value in facts.items() if value is not None}
    documents = standing.project.dossier.get(part, ())
    for one in documents:
        same = one.path == facts["path"] if facts["path"] else _same_paper(one, facts)
        if not same:
            continue
        if facts["sha256"] is None or one.sha256 == facts["sha256"]:
            raise _refused(Say("这份文件已经在卷里", "the document is in the dossier already"))
        if not said.update:
            raise _refused(
                Say(
                    "它已登记，但内容变了；确已更换的加 --update",
                    "it is entered, but its contents have changed; add --update if it was replaced on purpose",
                )
            )
        return _update(standing, part, one, entered, said), True
    if said.update:
        paper = [one for one in documents if one.path is None and one.title_ == facts["title"]]
        if len(paper) != 1:
            raise _refused(
                Say(
                    "卷里没有登记这个文件，也没有这个题名的纸质文件，不用 --update",
                    "neither the file nor a document on paper of this title is in the dossier: enter it without --update",
                )
            )
        return _update(standing, part, paper[0], entered, said), True
    made: Any = pretty([entered])
    return [Append(("dossier", part), made[0])], False


def _same_paper(one: Document, facts: dict[str, str | None]) -> bool:
    return (
        one.path is None
        and one.title_ == facts["title"]
        and one.number == facts["number"]
        and (facts["on"] is None or one.on is None or one.on.isoformat() == facts["on"])
    )


def _update(standing: Standing, part: str, one: Document, entered: dict[str, Any], said: Said) -> list[Edit]:
    """The new checksum of a document, or the file of one on paper; and what else was said of it."""
    node: Any = standing.project.node.get("dossier")
    items = node.get(part).items
    place = next(n for n, item in enumerate(items) if item is one.node)
    changed = {"path": entered["path"]} if one.path is None else {}
    changed["sha256"] = entered["sha256"]
    changed |= {name: entered[name] for name in ("on", "number") if name in entered}
    if said.title is not None:
        changed["title"] = entered["title"]
    return [Put(("dossier", part, place, name), value) for name, value in changed.items()]


def _refused(why: Say) -> Refusal:
    return Refusal(Say("这份文件没有归卷：", "the document was not filed:"), [why])
