"""The page of a letter in a real Chromium: it says what the records say, and leaves no trace."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.records.vocabulary import FIELDS
from tests.browser.axe import faults_now
from tests.browser.support import at_rest
from tests.conftest import BuiltSite, NewPage
from tests.letters.filling import filled

pytestmark = pytest.mark.browser

Opened = Callable[[str, str], Page]
PLACES = ("birmingham", "cardiff", "glasgow-city", "belfast")
"""One of each nation; the first has a rule of a case review that nobody doubts."""
SHEET = """() => [...document.querySelectorAll(
  ".version:not([hidden]) [data-wording]:not([hidden]) .sheet p")]
  .filter((each) => !each.hidden).map((each) => each.textContent)"""
TODAY = """() => new Date().toLocaleDateString("en-GB",
  { day: "numeric", month: "long", year: "numeric" })"""


def known(site: BuiltSite, place: str) -> dict[str, Any]:
    """Return what the file of a place says."""
    path = site.folder / "areas" / place / "letters.json"
    return dict(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("place", PLACES)
def test_every_letter_says_what_its_words_and_the_records_say(
    opened: Opened, site: BuiltSite, real: Dataset, place: str
) -> None:
    """With everything typed, and with nothing, in both wordings."""
    area = known(site, place)
    rules = 0
    for letter in real.directory.letters:
        page = opened(letter.id, place)
        version = letter.version_in(area["nation"])
        assert version
        assert page.locator("h1").inner_text() == version.title
        to = area["letters"][letter.id]["to"][0]
        values = {"to": "" if to.get("typed") else to["name"], "rule": to.get("rule", "")}
        rules += bool(values["rule"])
        values["today"] = page.evaluate(TODAY)
        for wording in ("plain", "easy_read"):
            page.locator("#wording").select_option(wording)
            expected = filled(letter, wording, area["nation"], values)
            assert page.evaluate(SHEET) == expected, letter.id
        page.locator(".fill details").evaluate_all("(all) => all.forEach((d) => { d.open = true })")
        for name in letter.asks_for:
            if name != "to_name" or to.get("typed"):
                page.locator(f"#{name}").fill(f"My {FIELDS[name].blank}\nand more")
                typed = page.locator(f"#{name}").input_value()
                values["to" if name == "to_name" else name] = typed
        expected = filled(letter, "easy_read", area["nation"], values)
        assert page.evaluate(SHEET) == expected, letter.id
    assert rules == (1 if place == "birmingham" else 0)


def test_on_a_phone_the_letter_begins_on_the_first_screen(opened: Opened) -> None:
    page = opened("case-review", "stockport")
    expect(page.locator("#finder-top-input")).to_be_hidden()
    expect(page.locator("h1")).to_be_in_viewport(ratio=1)
    expect(page.locator(".private")).to_be_in_viewport()


def test_who_it_goes_to_can_be_chosen(opened: Opened, site: BuiltSite) -> None:
    page = opened("police-complaint", "stockport")
    names = [to["name"] for to in known(site, "stockport")["letters"]["police-complaint"]["to"]]
    choice = page.get_by_label("Send it to")
    assert choice.locator("option").all_inner_texts() == names
    for name in reversed(names):
        choice.select_option(label=name)
        assert f"To: {name}" in page.evaluate(SHEET)
    expect(page.locator(".whom a").first).to_have_attribute("href", re.compile("gmp.police.uk"))


def test_a_landlord_is_typed(opened: Opened) -> None:
    page = opened("landlord", "stockport")
    page.get_by_label("Who is it for?").fill("Some Homes")
    assert "To: Some Homes" in page.evaluate(SHEET)
    page.get_by_label("Send it to").select_option(index=1)
    expect(page.get_by_label("Who is it for?")).to_be_hidden()
    assert "To: Stockport Homes: Safer Neighbourhoods Team (tenants)" in page.evaluate(SHEET)


def test_a_letter_is_eight_taps_away_from_the_home_page(page: Page, site_url: str) -> None:
    taps = 0
    page.goto(site_url)
    page.get_by_role("combobox").first.fill("SK1 3XE")
    page.keyboard.press("Enter")
    page.wait_for_url("**/areas/stockport/")
    for name in ("I told them and nothing changed", "Letter: case review"):
        page.get_by_role("link", name=name).click()
        taps += 1
    page.locator(".at-a-place").wait_for()
    for field in ("#name", "#contact", "#what_happened", "#told"):
        page.locator(field).click()
        page.keyboard.type("x")
        taps += 1
    page.get_by_role("button", name="Copy").click()
    taps += 1
    expect(page.locator(".after [role=status]")).not_to_be_empty()
    assert taps <= 8
    page.get_by_role("link", name="Back to Stockport").click()
    page.wait_for_url("**/areas/stockport/#nothing-changes")


def test_nothing_is_sent_or_stored_or_put_into_an_address(own_page: Page, site_url: str) -> None:
    page = own_page
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    address = f"{site_url}letters/hate-crime/#at=stockport"
    page.goto(address)
    page.locator(".at-a-place").wait_for()
    before = len(asked)
    assert [url for url in asked if url.endswith(".json")] == [
        f"{site_url}areas/stockport/letters.json"
    ]
    assert [url for url in asked if not url.startswith(site_url)] == []
    for field in ("#name", "#what_happened"):
        page.locator(field).fill("secret")
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Copy").click()
    with page.expect_download():
        page.get_by_role("button", name="Save as text").click()
    with page.expect_download():
        page.get_by_role("button", name="Save as Word").click()
    assert [url for url in asked[before:] if not url.startswith("blob:")] == []
    assert page.url == address
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0, 0, "",
    ]  # fmt: skip
    assert page.evaluate("history.length") == 2
    assert said == []
    assert page.get_by_text("Nothing is sent or kept.").count() == 1


@pytest.mark.parametrize(
    "fragment", ["", "#at=nowhere", "#at=../about", "#at=", "#at=Stockport", "#main", "#at=a.b"]
)
def test_without_a_place_the_page_stays_as_it_is(
    own_page: Page, site_url: str, fragment: str
) -> None:
    page = own_page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with at_rest(page):
        page.goto(f"{site_url}letters/case-review/{fragment}")
    assert page.locator(".at-a-place").count() == 0
    expect(page.locator("[data-form]")).to_be_hidden()
    assert page.locator(".version:visible").count() == 3
    expect(page.locator("[data-no-place] a")).to_have_attribute("href", "../../places/")
    files = [url for url in asked if url.endswith("letters.json")]
    assert files == ([f"{site_url}areas/nowhere/letters.json"] if fragment == "#at=nowhere" else [])


def test_the_list_takes_the_place_along(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}letters/#at=glasgow-city")
    page.get_by_role("link", name="Back to Glasgow City").wait_for()
    page.get_by_role("link", name="Ask the antisocial behaviour team for a plan").click()
    page.wait_for_url("**/letters/case-review/#at=glasgow-city")
    page.locator(".at-a-place").wait_for()
    page.get_by_role("link", name="All letters").click()
    page.wait_for_url("**/letters/#at=glasgow-city")


def test_who_leaves_in_a_hurry_leaves_nothing_behind(opened: Opened) -> None:
    page = opened("hate-crime", "stockport")
    page.locator("#what_happened").fill("secret")
    page.evaluate(
        """() => {
          document.documentElement.classList.add("leaving");
          dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
        }"""
    )
    assert page.locator("#what_happened").input_value() == ""
    assert "secret" not in page.locator("#main").inner_text()


def test_who_only_looks_at_another_page_finds_the_text_again(opened: Opened) -> None:
    page = opened("hate-crime", "stockport")
    page.locator("#what_happened").fill("secret")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert page.locator("#what_happened").input_value() == "secret"


@pytest.mark.parametrize("place", ["stockport", "belfast"])
@pytest.mark.parametrize("letter", ["case-review", "landlord", "permission"])
def test_a_filled_letter_breaks_no_rule_of_axe(opened: Opened, letter: str, place: str) -> None:
    page = opened(letter, place)
    page.locator("#name").fill("A name")
    page.locator("details").evaluate_all("(all) => all.forEach((d) => { d.open = true })")
    looks = (("light", 1280), ("dark", 320))
    assert faults_now(page, looks) == []


def test_a_long_word_does_not_make_the_page_wide(opened: Opened) -> None:
    page = opened("case-review", "stockport")
    page.locator("#name").fill("x" * 500)
    page.locator("#what_happened").fill("y" * 500)
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def _on_paper(page: Page) -> list[str]:
    reader = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    return [sheet.extract_text() for sheet in reader.pages]


@pytest.mark.parametrize("wording", ["plain", "easy_read"])
def test_on_paper_there_is_the_letter_alone(opened: Opened, wording: str) -> None:
    page = opened("police-complaint", "stockport")
    page.locator("#name").fill("A name")
    page.locator("#wording").select_option(wording)
    sheets = _on_paper(page)
    assert len(sheets) == 1
    lines = [line for text in page.evaluate(SHEET) for line in text.split("\n")]
    paper = "".join(sheets[0].split())
    assert paper == "".join("".join(lines).split())


def test_without_javascript_the_letter_that_is_open_goes_on_paper(
    new_page: NewPage, site_url: str, real: Dataset
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}letters/case-review/")
    expect(page.locator("[data-form]")).to_be_hidden()
    assert page.get_by_role("button", name="Copy").count() == 0
    page.locator("[data-nations='scotland'] summary").first.click()
    text = "\n".join(_on_paper(page))
    assert "This letter is for your antisocial behaviour team." in text
    assert "your name" in text
    assert "ASB case review" not in text
    assert "England" not in text
    blanks = page.locator("[data-nations='scotland'] [data-wording=plain] .blank")
    page.emulate_media(media="print")
    for blank in blanks.all():
        box = blank.bounding_box()
        assert box
        assert box["width"] > 250  # 66 mm to write on
