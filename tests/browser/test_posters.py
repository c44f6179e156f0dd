"""The poster of an area: one side of A4 or A5, and a code that leads to the page it hangs for."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, Route, expect
from pypdf import PdfReader

from safetyhelp.areas.model import Council
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.pages.answer.poster import page_address, poster_code, qr_code
from safetyhelp.pages.areas import area_pages
from safetyhelp.pages.templates import make_renderer
from safetyhelp.publisher import Publisher
from tests.browser.support import drawn_answer_pages
from tests.conftest import BuiltSite
from tests.fonts import FONTS

SITE = "https://organisation.github.io/local-safety-help"
LONGEST = "areas/bournemouth-christchurch-and-poole/"
POSTER = re.compile(r'<div class="poster".*?</div>', re.DOTALL)
PIXELS = 8


def _council(real: Dataset, council: str) -> Council:
    return real.directory.map.geography.councils[council]


def drawn(svg: str) -> list[bytearray]:
    """Draw the one path of dark modules, as lines of grey pixels."""
    size = re.search(r'viewBox="0 0 (\d+) \1"', svg)
    path = re.search(r'class="qrline" stroke="#000" d="(.*?)"', svg)
    assert size
    assert path
    rows = [bytearray(b"\xff" * int(size[1])) for _ in range(int(size[1]))]
    x, y = 0.0, 0.0
    for step, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", path[1]):
        if step == "h":
            rows[int(y)][int(x) : int(x + float(first))] = b"\x00" * int(first)
        elif step == "M":
            x, y = float(first), float(second)
            continue
        else:
            y += float(second or 0)
        x += float(first)
    return rows


def read_back(rows: list[bytearray]) -> str:
    """Read a code as a phone does, eight pixels for each module. A quarter of it may be lost."""
    lines = [bytes(dot for dot in row for _ in range(PIXELS)) for row in rows]
    image = b"".join(line * PIXELS for line in lines)
    shape = [len(rows) * PIXELS] * 2
    (found,) = zxingcpp.read_barcodes(memoryview(image).cast("B", shape))
    assert found.ec_level in ("Q", "H")
    return str(found.text)


@pytest.mark.parametrize(
    ("site_url", "address"),
    [
        ("", ""),
        ("https://safety.org.uk", "https://safety.org.uk/areas/stockport/"),
        ("https://safety.org.uk/", "https://safety.org.uk/areas/stockport/"),
        (SITE, f"{SITE}/areas/stockport/"),
    ],
)
def test_the_address_on_a_poster_is_that_of_the_page(
    real: Dataset, site_url: str, address: str
) -> None:
    assert page_address(_council(real, "stockport"), site_url) == address


def test_the_code_of_every_council_leads_to_its_page(real: Dataset) -> None:
    councils = real.directory.map.councils
    assert len(councils) == 361
    wrong = {}
    for council in councils:
        path, svg = poster_code(council, f"{SITE}/")
        assert path == f"areas/{council.id}/poster.svg"
        read = read_back(drawn(svg))
        if read != f"{SITE}/areas/{council.id}/":
            wrong[council.id] = read
    assert wrong == {}


def test_a_code_is_dark_on_white_with_an_empty_border_and_can_be_torn() -> None:
    svg = qr_code(f"{SITE}/areas/stockport/")
    assert '<path fill="#fff" d="M0 0h' in svg
    assert len(svg) < 4_000
    rows = drawn(svg)
    edge = [*rows[:4], *rows[-4:], *(row[:4] + row[-4:] for row in rows)]
    assert set(b"".join(edge)) == {255}
    for row in rows[len(rows) // 2 : len(rows) // 2 + 4]:
        row[20:28] = b"\x00" * 8  # a corner of tape
    assert read_back(rows) == f"{SITE}/areas/stockport/"


def test_where_no_address_is_known_there_is_no_code(site: BuiltSite) -> None:
    assert list(site.folder.rglob("poster.svg")) == []
    (poster,) = POSTER.findall(site.page("areas/stockport/"))
    assert "<img" not in poster
    assert "http" not in poster


def test_where_the_address_is_known_the_page_has_the_code_beside_it(real: Dataset) -> None:
    renderer = make_renderer(real.directory.map, Publisher(f"{SITE}/"))
    council = _council(real, "stockport")
    made = dict(area_pages(real.directory, renderer, [council]))
    assert made["areas/stockport/poster.svg"] == qr_code(f"{SITE}/areas/stockport/")
    assert (
        f'<img src="poster.svg" alt="" width="160" height="160" loading="lazy">{SITE}/'
        in (made["areas/stockport.md"])
    )


# In the browser: a page of the built site, with the poster of a copy that knows its address.


@pytest.fixture
def published(real: Dataset) -> Callable[[Page], None]:
    """Return a function that gives a page the posters of a copy with an address."""
    renderer = make_renderer(real.directory.map, Publisher(SITE))

    def answer(route: Route) -> None:
        address = route.request.url
        council = _council(real, re.findall(r"/areas/([a-z-]+)/", address)[0])
        made = dict(area_pages(real.directory, renderer, [council]))
        if address.endswith(".svg"):
            code = made[f"areas/{council.id}/poster.svg"]
            route.fulfill(body=code, content_type="image/svg+xml")
            return
        (poster,) = POSTER.findall(made[f"areas/{council.id}.md"])
        route.fulfill(body=POSTER.sub(poster, route.fetch().text()), content_type="text/html")

    def prepare(page: Page) -> None:
        page.route(re.compile(r"/areas/[a-z-]+/(?:poster\.svg)?(?:#.*)?$"), answer)

    return prepare


@pytest.fixture(scope="module")
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def _sheets(page: Page, paper: str) -> list[str]:
    pdf = PdfReader(BytesIO(page.pdf(format=paper, prefer_css_page_size=True)))
    return [sheet.extract_text() for sheet in pdf.pages]


@pytest.mark.browser
@pytest.mark.parametrize("font", FONTS)
def test_a_poster_takes_one_side_of_a4_or_a5(
    browser_with: Callable[[str], Browser],
    site: BuiltSite,
    host: str,
    published: Callable[[Page], None],
    font: str,
) -> None:
    page = browser_with(font).new_page()
    published(page)
    for address in (LONGEST, "areas/rhondda-cynon-taf/", *drawn_answer_pages(site, 3)):
        page.goto(f"{host}{address}#poster")
        for paper in ("A4", "A5", "Letter"):
            assert len(_sheets(page, paper)) == 1, (address, paper)
    page.close()


@pytest.mark.browser
def test_who_has_a_website_and_no_number_is_given_with_its_address(
    without_scripts: Page, host: str, published: Callable[[Page], None]
) -> None:
    published(without_scripts)
    without_scripts.goto(f"{host}areas/belfast/#poster")
    (sheet,) = _sheets(without_scripts, "A5")
    said = "".join(sheet.split())
    for wanted in (
        "BelfastCityCouncil(https://www.belfastcity.gov.uk/)",
        "VictimSupportNI(https://www.victimsupportni.com)",
    ):
        assert wanted in said
    assert said.count("psni.police.uk") == 1


@pytest.mark.browser
def test_the_poster_needs_no_script(
    without_scripts: Page, host: str, published: Callable[[Page], None]
) -> None:
    page = without_scripts
    published(page)
    page.goto(f"{host}areas/stockport/")
    expect(page.locator("#poster")).to_be_hidden()
    page.get_by_role("link", name="A poster", exact=True).click()
    expect(page.get_by_text("Print now. You get a poster, A4 or A5.")).to_be_visible()
    (sheet,) = _sheets(page, "A4")
    said = " ".join(sheet.split())
    for wanted in ("Phone 999", "Stockport", "101", "0808 168 9111", "As we knew it on"):
        assert wanted in said
    assert f"{SITE}/areas/stockport/" in "".join(sheet.split())
    for unwanted in ("Print now", "My notes", "Talk to someone", "Leave this page"):
        assert unwanted not in said


@pytest.mark.browser
def test_the_code_that_the_browser_draws_can_be_read(
    own_page: Page, host: str, published: Callable[[Page], None]
) -> None:
    page = own_page
    published(page)
    page.emulate_media(color_scheme="dark")
    page.goto(f"{host}areas/stockport/#poster")
    grey = page.evaluate(
        """async () => {
          const image = document.querySelector(".poster img");
          await image.decode();
          const [width, height] = [image.clientWidth, image.clientHeight];
          const canvas = Object.assign(document.createElement("canvas"), { width, height });
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0, width, height);
          const { data } = context.getImageData(0, 0, width, height);
          const line = (y) => [...Array(width).keys()].map((x) => data[4 * (y * width + x)]);
          return [...Array(height).keys()].map(line);
        }"""
    )
    assert len(grey) == 160
    assert read_back([bytearray(line) for line in grey]) == f"{SITE}/areas/stockport/"


@pytest.mark.browser
def test_the_button_for_the_whole_page_prints_the_whole_page(
    own_page: Page, host: str, published: Callable[[Page], None]
) -> None:
    page = own_page
    published(page)
    page.add_init_script("window.print = () => window.printed = document.documentElement.dataset")
    page.goto(f"{host}areas/stockport/#poster")
    page.get_by_role("button", name="Print", exact=True).click()
    assert page.evaluate("window.printed.print") == "whole"
    page.evaluate("document.documentElement.dataset.print = 'whole'")
    assert len(_sheets(page, "A4")) > 3
    page.reload()
    page.get_by_role("button", name="Print a small card").click()
    page.wait_for_function("window.printed")
    page.evaluate("document.documentElement.dataset.print = 'card'")
    (sheet,) = _sheets(page, "A4")
    assert "My notes" in " ".join(sheet.split())
    assert page.locator(".poster img").evaluate("(image) => image.naturalWidth > 0")
