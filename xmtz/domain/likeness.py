"""Names that may mean the same project.

Two clerks write one project in two ways: 沣西新城三一智能制造产业园（一期）项目 and
三一智能制造产业园1期. And two projects may differ in one character: 二期 is not 一期, the
east side is not the west side, one county's programme is not the next county's. So the
names are stripped of what carries no difference, numbers and directions are compared
exactly, and only the rest is compared by the pairs of characters that it shares.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import Generic, NamedTuple, TypeVar

LIKELY = 0.75
"""From here on two names are worth a person's look."""

_EXTRA = 0.85
"""What is left of a likeness when one name has a number that the other lacks (一期)."""

_OTHER_NOUN = 0.6
"""What is left of it when one proper noun stands where the other name has another."""

_WITHIN = 0.9
"""How alike a name is to a longer one that holds all of it (a place put before it, say)."""

_ENOUGH = 6
_SPREAD = 2.5
"""Only for names of that many pairs at least, and a longer one at most that many times as long."""

_CHINESE = "零〇一二两三四五六七八九"
_VALUES = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}

# A numeral counts only where something is counted: 一期 and 第七中学, but not 三一 or 七星关区.
_NUMERAL = re.compile(
    rf"(?<=第)[{_CHINESE}十百千]+|[{_CHINESE}十百千]+(?=[期批标号井栋幢届]|阶段|[段组](?!团)|年(?!级))|[{_CHINESE}十]+$"
)
_ROMAN_NUMERAL = re.compile(r"(?<![a-z])(?:viii|vii|iii|ix|iv|vi|ii|i|v|x)(?=[期标段]|$)")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|(?<![a-z])[a-z](?=[区标段栋座线块]|地块|$)")
_DIRECTION = re.compile(r"[东西南北](?=[侧区段线岸环部片端翼])")
_NOISE = re.compile(r"[^0-9a-z〇\u3400-\u9fff\U00020000-\U0003ffff#]+")
_EMPTY_WORDS = re.compile(r"建设项目|建设工程|工程项目|项目|工程|建设|新建|自治|[省市县州]")
_GENERIC = re.compile(
    r"改扩建|扩建|改建|改造|提升|更新|升级|整治|治理|修复|续建|配套|基础|设施|产业|智能|制造|综合|示范|发展|"
    r"园区|园|基地|中心|厂|街道|一体化|及|和|与|的|等|#"
)


class _Form(NamedTuple):
    """A name made ready for comparison."""

    text: str
    numbers: tuple[str, ...]
    directions: tuple[str, ...]
    pairs: frozenset[str]


def normalise(name: str) -> str:
    """The name without widths, spaces, punctuation and words that carry no difference; numerals as digits."""
    text = (name if unicodedata.is_normalized("NFKC", name) else unicodedata.normalize("NFKC", name)).lower()
    text = _NOISE.sub("", text)
    text = _EMPTY_WORDS.sub("", text) or text
    text = _NUMERAL.sub(lambda m: str(_number(m[0])), text)
    return _ROMAN_NUMERAL.sub(lambda m: str(_ROMAN[m[0]]), text)


def alike(a: str, b: str) -> float:
    """How alike two names are, 0 to 1; `LIKELY` and above may well be one project."""
    return _likeness(_form(a), _form(b), 0.0)


def _number(numeral: str) -> int:
    """The value of a Chinese numeral, in words (十三) or in digits (二〇二六)."""
    if not any(c in _SCALES for c in numeral):
        return int("".join(str(_VALUES[c]) for c in numeral))
    total, digit = 0, 0
    for c in numeral:
        if c in _SCALES:
            total, digit = total + (digit or 1) * _SCALES[c], 0
        else:
            digit = _VALUES[c]
    return total + digit


@lru_cache(maxsize=1024)
def _form(name: str) -> _Form:
    text = normalise(name[:200])
    numbers = tuple(sorted(number.lstrip("0") or "0" for number in _NUMBER.findall(text)))
    if numbers:
        text = _NUMBER.sub("#", text)
    directions = tuple(sorted(_DIRECTION.findall(text)))
    pairs = frozenset([a + b for a, b in pairwise(text)] or [text])
    return _Form(text, numbers, directions, pairs)


