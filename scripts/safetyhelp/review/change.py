"""What a change of the data does, as values. `compare` finds it out, `summary` writes it down."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from safetyhelp.dataset.coverage import CoverageState
from safetyhelp.findings.model import Finding

Lines = tuple[str, ...]


class Fate(Enum):
    """What happened to a record."""

    ADDED = "new"
    CHANGED = "changed"
    RENAMED = "renamed"
    REMOVED = "deleted"
    UNREADABLE = "cannot be read"


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record before and after.

    `before` and `after` are the lines of its page as visitors read them; `fields` names the parts
    of the record that differ; `note` says what the lines cannot.
    """

    file: str
    former_file: str
    fate: Fate
    before: Lines
    after: Lines
    fields: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ListChange:
    """Entries that came into one of the lists beside the folders, or went out of it."""

    file: str
    added: Lines
    removed: Lines


@dataclass(frozen=True, slots=True)
class PageChange:
    """An answer page that will read differently: how many lines come and go."""

    address: str
    council: str
    added: int
    removed: int


A_RECORD = "a record"
WHAT_THERE_IS: Mapping[CoverageState, str] = MappingProxyType(
    {
        CoverageState.LOCAL: A_RECORD,
        CoverageState.NATIONAL: A_RECORD,
        CoverageState.GAP: "a declared gap",
        CoverageState.NOTHING: "nothing",
        CoverageState.NOT_HERE: "nothing",
    }
)


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """The councils for which there is something else of one kind after a change than before it.

    `before` and `after` say in words what there is.
    """

    kind: str
    before: str
    after: str
    councils: tuple[str, ...]

    @property
    def gained(self) -> bool:
        """Say whether these councils get a record that they did not have."""
        return self.after == A_RECORD

    @property
    def lost(self) -> bool:
        """Say whether these councils lose the record that they had."""
        return self.before == A_RECORD


@dataclass(frozen=True, slots=True)
class Change:
    """Everything that a change of the data does.

    `overdue` is what a day has brought, not this change. It is none of the `errors`, which are all
    that must be mended.
    """

    records: tuple[RecordChange, ...]
    lists: tuple[ListChange, ...]
    pages: tuple[PageChange, ...]
    councils: int
    coverage: tuple[CoverageChange, ...]
    new_findings: tuple[Finding, ...]
    overdue: tuple[Finding, ...]
    mended: int
    errors: int
