"""Files as people write them by hand, drawn at random: every habit that a splice has to leave alone.

`Hand(number, size).file()` is always the same text for the same two numbers; a small `size`
gives a small file.
"""

from __future__ import annotations

import random

WORDS = (
    "三一", "西咸审环批〔2023〕14号", "8200", "12000.50", "2025-06-18", "0610", "12:30", "1e5", "eia", "供电线路",
    "a b", "x", "-5", "2301-611102-04-01-123450", "http://a.b/c?d=e", "😀", "a#b", "it's", "《规划》", "~x",
)  # fmt: skip
QUOTED = (
    "a: b",
    "no",
    "",
    " lead",
    "# not a comment",
    "- x",
    "{x",
    'say "hi"',
    "it's",
    "100%",
    "逗号, 空格",
    "null",
    "\\n",
)
KEYS = (
    "id",
    "name",
    "total",
    "unit",
    "on",
    "名称",
    "b",
    "c",
    "d",
    "包抓领导",
    "x y",
    "no",
    "😀",
    "steps",
    "plan",
)
MONTHS = ("2025-01", "2025-02", "2025-03", "2025-05", "2025-06", "2025-08", "2025-09", "2025-11")
COMMENTS = ("# 万元", "# a: b", "#", "#x", "# - 'y", '# "', "# 核对: 待定")


