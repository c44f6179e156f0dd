"""Opens pages in frames of an empty page, many at once: cheaper than a tab for each."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Page

from tests.browser.pipe import Tab
from tests.browser.support import EMPTY_PAGE

# The wait is for what comes after loading. A page must not be left before it has done its deeds.
_LOOK = """async ([urls, width, height]) => {
  const look = LOOK;
  const frames = await Promise.all(urls.map((url) => new Promise((done) => {
    const frame = Object.assign(document.createElement("iframe"), { src: url, width, height });
    frame.frameBorder = 0;
    frame.onload = () => done(frame);
    document.body.append(frame);
  })));
  await new Promise((done) => setTimeout(done, 50));
  return frames.map((frame) => {
    const seen = look(frame.contentWindow);
    frame.remove();
    return seen;
  });
}"""
_AT_ONCE = 32


def open_empty_page(page: Page | Tab, host: str) -> None:
    """Open the page of the host that holds the frames; it has no policy of ours."""
    page.goto(urljoin(host, EMPTY_PAGE))


def look_at_each(
    page: Page | Tab, host: str, addresses: Sequence[str], look: str, width: int, height: int
) -> Iterator[tuple[str, Any]]:
    """Open each address in a frame of that size (CSS pixels) of the empty page that `page` shows.

    `look` is a function in JavaScript that takes the window of a frame, once it has loaded. Gives
    each address with what that function returned.
    """
    script = _LOOK.replace("LOOK", look)
    for start in range(0, len(addresses), _AT_ONCE):
        opened = addresses[start : start + _AT_ONCE]
        urls = [host + address for address in opened]
        yield from zip(opened, page.evaluate(script, [urls, width, height]), strict=True)
