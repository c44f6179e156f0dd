"""A web page as a person reads it: its lines of text, headings, links and anchors."""

import re
import unicodedata
from dataclasses import dataclass

MOST_LINES = 50_000
_SPACES = re.compile(r"[^\S\t]+")


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page.

    In `lines`, the cells of one table row are separated by tabs. `links` are the mailto: and tel:
    addresses with the line they stand in (-1: in no line).
    """

    title: str = ""
    headings: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    scripts: str = ""
    links: tuple[tuple[str, int], ...] = ()
    anchors: frozenset[str] = frozenset()
    refresh: str = ""
    needs_javascript: bool = False

    @property
    def text(self) -> str:
        """All visible text, one line each."""
        return "\n".join(self.lines)


def tidy(text: str) -> str:
    """Return text on one line, in ordinary characters, without invisible ones.

    Full-width digits become ordinary ones; soft hyphens and zero-width spaces vanish.
    """
    if text.isascii():
        return _SPACES.sub(" ", text).strip(" ")
    plain = unicodedata.normalize("NFKC", text)
    shown = "".join(c for c in plain if c in "\t\n" or unicodedata.category(c) != "Cf")
    return _SPACES.sub(" ", shown).strip(" ")


def read_plain(text: str) -> Page:
    """Read a page of plain text."""
    return Page(lines=tuple(filter(None, map(tidy, text.splitlines()[:MOST_LINES]))))
