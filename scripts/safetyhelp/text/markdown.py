"""Markdown that values cannot break out of: for issues, pull requests and reports on GitHub.

Whatever comes from a record, a file name, an issue or a website goes through one of these. Inside a
code span or a fenced block GitHub interprets nothing: no link, image, mention, HTML, table or
heading. A sentence stays a sentence: it may hold web addresses, which become links, and no more.
"""

import re
from collections.abc import Iterable

_LONGEST_SPAN = 200
_BACKTICKS = re.compile("`+")
_SIGNS = re.compile(r"[\\`*_\[\]<>|#!~]|&(?=#?\w+;)")
# GitHub looks for people and issues in the text that a reader sees, so a backslash is no help. It
# knows only the letters of ASCII: “é@team” calls the team, “info@council.gov.uk” nobody.
_CALLS = re.compile(r"(?<![A-Za-z0-9])@|#(?=[0-9])|(?i:\bGH-)(?=[0-9])")
_WRITTEN_OUT = re.compile(r"&(?=#|commat;|num;)")
_BAR = re.compile(r"(\\*)\|")
_WORD_JOINER = "\u2060"


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


def listed(lines: Iterable[str]) -> str:
    """Return lines of untrusted text as a fenced block, each with a dash in front.

    GitHub’s runner obeys “##[” anywhere in a line of a log.
    """
    return block((f"- {visible(line)}".replace("##[", "##\\[") for line in lines), "text")


def row(cells: Iterable[str]) -> str:
    """Return Markdown of cells, such as code spans and sentences, as a row of a table.

    A bar ends a cell, even within code, unless the backslashes before it are odd in number: GitHub
    reads two of them as one that is written out.
    """
    return f"| {' | '.join(_BAR.sub(_kept_within, cell) for cell in cells)} |"


def _kept_within(bar: re.Match[str]) -> str:
    return bar[0] if len(bar[1]) % 2 else f"{bar[1]}\\|"


def _calling_nobody(text: str) -> str:
    """Return text that mentions no person, no team and no issue: the one place that sees to it."""
    return _CALLS.sub(rf"\g<0>{_WORD_JOINER}", text)


def sentence(text: str) -> str:
    """Return text on one line in which nothing but a web address becomes markup."""
    return _calling_nobody(_SIGNS.sub(r"\\\g<0>", visible(text)))


def report(text: str) -> str:
    """Return Markdown that another of our commands wrote, without HTML, images and mentions."""
    plain = "\n".join("".join(filter(str.isprintable, line)) for line in text.splitlines())
    plain = _WRITTEN_OUT.sub("&amp;", plain)
    return _calling_nobody(plain.replace("<", "&lt;").replace("![", "!\\["))
