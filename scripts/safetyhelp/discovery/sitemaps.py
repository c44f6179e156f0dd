"""Sitemaps: addresses out of what a site sends, packed or not, however large. Pure.

They are read by their tags alone. No parser of XML is needed, so none can be made to unfold what a
site has folded up; what is unpacked ends at a limit.
"""

import html
import re
from collections.abc import Iterator

from safetyhelp.linkcheck.web.charset import Unpacker

MOST_BYTES = 4_000_000
MOST_ADDRESSES = 50_000
_GZIP = b"\x1f\x8b"
_LOC = re.compile(r"<loc>\s*(?:<!\[CDATA\[\s*)?([^<\]\s]{1,2000})", re.IGNORECASE)
_INDEX = re.compile(r"<sitemapindex[\s>]", re.IGNORECASE)


def text_of_sitemap(body: bytes) -> str:
    """Return the text of a sitemap, unpacked as far as the limit allows."""
    if body.startswith(_GZIP):
        unpacker = Unpacker("gzip", MOST_BYTES)
        unpacker.feed(body)
        body = unpacker.body()
    return body[:MOST_BYTES].decode("utf-8", "replace")


def is_index(text: str) -> bool:
    """Say whether a sitemap names other sitemaps, not pages."""
    return _INDEX.search(text[:2_000]) is not None


def addresses_in(text: str) -> Iterator[str]:
    """Yield the addresses of a sitemap; a plain list of addresses is one, too."""
    if "<" not in text[:500]:
        lines = (line.strip() for line in text.splitlines()[:MOST_ADDRESSES])
        yield from (line for line in lines if line.startswith("http"))
        return
    for count, match in enumerate(_LOC.finditer(text)):
        if count >= MOST_ADDRESSES:
            return
        yield html.unescape(match[1])
