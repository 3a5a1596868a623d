"""Small ledgers for tests: the rules of ledger/, and whatever files a test puts over them."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from xmtz.checks.manual import Example, ExampleFile

RULES = Path(__file__).with_name("ledger")
PROJECT = "projects/2024/fx24-0001.yaml"
TODAY = "2030-01-01"


def start(root: Path) -> Path:
    """A ledger without projects."""
    shutil.copytree(RULES, root)
    (root / "projects" / "2024").mkdir(parents=True)
    return root


def put(root: Path, example: Example) -> None:
    """Write the files of an example of the manual."""
    for file in example:
        name = file.path or PROJECT
        path = root / (_unescaped(name) if file.how == "escaped" else name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if file.how == "missing":
            path.unlink()
        elif file.how == "link":
            path.symlink_to(file.text.strip())
        else:
            path.write_bytes(_bytes(file))
        if file.how == "no access":
            path.chmod(0)


def _bytes(file: ExampleFile) -> bytes:
    text = file.text
    if file.how == "many lines":
        text = "".join(text.replace("{n}", str(n)) for n in range(400))
    text = text if file.path else _whole(text)
    if file.how == "escaped":
        text = _unescaped(text)
    if file.how == "large":
        text *= 100_000
    return text.encode({"GBK": "gb18030", "UTF-16": "utf-16"}.get(file.how, "utf-8"))


def _whole(text: str) -> str:
    """A project file, from one that may lack its id and name."""
    lines = text.split("\n")
    missing = {"id": "id: fx24-0001\n", "name": "name: 示例项目\n"}
    return (
        "".join(line for key, line in missing.items() if not any(one.startswith(key) for one in lines)) + text
    )


def _unescaped(text: str) -> str:
    out = ""
    while (at := text.find("\\u")) >= 0:
        out += text[:at] + chr(int(text[at + 2 : at + 6], 16))
        text = text[at + 6 :]
    return out + text


@contextlib.contextmanager
def as_nobody():
    """Run as a user without rights: root may read what nobody else can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
