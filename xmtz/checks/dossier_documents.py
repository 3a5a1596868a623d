"""卷内文件的路径走出了台账 / A document's path leads out of the ledger

L531

zh: 卷内文件的 `path` 是相对台账根目录的路径，用 / 分隔。绝对路径、`..`、反斜杠、控制字符、Windows 存不下的名字都不行：
换一台电脑就找不到文件，或者指到台账以外。`xmtz dossier add` 登记的路径都合格。
en: `path` of a document is relative to the ledger's folder, its parts set apart by /. Absolute paths, `..`,
backslashes, control characters and names that Windows cannot hold do not work: on another computer the file would
not be found, or would be one outside the ledger. `xmtz dossier add` enters good paths only.

pass:
    dossier:
      tender:
        - {title: 中标通知书, path: dossier/中标通知书.pdf, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}
fail:
    dossier:
      tender:
        - {title: 中标通知书, path: ../共享/中标通知书.pdf, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}

----

校验和写得不对 / A checksum that is none

L532

zh: `sha256` 是文件内容的 SHA-256，64 个小写的十六进制字符。它由 `xmtz dossier add` 算出，不用手填。
en: `sha256` is the SHA-256 of the file's bytes: 64 hexadecimal characters in lower case. `xmtz dossier add` computes
it; nobody has to type it.

pass:
    dossier:
      tender:
        - {title: 中标通知书, path: a.pdf, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}
fail:
    dossier:
      tender:
        - {title: 中标通知书, path: a.pdf, sha256: e3b0c442}

----

卷内文件的路径和校验和缺一个 / A path without its checksum, or the other way round

L533

zh: 有 `path` 没有 `sha256`，文件被换掉也看不出来；有 `sha256` 没有 `path`，不知道是哪个文件。纸质文件两样都不写。
en: With a `path` and no `sha256` nobody can tell when the file is replaced; with a `sha256` and no `path` nobody
knows which file it is. A document on paper has neither.

pass:
    dossier:
      tender:
        - {title: 中标通知书（纸质）, number: 招字〔2024〕3号}
fail:
    dossier:
      tender:
        - {title: 中标通知书, path: a.pdf}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from xmtz.domain.document_paths import why_unsafe
from xmtz.domain.refusal import quoted
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, WARNING, Finding, Kind
from xmtz.words.lang import Say

UNSAFE: Final = Kind(
    "L531",
    ERROR,
    Say("路径“{path}”不能用：{why}", "the path “{path}” cannot be used: {why}"),
    Say(
        "把文件放进台账再登记：xmtz dossier add --copy",
        "put the file into the ledger and enter it: xmtz dossier add --copy",
    ),
)
NO_CHECKSUM: Final = Kind(
    "L532",
    ERROR,
    Say("“{text}”不是 SHA-256 校验和", "“{text}” is no SHA-256 checksum"),
    Say("用 xmtz dossier add --update 重新登记", "enter the file again with xmtz dossier add --update"),
)
HALF: Final = Kind(
    "L533",
    WARNING,
    Say("“{title}”只有 {there}，没有 {lacks}", "“{title}” has {there} and no {lacks}"),
    Say(
        "用 xmtz dossier add --update 重新登记；纸质文件两样都不写",
        "enter the file again with xmtz dossier add --update; a document on paper has neither",
    ),
)

_SHA256: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for documents in project.dossier.values():
        for one in documents:
            if one.path is not None:
                why = why_unsafe(one.path)
                if why is not None:
                    yield UNSAFE.at(one.where(path, "path"), path=quoted(one.path, 120), why=why)
            if one.sha256 is not None and not _SHA256.fullmatch(one.sha256):
                yield NO_CHECKSUM.at(one.where(path, "sha256"), text=quoted(one.sha256, 70))
            if one.is_written("path") != one.is_written("sha256"):
                there, lacks = ("path", "sha256") if one.is_written("path") else ("sha256", "path")
                yield HALF.at(one.where(path, there), title=one.title_ or "", there=there, lacks=lacks)
