"""The generated ledgers that commands are measured on: made once a size, edited, their index dropped."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import generate
import measure

XMTZ: Final = str(Path(sys.executable).with_name("xmtz"))
_FIRST_INVESTED: Final = re.compile(r"(?m)(?<=^invested:\n)(  \d{4}-\d\d: )(\d+)")


class Ledger:
    """A generated ledger, committed in git: the state in which a ledger is used."""

    def __init__(self, work: Path, projects: int, env: Mapping[str, str]) -> None:
        self.work = work
        self.env = env
        self.projects = projects
        self.folder = work / f"ledger-{projects}"
        if not self.folder.exists():
            count = generate.write_ledger(self.folder, projects)
            print(f"  {count:,} facts in {self.folder}", file=sys.stderr)
            self._commit()

    def _commit(self) -> None:
        if not (self.folder / ".git").exists():
            self._git("init", "--quiet")
        self._git("add", "--all")
        self._git("-c", "gc.auto=0", "commit", "--quiet", "--no-verify", "--message", "测速")

    def _git(self, *words: str) -> None:
        who = ("-c", "user.name=bench", "-c", "user.email=bench@localhost")
        subprocess.run(["git", *who, *words], cwd=self.folder, check=True, capture_output=True)

    def run(self, command: list[str]) -> measure.Run:
        """Run a command in the ledger."""
        return measure.once(command, self.folder, self.env)

    def drop_index(self) -> None:
        """Delete the derived index, wherever it is kept."""
        self.run([XMTZ, "doctor", "--drop-index"])
        shutil.rmtree(self.folder / ".git" / "xmtz", ignore_errors=True)
        shutil.rmtree(self.work / "cache", ignore_errors=True)

    def edits(self) -> Iterator[None]:
        """Each step changes one figure of another project, as a clerk's editor would."""
        for path in sorted(self.folder.glob("projects/2023/*.yaml")):
            before = path.read_text(encoding="utf-8")
            after = _FIRST_INVESTED.sub(lambda m: f"{m[1]}{max(0, int(m[2]) - 1)}", before, count=1)
            if after != before:
                path.write_text(after, encoding="utf-8", newline="")
                yield
