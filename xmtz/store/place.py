"""Where xmtz keeps what is not part of a ledger: its index and its lock."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path


def git_folder(root: Path) -> Path | None:
    """The git directory that the ledger at `root` belongs to, found without running git.

    A linked work tree has a directory of its own; a damaged `.git` counts as none.
    """
    for folder in (root, *root.parents):
        dot_git = folder / ".git"
        if dot_git.is_dir():
            return dot_git
        if dot_git.is_file():
            try:
                text = dot_git.read_text(encoding="utf-8", errors="replace")
            except OSError:
                return None
            if text.startswith("gitdir:"):
                target = (folder / text[7:].strip()).resolve()
                return target if target.is_dir() else None
            return None
    return None


def state_folder(root: Path) -> Path:
    """The folder for index and lock: in the git directory, or in the user's cache where there is none.

    Two ledgers of one repository have two folders.
    """
    name = hashlib.sha256(str(root).encode()).hexdigest()[:16]
    git = git_folder(root)
    if git is not None and os.access(git, os.W_OK):
        return git / "xmtz" / name
    return user_cache() / name


def user_cache() -> Path:
    """The user's cache folder for xmtz, as the operating system has it."""
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "xmtz" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "xmtz"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "xmtz"
