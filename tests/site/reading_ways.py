"""Reads a page for sentences that send people to somebody, each with the links beside it."""

from dataclasses import dataclass, field
from functools import cache, lru_cache
from html.parser import HTMLParser
from operator import itemgetter

from safetyhelp.checks.referrals import referrals

_BLOCKS = frozenset(
    {"p", "li", "h1", "h2", "h3", "h4", "dt", "dd", "td", "th", "summary", "div", "article"}
)
_VOID = frozenset({"img", "br", "circle", "image", "link", "meta", "input"})
_NUMBER = "number:"
_WAYS = (_NUMBER, "tel:", "sms:", "mailto:", "https:", "http:")


@dataclass
class Place:
    """What belongs together: a card, the box of a gap, an item of a list, or a paragraph."""

    blocks: list[str] = field(default_factory=lambda: [""])
    links: list[str] = field(default_factory=list)


def _weight(tag: str, classes: list[str]) -> int:
    """Say how strongly an element holds together what is in it; 0: not at all."""
    if tag == "article" or {"gap", "ask", "sources"} & set(classes):
        return 3
    if tag == "li":
        return 2
    return 1 if tag in ("p", "dd", "td") else 0


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self._places: dict[int, Place] = {}
        self._open: list[tuple[str, int, Place]] = []
        """What is open, each with what holds it most strongly, of equals the outermost."""
        self.feed(html)

    def _here(self) -> Place:
        _, strongest, held = self._open[-1] if self._open else ("", 0, Place())
        if strongest == 0:
            held = Place()
        self._places.setdefault(id(held), held)
        return held

    @property
    def places(self) -> list[Place]:
        """The places in the order of the page."""
        return list(self._places.values())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in _VOID:
            weight = _weight(tag, str(values.get("class")).split())
            _, strongest, held = self._open[-1] if self._open else ("", 0, Place())
            self._open.append((tag, *max((strongest, held), (weight, Place()), key=itemgetter(0))))
        if tag == "a":
            self._here().links.append(str(values.get("href")))
        elif "phone" in str(values.get("class")).split():
            self._here().links.append(_NUMBER)  # for Relay UK: to be typed, not a link
        if tag in _BLOCKS:
            self._here().blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._here().blocks.append("")
        while tag not in _VOID and self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._here().blocks[-1] += data


def _is_way(link: str, ours: tuple[str, ...]) -> bool:
    return link.startswith(_WAYS) or (bool(ours) and link.lstrip("./").startswith(ours))


@lru_cache(maxsize=1)  # a page is asked about twice, one question after the other
def _places(html: str) -> list[Place]:
    return _Reader(html).places


@cache  # most pages have most blocks in common
def _sending(block: str) -> list[str]:
    return [found.sentence for found in referrals(block)]


def dead_ends(html: str, ours: tuple[str, ...] = ()) -> list[str]:
    """Return the sentences that send people to somebody, without a way to reach anybody beside.

    `ours` are folders of this site whose pages are ways too.
    """
    return [
        sentence
        for place in _places(html)
        if not any(_is_way(link, ours) for link in place.links)
        for block in place.blocks
        for sentence in _sending(block)
    ]


def asking(html: str) -> list[str]:
    """Return all sentences of a page that send people to somebody."""
    return [
        sentence
        for place in _places(html)
        for block in place.blocks
        for sentence in _sending(block)
    ]
