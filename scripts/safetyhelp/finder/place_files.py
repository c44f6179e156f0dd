"""Entries → place files by first letters, none larger than a slow phone can fetch at once.

The file `a` holds what begins with “a”. Where that is too much, the largest parts get files of
their own (`al`, `as` …) and `a` keeps the others, with as many as fit of the largest places that
went elsewhere. To look up a name, take the longest of its beginnings that has a file.
Every file also holds all towns and cities of its first letter, so that a typing error further on
cannot lead to a file without the town that was meant.
"""

import gzip
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safetyhelp.finder.entries import FinderEntry, PlaceEntry, RecordEntry
from safetyhelp.text.compact_json import compact_json

MOST_BYTES = 11_500
"""Gzipped. The limit is 12 kB; servers compress a little better or worse than this module."""

_FOR_THE_LARGEST = 0.15
"""The share of a divided file that is kept for the largest places that went elsewhere."""

_SMALLER_FILES_PACK_WORSE = 1.1

_SHRINK = 0.95


@dataclass(frozen=True, slots=True)
class _Line:
    """An entry under one of its keys, with the room that it is likely to take when gzipped."""

    key: str
    entry: FinderEntry
    room: float


def place_files(entries: Sequence[FinderEntry]) -> dict[str, bytes]:
    """Return first letters → content."""
    lines = sorted(_lines(entries), key=lambda line: line.key)
    letters: dict[str, list[_Line]] = {}
    for line in lines:
        letters.setdefault(line.key[0], []).append(line)
    return {
        start: content
        for letter, here in letters.items()
        for start, content in _divide(letter, here, [line for line in here if line.entry.is_town])
    }


def _lines(entries: Sequence[FinderEntry]) -> Iterator[_Line]:
    """Yield each entry once for each first letter and rest that it can be found by."""
    whole = _content(entries)
    packed = _weight(whole) / len(whole) * _SMALLER_FILES_PACK_WORSE
    for entry in entries:
        room = _length(entry) * packed
        for key in entry.keys:
            yield _Line(key, entry, room)


def _length(entry: FinderEntry) -> int:
    """Return how long the line of an entry is, near enough."""
    if isinstance(entry, PlaceEntry):
        return len("|".join((entry.name, *entry.other_names))) + 4 * len(entry.places) + 4
    return len(json.dumps(_record_line(entry)))


def _divide(
    start: str, lines: Sequence[_Line], towns: Sequence[_Line]
) -> Iterator[tuple[str, bytes]]:
    """Yield the file for a beginning, then those for the longer ones that do not fit into it."""
    whole = [*towns, *lines]
    if _room(whole) <= 1.2 * MOST_BYTES:
        content = _content([line.entry for line in whole])
        if _weight(content) <= MOST_BYTES:
            yield start, content
            return
    parts: dict[str, list[_Line]] = {}
    for line in lines:
        parts.setdefault(line.key[: len(start) + 1], []).append(line)
    must = [*towns, *parts.pop(start, [])]
    content, elsewhere = _parent(must, parts)
    yield start, content
    for longer in elsewhere:
        yield from _divide(longer, parts[longer], towns)


def _parent(must: Sequence[_Line], parts: dict[str, list[_Line]]) -> tuple[bytes, list[str]]:
    """Return the file of a divided beginning, and the longer ones that get their own."""
    share = 1 - _FOR_THE_LARGEST
    while True:
        kept, elsewhere = list(must), []
        for longer, part in sorted(parts.items(), key=lambda item: (_room(item[1]), item[0])):
            if _room([*kept, *part]) <= MOST_BYTES * share:
                kept.extend(part)
            else:
                elsewhere.append(longer)
        content = _fill(kept, [line for longer in elsewhere for line in parts[longer]])
        if _weight(content) <= MOST_BYTES or len(elsewhere) == len(parts):
            return content, sorted(elsewhere)
        share *= _SHRINK


def _room(lines: Sequence[_Line]) -> float:
    return sum({id(line.entry): line.room for line in lines}.values())


def _fill(kept: Sequence[_Line], others: Sequence[_Line]) -> bytes:
    """Return a file of all that is kept and as many as fit of the others, the largest first."""
    wanted = [line.entry for line in kept]
    largest = sorted(others, key=lambda line: (-line.entry.size, line.key))
    left = MOST_BYTES - _room(kept)
    for count, line in enumerate(largest):
        left -= line.room
        if left < 0:
            del largest[count:]
            break
    while True:
        content = _content([*wanted, *(line.entry for line in largest)])
        weight = _weight(content)
        if weight <= MOST_BYTES or not largest:
            return content
        too_many = math.ceil((weight - MOST_BYTES) / weight * (len(wanted) + len(largest)))
        del largest[-too_many:]


def _weight(content: bytes) -> int:
    return len(gzip.compress(content, compresslevel=6, mtime=0))


def _content(entries: Sequence[FinderEntry]) -> bytes:
    """Return the text of a file. An entry that is there several times is written once."""
    unique = {id(entry): entry for entry in entries}.values()
    places = sorted(
        (entry for entry in unique if isinstance(entry, PlaceEntry)),
        key=lambda entry: (entry.name, entry.other_names),
    )
    records = sorted(
        (entry for entry in unique if isinstance(entry, RecordEntry)),
        key=lambda entry: (entry.kind, entry.id),
    )
    councils = sorted({place.council for entry in places for place in entry.places})
    numbers = {council: number for number, council in enumerate(councils)}
    document = {
        "councils": councils,
        "places": [_place_line(entry, numbers) for entry in places],
        "records": [_record_line(entry) for entry in records],
    }
    return compact_json(document).encode()


def _place_line(entry: PlaceEntry, numbers: dict[str, int]) -> str:
    codes = "".join(place.code(numbers[place.council]) for place in entry.places)
    return "|".join((entry.name, *entry.other_names, codes))


def _record_line(entry: RecordEntry) -> list[object]:
    line: list[object] = [entry.name, entry.kind, entry.id, list(entry.covers)]
    if entry.other_names or entry.former_names:
        line.append(list(entry.other_names))
    if entry.former_names:
        line.append(list(entry.former_names))
    return line
