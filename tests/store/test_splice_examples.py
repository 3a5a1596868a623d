"""What a splice leaves of a file, by example: before, the edit, after."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from xmtz.store.splice import SORTED, Append, Flow, Put, Remove, splice


class Case(NamedTuple):
    title: str
    before: str
    edits: list
    after: str
    order: object = None


def put(path: str, value) -> Put:
    return Put(steps(path), value)


def append(path: str, value) -> Append:
    return Append(steps(path), value)


def remove(path: str) -> Remove:
    return Remove(steps(path))


def steps(path: str) -> tuple:
    return tuple(int(step) if step.isdigit() and len(step) < 4 else step for step in path.split("/") if step)


ORDER = (
    "id", "name", "code", "level", "total", "people", "stages", "steps", "plan", "invested", "paid", "issues",
)  # fmt: skip

SCALARS = [
    Case("a number", "total: 1250000\n", [put("total", "98")], "total: 98\n"),
    Case("quotes stay", "name: '三一'\nowner: \"三一\"\n", [put("name", "二期's"), put("owner", 'a "b"')],
         "name: '二期''s'\nowner: \"a \\\"b\\\"\"\n"),
    Case("plain takes quotes only where it must", "a: x\nb: x\nc: x\nd: x\n",
         [put("a", "0610"), put("b", "no"), put("c", "甲: 乙"), put("d", "12:30")],
         'a: 0610\nb: "no"\nc: "甲: 乙"\nd: 12:30\n'),
    Case("an empty text is not an absent value", "why: 待定\n", [put("why", "")], 'why: ""\n'),
    Case("the same again changes nothing", "a:   'x'  # c\n", [put("a", "x")], "a:   'x'  # c\n"),
    Case("aligned comments stay in their column",
         "total: 1250000          # 万元\nlevel: 省级             # key\nx: 1 # near\n",
         [put("total", "98"), put("level", "national"), put("x", "100")],
         "total: 98               # 万元\nlevel: national         # key\nx: 100 # near\n"),
    Case("a comment gives way to a long value", "a: x    # c\n", [put("a", "a long value")], "a: a long value  # c\n"),
    Case("a tab before the comment stays", "a: x\t# c\n", [put("a", "longer")], "a: longer\t# c\n"),
    Case("aligned values stay aligned", "id:    a\ntotal: 5\n", [put("name", "三一")], "id:    a\nname:  三一\ntotal: 5\n", ORDER),
    Case("after a wide character", "😀三: 一\nb: 2\n", [put("b", "3")], "😀三: 一\nb: 3\n"),
    Case("an absent value", "a:   # c\nb:\n", [put("a", "1"), put("b", "2")], "a: 1 # c\nb: 2\n"),
    Case("a null", "a: ~  # c\nb: null\n", [put("a", "1"), put("b", "2")], "a: 1  # c\nb: 2\n"),
    Case("a text over several lines", "a: 一期\n  工程\n\n  概况  # c\nb: 1\n", [put("a", "x")], "a: x  # c\nb: 1\n"),
    Case("a quoted text over several lines", "a: '一期\n  工程'  # c\nb: 1\n", [put("a", "x")], "a: 'x'  # c\nb: 1\n"),
    Case("a text below its key", "a:  # c\n  old\nb: 1\n", [put("a", "new")], "a:  # c\n  new\nb: 1\n"),
    Case("literal stays literal", "a: |  # c\n    old\n    lines\n\nb: 1\n", [put("a", "one\ntwo\n")],
         "a: |  # c\n    one\n    two\n\nb: 1\n"),
    Case("folded stays folded", "a: >-\n  old\n  lines\nb: 1\n", [put("a", "one\ntwo")], "a: >-\n  one\n\n  two\nb: 1\n"),
    Case("a new text of several lines is literal", "a: x  # c\nb: 1\n", [put("a", "one\ntwo\n"), put("c", "x\ny")],
         "a: |  # c\n  one\n  two\nb: 1\nc: |-\n  x\n  y\n"),
    Case("in brackets it is quoted", "a: {x: 1}\n", [put("a/x", "one\ntwo")], 'a: {x: "one\\ntwo"}\n'),
    Case("literal would swallow the comment below", "a: x\n    # c\nb: 1\n", [put("a", "one\ntwo\n")],
         'a: "one\\ntwo\\n"\n    # c\nb: 1\n'),
]  # fmt: skip

COLLECTIONS = [
    Case("a collection by a text", "a:  # c\n  # about x\n  x: 1\n  y: 2  # gone\nb: 1\n", [put("a", "t")],
         "a: t  # c\n  # about x\nb: 1\n"),
    Case("a text by a collection", "a: t  # c\nb: 1\n", [put("a", {"x": "1", "y": ["2", {"z": "3", "w": "4"}]})],
         "a:  # c\n  x: 1\n  y:\n    - 2\n    - z: 3\n      w: 4\nb: 1\n"),
    Case("a collection by a collection", "a:\n    # kept\n    x: 1\nb: 1\n", [put("a", ["1"])], "a:\n    # kept\n    - 1\nb: 1\n"),
    Case("a collection at the end by a text, where there is no last line break", "a:\n  # kept\n\n  - x\n  - w: 1", [put("a", "t")],
         "a: t\n  # kept"),
    Case("blank lines inside go with the collection", "a:\n\n  - x\nb: 1\n", [put("a", "t")], "a: t\nb: 1\n"),
    Case("lists at the column of their key", "a:\n- 1\nb: 1\n", [put("b", ["x"]), put("a", {"x": "1"})],
         "a:\n  x: 1\nb:\n- x\n"),
    Case("nothing yet, in four ways", "a:   # c\nb: {}  # c\nc: ~\nd: []",
         [put("a/x", "1"), put("b/x", "1"), put("c/x", "1"), append("d", Flow({"to": "x", "on": "z"}))],
         "a:   # c\n  x: 1\nb:  # c\n  x: 1\nc:\n  x: 1\nd:\n  - {to: x, on: z}"),
    Case("empty brackets in brackets grow there", "a: {b: {}, c: []}\n", [put("a/b/x", "1"), append("a/c", {"y": "2"})],
         "a: {b: {x: 1}, c: [{y: 2}]}\n"),
    Case("an empty list takes a text in place", "tags: []  # c\n", [append("tags", "甲"), append("tags", "乙")], "tags: [甲, 乙]  # c\n"),
    Case("an item", "- a: 1\n  b: 2\n- c\n", [put("0", "x"), put("1", {"k": "1", "l": "2"})], "- x\n- k: 1\n  l: 2\n"),
    Case("the whole of a file", "# head\n{}\n", [put("", {"a": "1"})], "# head\na: 1\n"),
]  # fmt: skip

MONTHS = """\
invested:                           # 发改口径
  2025-06: 8200   # 含税
                  # 见附件
  2025-08: 12000

