"""Markdown that values cannot break out of.

Whatever comes from a record, a file name or a website goes through `code` or `block`. Inside a code
span or a fenced block GitHub interprets nothing: no link, image, mention, HTML, table or heading.
"""

import re
from collections.abc import Iterable

_LONGEST_SPAN = 200
_BACKTICKS = re.compile("`+")
_MENTION = re.compile(r"(?<![\w.+-])@")


def visible(text: str, longest: int = 10_000) -> str:
    """Return text on one line in which nothing is hidden.

    Spaces and line ends become single spaces. Characters that cannot be seen or that change the
    direction of text are written out as escapes. What is longer than `longest` ends in “…”.
    """
    line = " ".join(text[: 4 * longest].split())
    if not line.isprintable():
        line = "".join(
            c if c.isprintable() else c.encode("unicode_escape").decode("ascii")
            for c in line[: longest + 1]
        )
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _fence(text: str, least: int) -> str:
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    return "`" * max(least, longest + 1)


def code(text: str) -> str:
    """Return a value as a code span, shortened when it is very long."""
    line = visible(text, _LONGEST_SPAN)
    if not line:
        return "(empty)"
    fence = _fence(line, 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def block(lines: Iterable[str], language: str) -> str:
    """Return lines as a fenced block. The caller sees to it that each is one line."""
    text = "\n".join(lines)
    fence = _fence(text, 3)
    return f"{fence}{language}\n{text}\n{fence}"


def report(text: str) -> str:
    """Return Markdown that another of our commands wrote, without HTML, images and mentions."""
    plain = "\n".join("".join(filter(str.isprintable, line)) for line in text.splitlines())
    return _MENTION.sub("&#64;&#8203;", plain.replace("<", "&lt;").replace("![", "!\\["))
