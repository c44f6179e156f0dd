"""The join: one council and a date in, the sections of its answer page out. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from safetyhelp.areas.announced import AnnouncedCouncil
from safetyhelp.areas.changes import AnnouncedChange
from safetyhelp.areas.model import Council, County, PoliceArea
from safetyhelp.areas.on_a_day import LEVELS, NATION_LEVEL, AreasOnDay
from safetyhelp.areas.successions import Beginning, Ending, beginning_of, ending_of
from safetyhelp.dataset.sections import (
    REPORT,
    SECTIONS,
    SUPPORT,
    SectionKind,
    applies,
    must_be_local,
    section_of_service,
)
from safetyhelp.records import kinds
from safetyhelp.records.contacts import values_of
from safetyhelp.records.letters import Letter
from safetyhelp.records.lists.retired import RetiredId
from safetyhelp.records.model import Gap, Police, Record, VictimService

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

    @property
    def records(self) -> tuple[Record, ...]:
        """The records of all parts in one order; with the same `order`, a police force is first."""
        records = (record for part in self.parts for record in part.records)
        return tuple(sorted(records, key=lambda r: (r.order, r.kind != kinds.POLICE)))

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps of all parts."""
        return tuple(gap for part in self.parts for gap in part.gaps)


OldAreas = Mapping[tuple[str, str | int], tuple[str, ...]]
"""Kind and id of a record, or section and position of a gap → the old areas that it is about."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that one answer page says.

    `ending` is told of a council that is to be replaced, `beginning` of a new one for which records
    or gaps still name the old areas.
    """

    council: Council
    county: County | None
    police_area: PoliceArea
    ending: Ending | None
    beginning: Beginning | None
    sections: tuple[Section, ...]
    _old_areas: OldAreas = field(default_factory=dict)

    def old_areas(self, thing: Record | Gap) -> tuple[str, ...]:
        """Return the names of the old areas that a record or gap is about; none if about all."""
        key = (
            (thing.kind, thing.id) if isinstance(thing, Record) else (thing.section, thing.position)
        )
        return self._old_areas.get(key, ())

    def is_partial(self, record: Record) -> bool:
        """Say whether a record is only about one of the old areas: it is wrong for the others."""
        return bool(self.old_areas(record))

    def for_everybody(self) -> "Answer":
        """Return the answer without what is only for people in one of the old areas."""
        if not self._old_areas:
            return self
        sections = tuple(
            replace(section, parts=tuple(self._whole(part) for part in section.parts))
            for section in self.sections
        )
        return replace(self, sections=sections)

    def _whole(self, part: "Part") -> "Part":
        return replace(
            part,
            records=tuple(each for each in part.records if not self.old_areas(each)),
            gaps=tuple(each for each in part.gaps if not self.old_areas(each)),
        )

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record of every section, one section behind the other."""
        return tuple(record for section in self.sections for record in section.records)

    def part(self, kind: str) -> Part:
        """Return the part for a kind (the first, if several sections have it)."""
        parts = (part for section in self.sections for part in section.parts)
        return next(part for part in parts if part.kind == kind)

    def helping(self, need: str) -> tuple[Record, ...]:
        """Return the victim services that help with a need, in the order of the page."""
        return tuple(r for r in self.of_kind(kinds.VICTIM_SERVICES) if need in needs(r))

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """Return the records of a kind from all sections, each once, in the order of the page."""
        return tuple({each.id: each for each in self.records if each.kind == kind}.values())


@dataclass(frozen=True)
class Directory:
    """All records that are true on the day of `map`, and the councils that they cover.

    `letters` are the words of letters, in the order in which they are listed.
    """

    map: AreasOnDay
    all_records: tuple[Record, ...]
    all_gaps: tuple[Gap, ...]
    changes: tuple[AnnouncedChange, ...] = ()
    announced: tuple[AnnouncedCouncil, ...] = ()
    retired: tuple[RetiredId, ...] = ()
    letters: tuple[Letter, ...] = ()

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records that have started and have not ended."""
        return tuple(record for record in self.all_records if record.current_on(self.map.day))

    @cached_property
    def _records_of(self) -> dict[tuple[str, str], list[Record]]:
        found: dict[tuple[str, str], list[Record]] = {}
        for record in self.records:
            for council in self.map.covered(record.covers) | self.map.parts(record.covers):
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
        """Return the current records of a kind that cover a council, in the order of files.

        A council that has ended is covered too, by what names it or its successors.
        """
        return self._records_of.get((kind, council.id), [])

    def gaps(self, kind: str, council: Council) -> list[Gap]:
        """Return the gaps declared for a kind in a council's area."""
        return self._gaps_of.get((kind, council.id), [])

    def is_covered(self, kind: str, council: Council) -> bool:
        """Say whether a council has what it should have of a kind."""
        return any(serves(record, council) for record in self.covering(kind, council))

    @cached_property
    def _answers(self) -> dict[Council, Answer]:
        return {}

    def answer(self, council: Council) -> Answer:
        """Join everything that covers a council into its answer; each is worked out once."""
        if council not in self._answers:
            self._answers[council] = self._join(council)
        return self._answers[council]

    def _join(self, council: Council) -> Answer:
        geography = self.map.geography
        gathered = [self._section(section, council) for section in SECTIONS]
        old_areas = {key: names for _, old in gathered for key, names in old.items() if names}
        return Answer(
            council=council,
            county=geography.counties.get(council.county),
            police_area=geography.police_areas[council.police_area],
            ending=ending_of(council, self.map, self.changes, self.announced),
            beginning=beginning_of(council, self.map, self.announced) if old_areas else None,
            sections=tuple(section for section, _ in gathered),
            _old_areas=old_areas,
        )

    def _section(self, section: SectionKind, council: Council) -> tuple[Section, OldAreas]:
        parts = []
        old: dict[tuple[str, str | int], tuple[str, ...]] = {}
        for kind in section.kinds:
            records = [
                r
                for r in self.covering(kind, council)
                if r.shown != LISTED and _belongs(r, section.id)
            ]
            kept = _merged((r, self.map.old_areas(r.covers, council)) for r in records)
            gaps = tuple(
                gap
                for gap in self.gaps(kind, council)
                if _is_worth_saying(gap)
                and (kind != kinds.VICTIM_SERVICES or section.id == SUPPORT)
            )
            old.update({(r.kind, r.id): names for r, names in kept})
            old.update(
                {(g.section, g.position): self.map.old_areas(g.covers, council) for g in gaps}
            )
            parts.append(
                Part(
                    kind,
                    applies(kind, council.nation),
                    _in_order(_without_needless_fallbacks(kept)),
                    gaps,
                )
            )
        return Section(section.id, section.title, tuple(parts)), old


