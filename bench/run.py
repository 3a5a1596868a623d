"""The project's benchmark: python bench/run.py [--sizes 400,10000,100000] [--markdown FILE].

Measures what goals are set for: start-up, warm and cold commands, commands after one edit,
memory, growth; and the peers on the same facts, run in turn. It reports and never fails because
something is slow. What is not there yet, ours or a peer's, is said and left out.
"""

from __future__ import annotations

import argparse
import compileall
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import facts
import generate
import measure
import page
import peers
from measure import Series, figure
from page import Row

from ledgers import XMTZ, Ledger

ROOT: Final = Path(__file__).resolve().parent.parent
MONTH: Final = f"{facts.LAST_MONTH // 12}-{facts.LAST_MONTH % 12 + 1:02d}"
AS_OF: Final = ("--as-of-date", generate.day(facts.TODAY))
READS: Final = {
    "list": [XMTZ, "list"],
    "report --monthly": [XMTZ, "report", "--monthly", MONTH, *AS_OF],
    "check": [XMTZ, "check", *AS_OF],
    "due": [XMTZ, "due", *AS_OF],
    "approvals matrix": [XMTZ, "approvals", "matrix", *AS_OF],
    "schedule --all": [XMTZ, "schedule", "--all", *AS_OF],
    "lights": [XMTZ, "lights", MONTH, *AS_OF],
}
WARM, COLD, EDITED = "warm", "no index", "after one edit"

# Seconds, for a command in a state on so many projects.
GOALS: Final = {
    ("list", WARM, 400): 0.25,
    ("report --monthly", WARM, 400): 0.25,
    ("check", WARM, 400): 0.25,
    ("check", EDITED, 10_000): 0.5,
    ("report --monthly", EDITED, 10_000): 0.5,
    ("report --monthly", WARM, 10_000): 0.4,
    ("report --monthly", WARM, 100_000): 2.0,
    ("due", WARM, 10_000): 0.4,
    ("approvals matrix", WARM, 10_000): 0.4,
}
MEMORY_GOALS: Final = {(COLD, 100_000): 500, (WARM, 100_000): 200}
# Ratios: ours to the peer's time, ours to that of `import typer`.
PEER_GOALS: Final = {("hledger", "check", 10_000): 0.5}
STARTUP_GOAL: Final = 2.0


class Pair(NamedTuple):
    """A command of ours and a peer's that answer the same question."""

    name: str
    state: str
    ours: list[str]
    theirs: list[str]


