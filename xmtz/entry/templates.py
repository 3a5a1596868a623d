"""Templates: complete rules for a locality, from which a new ledger is started.

A template is a folder with template.yaml and rules/. One that names a base says only what
differs; `template_rules` gives the two merged, ready to be written into a ledger.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from xmtz.entry.merging import NOTHING, Parts, merged, put_together, take_apart
from xmtz.records.record import Context
from xmtz.records.rules import Rules
from xmtz.records.template import TemplateFile
from xmtz.store.files import decode, read_bytes
from xmtz.store.located import read
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,40}", re.ASCII)
_FILE: Final = "template.yaml"


def templates_folder() -> Path:
    """Where the templates are: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def template_names() -> list[str]:
    """The names of the templates that come with the program, `national` first."""
    folder = templates_folder()
    names = [path.parent.name for path in folder.glob(f"*/{_FILE}")] if folder.is_dir() else []
    return sorted(names, key=lambda name: (name != "national", name))


def template_info(name: str) -> TemplateFile:
    """What a template says of itself. `name` is one of `template_names()`, or the path of a folder.

    Raises Trouble where there is no such template, or where its template.yaml is faulty.
    """
    return _info(_folder(name))


def template_rules(name: str) -> dict[str, str]:
    """The files of a template's rules/, by file name, merged with its base.

    Each begins with a comment that names the template, its version and its sources. Raises
    Trouble as `template_info` does, and where a file of the template cannot be read.
    """
    folder = _folder(name)
    info = _info(folder)
    chain = _chain(folder, info)
    return {f"{file}.yaml": put_together(_merged_file(chain, file), _top(chain)) for file in Rules.FILES}


def _folder(name: str) -> Path:
    folder = templates_folder() / name if _NAME.fullmatch(name) else Path(name)
    with suppress(OSError, ValueError):  # a name too long, or one that no file can have
        if (folder / _FILE).is_file():
            return folder
    raise Trouble(
        Say(
            "没有“{name}”这个模板；可用：{known}；自己的模板写出其文件夹的路径",
            "there is no template “{name}”; there are: {known}; give the path of a folder for one of your own",
        ),
        name="".join(c if c.isprintable() else "?" for c in name)[:80],
        known=", ".join(template_names()),
    )


def _info(folder: Path) -> TemplateFile:
    path = f"{folder.name}/{_FILE}"
    decoded = decode(read_bytes(folder / _FILE), path)
    context = Context(path)
    reading = read(decoded.text, path)
    info = None if reading.root is None else TemplateFile.read(reading.root, context)
    findings = [*([decoded.finding] if decoded.finding else []), *reading.findings, *context.findings]
    if info is None or findings:
        place = findings[0].place if findings else path
        raise Trouble(Say("模板文件有误：{place}", "a file of the template is faulty: {place}"), place=place)
    return info


def _chain(folder: Path, info: TemplateFile) -> list[tuple[Path, TemplateFile]]:
    """The template and the bases under it, the lowest first."""
    chain = [(folder, info)]
    while info.base is not None:
        folder = _folder(info.base)
        info = _info(folder)
        if any(other == folder for other, _ in chain):
            raise Trouble(
                Say("模板“{name}”以自己为底本", "the template “{name}” is based on itself"), name=info.name
            )
        chain.insert(0, (folder, info))
    return chain


def _merged_file(chain: list[tuple[Path, TemplateFile]], file: str) -> Parts:
    found = NOTHING
    for folder, _ in chain:
        path = folder / "rules" / f"{file}.yaml"
        if path.is_file():
            shown = f"{folder.name}/rules/{file}.yaml"
            decoded = decode(read_bytes(path), shown)
            found = merged(found, take_apart(decoded.text, shown), shown)
    return found


def _top(chain: list[tuple[Path, TemplateFile]]) -> list[str]:
    own = chain[-1][1]
    made = "，底本 ".join(
        f"{info.name}（{info.label.zh}）第 {info.version} 版" for _, info in reversed(chain)
    )
    lines = [f"# 本文件出自模板 {made}。", "# 写入台账后归本台账所有，修改与其他变更一样审核。"]
    if own.sources:
        lines += ["# 模板依据：", *(f"#   {source.line()}" for source in own.sources)]
    return [*lines, "#"]
