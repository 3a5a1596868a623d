"""A light's definition in print, the same in a report and in its own page."""

from __future__ import annotations

from collections.abc import Iterator

from xmtz.records.rate_rules import LIT
from xmtz.records.rules import Light
from xmtz.words.lang import Say, say


def light_lines(light: Light) -> Iterator[str]:
    """The conditions in the order in which they are asked, and where they come from."""
    fields = Light.fields
    facts: list[tuple[Say, object]] = [
        (Say("对象", "about"), LIT[light.of] if light.of is not None else None),
        (Say("范围", "scope"), light.scope),
        (Say("红灯", "red"), light.red),
        (fields["red_after"].label, light.red_after),
        (Say("黄灯", "yellow"), light.yellow),
        (Say("绿灯", "green"), light.green),
        (fields["late"].label, light.late),
        (Say("差额", "behind"), light.behind),
        (Say("未规定的情形", "not assigned"), light.otherwise),
        (Say("正当理由", "justified"), light.excuse),
        (Say("后果", "consequence"), light.consequence),
        (fields["consequence_after"].label, light.consequence_after),
        (Say("说明", "note"), light.note),
        (Say("依据", "source"), light.source),
    ]
    for label, text in facts:
        if text is not None:
            yield say("{l}：{t}", "{l}: {t}", l=label, t=" ".join(str(text).split()))
    yield say("自 {m} 起", "since {m}", m=light.since)
