"""The words of letters: a model, and how it is built from files that their schema has accepted.

A paragraph has places to fill, in curly brackets. What may stand in them, and its words, are in
vocabulary.py.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from safetyhelp.areas.model import NATIONS
from safetyhelp.records.dates import parse_partial_date
from safetyhelp.records.model import Seen, Source
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
    limits: tuple[str, ...]

    def nations_in_words(self) -> list[str]:
        """Return the names of its nations."""
        return [NATIONS[nation] for nation in self.nations]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSource:
    """A page in which something was read, with the name that paragraphs call it by."""

    id: str
    source: Source


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
    sources: tuple[LetterSource, ...]

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


def _paragraphs(items: list[Mapping[str, Any]]) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(
            " ".join(item["say"].split()),
            tuple(item.get("nations", ())),
            tuple(item.get("read_in", ())),
        )
        for item in items
    )


def _version(fields: Mapping[str, Any]) -> Version:
    return Version(
        nations=tuple(fields["nations"]),
        title=fields["title"],
        link=fields["link"],
        subject=fields["subject"],
        about=_paragraphs(fields["about"]),
        to=tuple(fields["to"]),
        limits=tuple(fields.get("limits", ())),
    )


def _source(fields: Mapping[str, Any]) -> LetterSource:
    seen = Seen(parse_partial_date(fields["seen"]))
    source = Source(url=fields["url"], seen=seen, shows=fields["shows"])
    return LetterSource(id=fields["id"], source=source)


def build_letter(letter_id: str, file: str, fields: Mapping[str, Any]) -> Letter:
    """Build a letter from the fields of a file that its schema has accepted."""
    return Letter(
        id=letter_id,
        file=file,
        title=fields["title"],
        tab_title=fields["tab_title"],
        order=int(fields["order"]),
        section=fields["section"],
        asks_for=tuple(fields["asks_for"]),
        versions=tuple(map(_version, fields["versions"])),
        sources=tuple(map(_source, fields.get("sources", ()))),
        **{text: _paragraphs(fields[text]) for text in TEXTS},
    )
