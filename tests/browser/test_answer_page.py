"""The answer page fits in a hand: how long it is closed, and what each door leads to."""

from collections.abc import Callable
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support import answer_pages, at_rest, drawn_answer_pages
from tests.browser.tour import PARTS, PHONE, Tour
from tests.conftest import BuiltSite

pytestmark = pytest.mark.browser

SCREEN = PHONE[1]
"""The height of a phone's screen, in CSS pixels."""
MOST_SCREENS, MEDIAN_SCREENS = 7.5, 6.5
MOST_WORDS, MEDIAN_WORDS = 900, 850
MOST_PRESSES = 12
DOORS = ("report", "support", "at-home", "nothing-changes", "restorative-justice", "helping")


@pytest.fixture
def phone(tab_with: Callable[..., Page]) -> Page:
    return tab_with(360, SCREEN)


@pytest.fixture(scope="module")
def measured(site: BuiltSite, tours: Callable[[int], Tour]) -> dict[str, Any]:
    """Return what is measured of every answer page, closed, on a phone, in the widths of Arial."""
    found = {a: each for part in range(PARTS) for a, each in tours(part).measured.items()}
    assert sorted(found) == sorted(answer_pages(site))
    assert len(found) == 361
    return found


def _screens(measured: dict[str, Any], address: str) -> float:
    return float(measured[address]["height"]) / SCREEN


def test_no_closed_page_is_long(measured: dict[str, Any]) -> None:
    screens = {address: _screens(measured, address) for address in measured}
    assert {a: s for a, s in screens.items() if s > MOST_SCREENS} == {}
    assert median(screens.values()) <= MEDIAN_SCREENS
    assert screens["areas/stockport/"] <= 7.5
    assert screens["areas/glasgow-city/"] <= 6


def test_no_closed_page_has_many_words(measured: dict[str, Any]) -> None:
    words = {address: each["words"] for address, each in measured.items()}
    long = {a: count for a, count in words.items() if count > MOST_WORDS}
    assert long == {}, "Shorten what stands open there: a summary, a caution or a local rule."
    assert median(words.values()) <= MEDIAN_WORDS


def test_each_door_leads_to_a_contact_at_once(measured: dict[str, Any]) -> None:
    for address, each in measured.items():
        assert each["doors"] == [*DOORS], address
        far = {door: y for door, y in each["contacts"].items() if y > SCREEN}
        assert far == {}, address


def test_a_page_is_closed_and_says_once_how_sure_we_are(measured: dict[str, Any]) -> None:
    assert {each["open"] for each in measured.values()} == {0}
    assert {each["sure"] for each in measured.values()} == {1}


@pytest.mark.parametrize("door", DOORS)
def test_from_the_home_page_to_a_number_in_few_presses(
    phone: Page, site_url: str, door: str
) -> None:
    phone.goto(site_url)
    phone.get_by_role("combobox").first.fill("SK1 3XE")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/areas/stockport/")
    presses = 1
    for press in ("Tab", "Tab", "Enter"):  # the second link skips to the doors
        phone.keyboard.press(press)
        presses += 1
    while phone.evaluate("document.activeElement.getAttribute('href')") != f"#{door}":
        phone.keyboard.press("Tab")
        presses += 1
        assert presses < MOST_PRESSES
    phone.keyboard.press("Enter")
    presses += 1
    expect(phone.locator(f"[id='{door}']")).to_be_in_viewport()
    reached = ""
    while not reached.startswith(("tel:", "mailto:", "http")):
        phone.keyboard.press("Tab")
        presses += 1
        reached = phone.evaluate("document.activeElement.getAttribute('href')") or ""
        assert presses <= MOST_PRESSES


def test_every_page_names_each_step_and_route(site: BuiltSite) -> None:
    for address in answer_pages(site):
        html = site.page(address)
        assert "<dt>At home</dt>" in html, address
        assert "<dt>Talk</dt>" in html, address
        assert "at risk?" in html, address
        assert "Do you rent? Tell your landlord too." in html, address
        assert "Ask your councillor" in html, address


def test_no_number_is_broken_and_what_a_step_leads_to_stands_under_it(
    phone: Page, host: str, site: BuiltSite
) -> None:
    for address in ("areas/cardiff/", "areas/stockport/", *drawn_answer_pages(site, 6)):
        phone.goto(host + address)
        phone.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        broken = phone.evaluate(
            """[...document.querySelectorAll("#main a[href^='tel:']")]
              .filter((number) => number.getClientRects().length > 1)
              .map((number) => number.textContent)"""
        )
        assert broken == [], address
        lefts = phone.evaluate(
            """[...document.querySelectorAll(".ladder > li")].flatMap((step) =>
              [...step.querySelectorAll(":scope > :is(h3, p, .ways > li)")].map(
                (part) => part.getBoundingClientRect().left))"""
        )
        assert len(set(lefts)) == 1, address


def test_who_takes_complaints_is_named_before_what_it_does(site: BuiltSite) -> None:
    step = site.page("areas/belfast/").partition('id="complain"')[2].partition("</li>")[0]
    assert ">Police Ombudsman for Northern Ireland</a>: It takes complaints" in step


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_opened_pages_do_not_scroll_sideways(
    tab_with: Callable[..., Page], site: BuiltSite, host: str, scheme: Any
) -> None:
    page = tab_with(320, 640)
    page.emulate_media(color_scheme=scheme)
    for address in drawn_answer_pages(site, 10):
        page.goto(host + address)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, address


def test_on_a_wide_screen_the_doors_stand_beside_the_rows(
    tab_with: Callable[..., Page], site_url: str
) -> None:
    page = tab_with(1280, 800)
    page.goto(f"{site_url}areas/stockport/")
    rows, doors = (page.locator(f".area > {part}").bounding_box() for part in (".facts", ".doors"))
    assert rows
    assert doors
    assert doors["x"] >= rows["x"] + rows["width"]
    assert abs(doors["y"] - rows["y"]) < 40


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("#back=stockport.helping", "Back to Stockport"),
        ("#back=cardiff.nothing-changes", "Back to Cardiff"),
        ("#back=nowhere.helping", ""),
        ("#back=stockport.no-such-section", ""),
        ("#back=../stockport.helping", ""),
        ("#ask-first", ""),
        ("", ""),
    ],
)
def test_a_guide_leads_back_to_the_place_from_which_it_was_opened(
    phone: Page, site_url: str, address: str, name: str
) -> None:
    with at_rest(phone):
        phone.goto(f"{site_url}guides/helping-someone/{address}")
    link = phone.locator("a.back")
    if not name:
        expect(link).to_have_count(0)
        return
    expect(link).to_have_text(name)
    place, section = address.removeprefix("#back=").split(".")
    link.click()
    phone.wait_for_url(f"{site_url}areas/{place}/#{section}")
    assert phone.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_page_of_a_place_opens_the_guide_with_the_way_back(phone: Page, site_url: str) -> None:
    phone.goto(f"{site_url}areas/stockport/")
    phone.get_by_role("link", name="More about helping").click()
    expect(phone.get_by_role("link", name="Back to Stockport")).to_be_visible()
