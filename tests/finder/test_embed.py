"""The box in a frame on another site, and the lookup as a module for the code of others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, Route, expect

from safetyhelp.paths import ROOT
from tests.browser.axe import faults_now
from tests.serving import served

from .box import spellings
from .conftest import MODULES, Site, ask

pytestmark = pytest.mark.browser

POSTCODE = "SK1 3XE"
URGENT = "my husband hits me"
LOOKS = (("light", 280), ("dark", 280), ("dark", 640))
HOST_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>A council</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,"></head>
<body><h1>A council</h1>
<iframe src="{address}" title="Find who can help where you live" width="100%" height="460"></iframe>
</body></html>
"""
KEPT = """async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await indexedDB.databases()).length]"""


@dataclass
class Council:
    """A site of somebody else: another origin, and another site too."""

    folder: Path
    url: str
    asked: list[str] = field(default_factory=list)

    def open(self, context: BrowserContext, site: Site, fragment: str = "") -> Page:
        """Open its page with our box; remember what is asked of anybody from then on."""
        page = HOST_PAGE.format(address=f"{site.url}embed/{fragment}")
        (self.folder / "index.html").write_text(page, encoding="utf-8")
        context.on("request", lambda request: self.asked.append(f"{request.url} {request.headers}"))
        opened = context.new_page()
        opened.goto(self.url)
        return opened


@pytest.fixture
def council(tmp_path: Path) -> Iterator[Council]:
    with served(tmp_path) as url:
        yield Council(tmp_path, url.replace("127.0.0.1", "localhost"))


def _box(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def _type(page: Page, text: str) -> None:
    """Enter the text at once, with the keyboard."""
    _box(page).locator("input").focus()
    page.keyboard.insert_text(text)


def _enter(page: Page, text: str) -> None:
    _type(page, text)
    page.keyboard.press("Enter")


def _kept(page: Page) -> list[Any]:
    """Return what every frame of a page has stored."""
    return [frame.evaluate(KEPT) for frame in page.frames]


def _said_to_somebody(asked: list[str], typed: str) -> list[str]:
    """Return the requests that hold what was typed, in whatever way."""
    return [each for each in asked if any(form in each.lower() for form in spellings(typed))]


NOTHING = [0, 0, "", 0]


@pytest.mark.parametrize("where", ["site", "prefixed"])
def test_a_postcode_opens_the_answer_page_in_place_of_the_host(
    context: BrowserContext, council: Council, where: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(where)
    page = council.open(context, site)
    _type(page, POSTCODE)
    page.wait_for_timeout(250)
    assert _kept(page) == [NOTHING, NOTHING]
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}areas/stockport/")
    expect(page.locator("h1")).to_have_text("Stockport")
    assert len(page.frames) == len(context.pages) == 1
    assert _kept(page) == [NOTHING]
    assert context.cookies() == []
    assert any("/data/index.json" in each for each in council.asked)
    assert _said_to_somebody(council.asked, POSTCODE) == []
    page.go_back()
    expect(_box(page).get_by_role("combobox")).to_have_value("")


def test_a_postcode_opens_the_answer_page_in_a_new_tab_if_the_host_chooses_it(
    context: BrowserContext, council: Council, site: Site
) -> None:
    page = council.open(context, site, "#new-tab")
    expect(_box(page).get_by_text("Links open in a new tab.")).to_be_visible()
    _type(page, POSTCODE)
    with context.expect_page() as opened:
        page.keyboard.press("Enter")
    answer = opened.value
    answer.wait_for_url(f"{site.url}areas/stockport/")
    assert answer.evaluate("window.opener === null && document.referrer === ''")
    assert page.url == council.url
    assert [frame.url for frame in page.frames][1:] == [f"{site.url}embed/#new-tab"]
    expect(_box(page).get_by_role("combobox")).to_have_value("")
    expect(_box(page).get_by_role("status")).to_contain_text("The page is open in a new tab.")
    assert _kept(page) == [NOTHING, NOTHING]
    assert _kept(answer) == [NOTHING]
    assert context.cookies() == []
    assert _said_to_somebody(council.asked, POSTCODE) == []


@pytest.mark.parametrize("fragment", ["", "#new-tab"])
def test_every_link_of_the_box_opens_where_the_host_chose(
    context: BrowserContext, council: Council, site: Site, fragment: str
) -> None:
    page = council.open(context, site, fragment)
    _enter(page, "newport")
    answer = _box(page).locator(".finder-answers a").first
    expect(answer).to_be_visible()
    if fragment:
        with context.expect_page() as opened:
            answer.click()
        shown = opened.value
        assert page.url == council.url
    else:
        answer.click()
        shown = page
    shown.wait_for_url(f"{site.url}areas/**")
    assert len(shown.frames) == 1


def test_a_suggestion_is_chosen_with_the_keyboard_alone(
    context: BrowserContext, council: Council, site: Site
) -> None:
    page = council.open(context, site)
    stops = ["Local Safety Help", "Phone 999"]
    for stop in stops:
        page.keyboard.press("Tab")
        expect(_box(page).get_by_role("link", name=stop)).to_be_focused()
    page.keyboard.press("Tab")
    expect(_box(page).get_by_role("combobox")).to_be_focused()
    page.keyboard.insert_text("marple")
    expect(_box(page).get_by_role("option").first).to_contain_text("Marple")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}areas/stockport/")


