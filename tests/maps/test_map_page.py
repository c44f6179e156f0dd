"""The page with the map: links that work everywhere, a map that grows, a list beside it."""

import gzip
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from safetyhelp.dataset.dataset import Dataset
from tests.conftest import BuiltSite, NewPage

KILOBYTES = 1_000
FINGER = 24
"""Pixels: WCAG 2.2, 2.5.8 Target Size (Minimum)."""


@pytest.fixture
def page(phone: BrowserContext, site_url: str) -> Page:
    opened = phone.new_page()
    opened.goto(f"{site_url}places/map/")
    return opened


@pytest.fixture
def wide(tab_with: Callable[..., Page], site_url: str) -> Page:
    opened = tab_with(1280, 800)
    opened.goto(f"{site_url}places/map/")
    return opened


@pytest.fixture(scope="module")
def html(site: BuiltSite) -> str:
    return site.page("places/map/")


def look_closer(page: Page, part: str) -> None:
    page.get_by_role("navigation", name="Look closer").get_by_role("link", name=part).click()


def area(page: Page, council: str) -> Locator:
    return page.locator(f'.map-view a[href="../../areas/{council}/"]')


def middle_of_name(page: Page, council: str) -> tuple[float, float]:
    """Bring the name of an area into the box and return the middle of it in the window."""
    name = area(page, council).locator("text")
    name.evaluate("(text) => text.scrollIntoView({ block: 'center', inline: 'center' })")
    box = name.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def zoom(page: Page) -> float:
    view, svg = page.locator(".map-view"), page.locator(".map-view svg")
    tall = svg.evaluate("(svg) => svg.getBoundingClientRect().height")
    return float(tall / view.evaluate("(view) => view.clientHeight"))


def scrolled(page: Page) -> tuple[float, float]:
    left, top = page.locator(".map-view").evaluate("(view) => [view.scrollLeft, view.scrollTop]")
    return left, top


# What is in the page


def test_every_council_is_a_link_on_the_map_and_in_the_list(html: str, real: Dataset) -> None:
    svg, words = html.partition('class="map-view"')[2].split("</svg>", 1)
    councils = {council.id: council.name for council in real.directory.map.councils}
    on_map = {
        council: " ".join(re.sub(r"<[^>]*>", "", name).split()).replace("&#39;", "'")
        for council, name in re.findall(
            r'<a href="\.\./\.\./areas/([a-z0-9-]+)/" tabindex="-1"><path d="M[^"]+z"/>'
            r"(<text .*?</text>)</a>",
            svg,
        )
    }
    assert on_map == councils
    assert svg.count("<a ") == len(councils)
    in_list = re.findall(r'<li><a href="\.\./\.\./areas/([a-z0-9-]+)/">', words)
    assert sorted(in_list) == sorted(councils)


def test_the_page_is_small(html: str) -> None:
    size = len(gzip.compress(html.encode(), mtime=0))
    print(f"the page with the map: {size:,} bytes compressed")
    assert size <= 60 * KILOBYTES
    assert html.count("Contains OS data © Crown copyright") == 2, "beside the map, and in the foot"


def test_other_pages_load_nothing_of_the_map(site: BuiltSite) -> None:
    for address in ("", "areas/stockport/", "places/"):
        page = site.page(address)
        assert "map/map" not in page, address
        assert "places/map/" in page, address


# As people use it


@pytest.mark.parametrize("council", ["islington", "city-of-london", "hammersmith-and-fulham"])
def test_a_london_borough_is_picked_with_a_finger_at_360_pixels(
    page: Page, site_url: str, council: str
) -> None:
    look_closer(page, "London")
    for _ in range(2):
        page.get_by_role("button", name="Closer").tap()
    page.touchscreen.tap(*middle_of_name(page, council))
    page.wait_for_url(f"{site_url}areas/{council}/")


def test_every_borough_becomes_large_enough_for_a_finger(page: Page) -> None:
    look_closer(page, "London")
    for _ in range(2):
        page.get_by_role("button", name="Closer").tap()
    sizes = page.locator("#map-london path").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect()).map((b) => [b.width, b.height])"
    )
    assert len(sizes) == 33
    assert min(min(size) for size in sizes) >= FINGER
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_touch_on_what_is_too_small_makes_it_larger_first(page: Page, site_url: str) -> None:
    address = f"{site_url}places/map/"
    page.touchscreen.tap(*middle_of_name(page, "camden"))
    expect(page.locator(".map-name")).to_have_text("Now it is closer. Touch your area.")
    assert page.url == address
    assert zoom(page) > 3
    page.touchscreen.tap(*middle_of_name(page, "highland"))
    page.wait_for_url(f"{site_url}areas/highland/")


