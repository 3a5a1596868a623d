"""A whole dossier as one folder: its pages, the project's file, a copy of every document, SHA256SUMS."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from xmtz.domain.document_paths import numbered, safe_name, why_unsafe
from xmtz.domain.plain import printable
from xmtz.domain.refusal import DomainError
from xmtz.index.documents import Filed, Owner, decisions, look, owners
from xmtz.index.ledger import Ledger
from xmtz.records.project import DOSSIER_PARTS, Project
from xmtz.render.document import Document, Link, Section, Table
from xmtz.render.dossiers.dossier import parts_section
from xmtz.render.dossiers.dossier_facts import fact_sections
from xmtz.render.dossiers.dossier_files import state_of
from xmtz.render.markdown import document_markdown
from xmtz.render.page import document_page
from xmtz.reports.dossier import Dossier, Held, dossier_of
from xmtz.reports.names import Names
from xmtz.store.documents import DOSSIER_FOLDER, Seen
from xmtz.store.folders import inhabitants, written_whole
from xmtz.store.layout import MEETINGS_FOLDER, PROJECTS_FOLDER, RULES_FOLDER
from xmtz.words.errors import LOCKED, Refusal, Trouble
from xmtz.words.lang import Say, say

SUMS: Final = "SHA256SUMS"
_NOT_HERE: Final = (PROJECTS_FOLDER, RULES_FOLDER, MEETINGS_FOLDER, DOSSIER_FOLDER, ".git")


class Exported(NamedTuple):
    """What was exported: how many files, and the documents that are not as they should be."""

    files: int
    wrong: list[Held]


def export(ledger: Ledger, path: str, folder: Path, day: date, force: bool) -> Exported:
    """Write the dossier of the project in the file at `path` as a folder.

    Without facts later than `day`; nothing in it depends on when it is made. Raises Refusal for documents
    that may lie outside the ledger, Trouble where the folder cannot be written.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - a link at its end is refused, not followed
    (owner,) = owners(ledger.facts, day.isoformat(), None, path)
    reading = ledger.read(path)
    if reading is None or reading.project is None:
        raise Trouble(
            Say("{path} 读不出来；xmtz check 查原因", "{path} cannot be read; see xmtz check"), path=path
        )
    _refuse_folder(ledger, owner.id, folder, force)
    with written_whole(folder) as fresh:
        places = _Places(ledger, owner, fresh)
        dossier = dossier_of(ledger, owner, day, places.copied)
        _refuse_outside(dossier)
        raw = ledger.source.read(path) or b""
        yaml = path.rsplit("/", 1)[-1]
        yaml = yaml if why_unsafe(yaml) is None else f"{owner.id}.yaml"
        document = _document(ledger, reading.project, dossier, places, yaml, day)
        texts = {
            yaml: raw,
            "index.html": document_page(document).encode(),
            "index.md": document_markdown(document).encode(),
        }
        for name, content in texts.items():
            (fresh / name).write_bytes(content)
        sums = {name: sha256(content).hexdigest() for name, content in texts.items()} | places.sums
        lines = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
        (fresh / SUMS).write_bytes(lines.encode())
    return Exported(len(sums) + 1, dossier.wrong)


def _refuse_outside(dossier: Dossier) -> None:
    """Raises Refusal with every document whose path may lead out of the ledger."""
    against = [
        Say(f"{printable(one.path or '')}：{one.why.zh}", f"{printable(one.path or '')}: {one.why.en}")
        for one in dossier.documents
        if one.outside and one.why is not None
    ]
    if against:
        raise Refusal(
            Say(
                "这一卷没有导出：有的文件可能在台账之外：",
                "the dossier was not exported: documents may lie outside the ledger:",
            ),
            against,
        )


def _refuse_folder(ledger: Ledger, id_: str, folder: Path, force: bool) -> None:
    """Raises Trouble where the folder cannot be used: something is in it, or the ledger's files are."""
    at = folder.parent.resolve() / folder.name
    own = [ledger.root / name for name in _NOT_HERE]
    if at == ledger.root or at in ledger.root.parents or any(at == one or one in at.parents for one in own):
        raise Trouble(
            Say(
                "不能导出到 {folder}：那里是台账自己的文件夹",
                "cannot export to {folder}: it is the ledger's own folder",
            ),
            folder=folder,
        )
    there = inhabitants(folder)
    if there is None:
        return
    if not _is_export(folder, there, id_):
        raise Trouble(
            Say(
                "{folder} 里有别的文件，没有导出；换一个空文件夹",
                "{folder} holds other files; nothing was exported: choose an empty folder",
            ),
            LOCKED,
            folder=folder,
        )
    if not force:
        raise Trouble(
            Say(
                "{folder} 里已有这个项目以前的导出；加 --force 替换",
                "{folder} holds an earlier export of this project; --force replaces it",
            ),
            LOCKED,
            folder=folder,
        )


