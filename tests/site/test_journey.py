"""From the home page to a phone number in a real Chromium, with and without JavaScript.

What must hold on every page (nothing stored, nobody asked, no way sideways) is in tests/browser.
"""

import pytest
from playwright.sync_api import expect

from tests.conftest import NewPage

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("typed", ["SK1 3XE", "sk13xe", "Marple", "Stockport",
                                   "Safer Stockport Partnership"])  # fmt: skip
def test_home_to_answer_page_to_phone_link(new_page: NewPage, site_url: str, typed: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site_url)
    box = page.get_by_role("combobox").first
    box.fill(typed)
    box.press("Enter")
    link = page.get_by_role("link", name="Stockport", exact=False).first
    try:
        page.wait_for_url("**/areas/stockport/", timeout=60_000)
    except Exception:
        link.click()
        page.wait_for_url("**/areas/stockport/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Stockport")
    phone = page.locator("#report ~ .numbers a.phone").first
    expect(phone).to_be_visible()
    assert phone.get_attribute("href") == "tel:999"
    plain = typed.replace(" ", "").lower()
    assert page.url == f"{site_url}areas/stockport/"
    if plain != "stockport":
        assert not [url for url in requests if plain in url.lower().replace("%20", "")]
    assert all(url.startswith(site_url) for url in requests), requests


def test_without_javascript_the_lists_lead_to_the_answer(new_page: NewPage, site_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(site_url)
    page.get_by_role("link", name="A to Z").first.click()
    page.get_by_role("link", name="Stockport", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stockport")
    expect(page.locator("#report ~ .numbers a.phone").first).to_be_visible()
