"""Reads an Easy Read page as its reader does: ideas, lines, sentences, pictures and numbers."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_ENDS = re.compile(r"(?<=[.?!])[”\"]?\s+")
_MARKS = {"b": "‹", "li": "\n"}
_VOID = frozenset({"img", "br", "link", "meta", "hr"})


@dataclass
class Idea:
    """A paragraph: its pictures, and its text with lines kept. Names are marked with ‹ and ›."""

    pictures: list[str] = field(default_factory=list)
    text: str = ""


@dataclass
class Page:
    """Everything that an Easy Read page says."""

    headings: list[str] = field(default_factory=list)
    ideas: list[Idea] = field(default_factory=list)
    other_text: list[str] = field(default_factory=list)
    images: list[dict[str, str | None]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    stray_text: list[str] = field(default_factory=list)

    def sentences(self) -> list[str]:
        """Return all sentences in the order of the page; a line end ends a sentence too."""
        blocks = [*self.headings, *(idea.text for idea in self.ideas), *self.other_text]
        return [sentence for block in blocks for sentence in split(block)]

    def phones(self) -> list[str]:
        """Return the targets of the phone links, in order."""
        return [href for href, _ in self.links if href.startswith("tel:")]


def split(text: str) -> list[str]:
    """Split a text into sentences: at line ends and at full stops."""
    lines = (line.strip() for line in text.splitlines())
    return [part.strip() for line in lines for part in _ENDS.split(line) if part.strip()]


def word_count(sentence: str) -> int:
    """Count the words of a sentence; a phone number is one word, and so is an address."""
    joined = re.sub(r"(?<=\d) (?=\d)", "", sentence.replace("‹", "").replace("›", ""))
    return len([word for word in joined.split() if re.search(r"\w", word)])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[str] = []
        self.inside = 0
        self.href = ""
        self.block: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "div" and values.get("class") == "easy-read":
            self.inside = len(self.open) + 1
        if self.inside:
            self._start(tag, values)
        if tag not in _VOID:
            self.open.append(tag)

    def _start(self, tag: str, values: dict[str, str | None]) -> None:
        if tag == "img":
            self.page.images.append(values)
            if self.block == "p":
                self.page.ideas[-1].pictures.append(str(values.get("src")))
        elif tag == "p" and self.open[-1] == "div":
            self.page.ideas.append(Idea())
            self.block = "p"
        elif tag in ("h1", "h2"):
            self.page.headings.append("")
            self.block = "heading"
        elif tag in ("nav", "footer"):
            self.page.other_text.append("")
            self.block = "other"
        elif tag == "a":
            self.href = str(values.get("href"))
            self.page.links.append((self.href, ""))
        elif tag in _MARKS:
            self._add(_MARKS[tag])
        elif tag == "span" and values.get("class") == "then":
            self._add("\n")  # on a screen the style starts a line here

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        if not self.inside:
            return
        if tag == "b":
            self._add("›")
        elif tag == "a":
            self.href = ""
        elif tag in ("h1", "h2") and "nav" in self.open:
            self.page.other_text.append("")
            self.block = "other"
        elif (tag == "p" and self.block == "p") or tag in ("h1", "h2", "nav", "footer"):
            self.block = None
        elif tag == "div" and len(self.open) < self.inside:
            self.inside = 0

    def handle_data(self, data: str) -> None:
        if not self.inside:
            return
        self._add(data)
        if self.href:
            href, text = self.page.links[-1]
            self.page.links[-1] = (href, text + data)

    def _add(self, data: str) -> None:
        if self.block == "p":
            self.page.ideas[-1].text += data
        elif self.block == "heading":
            self.page.headings[-1] += data
        elif self.block == "other":
            self.page.other_text[-1] += data
        elif data.strip():
            self.page.stray_text.append(data.strip())


def read(html: str) -> Page:
    """Read the Easy Read part of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page
