"""Every command answers wrong usage in one sentence with exit code 2, and its help in either language."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import import_module

import pytest
import typer

from xmtz.cli import main as program
from xmtz.cli.registry import COMMANDS
from xmtz.cli.usage import WORDS, name_of, spoken, wrapped
from xmtz.domain.width import width
from xmtz.words.lang import use_language

HAN = re.compile(r"[\u3400-\u9fff]")


def all_commands():
    """Every command and every command below one: its words, and Typer's view of it."""
    for name, known in COMMANDS.items():
        command = typer.main.get_command(import_module(f"xmtz.cli.{known.module}").app)
        below = getattr(command, "commands", None)
        if below is None:
            yield (name,), command
        else:
            yield from (((name, word), one) for word, one in below.items())


EVERY = {" ".join(words): (words, command) for words, command in all_commands()}


def wrong_calls(words, command):
    """Ways to call a command wrongly, each with what the sentence has to name."""
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    filled = ["x" for one in arguments if one.required]
    others = [f"{max(one.opts, key=len)}=x" for one in options if one.required]
    yield [*words, *filled, "--zzz"], "--zzz"
    if all(one.nargs == 1 for one in arguments):
        yield [*words, *("x" for _ in arguments), "zz", *others], "zz"
    needed = [one for one in command.params if one.required]
    if needed:
        yield [*words], name_of(needed[0])
    for option in options:
        name = max(option.opts, key=len)
        if option.is_flag:
            yield [*words, *filled, f"{name}=1"], name
        else:
            yield [*words, *filled, name], name
            if any(kind in option.type.name for kind in ("int", "float")):
                yield [*words, *filled, name, "abc"], name
                yield [*words, *filled, name, "-1"], name
    if not {"--format"}.isdisjoint(name for one in options for name in one.opts):
        yield [*words, *filled, *others, "--format", "zz"], "zz"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", EVERY)
def test_wrong_usage_is_one_sentence_and_exit_code_2(name, lang, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    use_language(lang)
    for arguments, named in wrong_calls(*EVERY[name]):
        capsys.readouterr()
        code = program.run([*arguments, f"--lang={lang}"])
        said = capsys.readouterr()
        assert code == 2, (arguments, said)
        assert said.out == "", arguments
        assert said.err.count("\n") == 1, (arguments, said.err)
        assert named in said.err, (arguments, said.err)
        if lang == "zh":
            assert HAN.search(said.err), said.err
            assert not re.search(
                r"(?<!-)\b(is|the|not|for|usage|error|missing|invalid)\b", said.err.lower()
            ), said.err
        else:
            assert not HAN.search(said.err), said.err


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (
            ["lst"],
            "没有“lst”这个命令，是不是 list？；xmtz --help 列出全部命令",
            "there is no command “lst”, did you mean list?; xmtz --help lists them all",
        ),
        (
            ["issue", "ad"],
            "没有“ad”这个子命令（是不是 add）；用法见 xmtz issue --help",
            "there is no command “ad” (did you mean add?); see xmtz issue --help",
        ),
        (
            ["list", "--uni", "x"],
            "没有“--uni”这个选项（是不是 --unit）；用法见 xmtz list --help",
            "there is no option “--uni” (did you mean --unit?); see xmtz list --help",
        ),
        (["set"], "缺少“项目”；用法见 xmtz set --help", "PROJECT is missing; see xmtz set --help"),
        (
            ["report", "--cell", "高庄镇"],
            "--cell 后面要写 2 个值；用法见 xmtz report --help",
            "--cell needs 2 values; see xmtz report --help",
        ),
        (
            ["step", "x", "eia", "grant", "--days", "0"],
            "--days 要写 1 到 400 的整数；用法见 xmtz step --help",
            "--days takes a whole number from 1 to 400; see xmtz step --help",
        ),
        (
            ["list", "--\x1b[31m\u202e"],
            "没有“--\\u001b[31m\\u202e”这个选项；用法见 xmtz list --help",
            "there is no option “--\\u001b[31m\\u202e”; see xmtz list --help",
        ),
        (["list", "--ledger"], "--ledger 后面要写值", "--ledger needs a value"),
        (["list", "--lang", "fr"], "--lang 只能是 zh 或 en", "--lang is zh or en"),
    ],
)
def test_what_it_says(arguments, zh, en, capsys, monkeypatch):
    for lang, sentence in (("zh", zh), ("en", en)):
        monkeypatch.setenv("XMTZ_LANG", lang)
        capsys.readouterr()
        assert program.run(arguments) == 2
        assert capsys.readouterr().err == sentence + "\n"


