"""What changed in the records between two states of the data: values in, sentences out. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from safetyhelp.text.words import in_words
from safetyhelp.yaml.parse import Value

Key = tuple[str, str]
"""The kind and the id of a record."""

Snapshot = Mapping[Key, Mapping[str, Value]]
"""The values of every record that could be read, at one moment."""

_NOT_PUBLISHED = frozenset({"notes"})
_PARTS: Mapping[str, str] = {
    "covers": "area",
    "former_names": "former names",
    "other_names": "other names",
    "starts_on": "first day",
    "ends_on": "last day",
    "replaced_by": "what takes its place",
    "complaints": "where to complain",
    "oversight": "who oversees it",
}


class What(Enum):
    """What happened to a record."""

    NEW = "New"
    CLOSED = "Closed"
    RENAMED = "New name"
    CHANGED = "Changed"
    REMOVED = "Removed"


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that changed. `parts` are the parts that differ, in words."""

    what: What
    kind: str
    id: str
    name: str
    parts: tuple[str, ...] = ()
    former_name: str = ""

    def in_words(self) -> str:
        """Say what happened, in one line."""
        if self.what is What.RENAMED:
            return f"New name: {self.name} (before: {self.former_name})"
        parts = f" ({in_words(self.parts, 'and')})" if self.what is What.CHANGED else ""
        return f"{self.what.value}: {self.name}{parts}"


@dataclass(frozen=True, slots=True)
class Commit:
    """What one commit changed, and when."""

    commit: str
    when: datetime
    changes: tuple[RecordChange, ...]


def _words(part: str) -> str:
    return _PARTS.get(part, part.replace("_", " "))


def _name(values: Mapping[str, Value], key: Key) -> str:
    return " ".join(str(values.get("name", key[1])).split())


def _former_keys(new: Snapshot, key: Key) -> list[Key]:
    former = new[key].get("former_ids", [])
    return [(key[0], str(each)) for each in former] if isinstance(former, list) else []


def _changed(
    key: Key, before: Mapping[str, Value], after: Mapping[str, Value]
) -> RecordChange | None:
    keys = [*after, *(each for each in before if each not in after)]
    parts = [
        each for each in keys if each not in _NOT_PUBLISHED and before.get(each) != after.get(each)
    ]
    if not parts:
        return None
    name = _name(after, key)
    if "ends_on" in after and "ends_on" not in before:
        return RecordChange(What.CLOSED, *key, name)
    if "name" in parts and (former := _name(before, key)) != name:
        return RecordChange(What.RENAMED, *key, name, former_name=former)
    return RecordChange(What.CHANGED, *key, name, tuple(_words(part) for part in parts))


def changes_between(old: Snapshot, new: Snapshot) -> Iterator[RecordChange]:
    """Yield what changed, in the order of kinds and ids: new ones and changed ones, then removed.

    A record whose file was renamed is the same record if it names its former id. What only the
    notes say, or how a file is written, is no change.
    """
    moved = {
        former: key
        for key in new
        if key not in old
        for former in _former_keys(new, key)
        if former in old and former not in new
    }
    before_of = {key: former for former, key in moved.items()}
    for key in sorted(new):
        former = before_of.get(key, key)
        if former in old:
            change = _changed(key, old[former], new[key])
            if change:
                yield change
        else:
            yield RecordChange(What.NEW, *key, _name(new[key], key))
    for key in sorted(old):
        if key not in new and key not in moved:
            yield RecordChange(What.REMOVED, *key, _name(old[key], key))
