"""From the bytes of a table to its rows: encoding, delimiter, quotes. Nothing is interpreted yet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from xmtz.domain.plain import printable
from xmtz.store.files import cannot_read
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

MAX_BYTES: Final = 20_000_000  # some 75,000 rows

DELIMITERS: Final = {"comma": ",", "tab": "\t", "semicolon": ";"}
_DELIMITER_NAMES: Final = {
    ",": Say("逗号", "comma"),
    "\t": Say("制表符", "tab"),
    ";": Say("分号", "semicolon"),
}
_SAMPLE_LINES: Final = 60


class Line(NamedTuple):
    """A row of the table: its number as a spreadsheet counts, its first line in the file, how many
    lines it takes there."""

    number: int
    line: int
    lines: int
    cells: list[str]


class Sheet(NamedTuple):
    """A table as read. `lines` counts the lines of the file; a quoted cell may take several."""

    encoding: Say
    delimiter: Say
    rows: list[Line]
    lines: int
    pinyin: int = 0


_TOO_BIG: Final = Say(
    "文件有 {size} MB，超过 {limit} MB，没有读；请拆成几个文件，或先去掉用不着的列",
    "the file has {size} MB, more than {limit} MB, and was not read; split it, or take out columns that are not needed",
)
_EMPTY: Final = Say("文件是空的", "the file is empty")
_WORKBOOK: Final = Say(
    "{path} 是 Excel 工作簿，不是 CSV；在 Excel 里“另存为”选“CSV UTF-8（逗号分隔）”再导入",
    "{path} is an Excel workbook, not CSV; save it as “CSV UTF-8” and import that",
)
_NOT_TEXT: Final = Say(
    "{path} 不是 CSV 文本（{what}）；请导出为 CSV 再导入",
    "{path} is no CSV text ({what}); export it as CSV and import that",
)
_KINDS: Final = {
    b"%PDF": Say("是 PDF", "it is a PDF"),
    b"\x1f\x8b": Say("是压缩文件", "it is compressed"),
    b"Rar!": Say("是压缩文件", "it is compressed"),
    b"\x89PNG": Say("是图片", "it is a picture"),
    b"\xff\xd8\xff": Say("是图片", "it is a picture"),
    b"SQLite format 3": Say("是数据库", "it is a database"),
}


def read_table(path: Path) -> bytes:
    """The bytes of a table. Raises Trouble where it cannot be read, is too big, empty or no text."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            raw = b"" if size > MAX_BYTES else file.read(MAX_BYTES + 1)
    except OSError as error:
        raise cannot_read(path, error) from None
    if max(size, len(raw)) > MAX_BYTES:
        raise Trouble(_TOO_BIG, size=round(max(size, len(raw)) / 1_000_000), limit=MAX_BYTES // 1_000_000)
    name = printable(path.name)
    if not raw.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise Trouble(_EMPTY)
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Trouble(_WORKBOOK, path=name)
    for start, what in _KINDS.items():
        if raw.startswith(start):
            raise Trouble(_NOT_TEXT, path=name, what=what)
    if (
        raw[:256]
        .lstrip(b"\xef\xbb\xbf \t\r\n")
        .lower()
        .startswith((b"<html", b"<!doctype", b"<table", b"<?xml"))
    ):
        raise Trouble(_NOT_TEXT, path=name, what=Say("是网页或 XML", "it is a web page or XML"))
    return raw


def decode_table(raw: bytes, name: str, encoding: str | None = None) -> tuple[str, Say]:
    """The text of a table, and the name of its encoding. Raises Trouble where it has none."""
    furthest = 0
    for one in [encoding] if encoding else _likely(raw):
        try:
            text = raw.decode(_CODECS[one])
        except UnicodeDecodeError as error:
            furthest = max(furthest, error.start)
            continue
        if "\0" in text:
            raise Trouble(
                _NOT_TEXT,
                path=name,
                what=Say(
                    "含空字节，可能是没有标记的 UTF-16", "it holds NUL bytes; perhaps UTF-16 without its mark"
                ),
            )
        return text.removeprefix("\ufeff"), _ENCODING_NAMES[one]
    line = raw.count(b"\n", 0, furthest) + 1
    raise Trouble(
        Say(
            "{path} 第 {line} 行既不是 UTF-8 也不是 GB18030（国标）文字；在 Excel 里另存为“CSV UTF-8”再导入",
            "line {line} of {path} is neither UTF-8 nor GB18030; save it as “CSV UTF-8” and import that",
        )
        if encoding is None
        else Say(
            "{path} 第 {line} 行不是 {encoding} 文字；改正映射里的 encoding，或删掉它由程序辨认",
            "line {line} of {path} is not {encoding}; mend `encoding` in the map, or leave it out",
        ),
        path=name,
        line=line,
        encoding=encoding,
    )


_CODECS: Final = {"utf-8": "utf-8-sig", "gb18030": "gb18030", "utf-16": "utf-16"}
_ENCODING_NAMES: Final = {
    "utf-8": Say("UTF-8", "UTF-8"),
    "gb18030": Say("GB18030（国标）", "GB18030"),
    "utf-16": Say("UTF-16", "UTF-16"),
}


def _likely(raw: bytes) -> list[str]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    return ["utf-8", "gb18030"]


def parse(lines: Iterable[str], delimiter: str) -> Iterator[Line]:
    """The rows of a text given line by line. Raises Trouble where quotes do not pair up."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Trouble(_QUOTES, line=start) from None
        number += 1
        yield Line(number, start, reader.line_num - start + 1, cells)


_QUOTES: Final = Say(
    "第 {line} 行的引号没有配对，从这里起读不准；一格里有引号的，整格用引号括起、里面的引号写两个",
    'the quotes of line {line} do not pair up; a cell that holds quotes is put in quotes, each of its own doubled ("")',
)


def read_sheet(text: str, encoding: Say, delimiter: str | None, score: Callable[[list[Line]], int]) -> Sheet:
    """The whole table. Without a delimiter, the one whose first rows `score` best is taken.

    Raises Trouble where quotes do not pair up.
    """
    chosen = DELIMITERS[delimiter] if delimiter else _sniffed(text, score)
    rows = list(parse(io.StringIO(text, newline=""), chosen))
    return Sheet(encoding, _DELIMITER_NAMES[chosen], rows, sum(row.lines for row in rows))


def _readable(lines: Iterable[str], delimiter: str) -> Iterator[Line]:
    """The rows up to a quoted cell that the sample cuts in two, or that the wrong delimiter breaks."""
    try:
        yield from parse(lines, delimiter)
    except Trouble:
        return


def _sniffed(text: str, score: Callable[[list[Line]], int]) -> str:
    sample = list(islice(io.StringIO(text, newline=""), _SAMPLE_LINES))
    found = {}
    for delimiter in DELIMITERS.values():
        rows = list(_readable(sample, delimiter))
        found[delimiter] = (score(rows), max((len(row.cells) for row in rows), default=0))
    return max(found, key=lambda one: found[one])
