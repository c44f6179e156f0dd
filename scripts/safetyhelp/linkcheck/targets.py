"""Every address in the records, and every value that should stand on its source: what and where."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag

from safetyhelp.evidence.vocabulary import VALUE_FIELDS, Kind, fact_key
from safetyhelp.findings.model import Path
from safetyhelp.linkcheck.facts.check import ExpectedFact
from safetyhelp.records import kinds
from safetyhelp.records.contacts import contacts_of, oversight_of
from safetyhelp.records.model import AsbCaseReview, Contact, Partnership, Police, Record
from safetyhelp.yaml.parse import position
from safetyhelp.yaml.source import SourceText

_NAMED_KINDS = frozenset({kinds.PARTNERSHIPS, kinds.VICTIM_SERVICES, kinds.RJ_PROVIDERS})


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a value stands: the record's file and the path in it.

    In a table, which has no paths, `row` is the line of the file; else it is 0.
    """

    file: str
    path: Path
    row: int = 0

    def position(self, texts: Mapping[str, SourceText]) -> tuple[int, int]:
        """Return line and column; `texts` are the files that were read."""
        source = texts.get(self.file)
        return position(source, self.path) if source and not self.row else (self.row or 1, 1)


@dataclass(frozen=True, slots=True)
class Link:
    """One address as it is written, and everywhere it is written."""

    url: str
    places: tuple[RecordPlace, ...]

    @property
    def base(self) -> str:
        """The address that is asked for: without what stands after “#”."""
        return urldefrag(self.url).url


@dataclass(frozen=True, slots=True)
class Fact:
    """One value that should stand on the page `source`, and where the record says it."""

    source: str
    wanted: ExpectedFact
    places: tuple[RecordPlace, ...]

    @property
    def base(self) -> str:
        """The address of the page that is asked for."""
        return urldefrag(self.source).url

    @property
    def key(self) -> str:
        """The name of the value on its page, the same however it is spelled."""
        return fact_key(self.wanted.kind, self.wanted.value)


def _addresses(record: Record) -> Iterator[tuple[str, Path]]:
    for contact, path in contacts_of(record):
        for field in ("url", "bsl", "source"):
            yield getattr(contact, field), (*path, field)
    for index, source in enumerate(record.sources):
        yield source.url, ("sources", index, "url")
    details = record.details
    if isinstance(details, AsbCaseReview) and details.threshold:
        yield details.threshold.source, ("threshold", "source")
    if isinstance(details, Partnership) and details.members:
        yield details.members.source, ("members", "source")
    if isinstance(details, Police):
        for index, scheme in enumerate(details.accessibility_schemes):
            yield scheme.url, ("accessibility_schemes", index, "url")
            yield scheme.source, ("accessibility_schemes", index, "source")
    for body, path in oversight_of(record):
        for index, source in enumerate(body.sources):
            yield source.url, (*path, "sources", index, "url")


PlacedAddress = tuple[str, RecordPlace]
"""An address and one place where it stands."""


def _placed(records: Iterable[Record]) -> Iterator[PlacedAddress]:
    for record in records:
        for url, path in _addresses(record):
            if url.startswith(("http:", "https:")):  # a BSL route may also be a few words
                yield url, RecordPlace(record.file, path)


def links_of(
    records: Iterable[Record], elsewhere: Iterable[PlacedAddress] = ()
) -> tuple[Link, ...]:
    """Return every address of the records, then those that stand elsewhere.

    Each comes once, with all its places, in the order of the files.
    """
    found: dict[str, list[RecordPlace]] = {}
    for url, place in (*_placed(records), *elsewhere):
        found.setdefault(url, []).append(place)
    return tuple(Link(url, tuple(places)) for url, places in found.items())


def _values(record: Record, contact: Contact, path: Path) -> Iterator[tuple[ExpectedFact, Path]]:
    team = record.details.team if isinstance(record.details, Partnership) else ""
    labels = tuple(dict.fromkeys(filter(None, (contact.purpose, team, record.name))))
    for field, kind in VALUE_FIELDS:
        if value := getattr(contact, field):
            yield ExpectedFact(kind, value, labels=labels), (*path, field)
    unsure = isinstance(record.details, Partnership) and record.details.name_unconfirmed
    if record.kind in _NAMED_KINDS and path[0] == "contacts" and not unsure:
        others = (*record.other_names, *filter(None, (team,)))
        yield ExpectedFact(Kind.NAME, record.name, other_values=others), ("name",)


def _facts(record: Record) -> Iterator[tuple[str, ExpectedFact, Path]]:
    for contact, path in contacts_of(record):
        for wanted, place in _values(record, contact, path):
            yield contact.source, wanted, place
    details = record.details
    if isinstance(details, AsbCaseReview) and details.threshold and details.threshold.any_of:
        rule = details.threshold
        yield rule.source, ExpectedFact(Kind.THRESHOLD, record.id, threshold=rule), ("threshold",)


def facts_of(records: tuple[Record, ...]) -> tuple[Fact, ...]:
    """Return every value that can be looked for on its source, each once for each source."""
    found: dict[tuple[str, str], tuple[str, ExpectedFact, list[RecordPlace]]] = {}
    for record in records:
        for source, wanted, path in _facts(record):
            key = (urldefrag(source).url, fact_key(wanted.kind, wanted.value))
            _, _, places = found.setdefault(key, (source, wanted, []))
            place = RecordPlace(record.file, path)
            if place not in places:
                places.append(place)
    return tuple(Fact(source, wanted, tuple(places)) for source, wanted, places in found.values())
