"""What somebody may type or paste: 200 texts, made in the same way each time; and what is left."""

import random
import re
import unicodedata
from collections.abc import Iterator

MARKUP = (
    "<b>", "</p>", "</script>", "<script>window.hacked = 1</script>", "<!--", "-->", "]]>", "&amp;",
    '<img src=x onerror="window.hacked=1">', "{what_happened}", "{{7*7}}", "${1}", "$&", "&#60;",
    '"', "'", "<svg onload=window.hacked=1>", "javascript:window.hacked=1", "<a href=//x.invalid>",
    "</w:t>", "<w:br/>", "%00", "\\u0000",
)  # fmt: skip
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "".join(map(chr, (*range(32), *range(127, 160)))) + "\ufeff\ufff9\ufffe\uffff"
HALVES = "\ud800\udbff\udc00\udfff"
LETTERS = "abc XYZ éŵ ß ñ ’“” م ש 中 \U0001f600 \U0001d54f e\u0301 \u200d"
PIECES = (*MARKUP, *DIRECTIONS, *CONTROLS, *HALVES, *LETTERS, "\r\n", "\u2028", "\t", "\n\n")
COUNT = 200


def generated() -> Iterator[str]:
    """Yield the texts. Each begins and ends with a letter: blanks at its ends do not count."""
    draw = random.Random(2026)
    for number in range(COUNT):
        length = 4_000 if number % 40 == 0 else draw.randint(1, 24)
        yield "a" + "".join(draw.choice(PIECES) for _ in range(length)) + "z"


def left_of(typed: str) -> str:
    """Return what is to be left of a text, worked out one character at a time."""
    # Two halves that happen to follow one another are one character.
    whole = typed.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    lines = re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", whole)
    return "".join(
        character
        for character in lines
        if character in "\n\t"
        or not (
            unicodedata.category(character) in ("Cc", "Cs")
            or character in DIRECTIONS + "\ufeff\ufff9\ufffa\ufffb\ufffe\uffff"
        )
    )
