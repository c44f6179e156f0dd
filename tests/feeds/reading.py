"""Reads the files of a built site, and the contacts that stand on one of its pages."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from tests.conftest import BuiltSite

_SOURCES = re.compile(r'<details class="fold sources">.*?</details>', re.DOTALL)
_HREF = re.compile(r'href="([^"]+)"')
_RELAY = re.compile(r'<b class="phone">([^<]*)</b>')
_BESIDE = re.compile(r'<p class="(?:evidence|caution)">(.*?)</p>', re.DOTALL)
_WAYS = re.compile(r'<ul class="ways">.*?</ul>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_DIALLED = ("tel:", "sms:", "mailto:")
NUMBERS = ("phone", "text_phone", "relay")
ADDRESSES = ("email", "url", "bsl")


def read(site: BuiltSite, path: str) -> Any:
    """Return what a JSON file of the site holds."""
    return json.loads((site.folder / path).read_bytes())


def answer_of(html: str) -> str:
    """Return what a page says, without where it was read and without how to report a mistake."""
    body = html.partition('<div class="answer')[2].partition('<p class="mistake">')[0]
    assert body
    return _SOURCES.sub("", body)


def text(html: str) -> str:
    """Return a piece of a page as people read it, on one line."""
    return " ".join(unescape(_TAG.sub("", html)).split())


def values_on(page: str) -> set[str]:
    """Return all numbers, e-mail and web addresses of an answer, numbers without blanks."""
    found = {number.replace(" ", "") for number in _RELAY.findall(page)}
    for link in map(unescape, _HREF.findall(page)):
        for scheme in _DIALLED:
            if link.startswith(scheme):
                found.add(link.removeprefix(scheme))
        if link.startswith("http"):
            found.add(link)
    return found


def exceptions_on(page: str) -> set[str]:
    """Return all that stands beside the contacts of an answer: doubts and cautions."""
    return {text(said) for ways in _WAYS.findall(page) for said in _BESIDE.findall(ways)}


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a JSON value, from the outside in."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects(each)


def contacts_in(value: Any) -> list[dict[str, Any]]:
    """Return every contact in a JSON value."""
    return [each for each in objects(value) if "for" in each]


def values_in(contacts: list[dict[str, Any]]) -> set[str]:
    """Return all numbers, e-mail and web addresses of contacts, numbers without blanks."""
    numbers = {each[key].replace(" ", "") for each in contacts for key in NUMBERS if key in each}
    return numbers | {each[key] for each in contacts for key in ADDRESSES if key in each}
