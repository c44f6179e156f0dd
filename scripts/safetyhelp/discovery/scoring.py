"""How surely a page is the one that is looked for: points for it and against it. Pure.

The title, the first heading and the address name what a page is. Its text only supports that: many
pages mention a service. A look-alike (news, minutes, jobs …) takes away more than a name gives.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from safetyhelp.discovery.words import (
    best_name,
    is_on_the_way,
    lookalikes_in,
    signs_for,
    words_of_address,
)
from safetyhelp.evidence.lookups import HIGH, LOW, MEDIUM
from safetyhelp.linkcheck.facts.names import letters
from safetyhelp.linkcheck.page.text import Page

PROPOSED, SURE = 60, 85
_TITLE, _HEADING, _ADDRESS, _LINK, _SECTION = 0.35, 0.42, 0.15, 0.10, 0.25
_MOST_SUPPORT, _MOST_MENTIONS, _MENTION = 20, 15, 5
_DOCUMENT = 15
_DOUBTFUL = 70
_CERTAIN, _AT_MOST = 80, 40
"""What takes away so much leaves at most so little, whatever else speaks for a page."""
_START = 12
WAY = 30
"""The hope in a page that may only lead to the right one."""
_LONGEST_NAME, _HEADINGS = 160, 40
_READ = 1_500
"""How many lines of a page are read: no page about a service is longer."""
_PARTS_OF_TITLE = re.compile(r"\s+[|\u2013\u2014\u00b7»:]\s+|\s+-\s+")


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that was read: its address, what stands on it, the words of the link that led to it.

    `own_names` are the names of the body whose site it is: they say nothing in a title. `common`
    are the lines that stand on the home page too: they say nothing of this page.
    """

    url: str
    page: Page
    link_words: str = ""
    is_document: bool = False
    own_names: tuple[str, ...] = ()
    common: frozenset[str] = frozenset()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that say something of this page."""
        return tuple(line for line in self.page.lines[:_READ] if line not in self.common)


@dataclass(frozen=True, slots=True)
class Score:
    """The points of a page, and what they were given for, in words."""

    points: int
    words: tuple[str, ...]

    @property
    def confidence(self) -> str:
        """How sure it is: high and medium are proposed, low is only told."""
        return HIGH if self.points >= SURE else MEDIUM if self.points >= PROPOSED else LOW


def title_of(seen: Seen) -> str:
    """Return the title of a page without the name of its site; of a document, its first line."""
    page = seen.page
    if seen.is_document or not page.title:
        return next(iter(page.lines), "")[:_LONGEST_NAME]
    parts = [
        part for part in _PARTS_OF_TITLE.split(page.title[: 2 * _LONGEST_NAME]) if part.strip()
    ]
    kept = [part for part in parts if not _is_own_name(part, seen.own_names)]
    return " - ".join(kept or parts)[:_LONGEST_NAME]


def _is_own_name(text: str, own_names: Iterable[str]) -> bool:
    """Say whether a text is but the name of the body whose site it is."""
    words = set(letters(text).split())
    return any(words - set(letters(name).split()) <= _NAMES_OF_BODIES
               and words & set(letters(name).split()) for name in own_names)  # fmt: skip


_NAMES_OF_BODIES = frozenset(
    """council borough city district county metropolitan london royal of the and police gov uk
    website home homepage cyngor welcome to mbc dc bc""".split()  # noqa: SIM905
)


def heading_of(seen: Seen) -> str:
    """Return the heading of a page itself: of the first level, and most like its title.

    Of a document it is its first line.
    """
    first = [each[:_LONGEST_NAME] for each in seen.page.main_headings[:_HEADINGS]]
    main = [each for each in first if not _is_own_name(each, seen.own_names)]
    headings = main or [each[:_LONGEST_NAME] for each in seen.page.headings[:_HEADINGS]]
    if seen.is_document or not headings:
        return title_of(seen)
    title = set(letters(title_of(seen)).split())
    return max(headings, key=lambda each: len(title & set(letters(each).split())))


def _other_headings(seen: Seen) -> str:
    own = heading_of(seen)
    headings = (heading[:_LONGEST_NAME] for heading in seen.page.headings[:_HEADINGS])
    return "\n".join(heading for heading in headings if heading != own)


def _for(topic: str, seen: Seen) -> Iterable[tuple[float, str]]:
    """Yield points for a topic, each with what they are for."""
    places = (
        (_TITLE, "title", title_of(seen)),
        (_HEADING, "heading", heading_of(seen)),
        (_ADDRESS, "address", words_of_address(urlsplit(seen.url).path)),
        (_LINK, "link", seen.link_words),
        (_SECTION, "section", _other_headings(seen)),
    )
    for weight, place, text in places:
        points, words = best_name(topic, text)
        if points:
            yield weight * points, f"{place}: {words}"
    lines = seen.lines
    text = "\n".join(lines)
    mentions = sum(best_name(topic, line)[0] > 0 for line in lines)
    if mentions:
        yield min(_MENTION * mentions, _MOST_MENTIONS), f"mentioned in {mentions} lines"
    supports = [
        (sign.points, " ".join(match[0].split()))
        for sign in signs_for(topic, "support")
        if (match := sign.pattern.search(text))
    ]
    if supports:
        total = min(sum(points for points, _ in supports), _MOST_SUPPORT)
        yield total, f"text: {', '.join(words for _, words in supports)}"


def _against(topic: str, seen: Seen) -> Iterable[tuple[float, str]]:
    """Yield what a look-alike takes away, each kind of look-alike and place once."""
    parts = urlsplit(seen.url)
    lines = seen.lines
    places = {
        "title": f"{title_of(seen)}\n{heading_of(seen)}",
        "address": f"{parts.hostname or ''}{parts.path}?{parts.query}",
        "text": "\n".join(lines),
    }
    for where, text in places.items():
        for sign in lookalikes_in(topic, where):
            match = sign.pattern.search(text)
            if match:
                yield -sign.points, f"not {sign.name} ({where}: {' '.join(match[0].split())})"
    for sign in lookalikes_in(topic, "start"):
        match = next(filter(None, map(sign.pattern.search, lines[: _start(seen)])), None)
        if match:
            yield -sign.points, f"not {sign.name} (start: {match[0].strip()})"


def _start(seen: Seen) -> int:
    """Return how many lines are the start of a page: what stands before its heading, and a few."""
    heading = heading_of(seen)
    lines = seen.lines
    at = lines.index(heading) if heading in lines else 0
    return at + _START


def _of_others(seen: Seen) -> Iterable[tuple[float, str]]:
    """Take away what a title or heading names another council for."""
    for text in (title_of(seen), heading_of(seen)):
        other = other_council(text, seen.own_names)
        if other:
            yield -95, f"not another council's (title: {other})"
            return


_ANY_COUNCIL = frozenset(
    {"your", "our", "the", "local", "city", "county", "borough", "district", "town", "parish"}
)
# Words are set apart by spaces alone: so there is one way to read a name, however long it is.
_COUNCIL = re.compile(
    r"((?:[A-Z][\w'’-]* (?:(?:and|of|upon|on|the|under|in|with|&) )?){1,5})"
    r"(?:(?:City|County|Borough|District|Metropolitan|Town|Parish|Community) )*Council\b"
)


def other_council(text: str, own_names: Iterable[str]) -> str:
    """Return the name of a council in a text that is none of the body's own; else empty."""
    own = [name.lower() for name in own_names]
    for match in _COUNCIL.finditer(text):
        name = match[1].strip().lower()
        short = name.removeprefix("the ").removeprefix("contact ").removeprefix("phone ")
        if short not in _ANY_COUNCIL and not any(short in each or each in name for each in own):
            return " ".join(match[0].split())
    return ""


