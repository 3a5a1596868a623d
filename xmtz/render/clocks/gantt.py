"""Bars on a line of time, for 80 columns of a terminal (挂图作战).

Only ASCII marks: blocks and lines have no certain width in a Chinese font, and bars have to stand
under one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from xmtz.domain.plain import printable
from xmtz.domain.width import cut, pad

COLUMNS: Final = 80
_LABEL: Final = 20
_BARS: Final = COLUMNS - _LABEL - 1


class Piece(NamedTuple):
    """A piece of a bar: its mark, from one day to another."""

    mark: str
    begin: date
    end: date


class Bar(NamedTuple):
    """A row of the chart; later pieces lie over earlier ones."""

    label: str
    pieces: Sequence[Piece]


def chart(bars: Sequence[Bar], days: Sequence[tuple[str, date]]) -> list[str]:
    """The chart: two lines of time, the line on which `days` are marked, and a row for each bar.

    The marks of the days stand in every row where no bar is.
    """
    every = [day for bar in bars for piece in bar.pieces for day in piece[1:]] + [day for _, day in days]
    scale = _Scale(min(every), max(every))
    lines = [_row("", text) for text in scale.heads()]
    at = {scale.column(day): mark for mark, day in days}
    lines.append(_row("", "".join(at.get(n, "-") for n in range(scale.columns))))
    for bar in bars:
        cells = [at.get(n, " ") for n in range(scale.columns)]
        for piece in bar.pieces:
            first, last = scale.column(piece.begin), scale.column(piece.end)
            for n in range(first, max(first + 1, last)):
                cells[n] = piece.mark
        lines.append(_row(bar.label, "".join(cells)))
    return lines


def _row(label: str, text: str) -> str:
    return (pad(cut(printable(label), _LABEL), _LABEL) + " " + text).rstrip()


class _Scale:
    """Days to columns: weeks, months, quarters or years of equal width, as fine as the columns allow."""

    def __init__(self, first: date, last: date) -> None:
        for unit in (_weeks, _months, _quarters, _years):
            starts = [*unit(first, last)]
            if len(starts) - 1 <= _BARS:
                break
        self.starts = starts[-_BARS - 1 :]
        self.unit = unit
        self.wide = max(1, min(_BARS // (len(self.starts) - 1), 6))
        self.columns = self.wide * (len(self.starts) - 1)

    def column(self, day: date) -> int:
        """The column in which a day lies."""
        from bisect import bisect_right

        n = min(max(bisect_right(self.starts, day) - 1, 0), len(self.starts) - 2)
        begin, end = self.starts[n], self.starts[n + 1]
        part = (day - begin).days * self.wide // (end - begin).days
        return n * self.wide + min(max(part, 0), self.wide - 1)

    def heads(self) -> tuple[str, str]:
        """The years, and below them the months; every label stands where its period begins."""
        years: list[tuple[int, str]] = []
        months: list[tuple[int, str]] = []
        for n, start in enumerate(self.starts[:-1]):
            if not n or start.year != self.starts[n - 1].year:
                years.append((n * self.wide, str(start.year)))
            if self.unit is _weeks:
                months.append((n * self.wide, f"{start:%m-%d}"))
            elif self.unit is not _years:
                months.append((n * self.wide, f"{start:%m}"))
        if len(years) > 1 and years[1][0] <= len(years[0][1]):
            del years[0]  # only its end is seen
        return _placed(years, self.columns), _placed(months, self.columns)


def _placed(labels: Sequence[tuple[int, str]], columns: int) -> str:
    """Labels at their columns; one that would touch the label before it is left out."""
    text = ""
    for at, label in labels:
        if (not text or at > len(text)) and at + len(label) <= columns:
            text = text.ljust(at) + label
    return text


def _weeks(first: date, last: date) -> Iterator[date]:
    start = first - timedelta(days=first.weekday())
    while start <= last:
        yield start
        start += timedelta(days=7)
    yield start


def _by_months(first: date, last: date, size: int) -> Iterator[date]:
    number = (first.year * 12 + first.month - 1) // size * size
    while True:
        start = date(number // 12, number % 12 + 1, 1)
        yield start
        if start > last:
            return
        number += size


def _months(first: date, last: date) -> Iterator[date]:
    return _by_months(first, last, 1)


def _quarters(first: date, last: date) -> Iterator[date]:
    return _by_months(first, last, 3)


def _years(first: date, last: date) -> Iterator[date]:
    return _by_months(first, last, 12)
