"""The numbers of chapters, as Chinese documents count them."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_NUMBERED: Final = re.compile(r"\s*(?:[一二三四五六七八九十百]+|[0-9]+)\s*[、.．]\s*")


def chinese(n: int) -> str:
    """1 to 99: 一, 十, 十二, 二十一."""
    tens, ones = divmod(n, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def unnumbered(heading: str) -> str:
    """A heading without the number that it was written with: “三、五率指标” is “五率指标”."""
    return _NUMBERED.sub("", heading, count=1) if _NUMBERED.match(heading) else heading
