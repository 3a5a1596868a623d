"""What git is told of a ledger's files: keep every byte, and name the section in the head of a hunk."""

from __future__ import annotations

from typing import Final

ATTRIBUTES_FILE: Final = ".gitattributes"
IGNORE_FILE: Final = ".gitignore"

DRIVER: Final = "xmtz"

HUNK_PATTERN: Final = r"^([a-z][a-z_]*:.*|  [a-z0-9_-]+:[[:space:]]*|  - id:.*)$"
"""A section (`invested:`), an approval step (`  eia:`) or an issue (`  - id: i-3kd`)."""

ATTRIBUTES: Final = f"""\
# 行尾和字节原样保存 / line endings and bytes are kept as they are
* -text
# 差异的段首写明属于哪一节 / the head of a hunk names its section
*.yaml diff={DRIVER}
"""

IGNORE: Final = """\
# 中断的写入和编辑器留下的文件 / left by interrupted writes and by editors
.xmtz-*.tmp
*~
.*.swp
~$*
"""


def settings() -> dict[str, str]:
    """Git's settings for a repository that holds a ledger."""
    return {"core.quotePath": "false", f"diff.{DRIVER}.xfuncname": HUNK_PATTERN}
