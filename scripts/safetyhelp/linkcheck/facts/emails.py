"""E-mail addresses on a page, also where they are disguised for robots. Pure."""

import codecs
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from safetyhelp.linkcheck.facts.mention import LABEL, Mention
from safetyhelp.linkcheck.page.text import ContactLink, Page

_WORD = r"[A-Za-z0-9._+'-]"
_ADDRESS = re.compile(rf"{_WORD}{{1,64}}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
# name [at] place [dot] uk, name(at)place.uk, name AT place DOT uk, name @ place.uk
_AT = r"\s?(?:[\[({<*_]{1,2}\s?(?:at|@)\s?[\])}>*_]{1,2}|@)\s?"
_DOT = r"\s?[\[({<*_]{1,2}\s?(?:dot|\.)\s?[\])}>*_]{1,2}\s?"
_SHOUTED_AT, _SHOUTED_DOT = r"\sAT\s", r"\sDOT\s"


def _plain(line: str) -> str:
    """Return a line in which the usual disguises of @ and the full stop are taken off."""
    line = re.sub(_AT, "@", line, flags=re.IGNORECASE)
    line = re.sub(_DOT, ".", line, flags=re.IGNORECASE)
    if re.search(_SHOUTED_AT, line) and re.search(_SHOUTED_DOT, line):
        line = re.sub(_SHOUTED_DOT, ".", re.sub(_SHOUTED_AT, "@", line))
    elif re.search(r"\sat\s(?:[\w-]+\sdot\s)+[\w-]+", line):
        line = re.sub(r"\sdot\s", ".", re.sub(r"\sat\s(?=[\w-]+\sdot\s)", "@", line))
    return line


def _in_line(line: str, email: str) -> Iterator[re.Match[str]]:
    # “…gov.ukPhone:” is an address to which a word is stuck.
    escaped = re.escape(email)
    return re.finditer(
        rf"(?:(?<![A-Za-z0-9_+'@-])(?<![A-Za-z0-9]\.)|(?<=\bEmail)|(?<=\bE-mail))(?i:{escaped})"
        r"(?:(?![A-Za-z0-9_@-])(?!\.[A-Za-z0-9])|(?<=[a-z])(?=\.?[A-Z][a-z]+\b(?!\.[a-z])))",
        line,
    )


def _linked(page: Page) -> Iterator[tuple[str, ContactLink]]:
    for link in page.links:
        scheme, _, rest = link.address.partition(":")
        if scheme == "mailto":
            for one in re.split(r"[,;]", unquote(rest).partition("?")[0]):
                match = re.search(r"<([^>]*)>", one)
                yield (match[1] if match else one).strip().lower(), link


def linked(page: Page, email: str) -> Iterator[ContactLink]:
    """Yield the mailto: links to an address."""
    return (link for address, link in _linked(page) if address == email.lower())


def contradicted(page: Page, email: str) -> str:
    """Return the words of a link that shows one address and writes to another; else empty."""
    for address, link in _linked(page):
        shown = {match[0].lower() for match in _ADDRESS.finditer(_plain(link.words))}
        if shown and address and address not in shown and email.lower() in (address, *shown):
            return f"{link.words} → {address}"
    return ""


def _around(text: str, line: int, found: Iterable[re.Match[str]]) -> Iterator[Mention]:
    spans = [(0, 0), *(match.span() for match in _ADDRESS.finditer(text)), (len(text), len(text))]
    starts, ends = zip(*spans, strict=True)
    for match in found:
        start, end = match.span()
        before = text[ends[bisect_right(ends, start) - 1] : start]
        after = text[end : starts[bisect_left(starts, end)]]
        value = match[0].rstrip(".").lower()
        yield Mention(value, line, text.count("\t", 0, start), before, after)


def mentions_of(page: Page, email: str) -> Iterator[Mention]:
    """Yield every place at which an e-mail address stands on a page."""
    for index, line in enumerate(page.lines):
        text = next((each for each in (line, _plain(line)) if any(_in_line(each, email))), "")
        yield from _around(text, index, _in_line(text, email))


def mentions(page: Page) -> Iterator[Mention]:
    """Yield every e-mail address on a page, then those behind its links, with their lines."""
    for index, line in enumerate(page.lines):
        text = _plain(line)
        yield from _around(text, index, _ADDRESS.finditer(text))
    for address, link in _linked(page):
        if _ADDRESS.fullmatch(address):
            yield Mention(address, link.line, 0, page.line(link.line)[:LABEL], "")


def stands_in_pieces(page: Page, email: str) -> bool:
    """Say whether an address stands in the text of a page, also where that is hidden at first."""
    return stands_in("\n".join([*page.lines, *page.hidden]), email)


def stands_in(text: str, email: str) -> bool:
    """Say whether an address stands in a raw text: in pieces, backwards, or shifted by 13."""
    local, _, host = email.lower().partition("@")
    whole = rf"(?<![\w.+-]){re.escape(email.lower())}(?![\w.+-])"
    # A host that follows an “@” is that of another address.
    loose = r"\W{1,6}".join(map(re.escape, host.split(".")))
    parts = [rf"(?<![\w.+@-]){part}(?![\w.+-])" for part in (re.escape(local), loose)]
    between = r"\W*(?:[\w-]+\W+){0,4}?"
    pieces = re.compile("|".join([whole, between.join(parts), between.join(parts[::-1])]))
    lower = text.lower()
    return any(pieces.search(form) for form in (lower, codecs.decode(lower, "rot13"), lower[::-1]))