def _is_export(folder: Path, there: list[str], id_: str) -> bool:
    """Whether a folder holds an export of this project and nothing else."""
    if SUMS not in there or (folder / SUMS).is_symlink():
        return False
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return False
    listed = {line[66:] for line in lines}
    named = [name for name in listed if name.endswith(".yaml") and "/" not in name]
    return set(there) <= {SUMS, *listed} and any(name.startswith((f"{id_}-", f"{id_}.")) for name in named)


class _Places:
    """Where each document goes in the folder; it is copied when it is looked at."""

    def __init__(self, ledger: Ledger, owner: Owner, folder: Path) -> None:
        self._source = ledger.source
        self._folder = folder
        self._taken: set[str] = set()
        self._names = [
            f"{n}-{label.text().replace(' ', '-')}" for n, label in enumerate(DOSSIER_PARTS.values(), 1)
        ]
        self._of: dict[tuple[str, str], str] = {}
        for one in owner.documents:
            if one.path is not None and (one.part, one.path) not in self._of:
                self._of[one.part, one.path] = self._place(one.part, one.path)
        self.sums: dict[str, str] = {}

    def _place(self, part: str, path: str) -> str:
        try:
            name = safe_name(path.rsplit("/", 1)[-1])
        except DomainError:
            name = "_"
        folder = self._names[list(DOSSIER_PARTS).index(part)]
        place, number = f"{folder}/{name}", 1
        while place.casefold() in self._taken:
            number += 1
            place = f"{folder}/{numbered(name, number)}"
        self._taken.add(place.casefold())
        assert why_unsafe(place) is None
        return place

    def copied(self, one: Filed) -> Seen:
        """Copy a document to its place and tell what it is."""
        assert one.path is not None
        place = self._of[one.part, one.path]
        if place in self.sums:
            return look(self._source, one.path)
        into = self._folder / place
        into.parent.mkdir(exist_ok=True)
        found = look(self._source, one.path, into)
        if found.sha256 is not None:
            self.sums[place] = found.sha256
        elif not any(into.parent.iterdir()):
            into.parent.rmdir()
        return found

    def link(self, one: Held) -> str:
        """The title of a document, leading to its copy where there is one."""
        place = self._of.get((one.part, one.path or ""))
        return Link(one.title, quote(place)) if place in self.sums else one.title


def _document(
    ledger: Ledger, project: Project, one: Dossier, places: _Places, yaml: str, day: date
) -> Document:
    names = Names(ledger)
    subtitle = [
        say("台账：{name}", "Ledger: {name}", name=ledger.book.settings.name or ""),
        say("项目文件：{path}", "The project's file: {path}", path=one.path),
    ]
    if day != date.max:
        subtitle.append(say("截至 {d}", "As of {d}", d=day))
    decided = decisions(ledger.facts, one.id, day.isoformat())
    sections = [
        parts_section(one, names, judged=day != date.max),
        *_documents(one, places),
        *fact_sections(project, decided, names, day),
        _proof(yaml),
    ]
    return Document(f"{one.id}　{one.name}", subtitle, sections)


def _documents(one: Dossier, places: _Places) -> Iterator[Section]:
    columns = [
        say("题名", "Title"),
        say("文号", "Number"),
        say("日期", "Date"),
        say("核对", "File"),
        say("登记的 SHA-256", "SHA-256 entered"),
    ]
    for n, (key, label) in enumerate(DOSSIER_PARTS.items(), 1):
        held = [document for document in one.documents if document.part == key]
        rows = [
            [places.link(doc), doc.number or "", doc.day or "", state_of(doc), doc.sha256 or ""]
            for doc in held
        ]
        heading = say("{n}. {l}", "{n}. {l}", n=n, l=label)
        yield Section(heading, () if rows else [say("（无）", "(none)")], [Table(columns, rows)])


def _proof(yaml: str) -> Section:
    rows: list[list[str]] = [
        [
            Link(yaml, quote(yaml)),
            say("项目文件，台账里的原样", "the project's file, as it is in the ledger"),
        ],
        [Link("index.md", "index.md"), say("本页的 Markdown 文本", "this page as Markdown")],
        [
            Link(SUMS, SUMS),
            say(
                "全部文件的校验和，用 sha256sum -c SHA256SUMS 核对",
                "checksums of all files, for sha256sum -c SHA256SUMS",
            ),
        ],
    ]
    return Section(say("卷末", "At the end"), (), [Table([say("文件", "File"), say("说明", "Note")], rows)])
