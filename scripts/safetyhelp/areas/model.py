"""The areas of the UK that the directory answers for, as typed, frozen values.

Everything is true as of a date: an area may have a first day (``starts_on``), a last day
(``ends_on``) and successors (``replaced_by``, ids of areas of the same kind).
Nothing here reads a file; ``safetyhelp.areas.reading`` does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

NATIONS: Mapping[str, str] = MappingProxyType(
    {
        "england": "England",
        "wales": "Wales",
        "scotland": "Scotland",
        "northern-ireland": "Northern Ireland",
    }
)
"""Id of a nation → the name shown to people."""


def in_force(starts_on: date | None, ends_on: date | None, day: date) -> bool:
    """Say whether a span of dates, both ends included and either open, holds ``day``."""
    return (starts_on is None or starts_on <= day) and (ends_on is None or day <= ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """What an area of any kind has.

    ``code`` is the ONS nine-character code (empty for a council that is announced and has none
    yet).
    """

    id: str
    code: str
    name: str
    starts_on: date | None
    ends_on: date | None
    replaced_by: tuple[str, ...]

    def current_on(self, day: date) -> bool:
        """Say whether the area exists on ``day``."""
        return in_force(self.starts_on, self.ends_on, day)

    @property
    def names(self) -> tuple[str, ...]:
        """All that people may call it; some may be empty."""
        return (self.name,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Council(Area):
    """A council whose area gets an answer page, or one that has been replaced.

    ``county`` is the id of the county council above it (empty where there is none),
    ``police_area`` an id, ``former_codes`` codes that the same council had before.
    ``other_names`` are for searching. The position of a replaced council is that of its successors.
    """

    official_name: str
    welsh_name: str
    type: str
    nation: str
    region: str
    county: str
    police_area: str
    homepage: str
    lat: float
    lon: float
    former_codes: tuple[str, ...]
    other_names: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All that people may call it; some may be empty."""
        return (self.name, self.official_name, self.welsh_name, *self.other_names)


@dataclass(frozen=True, slots=True, kw_only=True)
class County(Area):
    """A county council: the upper of two tiers. It has no answer page of its own."""

    official_name: str
    homepage: str
    police_area: str

    @property
    def names(self) -> tuple[str, ...]:
        """All that people may call it."""
        return (self.name, self.official_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceArea(Area):
    """The area of a territorial police force; ``police_uk_id`` is its id at data.police.uk."""

    force: str
    police_uk_id: str
    nation: str

    @property
    def names(self) -> tuple[str, ...]:
        """All that people may call it."""
        return (self.name, self.force)


@dataclass(frozen=True)
class Geography:
    """All areas by id, with the questions that the rest of the directory asks of them."""

    councils: Mapping[str, Council]
    counties: Mapping[str, County]
    police_areas: Mapping[str, PoliceArea]

    @cached_property
    def _by_code(self) -> Mapping[str, Council]:
        """Every code that a council has or had → the council."""
        every = self.councils.values()
        former = {code: council for council in every for code in council.former_codes}
        return {**former, **{council.code: council for council in every if council.code}}

    def current_councils(self, day: date) -> tuple[Council, ...]:
        """Return the councils that exist on ``day``, sorted by name."""
        current = (council for council in self.councils.values() if council.current_on(day))
        return tuple(sorted(current, key=lambda council: (council.name, council.id)))

    def by_code(self, code: str) -> Council | None:
        """Return the council with this ONS code, past or present, or None.

        A code that a council had before it was re-coded gives that council; the code of a
        replaced council gives the replaced council (ask ``successors`` for today's).
        """
        return self._by_code.get(code)

    def successors(self, council: Council, day: date) -> tuple[Council, ...]:
        """Return the councils that are there on ``day`` in place of ``council``, by name.

        A council that exists on that day gives itself. Several successors mean that its area
        was divided or that the source does not say which one.
        """
        found: dict[str, Council] = {}
        seen: set[str] = set()
        queue = [council]
        while queue:
            here = queue.pop()
            if here.id in seen:
                continue
            seen.add(here.id)
            if here.current_on(day):
                found[here.id] = here
            else:
                queue.extend(self.councils[other] for other in here.replaced_by)
        return tuple(sorted(found.values(), key=lambda each: (each.name, each.id)))


@dataclass(frozen=True, slots=True)
class Covers:
    """The area a record is about: `level` is councils, counties, police_areas or nations."""

    level: str
    ids: tuple[str, ...]
