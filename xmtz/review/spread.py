"""Much work over two processes: worth it above some hundreds of files, and only where a process can be forked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

T = TypeVar("T")
R = TypeVar("R")

FROM: Final = 500  # below this many files, starting a second process costs more than it saves
_CHUNK: Final = 250

_work: Callable[[Any], Any] | None = None  # what the forked processes do; functions cannot be sent to them


class _Failed(NamedTuple):
    """A Trouble on its way from one process to another."""

    say: Say
    code: int


def spread(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> Iterator[R]:
    """`work` on the items, some at a time; the results in order. Raises the Trouble that `work` raises."""
    chunks = [items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK)]
    pool = _pool(work) if len(items) >= FROM else None
    if pool is None:
        yield from map(work, chunks)
        return
    with pool:
        for result in pool.imap(_job, chunks):
            if isinstance(result, _Failed):
                raise Trouble(result.say, result.code)
            yield result


def _pool(work: Callable[[Any], Any]) -> Any:
    """Processes that know the work; None where there is one processor only, or no fork."""
    cores = min(os.cpu_count() or 1, 8)
    if cores < 2 or not hasattr(os, "fork"):
        return None
    import multiprocessing

    global _work
    _work = work
    try:
        return multiprocessing.get_context("fork").Pool(cores)
    except OSError:
        return None


def _job(items: Sequence[Any]) -> Any:
    assert _work is not None
    try:
        return _work(items)
    except Trouble as trouble:
        return _Failed(trouble.say, trouble.code)