def test_a_group_without_a_command_lists_what_there_is(capsys):
    assert program.run(["issue", "--lang", "zh"]) == 2
    assert capsys.readouterr().err.startswith("缺少子命令；可用：add、assign、")


HELP = """\
import contextlib, io, json, sys
from xmtz.cli.main import run
from xmtz.words.lang import use_language
lang, names = sys.argv[1], json.loads(sys.argv[2])
said = {}
for name in names:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert run([*name.split(), "--help", "--lang", lang]) == 0
    said[name] = out.getvalue()
sys.stdout.buffer.write(json.dumps(said).encode())
"""


@pytest.fixture(scope="module")
def help_pages():
    """The help of everything, each language from a process that spoke no other."""
    names = json.dumps(["", *COMMANDS, *EVERY])
    return {
        lang: json.loads(
            subprocess.run([sys.executable, "-c", HELP, lang, names], capture_output=True, check=True).stdout
        )
        for lang in ("zh", "en")
    }


def test_every_command_has_help_in_both_languages(help_pages):
    zh, en = help_pages["zh"], help_pages["en"]
    assert zh.keys() == en.keys() == {"", *COMMANDS, *EVERY}
    for name in zh:
        assert len(zh[name].splitlines()) >= 5
        assert len(zh[name].split("--")) == len(en[name].split("--")), name  # the same options


def test_the_english_help_is_english(help_pages):
    units = re.compile("万元|亿|分|张三|绿色通道")
    for name, page in help_pages["en"].items():
        assert not HAN.search(units.sub("", page)), (name, page)


def test_the_chinese_help_is_chinese(help_pages):
    for name, page in help_pages["zh"].items():
        for line in page.splitlines():
            shown = re.sub(r"-{1,2}[a-z][a-z-]*|xmtz [a-z ]*|[a-z_.\[\]0-9=|-]+", " ", line)
            assert HAN.search(line) or not re.search("[A-Za-z]{2}", shown), (name, line)
        capitals = set(re.findall(r"\b[A-Z]{2,}\b", page))
        assert capitals <= {"SQL", "CSV", "YAML", "HEAD", "DIR", "SELECT", "SARIF", "JSON"}, (name, capitals)


def test_every_word_in_capitals_has_its_chinese():
    for name, (_, command) in EVERY.items():
        for one in command.params:
            for word in re.findall(r"\b[A-Z]+\b", one.metavar or ""):
                assert word in WORDS, (name, word)
    use_language("zh")
    assert spoken("[PROJECT] ISSUE") == "[项目] 问题"


def test_every_option_says_what_it_is_for(help_pages):
    for name, (_, command) in EVERY.items():
        assert command.help, name
        assert [one.name for one in command.params if not one.help] == [], name


@pytest.mark.parametrize("columns", [20, 40, 76])
def test_long_texts_are_broken_where_a_reader_expects_it(columns):
    text = (
        "登记审批手续的办理情况，可一次登记几步（如 apply=2025-01-05 accept=2025-01-09）。动作：受理、办结。"
    )
    lines = wrapped(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= columns + 2 for line in lines)  # a closing mark may hang
    assert not any(line[0] in "，。、：）" for line in lines)
    assert not any(line.endswith("（") for line in lines)
    assert any("accept=2025-01-09" in line for line in lines) or columns < 18
