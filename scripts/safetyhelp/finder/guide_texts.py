"""Hand-written pages → their sections, with the address of each and the words in it.

In: the docs folder. Out: `Section` values, in the order of the pages. Addresses are those that
MkDocs gives: the anchors are made by the same Markdown extensions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import markdown

_EXTENSIONS = ["toc", "tables", "attr_list", "md_in_html"]
"""What `mkdocs.yml` asks for, and `toc`, which MkDocs always adds."""

_PAGES = (
    "guides/**/*.md",
    "about/index.md",
    "about/accessibility.md",
    "about/cover-your-tracks.md",
    "about/data.md",
    "about/for-other-sites.md",
    "contribute/report-a-mistake.md",
    "data.md",
)
_SOURCES = "Where we read this"
"""The heading over lists of sources: names of laws and bodies that nobody looks for here."""

_HEADINGS = ("h1", "h2", "h3")
_SILENT = ("nav", "script")


@dataclass(frozen=True, slots=True)
class Section:
    """A page (`page` is empty) or a section below a heading of the page that `page` names.

    `url` is its address below the root of the site. The text of a page is that of all its sections.
    """

    url: str
    title: str
    page: str
    text: str


class _Reader(HTMLParser):
    """Parts a page at its headings: (anchor, heading, text)."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[str, list[str], list[str]]] = []
        self._in_heading = False
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id")
        if tag in _HEADINGS and anchor:
            self.parts.append((anchor, [], []))
            self._in_heading = True
        self._silent += tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._in_heading = False
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        if self.parts and not self._silent:
            _, heading, text = self.parts[-1]
            (heading if self._in_heading else text).append(data)


def read_sections(docs: Path) -> list[Section]:
    """Return the sections of the guides and of the pages about the site."""
    paths = [path for pattern in _PAGES for path in sorted(docs.glob(pattern))]
    return [section for path in paths for section in _sections(path, docs)]


def _sections(path: Path, docs: Path) -> Iterator[Section]:
    """Yield the page first, then its sections."""
    reader = _Reader()
    text = path.read_text(encoding="utf-8")
    body = text.split("---\n", 2)[2] if text.startswith("---\n") else text
    reader.feed(markdown.markdown(body, extensions=_EXTENSIONS))
    parts = [
        (anchor, _joined(heading), _joined(words))
        for anchor, heading, words in reader.parts
        if _joined(heading) != _SOURCES
    ]
    address = path.relative_to(docs).with_suffix("").as_posix().removesuffix("index")
    url = f"{address.rstrip('/')}/"
    (_, title, lead), *others = parts
    whole = " ".join([lead, *(f"{heading} {words}" for _, heading, words in others)])
    yield Section(url, title, "", whole)
    for anchor, heading, words in others:
        yield Section(f"{url}#{anchor}", heading, title, words)


def _joined(parts: list[str]) -> str:
    return " ".join(" ".join(parts).split())