def serves(record: Record, council: Council) -> bool:
    """Say whether a record is enough for a council that it covers (`sections.must_be_local`)."""
    local_needed = must_be_local(record.kind, council.nation)
    return record.shown != LISTED and (is_local(record) or not local_needed)


def is_local(record: Record) -> bool:
    """Say whether a record is about less than a whole nation."""
    return record.covers.level != NATION_LEVEL


def needs(record: Record) -> tuple[str, ...]:
    """Return what a victim service helps with; nothing for a record of another kind."""
    return record.details.helps_with if isinstance(record.details, VictimService) else ()


def _is_worth_saying(gap: Gap) -> bool:
    """Say whether visitors need a gap; what a whole nation lacks is for contributors."""
    return not gap.missing or gap.covers.level != NATION_LEVEL


def _belongs(record: Record, section: str) -> bool:
    """Say whether a record stands in a section that has its kind."""
    details = record.details
    if isinstance(details, VictimService):
        return section == section_of_service(details.helps_with)
    if isinstance(details, Police):
        return section == REPORT or bool(details.complaints or details.oversight)
    return True


def distance(record: Record) -> int:
    """Return how wide the area of a record is: 0 for councils, and more for each wider level."""
    return LEVELS.index(record.covers.level)


_Placed = tuple[Record, tuple[str, ...]]
"""A record, and the old areas that it is about; none if it is about the whole council."""


def _merged(placed: Iterable[_Placed]) -> list[_Placed]:
    """Join the records of old areas that say the same: one name, the same ways to get in touch."""
    kept: dict[object, _Placed] = {}
    for record, names in placed:
        ways = tuple(tuple(values_of(contact).items()) for contact in record.contacts)
        key = (record.name, record.summary, ways) if names else (record.kind, record.id)
        first, known = kept.get(key, (record, ()))
        kept[key] = (first, tuple(sorted({*known, *names})))
    return list(kept.values())


def _in_order(placed: Iterable[_Placed]) -> tuple[Record, ...]:
    """Return the records in their order; of one order, those for an old area last, by the area."""

    def place(each: _Placed) -> tuple[object, ...]:
        record, names = each
        return (record.order, names, distance(record), record.name, record.id)

    return tuple(record for record, _ in sorted(placed, key=place))


def _without_needless_fallbacks(placed: Iterable[_Placed]) -> list[_Placed]:
    """Drop fallback records wherever a record for a smaller area is shown.

    A record for one of the old areas is none for the others.
    """
    shown: list[_Placed] = []
    for record, names in sorted(placed, key=lambda each: distance(each[0])):
        nearer = any(not old and distance(other) < distance(record) for other, old in shown)
        if record.shown == ALWAYS or not nearer:
            shown.append((record, names))
    return shown
