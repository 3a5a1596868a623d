"""The manual of findings: a page for every code, and docs/findings.md made of all of them.

The page of a rule is the docstring of its module; those of the kinds that the text reader, the
schema, the folder, the index and the import find are in pages/*.txt, written the same way:

    标题 / Title

    CODE

    zh: what it means, why it matters, how to mend it
    en: the same

    pass:
        a project that is right
    fail:
        one that is not

Several pages of one text are set apart by a line `----`. An example is a project file that lacks
only its id and name, or a small ledger: `fail rules/stages.yaml:` before `fail:` adds that file. A
note in parentheses tells how a file comes to be: `(GBK)`, `(link)`, `(escaped)`, ... Every example
is run in the tests: a `fail` gives the finding, a `pass` does not.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from xmtz.checks.catalogue import catalogue
from xmtz.words.finding import ERROR, Kind
from xmtz.words.lang import Say


class ExampleFile(NamedTuple):
    """A file of an example: its path in the ledger ("" for a project file), how it is made, its text."""

    path: str
    how: str
    text: str


Example = tuple[ExampleFile, ...]


class Page(NamedTuple):
    """The page of one code."""

    code: str
    title: Say
    text: Say
    passing: tuple[Example, ...]
    failing: tuple[Example, ...]


class PageError(ValueError):
    """A page that is not written as pages are."""


LAYERS: Final = (
    ("S", Say("文件和文件夹", "Files and folders")),
    ("Y", Say("文件写法（YAML）", "The text (YAML)")),
    ("F", Say("字段", "Fields")),
    ("R", Say("文件之间", "Between files")),
    ("L", Say("项目一生", "The life of a project")),
    ("U", Say("规则", "Rules")),
    ("M", Say("导入映射", "Maps for import")),
)
"""The letters of codes, and what they are about."""

_TEXTS: Final = ("files", "text", "fields", "between", "imports")
_TITLE: Final = re.compile(r"(?P<zh>[^\n/]+?) / (?P<en>[^\n]+)\n\n(?P<code>[A-Z][0-9]{3})\n\n")
_SECTION: Final = re.compile(r"(zh|en): ?|(?:(pass|fail)(?: ([^():\n]+))?(?: \(([^)\n]+)\))?:$)")


@cache
def pages() -> dict[str, Page]:
    """Every page by its code, in the order of the codes. Raises PageError where one is ill-formed."""
    from xmtz.checks import project_rules, rules_rules, unit_rules

    texts = [module.__doc__ or "" for module in (*project_rules(), *rules_rules(), *unit_rules())]
    folder = resources.files("xmtz.checks") / "pages"
    texts += [(folder / f"{name}.txt").read_text(encoding="utf-8") for name in _TEXTS]
    found: dict[str, Page] = {}
    for text in texts:
        for part in re.split(r"\n-{4,}\n", text):
            page = parse_page(part.strip("\n"))
            if page.code in found:
                raise PageError(f"two pages for {page.code}")
            found[page.code] = page
    return dict(sorted(found.items()))


def parse_page(text: str) -> Page:
    """A page from its text. Raises PageError."""
    head = _TITLE.match(text)
    if head is None:
        raise PageError(f"no title and code: {text[:60]!r}")
    meaning = {"zh": "", "en": ""}
    examples: dict[str, list[dict[str, ExampleFile]]] = {"pass": [], "fail": []}
    verdict = ""
    for section, body in _sections(text[head.end() :]):
        lang, now, path, how = section.groups()
        if lang:
            meaning[lang] = _paragraph(body, lang)
            continue
        file = ExampleFile(path or "", how or "", _unindented(body))
        if now != verdict or file.path in examples[now][-1]:
            examples[now].append({})
        verdict = now
        examples[now][-1][file.path] = file
    if not (meaning["zh"] and meaning["en"] and examples["fail"]):
        raise PageError(f"{head['code']}: a page has zh:, en: and an example that fails")
    passing, failing = (tuple(tuple(one.values()) for one in examples[which]) for which in ("pass", "fail"))
    title = Say(head["zh"].strip(), head["en"].strip())
    return Page(head["code"], title, Say(meaning["zh"], meaning["en"]), passing, failing)


def _sections(text: str) -> list[tuple[re.Match[str], str]]:
    """Each section's heading and body; a heading stands at the left margin."""
    found: list[tuple[re.Match[str], list[str]]] = []
    for line in text.split("\n"):
        heading = _SECTION.match(line)
        if heading is not None:
            found.append((heading, [line[heading.end() :]]))
        elif found:
            found[-1][1].append(line)
        elif line.strip():
            raise PageError(f"text outside of a section: {line!r}")
    return [(heading, "\n".join(lines)) for heading, lines in found]


def _paragraph(body: str, lang: str) -> str:
    """Lines joined: with spaces in English, without in Chinese, where both sides are Chinese."""
    lines = [line.strip() for line in body.strip().split("\n")]
    if lang == "en":
        return " ".join(lines)
    text = lines[0]
    for line in lines[1:]:
        apart = text[-1:].isascii() and line[:1].isascii() and text[-1:] != "`"
        text += (" " if apart else "") + line
    return text


def _unindented(body: str) -> str:
    lines = body.strip("\n").split("\n")
    return "\n".join(line.removeprefix("    ") for line in lines) + "\n"