class Bench:
    """One benchmark: its folder, how often each thing runs, and what was found so far."""

    def __init__(self, work: Path, rounds: int) -> None:
        self.work = work
        self.rounds = rounds
        self.env = measure.environment(work)
        self.rows: list[Row] = []
        self.notes: list[str] = []
        self.warm: dict[tuple[str, int], float] = {}

    def note(self, text: str) -> None:
        """Something the reader has to know; said at once and kept for the page."""
        print(f"  ! {text}", file=sys.stderr)
        if text not in self.notes:
            self.notes.append(text)

    def add(self, row: Row) -> None:
        """Keep a row and show it."""
        print(row.line(), flush=True)
        self.rows.append(row)

    def startup(self) -> None:
        """`xmtz --version` and `import typer` in turn; the goal is a ratio."""
        commands = {
            "`python -c pass`": [sys.executable, "-c", "pass"],
            '`python -c "import typer"`': [sys.executable, "-c", "import typer"],
            "`xmtz --version`": [XMTZ, "--version"],
            "`xmtz --help`": [XMTZ, "--help"],
        }
        runs = {name: [] for name in commands}
        for _ in range(self.rounds * 4):
            for name, command in commands.items():
                runs[name].append(measure.once(command, self.work, self.env))
        typer = statistics.median(run.seconds for run in runs['`python -c "import typer"`'])
        for name, done in runs.items():
            if failed := [run for run in done if run.code]:
                self.note(f"{name} ended with {failed[0].code}: {failed[0].said}")
                continue
            series = Series(tuple(run.seconds for run in done))
            row = Row(name, "", "", f"{figure(series.median)} s", series.spread())
            if name == "`xmtz --version`":
                goal = f"{STARTUP_GOAL:g}x `import typer`"
                row = row._replace(goal=goal, met=series.median <= STARTUP_GOAL * typer)
            self.add(row)

    def size(self, projects: int) -> None:
        """Everything that is measured of our own on a ledger of one size."""
        print(f"{projects:,} projects", file=sys.stderr)
        ledger = Ledger(self.work, projects, self.env)
        ledger.run(READS["check"])
        for name in READS:
            self.timed(name, WARM, ledger)
        self.timed("check", COLD, ledger, ledger.drop_index)
        edits = ledger.edits()
        for name in ("check", "report --monthly"):
            self.timed(name, EDITED, ledger, lambda: next(edits))
        ledger.drop_index()
        self.memory("check", COLD, ledger)
        self.memory("report --monthly", WARM, ledger)

    def timed(self, name: str, state: str, ledger: Ledger, before: Callable[[], None] | None = None) -> None:
        """Run a command some times, `before` each; a note instead of a row where it does not run clean."""
        seconds = []
        for _ in range(self.rounds):
            if before is not None:
                before()
            run = ledger.run(READS[name])
            if run.code:
                self.note(
                    f"{ledger.projects:,} projects: {spoken(READS[name])} ended with {run.code}: {run.said}"
                )
                return
            seconds.append(run.seconds)
        series = Series(tuple(seconds))
        if state == WARM:
            self.warm[name, ledger.projects] = series.median
        row = Row(
            f"`{name}`, {state}", f"{ledger.projects:,}", "", f"{figure(series.median)} s", series.spread()
        )
        goal = GOALS.get((name, state, ledger.projects))
        self.add(row._replace(goal=f"{goal:g} s", met=series.median <= goal) if goal else row)

    def memory(self, name: str, state: str, ledger: Ledger) -> None:
        """The most memory of a command with all its processes."""
        if ledger.run(READS[name]).code:
            return
        if state == COLD:
            ledger.drop_index()
        most = measure.peak_memory(READS[name], ledger.folder, self.env)
        if most is None:
            self.note("memory is measured on Linux only")
            return
        row = Row(f"memory of `{name}`, {state}", f"{ledger.projects:,}", "", f"{most} MB", "peak of one run")
        goal = MEMORY_GOALS.get((state, ledger.projects))
        self.add(row._replace(goal=f"{goal} MB", met=most <= goal) if goal else row)

    def growth(self, sizes: list[int]) -> None:
        """How much longer a command takes on the largest ledger than on the one before it."""
        small, large = ([0, *sorted(sizes)])[-2:]
        for name in READS:
            if (name, small) in self.warm and (name, large) in self.warm:
                ratio = self.warm[name, large] / self.warm[name, small]
                goal = large / small
                span = f"{small:,} to {large:,}"
                self.add(
                    Row(
                        f"growth of `{name}`, warm",
                        span,
                        f"{goal:g}x",
                        f"{ratio:.1f}x",
                        "medians",
                        ratio <= goal,
                    )
                )

    def beside_peers(self, projects: int, beancount_bin: Path) -> None:
        """Our check and report beside each peer's on the same facts."""
        folder = self.work / f"peers-{projects}"
        count = peers.write_peers(folder, projects, 1)
        ledger = Ledger(self.work, projects, self.env)
        for peer in peers.peers(folder, beancount_bin):
            if peer.check is None or peer.report is None:
                self.note(f"{peer.name} is not installed and was left out: see bench/README.md")
                continue
            for pair in (
                Pair("check", COLD, READS["check"], peer.check),
                Pair("report --monthly", WARM, READS["report --monthly"], peer.report),
            ):
                self.in_turn(pair, peer, ledger, count)

    def in_turn(self, pair: Pair, peer: peers.Peer, ledger: Ledger, count: int) -> None:
        """A B A B, so that both meet the same machine; the ratio is taken pair by pair."""
        cache = Path(peer.file).with_name(f".{Path(peer.file).name}.picklecache")
        ours, theirs = [], []
        for _ in range(self.rounds if ledger.projects <= 1_000 else min(self.rounds, 3)):
            if pair.state == COLD:
                ledger.drop_index()
            ours.append(ledger.run(pair.ours))
            cache.unlink(missing_ok=True)
            theirs.append(ledger.run(pair.theirs))
        if failed := [run for run in theirs if run.code]:
            self.note(f"{spoken(pair.theirs)} ended with {failed[0].code}: {failed[0].said}")
            return
        series = Series(tuple(run.seconds for run in theirs))
        size = f"{ledger.projects:,}"
        said = f"{peer.name}, `{pair.name}` on the same {count:,} facts"
        self.add(Row(said, size, "", f"{figure(series.median)} s", series.spread()))
        if failed := [run for run in ours if run.code]:
            self.note(f"{spoken(pair.ours)} on {size} projects ended with {failed[0].code}: {failed[0].said}")
        both = [(our, their) for our, their in zip(ours, theirs, strict=True) if not our.code]
        if not both:
            return
        ratios = Series(tuple(our.seconds / their.seconds for our, their in both))
        row = Row(
            f"ours to {peer.name}, `{pair.name}`, {pair.state}",
            size,
            "",
            f"{ratios.median:.3f}x",
            ratios.spread(),
        )
        goal = PEER_GOALS.get((peer.name, pair.name, ledger.projects))
        self.add(row._replace(goal=f"{goal:g}x", met=ratios.median <= goal) if goal else row)

    def section(self, beancount_bin: Path) -> str:
        """The result in markdown: the table, the machine, how it was measured, what was left out."""
        check = str(beancount_bin / "bean-check")
        versions = filter(
            None, (measure.version(["hledger", "--version"]), measure.version([check, "--version"]))
        )
        how = (
            f"{self.rounds} runs of each, 3 beside a peer on more than 1,000 projects; files in the system's cache. "
            "Bytecode is compiled, and the environment's own interpreter is used, not a shim in front of it. "
            "*No index* means that the index was deleted before each run. A peer keeps no index: "
            "what it needs for a report it needs after every edit. Peers' facts stand in one file, ours in one file a project; "
            "how each fact is written for a peer is said in bench/peers.py."
        )
        lines = [
            page.table(self.rows),
            f"Machine: {measure.machine()}.",
            f"Peers: {', '.join(versions) or 'none installed'}.",
            how,
            *(f"Note: {note}." for note in self.notes),
        ]
        return "\n\n".join(lines) + "\n"


