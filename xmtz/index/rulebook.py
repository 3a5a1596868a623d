"""Reading ledger.yaml, units.yaml and rules/ from a source, with everything found in them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, TypeVar

from xmtz import __version__
from xmtz.index.schema import VERSION
from xmtz.index.source import Source
from xmtz.records.field_findings import BAD_ID
from xmtz.records.ledger import FORMAT, LedgerFile, UnitsFile
from xmtz.records.project_groups import ProjectGroups
from xmtz.records.record import Context, Record, read_document
from xmtz.records.rules import VOCABULARIES, Rules
from xmtz.store import store_findings
from xmtz.store.files import decode
from xmtz.store.layout import LEDGER_FILE, UNITS_FILE, rules_path
from xmtz.store.located import Mapping as MappingNode
from xmtz.store.located import Node, left_out, read
from xmtz.words.errors import Trouble
from xmtz.words.finding import Finding, Place
from xmtz.words.lang import Say

R = TypeVar("R", bound=Record)


class Rulebook(NamedTuple):
    """Everything of a ledger but its projects. `digest` changes when the reading of projects would."""

    settings: LedgerFile
    units: UnitsFile
    rules: Rules
    findings: list[Finding]
    digest: str
    units_whole: bool = True  # False where units.yaml cannot be read in full, so that none is unknown


def load_rulebook(source: Source) -> Rulebook:
    """Read the ledger's own files. Raises Trouble where ledger.yaml cannot be used at all."""
    findings: list[Finding] = []
    raw = source.read(LEDGER_FILE)
    if raw is None:
        raise Trouble(
            Say("{name} 里没有 ledger.yaml，还不是台账", "{name} has no ledger.yaml: it is no ledger yet"),
            name=source.name[:12],
        )
    settings = _typed(LedgerFile, _tree(raw, LEDGER_FILE, findings), Context(LEDGER_FILE), findings)
    if settings is None:
        first = findings[0]
        from xmtz.checks.catalogue import message

        raise Trouble(
            Say("台账打不开：{place}：{zh}", "the ledger cannot be opened: {place}: {en}"),
            place=first.place,
            zh=message(first, "zh"),
            en=message(first, "en"),
        )
    if (settings.xmtz or 0) > FORMAT:
        raise Trouble(
            Say(
                "这个台账的格式版本是 {theirs}，本程序只认到 {ours}；请升级 xmtz",
                "this ledger is of format {theirs}, this program knows up to {ours}; upgrade xmtz",
            ),
            theirs=settings.xmtz,
            ours=FORMAT,
        )
    hasher = hashlib.sha256(
        f"{__version__} {VERSION} {_published_calendar()} {sorted(settings.own_areas)}".encode()
    )
    units_raw = source.read(UNITS_FILE)
    units: UnitsFile | None = None
    units_whole = False
    if units_raw is None:
        findings.append(store_findings.MISSING_FILE.at(Place(UNITS_FILE)))
    else:
        units_context = Context(UNITS_FILE)
        read_so_far = len(findings)
        units = _typed(UnitsFile, _tree(units_raw, UNITS_FILE, findings), units_context, findings)
        units_whole = units is not None and not _hides_keys(findings[read_so_far:])
        if units is not None and units_whole:
            findings += _unknown_parents(units_context, units.units)
    if units is None:
        units = UnitsFile.__new__(UnitsFile)
    groups = ProjectGroups(units.units)
    if groups.units:
        hasher.update(groups.told.encode())
    rules = _rules(source, findings, hasher, groups)
    return Rulebook(settings, units, rules, findings, hasher.hexdigest()[:32], units_whole)


def _published_calendar() -> str:
    """What tells one edition of the national calendar from the next, without importing it."""
    spec = find_spec("chinese_calendar")
    if spec is None or spec.origin is None:  # pragma: no cover - a broken installation
        return ""
    data = Path(spec.origin).with_name("constants.py")
    return str(data.stat().st_size) if data.exists() else ""


def _rules(source: Source, findings: list[Finding], hasher: hashlib._Hash, groups: ProjectGroups) -> Rules:
    trees: dict[str, Node | None] = {}
    broken: dict[str, set[str]] = {}
    for name in Rules.FILES:
        path = rules_path(name)
        raw = source.read(path)
        if raw is None:
            findings.append(store_findings.MISSING_FILE.at(Place(path)))
            continue
        hasher.update(name.encode() + b"\0" + raw)
        read_so_far = len(findings)
        trees[name] = _tree(raw, path, findings)
        broken[name] = left_out(findings[read_so_far:])
    words = _words(trees, broken)
    typed: dict[str, Record] = {}
    for name, tree in trees.items():
        context = Context(rules_path(name), words)
        record = _typed(Rules.FILES[name], tree, context, findings, broken[name])
        if record is not None:
            typed[name] = record
    return Rules(typed, unread=set(_VOCABULARY_PLACES) - set(words), groups=groups)


_VOCABULARY_PLACES = {
    **{name: ("terms", name) for name in VOCABULARIES},
    "stages": ("stages", "stages"),
    "batches": ("stages", "batches"),
    "steps": ("steps", "steps"),
    "step_classes": ("steps", "classes"),
    "phases": ("steps", "phases"),
    "groups": ("steps", "groups"),
    "indicators": ("indicators", "indicators"),
    "lights": ("indicators", "lights"),
    "classes": ("issues", "classes"),
    "ladder": ("issues", "ladder"),
    "cadences": ("cadence", "cadences"),
}


def _words(trees: Mapping[str, Node | None], broken: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """The vocabularies, straight from the trees, so that rules can refer to one another in any order.

    One whose section or file cannot be read is left out: its words are not known to be wrong.
    """
    words: dict[str, list[str]] = {}
    for vocabulary, (file, section) in _VOCABULARY_PLACES.items():
        tree = trees.get(file)
        if type(tree) is not MappingNode or section in broken[file]:
            continue
        node = tree.get(section)
        if type(node) is MappingNode:
            words[vocabulary] = [key.text for key, _ in node.entries]
        elif vocabulary not in VOCABULARIES:
            words[vocabulary] = []
    return words


def _tree(raw: bytes, path: str, findings: list[Finding]) -> Node | None:
    decoded = decode(raw, path)
    if decoded.finding is not None:
        findings.append(decoded.finding)
        return None
    reading = read(decoded.text, path)
    findings += reading.findings
    if reading.root is None and not reading.findings:
        return MappingNode(False, 1, 1, 0)  # nothing but comments: empty rules
    return reading.root


def _typed(
    cls: type[R], tree: Node | None, context: Context, findings: list[Finding], missing: Collection[str] = ()
) -> R | None:
    if tree is None:
        return None
    record = read_document(cls, tree, context, missing)
    findings += context.findings
    return record


def _hides_keys(findings: Sequence[Finding]) -> bool:
    """Whether a file with these findings may have keys that could not be read."""
    return any(finding.code[0] in "YS" or finding.code == BAD_ID.code for finding in findings)


def _unknown_parents(context: Context, known: Mapping[str, object]) -> list[Finding]:
    from xmtz.checks.across import UNKNOWN_UNIT

    return [
        UNKNOWN_UNIT.at(place, unit=word, near="")
        for vocabulary, word, place in context.mentions
        if vocabulary == "units" and word not in known
    ]
