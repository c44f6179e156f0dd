"""“Use my location” as visitors use it: asked first, answered on the device, nothing kept."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

BUTTON = "Use my location"
STOCKPORT = (53.4106, -2.1575)

STORED = """async () => ({
  local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
})"""


def allow(context: BrowserContext, position: tuple[float, float], accuracy: float = 25) -> None:
    latitude, longitude = position
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": latitude, "longitude": longitude, "accuracy": accuracy})


def ask(page: Page, address: str, box: str = "home") -> Any:
    """Press the button of a page and return its panel once it is there."""
    page.goto(address)
    page.locator(f"#finder-{box}").get_by_role("button", name=BUTTON).click()
    panel = page.locator(f"#finder-{box} .finder-answer")
    expect(panel).to_be_visible()
    expect(panel).to_be_focused()
    return panel


@pytest.mark.parametrize(
    ("position", "name", "council"),
    [
        (STOCKPORT, "Stockport", "stockport"),
        ((54.5973, -5.9301), "Belfast", "belfast"),
        ((60.1547, -1.1494), "Shetland Islands", "shetland-islands"),
        ((51.5390, -0.1426), "Camden", "camden"),
    ],
)
def test_the_likely_council_is_offered_and_leads_to_its_page(
    phone: BrowserContext, site_url: str, position: tuple[float, float], name: str, council: str
) -> None:
    allow(phone, position)
    page = phone.new_page()
    panel = ask(page, site_url)
    expect(panel).to_contain_text(f"You seem to be in {name}. If that is not right")
    assert page.url == site_url, "nothing opens before the visitor has chosen"
    panel.get_by_role("link").first.click()
    page.wait_for_url(f"{site_url}areas/{council}/")
    page.go_back()
    expect(page.locator("#finder-home .finder-answer")).to_be_hidden()


def test_the_neighbours_are_offered_beside_it(phone: BrowserContext, site_url: str) -> None:
    allow(phone, (53.3945, -2.236))
    page = phone.new_page()
    panel = ask(page, site_url)
    for council in ("stockport", "manchester", "trafford"):
        expect(panel.locator(f'a[href="{site_url}areas/{council}/"]')).to_have_count(1)


def test_it_is_on_the_page_of_the_map_too(phone: BrowserContext, site_url: str) -> None:
    allow(phone, STOCKPORT)
    panel = ask(phone.new_page(), f"{site_url}places/map/", box="top")
    expect(panel.get_by_role("link").first).to_have_attribute("href", f"{site_url}areas/stockport/")


def test_outside_the_uk_it_says_what_to_do(phone: BrowserContext, site_url: str) -> None:
    allow(phone, (48.8566, 2.3522))
    panel = ask(phone.new_page(), site_url)
    expect(panel).to_contain_text("You seem to be outside the UK")
    expect(panel).to_contain_text("Type the postcode")
    expect(panel.get_by_role("link")).to_have_attribute("href", f"{site_url}places/")


def test_a_rough_position_is_called_rough(phone: BrowserContext, site_url: str) -> None:
    allow(phone, (53.48, -2.24), accuracy=15_000)
    panel = ask(phone.new_page(), site_url)
    expect(panel).to_contain_text("knows only roughly where you are")
    assert panel.get_by_role("link").count() >= 5


def test_a_visitor_who_says_no_is_told_what_to_do_instead(
    phone: BrowserContext, site_url: str
) -> None:
    page = phone.new_page()
    panel = ask(page, site_url)
    expect(panel).to_contain_text("This page may not see your location. That is fine.")
    expect(panel).to_contain_text("Type your postcode, town or council instead.")
    page.get_by_role("combobox").fill("Marple")
    expect(page.get_by_role("option").first).to_contain_text("Marple")


def test_a_device_that_cannot_tell_says_so(phone: BrowserContext, site_url: str) -> None:
    phone.grant_permissions(["geolocation"])
    page = phone.new_page()
    # Without a position, this says that the device has none.
    phone.new_cdp_session(page).send("Emulation.setGeolocationOverride")
    panel = ask(page, site_url)
    expect(panel).to_contain_text("Your device could not find out where you are.")
    expect(panel).to_contain_text("Type your postcode, town or council instead.")


def test_no_request_holds_the_position_and_nothing_is_kept(
    phone: BrowserContext, site_url: str
) -> None:
    allow(phone, STOCKPORT)
    page = phone.new_page()
    sent: list[str] = []
    page.on(
        "request",
        lambda request: sent.append(
            " ".join([request.method, request.url, request.post_data or "", str(request.headers)])
        ),
    )
    ask(page, site_url)
    assert sent
    for request in sent:
        assert request.startswith(f"GET {site_url}"), request
        assert not re.search(r"53\.?41|2\.?157|stockport", request, re.IGNORECASE), request
    addresses = [request.split()[1] for request in sent]
    assert f"{site_url}assets/map/data/borders.json" in addresses
    assert not any("?" in address for address in addresses)
    assert page.evaluate(STORED) == {
        "local": 0, "session": 0, "cookies": "", "databases": 0, "caches": 0,
    }  # fmt: skip
    assert page.evaluate("history.length") == 2, "the blank page and this one"


def test_the_browser_is_asked_only_when_the_button_is_pressed(
    phone: BrowserContext, site_url: str
) -> None:
    allow(phone, STOCKPORT)
    phone.add_init_script(
        """window.asked = 0;
        const get = Geolocation.prototype.getCurrentPosition;
        Geolocation.prototype.getCurrentPosition = function (...rest) {
          window.asked += 1;
          return get.apply(this, rest);
        };"""
    )
    page = phone.new_page()
    page.goto(site_url)
    page.get_by_role("combobox").fill("Marple")
    expect(page.get_by_role("option").first).to_be_visible()
    assert page.evaluate("window.asked") == 0
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator("#finder-home .finder-answer")).to_be_visible()
    assert page.evaluate("window.asked") == 1


def test_who_types_while_the_device_looks_is_not_interrupted(
    phone: BrowserContext, site_url: str
) -> None:
    allow(phone, STOCKPORT)
    page = phone.new_page()
    waiting: list[Any] = []
    page.route("**/borders.json", lambda route: waiting.append(route))
    page.goto(site_url)
    with page.expect_request("**/borders.json"):
        page.get_by_role("button", name=BUTTON).click()
    expect(page.locator("#finder-home [role=status]")).to_have_text(
        "Asking your device where it is…"
    )
    page.get_by_role("combobox").fill("Cardiff")
    expect(page.get_by_role("option").first).to_contain_text("Cardiff")
    with page.expect_response("**/borders.json"):
        waiting[0].continue_()
    expect(page.locator("#finder-home .finder-answer")).to_be_hidden()
    expect(page.get_by_role("combobox")).to_be_focused()


def test_a_file_that_does_not_come_is_no_dead_end(phone: BrowserContext, site_url: str) -> None:
    allow(phone, STOCKPORT)
    page = phone.new_page()
    page.route("**/borders.json", lambda route: route.abort())
    panel = ask(page, site_url)
    expect(panel).to_contain_text("could not be loaded")


def test_a_browser_that_knows_no_position_gets_no_button(
    phone: BrowserContext, site_url: str
) -> None:
    phone.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'geolocation', { get: () => undefined })"
    )
    page = phone.new_page()
    page.goto(site_url)
    expect(page.get_by_role("combobox")).to_be_visible()
    expect(page.get_by_role("button", name=BUTTON)).to_have_count(0)


def test_nothing_moves_when_the_button_comes(phone: BrowserContext, site_url: str) -> None:
    page = phone.new_page()
    page.route("**/search-box.js", lambda route: route.abort())
    page.goto(site_url)
    where = "document.querySelector('.finder-hint').getBoundingClientRect().top"
    before = page.evaluate(where)
    expect(page.get_by_role("button", name=BUTTON)).to_have_count(0)
    page.unroute("**/search-box.js")
    page.goto(site_url)
    expect(page.get_by_role("button", name=BUTTON)).to_be_visible()
    assert page.evaluate(where) == before