def spoken(command: list[str]) -> str:
    """A command as it is typed, shortened."""
    return f"`{' '.join([Path(command[0]).name, *command[1:]])[:80]}`"


def numbers(text: str) -> list[int]:
    """A list of sizes as written on the command line."""
    return [int(part) for part in text.split(",") if part]


def main() -> None:
    """Read the arguments, measure, print, and write the page if one is named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=numbers, default=[400, 10_000, 100_000])
    parser.add_argument(
        "--peers", type=numbers, default=[400, 10_000], help="sizes at which peers run; 0 for none"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--beancount", type=Path, default=peers.BEANCOUNT_BIN, help="bin folder of beancount's environment"
    )
    parser.add_argument("--markdown", type=Path, help="page that gets the table")
    parser.add_argument("--work", type=Path, help="folder to make the ledgers in and to keep")
    chosen = parser.parse_args()
    compileall.compile_dir(ROOT / "xmtz", quiet=2)
    work = (chosen.work or Path(tempfile.mkdtemp(prefix="bench-"))).resolve()
    work.mkdir(parents=True, exist_ok=True)
    bench = Bench(work, chosen.rounds)
    if busy := measure.busy():
        bench.note(busy)
    try:
        bench.startup()
        for projects in chosen.sizes:
            bench.size(projects)
            if projects in chosen.peers:
                bench.beside_peers(projects, chosen.beancount)
        bench.growth(chosen.sizes)
    finally:
        if not chosen.work:
            shutil.rmtree(work, ignore_errors=True)
    if chosen.markdown:
        page.save(bench.section(chosen.beancount), chosen.markdown)


if __name__ == "__main__":
    main()
