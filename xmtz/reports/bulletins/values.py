"""What a bulletin consists of, as values: nothing here knows of SQL, languages of tables or files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

from xmtz.domain.money import Fen
from xmtz.domain.months import Month
from xmtz.domain.spans import Span
from xmtz.index.questions import Events, FundSums, Size
from xmtz.index.rates import Number
from xmtz.records.rules import Indicator
from xmtz.words.lang import Say

T_co = TypeVar("T_co", covariant=True)


class Rate(NamedTuple):
    """One figure: numerator and denominator (counts, or 分), the rate, its rank and its gap to schedule.

    `gap` is in percentage points as a fraction of 1 (−0.1 is ten points behind).
    """

    counts: Number
    of: Number
    rate: Fraction | None
    rank: int | None
    rank_before: int | None
    gap: Fraction | None
    projects: int


class Line(NamedTuple):
    """A group's row of the ranking; its projects and amounts are those that the ranking counts."""

    key: str | None
    label: str
    projects: int
    plan: Fen
    invested: Fen
    rates: Mapping[str, Rate]


class Part(NamedTuple):
    """A stage, a batch or a level: how many projects, and their amounts."""

    key: str | None
    label: str
    projects: int
    total: Fen
    plan: Fen
    invested: Fen


class Shown(NamedTuple, Generic[T_co]):
    """A list of which only the first may be here; `total` is how many there are."""

    total: int
    rows: Sequence[T_co]


class Entry(NamedTuple):
    """A project in a list."""

    id: str
    name: str
    unit: str
    path: str


class Lagging(NamedTuple):
    """A project that the rules call lagging. Without a plan it has neither rate nor gap."""

    id: str
    name: str
    unit: str
    path: str
    plan: Fen
    invested: Fen
    rate: Fraction | None
    gap: Fraction | None
    issues: int


class Overdue(NamedTuple):
    """An issue past its time limit. `due` is an ISO day."""

    id: str
    title: str
    project: str
    name: str
    path: str
    due: str
    unit: str


class IssueLine(NamedTuple):
    """The issues of a group."""

    label: str
    open: int
    overdue: int
    raised: int
    cleared: int


class StepLine(NamedTuple):
    """The approval steps of one class, in all projects together."""

    label: str
    due: int
    done: int
    ok: int


class Change(NamedTuple):
    """A project that entered or left a key list. `day` is ISO."""

    entered: bool
    list: str
    day: str
    project: Entry


class Named(NamedTuple):
    """A list of projects that the rules ask for, such as those to be urged on before they start."""

    key: str
    label: str
    projects: Shown[Entry]


class Condition(NamedTuple):
    """Which projects a list of the bulletin names, as the rules say it."""

    key: str
    label: Say
    when: str


class Bulletin(NamedTuple):
    """A bulletin of one period; `month`: the last one whose figures count.

    `headings`: the rules' own headings by chapter, in their order. `later`: indicators that
    begin after this period. `unread`, `doubtful`, `repeated`: files that are missing in the
    figures, files of which a part is, and ids that are there twice.
    """

    ledger: str
    title: Say
    headings: Mapping[str, Say]
    span: Span
    month: Month
    state: str
    by: str
    size: Size
    batches: Sequence[Part]
    stages: Sequence[Part]
    levels: Sequence[Part]
    started: Mapping[str, Events]
    completed: Mapping[str, Events]
    indicators: Mapping[str, Indicator]
    rank_by: str
    lines: Sequence[Line]
    whole: Line
    issues: Sequence[IssueLine]
    overdue: Shown[Overdue]
    lagging: Shown[Lagging]
    unreported: Shown[Entry]
    lists: Sequence[Named]
    conditions: Sequence[Condition]
    steps: Sequence[StepLine]
    funds: FundSums | None
    changes: Sequence[Change]
    unread: Sequence[str]
    doubtful: Sequence[str]
    repeated: Sequence[str]
    later: Mapping[str, Month]
