"""Things that wait for one another in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def first_circle(waits_for: Mapping[str, Sequence[str]]) -> list[str] | None:
    """The first circle found, its first name again at the end; None where there is none."""
    return next(circles(waits_for), None)


def circles(waits_for: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Circles, so many that without the last link of each none is left."""
    done: set[str] = set()
    for start in waits_for:
        if start in done:
            continue
        path = [start]
        on_path = {start}
        open_ = [iter(waits_for[start])]
        while open_:
            after = next(open_[-1], None)
            if after is None:
                open_.pop()
                on_path.discard(path[-1])
                done.add(path.pop())
            elif after in on_path:
                yield [*path[path.index(after) :], after]
            elif after not in done and after in waits_for:
                path.append(after)
                on_path.add(after)
                open_.append(iter(waits_for[after]))
