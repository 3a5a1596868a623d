"""Investment project codes (投资项目统一代码): what they say and whether they can be right.

Since November 2020 a code is YYMM-AAAAAA-DD-TT-RRRRRC: month of issue, area (GB/T 2260),
central department, kind of project, five random digits and a check digit, ISO 7064
(GB/T 17710) MOD 11,10 over the 19 digits before it. Older codes start with a four-digit
year, have an industry (GB/T 4754) where the department now stands, and no check digit. A
code is not unique to a work package: several packages may share one, and one notice may
carry several.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Literal, NamedTuple

from xmtz.domain.refusal import DomainError, quoted
from xmtz.words.lang import Say

FIRST_OLD_YEAR = 2013
LAST_OLD_YEAR = 2020

KINDS: dict[str, Say] = {
    "01": Say("基本建设", "capital construction"),
    "02": Say("技术改造", "technical renovation"),
    "03": Say("单纯购置", "purchase only"),
    "04": Say("信息化", "information systems"),
    "05": Say("其他", "other"),
}
"""Kinds of project in the order of GB/T 40058; the numbering is inferred from codes in use."""

Fault = Literal["length", "structure", "month", "check"]


class CodeError(DomainError):
    """Text that cannot be a project code; `fault` says in which part."""

    def __init__(self, say: Say, fault: Fault) -> None:
        super().__init__(say)
        self.args = (say, fault)
        self.fault = fault


class ProjectCode(NamedTuple):
    """A code that can be right. `month` and `check` are None and empty in the old format."""

    text: str
    format: Literal["new", "old"]
    year: int
    month: int | None
    area: str
    department: str
    kind: str
    serial: str
    check: str

    def __str__(self) -> str:
        return self.text


class Verdict(NamedTuple):
    """What a verification found: the code, or what is wrong with the text."""

    code: ProjectCode | None
    fault: Fault | None
    say: Say | None

    @property
    def valid(self) -> bool:
        return self.code is not None


_SHAPE = re.compile(r"([0-9]{4})-([0-9]{6})-([0-9]{2})-([0-9]{2})-([0-9]{6})")


def check_digit(first19: str) -> int:
    """The check digit of the first 19 digits of a new code; hyphens are skipped."""
    digits = first19.replace("-", "")
    if len(digits) != 19 or not (digits.isascii() and digits.isdigit()):
        raise ValueError(first19)
    product = 10
    for digit in digits:
        product = (product + int(digit)) % 10 or 10
        product = product * 2 % 11
    return (11 - product) % 10


def parse_code(text: str) -> ProjectCode:
    """The code in `text`, written with its four hyphens. Raises CodeError."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise _misshapen(text)
    head, area, department, kind, tail = found.groups()
    if FIRST_OLD_YEAR <= int(head) <= LAST_OLD_YEAR:
        return ProjectCode(text, "old", int(head), None, area, department, kind, tail, "")
    month = int(head[2:])
    if not 1 <= month <= 12:
        raise _no_month(text, head)
    right = check_digit(text[:-1])
    if right != int(text[-1]):
        raise _wrong_check(text, right)
    return ProjectCode(text, "new", 2000 + int(head[:2]), month, area, department, kind, tail[:5], tail[5])


def verify_code(text: str) -> Verdict:
    """Whether `text` is a code that can be right, as data."""
    try:
        return Verdict(parse_code(text), None, None)
    except CodeError as wrong:
        return Verdict(None, wrong.fault, wrong.say)


# ---- Doubts, which are never refusals


def area_doubt(code: ProjectCode, own: Container[str] = ()) -> Say | None:
    """What is odd about the code's area, or None.

    Platforms go on issuing codes of counties long since turned into districts, and of
    development zones that have no county code: a doubt never refuses a code. An area that
    was retired after the code was issued is right; so is one in `own`, the area codes that
    the ledger knows to be in use.
    """
    if code.area in own or code.area.startswith("00"):  # 00: issued for a central body
        return None
    from xmtz.domain import areas

    known = areas.area(code.area)
    if known is None:
        return _unknown_area(code.area)
    if known.retired is None or code.year <= known.retired:
        return None
    place = areas.full_name(code.area)
    now = "、".join(f"{areas.name_beside(heir, code.area)}（{heir}）" for heir in areas.heirs(code.area))
    if not now:
        return Say(
            f"区划代码 {code.area}（{place}）已于 {known.retired} 年停用；部分平台仍在用旧代码赋码，请与赋码平台核对。",
            f"area {code.area} ({place}) was retired in {known.retired}; some platforms still issue old areas: "
            "check it with the platform.",
        )
    return Say(
        f"区划代码 {code.area}（{place}）已于 {known.retired} 年停用，现为{now}；部分平台仍在用旧代码赋码，请与赋码平台核对。",
        f"area {code.area} ({place}) was retired in {known.retired} and is now {now}; some platforms still issue "
        "old areas: check it with the platform.",
    )