# 财务
paid:
  2025-07: 9000
"""

NEW_KEYS = [
    Case("months go by their order, comments stay where they belong", MONTHS,
         [put("invested/2025-07", "1"), put("invested/2025-05", "2"), put("invested/2025-09", "3"), put("paid/2025-08", "4")],
         """\
invested:                           # 发改口径
  2025-05: 2
  2025-06: 8200   # 含税
                  # 见附件
  2025-07: 1
  2025-08: 12000
  2025-09: 3

# 财务
paid:
  2025-07: 9000
  2025-08: 4
""", SORTED),
    Case("fields go by the order of the schema", "id: a\nmine: x\ntotal: 5\n", [put("name", "b"), put("level", "c"), put("code", "d")],
         "id: a\nname: b\ncode: d\nlevel: c\nmine: x\ntotal: 5\n", ORDER),
    Case("before the first that follows", "# head\n\ntotal: 5\n", [put("id", "a")], "# head\n\nid: a\ntotal: 5\n", ORDER),
    Case("missing parents", "id: a\n", [put("steps/eia/applied", "2023-01-05")], "id: a\nsteps:\n  eia:\n    applied: 2023-01-05\n"),
    Case("the file's own indentation", "a:\n   b:\n      c: 1\n", [put("a/d/e", "2"), put("f/g", ["3"])],
         "a:\n   b:\n      c: 1\n   d:\n      e: 2\nf:\n   g:\n     - 3\n"),
    Case("sections set off by blank lines", "id: a\nname: b\n\npeople:\n  x: 1\n\nstages:\n  - y\n",
         [put("plan/2025", "1"), put("steps/eia/applied", "2"), put("total", "3")],
         "id: a\nname: b\ntotal: 3\n\npeople:\n  x: 1\n\nstages:\n  - y\n\nsteps:\n  eia:\n    applied: 2\n\nplan:\n  2025: 1\n", ORDER),
    Case("sections that stand close", "id: a\n\nplan:\n  2025: 1\ninvested:\n  2025-01: 2\n\nissues:\n  - x\n",
         [put("paid/2025-02", "3")],
         "id: a\n\nplan:\n  2025: 1\ninvested:\n  2025-01: 2\npaid:\n  2025-02: 3\n\nissues:\n  - x\n", ORDER),
    Case("no last line break", "a: 1", [put("b", "2"), put("c/d", "3")], "a: 1\nb: 2\nc:\n  d: 3"),
    Case("CRLF, and the kind of the line above where they are mixed", "a: 1\r\nb:\r\n  c: 2\nd: 3\r\n",
         [put("b/e", "4"), put("f", "5"), put("a", "6\n7\n")], "a: |\r\n  6\r\n  7\r\nb:\r\n  c: 2\n  e: 4\nd: 3\r\nf: 5\r\n"),
    Case("after the end of a literal text", "a: |\n  x\n\n# about b\nb: 1\n", [put("a2", "z")],
         "a: |\n  x\n\na2: z\n\n# about b\nb: 1\n", ("a", "a2", "b")),
    Case("one blank line between facts parts groups", "id: a\nname: b\n\ntotal: 5\n", [put("x", "1")], "id: a\nname: b\n\ntotal: 5\nx: 1\n"),
    Case("keys quoted like their sisters", '"2025-01": 1\n"2025-02": 2\n', [put("2025-03", "3")], '"2025-01": 1\n"2025-02": 2\n"2025-03": 3\n'),
    Case("an entry of an item", "- name: a\n\n  x: 1\n- y: 2\n", [put("0/z", "3"), put("0/id", "4")], "- id: 4\n  name: a\n\n  x: 1\n  z: 3\n- y: 2\n", ORDER),
    Case("an empty file", "", [put("a/b", "1")], "a:\n  b: 1\n"),
    Case("a file of comments, and one without a last line break", "# only\n", [put("a", "1")], "# only\na: 1\n"),
    Case("a start of document", "# c\n---\n# d\n", [put("a", "1")], "# c\n---\n# d\na: 1\n"),
    Case("an end of document", "---\na: 1\n...\n", [put("b", "2")], "---\na: 1\nb: 2\n...\n"),
]  # fmt: skip

LISTS = [
    Case("items like their sisters", "stages:\n  - {to: a, on: 2022-03-01}   # c\n\nx: 1\n", [append("stages", {"to": "b, c", "on": "d"})],
         'stages:\n  - {to: a, on: 2022-03-01}   # c\n  - {to: "b, c", on: d}\n\nx: 1\n'),
    Case("records over lines", "issues:\n-   id: a\n    x: 1\n", [append("issues", Flow({"id": "b", "l": ["c"]}))],
         "issues:\n-   id: a\n    x: 1\n-   id: b\n    l:\n    - c\n"),
    Case("records set off by blank lines", "- id: a\n  x: 1\n\n- id: b\n  x: 2\n", [append("", {"id": "c", "x": "3"})],
         "- id: a\n  x: 1\n\n- id: b\n  x: 2\n\n- id: c\n  x: 3\n"),
    Case("a list that is missing", "a: 1\n", [append("b/c", Flow({"to": "x"}))], "a: 1\nb:\n  c:\n    - {to: x}\n"),
    Case("padding inside braces", "- { a: 1 }\n", [append("", {"b": "2"})], "- { a: 1 }\n- { b: 2 }\n"),
]  # fmt: skip

BRACKETS = [
    Case("spacing and last commas", "a: {x: 1,y: 2}\nb: [ 1, 2, ]\n", [put("a/z", "3"), append("b", "3")],
         "a: {x: 1,y: 2,z: 3}\nb: [ 1, 2, 3, ]\n"),
    Case("by the order", "a: {id: 1, total: 2}\n", [put("a/name", "3")], "a: {id: 1, name: 3, total: 2}\n", ORDER),
    Case("over several lines, with comments", "a: [\n  1,  # one\n  2   # two\n]  # end\n", [append("a", "3"), put("a/0", "10")],
         "a: [\n  10,  # one\n  2,  # two\n  3\n]  # end\n"),
    Case("over several lines, in the middle", "a: {\n  id: 1,  # one\n  # about total\n  total: 2,\n}\n", [put("a/name", "x"), put("a/z", "w")],
         "a: {\n  id: 1,  # one\n  name: x,\n  # about total\n  total: 2,\n  z: w,\n}\n", ORDER),
    Case("as in JSON", '{"a":1,"b":[]}\n', [put("a", "x"), put("c", "w"), append("b", "z")], '{"a":x,"b":[z],"c": w}\n'),
    Case("a key without a value", "a: {b, c: , d: }\n", [put("a/b", "1"), put("a/c", "2"), put("a/d", "3")], "a: {b: 1, c: 2, d: 3}\n"),
    Case("removed", "a: {x: 1, y: 2, z: 3}\nb: [1, 2,]\nc: [1]\n", [remove("a/y"), remove("a/z"), remove("b/1"), remove("c/0")],
         "a: {x: 1}\nb: [1,]\nc: []\n"),
    Case("removed from a line that it shares", "a: [\n  1, 2, # two\n  3, 4\n]\nb: [1, # c\n  2]\n", [remove("a/1"), remove("a/2"), remove("b/0")],
         "a: [\n  1,\n  3\n]\nb: [\n  2]\n"),
    Case("commas at the beginning of lines", "a: [ 1\n   , 2\n   , 3 ]\n", [remove("a/1"), append("a", "4")], "a: [ 1\n   , 3, 4 ]\n"),
    Case("removed with its line", "a: [\n  1,  # one\n  # about two\n  2,\n  3\n]\n", [remove("a/0"), remove("a/1")],
         "a: [\n  # about two\n  2,\n]\n"),
]  # fmt: skip

REMOVED = [
    Case("its own line and the comment after it", "a: 1\n# about b\nb: 2  # gone\n\nc: 3\n", [remove("b")], "a: 1\n# about b\n\nc: 3\n"),
    Case("a section", "a:\n  x: 1\n\nb:\n  y: 2\n  # inside\n  z: 3\nc: 4\n", [remove("b")], "a:\n  x: 1\n\nc: 4\n"),
    Case("the last entry leaves the key", "a:  # c\n  x: 1\nb: 2\n", [remove("a/x")], "a:  # c\nb: 2\n"),
    Case("an item", "a:\n  - x  # gone\n  - y: 1\n    z: 2\n  - w\n", [remove("a/0"), remove("a/0")], "a:\n  - w\n"),
    Case("the entry beside the dash", "- a: 1  # gone\n  b: 2\n- c: 3\n", [remove("0/a"), remove("1/c")], "- b: 2\n-\n"),
    Case("a comment below the dash stays", "- a: 1\n  # about b\n  b: 2\n", [remove("0/a")], "-\n  # about b\n  b: 2\n"),
    Case("the last line, which has no line break", "a: 1\nb: 2", [remove("b")], "a: 1\n"),
    Case("all of it", "# head\na: 1\n", [remove("a")], "# head\n"),
]  # fmt: skip

ALL = [*SCALARS, *COLLECTIONS, *NEW_KEYS, *LISTS, *BRACKETS, *REMOVED]


@pytest.mark.parametrize("case", ALL, ids=[case.title for case in ALL])
def test_only_what_is_meant_changes(case: Case) -> None:
    assert splice(case.before, case.edits, lambda _: case.order) == case.after
