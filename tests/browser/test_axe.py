"""axe-core with every rule switched on, on every template and on answer pages drawn at random."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import AXE, SAID_TWICE, faults_now, faults_of
from tests.browser.support import TEMPLATES, all_pages, drawn_answer_pages
from tests.conftest import BuiltSite

pytestmark = pytest.mark.browser

COLOURS = (*SAID_TWICE, "color-contrast-enhanced", "link-in-text-block")
# What depends on the colours depends on the scheme, what depends on the room on the width. With our
# scripts and without them, both widths are looked at; the colours, which take most of the time, are
# worked out in both schemes with the scripts, and in the dark one without them.
WITH_SCRIPTS = (("light", 1280), ("dark", 320))
WITHOUT_SCRIPTS = (("light", 320),)
WITHOUT_SCRIPTS_IN_THE_DARK = (("dark", 1280),)
HAND_WRITTEN = ("guides/", "about/", "contribute/", "data/")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A tab whose pages all have axe: to hand over its text for each is slow."""
    with browser.new_context() as context:
        context.add_init_script(AXE)
        yield context.new_page()


@pytest.fixture(scope="module")
def without_our_scripts(browser: Browser) -> Iterator[Page]:
    """Another, in which no script of ours is loaded. JavaScript is on: axe needs it."""
    with browser.new_context() as context:
        context.add_init_script(AXE)
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.setBlockedURLs", {"urls": ["*.js"]})
        yield page


@pytest.mark.parametrize("address", TEMPLATES)
def test_no_template_breaks_any_rule_of_axe(page: Page, host: str, address: str) -> None:
    assert faults_of(page, host + address, WITH_SCRIPTS) == []
    assert page.locator(".exit[role=button]").count() == 1  # our scripts ran


@pytest.mark.parametrize("address", TEMPLATES)
def test_no_template_breaks_any_rule_of_axe_without_javascript(
    without_our_scripts: Page, host: str, address: str
) -> None:
    page = without_our_scripts
    assert faults_of(page, host + address, WITHOUT_SCRIPTS, COLOURS) == []
    assert faults_now(page, WITHOUT_SCRIPTS_IN_THE_DARK) == []
    assert page.locator(".exit[role=button]").count() == 0


def test_no_hand_written_page_breaks_any_rule_of_axe(
    page: Page, host: str, site: BuiltSite
) -> None:
    pages = [page for page in all_pages(site) if page.startswith(HAND_WRITTEN)]
    others = [page for page in pages if page not in TEMPLATES]
    assert len(others) > 8
    looks = WITH_SCRIPTS[1:]
    assert [fault for each in others for fault in faults_of(page, host + each, looks)] == []


@pytest.mark.parametrize("quarter", range(4))
def test_no_answer_page_of_52_drawn_breaks_any_rule_of_axe(
    page: Page, host: str, site: BuiltSite, quarter: int
) -> None:
    """Their colours are those of their template, which are looked at above."""
    drawn = drawn_answer_pages(site, 52)[quarter::4]
    assert len(drawn) == 13
    found = [f for each in drawn for f in faults_of(page, host + each, WITHOUT_SCRIPTS, COLOURS)]
    assert found == []


def test_axe_finds_a_fault_that_is_there(page: Page, host: str) -> None:
    """The check itself can fail: a picture without a text and pale letters are found."""
    page.goto(host)
    page.evaluate(
        """() => {
          document.querySelector("#main").append(document.createElement("img"));
          document.querySelector("h1").style.color = "#999";
        }"""
    )
    faults = "\n".join(faults_now(page, WITH_SCRIPTS[:1]))
    assert "image-alt (critical)" in faults
    assert "color-contrast-enhanced (serious)" in faults


@pytest.mark.parametrize(
    "spoil",
    [
        "item.querySelector('a').style.color = '#999'",
        "item.style.background = '#777'",
        "item.style.opacity = 0.4",
        "item.parentElement.style.background = '#777'",
    ],
)
def test_one_of_many_that_look_alike_is_found_where_it_looks_otherwise(
    page: Page, host: str, spoil: str
) -> None:
    page.goto(f"{host}services/police/")
    page.evaluate(
        f"""() => {{
          const item = [...document.querySelectorAll("#main li:has(a)")].at(-1);
          {spoil};
        }}"""
    )
    (fault,) = faults_now(page, WITH_SCRIPTS[:1])
    assert fault.count("color-contrast-enhanced (serious)") == 1
