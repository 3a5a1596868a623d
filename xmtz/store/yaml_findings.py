"""Findings about the text of a YAML file, before anything is known of its meaning."""

from __future__ import annotations

from typing import Final

from xmtz.words.finding import ERROR, Kind
from xmtz.words.lang import Say

SYNTAX: Final = Kind(
    "Y100",
    ERROR,
    Say("这里的写法不合 YAML 语法", "YAML syntax error: {detail}"),
    Say(
        "改正这一行的写法；拿不准时给值加上双引号",
        "correct this line; if in doubt, put the value in double quotes",
    ),
)
TAB: Final = Kind(
    "Y101",
    ERROR,
    Say("行首用了制表符（Tab）缩进", "a tab is used for indentation"),
    Say("把 Tab 换成空格，每层两个", "replace the tab by spaces, two for each level"),
)
COLON_IN_VALUE: Final = Kind(
    "Y102",
    ERROR,
    Say("这里不能再出现“键: 值”", "a second “key: value” cannot stand here"),
    Say(
        "值里有半角冒号加空格时给整个值加双引号；是新的一项时另起一行并对齐缩进",
        "put the value in double quotes if it holds a colon and a space; start a new line, aligned, if it is another key",
    ),
)
MISSING_COLON: Final = Kind(
    "Y103",
    ERROR,
    Say("键后面缺少半角冒号和空格", "the key lacks its colon and space"),
    Say(
        "写成“键: 值”，冒号用半角，后面空一格", "write “key: value” with an ASCII colon and a space after it"
    ),
)
INDENTATION: Final = Kind(
    "Y104",
    ERROR,
    Say("缩进与上下文不一致", "the indentation does not fit what stands around it"),
    Say(
        "同一层的各行左端对齐，每深一层多两个空格",
        "align lines of one level; indent each deeper level by two spaces",
    ),
)
UNCLOSED_QUOTE: Final = Kind(
    "Y105",
    ERROR,
    Say("引号没有成对", "a quotation mark is not closed"),
    Say("补上结尾的引号（半角）", "add the closing quotation mark"),
)
UNCLOSED_BRACKET: Final = Kind(
    "Y106",
    ERROR,
    Say("方括号或花括号内的写法不完整", "the list or mapping in brackets is not complete"),
    Say(
        "各项之间用半角逗号隔开，并补上结尾的括号",
        "separate the items with ASCII commas and close the bracket",
    ),
)
BAD_CHARACTER: Final = Kind(
    "Y107",
    ERROR,
    Say("值不能以这个字符开头", "a value cannot begin with this character"),
    Say(
        "给整个值加上双引号；要写列表时另起一行",
        "put the whole value in double quotes; begin a list on a line of its own",
    ),
)
BAD_ESCAPE: Final = Kind(
    "Y108",
    ERROR,
    Say("双引号里的反斜杠转义不认识", "an unknown backslash escape in double quotes"),
    Say("写路径等文字时改用单引号，或把反斜杠写两遍", "use single quotes, or write the backslash twice"),
)
TEXT_AFTER_QUOTE: Final = Kind(
    "Y109",
    ERROR,
    Say("结尾的引号后面还有文字", "text follows the closing quotation mark"),
    Say(
        "把整个值放进一对双引号，里面的引号改用“ ”或「 」",
        "put the whole value in one pair of double quotes; use “ ” for quotation marks inside it",
    ),
)
ANCHOR: Final = Kind(
    "Y110",
    ERROR,
    Say("不能使用锚点“&{name}”", "the anchor “&{name}” is not allowed"),
    Say("把内容直接写出来；文字以 & 开头时加引号", "write the content out; quote a text that begins with &"),
)
ALIAS: Final = Kind(
    "Y111",
    ERROR,
    Say("不能使用引用“*{name}”", "the alias “*{name}” is not allowed"),
    Say("把内容直接写出来；文字以 * 开头时加引号", "write the content out; quote a text that begins with *"),
)
TAG: Final = Kind(
    "Y112",
    ERROR,
    Say("不能使用标签“{tag}”", "the tag “{tag}” is not allowed"),
    Say("删掉标签；文字以 ! 开头时加引号", "remove the tag; quote a text that begins with !"),
)
MERGE_KEY: Final = Kind(
    "Y113",
    ERROR,
    Say("不能使用合并键“<<”", "the merge key “<<” is not allowed"),
    Say("把要合并的内容直接写出来", "write the merged content out"),
)
DUPLICATE_KEY: Final = Kind(
    "Y114",
    ERROR,
    Say("键“{key}”在同一处写了两次", "the key “{key}” is written twice in one place"),
    Say("只留一个；先核对哪一个是对的", "keep one of them, after checking which is right"),
)
COMPLEX_KEY: Final = Kind(
    "Y115",
    ERROR,
    Say("键必须是一个词，不能用方括号或花括号开头", "a key must be a single word, not a list or a mapping"),
    Say("文字以 [ 或 {{ 开头时加引号", "quote a text that begins with [ or {{"),
)
SEVERAL_DOCUMENTS: Final = Kind(
    "Y116",
    ERROR,
    Say(
        "一个文件里只能有一份内容，到“{mark}”就完了",
        "a file holds one document; it ends at this “{mark}”",
    ),
    Say(
        "删掉这一行“{mark}”，或把后面的内容移到另一个文件",
        "remove this “{mark}”, or move the rest to another file",
    ),
)
DIRECTIVE: Final = Kind(
    "Y117",
    ERROR,
    Say("不能使用 % 指令", "directives (%) are not allowed"),
    Say("删掉这一行", "remove this line"),
)
TOO_DEEP: Final = Kind(
    "Y118",
    ERROR,
    Say("嵌套超过 {limit} 层", "nested deeper than {limit} levels"),
    Say("检查多写的括号或缩进", "look for surplus brackets or indentation"),
)
TOO_LARGE: Final = Kind(
    "Y119",
    ERROR,
    Say(
        "文件太大，超过上限（{limit} 个字符）",
        "the file is too large, above the limit of {limit} characters",
    ),
    Say(
        "一个项目一个文件；检查是否误放了别的内容",
        "keep one project in one file; look for content that does not belong here",
    ),
)
CONTROL_CHARACTER: Final = Kind(
    "Y120",
    ERROR,
    Say("有看不见的控制字符 {character}", "an invisible control character {character}"),
    Say("删掉它；它可能改变文字的显示顺序或内容", "remove it; it can change how the text is displayed"),
    fixable=False,
)
LINE_BREAK: Final = Kind(
    "Y121",
    ERROR,
    Say("有编辑器不显示的换行字符 {character}", "a line break that editors do not show: {character}"),
    Say("换成普通的换行", "replace it by an ordinary line break"),
)
NOT_UTF8: Final = Kind(
    "Y122",
    ERROR,
    Say("文件不是 UTF-8 编码，看起来是 {encoding}", "the file is not UTF-8; it looks like {encoding}"),
    Say("在编辑器里另存为 UTF-8", "save it as UTF-8 in your editor"),
)
FULL_WIDTH: Final = Kind(
    "Y123",
    ERROR,
    Say("这里用了{wide}", "{wide} stands here"),
    Say(
        "改成{half}；同一行里别的全角符号一并改（值里的标点不用改）",
        "write {half}; mend others of the line too (punctuation within a value may stay)",
    ),
)
NO_SPACE: Final = Kind(
    "Y124",
    ERROR,
    Say("“{sign}”后面缺一个空格", "a space is missing after “{sign}”"),
    Say("在“{sign}”后面加一个半角空格", "put a space after “{sign}”"),
)
SURPLUS_BRACKET: Final = Kind(
    "Y125",
    ERROR,
    Say("多了一个“{bracket}”", "a “{bracket}” too many"),
    Say("删掉它，或补上前面的括号", "remove it, or open the bracket before it"),
)


