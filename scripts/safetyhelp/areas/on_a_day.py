"""Which councils an area statement covers on a day: the link between records and councils.

The link is many-to-many and layered: a council can be covered by name, through its county, its
police area or its nation, and by several records of one kind at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from safetyhelp.areas.model import NATIONS, Area, Council, Covers, Geography

COUNCILS, COUNTIES, POLICE_AREAS, NATION_LEVEL = "councils", "counties", "police_areas", "nations"
LEVELS = (COUNCILS, COUNTIES, POLICE_AREAS, NATION_LEVEL)
"""From the smallest area to the largest."""
LEVEL_NAMES: Mapping[str, str] = MappingProxyType(
    {
        COUNCILS: "council",
        COUNTIES: "county",
        POLICE_AREAS: "police area",
        NATION_LEVEL: "nation",
    }
)
"""What one area of a level is called."""

_LAYER_OF: Mapping[str, Callable[[Council], str]] = MappingProxyType(
    {
        COUNCILS: lambda council: council.id,
        COUNTIES: lambda council: council.county,
        POLICE_AREAS: lambda council: council.police_area,
        NATION_LEVEL: lambda council: council.nation,
    }
)


@dataclass(frozen=True)
class AreasOnDay:
    """The geography as it is on one day."""

    geography: Geography
    day: date

    @cached_property
    def councils(self) -> tuple[Council, ...]:
        """The councils of the day, sorted by name."""
        return self.geography.current_councils(self.day)

    @cached_property
    def ended(self) -> tuple[tuple[Council, tuple[Council, ...]], ...]:
        """The councils that have ended, each with those that are there in its place, by name."""
        return tuple(
            (council, self.geography.successors(council, self.day))
            for council in self.geography.councils.values()
            if council.ends_on and council.ends_on < self.day
        )

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """Level and id of an area → the councils, of the day or ended, that lie in it by name.

        A council that has ended is left out of larger areas that still have its successors.
        """
        named: dict[tuple[str, str], set[str]] = {}
        for council in self.geography.councils.values():
            if council.id not in self._today:  # it has not begun
                continue
            for level in LEVELS if council.current_on(self.day) else (COUNCILS, COUNTIES):
                if area := _LAYER_OF[level](council):
                    named.setdefault((level, area), set()).add(council.id)
        return {key: frozenset(ids) for key, ids in named.items()}

    @cached_property
    def _today(self) -> Mapping[str, frozenset[str]]:
        """Id of a council of the day or of one that has ended → the councils there are now."""
        return {
            council.id: frozenset(each.id for each in self.geography.successors(council, self.day))
            for council in self.geography.councils.values()
            if council.starts_on is None or council.starts_on <= self.day
        }

    @cached_property
    def _parts(self) -> Mapping[str, frozenset[str]]:
        """Id of a council of the day → itself and the councils that have ended in its favour."""
        parts: dict[str, set[str]] = {}
        for part, today in self._today.items():
            for council in today:
                parts.setdefault(council, set()).add(part)
        return {council: frozenset(ids) for council, ids in parts.items()}

    def known_ids(self, level: str) -> Mapping[str, Area | str]:
        """Return every id of a level, past and present, with what it stands for."""
        tables: dict[str, Mapping[str, Area | str]] = {
            COUNCILS: self.geography.councils,
            COUNTIES: self.geography.counties,
            POLICE_AREAS: self.geography.police_areas,
            NATION_LEVEL: NATIONS,
        }
        return tables[level]

    def knows(self, covers: Covers) -> bool:
        """Say whether every area that a statement names is there, or was."""
        return self.known_ids(covers.level).keys() >= set(covers.ids)

    def name_of(self, level: str, area_id: str) -> str:
        """Return the name of an area of the day or of before."""
        area = self.known_ids(level)[area_id]
        return area if isinstance(area, str) else area.name

    def members(self, level: str, area_id: str) -> frozenset[str]:
        """Return the ids of the councils of the day that an area holds.

        An area that has ended holds those that took its place, or those that took the place of the
        councils in it.
        """
        named = self._named.get((level, area_id), frozenset())
        return frozenset().union(*(self._today[council] for council in named))

    def covered(self, covers: Covers) -> frozenset[str]:
        """Return the ids of the councils of the day that an area statement covers.

        A statement that names a council which has ended covers its successors, though only in a
        part of their area: see `old_areas`.
        """
        return frozenset().union(*(self.members(covers.level, area) for area in covers.ids))

    def councils_in(self, covers: Covers) -> list[Council]:
        """Return the councils of the day that an area statement covers, by name."""
        covered = self.covered(covers)
        return [council for council in self.councils if council.id in covered]

    def named(self, covers: Covers) -> frozenset[str]:
        """Return the ids of the councils, of the day or ended, that a statement is about itself."""
        areas = (self._named.get((covers.level, area), frozenset()) for area in covers.ids)
        return frozenset().union(*areas)

    def parts(self, covers: Covers) -> frozenset[str]:
        """Return what a statement covers in its smallest parts.

        These are the councils that it names, with those that have ended in favour of one of them.
        Two statements that share no part do not compete, though both cover one council of today.
        """
        named = self.named(covers)
        return named.union(*(self._parts.get(council, frozenset()) for council in named))

    def old_areas(self, covers: Covers, council: Council) -> tuple[str, ...]:
        """Return the names of the areas of before by which a statement covers a council of the day.

        Empty where it names the council itself, or a larger area that it lies in.
        """
        named = self.named(covers)
        if council.id in named:
            return ()
        here = {each for each in named if council.id in self._today[each]}
        if covers.level == COUNTIES:
            counties = {self.geography.councils[each].county for each in here}
            return tuple(sorted(self.geography.counties[county].name for county in counties))
        return tuple(sorted(self.geography.councils[each].name for each in here))
