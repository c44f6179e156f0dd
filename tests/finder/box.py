"""Where the parts of the search box are, and how a visitor types into it."""

from playwright.sync_api import Page

INPUT = "#finder-home-input"
OPTIONS = "#finder-home-list [role=option]"
PANEL = "#finder-home .finder-answer"
STATUS = "#finder-home [role=status]"


def type_in(page: Page, text: str) -> None:
    """Enter the text at once, so that no suggestions for its beginning come in between."""
    page.locator(INPUT).focus()
    page.keyboard.insert_text(text)
