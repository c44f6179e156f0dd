"""A web page as a person reads it: its lines of text, headings, links and anchors."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

MOST_LINES = 50_000
_SPACES = re.compile(r"[^\S\t]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """What governs a line: the headings above it, and the words that lead in its list or table.

    `columns` are the heads of the columns in which the line's cells stand, one for each cell.
    """

    headings: tuple[str, ...] = ()
    lead_in: str = ""
    columns: tuple[str, ...] = ()


NO_SETTING = Setting()


@dataclass(frozen=True, slots=True)
class ContactLink:
    """A mailto: or tel: address, the line it stands in (-1: in no line), and its own words."""

    address: str
    line: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link to another page: its address as it is written, and its own words."""

    address: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page.

    `main_headings` are those of the first level. In `lines`, the cells of one table row are
    separated by tabs; `settings` has one for each line, or none at all. `hidden` is what a reader
    may get to see: closed parts, labels for screen readers, what fields hold. `hyperlinks` are
    relative to `base`, where that is not empty.
    """

    title: str = ""
    headings: tuple[str, ...] = ()
    main_headings: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    settings: tuple[Setting, ...] = ()
    hidden: tuple[str, ...] = ()
    scripts: str = ""
    links: tuple[ContactLink, ...] = ()
    hyperlinks: tuple[Hyperlink, ...] = ()
    base: str = ""
    anchors: frozenset[str] = frozenset()
    refresh: str = ""
    needs_javascript: bool = False

    @property
    def text(self) -> str:
        """All visible text, one line each."""
        return "\n".join(self.lines)

    def line(self, number: int) -> str:
        """Return a line; empty for a number that is none, such as that of the title."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def setting(self, line: int) -> Setting:
        """Return what governs a line."""
        return self.settings[line] if 0 <= line < len(self.settings) else NO_SETTING


_FINGERPRINT_OF = 2_000
_SAYS_NOTHING = 20


def fingerprint_of(page: Page) -> str:
    """Return a short mark that two pages share when they say the same; empty when they say little.

    Digits do not count: a page for all sites may name the time or a number of the case.
    """
    said = re.sub(r"[\W\d_]+", " ", f"{page.title} {page.text[:_FINGERPRINT_OF]}").strip().lower()
    if len(said) < _SAYS_NOTHING:
        return ""
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()


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