def _unknown_area(area: str) -> Say:
    from xmtz.domain import areas

    above = areas.full_name(area[:4] + "00") or areas.full_name(area[:2] + "0000")
    if not above:
        return Say(
            f"区划代码 {area} 的前两位不是任何省份；请对照批文核对代码。",
            f"area {area} does not start with a province; check the code against the approval.",
        )
    return Say(
        f"区划代码 {area} 不在县级以上区划表中（截至 {areas.LAST_YEAR} 年底），可能是{above}的开发区，也可能抄错；"
        "请与赋码平台核对。",
        f"area {area} is not among the county codes known up to the end of {areas.LAST_YEAR}; it may be a "
        f"development zone of {above}, or a slip: check it with the platform.",
    )


# ---- Codes as people paste them

_NARROW = str.maketrans("０１２３４５６７８９－—–‐‑‒―−﹣﹘", "0123456789" + "-" * 10)
_SEPARATORS = r"[\s、，,;；/／|]+"
_RUN = r"[0-9]{20}"


def tidy_code(text: str) -> str:
    """`text` with narrow digits, plain hyphens and no spaces; 20 bare digits get their hyphens."""
    narrow = "".join(text.translate(_NARROW).split())
    if re.fullmatch(_RUN, narrow):
        return "-".join((narrow[:4], narrow[4:10], narrow[10:12], narrow[12:14], narrow[14:]))
    return narrow


def split_codes(text: str) -> list[str]:
    """The codes in one cell, tidied, each once, in their order; none of them is verified."""
    joined = re.sub(r" *([-－—–‐‑‒―−﹣﹘]) *", r"\1", text)
    return list(dict.fromkeys(tidy_code(part) for part in re.split(_SEPARATORS, joined) if part))


# ---- Why a code is refused


def _misshapen(text: str) -> CodeError:
    tidy = tidy_code(text[:200])
    if _SHAPE.fullmatch(tidy):
        return CodeError(
            Say(
                f"项目代码“{quoted(text)}”写法不对；请写作 {tidy}。",
                f"the project code “{quoted(text)}” is not written as it should be; write {tidy}.",
            ),
            "structure",
        )
    digits = sum(c in "0123456789" for c in tidy)
    if tidy and digits != 20 and digits + tidy.count("-") == len(tidy):
        return CodeError(
            Say(
                f"项目代码“{quoted(text)}”有 {digits} 位数字，应为 20 位；请对照批文补正。",
                f"the project code “{quoted(text)}” has {digits} digits and should have 20; "
                "complete it from the approval.",
            ),
            "length",
        )
    return CodeError(
        Say(
            f"“{quoted(text)}”不是项目代码；应为 20 位数字、四个短横，如 2301-611102-04-01-123450 的样子。",
            f"“{quoted(text)}” is not a project code; it has 20 digits and four hyphens, "
            "like 2301-611102-04-01-123450.",
        ),
        "structure",
    )


def _no_month(text: str, head: str) -> CodeError:
    return CodeError(
        Say(
            f"项目代码“{quoted(text)}”前四位 {head} 应为年月（如 2301 即 2023 年 1 月），没有 {head[2:]} 月；请对照批文核对。",
            f"the first four digits {head} of the project code “{quoted(text)}” should be a year and month "
            f"(2301 is January 2023), and there is no month {head[2:]}; check it against the approval.",
        ),
        "month",
    )


def _wrong_check(text: str, right: int) -> CodeError:
    return CodeError(
        Say(
            f"项目代码“{quoted(text)}”校验不符：按前 19 位末位应为 {right}，现为 {text[-1]}，"
            "至少有一位抄错；请对照批文逐位核对，不要只改末位。",
            f"the project code “{quoted(text)}” fails its check: after its first 19 digits the last should be "
            f"{right}, not {text[-1]}. At least one digit is wrong; compare them all with the approval, "
            "do not just change the last.",
        ),
        "check",
    )