def test_an_answer_that_comes_too_late_for_a_new_tab_is_a_link(
    context: BrowserContext, council: Council, site: Site
) -> None:
    """Browsers open a new tab only just after a key or a tap."""
    page = council.open(context, site, "#new-tab")
    inactive = "Object.defineProperty(navigator, 'userActivation', { value: { isActive: false } })"
    page.frames[1].evaluate(inactive)
    _enter(page, POSTCODE)
    answer = _box(page).locator(".finder-answers a")
    expect(answer).to_contain_text("Stockport")
    assert len(context.pages) == 1
    with context.expect_page() as opened:
        answer.click()
    opened.value.wait_for_url(f"{site.url}areas/stockport/")


@pytest.mark.parametrize("fragment", ["", "#new-tab"])
def test_who_is_in_danger_gets_999_inside_the_frame(
    context: BrowserContext, council: Council, site: Site, fragment: str
) -> None:
    page = council.open(context, site, fragment)
    expect(_box(page).locator("main > p a[href='tel:999']")).to_be_in_viewport()
    _enter(page, URGENT)
    call = _box(page).locator(".finder-urgent a[href='tel:999']")
    expect(call).to_be_in_viewport()
    calls = _box(page).locator("a[href^='tel:']")
    targets = calls.evaluate_all("links => links.map((link) => link.target)")
    assert len(targets) > 2
    assert set(targets) == {"_self"}
    assert page.url == council.url
    assert len(context.pages) == 1
    assert _said_to_somebody(council.asked, URGENT) == []
    assert _kept(page) == [NOTHING, NOTHING]


def _overflow(page: Page) -> int:
    measure = "document.documentElement.scrollWidth - window.innerWidth"
    width: int = page.frames[-1].evaluate(measure)
    return width


@pytest.mark.parametrize("typed", ["", "stockport", URGENT, "newport"])
def test_it_fits_280_pixels(
    context: BrowserContext, council: Council, site: Site, typed: str
) -> None:
    page = council.open(context, site)
    page.locator("iframe").evaluate("frame => { frame.width = 280; }")
    assert _overflow(page) <= 0
    if not typed:
        return
    _type(page, typed[:-1])
    expect(_box(page).get_by_role("option").first).to_be_visible()
    assert _overflow(page) <= 0
    if typed == "stockport":
        return
    page.keyboard.insert_text(typed[-1])
    page.keyboard.press("Enter")
    expect(_box(page).locator(".finder-answer")).to_be_visible()
    assert _overflow(page) <= 0


def test_all_of_it_is_seen_at_the_height_that_we_advise(
    context: BrowserContext, council: Council, site: Site
) -> None:
    page = council.open(context, site, "#new-tab")
    frame = page.frames[1]
    rest = "document.documentElement.scrollHeight - window.innerHeight"
    assert frame.evaluate(rest) <= 0
    page.locator("iframe").evaluate("frame => { frame.width = 280; }")
    assert frame.evaluate(rest) <= 0