def score(topic: str, seen: Seen) -> Score:
    """Return the points of a page for one topic."""
    found = [*_for(topic, seen), *_against(topic, seen), *_of_others(seen)]
    total = sum(points for points, _ in found) - (_DOCUMENT if seen.is_document else 0)
    if any(points <= -_CERTAIN for points, _ in found):
        total = min(total, _AT_MOST)
    return Score(round(max(0.0, total)), tuple(words for _, words in found))


def expected(topic: str, url: str, link_words: str) -> int:
    """Return how promising an address is before it is asked for: by its words and its link's."""
    parts = urlsplit(url)
    address, _ = best_name(topic, words_of_address(f"{parts.path} {parts.query}"))
    link, _ = best_name(topic, link_words)
    points = max(link, 0.9 * address)
    return round(max(0.0, points - (_DOUBTFUL if _looks_wrong(topic, url, link_words) else 0)))


def _looks_wrong(topic: str, url: str, link_words: str) -> bool:
    parts = urlsplit(url)
    places = (("title", link_words), ("address", f"{parts.hostname}{parts.path}"))
    return any(
        sign.pattern.search(text) for where, text in places for sign in lookalikes_in(topic, where)
    )


def hope(topics: Iterable[str], url: str, link_words: str) -> int:
    """Return how promising an address is for any topic, or as a way to such a page."""
    if not is_on_the_way(f"{link_words} {words_of_address(urlsplit(url).path)}"):
        return 0  # most addresses of a site end here, so this is asked first
    best = max((expected(topic, url, link_words) for topic in topics), default=0)
    return best if _looks_wrong("", url, link_words) else max(best, WAY)
