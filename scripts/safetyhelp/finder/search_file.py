"""Sections of guides and records → the one file of the text search.

`search.json`, which theme/assets/finder/search.js reads, is fetched only when somebody looks for
words that are no place. It holds:

- `sections`: [address, title, what it belongs to] and `records`: [kind, id, name, area]. They are
  numbered together, the sections first.
- `words`: each word with its places, as text: how far the number lies behind the one before, in
  base 36, then a capital letter for how much the word weighs there (A little, Z much).
- `kinds`: what one record of a kind is, in words.
- `synonyms`: [what people say, words that mean the same here], from `synonyms.csv`.
- `skip`: words that tell nothing.

Words are folded as names are. The browser takes off their endings: it alone has to know how.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from safetyhelp.areas.model import Covers
from safetyhelp.areas.on_a_day import NATION_LEVEL
from safetyhelp.areas.tables import read_table
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.finder.guide_texts import Section
from safetyhelp.finder.names import fold
from safetyhelp.finder.postcode_files import base36
from safetyhelp.records import vocabulary
from safetyhelp.records.model import ComplaintBody, Record, Reporting, RjProvider, VictimService
from safetyhelp.text.compact_json import compact_json

SEARCH_FILE = "search.json"
SYNONYMS = Path(__file__).with_name("synonyms.csv")
SYNONYM_COLUMNS = ["said", "means"]

_SKIPPED = (
    "a about am an and any are as at be been but by can cannot could did do does for from get "
    "has have he her him his how i if in into is it its me my no not of on one or our own "
    "s say she should so some t than that the their them then there they this to too us was "
    "we were what when where which who why will with would you your"
)
SKIPPED = frozenset(_SKIPPED.split())
"""Words that tell nothing about what is looked for."""

_TITLE, _PAGE_TITLE, _KEY_WORD, _AREA, _MOST_OF_TEXT = 10, 3, 5, 4, 4
_PAGE, _SECTION, _EASY_READ, _ABOUT, _NATIONAL, _LOCAL = 1.5, 1.2, 0.8, 0.7, 0.8, 0.3
"""How much a guide is worth beside the 800 services, which share most of their words. A service for
one place is found by the name of the place; it is no answer to “noise”."""


def read_synonyms(path: Path = SYNONYMS) -> list[tuple[str, str]]:
    """Return (what people say, what it means) as folded words. Raises `AreaFileError`."""
    found: list[tuple[str, str]] = []
    for row in read_table(path, SYNONYM_COLUMNS):
        pair = (fold(row.required("said")), fold(row.required("means")))
        if pair in found:
            row.refuse("this row is there twice.", "Remove one.")
        found.append(pair)
    return found


def search_file(
    directory: Directory, sections: Sequence[Section], synonyms: Sequence[tuple[str, str]]
) -> bytes:
    """Return `search.json`. A synonym that means a word that no page has is left out."""
    records = sorted(directory.records, key=lambda record: (record.kind, record.id))

    def area(covers: Covers) -> str:
        return vocabulary.covers_in_words(covers, directory.map)

    weights = [
        *(_section_weights(section) for section in sections),
        *(_record_weights(record, area) for record in records),
    ]
    words = _postings(weights)
    document = {
        "sections": [[each.url, each.title, each.page] for each in sections],
        "records": [[each.kind, each.id, each.name, area(each.covers)] for each in records],
        "words": words,
        "synonyms": [pair for pair in synonyms if words.keys() >= set(pair[1].split())],
        "skip": " ".join(sorted(SKIPPED)),
        "kinds": dict(vocabulary.KIND_WORDS),
    }
    return compact_json(document).encode()


def _words(text: str) -> list[str]:
    return [word for word in fold(text).split() if word not in SKIPPED]


def _section_weights(section: Section) -> dict[str, float]:
    worth = _PAGE if not section.page else _SECTION
    if "easy-read" in section.url:
        worth = _EASY_READ
    elif not section.url.startswith("guides/"):
        worth = _ABOUT
    weights = _text_weights(section.text)
    _add(weights, [section.page], _PAGE_TITLE)
    _add(weights, [section.title], _TITLE)
    if "easy-read" in section.url:
        _add(weights, ["Easy Read"], _KEY_WORD)
    return {word: weight * worth for word, weight in weights.items()}


def _record_weights(record: Record, area: Callable[[Covers], str]) -> dict[str, float]:
    weights = _text_weights(record.summary)
    _add(weights, [KIND_TITLES[record.kind], *_details(record)], _KEY_WORD)
    _add(weights, record.other_names + record.former_names, _KEY_WORD)
    _add(weights, [record.name], _TITLE)
    worth = _NATIONAL if record.covers.level == NATION_LEVEL else _LOCAL
    weights = {word: weight * worth for word, weight in weights.items()}
    _add(weights, [area(record.covers)], _AREA)
    return weights


def _details(record: Record) -> Iterator[str]:
    """Yield what a record is about, in the words of its page."""
    match record.details:
        case Reporting(takes=takes):
            yield from (vocabulary.TAKES[each] for each in takes)
        case VictimService(helps_with=helps_with):
            yield from (vocabulary.HELPS_WITH[each] for each in helps_with)
        case RjProvider(ways=ways):
            yield from (vocabulary.RJ_WAYS[each] for each in ways)
        case ComplaintBody(reviews=reviews):
            yield from (vocabulary.REVIEWS[each] for each in reviews)


def _text_weights(text: str) -> dict[str, float]:
    """Return what words weigh by how often they are in a text."""
    counts = Counter(_words(text))
    return {word: min(1 + math.log2(count), _MOST_OF_TEXT) for word, count in counts.items()}


def _add(weights: dict[str, float], texts: Iterable[str], weight: float) -> None:
    for word in {word for text in texts for word in _words(text)}:
        weights[word] = max(weights.get(word, 0), weight)


def _postings(documents: Sequence[dict[str, float]]) -> dict[str, str]:
    """Return the places of each word as text."""
    places: dict[str, list[tuple[int, float]]] = {}
    for number, weights in enumerate(documents):
        for word, weight in weights.items():
            places.setdefault(word, []).append((number, weight))
    return {word: _places(found) for word, found in sorted(places.items())}


def _places(found: Iterable[tuple[int, float]]) -> str:
    text, before = "", 0
    for number, weight in found:
        text += base36(number - before) + chr(ord("A") + min(25, round(weight)))
        before = number
    return text
