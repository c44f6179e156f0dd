"""“Leave this page”: each clause of the contract of GOV.UK’s Exit this page, in a real Chromium."""

import base64
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from tests.browser.support import TEMPLATES, all_pages, file_of
from tests.conftest import BuiltSite

pytestmark = pytest.mark.browser

AREA = "areas/stockport/"
WEATHER = "https://www.bbc.co.uk/weather"
WHAT_IS_SEEN = """() => {
  const [right, bottom] = [innerWidth - 5, innerHeight - 5];
  const places = [[5, 5], [right, 5], [right / 2, bottom / 2], [5, bottom]];
  const controls = [...document.querySelectorAll("a, button, input, summary")];
  return {
    text: document.body.innerText.trim(),
    title: document.title,
    top: places.map(([x, y]) => document.elementFromPoint(x, y)?.className),
    reachable: controls.filter((control) => control.checkVisibility()).length,
  };
}"""


def _answer(page: Page, **answer: object) -> None:
    """Answer in the place of the weather.

    A route of Playwright would ask here for each file of each page, and none would be kept.
    """
    session = page.context.new_cdp_session(page)

    def fulfil(paused: dict[str, object]) -> None:
        session.send("Fetch.fulfillRequest", {"requestId": paused["requestId"], **answer})

    session.on("Fetch.requestPaused", fulfil)
    session.send("Fetch.enable", {"patterns": [{"urlPattern": f"{WEATHER}*"}]})


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab in a fresh profile, for which the weather is answered here."""
    page = context.new_page()
    body = base64.b64encode(b"<title>Weather</title><p>Rain</p>").decode()
    head = [{"name": "Content-Type", "value": "text/html"}]
    _answer(page, responseCode=200, responseHeaders=head, body=body)
    return page


@pytest.fixture
def left_page(context: BrowserContext) -> Page:
    """A tab in which the weather never comes, so that the page that was left can be looked at."""
    page = context.new_page()
    _answer(page, responseCode=204)
    return page


def press_shift(page: Page, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def test_without_javascript_it_is_a_plain_link(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    asked: list[Request] = []

    def answer(route: Route) -> None:
        asked.append(route.request)
        route.fulfill(status=200, content_type="text/html", body="Rain")

    context.route(f"{WEATHER}**", answer)
    page = context.new_page()
    page.goto(site_url + AREA)
    link = page.get_by_role("link", name="Leave this page")
    expect(link).to_have_attribute("href", WEATHER)
    expect(link).to_have_attribute("rel", "nofollow noreferrer")
    assert link.get_attribute("target") is None
    link.click()
    page.wait_for_url(WEATHER)
    assert "referer" not in asked[0].headers
    context.close()


@pytest.mark.parametrize("way", ["click", "Enter", "Space", "Shift three times"])
def test_each_way_leads_to_the_weather(page: Page, site_url: str, way: str) -> None:
    page.goto(site_url + AREA)
    button = page.get_by_role("button", name="Leave this page")
    if way == "click":
        button.click()
    elif way == "Shift three times":
        press_shift(page, 3)
    else:
        button.press(way)
    page.wait_for_url(WEATHER)


def test_it_takes_the_place_of_the_page_in_the_list_for_back(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.goto(site_url + AREA)
    before = page.evaluate("history.length")
    page.get_by_role("button", name="Leave this page").click()
    page.wait_for_url(WEATHER)
    assert page.evaluate("history.length") == before
    page.go_back()
    assert page.url == site_url


_FOLLOW_EVERY_LINK_WITHIN = """() => {
  const here = location.href.split("#")[0];
  const links = [...document.querySelectorAll("a[href*='#']")].filter(
    (link) => new URL(link.getAttribute("href"), document.baseURI).href.split("#")[0] === here);
  const before = history.length;
  for (const link of links) {
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window }));
  }
  return [links.length, history.length - before, location.hash];
}"""


def test_links_within_a_page_leave_nothing_for_back(page: Page, host: str) -> None:
    """On each template every link to a part of the page is followed, then the page is left."""
    for address in TEMPLATES:
        page.goto(host)
        page.goto(f"{host}{address}?", wait_until="load")  # on the home page another address too
        links, more, fragment = page.evaluate(_FOLLOW_EVERY_LINK_WITHIN)
        assert links > 0, address
        assert more == 0, address
        assert fragment, address
        page.get_by_role("button", name="Leave this page").click()
        page.wait_for_url(WEATHER)
        page.go_back()
        assert page.url == host, address


def test_a_link_within_the_page_still_leads_there_and_moves_the_focus(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + AREA)
    page.locator(".doors a[href='#support']").press("Enter")
    expect(page.locator("#support")).to_be_in_viewport()
    assert page.evaluate("document.querySelector(':target').id") == "support"
    page.keyboard.press("Tab")
    after = page.evaluate(
        "document.querySelector('#support').compareDocumentPosition(document.activeElement)"
    )
    assert after & 4, "the focus did not follow"  # Node.DOCUMENT_POSITION_FOLLOWING


def test_a_link_within_the_page_may_still_be_opened_in_a_new_tab(
    page: Page, context: BrowserContext, site_url: str
) -> None:
    page.goto(site_url + AREA)
    with context.expect_page() as opened:
        page.locator(".doors a[href='#support']").click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_url(f"{site_url}{AREA}#support")
    assert page.url == site_url + AREA


def test_it_hides_the_page_at_once(left_page: Page, site_url: str) -> None:
    left_page.goto(site_url + AREA)
    left_page.evaluate("window.scrollTo(0, 2000)")
    assert "Stockport" in left_page.title()
    seen = left_page.evaluate(
        f"""() => {{
          document.querySelector("[data-exit]").click();
          return ({WHAT_IS_SEEN})();  // in the same moment, before anything else can run
        }}"""
    )
    assert seen == {
        "text": "Loading.",
        "title": "Loading",
        "top": ["exit-cover"] * 4,
        "reachable": 0,
    }


def test_it_says_to_screen_readers_that_it_leaves(left_page: Page, site_url: str) -> None:
    left_page.goto(site_url + AREA)
    press_shift(left_page, 3)
    expect(left_page.get_by_role("alert")).to_have_text("Loading.")
    assert left_page.locator("body").aria_snapshot().strip() == "- alert: Loading."


def test_it_counts_the_presses_aloud(page: Page, site_url: str) -> None:
    page.goto(site_url + AREA)
    status = page.locator(".exit-cover")
    expect(status).to_have_attribute("role", "status")
    press_shift(page)
    expect(status).to_have_text("Shift: press 2 more times to leave this page.")
    press_shift(page)
    expect(status).to_have_text("Shift: press 1 more time to leave this page.")
    shown = page.locator("[data-exit]").evaluate("(e) => getComputedStyle(e, '::after').content")
    assert "●●○" in shown
    press_shift(page)
    page.wait_for_url(WEATHER)


@pytest.mark.parametrize(("wait", "leaves"), [(4_900, True), (5_100, False)])
def test_presses_belong_together_for_five_seconds(
    page: Page, site_url: str, wait: int, leaves: bool
) -> None:
    page.clock.install(time=0)
    page.goto(site_url + AREA)
    page.clock.pause_at(60_000)  # from here on only the test lets time pass
    status = page.locator(".exit-cover")
    for _ in range(2):
        press_shift(page)
        page.clock.run_for(wait)
    if leaves:
        press_shift(page)
        page.wait_for_url(WEATHER)
        return
    expect(status).to_have_text("Leaving was not finished. The count starts again.")
    press_shift(page)
    expect(status).to_have_text("Shift: press 2 more times to leave this page.")
    assert page.url == site_url + AREA


def test_capital_letters_and_shift_tab_are_no_presses(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("combobox").focus()
    for key in ("Shift+S", "Shift+K", "Shift+A", "Shift+Tab", "Shift+Tab", "Shift+Tab"):
        page.keyboard.press(key)
        expect(page.locator(".exit-cover")).to_have_text("")
    assert page.url == site_url


def test_both_shift_keys_together_are_one_press(page: Page, site_url: str) -> None:
    page.goto(site_url + AREA)
    status = page.locator(".exit-cover")
    for left in (2, 1, 0):
        for key in ("ShiftLeft", "ShiftRight"):
            page.keyboard.down(key)
        for key in ("ShiftRight", "ShiftLeft"):
            page.keyboard.up(key)
        if left:
            word = "times" if left > 1 else "time"
            expect(status).to_have_text(f"Shift: press {left} more {word} to leave this page.")
    page.wait_for_url(WEATHER)


def test_shift_with_the_mouse_is_no_press(page: Page, site_url: str) -> None:
    page.goto(site_url + AREA)
    heading = page.locator("h1")
    for _ in range(4):
        page.keyboard.down("Shift")
        heading.click()
        page.keyboard.up("Shift")
    for _ in range(4):
        page.keyboard.down("Shift")
        page.mouse.wheel(0, 10)
        page.wait_for_function("() => document.readyState")  # the wheel is told before the key
        page.keyboard.up("Shift")
    expect(page.locator(".exit-cover")).to_have_text("")
    assert page.url == site_url + AREA
    press_shift(page)
    expect(page.locator(".exit-cover")).to_have_text(
        "Shift: press 2 more times to leave this page."
    )


def test_another_key_between_starts_the_count_again(page: Page, site_url: str) -> None:
    page.goto(site_url + AREA)
    press_shift(page, 2)
    page.keyboard.press("ArrowDown")
    press_shift(page)
    expect(page.locator(".exit-cover")).to_have_text(
        "Shift: press 2 more times to leave this page."
    )


def test_it_is_as_before_when_the_reader_comes_back(left_page: Page, site_url: str) -> None:
    """A browser may keep a page that was left as it was, hidden, and show it again."""
    left_page.goto(site_url + AREA)
    title = left_page.title()
    press_shift(left_page, 3)
    expect(left_page.locator("h1")).to_be_hidden()
    left_page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(left_page.locator("h1")).to_be_visible()
    assert left_page.title() == title
    status = left_page.locator(".exit-cover")
    expect(status).to_have_text("")
    expect(status).to_have_attribute("role", "status")
    press_shift(left_page)
    expect(status).to_have_text("Shift: press 2 more times to leave this page.")


def test_every_page_has_it_and_says_that_history_stays(site: BuiltSite) -> None:
    pages = all_pages(site)
    assert len(pages) > 1_000
    link = re.compile(rf'<a class="exit" href="{WEATHER}" rel="nofollow noreferrer"')
    warning = re.compile(
        r'Leaving does not clear your history\. <a href="[^"]*">Cover your tracks</a></p>'
    )
    for page in pages:
        html = file_of(site, page).read_text(encoding="utf-8")
        assert len(link.findall(html)) == 1, page
        assert len(warning.findall(html)) == 1, page


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("address", ["", AREA])
def test_it_stays_in_view_and_covers_neither_999_nor_itself(
    tab_with: Callable[..., Page], site_url: str, address: str, width: int, text: int
) -> None:
    page = tab_with(width, 640)
    page.goto(site_url + address)
    page.evaluate(f"document.documentElement.style.fontSize = '{text}%'")
    for place in ("0", "document.body.scrollHeight"):
        page.evaluate(f"window.scrollTo(0, {place})")
        boxes = [page.locator(".bar a").nth(index).bounding_box() for index in (0, 1)]
        emergency, leave = boxes
        assert emergency
        assert leave
        for box in (emergency, leave):
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 640
        apart = (
            emergency["x"] + emergency["width"] <= leave["x"]
            or emergency["y"] + emergency["height"] <= leave["y"]
        )
        assert apart


def test_help_stands_in_the_same_order_on_every_page(site: BuiltSite) -> None:
    """WCAG 3.2.6: the ways to get help are where they were on the page before."""
    marks = (
        'href="tel:999"',
        "data-exit",
        "Cannot speak to 999?",
        ">Cover your tracks</a></p>",
        'id="main"',
        ">Report a mistake</a></li>",
    )
    for page in (*TEMPLATES, *all_pages(site)):
        html = file_of(site, page).read_text(encoding="utf-8")
        places = [html.index(mark) for mark in marks]
        assert places == sorted(places), page
