"""The copy in a real Chromium, opened from a folder, with no network at all."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.axe import faults_now
from tests.browser.support import SEED, TEMPLATES
from tests.conftest import NewPage
from tests.offline.conftest import NAME

pytestmark = pytest.mark.browser

WEATHER = "https://www.bbc.co.uk/weather"
LOOKS = (("light", 360), ("dark", 1280))
Open = Callable[..., Page]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile. Its clock stands on the day after the copy was made."""
    made = browser.new_context(viewport={"width": 1000, "height": 800})
    made.clock.install(time="2026-11-23T12:00:00")
    yield made
    made.close()


@pytest.fixture
def asked(context: BrowserContext) -> list[str]:
    """The addresses that were asked for, but those of files."""
    found: list[str] = []
    context.on(
        "request", lambda each: None if each.url.startswith("file:") else found.append(each.url)
    )
    return found


@pytest.fixture
def told(context: BrowserContext) -> list[str]:
    """What the browser complained about."""
    found: list[str] = []
    context.on("console", lambda message: found.append(f"{message.page}: {message.text}"))
    context.on("weberror", lambda error: found.append(str(error.error)))
    return found


@pytest.fixture
def opened(
    context: BrowserContext, copy: Path, asked: list[str], told: list[str]
) -> Iterator[Open]:
    """Return a function that opens a page. In the end nothing was asked for, and nothing failed."""
    page = context.new_page()

    def go(path: str, part: str = "") -> Page:
        page.goto((copy / path / "index.html").as_uri() + part)
        return page

    yield go
    assert asked == []
    assert told == []


def in_copy(page: Page, copy: Path) -> str:
    """Return the address of a page below the folder."""
    return page.url.removeprefix(f"{copy.as_uri()}/")


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("SK1 3XE", "areas/stockport/index.html"),
        ("cf10 3at", "areas/cardiff/index.html"),
        ("TR21 0LW", "areas/isles-of-scilly/index.html"),
        ("ZE1 0HB", "areas/shetland-islands/index.html"),
        ("Marple", "areas/stockport/index.html"),
    ],
)
def test_a_place_is_found_by_enter(opened: Open, copy: Path, typed: str, there: str) -> None:
    page = opened("")
    page.get_by_label("Postcode, town or council").fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{copy.as_uri()}/areas/**")
    assert in_copy(page, copy) == there
    expect(page.locator("h1")).to_be_visible()


def test_suggestions_lead_to_the_page(opened: Open, copy: Path) -> None:
    page = opened("guides/hate-crime")
    page.get_by_label("Postcode, town or council").press_sequentially("stockp")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Stockport")
    option.click()
    page.wait_for_url(f"{copy.as_uri()}/areas/stockport/index.html")


def test_words_and_danger_are_answered_too(opened: Open, copy: Path) -> None:
    page = opened("")
    box = page.get_by_label("Postcode, town or council")
    box.fill("he is going to kill me")
    box.press("Enter")
    answer = page.locator(".finder-answer")
    expect(answer.locator(".finder-urgent")).to_contain_text("999")
    box.fill("what is restorative justice")
    box.press("Enter")
    link = answer.get_by_role("link", name="Restorative justice").first
    link.click()
    page.wait_for_url(f"{copy.as_uri()}/**/index.html*")
    assert "restorative-justice" in in_copy(page, copy)


def test_a_place_that_does_not_exist_is_said_and_the_list_is_offered(
    opened: Open, copy: Path
) -> None:
    page = opened("")
    box = page.get_by_label("Postcode, town or council")
    box.fill("ZZ99 9ZZ")
    box.press("Enter")
    page.locator(".finder-answer").get_by_role("link", name="A to Z").click()
    page.wait_for_url(f"{copy.as_uri()}/places/index.html")


def test_leaving_shows_the_weather_and_back_does_not_return(
    context: BrowserContext, copy: Path, told: list[str]
) -> None:
    def rain(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<title>Weather</title>Rain")

    context.route(f"{WEATHER}**", rain)
    page = context.new_page()
    page.goto((copy / "index.html").as_uri())
    page.goto((copy / "areas/stockport/index.html").as_uri())
    page.locator(".doors a").first.click()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(f"{WEATHER}**")
    page.go_back()
    assert in_copy(page, copy) == "index.html"
    assert told == []


def test_leaving_hides_the_page_where_there_is_no_internet(
    context: BrowserContext, copy: Path
) -> None:
    context.set_offline(True)
    page = context.new_page()
    page.goto((copy / "areas/stockport/index.html").as_uri())
    page.get_by_text("Leave this page").click()
    page.wait_for_function("!document.body?.innerText.includes('Stockport')")
    assert "Stockport" not in page.content()


def test_a_guide_leads_back_to_the_place(opened: Open, copy: Path) -> None:
    page = opened("guides/asb-case-review", "#back=stockport.helping")
    link = page.get_by_role("link", name="Back to Stockport")
    link.click()
    assert in_copy(page, copy) == "areas/stockport/index.html#helping"
    page = opened("guides/complaints", "#back=nowhere.helping")
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text("Back to")).to_have_count(0)


