"""JSON Schema of every file of a ledger, for editors: completion, hints and a first check while typing.

Made from the same field tables as everything else. Words that the rules define are offered
but not insisted on, because rules change and `xmtz check` knows them better.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from xmtz.records.import_map import ImportMap
from xmtz.records.ledger import LedgerFile, Meeting, UnitsFile
from xmtz.records.project import Project
from xmtz.records.record import Field, Record
from xmtz.records.rules import Rules
from xmtz.words.lang import Say

SCHEMA_FOLDER: Final = ".xmtz/schema"
_DRAFT: Final = "http://json-schema.org/draft-07/schema#"


class SchemaFile:
    """One schema: its name, its record, and the files of a ledger that it is for (globs)."""

    def __init__(self, name: str, record: type[Record], *globs: str) -> None:
        self.name = name
        self.record = record
        self.globs = globs

    @property
    def path(self) -> str:
        """Where it is, relative to the ledger."""
        return f"{SCHEMA_FOLDER}/{self.name}.json"


SCHEMA_FILES: Final = (
    SchemaFile("ledger", LedgerFile, "ledger.yaml"),
    SchemaFile("units", UnitsFile, "units.yaml"),
    SchemaFile("project", Project, "projects/*.yaml", "projects/**/*.yaml"),
    SchemaFile("meeting", Meeting, "meetings/*.yaml"),
    SchemaFile("import-map", ImportMap, "*.map.yaml", "**/*.map.yaml"),
    *(SchemaFile(f"rules-{name}", record, f"rules/{name}.yaml") for name, record in Rules.FILES.items()),
)


def schema_text(record: type[Record], words: Mapping[str, Iterable[str]] | None = None) -> str:
    """The JSON Schema (draft 7) of a record as the text of a file; `words` are offered for completion."""
    return json.dumps(json_schema(record, words), ensure_ascii=False, indent=1) + "\n"


def json_schema(record: type[Record], words: Mapping[str, Iterable[str]] | None = None) -> dict[str, Any]:
    """The JSON Schema (draft 7) of a record."""
    definitions: dict[str, Any] = {}

    def define(other: type[Record]) -> dict[str, Any]:
        name = other.__name__.lstrip("_")
        if name not in definitions:
            definitions[
                name
            ] = {}  # stands while the record's own fields are made: records may hold themselves
            definitions[name] = _object(other, define, words or {})
        return {"$ref": f"#/definitions/{name}"}

    made = _object(record, define, words or {})
    return {"$schema": _DRAFT, **made, "definitions": definitions}


def _object(record: type[Record], define: Any, words: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "title": _both(record.title),
        "type": "object",
        "properties": {name: _property(field, define, words) for name, field in record.fields.items()},
        "additionalProperties": False,
    }
    required = [name for name, field in record.fields.items() if field.required]
    if required:
        made["required"] = required
    return made


def _property(field: Field, define: Any, words: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    description = _both(field.label) + (f"\n{_both(field.note)}" if field.note.zh else "")
    kind = _opened(field.type.json_schema(define), words)
    if "$ref" in kind:  # draft 7 ignores whatever stands beside a reference
        return {"description": description, "anyOf": [kind, {"type": "null"}]}
    return {"description": description, **kind}


def _opened(kind: Any, words: Mapping[str, Iterable[str]]) -> Any:
    """A type's schema, with the words of the rules offered, and with digits and nothing allowed
    where editors see a number or a null in what the ledger reads as text."""
    if isinstance(kind, list):
        return [_opened(one, words) for one in kind]
    if not isinstance(kind, dict):
        return kind
    made = {key: _opened(value, words) for key, value in kind.items() if key != "x-words"}
    offered = words.get(kind.get("x-words", ""))
    if offered:
        made["examples"] = list(offered)
    types = made.get("type")
    if isinstance(types, (str, list)) and "object" not in types and "enum" not in made:
        listed = [types] if isinstance(types, str) else types
        numbers = ["number"] if "string" in listed and "number" not in listed else []
        made["type"] = list(dict.fromkeys([*listed, *numbers, "null"]))
    return made


def _both(text: Say) -> str:
    return text.zh if text.zh == text.en or not text.en else f"{text.zh} / {text.en}"
