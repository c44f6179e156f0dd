"""Characters that cannot be seen, or that make a text look different from what it is.

A program reads something else than a reviewer sees: Unicode Technical Report 36.
"""

import re
import unicodedata
from functools import lru_cache

# Control, format, surrogate, private and unassigned characters; line and paragraph separators.
_BAD_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


# Letters and marks that show nothing, and the mark that stands for a letter that was lost.
_BAD_CHARACTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd")


@lru_cache(maxsize=1024)
def _is_misleading(character: str) -> bool:
    if character in "\n\t":
        return False
    category = unicodedata.category(character)
    return (
        category in _BAD_CATEGORIES
        or (category == "Zs" and character != " ")
        or character in _BAD_CHARACTERS
        or unicodedata.name(character, "").startswith("VARIATION SELECTOR")
    )


def first_misleading(text: str) -> int | None:
    """Return the index of the first invisible or misleading character, or None."""
    return min(map(text.index, misleading_in(text)), default=None)


def misleading_in(text: str) -> frozenset[str]:
    """Return every invisible or misleading character of a text."""
    return frozenset(character for character in set(text) if _is_misleading(character))


def without_misleading(text: str) -> str:
    """Return a text without them: spaces become ordinary ones, the others go."""
    spaces = {c for c in misleading_in(text) if unicodedata.category(c) == "Zs"}
    table = {ord(c): " " if c in spaces else None for c in misleading_in(text)}
    return text.translate({**table, ord("\t"): " "})


def about_misleading(character: str) -> tuple[str, str]:
    """Say what is wrong with an invisible or misleading character, and the remedy."""
    name = unicodedata.name(character, "")
    what = f"U+{ord(character):04X}{f', {name.lower()}' if name else ''}"
    remedy = (
        "Type an ordinary space in its place."
        if unicodedata.category(character) == "Zs"
        else "Delete it. If you pasted the text, type that part again by hand."
    )
    return f"There is an invisible or misleading character here ({what}).", remedy


QUOTE_MARKS = "\"'“”‘’„‟‚‛«»"
"""Straight and curly ones."""


_DOUBLE = "“”„‟«»"
_SINGLE = "‘‚‛"
_CURLY = re.compile(f"[{_DOUBLE}{_SINGLE}]|^’.+’$")
_CLOSES = "”»"


def has_curly_quotes(text: str) -> bool:
    """Say whether a text holds curly quote marks. An apostrophe alone is none."""
    return _CURLY.search(text) is not None


def straightened(text: str) -> str:
    """Return a text with straight quote marks in place of curly ones."""
    if any(mark in text for mark in _SINGLE) or text[:1] == "’":
        text = re.sub(f"[{_SINGLE}’]", "'", text)
    return re.sub(f"[{_DOUBLE}]", '"', text)


def without_quotes_around(text: str) -> str:
    """Return a text without the quote marks, straight or curly, in which the whole of it stands."""
    inner = text[1:-1]
    around = len(text) > 2 and text[0] in QUOTE_MARKS and text[-1] in QUOTE_MARKS
    first = _CURLY.search(inner)
    # “A” and “B”: there the first mark closes what opens at the start.
    return inner if around and not (first and first[0] in _CLOSES) else text
