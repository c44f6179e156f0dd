"""axe-core with every rule switched on, on every template and on answer pages drawn at random."""

from collections.abc import Iterable
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.support import TEMPLATES, all_pages, drawn_answer_pages
from tests.conftest import BuiltSite

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
EVERY_RULE = """async () => {
  const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: true }]));
  const found = await axe.run(document, { rules, resultTypes: ["violations"] });
  return found.violations.map(({ id, impact, nodes }) =>
    `${id} (${impact}): ` + nodes.map((node) => node.html.slice(0, 150)).slice(0, 3).join(" … "));
}"""
LOOKS = (("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320))
HAND_WRITTEN = ("guides/", "about/", "contribute/")


def _faults(page: Page, url: str, looks: Iterable[tuple[str, int]] = LOOKS) -> list[str]:
    """Run axe on a page in several looks. What the policy forbids a page, it does not forbid us."""
    response = page.goto(url)
    assert response
    assert response.ok, url
    page.evaluate(f"{AXE};0")
    faults = []
    for scheme, width in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(
            color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
        )
        faults += [f"{url} {scheme}, {width} px: {fault}" for fault in page.evaluate(EVERY_RULE)]
    return faults


@pytest.mark.parametrize("address", TEMPLATES)
def test_no_template_breaks_any_rule_of_axe(page: Page, host: str, address: str) -> None:
    assert _faults(page, host + address) == []
    assert page.locator(".exit[role=button]").count() == 1  # our scripts ran


@pytest.mark.parametrize("address", TEMPLATES)
def test_no_template_breaks_any_rule_of_axe_without_javascript(
    page: Page, host: str, address: str
) -> None:
    """No script of ours is loaded; axe itself needs JavaScript, so that it cannot be off."""
    page.route("**/*.js", lambda route: route.abort())
    assert _faults(page, host + address) == []
    assert page.locator(".exit[role=button]").count() == 0


def test_no_hand_written_page_breaks_any_rule_of_axe(
    page: Page, host: str, site: BuiltSite
) -> None:
    pages = [page for page in all_pages(site) if page.startswith(HAND_WRITTEN)]
    others = [page for page in pages if page not in TEMPLATES]
    assert len(others) > 8
    assert [fault for each in others for fault in _faults(page, host + each, LOOKS[3:])] == []


def test_no_answer_page_of_50_drawn_breaks_any_rule_of_axe(
    page: Page, host: str, site: BuiltSite
) -> None:
    drawn = drawn_answer_pages(site, 50)
    assert [fault for each in drawn for fault in _faults(page, host + each, LOOKS[2:3])] == []


def test_axe_finds_a_fault_that_is_there(browser: Browser, host: str) -> None:
    """The check itself can fail: a picture without a text and pale letters are found."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          const main = document.querySelector("#main");
          main.append(document.createElement("img"));
          document.querySelector("h1").style.color = "#999";
        })"""
    )
    faults = "\n".join(_faults(page, host, LOOKS[:1]))
    assert "image-alt (critical)" in faults
    assert "color-contrast (serious)" in faults
    context.close()