def test_a_letter_is_filled_for_a_place(opened: Open, copy: Path) -> None:
    page = opened("letters/partnership", "#at=stockport")
    page.get_by_label("Your name").fill("Ann")
    sheet = page.locator(".sheet:visible")
    expect(sheet).to_contain_text("To: One Stockport Safety Partnership")
    expect(sheet).to_contain_text("Ann")
    page.get_by_role("link", name="Back to Stockport").click()
    assert in_copy(page, copy) == "areas/stockport/index.html#responsible"


def test_which_way_keeps_the_place(opened: Open, copy: Path) -> None:
    page = opened("which-way", "#back=stockport.helping")
    expect(page.get_by_role("link", name="Back to Stockport")).to_be_visible()
    page.locator(".which-way a[href*='#back=']").first.click()
    page.wait_for_url(f"{copy.as_uri()}/which-way/**/index.html#back=stockport.helping")
    expect(page.get_by_role("link", name="Back to Stockport")).to_be_visible()


def test_an_old_address_leads_on(opened: Open, copy: Path) -> None:
    pages = sorted((copy / "services").glob("*/*/index.html"))
    old = next(page for page in pages if 'http-equiv="refresh"' in page.read_text("utf-8"))
    page = opened(old.parent.relative_to(copy).as_posix())
    page.wait_for_url(lambda url: url != old.as_uri())
    assert in_copy(page, copy).startswith(f"services/{old.parts[-3]}/")
    assert in_copy(page, copy).endswith("/index.html")
    expect(page.locator("h1")).not_to_have_text("This page has moved")


def test_the_map_leads_to_places(opened: Open, copy: Path) -> None:
    page = opened("places/map")
    area = page.locator("svg a").first
    address = area.get_attribute("href")
    assert address
    assert address.endswith("/index.html")
    area.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{copy.as_uri()}/areas/**")


def test_a_page_can_be_kept(opened: Open) -> None:
    page = opened("areas/stockport")
    expect(page.get_by_role("button", name="Print", exact=True)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("This is a copy of 22 November 2026.")).to_be_visible()


@pytest.mark.parametrize(("day", "days"), [("2026-12-23", 0), ("2026-12-24", 32)])
def test_an_old_copy_says_how_old_it_is(new_page: NewPage, copy: Path, day: str, days: int) -> None:
    page = new_page()
    page.context.clock.install(time=f"{day}T12:00:00Z")
    page.goto((copy / "areas/stockport/index.html").as_uri())
    expect(page.get_by_role("button", name="Print", exact=True)).to_be_visible()
    note = page.locator(".offline-made").inner_text()
    if days:
        assert note.startswith(f"This copy is {days} days old. Get a new one before you use it. ")
    assert ("days old" in note) is bool(days)


def test_pages_of_every_kind_open_without_a_complaint(opened: Open, copy: Path) -> None:
    some = sorted(path.parent.relative_to(copy).as_posix() for path in copy.rglob("index.html"))
    drawn = random.Random(SEED).sample(some, 30)
    assert " " in NAME
    for path in [*TEMPLATES[:-1], *drawn]:
        page = opened(path)
        expect(page.locator("h1").first).to_be_visible()
        if "easy-read" in path:
            sizes = "[...document.images].map((each) => each.naturalWidth)"
            assert 0 not in page.evaluate(sizes), path


def test_without_scripts_the_pages_still_lead_on(new_page: NewPage, copy: Path) -> None:
    page = new_page(java_script_enabled=False)
    page.goto((copy / "index.html").as_uri())
    page.get_by_label("Postcode, town or council").fill("Leeds")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{copy.as_uri()}/places/index.html*")
    page.get_by_role("link", name="Leeds", exact=True).click()
    assert in_copy(page, copy) == "areas/leeds/index.html"


@pytest.mark.parametrize(
    "path",
    ["", "areas/stockport", "areas/stockport/easy-read", "about/without-the-internet", "data"],
)
def test_the_line_about_the_day_can_be_read_by_everyone(
    new_page: NewPage, copy: Path, path: str
) -> None:
    page = new_page(bypass_csp=True)
    page.context.clock.install(time="2027-06-01T12:00:00Z")
    page.goto((copy / path / "index.html").as_uri())
    assert faults_now(page, LOOKS) == []


def test_the_location_of_the_device_is_looked_up_in_the_folder(
    new_page: NewPage, copy: Path
) -> None:
    page = new_page(
        permissions=["geolocation"], geolocation={"latitude": 53.41, "longitude": -2.157}
    )
    page.goto((copy / "index.html").as_uri())
    page.get_by_role("button", name="Use my location").click()
    page.locator(".finder-answer").get_by_role("link", name="Stockport").click()
    assert in_copy(page, copy) == "areas/stockport/index.html"
