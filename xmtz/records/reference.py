"""docs/format.md: every record, field and vocabulary, from the field tables that the checks use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from xmtz.records import reference_texts as texts
from xmtz.records import row
from xmtz.records.expression_grammar import FUNCTIONS
from xmtz.records.record import Either, Field, Lifted, ListOf, MapOf, Record, Sub, Type
from xmtz.records.rules import VOCABULARIES
from xmtz.records.types import Choice, Mention, Text, Whole, Word
from xmtz.words.lang import Say

DEFINED: Final = {
    **{name: f"rules/terms.yaml `{name}`" for name in VOCABULARIES},
    "stages": "rules/stages.yaml `stages`",
    "batches": "rules/stages.yaml `batches`",
    "steps": "rules/steps.yaml `steps`",
    "step_classes": "rules/steps.yaml `classes`",
    "phases": "rules/steps.yaml `phases`",
    "groups": "rules/steps.yaml `groups`",
    "indicators": "rules/indicators.yaml `indicators`",
    "lights": "rules/indicators.yaml `lights`",
    "classes": "rules/issues.yaml `classes`",
    "ladder": "rules/issues.yaml `ladder`",
    "cadences": "rules/cadence.yaml `cadences`",
}
"""Where each vocabulary is defined."""


def markdown() -> str:
    """The page."""
    files = ["| 文件 | 中文 | English |", "|---|---|---|"]
    files += [
        f"| [`{one.path}`](#{_anchor(one.record)}) | {one.about.zh} | {one.about.en} |" for one in texts.FILES
    ]
    parts = [
        texts.INTRODUCTION,
        "\n".join(files),
        "## YAML 写法 / YAML",
        *texts.YAML,
        "## 值的写法 / Values",
        _values(),
    ]
    done: set[type[Record]] = set()
    for file in texts.FILES:
        parts += _file(file, done)
    parts += [*_vocabularies(), *_expressions()]
    return "\n\n".join(parts) + "\n"


def _values() -> str:
    lines = ["| 值 / value | 例 / example | 中文 | English |", "|---|---|---|---|"]
    lines += [
        f"| {name.zh} / {name.en} | {example} | {says.zh} | {says.en} |"
        for name, example, says in texts.VALUES
    ]
    return "\n".join(lines)


def _file(file: texts.FileOf, done: set[type[Record]]) -> Iterator[str]:
    """A file's own record, then every record that it holds and that no file before it did."""
    yield f'<a id="{_anchor(file.record)}"></a>\n\n## `{file.path}` {_both(file.record.title)}'
    if file.about != file.record.title:
        yield f"{file.about.zh}。{file.about.en[0].upper()}{file.about.en[1:]}."
    yield _table(file.record)
    done.add(file.record)
    for record in _below(file.record):
        if record not in done:
            done.add(record)
            yield f'<a id="{_anchor(record)}"></a>\n\n### {_both(record.title)}'
            yield _table(record)


def _below(record: type[Record]) -> list[type[Record]]:
    """The records that a record holds, in the order of its fields, each followed by its own."""
    found: list[type[Record]] = []
    for field in record.fields.values():
        for held in field.type.records():
            for one in (held, *_below(held)):
                if one not in found:
                    found.append(one)
    return found


def _table(record: type[Record]) -> str:
    lines = ["| 字段 | 必填 | 中文 | English | 值 / value | 说明 / note |", "|---|---|---|---|---|---|"]
    lines += [_line(field) for field in record.fields.values()]
    return "\n".join(lines)


def _line(field: Field) -> str:
    note = _both(field.note) if field.note.zh else ""
    needed = "●" if field.required else ""
    cells = [f"`{field.name}`", needed, field.label.zh, field.label.en, _value(field.type), note]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _value(kind: Type[Any]) -> str:
    """What a value looks like, in both languages; records and vocabularies are linked."""
    zh, en = _said(kind, "zh"), _said(kind, "en")
    return zh if zh == en else f"{zh} / {en}"


