"""What a frightened reader sees first, on a phone, before any scrolling."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.fonts import FONTS, LIBERATION, ROBOTO

pytestmark = pytest.mark.browser

PLACES = ("stockport", "cardiff", "glasgow-city", "belfast")
DOORS = (
    "Report it",
    "Talk to someone",
    "The person is at home or family",
    "I told them and nothing changed",
    "Answers or an apology",
    "I am helping someone",
)


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("size", [(360, 740), (1280, 800)], ids=["phone", "desktop"])
def test_the_first_screen_says_where_you_are_and_whom_to_ring(
    tab_with: Callable[..., Page],
    site_url: str,
    place: str,
    size: tuple[int, int],
    font: str,
) -> None:
    page = tab_with(*size, font)
    page.goto(f"{site_url}areas/{place}/")
    whole = (
        ".bar a[href='tel:999']",
        "h1",
        ".easy",
        ".area > .facts div:nth-last-child(1)",
        ".doors li:nth-child(2)",
    )
    for selector in whole:
        expect(page.locator(selector)).to_be_in_viewport(ratio=1)
    labels = page.locator(".area > .facts dt").all_inner_texts()
    assert labels == ["Report", "Talk", "At home", "Council"]
    for row in page.locator(".area > .facts dd").all():
        assert row.locator("a").count() >= 1


@pytest.mark.parametrize("place", PLACES)
def test_each_door_leads_to_a_part_of_the_page_that_can_be_seen(
    page: Page, site_url: str, place: str
) -> None:
    address = f"{site_url}areas/{place}/"
    page.goto(address)
    doors = page.locator(".doors li a")
    assert [" ".join(text.split()) for text in doors.all_inner_texts()] == list(DOORS)
    for name in DOORS:
        page.goto(address)
        doors.get_by_text(name).click()
        expect(page.locator(":target")).to_be_in_viewport()
        below_the_bar = page.evaluate(
            "document.querySelector(':target').getBoundingClientRect().top"
            " >= document.querySelector('.bar').getBoundingClientRect().bottom"
        )
        assert below_the_bar, name


def test_a_phone_number_is_the_largest_text_of_its_card(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}areas/stockport/")
    smaller = page.evaluate(
        """() => {
          const size = (element) => parseFloat(getComputedStyle(element).fontSize);
          return [...document.querySelectorAll(".card:has(.phone)")].filter((card) => {
            const phones = [...card.querySelectorAll(".phone")];
            const rest = [...card.querySelectorAll("*")].filter((e) => !phones.includes(e));
            return Math.min(...phones.map(size)) < 1.3 * Math.max(...rest.map(size));
          }).map((card) => card.innerText.slice(0, 60));
        }"""
    )
    assert page.locator(".card .phone").count() > 8
    assert smaller == []
    for link in page.locator(".card a.phone").all():
        assert (link.get_attribute("href") or "").startswith(("tel:", "sms:"))


@pytest.mark.parametrize("font", [LIBERATION, ROBOTO])
@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("", ("Easy Read", "I am helping someone", "Find", "Use my location")),
        ("places/", ("Find", "A", "Y")),
        (
            "places/map/",
            ("Find", "Go past the map to the list", "London", "Yorkshire and The Humber"),
        ),
    ],
)
def test_the_first_screen_of_a_phone_has_what_one_came_for(
    tab_with: Callable[..., Page],
    site_url: str,
    address: str,
    seen: tuple[str, ...],
    font: str,
) -> None:
    page = tab_with(360, 800, font)
    page.goto(site_url + address)
    for name in seen:
        found = page.locator("#main, .search, .home").get_by_text(name, exact=True)
        expect(found.first).to_be_in_viewport(ratio=1)


def test_the_home_page_promises_no_meeting(page: Page, site_url: str) -> None:
    page.goto(site_url)
    said = page.locator("#main").inner_text()
    assert "This is called restorative justice." in said
    assert "You have a right to be told about it, not to a meeting." in said


@pytest.mark.parametrize(
    ("height", "position"), [(256, "static"), (384, "static"), (740, "sticky")]
)
def test_on_a_low_screen_the_bar_leaves_room_to_read(
    tab_with: Callable[..., Page], site_url: str, height: int, position: str
) -> None:
    """As at 400% zoom."""
    page = tab_with(320, height)
    page.goto(f"{site_url}areas/stockport/")
    assert page.locator(".bar").evaluate("(bar) => getComputedStyle(bar).position") == position