@pytest.mark.parametrize("fragment", ["", "#new-tab"])
@pytest.mark.parametrize("typed", ["", URGENT, "newport"])
def test_no_rule_of_axe_is_broken(page: Page, site: Site, typed: str, fragment: str) -> None:
    page.goto(f"{site.url}embed/{fragment}")
    if typed:
        page.get_by_role("combobox").fill(typed)
        page.keyboard.press("Enter")
        expect(page.locator(".finder-answer")).to_be_visible()
    assert faults_now(page, LOOKS) == []


def test_a_frame_does_not_ask_for_the_location(
    context: BrowserContext, council: Council, site: Site
) -> None:
    """Another site has to allow it in its code: a button that fails is no help."""
    page = council.open(context, site)
    expect(_box(page).get_by_role("combobox")).to_be_visible()
    expect(_box(page).get_by_role("button")).to_have_count(1)


def test_without_javascript_the_a_to_z_opens_in_place_of_the_host(
    browser: Browser, council: Council, site: Site
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = council.open(context, site, "#new-tab")
    _box(page).get_by_role("link", name="A to Z of places").click()
    page.wait_for_url(f"{site.url}places/")
    page.goto(council.url)
    _enter(page, POSTCODE)
    expect(page.locator("h1")).to_have_text("A to Z")
    assert page.url.rstrip("?") == f"{site.url}places/"
    assert _said_to_somebody(council.asked, POSTCODE) == []
    context.close()


def test_the_page_says_nothing_to_search_engines_and_leads_nowhere_else(site: Site) -> None:
    html = (site.folder / "embed" / "index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in html
    assert '<meta name="referrer" content="no-referrer">' in html
    assert 'http-equiv="Content-Security-Policy" content="default-src \'none\';' in html
    for absent in ("<nav", "<header", "<footer", "data-exit", "http://", "https://"):
        assert absent not in html


ASK = """async (module) => {
  const { find, suggest, need } = await import(module);
  const [found, begun, needed, none] = [
    await find("SK1 3XE"), await suggest("marp"), await need("my husband hits me"),
    await need("Stockport") ];
  return { found, begun, needed, none: none === undefined };
}"""


def test_code_of_others_can_import_the_lookup(page: Page, council: Council, site: Site) -> None:
    """The host of the site has to let other origins read its files; many hosts of files do."""

    def shared(route: Route) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "access-control-allow-origin": "*"}
        route.fulfill(response=answer, headers=headers)

    page.route(f"{site.url}assets/**", shared)
    (council.folder / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    page.goto(council.url)
    answers = page.evaluate(ASK, f"{site.url}assets/finder/finder.js")
    found, begun, needed = answers["found"], answers["begun"], answers["needed"]
    assert answers["none"]
    assert set(found) == set(begun) == {"kind", "areas", "message"}
    assert found["kind"] == "postcode"
    assert found["areas"][0]["url"] == "areas/stockport/"
    area = {"slug", "name", "detail", "sure", "url", "match"}
    assert all(area <= set(each) for answer in (found, begun) for each in answer["areas"])
    assert begun["areas"][0]["name"] == "Marple"
    assert set(needed) == {"need", "lines"}
    assert set(needed["lines"][0]) == {"name", "phone", "where", "url"}


def test_the_page_for_other_sites_names_what_the_lookup_gives(desk: Page, site: Site) -> None:
    said = (ROOT / "docs" / "about" / "for-other-sites.md").read_text(encoding="utf-8")
    typedefs = (MODULES / "answers.js").read_text(encoding="utf-8")
    kinds = re.search(r"@typedef \{([^}]*)\} Kind", typedefs)
    assert kinds
    example = (ROOT / "theme" / "partials" / "module-to-import.html").read_text(encoding="utf-8")
    [asked] = re.findall(r'need\("([^"]+)"\)', example)
    [needed] = ask(desk, site, [asked], "need")
    names = {"slug", "name", "detail", "sure", "url", "match", "areas", "page", "kind", "message"}
    names |= {*needed, *needed["lines"][0], *re.findall(r'"([^"]+)"', kinds[1])}
    assert [name for name in sorted(names) if f"`{name}`" not in said] == []
