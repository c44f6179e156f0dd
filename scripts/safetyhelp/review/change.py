"""What a change of the data does, as values. `comparing` finds it out, `summary` writes it down."""

from dataclasses import dataclass
from enum import Enum

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


class Coverage(Enum):
    """What a council has in a section: something, an entry that says what is missing, nothing."""

    RECORD = "a record"
    GAP = "a declared gap"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """The councils for which the coverage of one kind goes from one state to another."""

    kind: str
    before: Coverage
    after: Coverage
    councils: tuple[str, ...]

    @property
    def gained(self) -> bool:
        """Say whether these councils get a record that they did not have."""
        return self.after is Coverage.RECORD

    @property
    def lost(self) -> bool:
        """Say whether these councils lose the record that they had."""
        return self.before is Coverage.RECORD


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
