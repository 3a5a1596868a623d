"""By how much the limit of a step may be extended, and who allows it.

What the rules say of a step, or of one of its cases, holds. Where they say nothing, the law's general
rule does (行政许可法 Art. 42): 10 working days for an approval under its general limit of 20, 15 where
the step is handled jointly under the limit of its group.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from xmtz.records.quantities import Duration
from xmtz.records.rules import Rules, StepRule
from xmtz.words.lang import Say

_LIMIT: Final = Duration(20, "wd")
_ALONE: Final = Duration(10, "wd")
_JOINTLY: Final = Duration(15, "wd")
_HEAD: Final = Say("本机关负责人", "the head of the authority")
_GOVERNMENT: Final = Say("本级人民政府负责人", "the head of the government of the same level")
_IN_DAYS: Final = {"wd": 1, "d": 1, "m": 31, "y": 366}


class Allowed(NamedTuple):
    """The longest extension, None where there is none, and by whom."""

    longest: Duration | None
    by: Say

    def permits(self, days: int) -> bool:
        """Whether so many days may be added."""
        return self.longest is not None and days <= self.longest.number * _IN_DAYS[self.longest.unit]


class Case(NamedTuple):
    """What holds for one project: the limit of a step, and the extension that the rules say with it."""

    limit: Duration | None
    extension: Duration | None


def allowed_extension(rule: StepRule, rules: Rules, case: Case | None = None) -> Allowed:
    """The extension that a step may have. Without a `case`, that of the one that allows most."""
    said = [rule.extension, *(one.extension for one in rule.cases)] if case is None else [case.extension]
    own = [one for one in said if one is not None]
    limit = rule.limit if case is None else case.limit
    group = (rules.steps.groups or {}).get(rule.group or "")
    jointly = group is not None and (group.limit is not None or group.extension is not None)
    by: Say = rule.extension_by or (_GOVERNMENT if jointly else _HEAD)
    if own:
        longest = max(own, key=lambda one: one.number * _IN_DAYS[one.unit])
    elif group is not None and jointly:
        longest = group.extension or _JOINTLY
    elif limit is None or limit == _LIMIT:
        longest = _ALONE
    else:
        return Allowed(None, by)
    return Allowed(longest if longest.number else None, by)
