"""What an import did: a document for people, rows for spreadsheets and programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from xmtz.entry.importing.layout import KINDS
from xmtz.entry.importing.result import ADDED, MATCHED, REJECTED, Outcome, Result
from xmtz.render.document import Document, Section, Table
from xmtz.render.sheet import rows_csv
from xmtz.words.lang import Say, say, series

JSON_VERSION: Final = 1

OUTCOMES: Final = {
    ADDED: Say("登记", "added"),
    MATCHED: Say("已有", "there already"),
    REJECTED: Say("退回", "rejected"),
}


def counted(result: Result) -> Say:
    """The data rows in one sentence."""
    counts = result.counts()
    filled = sum(bool(outcome.filled) for outcome in result.outcomes)
    zh = f"登记 {counts[ADDED]}，已有 {counts[MATCHED]}，退回 {counts[REJECTED]}"
    en = f"{counts[ADDED]} added, {counts[MATCHED]} there already, {counts[REJECTED]} rejected"
    if filled:
        zh, en = f"{zh}；已有的补填 {filled}", f"{en}; {filled} of those there filled in"
    return Say(f"数据 {result.data} 行：{zh}", f"{result.data} data rows: {en}")


def result_document(result: Result) -> Document:
    """The result as a document: the counts, then what was rejected, what is there, what was added."""
    return Document(
        say("导入 {file}", "Import of {file}", file=result.file),
        list(_summary(result)),
        [section for section in _sections(result) if section.tables[0].rows],
    )


def _summary(result: Result) -> Iterator[str]:
    if result.dry_run:
        yield say("试导入：什么都没有写入", "a trial: nothing was written")
    yield counted(result).text()
    others = [(KINDS[kind], n) for kind, n in result.counts().items() if kind in KINDS and n]
    listed = Say(
        "，".join(f"{one.zh} {n}" for one, n in others), ", ".join(f"{one.en} {n}" for one, n in others)
    )
    yield say(
        "其他 {n} 行：{listed}；合计 {rows} 行",
        "{n} other rows: {listed}; {rows} rows in all",
        n=len(result.others),
        listed=listed,
        rows=result.rows,
    )
    first, last = result.header
    where = f"{first}" if first == last else f"{first}-{last}"
    yield say(
        "表头在第 {where} 行；{encoding} 编码，{delimiter}分隔；文件共 {lines} 行",
        "header in row {where}; {encoding}, {delimiter} between columns; the file has {lines} lines",
        where=where,
        encoding=result.encoding,
        delimiter=result.delimiter,
        lines=result.lines,
    )
    if result.pinyin:
        yield say("去掉括注的拼音 {n} 处", "pinyin in brackets was taken out {n} times", n=result.pinyin)
    if result.unreadable:
        yield say(
            "有 {n} 个项目文件读不出来，没能与之比对；先用 xmtz check 查明并改正",
            "{n} project files cannot be read and were not compared with; see xmtz check and mend them",
            n=result.unreadable,
        )
    if result.unused:
        yield say("没有用到的列：{columns}", "columns not used: {columns}", columns=series(result.unused))
    if result.new_units:
        yield say("登记了 {n} 个新责任单位", "{n} new units were entered", n=len(result.new_units))


def _sections(result: Result) -> Iterator[Section]:
    row, name, id_ = say("行", "Row"), say("项目名称", "Project"), say("编号", "Id")
    rejected = [
        [str(one.row), one.name, reason.column, reason.say.text()]
        for one in _of(result, REJECTED)
        for reason in one.reasons
    ]
    yield _section(OUTCOMES[REJECTED], [row, name, say("列", "Column"), say("理由", "Why")], rejected)
    matched = [[str(one.row), one.id, one.name, _joined(_about(one))] for one in _of(result, MATCHED)]
    yield _section(OUTCOMES[MATCHED], [row, id_, name, say("说明", "Notes")], matched)
    added = [[str(one.row), one.id, one.name, _joined(one.remarks)] for one in _of(result, ADDED)]
    yield _section(OUTCOMES[ADDED], [row, id_, name, say("提醒", "Mind")], added)
    others = [[str(one.row), KINDS[one.kind].text(), one.text, one.why] for one in result.others]
    heading = Say("不是数据的行", "rows that are no data")
    yield _section(heading, [row, say("性质", "What"), say("内容", "Text"), say("理由", "Why")], others)
    units = Say("新责任单位", "new units")
    yield _section(
        units, [say("键", "Key"), say("名称", "Name")], [list(one) for one in result.new_units], frozenset()
    )


def _section(
    heading: Say, columns: Sequence[str], rows: list[list[str]], numeric: frozenset[int] = frozenset((0,))
) -> Section:
    count = len({row[0] for row in rows})
    return Section(
        say("{heading}（{n}）", "{heading} ({n})", heading=heading, n=count),
        tables=[Table(columns, rows, numeric)],
    )


def _of(result: Result, kind: str) -> list[Outcome]:
    return [one for one in result.outcomes if one.kind == kind]


def _about(one: Outcome) -> list[Say]:
    """What there is to say of a row that is there already."""
    found = []
    if one.same_as is not None:
        found.append(Say(f"与第 {one.same_as} 行是同一个项目", f"the same project as row {one.same_as}"))
    found += [
        Say(
            f"{d.label.zh}不同：台账“{d.ledger}”，表中“{d.table}”",
            f"{d.label.en} differs: ledger “{d.ledger}”, table “{d.table}”",
        )
        for d in one.differences
    ]
    if one.filled:
        found.append(
            Say(
                "补填：" + "、".join(label.zh for label in one.filled),
                "filled in: " + ", ".join(label.en for label in one.filled),
            )
        )
    return found + one.remarks


def _joined(texts: Sequence[Say]) -> str:
    return say("；", "; ").join(text.text() for text in texts)


def result_csv(result: Result) -> str:
    """Every row of the table, in its order, with what became of it."""
    columns = [
        say("行", "row"),
        say("结果", "outcome"),
        say("编号", "id"),
        say("项目名称", "project"),
        say("列", "column"),
        say("说明", "why"),
        say("文件", "file"),
    ]
    rows: list[tuple[int, list[str]]] = []
    for one in result.outcomes:
        why = [reason.say for reason in one.reasons] + _about(one)
        in_columns = series(reason.column for reason in one.reasons if reason.column).text()
        rows.append(
            (
                one.row,
                [
                    str(one.row),
                    OUTCOMES[one.kind].text(),
                    one.id,
                    one.name,
                    in_columns,
                    _joined(why),
                    one.path,
                ],
            )
        )
    rows += [
        (one.row, [str(one.row), KINDS[one.kind].text(), "", one.text, "", one.why, ""])
        for one in result.others
    ]
    return rows_csv(columns, [row for _, row in sorted(rows, key=lambda one: one[0])])


def result_json(result: Result) -> str:
    """The whole result, with its texts in both languages."""
    made = {
        "version": JSON_VERSION,
        "file": result.file,
        "dry_run": result.dry_run,
        "encoding": _both(result.encoding),
        "delimiter": _both(result.delimiter),
        "header_rows": list(result.header),
        "lines": result.lines,
        "rows": result.rows,
        "counts": result.counts(),
        "pinyin_removed": result.pinyin,
        "unreadable_projects": result.unreadable,
        "unused_columns": result.unused,
        "new_units": [{"key": key, "name": name} for key, name in result.new_units],
        "outcomes": [_outcome(one) for one in result.outcomes],
        "others": [
            {"row": one.row, "line": one.line, "kind": one.kind, "text": one.text, "why": one.why}
            for one in result.others
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=2)


def _outcome(one: Outcome) -> dict[str, Any]:
    return {
        "row": one.row,
        "line": one.line,
        "outcome": one.kind,
        "name": one.name,
        "id": one.id or None,
        "path": one.path or None,
        "same_as_row": one.same_as,
        "reasons": [
            {"column": reason.column or None, "message": _both(reason.say)} for reason in one.reasons
        ],
        "differences": [
            {"field": d.field, "label": _both(d.label), "ledger": d.ledger, "table": d.table}
            for d in one.differences
        ],
        "filled": [_both(label) for label in one.filled],
        "remarks": [_both(remark) for remark in one.remarks],
    }


def _both(text: Say) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