def syntax_kind(problem: str, context: str) -> tuple[Kind, dict[str, object]]:
    """The kind of a libyaml syntax error, from its English problem and context."""
    for needle, kind in _BY_PROBLEM:
        if needle in problem or needle in context:
            return kind, {}
    return SYNTAX, {"detail": problem or context}


_BY_PROBLEM: Final = (
    ("cannot start any token", BAD_CHARACTER),
    ("found a tab character", TAB),
    ("mapping values are not allowed", COLON_IN_VALUE),
    ("could not find expected ':'", MISSING_COLON),
    ("unexpected end of stream", UNCLOSED_QUOTE),
    ("unexpected document indicator", UNCLOSED_QUOTE),
    ("while parsing a flow", UNCLOSED_BRACKET),
    ("did not find expected ',' or", UNCLOSED_BRACKET),
    ("unknown escape character", BAD_ESCAPE),
    ("did not find expected hexdecimal number", BAD_ESCAPE),
    ("did not find expected comment or line break", BAD_CHARACTER),
    ("block sequence entries are not allowed", BAD_CHARACTER),
    ("found an indentation indicator", BAD_CHARACTER),
    ("did not find expected node content", BAD_CHARACTER),
    ("found unexpected ':'", NO_SPACE),
    ("directive", DIRECTIVE),
    ("while scanning an anchor", BAD_CHARACTER),
    ("while scanning an alias", BAD_CHARACTER),
    ("while scanning a tag", BAD_CHARACTER),
    ("while parsing a tag", BAD_CHARACTER),
    ("did not find expected key", INDENTATION),
    ("did not find expected '-' indicator", INDENTATION),
    ("did not find expected <document start>", INDENTATION),
)
