"""What the search for what is missing has found, and when: its state file and its journal.

One entry for each topic of each area: the day, what came of it, the best pages with their evidence.
A search that ends is one line of the journal at once, so that kill -9 loses none; at the end the
state file is replaced as a whole.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from safetyhelp.evidence.rows import FAULTS, converter
from safetyhelp.evidence.state import StateError, lines_of
from safetyhelp.text.files import write_whole

VERSION = 1
OUTCOMES = ("found", "nothing", "unreadable", "not-reached", "no-site")
FOUND, NOTHING, UNREADABLE, NOT_REACHED, NO_SITE = OUTCOMES
HIGH, MEDIUM, LOW = "high", "medium", "low"


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A value on a page, with its label, the headings above it and the sentence around it.

    `against` says why it is not proposed; empty when it is.
    """

    what: str
    value: str
    label: str = ""
    headings: tuple[str, ...] = ()
    sentence: str = ""
    against: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that may be what is missing, with the words that counted for it and against it."""

    url: str
    points: int
    confidence: str
    title: str = ""
    words: tuple[str, ...] = ()
    seen: str = ""
    name: str = ""
    ways: tuple[str, ...] = ()
    values: tuple[FoundValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """One search for one topic: when, what came of it, how many pages it took."""

    looked: datetime
    outcome: str
    pages: int = 0
    detail: str = ""
    candidates: tuple[Candidate, ...] = ()

    @property
    def day(self) -> date:
        """The day of the search."""
        return self.looked.astimezone(UTC).date()

    def is_fresh(self, now: datetime, max_age: timedelta) -> bool:
        """Say whether it need not be made again. One of the future was dated by a wrong clock."""
        return bool(max_age) and timedelta() <= now - self.looked <= max_age


Lookups = Mapping[str, Lookup]
"""All searches by the key of what was looked for."""


_entries = converter(omit_empty=False)


def _lookup(row: Any) -> Lookup:
    found = _entries.structure(row, Lookup)
    if found.outcome not in OUTCOMES:
        raise ValueError(f"“{found.outcome}” is no outcome that we know")
    return found


def as_line(found: Lookups) -> str:
    """Return searches as one line of a journal."""
    return json.dumps(_entries.unstructure(found), ensure_ascii=False)


def from_lines(lines: Iterable[str]) -> dict[str, Lookup]:
    """Read the lines of a journal; one that was cut off is left out."""
    found: dict[str, Lookup] = {}
    for line in lines:
        try:
            found.update({key: _lookup(row) for key, row in json.loads(line).items()})
        except FAULTS:
            continue
    return found


def read_lookups(path: Path) -> Lookups:
    """Read a state file; an absent one is empty. Raises StateError."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["version"] != VERSION:
            raise ValueError(f"its “version” is not {VERSION}")
        return {key: _lookup(row) for key, row in document["lookups"].items()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise StateError(f"{path}: cannot be read: {error.strerror}.") from error
    except (*FAULTS, RecursionError) as error:
        raise StateError(
            f"{path}: this is not a state file of the search that we know ({error}). Nothing was "
            "changed. Fetch it again, or delete it: then everything is looked for anew."
        ) from error


def write_lookups(path: Path, lookups: Lookups) -> None:
    """Write a state file whole, one line for each search. Raises OSError."""
    rows = lines_of(_entries.unstructure(dict(sorted(lookups.items()))))
    write_whole(path, f'{{"version": {VERSION},\n"lookups": {{\n{rows}\n}}}}\n')
