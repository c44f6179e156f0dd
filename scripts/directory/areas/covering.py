"""Which councils an area statement covers on a day: the link between records and councils.

The link is many-to-many and layered: a council can be covered by name, through its county, its
police area or its nation, and by several records of one kind at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from directory.areas.model import NATIONS, Council, County, Geography, PoliceArea
from directory.records.model import Covers

COUNCILS, COUNTIES, POLICE_AREAS, NATION_LEVEL = "councils", "counties", "police_areas", "nations"
LEVELS = (COUNCILS, COUNTIES, POLICE_AREAS, NATION_LEVEL)
"""From the smallest area to the largest."""

_LAYER_OF: Mapping[str, Callable[[Council], str]] = MappingProxyType(
    {
        COUNCILS: lambda council: council.id,
        COUNTIES: lambda council: council.county,
        POLICE_AREAS: lambda council: council.police_area,
        NATION_LEVEL: lambda council: council.nation,
    }
)


@dataclass(frozen=True)
class Map:
    """The geography as it is on one day."""

    geography: Geography
    day: date

    @cached_property
    def councils(self) -> tuple[Council, ...]:
        """The councils of the day, sorted by name."""
        return self.geography.current_councils(self.day)

    @cached_property
    def _members(self) -> Mapping[tuple[str, str], frozenset[str]]:
        members: dict[tuple[str, str], set[str]] = {}
        for council in self.councils:
            for level, layer in _LAYER_OF.items():
                if layer(council):
                    members.setdefault((level, layer(council)), set()).add(council.id)
        return {key: frozenset(ids) for key, ids in members.items()}

    def known_ids(self, level: str) -> Mapping[str, Council | County | PoliceArea | str]:
        """Return every id of a level, past and present, with what it stands for."""
        tables: dict[str, Mapping[str, Council | County | PoliceArea | str]] = {
            COUNCILS: self.geography.councils,
            COUNTIES: self.geography.counties,
            POLICE_AREAS: self.geography.police_areas,
            NATION_LEVEL: NATIONS,
        }
        return tables[level]

    def members(self, level: str, area_id: str) -> frozenset[str]:
        """Return the ids of the councils of the day that an area holds; none if it is gone."""
        return self._members.get((level, area_id), frozenset())

    def covered(self, covers: Covers) -> frozenset[str]:
        """Return the ids of the councils of the day that an area statement covers."""
        return frozenset().union(*(self.members(covers.level, area) for area in covers.ids))