class Hand:
    """One person's way of writing, and a file in it."""

    def __init__(self, number: int, size: int) -> None:
        self.random = random.Random(number)
        self.size = size
        self.steps = self.pick(((2,), (2,), (4,), (1, 2, 3, 5)))
        self.dashes = self.pick(((0,), (2,), (2,), (0, 1, 2, 4)))
        self.newlines = self.pick((("\n",), ("\n",), ("\r\n",), ("\n", "\r\n")))
        self.tidy = self.chance(0.3)
        self.lines: list[str] = []
        self.left = size

    def pick(self, among):
        return among[int(self.random.random() * len(among))]

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def file(self) -> str:
        """A file: perhaps with a header, a start of document, comments at its end, no last line break."""
        if self.chance(0.3):
            self.between(0)
        if self.chance(0.1):
            self.lines.append(self.pick(("---", "--- # 开始")))
        if self.chance(0.3):
            self.between(0)
        kind = self.random.random()
        if kind < 0.8:
            self.mapping(self.pick((0, 0, 0, 2)) if self.chance(0.2) else 0, "", 0)
        elif kind < 0.92:
            self.sequence(0, "", 0)
        elif kind < 0.97:
            self.lines.append(self.flow(0) + self.trailing())
        if self.chance(0.3):
            self.between(0)
        if not self.lines:
            return ""
        text = "".join(line + self.pick(self.newlines) for line in self.lines)
        return text.rstrip("\r\n") if self.chance(0.2) else text

    # --- collections ---------------------------------------------------------------------

    def mapping(self, column: int, first: str, depth: int) -> None:
        """Block entries; `first` is what stands before the first key on its line."""
        count = 1 + int(self.random.random() * min(5, 1 + self.size))
        months = self.chance(0.3)
        keys = self.random.sample(MONTHS if months else KEYS, count)
        if months and self.chance(0.8):
            keys.sort()
        aligned = 12 if self.chance(0.2) else 0
        parted = self.chance(0.3) and depth < 2
        quotes = self.pick(("'", '"')) if self.chance(0.1) else ""
        for place, name in enumerate(keys):
            self.left -= 1
            if place:
                if parted:
                    self.lines.append("")
                self.between(column)
            start = first if place == 0 and first else " " * column
            head = start + self.key(name, quotes) + (":" if self.chance(0.97) else " :")
            self.value(head, column, max(1, aligned - len(head) + column) if aligned else 1, depth)

    def sequence(self, column: int, first: str, depth: int) -> None:
        count = 1 + int(self.random.random() * min(4, 1 + self.size))
        gap = self.pick((" ", " ", " ", "   "))
        style = self.random.random()
        for place in range(count):
            self.left -= 1
            if place:
                self.between(column)
            start = (first if place == 0 and first else " " * column) + "-"
            inner = column + 1 + len(gap)
            if style < 0.3 or self.left < 0 or depth > 3:
                self.value(start, column, len(gap), depth, only_inline=True)
            elif style < 0.5:
                self.lines.append(start + gap + self.flow(depth) + self.trailing())
            elif style < 0.85:
                if self.chance(0.1):
                    self.lines.append(start + self.trailing(start))
                    self.between(column + 2)
                    self.mapping(column + 2, "", depth + 1)
                else:
                    self.mapping(inner, start + gap, depth + 1)
            elif style < 0.93:
                self.sequence(inner, start + gap, depth + 1)
            else:
                self.value(start, column, len(gap), depth)

    def value(self, head: str, column: int, gap: int, depth: int, only_inline: bool = False) -> None:
        """What follows a key or a dash (`head`), on its line and below."""
        kind = self.random.random()
        if self.left < 0 or depth > 4:
            kind *= 0.6
        if kind < 0.36:
            self.lines.append(head + " " * gap + self.scalar(flow=False) + self.trailing())
        elif kind < 0.42:
            self.lines.append(head + self.pick(("", " ~", " null", " {}", " []", "  ")) + self.trailing(head))
        elif kind < 0.48:
            self.lines.append(head + " " * gap + self.flow(depth) + self.trailing())
        elif kind < 0.52:
            self.long_flow(head, column)
        elif kind < 0.56:
            self.block_scalar(head, column)
        elif kind < 0.60:
            self.long_scalar(head, column)
        elif only_inline:
            self.lines.append(head + " " * gap + self.scalar(flow=False) + self.trailing())
        elif kind < 0.85 or head.endswith("-"):
            self.lines.append(head + self.trailing(head))
            step = self.pick(self.steps)
            self.between(column + step)
            self.mapping(column + step, "", depth + 1)
        else:
            self.lines.append(head + self.trailing(head))
            dash = self.pick(self.dashes)
            self.between(column + dash)
            self.sequence(column + dash, "", depth + 1)

    # --- scalars -------------------------------------------------------------------------

    def key(self, name: str, quotes: str) -> str:
        if not quotes and self.chance(0.05):
            quotes = self.pick(("'", '"'))
        return quotes + name + quotes

    def scalar(self, flow: bool) -> str:
        kind = self.random.random()
        if kind < 0.7:
            return self.pick(WORDS)
        text = self.pick(QUOTED)
        if kind < 0.85:
            return "'" + text.replace("'", "''") + "'"
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def block_scalar(self, head: str, column: int) -> None:
        header = self.pick(("|", "|", ">", "|-", ">-", "|+"))
        self.lines.append(head + " " + header + self.trailing())
        inner = column + self.pick((1, 2, 2, 4)) + (0 if column else 1)
        for _ in range(self.pick((0, 1, 2, 3))):
            self.lines.append(" " * inner + self.pick(("第一行", "# 不是注释", "- x", "a: b", "two  words")))
            if self.chance(0.2):
                self.lines.append(self.pick(("", "", " " * inner, " " * (inner + 2))))
        if self.chance(0.3):
            self.lines.extend(self.pick((("",), ("", ""))))

    def long_scalar(self, head: str, column: int) -> None:
        """A plain or quoted text over several lines, on the line of its key or below it."""
        inner = " " * (column + self.pick((1, 2, 4)) + 1)
        quote = self.pick(("", "'", '"'))
        parts = [self.pick(("一期", "工程 概况", "x", "8200")) for _ in range(self.pick((1, 2, 3)))]
        parts[0] = quote + parts[0]
        parts[-1] += quote + self.trailing()
        if self.chance(0.3):
            self.lines.append(head + self.trailing(head))
            self.lines.append(inner + parts[0])
        else:
            self.lines.append(head + " " + parts[0])
        for part in parts[1:]:
            if self.chance(0.1):
                self.lines.append("")
            self.lines.append(inner + part)

    # --- brackets ------------------------------------------------------------------------

    def flow(self, depth: int) -> str:
        count = self.pick((0, 1, 2, 2, 3))
        comma = self.pick((", ", ", ", ", ", ",", " , "))
        padding = self.pick(("", "", " "))
        last = self.pick((",", ", ")) if count and self.chance(0.1) else ""
        if self.chance(0.6):
            names = self.random.sample(KEYS, count)
            inside = comma.join(self.flow_entry(name, depth) for name in names)
            return "{" + padding + inside + last + padding + "}"
        inside = comma.join(self.flow_item(depth) for _ in range(count))
        return "[" + padding + inside + last + padding + "]"

    def flow_entry(self, name: str, depth: int) -> str:
        kind = self.random.random()
        if kind < 0.04:
            return name
        if kind < 0.08:
            return name + ": "
        if kind < 0.12:
            return '"' + name + '":' + self.flow_item(depth)
        return self.key(name, "") + ": " + self.flow_item(depth)

    def flow_item(self, depth: int) -> str:
        if depth < 3 and self.chance(0.12):
            return self.flow(depth + 2)
        return self.scalar(flow=True)

    def long_flow(self, head: str, column: int) -> None:
        """Brackets over several lines, with comments among them."""
        inner = " " * (column + self.pick((2, 4)))
        mapping = self.chance(0.5)
        names = self.random.sample(KEYS, self.pick((1, 2, 3)))
        parts = [self.flow_entry(name, 3).rstrip() if mapping else self.flow_item(3) for name in names]
        parts = [part + " " if part.endswith(":") else part for part in parts]
        self.lines.append(head + " " + "[{"[mapping] + self.trailing())
        line = inner
        for part in parts[:-1]:
            line += part + ","
            if self.chance(0.2):  # the next one on the same line
                line += " "
                continue
            self.lines.append(line + self.trailing())
            line = inner
            if self.chance(0.1):
                self.lines.append(inner + self.pick(COMMENTS))
        line += parts[-1]
        last = self.pick(("", "", ","))
        if self.chance(0.7):
            self.lines.append(line + last + self.trailing())
            self.lines.append(" " * (column + 1) + "]}"[mapping] + self.trailing())
        else:
            self.lines.append(line + last + "]}"[mapping] + self.trailing())

    # --- what stands between ---------------------------------------------------------------

    def trailing(self, head: str = "") -> str:
        """Mostly nothing; else a comment, or blanks. YAML has no tab after a dash."""
        if self.tidy or not self.chance(0.25):
            return ""
        tab = " " if head.endswith("-") else "\t"
        if self.chance(0.2):
            return self.pick((" ", "   ", tab))
        return self.pick((" ", "  ", "      ", tab)) + self.pick(COMMENTS)

    def between(self, column: int) -> None:
        """Now and then blank lines and comments, at any indentation."""
        while not self.tidy and self.chance(0.2):
            kind = self.random.random()
            if kind < 0.4:
                self.lines.append("" if self.chance(0.8) else "  ")
            else:
                indent = self.pick((column, column, column, column, 0, column + 2, column + 7))
                self.lines.append(" " * indent + self.pick(COMMENTS))
