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
from safetyhelp.linkcheck.page.text import Page

PROPOSED, SURE = 60, 85
_TITLE, _HEADING, _ADDRESS, _LINK, _SECTION = 0.35, 0.42, 0.15, 0.10, 0.20
_MOST_SUPPORT, _MOST_MENTIONS, _MENTION = 20, 15, 5
_DOCUMENT = 15
_DOUBTFUL = 70
_CERTAIN, _AT_MOST = 80, 40
"""What takes away so much leaves at most so little, whatever else speaks for a page."""
_START = 12
_LONGEST_NAME = 160
_READ = 1_500
"""How many lines of a page are read: no page about a service is longer."""
_PARTS_OF_TITLE = re.compile(r"\s+[|\u2013\u2014\u00b7»:]\s+|\s+-\s+")


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that was read: its address, what stands on it, the words of the link that led to it.

    `own_names` are the names of the body whose site it is: they say nothing in a title.
    """

    url: str
    page: Page
    link_words: str = ""
    is_document: bool = False
    own_names: tuple[str, ...] = ()


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
    own = {name.lower() for name in seen.own_names}
    parts = [part for part in _PARTS_OF_TITLE.split(page.title) if part.strip()]
    kept = [part for part in parts if part.strip().lower() not in own]
    return " - ".join(kept or parts)[:_LONGEST_NAME]


def heading_of(seen: Seen) -> str:
    """Return the first heading that belongs to the page itself; of a document, its first line."""
    headings = seen.page.headings
    if seen.is_document or not headings:
        return title_of(seen)
    main = seen.page.settings[0].headings[:1] if seen.page.settings else ()
    return (main or headings)[0][:_LONGEST_NAME]


def _other_headings(seen: Seen) -> str:
    return "\n".join(heading for heading in seen.page.headings if heading != heading_of(seen))


def _for(topic: str, seen: Seen) -> Iterable[tuple[float, str]]:
    """Yield points for a topic, each with what they are for."""
    places = (
        (_TITLE, "title", title_of(seen)),
        (_HEADING, "heading", heading_of(seen)),
        (_ADDRESS, "address", words_of_address(urlsplit(seen.url).path)),
        (_LINK, "link", seen.link_words),
    )
    for weight, place, text in places:
        points, words = best_name(topic, text)
        if points:
            yield weight * points, f"{place}: {words}"
    points, words = best_name(topic, _other_headings(seen))
    if points:
        yield _SECTION * points, f"section: {words}"
    lines = seen.page.lines[:_READ]
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
    lines = seen.page.lines[:_READ]
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
    at = seen.page.lines.index(heading) if heading in seen.page.lines else 0
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
_COUNCIL = re.compile(
    r"((?:[A-Z][\w'’-]+(?: (?:and|of|upon|on|the|under|in|with|&) |[ -])){1,5})"
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


def may_lead_on(url: str, link_words: str) -> bool:
    """Say whether an address may lead to a page about safety, though it does not name one."""
    hint = f"{link_words} {words_of_address(urlsplit(url).path)}"
    return is_on_the_way(hint) and not _looks_wrong("", url, link_words)
