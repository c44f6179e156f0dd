"""What a reader takes along: paper, the text for a message, and the diary."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.records.contacts import contacts_of
from tests.browser.support import answer_pages, drawn_answer_pages, file_of
from tests.conftest import BuiltSite
from tests.fonts import DEJAVU, FONTS, LIBERATION, ROBOTO

pytestmark = pytest.mark.browser

AREA = "areas/stockport/"
SIDES = {LIBERATION: 4, ROBOTO: 4, DEJAVU: 5}
"""Of A4, in letters of 12 points: all that the opened page says."""


def _sheets(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def _on_paper(pdf: bytes) -> str:
    """Return the text of a PDF, without blanks: lines and columns break it anywhere."""
    return _without_blanks("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


@pytest.mark.parametrize("font", FONTS)
def test_an_answer_page_prints_on_few_sides(
    tab_with: Callable[..., Page], site: BuiltSite, host: str, font: str
) -> None:
    """The 8 largest pages, and 4 drawn at random."""
    page = tab_with(font=font)
    by_size = sorted(answer_pages(site), key=lambda page: -file_of(site, page).stat().st_size)
    sheets = {}
    for address in {*by_size[:8], *drawn_answer_pages(site, 4)}:
        page.goto(host + address)
        sheets[address] = _sheets(page.pdf(prefer_css_page_size=True))
    assert {
        address: count for address, count in sheets.items() if not 0 < count <= SIDES[font]
    } == {}


def _is_on(paper: str, said: str) -> bool:
    """Say whether a text is there, whole or in two parts: a column may end within it."""
    words = _without_blanks(said)
    return any(words[:end] in paper and words[end:] in paper for end in range(len(words), 0, -1))


_SAID = """() => {
  const all = document.createTreeWalker(document.querySelector("#main"), NodeFilter.SHOW_TEXT);
  const elsewhere = ".doors, .keep, .mistake, .poster, .sure a, .title .easy, a[href*='/letters/']";
  const left = `${elsewhere}, script, style, svg`;
  const found = [];
  while (all.nextNode()) {
    if (!all.currentNode.parentElement.closest(left)) found.push(all.currentNode.textContent);
  }
  return found.filter((text) => text.trim());
}"""


def test_all_that_an_opened_page_says_is_in_the_text_of_its_pdf(
    page: Page, site: BuiltSite, host: str
) -> None:
    """Every piece of text and every number, also of what is folded, on pages of four nations."""
    named = ("stockport", "cardiff", "glasgow-city", "belfast")
    for address in (*(f"areas/{each}/" for each in named), *drawn_answer_pages(site, 6)):
        page.goto(host + address)
        said = page.evaluate(_SAID)
        assert len(said) > 250, address
        text = _on_paper(page.pdf(prefer_css_page_size=True))
        assert [each for each in said if not _is_on(text, each)] == [], address
        # A full stop is followed by no colon, and what is set between two stands alone.
        assert re.findall(r".{9}(?:\.:|··|–·|:·).{9}", text) == [], address
        for phone in page.locator(".area > :not(.keep) a[href^='tel:']").all_text_contents():
            assert _without_blanks(phone) in text, address


@pytest.mark.parametrize("font", FONTS)
def test_the_first_numbers_alone_take_one_side(
    browser_with: Callable[[str], Browser], site: BuiltSite, host: str, font: str
) -> None:
    page = browser_with(font).new_page()
    page.add_init_script("window.print = () => window.printed = document.documentElement.dataset")
    button = page.get_by_role("button", name="Print a small card")
    for address in (AREA, "areas/rhondda-cynon-taf/", *drawn_answer_pages(site, 4)):
        page.goto(host + address)
        button.click()
        assert page.evaluate("window.printed.print") == "card", address
        assert _sheets(page.pdf(prefer_css_page_size=True)) == 1, address
        # Paper has an end, after which the page is whole again.
        assert page.evaluate("document.documentElement.dataset.print") is None
        expect(page.locator("#report")).to_be_visible()
        button.click()
        page.emulate_media(media="print")
        expect(page.locator(".area > .facts")).to_be_visible()
        expect(page.locator(".bar").get_by_role("link", name="999")).to_be_visible()
        expect(page.locator(".made")).to_be_visible()
        for hidden in ("section[aria-labelledby]", ".caution", ".doors"):
            assert not any(each.is_visible() for each in page.locator(hidden).all()), address
        page.emulate_media(media="null")
    page.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_print_shows_all_numbers_the_date_and_room_for_notes(
    browser: Browser, site_url: str, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(site_url + AREA)
    page.emulate_media(media="print")
    phones = page.locator("a.phone")
    assert phones.count() > 10
    hidden = page.evaluate(
        """() => {
          const shown = (e) => e.checkVisibility({ contentVisibilityAuto: true }) &&
            e.getBoundingClientRect().height > 0;
          // What only opens a letter is left out on paper, see above.
          document.querySelectorAll(".area a[href*='/letters/']").forEach((e) => e.remove());
          const said = [...document.querySelectorAll(
            ".area section[aria-labelledby] :is(h2, h3, h4, p, li, dt, dd, .phone)"
          )].filter((e) => e.textContent.trim());
          if (said.length < 150) return ["few"];
          const onPaper = new Set(said.filter(shown).map((e) => e.textContent));
          return said.map((e) => e.textContent).filter((text) => !onPaper.has(text));
        }"""
    )
    assert hidden == []
    expect(page.locator(".made")).to_contain_text("22 November 2026")
    expect(page.locator(".notes")).to_be_visible()
    notes = page.locator(".notes").bounding_box()
    assert notes
    assert notes["height"] > 105  # 28 mm at least: three lines
    for caution in page.locator(".caution").all():
        expect(caution).to_be_visible()
    for hidden in (".exit", ".top", ".doors", ".keep", ".bottom nav"):
        expect(page.locator(hidden).first).to_be_hidden()
    page.emulate_media(media="screen")
    expect(page.locator(".notes")).to_be_hidden()
    context.close()


def test_no_letter_on_paper_is_smaller_than_twelve_points(page: Page, site_url: str) -> None:
    """A page with a local rule, and one without."""
    for area in (AREA, "areas/ashford/"):
        page.goto(site_url + area)
        page.emulate_media(media="print")
        smallest = page.evaluate(
            """(chosen) => Math.min(...[...document.querySelectorAll(chosen)]
              .filter((element) => element.checkVisibility() && element.innerText?.trim())
              .map((element) => parseFloat(getComputedStyle(element).fontSize)))""",
            "#main :not(.keep, .keep *)",
        )
        assert smallest >= 12 * 96 / 72 - 0.01, area


def test_what_is_not_known_is_said_once_on_paper(page: Page, site_url: str) -> None:
    page.goto(site_url + AREA)
    unknown = "[...document.querySelectorAll('.gap li')].filter((e) => e.checkVisibility())"
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    on_screen = page.evaluate(f"{unknown}.map((e) => e.textContent)")
    page.emulate_media(media="print")
    on_paper = page.evaluate(f"{unknown}.map((e) => e.textContent)")
    assert len(on_paper) < len(on_screen)
    assert sorted(on_paper) == sorted(set(on_screen))


def test_the_diary_prints_two_sheets_of_boxes_and_nothing_else(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}guides/diary/")
    assert _sheets(page.pdf(prefer_css_page_size=True)) == 2
    page.emulate_media(media="print")
    expect(page.get_by_text("Someone can write this for you.", exact=False).last).to_be_visible()
    for hidden in ("h1", ".bar", ".bottom", ".top"):
        expect(page.locator(hidden)).to_be_hidden()
    boxes = page.locator(".box")
    assert boxes.count() == 11
    for asked in ("Was it because of who you are?", "What do you want to happen?"):
        expect(boxes.filter(has_text=asked)).to_have_count(1)
    for index in range(boxes.count()):
        box = boxes.nth(index).bounding_box()
        assert box
        assert box["height"] > 110  # 29 mm at least
        picture = boxes.nth(index).locator("img")
        assert picture.evaluate("(image) => image.complete && image.naturalWidth > 0")


@pytest.mark.parametrize("font", FONTS)
def test_the_cover_sheet_of_the_diary_prints_one_sheet(
    tab_with: Callable[..., Page], host: str, font: str
) -> None:
    page = tab_with(font=font)
    for address, sheets in (("guides/diary/cover-sheet/", 1), ("guides/diary/", 2)):
        page.goto(host + address)
        assert _sheets(page.pdf(prefer_css_page_size=True)) == sheets, address
    page.goto(f"{host}guides/diary/cover-sheet/")
    page.emulate_media(media="print")
    assert page.locator(".sheet").count() == 1
    for hidden in ("h1", ".bar", ".bottom", ".top", "#where-we-read-this"):
        expect(page.locator(hidden)).to_be_hidden()
    for box in page.locator(".box").all():
        place = box.bounding_box()
        assert place
        assert place["height"] > 110  # 29 mm at least
        picture = box.locator("img")
        assert picture.evaluate("(image) => image.complete && image.naturalWidth > 0")


def test_copy_gives_every_number_as_plain_text(
    own_page: Page, context: BrowserContext, site_url: str
) -> None:
    page = own_page
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site_url + AREA)
    page.get_by_role("button", name="Copy for a message").click()
    expect(page.locator(".keep [role=status]")).to_contain_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    lines = copied.splitlines()
    assert lines[:2] == ["Stockport", "In danger: 999"]
    assert "Victim Support: 0808 168 9111" in lines
    assert lines[-1] == "As we knew it on 22 November 2026."
    for number in set(page.locator("a.phone").all_inner_texts()):
        assert number in copied
    assert "<" not in copied


def test_copy_of_a_service_gives_its_name_and_numbers(
    own_page: Page, context: BrowserContext, site_url: str
) -> None:
    page = own_page
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}services/victim-services/samaritans/")
    page.get_by_role("button", name="Copy for a message").click()
    expect(page.locator(".keep [role=status]")).to_contain_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Samaritans: 116 123\n")


def test_where_the_clipboard_is_closed_the_text_is_shown_and_chosen(
    own_page: Page, site_url: str
) -> None:
    page = own_page
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('closed'))"
    )
    page.goto(site_url + AREA)
    button = page.get_by_role("button", name="Copy for a message")
    button.click()
    area = page.get_by_role("textbox", name="The details of this page")
    expect(area).to_be_focused()
    expect(area).to_have_value(re.compile("^Stockport\nIn danger: 999\n"))
    chosen = area.evaluate(
        "(area) => area.selectionEnd - area.selectionStart === area.value.length"
    )
    assert chosen
    button.click()
    expect(page.locator("textarea")).to_have_count(1)


def test_the_print_button_prints(own_page: Page, site_url: str) -> None:
    page = own_page
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; }")
    page.goto(site_url + AREA)
    page.get_by_role("button", name="Print", exact=True).click()
    assert page.evaluate("window.printed") == 1


def test_without_javascript_the_contacts_can_be_saved_and_no_button_is_dead(
    browser: Browser, site_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + AREA)
    assert page.locator(".keep button").count() == 0
    with page.expect_download() as download:
        page.locator(".keep summary").click()
        page.get_by_role("link", name="Add “Stockport numbers” to your contacts").click()
    assert download.value.suggested_filename == "contacts.vcf"
    assert download.value.path().read_bytes().startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\n")
    context.close()


def test_a_page_without_a_number_has_no_button_to_copy_one(
    page: Page, site_url: str, real: Dataset
) -> None:
    without = next(
        record
        for record in real.directory.records
        if record.contacts
        and not any(
            getattr(contact, way)
            for contact, _ in contacts_of(record)
            for way in ("phone", "text_phone", "relay", "email")
        )
    )
    page.goto(f"{site_url}services/{without.kind}/{without.id}/")
    expect(page.get_by_role("button", name="Print", exact=True)).to_be_visible()
    assert page.locator("p.ring, a[href^='mailto:']").count() == 0
    expect(page.get_by_role("button", name="Copy for a message")).to_have_count(0)


def test_the_warning_stands_before_the_buttons(page: Page, site_url: str) -> None:
    page.goto(site_url + AREA)
    order = page.locator(".keep").evaluate(
        "(place) => [...place.children].map((child) => child.className || child.tagName)"
    )
    assert order == ["H2", "P", "actions", "P", "UL"]
