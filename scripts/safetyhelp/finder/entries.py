"""Places and records → the lines of the place files, each with the keys under which it is found.

In: places and records. Out: `FinderEntry` values. Pure.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from safetyhelp.areas.model import Covers
from safetyhelp.areas.on_a_day import COUNCILS, AreasOnDay
from safetyhelp.areas.places import Place
from safetyhelp.finder.echoes import SURE
from safetyhelp.finder.names import distinct, key, keys_from_words
from safetyhelp.finder.postcode_files import base36
from safetyhelp.records.model import Record

_PLACE_TYPES = {
    "city": ("c", 26),
    "town": ("t", 20),
    "suburb": ("s", 13),
    "village": ("v", 11),
    "built-up area": ("b", 12),
    "settlement": ("e", 10),
    "place": ("p", 9),
    "community": ("o", 9),
    "parish": ("a", 8),
    "hamlet": ("h", 6),
    "locality": ("l", 5),
    "ward": ("w", 4),
}
"""Type of place → the letter for it, and its size where nobody has counted the people. A capital
letter says that its council is not sure."""
_TOWNS = ("city", "town")
_LARGEST_SIZE = 35

SIZE_OF_A_RECORD = 3


@dataclass(frozen=True, slots=True)
class Where:
    """One place among those of a name: its council (id), type, size (0 to 35) and sureness."""

    council: str
    type: str
    size: int
    sure: bool

    def code(self, number: int) -> str:
        """Return the four characters for it: type, size, and its council's number in the file."""
        letter, _ = _PLACE_TYPES[self.type]
        return (
            (letter if self.sure else letter.upper()) + base36(self.size) + f"{base36(number):0>2}"
        )


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """All places that share a name and its other names, the largest first."""

    name: str
    other_names: tuple[str, ...]
    places: tuple[Where, ...]
    keys: tuple[str, ...]

    @property
    def size(self) -> int:
        """The size of the largest."""
        return self.places[0].size

    @property
    def is_town(self) -> bool:
        """Whether one of them is a town or a city: those must be found with any typing error."""
        return any(place.type in _TOWNS for place in self.places)


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """A record by its names. `covers` are ids of councils, or `level:id` for larger areas."""

    name: str
    other_names: tuple[str, ...]
    former_names: tuple[str, ...]
    kind: str
    id: str
    covers: tuple[str, ...]
    keys: tuple[str, ...]
    size: int = SIZE_OF_A_RECORD
    is_town: bool = False


FinderEntry = PlaceEntry | RecordEntry


def size_of(place: Place) -> int:
    """Return how large a place is, 0 to 35: six for each factor of ten in people.

    Towns and cities are never smaller than one of which nobody has counted the people.
    """
    _, without_people = _PLACE_TYPES[place.type]
    if not place.population:
        return without_people
    counted = min(_LARGEST_SIZE, round(6 * math.log10(place.population)))
    return max(counted, without_people) if place.type in _TOWNS else counted


def place_entries(places: Iterable[Place], council_id: Callable[[str], str]) -> list[PlaceEntry]:
    """Return the entries for places, by name. Places of one name stand in order of size."""
    named: dict[tuple[str, tuple[str, ...]], list[Place]] = {}
    for place in places:
        others = distinct(place.name, place.other_names, key)
        named.setdefault((place.name, others), []).append(place)

    def order(place: Place) -> tuple[int, int, str, str]:
        return -size_of(place), -(place.population or 0), place.county, council_id(place.council)

    entries = []
    for (name, others), found in sorted(named.items(), key=lambda item: item[0]):
        spots = tuple(
            Where(council_id(place.council), place.type, size_of(place), place.sure in SURE)
            for place in sorted(found, key=order)
        )
        entries.append(PlaceEntry(name, others, spots, _place_keys(name, others, spots)))
    return entries


def _place_keys(name: str, others: Iterable[str], places: Iterable[Where]) -> tuple[str, ...]:
    keys = {key(name), *(key(other) for other in others)}
    if any(place.type in _TOWNS for place in places):
        keys.update(part for part in keys_from_words(name) if len(part) > 3)
    return tuple(sorted(keys - {""}))


def record_entries(records: Iterable[Record], areas: AreasOnDay) -> list[RecordEntry]:
    """Return the entries for records, by kind and id, with the councils and areas of the day."""
    return [_record_entry(r, areas) for r in sorted(records, key=lambda r: (r.kind, r.id))]


def _covers(covers: Covers, areas: AreasOnDay) -> tuple[str, ...]:
    """Return what is covered, with the councils of the day in place of areas that have ended."""
    found: list[str] = []
    for area_id in covers.ids:
        area = areas.known_ids(covers.level)[area_id]
        larger = covers.level != COUNCILS and (isinstance(area, str) or area.current_on(areas.day))
        members = sorted(areas.members(covers.level, area_id))
        found += [f"{covers.level}:{area_id}"] if larger else members
    return tuple(dict.fromkeys(found))


def _record_entry(record: Record, areas: AreasOnDay) -> RecordEntry:
    names = (record.name, *record.other_names, *record.former_names)
    keys = {part for name in names for part in keys_from_words(name)}
    return RecordEntry(
        name=record.name,
        other_names=record.other_names,
        former_names=record.former_names,
        kind=record.kind,
        id=record.id,
        covers=_covers(record.covers, areas),
        keys=tuple(sorted(keys - {""})),
    )