def _likeness(a: _Form, b: _Form, at_least: float) -> float:
    """The likeness of two forms; 0 as soon as it is sure to be under `at_least`."""
    if a.directions != b.directions and a.directions and b.directions:
        return 0.0
    shared = len(a.pairs & b.pairs)
    few, many = len(a.pairs), len(b.pairs)
    if few > many:
        few, many = many, few
    score = 2 * shared / (few + many)
    if few >= _ENOUGH and many <= few * _SPREAD:
        score = max(score, _WITHIN * shared / few)
    if score < at_least:  # most candidates; the numbers could only make it less
        return 0.0
    kept = 1.0
    if a.numbers != b.numbers:
        mine, other = Counter(a.numbers), Counter(b.numbers)
        if not (mine <= other or other <= mine):
            return 0.0
        kept = _EXTRA
    if a.text == b.text:
        return kept
    score *= kept
    if score < at_least or not shared:
        return 0.0
    return score * _OTHER_NOUN if _other_noun(a.text, b.text) else score


def _other_noun(a: str, b: str) -> bool:
    """Whether somewhere a name of two or more characters is replaced by quite another one."""
    if a > b:  # SequenceMatcher may answer otherwise the other way round
        a, b = b, a
    for what, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "replace":
            old, new = _GENERIC.sub("", a[i:j]), _GENERIC.sub("", b[k:m])
            if len(old) >= 2 and len(new) >= 2 and not set(old) & set(new):
                return True
    return False


def _least_shared(form: _Form, at_least: float) -> int:
    """How many of its pairs any name that is alike must share."""
    least = at_least / (2 - at_least)
    if len(form.pairs) >= _ENOUGH:
        least = min(least, at_least / _WITHIN / _SPREAD)
    return max(1, ceil(least * len(form.pairs) - 1e-9))


Key = TypeVar("Key", bound=Hashable)


def near(name: str, others: Iterable[tuple[Key, str]], at_least: float = LIKELY) -> list[tuple[Key, float]]:
    """The keys of `others` whose names are at least that alike, the most alike first.

    For one name among many; for many names among many, an `AlikeIndex` is quicker.
    """
    form = _form(name)
    least = _least_shared(form, at_least)
    # Only Chinese characters are surely the same in a name as it is written and normalised.
    sure = [pair for pair in form.pairs if pair and all("\u3400" <= c <= "\u9fff" for c in pair)]
    needed = least - (len(form.pairs) - len(sure))
    letters = frozenset("".join(sure))
    found = []
    for key, other in others:
        common = letters.intersection(other)
        # The square of the letters bounds the pairs, and is cheaper to know.
        apart = len(common) ** 2 < needed or sum(p[0] in common and p[-1] in common for p in sure) < needed
        if apart and unicodedata.is_normalized("NFKC", other):
            continue
        score = _likeness(form, _form(other), at_least)
        if score >= at_least:
            found.append((key, score))
    return sorted(found, key=lambda one: -one[1])


class AlikeIndex(Generic[Key]):
    """Finds the names alike to one name among thousands."""

    def __init__(self, names: Iterable[tuple[Key, str]] = ()) -> None:
        self._forms: list[_Form] = []
        self._keys: list[Key] = []
        self._holders: dict[str, list[int]] = {}
        for key, name in names:
            self.add(key, name)

    def add(self, key: Key, name: str) -> None:
        """Remember `name` under `key`, which `near` gives back."""
        number = len(self._keys)
        form = _form(name)
        self._keys.append(key)
        self._forms.append(form)
        for pair in form.pairs:
            self._holders.setdefault(pair, []).append(number)

    def near(self, name: str, at_least: float = LIKELY) -> list[tuple[Key, float]]:
        """The keys of names at least that alike, the most alike first."""
        form = _form(name)
        shared: Counter[int] = Counter()
        for pair in form.pairs:
            shared.update(self._holders.get(pair, ()))
        least = _least_shared(form, at_least)
        candidates = sorted(n for n, count in shared.items() if count >= least)
        found = [(self._keys[n], _likeness(form, self._forms[n], at_least)) for n in candidates]
        return sorted((one for one in found if one[1] >= at_least), key=lambda one: -one[1])
