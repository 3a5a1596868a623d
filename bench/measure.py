"""How long a command takes and how much memory it needs, and what machine that was on."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """One run: seconds, exit code and the last line that it said on stderr."""

    seconds: float
    code: int
    said: str


class Series(NamedTuple):
    """Several runs of one command, in seconds."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle run."""
        return statistics.median(self.seconds)

    def spread(self) -> str:
        """The fastest and the slowest run."""
        return f"{figure(min(self.seconds))} to {figure(max(self.seconds))}"


def figure(seconds: float) -> str:
    """Seconds for people: three figures that matter."""
    return f"{seconds:.3f}" if seconds < 1 else f"{seconds:.2f}" if seconds < 10 else f"{seconds:.1f}"


def environment(work: Path) -> dict[str, str]:
    """The environment of every run: no settings of the user's, caches inside the work folder."""
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith("XMTZ") and k != "PYTHONDONTWRITEBYTECODE"
    }
    return kept | {
        "PYTHONUTF8": "1",
        "XDG_CACHE_HOME": str(work / "cache"),
        "LOCALAPPDATA": str(work / "cache"),
    }


def once(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Run:
    """Run a command to its end; what it prints goes nowhere, its errors are kept."""
    began = time.perf_counter()
    done = subprocess.run(
        command,
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    seconds = time.perf_counter() - began
    return Run(seconds, done.returncode, _last_line(done.stderr))


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][-200:] if lines else ""


def peak_memory(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> int | None:
    """The most memory that the command and its children held together, in MB; None where /proc is not.

    Pages that processes share count once (proportional set size), sampled every 20 ms; the
    largest single process, which the kernel measures exactly, is the least that is returned.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    with subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        most = 0
        while True:
            pid, _, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = 0
                return max(most, usage.ru_maxrss) // 1024
            most = max(most, sum(_held(pid) for pid in _family(process.pid)))
            time.sleep(0.02)


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    for parent in found:
        try:
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text(encoding="ascii").split())
        except OSError:
            continue
    return found


def _held(pid: int) -> int:
    """The proportional set size of a process, in KB; 0 once it has ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def machine() -> str:
    """The machine, the interpreter and the versions that matter, in a line."""
    processor, memory = platform.processor() or platform.machine(), ""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        processor = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
        total = Path("/proc/meminfo").read_text(encoding="utf-8").split()[1]
        memory = f", {round(int(total) / 1024 / 1024)} GB"
    except (OSError, StopIteration):
        pass
    return (
        f"{processor}, {os.cpu_count()} cores{memory}, {platform.system()} {platform.release()}; "
        f"{platform.python_implementation()} {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{version(['git', '--version'])}"
    )


def busy() -> str:
    """Says so where other programs were using the machine; empty on an idle one or where nobody knows."""
    try:
        load = os.getloadavg()[0]
    except (AttributeError, OSError):
        return ""
    return f"the machine was busy with other work (load {load:.1f})" if load > 0.5 else ""


def version(command: Sequence[str]) -> str:
    """The first line that a program says about itself; empty where it is not installed."""
    try:
        said = subprocess.run(command, capture_output=True, check=False, encoding="utf-8").stdout
    except OSError:
        return ""
    return said.splitlines()[0].strip() if said else ""
