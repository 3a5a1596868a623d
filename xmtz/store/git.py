"""Git, spoken to in this module only, through the `git` program.

Arguments are lists, never a shell; what a person names as a revision is resolved behind
`--end-of-options`, so that it cannot become an option; hooks, pagers, external diffs and
file-system monitors of a repository that came from elsewhere are not run.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


class Blob(NamedTuple):
    """A file of a commit: path relative to the ledger, blob id, size in bytes, and its mode."""

    path: str
    id: str
    size: int
    mode: str


NO_GIT: Final = Say(
    "找不到 git 程序；安装 git 后再用这个功能", "the git program is not installed; install it to use this"
)
NOT_A_REPOSITORY: Final = Say(
    "台账不在 git 仓库里；先在台账文件夹运行 git init",
    "the ledger is in no git repository; run git init in it first",
)

_SAFE: Final = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "protocol.allow=never",
)


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key in _KEPT}
    kept.update(GIT_TERMINAL_PROMPT="0", GIT_OPTIONAL_LOCKS="0", GIT_PAGER="cat", LC_ALL="C")
    return kept


_KEPT: Final = frozenset(
    name
    for who in ("AUTHOR", "COMMITTER")
    for name in (f"GIT_{who}_NAME", f"GIT_{who}_EMAIL", f"GIT_{who}_DATE")
) | {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES"}


def run(root: Path, *arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run git in `root`. Raises Trouble where there is no git; a failure is in the result."""
    try:
        return subprocess.run(
            ["git", *_SAFE, *arguments],
            cwd=root,
            input=stdin,
            capture_output=True,
            env=_environment(),
            check=False,
        )
    except FileNotFoundError:
        raise Trouble(NO_GIT) from None


def _output(root: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    result = run(root, *arguments, stdin=stdin)
    if result.returncode:
        raise Trouble(
            Say("git 没有完成：{why}", "git failed: {why}"),
            why=result.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or "?",
        )
    return result.stdout


def has_repository(root: Path) -> bool:
    """Whether the ledger is inside a git work tree."""
    try:
        return run(root, "rev-parse", "--is-inside-work-tree").stdout.strip() == b"true"
    except Trouble:
        return False


def resolve(root: Path, revision: str) -> str:
    """The commit id of a revision that a person named. Raises Trouble where there is none."""
    if not has_repository(root):
        run(root, "--version")
        raise Trouble(NOT_A_REPOSITORY)
    if revision.startswith("-") or not revision.isprintable():
        raise Trouble(_NO_REVISION, revision=repr(revision))
    result = run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if result.returncode == 0:
        return result.stdout.decode().strip()
    if run(root, "rev-parse", "--verify", "--quiet", "HEAD").returncode:
        raise Trouble(
            Say(
                "这个仓库还没有任何提交；先 git add 并 git commit 一次",
                "this repository has no commit yet; git add and git commit first",
            )
        )
    raise Trouble(_NO_REVISION, revision=revision)


_NO_REVISION: Final = Say(
    "没有“{revision}”这个提交；可写提交号、分支名、标签，或 HEAD~1 的样子",
    "there is no commit “{revision}”; name a commit, a branch, a tag, or something like HEAD~1",
)


def files(root: Path, commit: str, *folders: str) -> list[Blob]:
    """The files of a commit below the ledger's root, paths relative to it."""
    prefix = _output(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
    out = _output(
        root,
        "ls-tree",
        "-r",
        "-z",
        "-l",
        "--full-tree",
        commit,
        "--",
        *(prefix + f for f in folders or ("",) if prefix + f),
    )
    found = []
    for line in out.split(b"\0"):
        if not line:
            continue
        meta, path = line.split(b"\t", 1)
        mode, kind, blob, size = meta.split()
        if kind == b"blob":
            name = path.decode("utf-8", "surrogateescape")
            known = int(size) if size.isdigit() else 0  # git writes BAD for an object that it lacks
            found.append(Blob(name[len(prefix) :], blob.decode(), known, mode.decode()))
    return found


def contents(root: Path, blobs: Iterable[str]) -> Iterator[bytes]:
    """The bytes of blobs, in their order."""
    wanted = "".join(f"{blob}\n" for blob in blobs).encode()
    if not wanted:
        return
    out = _output(root, "cat-file", "--batch", stdin=wanted)
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        header = out[at:end].split()
        if len(header) != 3:
            raise Trouble(
                Say("git 仓库缺少对象 {blob}", "the repository lacks the object {blob}"),
                blob=header[0].decode(),
            )
        size = int(header[2])
        yield out[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def object_format(root: Path) -> str:
    """How the repository names blobs: "sha1" or "sha256"."""
    out = run(root, "rev-parse", "--show-object-format").stdout.decode().strip()
    return out if out in ("sha1", "sha256") else "sha1"


def start(root: Path) -> None:
    """Make `root` a git repository, unless it is inside one; Chinese paths are shown as they are."""
    if not has_repository(root):
        _output(root, "init", "--quiet")
    _output(root, "config", "core.quotePath", "false")


def commit(root: Path, paths: Sequence[str], message: str) -> str:
    """Commit these files alone, whatever else is staged or changed; gives the short commit id.

    Raises Trouble where git refuses (no name and e-mail set, a merge under way, ...).
    """
    if not has_repository(root):
        run(root, "--version")
        raise Trouble(NOT_A_REPOSITORY)
    literal = [f":(literal){path}" for path in paths]
    for arguments in (("add", "--"), ("commit", "--quiet", "--only", "-m", message, "--")):
        result = run(root, *arguments, *literal)
        if result.returncode:
            raise _not_committed((result.stderr or result.stdout).decode("utf-8", "replace").strip())
    return _output(root, "rev-parse", "--short", "HEAD").decode().strip()


def _not_committed(why: str) -> Trouble:
    if "Please tell me who you are" in why or "empty ident" in why:
        return Trouble(
            Say(
                "已写入文件，但没有提交：先用 git config user.name 和 user.email 说明你是谁",
                "the files are written but not committed: set git config user.name and user.email first",
            )
        )
    return Trouble(
        Say("已写入文件，但 git 没有提交：{why}", "the files are written, but git did not commit: {why}"),
        why=why.splitlines()[-1] if why else "?",
    )
