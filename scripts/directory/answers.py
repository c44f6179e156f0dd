"""The join: one council and a date in, the sections of its answer page out. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from directory.areas.changes import AnnouncedChange
from directory.areas.covering import LEVELS, NATION_LEVEL, Map
from directory.areas.model import Council, County, PoliceArea
from directory.records import kinds
from directory.records.model import Gap, Police, Record
from directory.sections import REPORT, SECTIONS, SectionKind, applies, must_be_local

ALWAYS, FALLBACK, LISTED = "always", "fallback", "listed"


@dataclass(frozen=True, slots=True)
class Part:
    """The records of one kind in a section, in the order in which they are shown.

    A kind that does not exist in the nation has `applies` False. `gaps` say what is known to be
    missing.
    """

    kind: str
    applies: bool
    records: tuple[Record, ...]
    gaps: tuple[Gap, ...]

    @property
    def missing(self) -> Gap | None:
        """The gap that says that the whole record is missing, if there is one."""
        return next((gap for gap in self.gaps if not gap.missing), None)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an answer page with its parts, one for each kind."""

    id: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that one answer page says."""

    council: Council
    county: County | None
    police_area: PoliceArea
    change: AnnouncedChange | None
    sections: tuple[Section, ...]

    def part(self, kind: str) -> Part:
        """Return the part for a kind (the first, if two sections have it)."""
        parts = (part for section in self.sections for part in section.parts)
        return next(part for part in parts if part.kind == kind)


@dataclass(frozen=True)
class Directory:
    """All records that are true on the day of `map`, and the councils that they cover."""

    map: Map
    all_records: tuple[Record, ...]
    all_gaps: tuple[Gap, ...]
    changes: tuple[AnnouncedChange, ...] = ()

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records that have started and have not ended."""
        return tuple(record for record in self.all_records if record.current_on(self.map.day))

    @cached_property
    def _records_of(self) -> dict[tuple[str, str], list[Record]]:
        found: dict[tuple[str, str], list[Record]] = {}
        for record in self.records:
            for council in self.map.covered(record.covers):
                found.setdefault((record.kind, council), []).append(record)
        return found

    @cached_property
    def _gaps_of(self) -> dict[tuple[str, str], list[Gap]]:
        found: dict[tuple[str, str], list[Gap]] = {}
        for gap in self.all_gaps:
            for council in self.map.covered(gap.covers):
                found.setdefault((gap.section, council), []).append(gap)
        return found

    def covering(self, kind: str, council: Council) -> list[Record]:
        """Return the current records of a kind that cover a council, in the order of files."""
        return self._records_of.get((kind, council.id), [])

    def gaps(self, kind: str, council: Council) -> list[Gap]:
        """Return the gaps declared for a kind in a council's area."""
        return self._gaps_of.get((kind, council.id), [])

    def is_covered(self, kind: str, council: Council) -> bool:
        """Say whether a council has what it should have of a kind."""
        return any(serves(record, council) for record in self.covering(kind, council))

    def answer(self, council: Council) -> Answer:
        """Join everything that covers a council into its answer."""
        geography = self.map.geography
        return Answer(
            council=council,
            county=geography.counties.get(council.county),
            police_area=geography.police_areas[council.police_area],
            change=next((c for c in self.changes if c.county == council.county), None),
            sections=tuple(self._section(section, council) for section in SECTIONS),
        )

    def _section(self, section: SectionKind, council: Council) -> Section:
        parts = []
        for kind in section.kinds:
            records = [r for r in self.covering(kind, council) if r.shown != LISTED]
            if kind == kinds.POLICE and section.id != REPORT:
                records = [r for r in records if _says_how_to_complain(r)]
            parts.append(
                Part(
                    kind=kind,
                    applies=applies(kind, council.nation),
                    records=_in_order(_without_needless_fallbacks(records)),
                    gaps=tuple(gap for gap in self.gaps(kind, council) if _is_worth_saying(gap)),
                )
            )
        return Section(section.id, section.title, tuple(parts))


def serves(record: Record, council: Council) -> bool:
    """Say whether a record is enough for a council that it covers (`sections.must_be_local`)."""
    local_needed = must_be_local(record.kind, council.nation)
    return record.shown != LISTED and (is_local(record) or not local_needed)


def is_local(record: Record) -> bool:
    """Say whether a record is about less than a whole nation."""
    return record.covers.level != NATION_LEVEL


def _is_worth_saying(gap: Gap) -> bool:
    """Say whether visitors need a gap; what a whole nation lacks is for contributors."""
    return not gap.missing or gap.covers.level != NATION_LEVEL


def _says_how_to_complain(record: Record) -> bool:
    details = record.details
    return isinstance(details, Police) and bool(details.complaints or details.oversight)


def _distance(record: Record) -> int:
    return LEVELS.index(record.covers.level)


def _in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda r: (r.order, _distance(r), r.name, r.id)))


def _without_needless_fallbacks(records: Iterable[Record]) -> list[Record]:
    """Drop fallback records wherever a record for a smaller area is shown."""
    shown: list[Record] = []
    for record in sorted(records, key=_distance):
        nearer = any(_distance(other) < _distance(record) for other in shown)
        if record.shown == ALWAYS or not nearer:
            shown.append(record)
    return shown
