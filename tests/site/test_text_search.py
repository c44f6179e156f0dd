"""The index of the text search leads to pages and headings that the built site has."""

import json
import re

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import BuiltSite


def test_every_result_is_a_page_or_a_heading_of_the_site(site: BuiltSite) -> None:
    file = site.folder / "assets/finder/data/search.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    addresses = [url for url, _, _ in index["sections"]]
    addresses += [f"services/{kind}/{id_}/" for kind, id_, _, _ in index["records"]]
    missing = []
    for address in addresses:
        page, _, anchor = address.partition("#")
        if not (site.folder / page / "index.html").is_file() or (
            anchor and not re.search(rf'<h[1-3] id="{re.escape(anchor)}"', site.page(page))
        ):
            missing.append(address)
    assert len(addresses) > 800
    assert missing == []


def test_every_guide_is_in_the_index_and_in_reach_without_scripts(site: BuiltSite) -> None:
    file = site.folder / "assets/finder/data/search.json"
    found = {url for url, _, _ in json.loads(file.read_text(encoding="utf-8"))["sections"]}
    guides = [
        path.parent.relative_to(site.folder).as_posix()
        for path in site.folder.glob("guides/**/index.html")
    ]
    assert len(guides) > 12
    assert {f"{guide}/" for guide in guides} <= found
    for page in ("", "places/", "areas/stockport/", "services/"):
        assert re.search(r'<a href="[./]*guides/">Guides</a>', site.page(page)), page


@pytest.mark.browser
def test_the_search_works_on_the_whole_site_below_a_prefix(browser: Browser, site_url: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{site_url}guides/diary/")
    box = page.locator("#finder-top-input")
    box.fill("bullying")
    box.press("Enter")
    panel = page.locator("#finder-top .finder-answer")
    expect(panel.get_by_role("list")).to_have_count(2)
    link = panel.get_by_role("link").first
    marks = link.evaluate("(link) => getComputedStyle(link, '::after').content")
    assert marks == "none", "A page of ours is marked like another website."
    indents = panel.evaluate(
        """(panel) => ["p", "li a"].map((each) =>
          panel.querySelector(each).getBoundingClientRect().left)"""
    )
    assert indents[0] == indents[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    link.click()
    page.wait_for_url(f"{site_url}guides/hate-crime/")
    assert complaints == []
    page.close()
