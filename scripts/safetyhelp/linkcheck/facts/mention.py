"""One place at which a value stands on a page, and the words that say what it is for. Pure."""

import re
from dataclasses import dataclass

from safetyhelp.linkcheck.page.text import Page

_NO_LABEL = re.compile(r"\b(?:tel(?:ephone)?|phone|call|e-?mail|or|on|us|at)\b", re.IGNORECASE)
_THREE_LETTERS = re.compile(r"[^\W\d]{3}")
LABEL = 80
"""The most characters of a label."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A value in a line of a page, in plain form, and what stands around it.

    `before` and `after` reach to the values beside it; `cell` is the cell of a table's row.
    """

    value: str
    line: int
    cell: int
    before: str
    after: str


def label_beside(page: Page, line: int, before: str) -> str:
    """Return the words that say what a value is for: those before it, else the line above."""
    words = before.replace("\t", " ").strip(" :-–—•·|,(")
    own = _THREE_LETTERS.search(_NO_LABEL.sub("", words))
    if own or line <= 0 or "\t" in page.lines[line]:
        return words[-LABEL:]
    return page.lines[line - 1][:LABEL]