def explanation(code: str, lang: str) -> str | None:
    """The page of a code as plain text in `lang`; None where there is no such code."""
    kind = catalogue().get(code)
    if kind is None:
        return None
    page = pages().get(code)
    level = _level(kind)
    if page is None:  # pragma: no cover - Python was told to drop docstrings
        return f"{code}  {kind.message.text(lang)}  ({level.text(lang)})\n\n{kind.remedy.text(lang)}\n"
    zh = lang != "en"
    parts = [
        f"{code}  {page.title.text(lang)}{f'（{level.zh}）' if zh else f' ({level.en})'}",
        page.text.text(lang),
    ]
    parts.append(("改法：" if zh else "To mend it: ") + _open(kind.remedy.text(lang)))
    for heading, examples in (
        (Say("这样写对：", "Right:"), page.passing),
        (Say("这样写会提示：", "Found:"), page.failing),
    ):
        parts += [f"{heading.text(lang)}\n{_example_text(example, lang)}" for example in examples]
    return "\n\n".join(parts) + "\n"


def _level(kind: Kind) -> Say:
    return Say("错误", "error") if kind.severity == ERROR else Say("提醒", "warning")


def _open(text: str) -> str:
    """A text with its places for facts shown as dots."""
    return re.sub(r"\{[a-z_]+\}", "…", text).replace("{{", "{").replace("}}", "}")


def _example_text(example: Example, lang: str) -> str:
    blocks = []
    for file in example:
        name = _file_name(file, lang)
        lines = file.text.rstrip("\n").split("\n") if file.text.strip() else []
        shown = "\n".join(f"    {line}".rstrip() for line in lines)
        blocks.append("\n".join(part for part in (f"  {name}" if name else "", shown) if part))
    return "\n".join(blocks)


_HOW: Final = {
    "GBK": Say("以 GBK 编码保存", "saved as GBK"),
    "UTF-16": Say("以 UTF-16 编码保存", "saved as UTF-16"),
    "link": Say("符号链接，指向下面的路径", "a symbolic link to the path below"),
    "missing": Say("没有这个文件", "the file is missing"),
    "empty": Say("空文件", "an empty file"),
    "escaped": Say("\\u 开头的是看不见的字符", "\\u… stands for an invisible character"),
    "no access": Say("没有读取权限", "without the right to read it"),
    "many lines": Say("这样的行有四百行", "400 such lines"),
    "large": Say("重复十万次", "repeated 100,000 times"),
}
"""How a file of an example comes to be, where its text does not say it."""


def _file_name(file: ExampleFile, lang: str) -> str:
    how = _HOW[file.how].text(lang) if file.how else ""
    if not how:
        return file.path
    where = file.path or Say("项目文件", "the project's file").text(lang)
    return f"{where}（{how}）" if lang != "en" else f"{where} ({how})"


def markdown() -> str:
    """docs/findings.md: every page, Chinese first."""
    parts = [_INTRODUCTION]
    known = catalogue()
    for letter, about in LAYERS:
        codes = [code for code in known if code.startswith(letter)]
        parts.append(f"## {letter}: {about.zh} / {about.en}")
        parts += [_entry(pages()[code], known[code]) for code in codes]
    return "\n\n".join(parts) + "\n"


_INTRODUCTION: Final = """\
# 提示代码 / Findings

<!-- 由 python -m xmtz.checks.manual 生成，请勿手改 / made by python -m xmtz.checks.manual -->

`xmtz check` 一次列出全部提示，每条有代码；`xmtz explain 代码` 印出这里的一节。错误：文件自相矛盾，一定要改；
提醒：缺了东西或值得怀疑，也可能没错。L 开头的提示可以在项目的 `waivers` 里写明理由、批准人和期限后豁免。
下面的每个例子都随程序测试：“对”的不会有这条提示，“会提示”的一定有。例子省略了项目的 `id` 和 `name`。

`xmtz check` lists everything at once, each with a code; `xmtz explain CODE` prints its section of this page.
An error is a contradiction and has to be mended. A warning is something missing or doubtful and may be right.
Findings that begin with L can be waived for a project, under `waivers`, with a reason, who allowed it and until
when. Every example is run in the tests. They leave out the `id` and `name` of the project."""


def _entry(page: Page, kind: Kind) -> str:
    level = _level(kind)
    parts = [
        f"### {page.code} {page.title.zh} / {page.title.en}",
        f"{level.zh} / {level.en}",
        f"{page.text.zh}\n改法：{_open(kind.remedy.zh)}。",
        f"{page.text.en}\nTo mend it: {_open(kind.remedy.en)}.",
    ]
    for heading, examples in (("对 / Right:", page.passing), ("会提示 / Found:", page.failing)):
        for example in examples:
            parts.append(heading)
            for file in example:
                name = _file_name(file, "zh")
                parts.append((f"`{name}`\n\n" if name else "") + _fenced(file.text))
    return "\n\n".join(parts)


def _fenced(text: str) -> str:
    return f"```yaml\n{text.rstrip()}\n```" if text.strip() else ""


def main() -> None:
    """Print docs/findings.md."""
    import sys

    sys.stdout.buffer.write(markdown().encode())


if __name__ == "__main__":
    main()