def test_each_part_of_the_uk_fills_the_box(page: Page) -> None:
    links = page.get_by_role("navigation", name="Look closer").get_by_role("link")
    assert links.count() == 12
    view = page.locator(".map-view").bounding_box()
    assert view
    for link in links.all():
        link.click()
        part = page.locator(f".map-view {link.get_attribute('href')}").bounding_box()
        box = page.locator(".map-view").bounding_box()
        assert part
        assert box
        filled = max(part["width"] / box["width"], part["height"] / box["height"])
        assert 0.6 < filled <= 1, link.inner_text()
        assert part["x"] >= box["x"] - 2, link.inner_text()
        assert part["x"] + part["width"] <= box["x"] + box["width"] + 2, link.inner_text()


def test_buttons_and_keys_make_it_larger_and_smaller(wide: Page) -> None:
    closer, wider = (wide.get_by_role("button", name=name) for name in ("Closer", "Wider"))
    everything = wide.get_by_role("button", name="Whole UK")
    view = wide.get_by_role("region", name="Map of the councils")
    assert 0.98 < zoom(wide) < 1.01
    expect(wider).to_be_disabled()
    closer.click()
    assert 1.9 < zoom(wide) < 2.1
    wider.click()
    assert 0.98 < zoom(wide) < 1.01
    view.focus()
    for _ in range(8):
        wide.keyboard.press("+")
    expect(closer).to_be_disabled()
    wide.keyboard.press("-")
    expect(closer).to_be_enabled()
    before = scrolled(wide)
    wide.keyboard.press("ArrowDown")
    wide.wait_for_function(
        "(top) => document.querySelector('.map-view').scrollTop > top", arg=before[1]
    )
    wide.keyboard.press("0")
    assert 0.98 < zoom(wide) < 1.01
    closer.click()
    everything.click()
    assert 0.98 < zoom(wide) < 1.01


def test_the_keyboard_gets_past_the_map_in_a_few_steps(wide: Page, site_url: str) -> None:
    wide.get_by_role("link", name="Go past the map to the list").focus()
    visited = []
    for _ in range(30):
        wide.keyboard.press("Tab")
        visited.append(wide.evaluate("document.activeElement.closest('svg, ul.columns')?.tagName"))
        if visited[-1]:
            break
    assert visited[-1] == "UL", "the areas on the map are no stops; the list is"
    wide.get_by_role("link", name="Go past the map to the list").press("Enter")
    assert wide.url.endswith("#list")
    wide.keyboard.press("Tab")  # from A to Z
    wide.keyboard.press("Tab")
    wide.keyboard.press("Enter")
    wide.wait_for_url(f"{site_url}areas/*/")


def test_the_name_of_an_area_is_written_out_when_it_is_pointed_at(wide: Page) -> None:
    name = wide.locator(".map-name")
    look_closer(wide, "Wales")
    wide.mouse.move(*middle_of_name(wide, "powys"))
    expect(name).to_have_text("Powys")
    area(wide, "neath-port-talbot").focus()
    expect(name).to_have_text("Neath Port Talbot")
    focused = area(wide, "neath-port-talbot").locator("path")
    plain = area(wide, "powys").locator("path")
    stroke = "(path) => parseFloat(getComputedStyle(path).strokeWidth)"
    wide.keyboard.press("Shift")  # the keyboard is in use: the focus is shown
    assert focused.evaluate(stroke) > plain.evaluate(stroke)
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/areas/neath-port-talbot/")


def test_to_a_screen_reader_every_area_is_a_link_with_its_name(wide: Page, real: Dataset) -> None:
    session = wide.context.new_cdp_session(wide)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    links = [node["name"]["value"] for node in tree if node.get("role", {}).get("value") == "link"]
    for council in real.directory.map.councils:
        assert links.count(council.name) == 2, "one on the map and one in the list"


def test_a_mouse_drags_the_map_and_opens_nothing(wide: Page, site_url: str) -> None:
    look_closer(wide, "Scotland")
    wide.get_by_role("button", name="Closer").click()
    x, y = middle_of_name(wide, "perth-and-kinross")
    before = scrolled(wide)
    wide.mouse.move(x, y)
    wide.mouse.down()
    wide.mouse.move(x - 60, y - 40, steps=5)
    wide.mouse.up()
    after = scrolled(wide)
    assert after[0] - before[0] == pytest.approx(60, abs=8)
    assert after[1] - before[1] == pytest.approx(40, abs=8)
    assert wide.url == f"{site_url}places/map/"
    wide.mouse.click(*middle_of_name(wide, "perth-and-kinross"))
    wide.wait_for_url(f"{site_url}areas/perth-and-kinross/")


