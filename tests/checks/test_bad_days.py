"""Files as they should not be: huge, hostile, half written, gone while they are read."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from example_ledger import PROJECT, TODAY

from xmtz.index.ledger import open_ledger
from xmtz.index.source import WorkTree

PROJECT_TEXT = "id: fx24-0001\nname: 示例项目\n"


def measured(ledger) -> tuple[str, int]:
    """What `xmtz check` prints, and the most memory it took (MB)."""
    code = (
        "import sys\n"
        "from xmtz.cli.main import run\n"
        "run(['check', '--as-of-date', '2026-01-01'])\n"
        "status = open('/proc/self/status').read()\n"
        "print(status.split('VmHWM:')[1].split()[0], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ledger.root, capture_output=True, timeout=30)
    return ran.stdout.decode(), int(ran.stderr.split()[-1]) // 1024


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
def test_a_file_of_50_megabytes_is_refused_without_being_read(ledger):
    ledger.write(PROJECT, PROJECT_TEXT)
    _, usual = measured(ledger)
    with open(ledger.root / "projects/2024/fx24-0002.yaml", "wb") as file:
        file.write(b"id: fx24-0002\nname: a\nnotes: ")
        file.write(b"x" * 50_000_000)
    out, most = measured(ledger)
    assert "projects/2024/fx24-0002.yaml: 错误 Y119" in out
    assert most < usual + 25, f"{most} MB, {usual} MB without it"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "], ids=["brackets", "braces", "dashes"])
def test_ten_thousand_levels_are_one_finding(ledger, opening):
    ledger.write(PROJECT, f"{PROJECT_TEXT}tags:\n  {opening * 10_000}\nowner: 某公司\n")
    assert ledger.check() in (f"{PROJECT}:4:{column} Y118\n" for column in range(1, 400))


def test_references_that_would_unfold_into_gigabytes_stay_folded(ledger):
    levels = "".join(f"  - &a{n} [{', '.join([f'*a{n - 1}'] * 10) if n else 'ha'}]\n" for n in range(60))
    ledger.write(PROJECT, f"{PROJECT_TEXT}tags:\n{levels}")
    found = ledger.check().splitlines()
    assert found[:3] == [f"{PROJECT}:0:0 S006", f"{PROJECT}:4:5 F205", f"{PROJECT}:4:5 Y110"]
    assert f"{PROJECT}:5:10 Y111" in found
    assert len(found) == 301


def test_another_kind_of_file_is_told_of_in_a_few_hundred_lines(ledger):
    ledger.write(PROJECT, PROJECT_TEXT + "".join(f"序号{n}: {n}\n" for n in range(10_000)))
    found = ledger.check().splitlines()
    assert len(found) == 301
    assert found[:2] == [f"{PROJECT}:0:0 S006", f"{PROJECT}:3:1 F200"]
    assert "还有 9700 条" in ledger.run("check").out


@pytest.mark.parametrize("content", [b"", b"\n\n", "# 待填\n".encode(), b"\xef\xbb\xbf", b"---\n"])
def test_nothing_in_a_file_is_a_finding(ledger, content):
    ledger.write(PROJECT, content)
    assert ledger.check() in (f"{PROJECT}:0:0 S004\n", f"{PROJECT}:1:4 F203\n", f"{PROJECT}:2:1 F203\n")


@pytest.mark.parametrize(
    "content",
    [
        b"\x00" * 1000,
        b"\xff\xfe",
        b"PK\x03\x04" + bytes(range(256)) * 40,
        b"\xed\xa0\x80",
        "id: \ufffe".encode(),
        b"%" * 5000,
        b"? " * 3000,
        b": " * 3000,
        b"!!python/object/apply:os.system [id]",
        b"'" * 9999,
        b'"\\' * 5000,
        b"a: |" + b" " * 5000,
        b"- " * 20 + b"a",
        b"\r\r\r",
        b"id: a\n" * 2000,
        b"a:\n" + b" " * 100_000,
        ('"' + "[" * 200_000).encode(),
        b"k: v " * 50_000,
    ],
)
def test_whatever_a_file_holds_the_answer_is_findings(ledger, content):
    ledger.write(PROJECT, content)
    found = ledger.check()
    assert found.startswith(f"{PROJECT}:")


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake(ledger):
    text = PROJECT_TEXT + "stages:\n  - {to: planned, on: 2024-03-01}\n"
    ledger.write(PROJECT, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert ledger.check() == ""


def test_a_file_without_its_last_line_end_is_no_mistake(ledger):
    ledger.write(PROJECT, PROJECT_TEXT.rstrip("\n"))
    assert ledger.check() == ""


def test_a_file_that_is_gone_when_it_is_read_is_left_out(ledger):
    source = WorkTree(ledger.root)
    ledger.write(PROJECT, PROJECT_TEXT)
    assert [path for path, _ in source.read_many([PROJECT, "projects/2024/gone.yaml"])] == [PROJECT]
    assert list(source.unreadable(["projects/2024/gone.yaml"])) == []


def test_files_come_and_go_while_a_ledger_is_read(ledger):
    """An editor saves by way of new files; a reader beside it never stumbles."""
    ledger.write(PROJECT, PROJECT_TEXT)
    stop = threading.Event()

    def save() -> None:
        n = 0
        while not stop.is_set():
            n += 1
            path = ledger.root / f"projects/2024/fx24-00{n % 20:02d}x.yaml"
            path.write_bytes(PROJECT_TEXT.replace("0001", f"00{n % 20:02d}x").encode())
            path.unlink()

    editor = threading.Thread(target=save)
    editor.start()
    try:
        for _ in range(30):
            found = open_ledger(ledger.root).findings(TODAY)
            assert {one.code for one in found} <= {"S004"}  # caught between creating and writing
    finally:
        stop.set()
        editor.join()


def test_a_folder_where_a_file_should_be(ledger):
    (ledger.root / PROJECT).mkdir()
    assert ledger.check() == f"{PROJECT}:0:0 S003\n"


def test_a_link_that_leads_nowhere_or_to_itself(ledger):
    (ledger.root / PROJECT).symlink_to("nowhere.yaml")
    (ledger.root / "projects/2024/loop.yaml").symlink_to("loop.yaml")
    (ledger.root / "projects/2025").symlink_to("..")
    assert ledger.check() == f"{PROJECT}:0:0 S000\nprojects/2024/loop.yaml:0:0 S000\nprojects/2025:0:0 S000\n"
