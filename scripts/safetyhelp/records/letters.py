"""The words of letters, typed and frozen.

A paragraph has places to fill, in curly brackets. What may stand in them, and its words, are in
vocabulary.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from safetyhelp.areas.model import NATIONS
from safetyhelp.records.model import Source
from safetyhelp.records.vocabulary import WORDINGS

PLACE = re.compile(r"\{([^{}]*)\}")
"""A place to fill: `{what_happened}`."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, and the sources in which its figures and laws were read.

    `nations` says where it is said; it is empty where that is everywhere.
    """

    say: str
    nations: tuple[str, ...] = ()
    read_in: tuple[str, ...] = ()

    def places(self) -> list[str]:
        """Return the names of the places to fill."""
        return PLACE.findall(self.say)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a letter is in some nations.

    `link` are the words of a link to it, after “Letter:”. `to` says who it goes to, and `limits`
    which time limits belong to it, each by a name that letters/addressees.py knows.
    """

    nations: tuple[str, ...]
    title: str
    link: str
    subject: str
    about: tuple[Paragraph, ...]
    to: tuple[str, ...]
    limits: tuple[str, ...] = ()

    def nations_in_words(self) -> list[str]:
        """Return the names of its nations."""
        return [NATIONS[nation] for nation in self.nations]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSource(Source):
    """A page in which something was read, with the name that paragraphs call it by."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter: what to ask the reader, and its words. `section` is where an answer page has it.

    `tab_title` is what the tab of a browser says: it does not tell the trouble.
    """

    id: str
    file: str
    title: str
    tab_title: str
    order: int
    section: str
    asks_for: tuple[str, ...]
    versions: tuple[Version, ...]
    plain: tuple[Paragraph, ...]
    easy_read: tuple[Paragraph, ...]
    phone: tuple[Paragraph, ...]
    sources: tuple[LetterSource, ...] = ()

    def version_in(self, nation: str) -> Version | None:
        """Return the version for a nation."""
        return next((each for each in self.versions if nation in each.nations), None)

    def words(self, text: str, nation: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs of one of `TEXTS` for a nation."""
        return tuple(
            each for each in getattr(self, text) if not each.nations or nation in each.nations
        )


TEXTS = (*WORDINGS, "phone")
"""The parts of a letter that hold its words."""


def paragraphs(letter: Letter) -> Iterator[tuple[Paragraph, tuple[str | int, ...]]]:
    """Yield every paragraph of a letter with its place in the file."""
    for number, version in enumerate(letter.versions):
        for index, paragraph in enumerate(version.about):
            yield paragraph, ("versions", number, "about", index)
    for text in TEXTS:
        for index, paragraph in enumerate(getattr(letter, text)):
            yield paragraph, (text, index)
