"""What differs between two texts of a file, to be shown before or after it is written."""

from __future__ import annotations

from xmtz.domain.plain import printable


def unified_diff(path: str, old: str, new: str, created: bool = False) -> str:
    """The change of one file as a unified diff, safe to print; Chinese stays Chinese."""
    from difflib import unified_diff as lines_of

    name = printable(path)
    made = lines_of(_lines(old), _lines(new), "/dev/null" if created else name, name, lineterm="")
    return "".join(f"{printable(line)}\n" for line in made)


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[-1] == "":
        return lines[:-1]
    lines[-1] += "  (no newline at end of file)" if lines[-1] else ""
    return lines


def first_changed(old: str, new: str) -> int:
    """The first line of `new` that is not as in `old`."""
    before, after = old.split("\n"), new.split("\n")
    for number, (one, other) in enumerate(zip(before, after, strict=False), 1):
        if one != other:
            return number
    return max(1, min(len(before), len(after)))
