"""All text of a record that visitors read, each piece with its place.

Names and addresses that are checked by their own format are left out; notes are never published.
"""

import dataclasses
from collections.abc import Iterator

from directory.findings import Path
from directory.records.model import Record

# Attribute → key in the file, where the two differ.
_KEYS = {"purpose": "for"}
_NOT_TEXT = frozenset(
    {
        "kind", "id", "file", "notes", "phone", "email", "url", "text_phone", "relay", "bsl",
        "source", "shown", "replaced_by", "former_ids", "ids", "level", "run_by_kind",
    }
)  # fmt: skip


def _walk(value: object, path: Path) -> Iterator[tuple[str, Path]]:
    if isinstance(value, str):
        if value:
            yield value, path
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, (*path, index))
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name in _NOT_TEXT:
                continue
            inner = getattr(value, field.name)
            key = _KEYS.get(field.name, field.name)
            yield from _walk(inner, path if field.name == "details" else (*path, key))


def texts_of(record: Record) -> Iterator[tuple[str, Path]]:
    """Yield (text, path) for everything in the record that is shown as text."""
    return _walk(record, ())
