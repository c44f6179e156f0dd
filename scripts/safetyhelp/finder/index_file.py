"""Councils and the areas made of them → the one file that every lookup needs.

In: the geography of a day, the aliases, the needs, and the lists of the other files. Out:
`index.json`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from safetyhelp.areas.model import NATIONS, Council, County, PoliceArea
from safetyhelp.areas.on_a_day import COUNTIES, NATION_LEVEL, POLICE_AREAS, AreasOnDay
from safetyhelp.areas.tables import AreaFileError
from safetyhelp.finder.aliases import AREA, COUNCIL, COUNTY, POLICE_AREA, WITHIN, Alias, level_of
from safetyhelp.finder.names import COUNCIL_WORDS, distinct, fold
from safetyhelp.finder.plain_words import read_plain_words
from safetyhelp.records.vocabulary import KIND_WORDS
from safetyhelp.text.compact_json import compact_json
from safetyhelp.text.slugs import slug

FORMER, NATION, REGION = "former", "nation", "region"
LONDON = "London"
_PARTS_OF_LONDON = tuple(
    f"{part} London"
    for part in ("Greater", "Central", "Inner", "Outer", "North", "South", "East", "West")
)
"""Where people say they live when they mean one of the 33 councils."""


@dataclass(frozen=True, slots=True)
class CouncilGroup:
    """A name that stands for some councils: a county, a police area, Berkshire, old Cumbria.

    `id` is empty where the site has no place for the group.
    """

    kind: str
    id: str
    name: str
    other_names: tuple[str, ...]
    councils: frozenset[str]


def index_file(
    areas: AreasOnDay,
    aliases: Sequence[Alias],
    postcode_areas: Iterable[str],
    shards: Iterable[str],
    needs: Mapping[str, object],
) -> bytes:
    """Return `index.json`: councils, groups, needs, and which of the other files exist."""
    councils = areas.councils
    numbers = {council.id: number for number, council in enumerate(councils)}
    above = sorted({_above(areas, council) for council in councils})
    named = _Names(areas, aliases)
    document = {
        "above": above,
        "councils": [
            [council.id, council.name, above.index(_above(areas, council)), *named.of(council)]
            for council in councils
        ],
        "groups": [
            [
                group.kind,
                group.id,
                group.name,
                group.other_names,
                sorted(numbers[council] for council in group.councils),
            ]
            for group in _groups(areas, named)
        ],
        "postcodes": " ".join(sorted(postcode_areas)),
        "places": " ".join(sorted(shards)),
        "kinds": dict(KIND_WORDS),
        "needs": needs,
        "plain": " ".join(read_plain_words()),
    }
    return compact_json(document).encode()


def _above(areas: AreasOnDay, council: Council) -> str:
    """Return what to write beside a council so that people know which one it is."""
    county = areas.geography.counties.get(council.county)
    if county:
        return county.name
    if council.type == "metropolitan district":
        police = areas.geography.police_areas[council.police_area]
        # Northumbria Police has a second county; its metropolitan districts are this one.
        return "Tyne and Wear" if police.id == "northumbria" else police.name
    return council.region or NATIONS[council.nation]


class _Names:
    """The names that councils and groups have besides their own."""

    def __init__(self, areas: AreasOnDay, aliases: Sequence[Alias]) -> None:
        self._areas = areas
        self._of: dict[tuple[str, str], list[str]] = {}
        self.groups: dict[tuple[str, str], set[str]] = {}
        for alias in aliases:
            for found in self._today(alias):
                if alias.kind in (AREA, WITHIN):
                    self.groups.setdefault((alias.kind, alias.alias), set()).add(found)
                else:
                    self._of.setdefault((alias.kind, found), []).append(alias.alias)

    def _today(self, alias: Alias) -> list[str]:
        geography, day = self._areas.geography, self._areas.day
        level = level_of(alias)
        if alias.id not in self._areas.known_ids(level):
            raise AreaFileError(
                "aliases.csv",
                f"“{alias.alias}” stands for “{alias.id}”, which is not known.",
                f"Use an id from {level}.csv.",
            )
        if level != "councils":
            return [alias.id]
        return [each.id for each in geography.successors(geography.councils[alias.id], day)]

    def of(self, council: Council) -> list[list[str]]:
        """Return the other names of a council, in a list that is left out when empty."""
        names = [council.welsh_name, *council.other_names, *self.listed(COUNCIL, council.id)]
        others = [*distinct(council.name, names)]
        known = [fold(name) for name in (council.name, *others)]
        if not any(_adds_only_style(fold(council.official_name), name) for name in known):
            others.append(council.official_name)
        return [others] if others else []

    def listed(self, kind: str, area_id: str) -> list[str]:
        """Return the aliases of an area."""
        return self._of.get((kind, area_id), [])


def _adds_only_style(official: str, name: str) -> bool:
    """Say whether an official name is a name that is known with words like “borough council”."""
    before, found, after = f" {official} ".partition(f" {name} ")
    return bool(found) and COUNCIL_WORDS.issuperset(f"{before} {after}".split())


def _groups(areas: AreasOnDay, named: _Names) -> list[CouncilGroup]:
    counties, forces = areas.geography.counties, areas.geography.police_areas
    found = [
        *_nations(areas),
        *_regions(areas),
        *(_county(areas, named, c) for c in counties.values() if c.current_on(areas.day)),
        *(_police(areas, named, p) for p in forces.values() if p.current_on(areas.day)),
        *(
            CouncilGroup(kind, "", name, (), frozenset(ids))
            for (kind, name), ids in named.groups.items()
        ),
        *_former(areas),
        *_former_counties(areas, named),
        *_announced(areas),
    ]
    return sorted((g for g in found if g.councils), key=lambda g: (g.kind, g.name, g.id))


def _nations(areas: AreasOnDay) -> Iterable[CouncilGroup]:
    for nation, name in NATIONS.items():
        yield CouncilGroup(NATION, nation, name, (), areas.members(NATION_LEVEL, nation))


def _regions(areas: AreasOnDay) -> Iterable[CouncilGroup]:
    names = {council.region for council in areas.councils} - set(NATIONS.values()) - {""}
    for name in names:
        ids = frozenset(council.id for council in areas.councils if council.region == name)
        yield CouncilGroup(
            REGION, slug(name), name, _PARTS_OF_LONDON if name == LONDON else (), ids
        )


def _county(areas: AreasOnDay, named: _Names, county: County) -> CouncilGroup:
    others = distinct(county.name, named.listed(COUNTY, county.id))
    members = areas.members(COUNTIES, county.id)
    return CouncilGroup(COUNTY, county.id, county.name, others, members)


def _police(areas: AreasOnDay, named: _Names, police: PoliceArea) -> CouncilGroup:
    others = distinct(police.force, [police.name, *named.listed(POLICE_AREA, police.id)])
    members = areas.members(POLICE_AREAS, police.id)
    return CouncilGroup(POLICE_AREA, police.id, police.force, others, members)


def _former(areas: AreasOnDay) -> Iterable[CouncilGroup]:
    current = {fold(council.name) for council in areas.councils}
    for council, successors in areas.ended:
        if fold(council.name).removesuffix(" county") not in current:
            ids = frozenset(each.id for each in successors)
            yield CouncilGroup(FORMER, council.id, council.name, council.other_names, ids)


def _former_counties(areas: AreasOnDay, named: _Names) -> Iterable[CouncilGroup]:
    """Yield the county councils that have ended, but for names that a council has or had."""
    known = {
        fold(council.name).removesuffix(" county")
        for council in areas.geography.councils.values()
        if council.current_on(areas.day) or council.type == "county council"
    }
    for county in areas.geography.counties.values():
        if county.ends_on and county.ends_on < areas.day and fold(county.name) not in known:
            yield replace(_county(areas, named, county), kind=FORMER)


def _announced(areas: AreasOnDay) -> Iterable[CouncilGroup]:
    """Yield the councils to come, as names for the councils that they are to replace."""
    for council in areas.geography.councils.values():
        if council.starts_on and council.starts_on > areas.day:
            ids = frozenset(each.id for each in areas.councils if council.id in each.replaced_by)
            yield CouncilGroup(AREA, "", council.name, (council.official_name,), ids)
