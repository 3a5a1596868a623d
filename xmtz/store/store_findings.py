"""Findings about files and folders, before their text is read."""

from __future__ import annotations

from typing import Final

from xmtz.words.finding import ERROR, WARNING, Kind
from xmtz.words.lang import Say

SYMLINK: Final = Kind(
    "S000",
    ERROR,
    Say("{path} 是符号链接，没有读取", "{path} is a symbolic link and was not read"),
    Say(
        "换成真正的文件；台账不读链接，免得读到台账以外的内容",
        "use a real file: links could lead out of the ledger",
    ),
)
UNREADABLE: Final = Kind(
    "S001",
    ERROR,
    Say("读不了：{why}", "cannot be read: {why}"),
    Say(
        "读得了之后再查一次；读不了的不在任何报表里",
        "check again when it can be read: no report has it until then",
    ),
)
STRANGE_NAME: Final = Kind(
    "S002",
    ERROR,
    Say("文件名里有看不见的字符，没有读取", "the file name holds invisible characters; it was not read"),
    Say("给文件改名", "rename the file"),
)
NOT_A_PROJECT_FILE: Final = Kind(
    "S003",
    WARNING,
    Say("{folder} 里的这个文件没有读取：文件名要以 .yaml 结尾", "not read: files in {folder} end in .yaml"),
    Say("改名为 .yaml，或移出 {folder}", "rename it to .yaml, or move it out of {folder}"),
)
EMPTY_FILE: Final = Kind(
    "S004",
    ERROR,
    Say("文件是空的", "the file is empty"),
    Say("写上内容，或删掉这个文件", "write the record, or delete the file"),
)
TOO_MANY: Final = Kind(
    "S006",
    ERROR,
    Say("这个文件还有 {count} 条提示没有列出", "{count} more findings of this file are not listed"),
    Say("先改正已列出的，再查一次", "mend those that are listed and check again"),
)
MISSING_FILE: Final = Kind(
    "S005",
    ERROR,
    Say("缺少这个文件", "the file is missing"),
    Say("从 git 里恢复，或用 xmtz init 在别处新建一个台账后拷来", "restore it from git"),
)
