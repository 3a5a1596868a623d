"""Findings in print: for people, for programs, for code-review services."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from xmtz.checks.catalogue import catalogue, message, remedy, severity
from xmtz.checks.holding import AS_KEPT
from xmtz.checks.waivers import BY, REASON, UNTIL
from xmtz.domain.plain import printable
from xmtz.domain.width import width
from xmtz.words.finding import ERROR, Finding
from xmtz.words.lang import current_language, say

JSON_VERSION: Final = 1
FORMATS: Final = ("text", "json", "github", "sarif")
WAIVED_FORMATS: Final = ("text", "json")


def findings_text(findings: Sequence[Finding], source: Callable[[str], str | None], lang: str) -> str:
    """Every finding with its place, its line quoted and marked, and how to mend it."""
    quoted = _Lines(source)
    blocks = []
    for finding in findings:
        head = f"{printable(str(finding.place))}: {_level(finding, lang)} {finding.code} {printable(message(finding, lang))}"
        blocks.append(
            "\n".join(
                [head, *quoted.excerpt(finding), f"    {_mend(lang)}{printable(remedy(finding, lang))}"]
            )
        )
    return "\n\n".join(blocks)


def _level(finding: Finding, lang: str) -> str:
    error = severity(finding) == ERROR
    if lang == "en":
        return "error" if error else "warning"
    return "错误" if error else "提醒"


def _mend(lang: str) -> str:
    return "= " if lang == "en" else "＝ "


class _Lines:
    """The lines of the files that findings are in, each file fetched once."""

    def __init__(self, source: Callable[[str], str | None]) -> None:
        self.source = source
        self.path = ""
        self.lines: list[str] = []

    def excerpt(self, finding: Finding) -> list[str]:
        """The line of a finding and a caret under its column."""
        if not finding.line:
            return []
        if finding.path != self.path:
            self.path = finding.path
            text = self.source(finding.path)
            self.lines = [] if text is None else text.split("\n")  # lines as findings count them
        if finding.line > len(self.lines):
            return []
        line = self.lines[finding.line - 1].rstrip("\r").expandtabs(1)
        start = max(0, finding.column - 60)
        shown = printable(line[start : start + 100])
        number = str(finding.line)
        before = width(printable(line[start : max(start, finding.column - 1)]))
        rows = [f"  {number} | {shown}"]
        if finding.column:
            rows.append(f"  {' ' * len(number)} | {' ' * before}^")
        return rows


def findings_json(findings: Iterable[Finding], waived: int = 0) -> str:
    """Findings as JSON, with their texts in both languages; `waived` counts those that are not listed."""
    rows = [_row(f) for f in findings]
    return json.dumps(
        {"version": JSON_VERSION, "findings": rows, "waived": waived}, ensure_ascii=False, indent=2
    )


def _row(f: Finding) -> dict[str, object]:
    return {
        "code": f.code,
        "severity": severity(f),
        "path": f.path,
        "line": f.line,
        "column": f.column,
        "message": {lang: message(f, lang) for lang in ("zh", "en")},
        "remedy": {lang: remedy(f, lang) for lang in ("zh", "en")},
    }


def waived_json(findings: Iterable[Finding]) -> str:
    """Findings that are waived as JSON: each with its waiver."""
    rows = [
        _row(f)
        | {"waiver": {"reason": f.facts.get(REASON), "by": f.facts.get(BY), "until": f.facts.get(UNTIL)}}
        for f in findings
    ]
    return json.dumps({"version": JSON_VERSION, "waived": rows}, ensure_ascii=False, indent=2)


def waived_text(findings: Sequence[Finding]) -> str:
    """Every finding that is waived: what it says, and why it is waived, by whom and until when."""
    if not findings:
        return say("没有豁免的提示", "nothing is waived")
    lang = current_language()
    blocks = []
    for one in sorted(findings, key=lambda f: str(f.facts.get(UNTIL))):
        why = say(
            "豁免到 {until}，{by} 批准：{reason}",
            "waived until {until}, allowed by {by}: {reason}",
            until=one.facts.get(UNTIL),
            by=one.facts.get(BY) or "—",
            reason=one.facts.get(REASON) or "—",
        )
        place = printable(str(one.place))
        blocks.append(f"{place}: {one.code} {printable(message(one, lang))}\n    {printable(why)}")
    return "\n\n".join([*blocks, say("共 {n} 条", "{n} in all", n=len(findings))])


def kept_note(findings: Iterable[Finding], today: str, kept: str | None) -> str:
    """What to say where findings were judged by an earlier day than today; else nothing."""
    if kept in (None, today) or not any(AS_KEPT in one.facts for one in findings):
        return ""
    return say(
        "台账报数止于 {month}；随时间才有的提示（L438、L515、L516）和对它们的豁免按 {kept} 判断",
        "figures are reported up to {month}; what only time brings (L438, L515, L516), and waivers of it, are judged as on {kept}",
        month=str(kept)[:7],
        kept=kept,
    )


def waived_summary(findings: Sequence[Finding]) -> str:
    """One line on what is waived: how many, and when the first comes back."""
    return say(
        "另有 {n} 条提示已豁免，最早 {until} 到期；xmtz check --waived 列出",
        "{n} more are waived, the first until {until}; xmtz check --waived lists them",
        n=len(findings),
        until=min(str(one.facts.get(UNTIL)) for one in findings),
    )


def findings_github(findings: Iterable[Finding], lang: str) -> str:
    """Findings as annotations of GitHub's workflow commands."""
    return "\n".join(
        f"::{severity(f)} file={_property(f.path)},line={max(1, f.line)},col={max(1, f.column)},"
        f"title={_property(f.code)}::{_data(message(f, lang) + ' ' + _mend(lang) + remedy(f, lang))}"
        for f in findings
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def findings_sarif(findings: Sequence[Finding], lang: str, version: str) -> str:
    """Findings as SARIF 2.1.0."""
    kinds = catalogue()
    used = sorted({f.code for f in findings})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": kinds[code].message.text(lang)},
            "help": {"text": kinds[code].remedy.text(lang)},
        }
        for code in used
    ]
    results = [
        {
            "ruleId": f.code,
            "level": severity(f),
            "message": {"text": f"{message(f, lang)} {_mend(lang)}{remedy(f, lang)}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(f.path)},
                        "region": {"startLine": max(1, f.line), "startColumn": max(1, f.column)},
                    }
                }
            ],
        }
        for f in findings
    ]
    run = {"tool": {"driver": {"name": "xmtz", "version": version, "rules": rules}}, "results": results}
    sarif = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(sarif, ensure_ascii=False, indent=2)


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path)


def summary(findings: Sequence[Finding], files: int) -> str:
    """One line that counts."""
    counts = Counter(severity(f) for f in findings)
    errors, warnings = counts[ERROR], len(findings) - counts[ERROR]
    if not findings:
        return say("{files} 个项目文件，没有问题", "{files} project files, nothing wrong", files=files)
    return say(
        "{files} 个项目文件：{errors} 个错误，{warnings} 个提醒",
        "{files} project files: {errors} errors, {warnings} warnings",
        files=files,
        errors=errors,
        warnings=warnings,
    )