def test_two_fingers_make_it_larger(phone: BrowserContext, page: Page) -> None:
    x, y = middle_of_name(page, "north-yorkshire")
    touch = phone.new_cdp_session(page)

    def fingers(kind: str, apart: float) -> None:
        points = [{"x": x - apart, "y": y}, {"x": x + apart, "y": y}]
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": points if kind != "touchEnd" else []},
        )

    fingers("touchStart", 20)
    for apart in range(25, 65, 5):
        fingers("touchMove", apart)
    fingers("touchEnd", 60)
    assert 2.5 < zoom(page) < 3.5
    assert page.evaluate("visualViewport.scale") == 1


def test_the_page_scrolls_on_over_the_map(wide: Page) -> None:
    wide.locator(".map-view").scroll_into_view_if_needed()
    before = wide.evaluate("scrollY")
    wide.mouse.move(*middle_of_name(wide, "powys"))
    wide.mouse.wheel(0, 300)
    wide.wait_for_function("(before) => scrollY > before", arg=before)


def test_without_javascript_it_grows_and_its_links_work(new_page: NewPage, site_url: str) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(f"{site_url}places/map/")
    expect(page.get_by_role("button", name="Closer")).to_be_hidden()
    look_closer(page, "London")
    box = page.locator(".map-view").bounding_box()
    camden = area(page, "camden").locator("path").bounding_box()
    assert box
    assert camden
    assert min(camden["width"], camden["height"]) >= FINGER
    assert box["y"] < camden["y"] < box["y"] + box["height"]
    name = area(page, "camden").locator("text").bounding_box()
    assert name
    page.mouse.click(name["x"] + name["width"] / 2, name["y"] + name["height"] / 2)
    page.wait_for_url(f"{site_url}areas/camden/")
    page.goto(f"{site_url}places/map/")
    page.locator("#list ~ ul").get_by_role("link", name="Stockport", exact=True).click()
    page.wait_for_url(f"{site_url}areas/stockport/")


@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
def test_the_map_stands_out_in_every_scheme(wide: Page, scheme: str) -> None:
    wide.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light",
        forced_colors="active" if scheme == "forced" else "none",
    )
    found = wide.evaluate(
        """() => {
          const style = (where, property) =>
            getComputedStyle(document.querySelector(where))[property];
          return ['.map-view path:fill', '.map-view path:stroke', '.map-view text:fill',
                  '.map-view:backgroundColor'].map((each) => style(...each.split(':')));
        }"""
    )
    fill, stroke, ink, sea = (list(map(int, re.findall(r"\d+", each)[:3])) for each in found)
    assert contrast(stroke, fill) >= 3
    assert contrast(stroke, sea) >= 3
    assert contrast(ink, fill) >= 7


def contrast(one: list[int], other: list[int]) -> float:
    def light(colour: list[int]) -> float:
        parts = [c / 255 for c in colour]
        red, green, blue = (
            p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


# Where a council is


def test_an_answer_page_shows_where_its_council_is(wide: Page, site_url: str) -> None:
    wide.goto(f"{site_url}areas/shetland-islands/")
    assert re.fullmatch(
        "Map: Shetland Islands is in Scotland",
        wide.locator("svg.where").get_attribute("aria-label") or "",
    )
    sign = wide.get_by_role("img", name="Map: Shetland Islands is in Scotland")
    shetland = sign.locator("circle").bounding_box()
    image = sign.locator("image").bounding_box()
    assert shetland
    assert image
    assert shetland["y"] - image["y"] < 0.1 * image["height"]
    with wide.expect_response("**/assets/map/data/uk.svg") as answered:
        wide.goto(f"{site_url}areas/isles-of-scilly/")
    assert answered.value.ok
    scilly = wide.locator("svg.where circle").bounding_box()
    image = wide.locator("svg.where image").bounding_box()
    assert scilly
    assert image
    assert scilly["y"] + scilly["height"] > image["y"] + 0.95 * image["height"]


@pytest.mark.parametrize("width", [320, 1280])
def test_no_long_name_lies_on_the_map(
    tab_with: Callable[..., Page], site_url: str, width: int
) -> None:
    page = tab_with(width, 800)
    for council in ("armagh-city-banbridge-and-craigavon", "bournemouth-christchurch-and-poole"):
        page.goto(f"{site_url}areas/{council}/")
        where = page.locator("svg.where").bounding_box()
        words = page.evaluate(
            """() => {
              const range = document.createRange();
              range.selectNodeContents(document.querySelector('h1'));
              return [...range.getClientRects()].map((r) => [r.right, r.bottom]);
            }"""
        )
        if width == 320:  # a phone has no room for it
            assert where is None
            continue
        assert where
        for right, bottom in words:
            assert right <= where["x"] or bottom <= where["y"] + 2, council
