"""Where the parts of the search box are, and how a visitor types into it."""

from collections.abc import Sequence

from playwright.sync_api import Page

INPUT = "#finder-home-input"
OPTIONS = "#finder-home-list [role=option]"
PANEL = "#finder-home .finder-answer"
STATUS = "#finder-home [role=status]"


def type_in(page: Page, text: str) -> None:
    """Enter the text at once, so that no suggestions for its beginning come in between."""
    page.locator(INPUT).focus()
    page.keyboard.insert_text(text)


def enter(page: Page, text: str) -> None:
    """Enter the text and press Enter."""
    type_in(page, text)
    page.keyboard.press("Enter")


def spellings(text: str) -> set[str]:
    """Return the ways in which a text may stand in a request, in lower case."""
    low = text.lower()
    return {low, low.replace(" ", ""), low.replace(" ", "%20"), low.replace(" ", "+")}


SEARCH = """async ([root, queries]) => {
  const { search } = await import(`${root}assets/finder/search.js`);
  const found = [];
  for (const query of queries) found.push((await search(query)).pages.map(({ url }) => url));
  return found;
}"""


def pages_for(page: Page, root: str, queries: Sequence[str]) -> list[list[str]]:
    """Return the addresses of the pages that the search by words finds for each query."""
    found: list[list[str]] = page.evaluate(SEARCH, [root, queries])
    return found
