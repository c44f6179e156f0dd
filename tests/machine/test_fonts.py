"""Each font is the one that the browser really uses, for whatever a style sheet names."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.fonts import FONTS

pytestmark = pytest.mark.browser

STACKS = ("Arial, sans-serif", "system-ui, Roboto, sans-serif", "monospace", "DejaVu Sans")


@pytest.mark.parametrize("font", FONTS)
def test_the_browser_has_this_font_only(browser_with: Callable[[str], Browser], font: str) -> None:
    page = browser_with(font).new_page()
    styled = "".join(f"<p style='font-family: {stack}'>Help</p>" for stack in STACKS)
    page.set_content(styled)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "p"})
    used = [
        [
            each["familyName"]
            for each in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        ]
        for node in found["nodeIds"]
    ]
    page.close()
    assert used == [[font]] * len(STACKS)