def _said(kind: Type[Any], lang: str) -> str:
    zh = lang == "zh"
    if isinstance(kind, Lifted):
        return _said(kind.of, lang)
    if isinstance(kind, ListOf):
        inner = _said(kind.of, lang)
        return f"列表：{inner}" if zh else f"list of {inner}"
    if isinstance(kind, MapOf):
        return f"{_said(kind.key, lang)}: {_said(kind.of, lang)}"
    if isinstance(kind, Either):
        return f"{_said(kind.short, lang)}{'，或' if zh else ', or '}{_said(kind.long, lang)}"
    if isinstance(kind, Sub):
        return f"[{kind.record.title.text(lang)}](#{_anchor(kind.record)})"
    if isinstance(kind, Word):
        return f"[`{kind.vocabulary}`](#words)"
    if isinstance(kind, Mention):
        return "[`units.yaml`](#unitsfile)" if kind.vocabulary == "units" else kind.name.text(lang)
    if isinstance(kind, Choice):
        return _choice(kind)
    if isinstance(kind, Text):
        return f"{kind.name.text(lang)} ≤ {kind.limit}"
    if isinstance(kind, Whole):
        return f"{kind.least} 到 {kind.most}" if zh else f"{kind.least} to {kind.most}"
    held = list(kind.records())
    if len(held) == 1 and held[0].fields:
        return f"[{kind.name.text(lang)}](#{_anchor(held[0])})"
    return kind.name.text(lang)


def _choice(kind: Choice) -> str:
    """The words, each with its label; the English one only where it is not the word itself."""
    shown = []
    for word, label in kind.words.items():
        english = "" if word in (label.en, label.zh) else f" {label.en}"
        chinese = "" if word == label.zh else f" {label.zh}"
        shown.append(f"`{word}`{chinese}{english}")
    return "、".join(shown)


def _vocabularies() -> Iterator[str]:
    yield '<a id="words"></a>\n\n## 规则里的词 / Words that the rules define'
    yield (
        "这些字段只能写规则里有的键。`xmtz check` 逐个核对；新词先写进规则，再在项目里用。\n\n"
        "These fields take keys that the rules define, and `xmtz check` looks them up. A new word goes into the rules "
        "first."
    )
    lines = ["| 词 / word | 定义在 / defined in | 用于 / used by |", "|---|---|---|"]
    used = _used_by()
    lines += [f"| `{name}` | {place} | {'、'.join(used.get(name, ()))} |" for name, place in DEFINED.items()]
    yield "\n".join(lines)


def _used_by() -> dict[str, list[str]]:
    """The fields that use each vocabulary, as `record.field`."""
    found: dict[str, list[str]] = {}
    records: list[type[Record]] = []
    for file in texts.FILES:
        records += [one for one in (file.record, *_below(file.record)) if one not in records]
    for record in records:
        for field in record.fields.values():
            for word in _words(field.type):
                place = f"`{_anchor(record)}.{field.name}`"
                if place not in found.setdefault(word, []):
                    found[word].append(place)
    return found


def _words(kind: Type[Any]) -> Iterator[str]:
    if isinstance(kind, Word):
        yield kind.vocabulary
    for part in ("of", "key", "short", "long"):
        inner = getattr(kind, part, None)
        if isinstance(inner, Type):
            yield from _words(inner)


def _expressions() -> Iterator[str]:
    yield '<a id="expressions"></a>\n\n## 条件式 / Expressions'
    yield from texts.EXPRESSIONS
    yield texts.EXAMPLE
    yield f"运算符 / operators: {texts.OPERATORS}"
    yield "函数 / functions: " + " ".join(
        f"`{name}({_arguments(*count)})`" for name, count in FUNCTIONS.items()
    )
    for title, columns in (
        ("项目事实 / Facts of the project", row.FACTS),
        ("报告期 / The period", row.PERIOD),
        ("日期 / Dates", row.DATES),
        ("期末状态 / State at the period's end", row.STATE),
        ("金额和进度 / Money and progress", row.MONEY),
        ("计数 / Counts", row.COUNTS),
        ("单位的行（`of: unit` 的亮灯） / The row of a unit (lights with `of: unit`)", row.UNIT),
    ):
        yield f"### {title}"
        lines = ["| 列 | 中文 | English |", "|---|---|---|"]
        lines += [f"| `{name}` | {label.zh} | {label.en} |" for name, label in columns.items()]
        yield "\n".join(lines)
    yield from texts.UNIT_ROW


def _arguments(least: int, most: int) -> str:
    shown = ["abcdefg"[n] for n in range(min(most, 3))]
    text = ", ".join(shown[:least] + [f"[{name}]" for name in shown[least:most]])
    return f"{text}, …" if most > len(shown) else text


def _both(text: Say) -> str:
    return text.zh if text.zh == text.en else f"{text.zh} / {text.en}"


def _anchor(record: type[Record]) -> str:
    return record.__name__.lstrip("_").lower()


def main() -> None:
    """Print docs/format.md."""
    import sys

    sys.stdout.buffer.write(markdown().encode())


if __name__ == "__main__":
    main()
