"""Starting a ledger: its folder, its rules from a template, its editor and git settings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from xmtz.domain.plain import printable
from xmtz.domain.refusal import quoted
from xmtz.records.json_schema import SCHEMA_FILES, SCHEMA_FOLDER, schema_text
from xmtz.records.ledger import FORMAT
from xmtz.store import git, quoting
from xmtz.store.attributes import ATTRIBUTES, ATTRIBUTES_FILE, IGNORE, IGNORE_FILE, settings
from xmtz.store.files import cannot_write, write_atomically
from xmtz.store.layout import LEDGER_FILE, MEETINGS_FOLDER, PROJECTS_FOLDER, RULES_FOLDER, UNITS_FILE
from xmtz.words.errors import USAGE, Refusal, Trouble
from xmtz.words.lang import Say


class Plan(NamedTuple):
    """A ledger to be started: every file with its text, ledger.yaml last."""

    root: Path
    name: str
    files: dict[str, str]


def plan(
    folder: Path,
    template: str,
    name: str | None = None,
    division: str | None = None,
    prefix: str | None = None,
    lang: str | None = None,
) -> Plan:
    """The files of a new ledger in `folder`. Raises Trouble for an unknown template, a folder that
    is, or lies in, a ledger, and files that would be overwritten."""
    from xmtz.entry.templates import template_info, template_rules

    root = folder.expanduser().absolute()
    _refuse_place(root)
    info = template_info(template)
    rules = template_rules(template)
    division = division or info.division
    heading = name or _name(division, root)
    head = _ledger_text(
        heading, division, info.name, info.version, lang or info.lang, prefix or info.prefix or "xm"
    )
    files = {
        ATTRIBUTES_FILE: ATTRIBUTES,
        IGNORE_FILE: IGNORE,
        **{f"{RULES_FOLDER}/{file}": text for file, text in rules.items()},
        **_schemas(rules),
        ".vscode/settings.json": _vscode(),
        ".idea/jsonSchemas.xml": _jetbrains(),
        f"{PROJECTS_FOLDER}/.gitkeep": "",
        f"{MEETINGS_FOLDER}/.gitkeep": "",
        UNITS_FILE: UNITS,
        LEDGER_FILE: head,  # last: until it is there, the folder is no ledger
    }
    there = _in_the_way(root, files)
    if there:
        raise Refusal(_IN_THE_WAY, [Say(path, path) for path in there], root=str(folder))
    return Plan(root, heading, files)


def _in_the_way(root: Path, files: Mapping[str, str]) -> list[str]:
    """Files that are there already, and files where a folder has to be."""
    found = [path for path in files if (root / path).exists() or (root / path).is_symlink()]
    folders = {str(above) for path in files for above in PurePosixPath(path).parents if str(above) != "."}
    return sorted(found) + sorted(
        name for name in folders if (root / name).exists() and not (root / name).is_dir()
    )


_IN_THE_WAY: Final = Say(
    "{root} 里已有同名文件，一个也没有改动；请换一个文件夹，或先移走：",
    "{root} has files of these names; nothing was changed. Choose another folder, or move them away first:",
)
_ALREADY: Final = Say("{root} 已经是台账，没有改动", "{root} is a ledger already; nothing was changed")
_INSIDE: Final = Say(
    "{root} 在另一个台账 {outer} 里面；台账不能套台账，请换一个文件夹",
    "{root} lies inside the ledger {outer}; ledgers do not nest: choose another folder",
)


def _refuse_place(root: Path) -> None:
    if root.exists() and not root.is_dir():
        raise Trouble(Say("{root} 是文件，不是文件夹", "{root} is a file, not a folder"), root=root)
    if (root / LEDGER_FILE).exists():
        raise Trouble(_ALREADY, root=root)
    for outer in root.parents:
        if (outer / LEDGER_FILE).is_file():
            raise Trouble(_INSIDE, root=root, outer=outer)


def _name(division: str | None, root: Path) -> str:
    if division:
        from xmtz.domain.areas import full_name

        place = full_name(division)
        if place:
            return f"{place}重点项目台账"
    return printable(root.name) or "重点项目台账"


def _ledger_text(
    name: str, division: str | None, template: str, version: int, lang: str | None, prefix: str
) -> str:
    if not re.fullmatch(r"[a-z]{1,6}", prefix):
        raise Trouble(
            Say(
                "编号前缀“{prefix}”要用 1 到 6 个小写字母，如 fx",
                "the id prefix “{prefix}” is 1 to 6 lower-case letters, such as fx",
            ),
            prefix=quoted(prefix),
        )
    if division is not None and not re.fullmatch(r"[0-9]{6}", division):
        raise Trouble(
            Say(
                "区划代码“{division}”要用 6 位数字，如 611102",
                "the division code “{division}” is six digits, such as 611102",
            ),
            division=quoted(division),
        )
    if not name.isprintable():
        raise Trouble(Say("台账名称里有看不见的字符", "the ledger's name holds invisible characters"), USAGE)
    lines = [
        f"xmtz: {FORMAT}  # 格式版本 / format version",
        f"name: {quoting.inline(name, flow=False)}",
        *([f"division: {division}  # 区划代码 / division code"] if division else []),
        f"template: {{name: {template}, version: {version}}}  # 规则的来源，此后 rules/ 归本台账 / where rules/ came from",
        f"lang: {lang or 'zh'}",
        f"prefix: {prefix}  # 项目编号的前缀 / prefix of project ids",
        "commit: false  # true：每次写入都提交到 git / true: every write is committed",
    ]
    return "\n".join(lines) + "\n"


UNITS: Final = """\
# 责任单位：排名按它分组，项目的 unit 写这里的键。
# Responsible bodies: rankings group by them; a project's `unit` is a key from here.
#
# kind: district 县区 | town 镇街 | zone 园区 | department 部门 | group 项目小组 | company 企业
#
# 例 / example:
#   gaozhuang: {name: 高庄镇, kind: town, order: 1}
#   fagai:
#     name: 发展和改革局
#     short: 发改局
#     kind: department
#     people:
#       王某: 局长
units: {}
"""


def _schemas(rules: Mapping[str, str]) -> dict[str, str]:
    words = _words(rules)
    return {schema.path: schema_text(schema.record, words) for schema in SCHEMA_FILES}


def _words(rules: Mapping[str, str]) -> dict[str, list[str]]:
    """The words that the rules define, for completion in editors."""
    from xmtz.records.record import Context
    from xmtz.records.rules import Rules
    from xmtz.store.located import read

    typed = {}
    for name, record in Rules.FILES.items():
        root = read(rules.get(f"{name}.yaml", "")).root
        made = None if root is None else record.read(root, Context(name))
        if made is not None:
            typed[name] = made
    return {name: list(words) for name, words in Rules(typed).words().items()}


def _vscode() -> str:
    schemas = {f"./{schema.path}": list(schema.globs) for schema in SCHEMA_FILES}
    made = {
        "yaml.schemas": schemas,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.formatOnSave": False},
        "files.encoding": "utf8",
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _jetbrains() -> str:
    """Schema mappings of JetBrains editors: one entry a schema, patterns relative to the project."""
    entries = []
    for schema in SCHEMA_FILES:
        items = "\n".join(
            "                <Item>\n"
            + ('                  <option name="pattern" value="true" />\n' if "*" in glob else "")
            + f'                  <option name="path" value="{glob}" />\n'
            "                </Item>"
            for glob in schema.globs
        )
        entries.append(f"""\
        <entry key="xmtz-{schema.name}">
          <value>
            <SchemaInfo>
              <option name="name" value="xmtz-{schema.name}" />
              <option name="relativePathToSchema" value="{schema.path}" />
              <option name="patterns">
                <list>
{items}
                </list>
              </option>
            </SchemaInfo>
          </value>
        </entry>""")
    inside = "\n".join(entries)
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<project version="4">
  <component name="JsonSchemaMappingsProjectConfiguration">
    <state>
      <map>
{inside}
      </map>
    </state>
  </component>
</project>
"""


def start(made: Plan, with_git: bool = True) -> Say | None:
    """Write a planned ledger and make it a git repository; gives why git was left out, if it was.

    Raises Trouble where a file cannot be written; what was written before it is taken back.
    """
    written: list[Path] = []
    fresh = not made.root.exists()
    try:
        made.root.mkdir(parents=True, exist_ok=True)
        for path, text in made.files.items():
            write_atomically(made.root / path, text.encode(), new=True)
            written.append(made.root / path)
    except OSError as error:
        raise cannot_write(made.root, error) from None
    except BaseException:
        _take_back(made.root, written, fresh)
        raise
    return _git(made.root) if with_git else None


def _take_back(root: Path, written: list[Path], fresh: bool) -> None:
    for path in reversed(written):
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == root or root not in folder.parents:
                break
            _remove_empty(folder)
    if fresh:
        _remove_empty(root)


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _git(root: Path) -> Say | None:
    try:
        git.start(root)
        for key, value in settings().items():
            git.run(root, "config", key, value)
    except Trouble as trouble:
        return trouble.say
    return None


__all__ = ["SCHEMA_FOLDER", "Plan", "plan", "start"]
