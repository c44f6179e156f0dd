"""The pages of letters: a list, and each letter to fill in by hand, or by a script for a place.

The words stand in the page, with a mark where something belongs that the reader types or that is
known of an area. The script fills these; without it they are lines on paper.
"""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from safetyhelp.dataset.answers import Directory
from safetyhelp.evidence.seen import Sightings
from safetyhelp.finder.guide_texts import Section
from safetyhelp.pages.templates import make_renderer
from safetyhelp.records.letters import PLACE, Letter, Paragraph
from safetyhelp.records.vocabulary import FACTS, FIELDS, WORDINGS
from safetyhelp.text.words import in_words

FOLDERS = ("letters",)
"""Folders below docs/ that hold nothing but generated pages of letters."""

_DEPTH = 2
_MAY_BE_MISSING = frozenset({"rule", *(name for name, each in FIELDS.items() if each.optional)})
"""A paragraph about one of these is left out where there is nothing to say."""


def blank(name: str) -> Markup:
    """Return a place to fill: what belongs there stands in it in small letters."""
    field = FIELDS.get(name)
    lines = f" lines-{field.lines}" if field and field.lines > 1 else ""
    words = field.blank if field else FACTS[name]
    return Markup('<span class="blank{}" data-fill="{}" dir="auto">{}</span>').format(
        lines, name, words
    )


def with_blanks(paragraph: Paragraph) -> Markup:
    """Return the words of a paragraph with its places to fill; the rest of them is escaped."""
    texts_and_names = enumerate(PLACE.split(paragraph.say))
    return Markup().join(blank(part) if at % 2 else part for at, part in texts_and_names)


def only_if(paragraph: Paragraph) -> str:
    """Return the names of what a paragraph cannot be without, as its mark has them."""
    return " ".join(name for name in paragraph.places() if name in _MAY_BE_MISSING)


def _page(letter: Letter) -> dict[str, object]:
    return {
        "letter": letter,
        "fields": [(name, FIELDS[name]) for name in letter.asks_for],
        "wordings": WORDINGS,
        "blank": blank,
        "with_blanks": with_blanks,
        "only_if": only_if,
        "in_words": in_words,
    }


def letter_sections(letters: Iterable[Letter]) -> Iterator[Section]:
    """Yield what the search by words reads of the letters: each as a page, and the list of them."""
    titles = []
    for letter in letters:
        names = dict.fromkeys(version.title for version in letter.versions)
        about = (each.say for version in letter.versions for each in version.about)
        titles.append(letter.title)
        title = f"Letter: {letter.title}"
        yield Section(f"letters/{letter.id}/", title, "", " ".join((*names, *about)))
    if titles:
        yield Section("letters/", "Letters", "", " ".join(("Letters to write and send", *titles)))


def letter_pages(directory: Directory, sightings: Sightings) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the list of letters and of each letter. No letters, no list."""
    renderer = make_renderer(directory.map, sightings=sightings)
    if directory.letters:
        listed = {"letters": directory.letters}
        yield "letters/index.md", renderer.page("letters.j2", 1, "Letters", listed)
    for letter in directory.letters:
        text = renderer.page("letter.j2", _DEPTH, letter.tab_title, _page(letter))
        yield f"letters/{letter.id}.md", text
