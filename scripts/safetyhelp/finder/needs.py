"""What people type when they are in danger, or whom hate hits, and who helps with it.

In: `needs.csv`, whose rows say what is typed and what it needs, `word_sets.csv`, which names words
that stand for one another there, and the records. Out: the part `needs` of `index.json`:

- `sets`: the words of each set;
- `said`: for each need what is typed, the most dangerous first, each as words or `{number}` of a
  set, with a full stop where nothing else is typed, and `!` before what must not stand between two
  words;
- `lines`: for each need whom to reach, as [name, number or nothing, where, address below the root].

No line is written by hand: each is the record of a nation with a number of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from safetyhelp.areas.model import NATIONS
from safetyhelp.areas.on_a_day import NATION_LEVEL
from safetyhelp.areas.tables import read_table
from safetyhelp.dataset.answers import LISTED, needs
from safetyhelp.finder.names import fold
from safetyhelp.records import kinds
from safetyhelp.records.model import Record
from safetyhelp.records.phones import is_relay

NEEDS_FILE = Path(__file__).with_name("needs.csv")
SETS_FILE = Path(__file__).with_name("word_sets.csv")
_ANY_CRIME = "any-crime"
HELP: dict[str, tuple[str, ...]] = {
    "suicide": ("feelings",),
    "sexual": ("sexual-violence", _ANY_CRIME),
    "forced-marriage": ("domestic-abuse",),
    "child": (),
    "at-home": ("domestic-abuse",),
    "at-risk": ("adults-at-risk",),
    "danger": (_ANY_CRIME,),
    "crime": (_ANY_CRIME,),
    "rights": (),
    "complain": (),
    "case-review": (),
    "restorative": (),
    "support": (_ANY_CRIME,),
    "helping": (),
    "easy-read": (),
    "hate-crime": (),
    "asb": (),
    "not-covered": (),
}
"""What the lines for each need help with; where a nation has none, the next one. The order is that
of danger: what is typed for two needs belongs to the first. From “rights” on, nobody has to phone
at once: the browser leads to a guide, and to the section of the council’s page."""
_ADVICE = {"not-covered": frozenset({"citizens-advice"})}
"""Who gives advice on all that no page is about. There is a record for England and Wales only."""
NOTHING_ELSE = "."
"""The end of a phrase beside which nothing else is typed: “help” alone is a cry for it."""
NEVER = "!"
"""Begins a word that must not stand between two others: “son !was hit me” is no “son was hit”."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is typed for a need: folded words, and names of sets in braces."""

    need: str
    words: tuple[str, ...]


def read_word_sets(path: Path = SETS_FILE) -> dict[str, tuple[str, ...]]:
    """Return the words of each set by its name. Raises `AreaFileError`."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table(path, ["name", "words", "reason"]):
        row.required("reason")
        name = row.required("name")
        if name in found:
            row.refuse(f"the set “{name}” is there twice.", "Remove one.")
        found[name] = tuple(fold(row.required("words")).split())
    return found


def read_said(sets: Iterable[str], path: Path = NEEDS_FILE) -> tuple[Said, ...]:
    """Return what is typed for each need, the most dangerous first. Raises `AreaFileError`."""
    named = {f"{{{name}}}" for name in sets}
    found: dict[Said, None] = {}
    for row in read_table(path, ["need", "said", "reason"]):
        row.required("reason")
        if row["need"] not in HELP:
            row.refuse(f"“need” is “{row['need']}”.", f"Use one of: {', '.join(HELP)}.")
        words = row.required("said").split()
        if words == [NOTHING_ELSE] or NOTHING_ELSE in words[:-1]:
            row.refuse("a full stop stands only at the end of what is said.", "Put it there.")
        for word in (each.removeprefix(NEVER) for each in words):
            if word.startswith("{") and word not in named:
                row.refuse(f"there is no set {word}.", "Add it to word_sets.csv.")
        between = words[1 : -2 if words[-1] == NOTHING_ELSE else -1]
        if any(w.startswith(NEVER) and w not in between for w in words):
            row.refuse(f"“{NEVER}” stands only between two words.", "Put it there.")
        said = Said(row["need"], tuple(_folded(word, named) for word in words))
        if said in found:
            row.refuse("this row is there twice.", "Remove one.")
        found[said] = None
    order = list(HELP)
    return tuple(sorted(found, key=lambda each: order.index(each.need)))


def _folded(word: str, named: set[str]) -> str:
    if word.startswith(NEVER):
        return NEVER + _folded(word.removeprefix(NEVER), named)
    return word if word in named or word == NOTHING_ELSE else fold(word)


def _number(record: Record, gone: frozenset[str]) -> str:
    numbers = (contact.phone for contact in record.contacts)
    return next((n for n in numbers if n and n not in gone and not is_relay(n)), "")


def _of_nation(
    records: Sequence[Record], nation: str, helps: Iterable[str], gone: frozenset[str]
) -> Record | None:
    """Return the nation's record with a number that is there for it, for the least else first."""
    for need in helps:
        found = [
            r
            for r in records
            if r.kind == kinds.VICTIM_SERVICES
            and r.shown != LISTED
            and r.covers.level == NATION_LEVEL
            and nation in r.covers.ids
            and need in needs(r)
        ]
        found.sort(key=lambda r: (not _number(r, gone), len(needs(r)), r.order, r.name))
        if found:
            return found[0]
    return None


def _lines(records: Sequence[Record], need: str, gone: frozenset[str]) -> Iterator[list[str]]:
    """Yield the lines for a need: one for each record, with the nations that it is for."""
    nations: dict[Record, list[str]] = {}
    advice = [r for r in records if r.id in _ADVICE.get(need, ())]
    for nation in NATIONS:
        record = _of_nation(records, nation, HELP[need], gone)
        for each in [record] if record else [r for r in advice if nation in r.covers.ids]:
            nations.setdefault(each, []).append(NATIONS[nation])
    for record, names in nations.items():
        where = "" if len(names) == len(NATIONS) else " and ".join(names)
        url = f"services/{record.kind}/{record.id}/"
        yield [record.name, _number(record, gone), where, url]


def _numbered(word: str, numbers: dict[str, str]) -> str:
    """Name a set by its number: the index is fetched by everybody, and shorter so."""
    name = word.removeprefix(NEVER)
    return word.removesuffix(name) + numbers.get(name, name)


def needs_of(records: Sequence[Record], gone: frozenset[str]) -> dict[str, object]:
    """Return the part `needs` of the index. Numbers in `gone` are not given to anybody."""
    sets = read_word_sets()
    numbers = {f"{{{name}}}": f"{{{number}}}" for number, name in enumerate(sets)}
    said: dict[str, list[str]] = {need: [] for need in HELP}
    for each in read_said(sets):
        said[each.need].append(" ".join(_numbered(word, numbers) for word in each.words))
    return {
        "sets": [" ".join(words) for words in sets.values()],
        "said": {need: "|".join(phrases) for need, phrases in said.items()},
        "lines": {need: [*_lines(records, need, gone)] for need in HELP},
    }
