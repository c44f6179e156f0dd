"""Reads a page for sentences that send people to somebody, each with the links beside it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

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
        self.feed(html)

    def _here(self) -> Place:
        strongest = max((weight for _, weight, _ in self._open), default=0)
        held = next((place for _, weight, place in self._open if weight == strongest), None)
        if held is None or strongest == 0:
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
            self._open.append((tag, _weight(tag, str(values.get("class")).split()), Place()))
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


def dead_ends(html: str, ours: tuple[str, ...] = ()) -> list[str]:
    """Return the sentences that send people to somebody, without a way to reach anybody beside.

    `ours` are folders of this site whose pages are ways too.
    """
    return [
        found.sentence
        for place in _Reader(html).places
        if not any(_is_way(link, ours) for link in place.links)
        for block in place.blocks
        for found in referrals(block)
    ]


def asking(html: str) -> list[str]:
    """Return all sentences of a page that send people to somebody."""
    return [
        found.sentence
        for place in _Reader(html).places
        for block in place.blocks
        for found in referrals(block)
    ]
