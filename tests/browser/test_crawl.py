"""Every page in a real Chromium: it asks nobody else, stores nothing, and keeps its own rules.

Links and anchors are checked in tests/site/test_links.py.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.support import FOR_FRAMES, TEMPLATES, all_pages
from tests.browser.tour import PARTS, Tour, tour
from tests.conftest import BuiltSite

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_of_the_whole_site_leaves_a_trace_or_breaks_its_policy(
    tours: Callable[[int], Tour], part: int
) -> None:
    seen = tours(part)
    assert len(seen.visited) > 250
    assert not seen.faults, "\n".join(seen.faults[:30])


def test_the_tour_is_of_the_whole_site(site: BuiltSite, tours: Callable[[int], Tour]) -> None:
    pages = {*FOR_FRAMES, *all_pages(site)}
    assert len(pages) > 1_000
    assert set(TEMPLATES) <= pages
    visited = [address for part in range(PARTS) for address in tours(part).visited]
    assert sorted(visited) == sorted(pages)


SINS = {
    "asked example.org:443": "open('https://example.org/')",
    "asked http://example.net/": "open('http://example.net/')",
    "policy: connect-src https://example.org": "fetch('https://example.org/').catch(() => 0)",
    "trace: setItem": "localStorage.setItem('a', 'b')",
    "kept a": "localStorage.setItem('a', 'b')",
    "trace: cookie": "document.cookie = 'a=b'",
    "trace: replaceState": "history.replaceState(1, '')",
    "trace: open": "indexedDB.open('a')",
    "policy: script-src-elem inline": "document.body.append(Object.assign("
    "document.createElement('script'), { textContent: '1' }))",
    "policy: style-src-attr inline": "document.body.setAttribute('style', 'color: red')",
    "policy: img-src data": "document.body.append(Object.assign(new Image(), { src: 'data:,x' }))",
    "Failed to load resource": "document.body.append(Object.assign(new Image(), { src: '/none' }))",
    "log: hello": "console.log('hello')",
    "error: Error: oh": "setTimeout(() => { throw new Error('oh') })",
    "is not whole": "document.querySelector('h1').remove()",
}


def test_the_tour_sees_what_it_looks_for(host: str, tmp_path: Path) -> None:
    """A page with our policy does all of it at once, and each deed is found."""
    deeds = "".join(f"{deed};" for deed in SINS.values())
    spoil = f"if (document.querySelector('h1')) {{ {deeds} }}"
    faults = tour(tmp_path, host, ["guides/"], spoil=spoil).faults
    assert [sin for sin in SINS if not any(sin in fault for fault in faults)] == [], faults
