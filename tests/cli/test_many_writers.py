"""Many writers at once, some killed in the middle: what was acknowledged is there, nothing is half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from conftest import PATH

WORKER = """
import sys
from xmtz.cli.main import run
root, writer, first, last = sys.argv[1], *map(int, sys.argv[2:])
for number in range(first, last):
    year, month = 1970 + writer * 5 + number // 12, number % 12 + 1
    project = ("k7q2", "甲乙丙")[number % 2]
    code = run(["--ledger", root, "figures", project, f"{year}-{month:02d}", "--paid", str(writer * 1000 + number + 1)])
    print(f"done {number}" if code == 0 else f"failed {number} {code}", flush=True)
"""


class Writer:
    """A process that writes its figures one after the other, and is started again when it was killed."""

    def __init__(self, root, number, writes):
        self.root, self.number, self.writes = root, number, writes
        self.next = 0
        self.process = None
        self.start()

    def start(self):
        words = [
            sys.executable,
            "-c",
            WORKER,
            str(self.root),
            *map(str, (self.number, self.next, self.writes)),
        ]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def wait(self):
        """Take in what was acknowledged; gives whether every write was."""
        out, said = self.process.communicate()
        lines = out.decode().splitlines()
        done = [int(line.split()[1]) for line in lines if line.startswith("done")]
        assert not [line for line in lines if line.startswith("failed")], said.decode()
        assert b"Traceback" not in said, said.decode()
        if done:
            self.next = max(done) + 1
        return self.next == self.writes


def soak(ledger, writers, writes, kills):
    """Let the writers write, and kill up to `kills` of them; gives how many it caught."""
    caught = 0
    ledger.ok("add", "--name", "甲乙丙污水处理厂", "--on", "2023-01-05")
    chance = random.Random(20250718)
    at_work = [Writer(ledger.root, number, writes) for number in range(writers)]
    while at_work:
        if kills:
            time.sleep(chance.uniform(0.05, 0.25))  # a writer needs a second or two for all its writes
            victim = chance.choice(at_work)
            if victim.process.poll() is None:
                victim.process.send_signal(signal.SIGKILL)
                kills -= 1
                caught += 1
            if not victim.wait():
                victim.start()
                continue
            at_work.remove(victim)
        else:
            at_work = [one for one in at_work if not one.wait() and not one.start()]
    return caught


def holds(ledger, writers, writes):
    other = next(path for path in ledger.root.glob("projects/*/*.yaml") if path != ledger.file)
    texts = [ledger.file.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")]
    for writer in range(writers):
        for number in range(writes):
            month = f"{1970 + writer * 5 + number // 12}-{number % 12 + 1:02d}"
            assert texts[number % 2].count(f"\n  {month}: {writer * 1000 + number + 1}\n") == 1, (
                writer,
                number,
            )
    assert ledger.run("check").code == 0
    ledger.ok("set", "k7q2", "owner=甲")
    ledger.ok("set", "甲乙丙", "owner=甲")
    assert not [path for path in ledger.root.rglob("*.tmp") if ".git" not in path.parts]
    assert PATH in {str(path.relative_to(ledger.root)) for path in ledger.root.rglob("*.yaml")}


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_every_write_of_several_writers_survives(ledger):
    soak(ledger, 4, 10, 3)
    holds(ledger, 4, 10)


@pytest.mark.stress
def test_eight_writers_fifty_writes_twenty_killed(ledger):
    assert soak(ledger, 8, 50, 20) >= 18
    holds(ledger, 8, 50)


def test_the_same_project_entered_twice_at_once_is_entered_once(ledger):
    program = "from xmtz.cli.main import main; main()"
    words = [sys.executable, "-c", program, "--ledger", str(ledger.root), "add", "--name", "甲乙丙污水处理厂"]
    at_once = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    codes = sorted(one.wait() for one in at_once)
    for one in at_once:
        one.communicate()
    assert codes == [0, 1, 1, 1]
    assert len(list(ledger.root.glob("projects/*/*甲乙丙*"))) == 1
