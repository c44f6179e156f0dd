"""What the rules look at: everything that was loaded, joined on one day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from directory.answers import Directory
from directory.findings import Finding, Path, Severity
from directory.records.model import Contact, OversightBody, Police, Record
from directory.records.reading import Loaded
from directory.records.strict_yaml import position

PlacedContact = tuple[Contact, Path]
"""A contact and where it stands in its record."""


@dataclass(frozen=True)
class Subject:
    """The input of every rule."""

    loaded: Loaded
    directory: Directory

    @property
    def today(self) -> date:
        """The date of the check."""
        return self.directory.map.day

    def finding(
        self,
        code: str,
        file: str,
        path: Path,
        message: str,
        suggestion: str,
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        """Make a finding at the place of `path` in `file`."""
        source = self.loaded.texts.get(file)
        line, column = position(source, path) if source else (1, 1)
        return Finding(code, file, line, column, path, message, suggestion, severity)


def _placed(contacts: tuple[Contact, ...], path: Path) -> Iterator[PlacedContact]:
    return ((contact, (*path, index)) for index, contact in enumerate(contacts))


def contacts_of(record: Record) -> Iterator[PlacedContact]:
    """Yield every contact of a record, those of a police force's overseers included."""
    yield from _placed(record.contacts, ("contacts",))
    if isinstance(record.details, Police):
        yield from _placed(record.details.complaints, ("complaints",))
        for body, path in oversight_of(record):
            yield from _placed(body.contacts, (*path, "contacts"))


def oversight_of(record: Record) -> Iterator[tuple[OversightBody, Path]]:
    """Yield the oversight bodies of a police record, none for other kinds."""
    if isinstance(record.details, Police):
        for index, body in enumerate(record.details.oversight):
            yield body, ("oversight", index)
