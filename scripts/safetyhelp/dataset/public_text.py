"""All text that visitors read, each piece with its place: of records, and of gaps.

Names and addresses that are checked by their own format are left out; notes are never published.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from safetyhelp.findings.model import Path
from safetyhelp.records.files.loaded import Loaded
from safetyhelp.records.kinds import RETIRED
from safetyhelp.records.letters import paragraphs
from safetyhelp.records.lists.retired import retired_of
from safetyhelp.records.model import Record, VictimService

# Attribute → key in the file, where the two differ.
_KEYS = {"purpose": "for"}
_NOT_TEXT = frozenset(
    {
        "kind", "id", "file", "notes", "phone", "email", "url", "text_phone", "relay", "bsl",
        "source", "shown", "replaced_by", "former_ids", "ids", "level",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PublicText:
    """One piece of text. `confidential`: it is about a service whose place must stay secret."""

    file: str
    record_id: str
    text: str
    path: Path
    confidential: bool


@cache
def _keys(kind: type) -> tuple[tuple[str, Path], ...]:
    """Return the attributes of a dataclass that may hold text, each with its way in the file."""
    names = (each.name for each in dataclasses.fields(kind) if each.name not in _NOT_TEXT)
    return tuple((name, () if name == "details" else (_KEYS.get(name, name),)) for name in names)


def _walk(value: object, path: Path) -> Iterator[tuple[str, Path]]:
    kind: type = type(value)
    if isinstance(value, str):
        if value:
            yield value, path
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, (*path, index))
    elif dataclasses.is_dataclass(value):
        for name, way in _keys(kind):
            yield from _walk(getattr(value, name), path + way)


def texts_of(record: Record) -> Iterator[tuple[str, Path]]:
    """Yield (text, path) for everything in the record that is shown as text."""
    return _walk(record, ())


def public_texts(loaded: Loaded) -> Iterator[PublicText]:
    """Yield every text that is published: of records, retired ids, gaps and letters.

    Nobody knows any more if the place of what is retired must stay secret: so it must.
    """
    for record in loaded.records:
        details = record.details
        confidential = isinstance(details, VictimService) and details.confidential == "yes"
        for text, path in texts_of(record):
            yield PublicText(record.file, record.id, text, path, confidential)
    for entry in retired_of(loaded):
        path = ("retired", entry.position, "name")
        yield PublicText(loaded.file_of(RETIRED), entry.id, entry.name, path, True)
    for gap in loaded.gaps:
        for key in ("missing", "reason", "instead"):
            if text := getattr(gap, key):
                yield PublicText(loaded.gaps_file, "", text, ("gaps", gap.position, key), False)
    for letter in loaded.letters:
        for paragraph, path in paragraphs(letter):
            yield PublicText(letter.file, "", paragraph.say, (*path, "say"), False)
