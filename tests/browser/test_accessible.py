"""What axe cannot see: zoom, large text, the keyboard, forced colours, less movement."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.frames import look_at_each, open_empty_page
from tests.browser.support import TEMPLATES

pytestmark = pytest.mark.browser

OUTSIDE = """({ document }) => {
  document.documentElement.style.fontSize = "TEXT%";
  // A drawing cuts its parts off at its own edge, so it is measured and they are not.
  const room = document.documentElement.clientWidth;
  const out = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    const seen = box.width > 1 && !element.ownerSVGElement && element.checkVisibility();
    return seen && box.right > room + 1 && !element.closest(".exit-cover, .skip");
  });
  return out.map((element) => element.outerHTML.slice(0, 100)).slice(0, 3);
}"""


@pytest.mark.parametrize(
    ("width", "height", "text"),
    [(320, 256, 100), (640, 512, 200), (1280, 800, 200)],
    ids=["400% zoom", "200% zoom and text", "200% text"],
)
def test_nothing_scrolls_sideways_when_zoomed_or_enlarged(
    page: Page, host: str, width: int, height: int, text: int
) -> None:
    open_empty_page(page, host)
    look = OUTSIDE.replace("TEXT", str(text))
    found = dict(look_at_each(page, host, TEMPLATES, look, width, height))
    assert found == {address: [] for address in TEMPLATES}


OBSCURED = """() => {
  const element = document.activeElement;
  if (element === document.body) return "end";
  const bar = document.querySelector(".bar");
  const name = element.outerHTML.slice(0, 90);
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const faults = [];
  const outline = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
  if (outline < 3) faults.push("no outline");
  if (box.bottom <= 0 || box.top >= innerHeight) faults.push("out of view");
  const below = bar.getBoundingClientRect().bottom;
  const covered = !bar.contains(element) && !element.matches(".skip") && box.top < below - 1;
  if (covered) faults.push("under the bar");
  return faults.length ? `${name}: ${faults.join(", ")}` : "";
}"""


@pytest.mark.parametrize("address", ["", "areas/stockport/", "services/police/greater-manchester/"])
def test_every_stop_of_the_keyboard_can_be_seen(page: Page, site_url: str, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(site_url + address)
    faults: list[str] = []
    stops = 0
    for key, count in (("Tab", 400), ("Shift+Tab", 40)):
        for _ in range(count):
            page.keyboard.press(key)
            found = page.evaluate(OBSCURED)
            if found == "end":
                break
            stops += 1
            faults += [f"{key}: {found}"] if found else []
    assert stops > 20
    assert not faults, "\n".join(faults)
    assert page.url == site_url + address  # Shift+Tab is no way out


def test_from_the_home_page_to_a_phone_number_with_few_keys(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("combobox").focus()
    page.keyboard.type("SK1 3XE")
    page.keyboard.press("Enter")
    page.wait_for_url("**/areas/stockport/")
    presses = 1
    on_number = "document.activeElement.matches('#main a[href^=\"tel:\"]')"
    while not page.evaluate(on_number):
        on_skip_link = page.evaluate("document.activeElement.matches('.skip')")
        page.keyboard.press("Enter" if on_skip_link else "Tab")
        presses += 1
        assert presses <= 12
    assert page.evaluate("document.activeElement.href") == "tel:101"


def test_forced_colours_keep_the_edges_of_what_can_be_pressed(page: Page, site_url: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{site_url}areas/stockport/")
    for selector in (".exit", ".doors li a", ".card", ".action"):
        width = page.locator(selector).first.evaluate(
            "(element) => parseFloat(getComputedStyle(element).borderTopWidth)"
        )
        assert width >= 2, selector
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_nothing_moves_for_those_who_want_less_movement(browser: Browser, site_url: str) -> None:
    def moving(reduced: bool) -> list[str]:
        context = browser.new_context(reduced_motion="reduce" if reduced else "no-preference")
        page = context.new_page()
        page.goto(f"{site_url}areas/stockport/")
        found: list[str] = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((element) => {
              const style = getComputedStyle(element);
              const times = `${style.transitionDuration}, ${style.animationDuration}`.split(", ");
              return times.some((time) => parseFloat(time) > 0);
            }).map((element) => element.outerHTML.slice(0, 80))"""
        )
        context.close()
        return found

    assert moving(reduced=False)
    assert not moving(reduced=True)


def test_links_to_other_websites_say_so(own_page: Page, site_url: str) -> None:
    page = own_page
    page.goto(f"{site_url}areas/stockport/")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("Accessibility.enable")
    document = session.send("DOM.getDocument")["root"]["nodeId"]

    def name_of(selector: str) -> str:
        node = session.send("DOM.querySelector", {"nodeId": document, "selector": selector})
        tree = session.send(
            "Accessibility.getPartialAXTree", {"nodeId": node["nodeId"], "fetchRelatives": False}
        )
        return str(tree["nodes"][0]["name"]["value"])

    assert "(another website)" in name_of(".ways > li > a[href^='http']")
    assert "(another website)" not in name_of(".card h3 a")
    assert page.locator("a[target]").count() == 0
