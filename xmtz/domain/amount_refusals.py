"""Why an amount is refused, and how to mend it. Loaded only when one is."""

from __future__ import annotations

import re

from xmtz.domain.refusal import quoted
from xmtz.words.lang import Say

_ABOUT = re.compile(
    r"约|近|超|余|左右|上下|大概|以上|以下|不低于|不少于|不超过|[~≈><≥≤]|\+$|多(?:万|亿|元)|[几数]"
)
_RANGE = re.compile(r"[0-9万亿元] ?(?:-{1,2}|—{1,2}|–|~|～|至|到) ?[0-9]")
_FOREIGN = re.compile(
    r"美元|美金|欧元|港元|港币|日元|英镑|韩元|卢布|USD|EUR|HKD|JPY|GBP|[$€£]", re.IGNORECASE
)
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_EXPONENT = re.compile(r"[0-9][eE_xX][0-9+-]")
_CHINESE_NUMBER = re.compile(r"[零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖拾佰仟]")


def unreadable(text: str, narrow: str) -> Say:
    """Why `text`, and `narrow` which is the same normalised, is no amount."""
    q = quoted(text)
    numbers = _NUMBER.findall(narrow)
    if not narrow.strip():
        return Say(
            "没有填写金额；请填数字，如 1250000 或 4.7亿。", "no amount; give one, such as 1250000 or 4.7亿."
        )
    if _FOREIGN.search(narrow):
        return Say(
            f"“{q}”是外币；台账只记人民币，请折算后填写。",
            f"“{q}” is foreign money; the ledger keeps yuan only: convert it first.",
        )
    if _RANGE.search(narrow):
        return Say(f"“{q}”是一个区间；请填一个确定的数。", f"“{q}” is a range; give one exact amount.")
    if _ABOUT.search(narrow):
        return Say(
            f"“{q}”是约数；请填确定的数，去掉“约”“余”“以上”等字样。",
            f"“{q}” is an approximation; give the exact amount, without words such as 约 or 余.",
        )
    if not numbers and _CHINESE_NUMBER.search(narrow):
        return Say(
            f"“{q}”是汉字数字；请用阿拉伯数字，如 4.7亿。",
            f"“{q}” is in Chinese numerals; use digits, such as 4.7亿.",
        )
    if _EXPONENT.search(narrow):
        return Say(
            f"“{q}”是科学计数法或程序写法；请写全数字。",
            f"“{q}” is in a program's notation; write the number out.",
        )
    if len(numbers) > 1:
        return Say(
            f"“{q}”里不止一个数；请合成一个数填写，如 4亿7000万 写作 4.7亿，数字中间不留空格。",
            f"“{q}” holds more than one number; write a single one (4亿7000万 is 4.7亿), without spaces inside.",
        )
    if numbers and ("," in numbers[0] or numbers[0].count(".") > 1):
        return Say(
            f"“{q}”的逗号或小数点有歧义；千分位逗号须每三位一个（1,250,000），小数点只能有一个，或不用逗号。",
            f"the commas or points of “{q}” are ambiguous; group by threes (1,250,000) or use no commas, and one point at most.",
        )
    return Say(
        f"看不懂金额“{q}”；请填数字加单位（元、万元、亿元等），如 1250000 或 4.7亿。",
        f"cannot read the amount “{q}”; give a number and a unit (元, 万元, 亿元 ...), such as 1250000 or 4.7亿.",
    )


def leading_zero(text: str) -> Say:
    return Say(
        f"金额“{quoted(text)}”以 0 开头；请去掉多余的 0，并核对是不是填错了栏。",
        f"the amount “{quoted(text)}” starts with 0; drop it, and check that it belongs here.",
    )


def too_fine(text: str) -> Say:
    return Say(
        f"金额“{quoted(text)}”细于 1 分；请核对单位，或四舍五入到分。",
        f"the amount “{quoted(text)}” is finer than 0.01 yuan; check its unit, or round it to 0.01 yuan.",
    )


def too_large(text: str) -> Say:
    return Say(
        f"金额“{quoted(text)}”超过 10 万亿元；请核对单位，是不是把元当成了万元。",
        f"the amount “{quoted(text)}” is over 10 trillion yuan; check its unit: 元 may have been taken for 万元.",
    )


def negative(text: str) -> Say:
    return Say(
        f"金额“{quoted(text)}”为负数；此处不能为负，请填零或正数。",
        f"the amount “{quoted(text)}” is negative; give zero or a positive amount here.",
    )


def not_plain(text: str, meant: str | None) -> Say:
    """Why `text` is no amount for a file; `meant` is how the file should have it, if that is known."""
    if meant is None:
        return Say(
            f"“{quoted(text)}”不是金额；文件里的金额以万元为单位，只写数字，如 1288.5。",
            f"“{quoted(text)}” is not an amount; files carry 万元 as a plain number, such as 1288.5.",
        )
    return Say(
        f"文件里的金额以万元为单位，只写数字；“{quoted(text)}”请写作 {meant}。",
        f"amounts in files are plain numbers of 万元; write “{quoted(text)}” as {meant}.",
    )
