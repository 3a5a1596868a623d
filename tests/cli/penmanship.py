"""One project file as many people would write it: order, indentation, quotes, brackets, comments,
blank lines, line endings, a byte-order mark, no last line break. The facts are always the same."""

from __future__ import annotations

import random

FACTS = {
    "id": "fx23-k7q2",
    "name": "三一智能制造产业园",
    "code": "2301-611102-04-01-123450",
    "unit": "gaozhuang",
    "owner": "三一: 重工",
    "total": "125000.50",
    "tags": ["绿色通道", "标准地"],
    "people": {"leader": "王某", "service": "no"},
    "dates": {"approved": "2022-06-01", "signed": "2022-01-01"},
    "stages": [{"to": "planned", "on": "2022-03-01"}, {"to": "reserved", "on": "2022-07-01", "basis": "省里定的"}],
    "steps": {
        "eia": {"applied": "2022-06-05", "accepted": "2022-06-09", "paused": [{"from": "2022-06-12", "why": "expert-review"}]},
        "filing": {"applied": "2022-05-01", "granted": "2022-05-01", "document": "0610"},
    },
    "invested": {"2025-01": "1000", "2025-03": "2000.5", "2025-05": "300"},
    "physical": {"2025-03": "20", "2025-05": "30.5"},
    "issues": [
        {"id": "i-3kd", "title": "供电 # 滞后", "class": "utilities", "raised": "2025-06-02"},
        {
            "id": "i-7ab", "title": "征地", "class": "land", "raised": "2025-05-02",
            "assigned": {"unit": "gongdian", "person": "钱某", "on": "2025-05-03"},
        },
    ],
    "corrections": [{"field": "invested", "month": "2025-01", "was": "900", "now": "1000", "on": "2025-02-01", "reason": "漏报"}],
}  # fmt: skip
COMMENTS = ("# 万元", "# a: b", "#", "# - 'y", '# "', "# 核对: 待定 {", "# [")


class Pen:
    """One person's way of writing; the same number is always the same person."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)
        self.step = self.random.choice((2, 2, 4, 3))
        self.dash = self.random.choice((0, 2, 2, 4))
        self.flow = self.random.choice((0.0, 0.3, 0.9))
        self.chatty = self.random.choice((0.0, 0.1, 0.3))
        self.aligned = self.random.choice((0, 0, 16))
        self.quotes = self.random.choice(("", "", "'", '"'))
        self.newline = self.random.choice(("\n", "\n", "\r\n"))
        self.shuffled = self.chance(0.4)
        self.lines: list[str] = []

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def file(self) -> bytes:
        """The facts as bytes."""
        if self.chance(0.3):
            self.lines += ["# 一项一卷: 勿删", ""]
        if self.chance(0.1):
            self.lines.append("---")
        self.mapping(FACTS, 0, "", top=True)
        if self.chance(0.2):
            self.lines += ["", "# 完"]
        text = "".join(line + self.newline for line in self.lines)
        if self.chance(0.2):
            text = text.rstrip("\r\n")
        return (b"\xef\xbb\xbf" if self.chance(0.2) else b"") + text.encode()

    def mapping(self, facts: dict, column: int, first: str, top: bool = False) -> None:
        """Entries from `column` on; `first` stands before the first key on its line."""
        names = list(facts)
        if self.shuffled:
            self.random.shuffle(names)
        for place, name in enumerate(names):
            if place and top and self.chance(0.4):
                self.lines.append("")
            if place and self.chance(self.chatty):
                self.lines.append(" " * column + self.random.choice(COMMENTS))
            head = (first if place == 0 and first else " " * column) + name + ":"
            self.value(head, facts[name], column)

    def value(self, head: str, value, column: int) -> None:
        if isinstance(value, str):
            gap = max(1, self.aligned - len(head))
            self.lines.append(head + " " * gap + self.scalar(value) + self.trailing())
        elif self.chance(self.flow) and (column or not isinstance(value, dict) or self.chance(0.5)):
            self.lines.append(head + " " + self.bracketed(value) + self.trailing())
        elif isinstance(value, dict):
            self.lines.append(head + self.trailing())
            self.mapping(value, column + self.step, "")
        else:
            self.lines.append(head + self.trailing())
            for place, item in enumerate(value):
                if place and self.chance(self.chatty):
                    self.lines.append(" " * (column + self.dash) + self.random.choice(COMMENTS))
                start = " " * (column + self.dash) + "- "
                if isinstance(item, str):
                    self.lines.append(start + self.scalar(item) + self.trailing())
                elif self.chance(self.flow):
                    self.lines.append(start + self.bracketed(item) + self.trailing())
                else:
                    self.mapping(item, column + self.dash + 2, start)

    def trailing(self) -> str:
        return (
            " " * self.random.choice((1, 2, 5)) + self.random.choice(COMMENTS)
            if self.chance(self.chatty)
            else ""
        )

    def scalar(self, text: str) -> str:
        quote = self.quotes if self.chance(0.3) else ""
        if not quote and (text == "no" or ": " in text or " #" in text):
            quote = '"'
        return quote + text + quote

    def bracketed(self, value) -> str:
        if isinstance(value, str):
            return self.scalar(value)
        comma = self.random.choice((", ", ",", " , "))
        if isinstance(value, list):
            return "[" + comma.join(self.bracketed(item) for item in value) + "]"
        return "{" + comma.join(f"{key}: {self.bracketed(item)}" for key, item in value.items()) + "}"
