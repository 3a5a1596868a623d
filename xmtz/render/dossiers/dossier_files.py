"""How the documents of dossiers are found: in words, as a document, as CSV."""

from __future__ import annotations

from collections.abc import Sequence

from xmtz.domain.rounding import NOTHING
from xmtz.records.project import DOSSIER_PARTS
from xmtz.render.document import Document, Section
from xmtz.render.sheet import rows_csv
from xmtz.reports.dossier import STATES, Dossier, Held
from xmtz.words.lang import say


def state_of(held: Held) -> str:
    """How a document is found, in words."""
    label = STATES[held.state].text()
    return label if held.why is None else say("{s}：{w}", "{s}: {w}", s=label, w=held.why)


def verify_document(found: Sequence[Dossier]) -> Document:
    """Every document that is not as it should be, and how many are."""
    held = [one for dossier in found for one in dossier.documents]
    files = [one for one in held if one.path is not None]
    wrong = sum(len(dossier.wrong) for dossier in found)
    paper = len(held) - len(files)
    if wrong:
        summary = say(
            "核对 {n} 份文件，{w} 份有问题。",
            "{n} files looked at, {w} not as they should be.",
            n=len(files),
            w=wrong,
        )
    elif files:
        summary = say("核对 {n} 份文件，全部相符。", "{n} files looked at, all match.", n=len(files))
    else:
        summary = say("案卷里没有登记文件，无可核对。", "No file is entered, there is nothing to look at.")
    if paper:
        summary += say(
            "另有 {p} 份纸质文件，只登记了题名。",
            " {p} more documents are on paper and entered by title.",
            p=paper,
        )
    sections = [_wrong(dossier, one) for dossier in found for one in dossier.wrong]
    return Document(say("核对卷内文件", "Documents of the dossiers"), [summary], sections)


def _wrong(dossier: Dossier, one: Held) -> Section:
    lines = [
        say(
            "{id} {name}，{part}：{title}",
            "{id} {name}, {part}: {title}",
            id=dossier.id,
            name=dossier.name,
            part=DOSSIER_PARTS[one.part],
            title=one.title,
        ),
        state_of(one),
        say("登记 {h}", "entered {h}", h=one.sha256 or NOTHING),
        say("现有 {h}", "found   {h}", h=one.found or NOTHING),
    ]
    return Section(one.path or "", lines)


def verify_csv(found: Sequence[Dossier]) -> str:
    """Every document with what was entered and what was found, as CSV."""
    columns = [
        say("编号", "Id"),
        say("部分", "Part"),
        say("题名", "Title"),
        say("路径", "Path"),
        say("核对", "File"),
        say("登记的 SHA-256", "SHA-256 entered"),
        say("现有的 SHA-256", "SHA-256 found"),
    ]
    rows = [
        [
            dossier.id,
            DOSSIER_PARTS[one.part].text(),
            one.title,
            one.path,
            state_of(one),
            one.sha256,
            one.found,
        ]
        for dossier in found
        for one in dossier.documents
    ]
    return rows_csv(columns, rows)
