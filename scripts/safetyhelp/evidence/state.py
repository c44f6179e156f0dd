"""What is remembered from run to run, and the file it lies in. The file is always whole.

The format is documented for other programs in docs/contribute/link-checks.md.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from safetyhelp.errors import UserError
from safetyhelp.evidence.rows import FAULTS, converter
from safetyhelp.evidence.vocabulary import Result, Verdict
from safetyhelp.text.files import write_whole

VERSION = 1
Row = TypeVar("Row")


class StateError(UserError):
    """The state file cannot be used. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class LinkState:
    """The history of one address. `failures` counts the runs in a row in which it failed.

    `page` is a fingerprint of what it last showed; two pages that say the same share it.
    """

    first_seen: date
    checked: datetime
    verdict: Verdict
    summary: str = ""
    new_url: str = ""
    last_ok: date | None = None
    first_failed: date | None = None
    failures: int = 0
    page: str = ""


@dataclass(frozen=True, slots=True)
class FactState:
    """The history of one value on one page. `misses` counts the runs in a row without it."""

    first_seen: date
    checked: datetime
    result: Result
    why: str = ""
    label: str = ""
    instead: str = ""
    confirmed_on: date | None = None
    missing_since: date | None = None
    misses: int = 0


@dataclass(slots=True)
class State:
    """Everything that is remembered: addresses by URL, values by page and name."""

    links: dict[str, LinkState] = field(default_factory=dict)
    facts: dict[str, dict[str, FactState]] = field(default_factory=dict)

    def copy(self) -> "State":
        """Return a state of its own that knows the same."""
        return State(dict(self.links), {url: dict(facts) for url, facts in self.facts.items()})

    def take(self, other: "State") -> None:
        """Take over what another state knows, in place of what is known here."""
        self.links.update(other.links)
        for source, facts in other.facts.items():
            self.facts.setdefault(source, {}).update(facts)


_entries = converter(omit_empty=True)


def as_document(state: State) -> dict[str, Any]:
    """Return a state as plain values, sorted, for JSON."""
    return {
        "links": {url: _entries.unstructure(link) for url, link in sorted(state.links.items())},
        "facts": {
            source: {key: _entries.unstructure(fact) for key, fact in sorted(facts.items())}
            for source, facts in sorted(state.facts.items())
            if facts
        },
    }


class _RowError(ValueError):
    """One entry of a state cannot be read: the part it is in, its name, and why."""

    def __init__(self, part: str, key: str, why: str) -> None:
        super().__init__(why)
        self.part = part
        self.key = key


def _why(error: Exception) -> str:
    return f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else str(error)


def _rows(part: str, rows: Any, read: Callable[[Any], Row]) -> dict[str, Row]:
    if not isinstance(rows, dict):
        raise TypeError(f"“{part}” must be a group")
    found = {}
    for key, row in rows.items():
        try:
            found[key] = read(row)
        except FAULTS as error:
            raise _RowError(part, key, _why(error)) from error
    return found


def from_document(document: Mapping[str, Any]) -> State:
    """Read a state from plain values. Raises ValueError, TypeError or KeyError when it is none."""

    def link(row: Any) -> LinkState:
        return _entries.structure(row, LinkState)

    def facts(rows: Any) -> dict[str, FactState]:
        return _rows("facts", rows, lambda row: _entries.structure(row, FactState))

    return State(_rows("links", document["links"], link), _rows("facts", document["facts"], facts))


def _line_of(text: str, error: Exception) -> int:
    """Return the line of a state file to which an error belongs; 1 when it is all of the file."""
    if isinstance(error, json.JSONDecodeError):
        return error.lineno
    if isinstance(error, _RowError):
        name = f"\n{json.dumps(error.key, ensure_ascii=False)}:"
        at = text.find(name, text.find(f'"{error.part}"'))
        return text.count("\n", 0, at + 1) + 1
    return 1


def _version_error(path: Path, document: Any) -> Exception:
    version = document.get("version") if isinstance(document, dict) else None
    if isinstance(version, int) and version > VERSION:
        return StateError(
            f"{path}:1: a newer version of this program has written it (version {version}; this "
            f"one knows {VERSION}). Nothing was changed. Update the program (git pull), and run it "
            "again."
        )
    return ValueError(f"its “version” is not {VERSION}")


def read_state(path: Path) -> State:
    """Read a state file; an absent one is an empty state. Raises StateError."""
    remedy = (
        "Nothing was changed. Fetch it again (make linkstate), or delete it to begin anew: then "
        "every problem must be seen three times again before it counts."
    )
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return State()
    except UnicodeDecodeError as error:
        raise StateError(f"{path}:1: this is not a state file (it is not text). {remedy}") from (
            error
        )
    except OSError as error:
        raise StateError(f"{path}: cannot be read: {error.strerror}.") from error
    try:
        document = json.loads(text)
        if not isinstance(document, dict) or document.get("version") != VERSION:
            raise _version_error(path, document)
        return from_document(document)
    except (*FAULTS, RecursionError) as error:
        where = f"{path}:{_line_of(text, error)}"
        raise StateError(
            f"{where}: this is not a state file that we know ({_why(error)}). {remedy}"
        ) from error


def write_state(path: Path, state: State) -> None:
    """Write a state file atomically: one line for each address, so that changes show in git."""
    document = as_document(state)
    parts = ",\n".join(f'"{part}": {{\n{lines_of(rows)}\n}}' for part, rows in document.items())
    write_whole(path, f'{{"version": {VERSION},\n{parts}}}\n')


def lines_of(rows: Mapping[str, Any]) -> str:
    """Return a group as JSON, one line for each entry."""
    return ",\n".join(
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(row, ensure_ascii=False)}"
        for key, row in rows.items()
    )
