"""The rule of source notes: which statements of a guide need one, and what is wrong with a guide.

A statement ends with `<!-- read in: a-name, another -->`. The list below “Where we read this” holds
the notes; each ends with its date and `<!-- as: a-name -->`. No reader sees these marks.
"""

import re
from calendar import month_name
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import markdown

from safetyhelp.text.statements import speaks_of_a_law, states_a_figure

_EXTENSIONS = ["toc", "tables", "attr_list", "md_in_html"]
_BLOCKS = frozenset({"p", "li", "td", "th", "div", "span", "h1", "h2", "h3", "h4"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_SOURCES = "Where we read this"

_MARK = re.compile(r"\s*(read in|as): (\S.*?)\s*")
_MONTHS = list(month_name)
_MONTH = "|".join(_MONTHS[1:])
_DATED = re.compile(rf"(?:No date shown|((?:(?:{_MONTH}) )?\d{{4}})(?: or later)?)\.")


@dataclass
class Statement:
    """A paragraph, list item, cell or heading, with the notes that it names and the name it has."""

    tag: str
    text: str = ""
    read_in: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    links: int = 0

    @property
    def shown(self) -> str:
        """Return its beginning, as a message shows it."""
        text = " ".join(self.text.split())
        return f"“{text[:60].rstrip()}{'…' if len(text) > 60 else ''}”"

    @property
    def needs_note(self) -> bool:
        """Say whether it states a figure or speaks of a law. A heading may name a law."""
        law = self.tag not in _HEADINGS and speaks_of_a_law(self.text)
        return states_a_figure(self.text) or law


@dataclass
class Guide:
    """What a guide states, its source notes, and the paragraphs that stand among the notes."""

    statements: list[Statement] = field(default_factory=list)
    notes: list[Statement] = field(default_factory=list)
    among_notes: list[Statement] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._open: list[Statement] = [Statement("")]
        self.blocks: list[Statement] = [*self._open]  # what stands in no block of its own

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._open.append(Statement(tag))
            self.blocks.append(self._open[-1])
        self._open[-1].links += tag == "a" and str(dict(attrs).get("href")).startswith("http")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open[-1].tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].text += data

    def handle_comment(self, data: str) -> None:
        if mark := _MARK.fullmatch(data):
            names = re.split(r",\s*", mark[2])
            (self._open[-1].read_in if mark[1] == "read in" else self._open[-1].names).extend(names)


def read_guide(text: str) -> Guide:
    """Read the Markdown of a guide."""
    body = text.split("---\n", 2)[2] if text.startswith("---\n") else text
    reader = _Reader()
    reader.feed(markdown.markdown(body, extensions=_EXTENSIONS))
    guide = Guide()
    in_sources = False
    for block in reader.blocks:
        if block.tag in _HEADINGS:
            in_sources = block.text.strip() == _SOURCES
        if not in_sources:
            guide.statements.append(block)
        elif block.tag == "li":
            guide.notes.append(block)
        else:
            guide.among_notes.append(block)
    return guide


def faults(guide: Guide) -> list[str]:
    """Return what is wrong with the source notes of a guide, in sentences."""
    return [*_faults_of_statements(guide), *_faults_of_notes(guide)]


def _faults_of_statements(guide: Guide) -> Iterator[str]:
    known = {name for note in guide.notes for name in note.names}
    for statement in guide.statements:
        if statement.needs_note and not statement.read_in:
            yield f"A figure or a law without a source note: {statement.shown}"
        for name in statement.read_in:
            if name not in known:
                yield f"No source note is called {name}: {statement.shown}"


def _faults_of_notes(guide: Guide) -> Iterator[str]:
    used = {name for statement in guide.statements for name in statement.read_in}
    times = Counter(name for note in guide.notes for name in note.names)
    for note in guide.notes:
        if len(note.names) != 1:
            yield f"A source note needs one name: {note.shown}"
        for name in note.names:
            if name not in used:
                yield f"Nobody uses the source note {name}."
            if times[name] > 1:
                yield f"Two source notes are called {name}: {note.shown}"
        if not note.links:
            yield f"A source note without a link: {note.shown}"
        if not _date_of(note):
            yield f"A source note must end with its date: {note.shown}"


def _date_of(note: Statement) -> re.Match[str] | None:
    """Return the date at the end of a note; its group is empty where the page shows none."""
    ends = list(_DATED.finditer(note.text))
    return ends[-1] if ends and note.text.strip().endswith(ends[-1][0]) else None


def newest(guides: list[Guide]) -> str:
    """Return the newest date of all notes of these guides, as they spell it."""
    dates = [date for guide in guides for note in guide.notes if (date := _date_of(note))]
    return max((date[1] for date in dates if date[1]), key=_in_order, default="")


def _in_order(date: str) -> tuple[int, int]:
    """Sort dates. A year alone is before its months: it may be any of them."""
    month, _, year = f" {date}".rpartition(" ")
    return int(year), _MONTHS.index(month.strip())
