"""The page for an address that does not exist: it has the finder, and all its parts load."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", ["areas/nowhere/", "a/b/c/d.html", "stockport"])
def test_a_wrong_address_leads_on_to_the_answer(own_page: Page, host: str, address: str) -> None:
    page = own_page
    failed: list[str] = []
    page.on(
        "response",
        lambda response: (
            failed.append(response.url)
            if response.status >= 400 and not response.url.endswith(address)
            else None
        ),
    )
    response = page.goto(host + address)
    assert response
    assert response.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    expect(page.locator('meta[name="robots"]')).to_have_attribute("content", "noindex")
    page.get_by_role("combobox").fill("Stockport")
    page.get_by_role("combobox").press("Enter")
    page.wait_for_url(f"{host}areas/stockport/")
    assert not failed


def test_every_link_of_the_page_for_wrong_addresses_leads_somewhere(page: Page, host: str) -> None:
    page.goto(f"{host}areas/nowhere/")
    links = page.locator(f"a[href^='/'], a[href^='{host}']").evaluate_all(
        "(links) => links.map((link) => link.href)"
    )
    assert len(links) > 12
    assert [link for link in set(links) if not page.request.get(link).ok] == []
