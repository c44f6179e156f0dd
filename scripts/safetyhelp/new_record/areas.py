"""Which areas somebody means: names of councils, counties, police areas and nations become ids."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from safetyhelp.areas.model import NATIONS, Covers
from safetyhelp.areas.on_a_day import (
    COUNCILS,
    COUNTIES,
    LEVEL_NAMES,
    LEVELS,
    NATION_LEVEL,
    POLICE_AREAS,
    AreasOnDay,
)
from safetyhelp.errors import UserError
from safetyhelp.records import kinds
from safetyhelp.text.slugs import slug
from safetyhelp.text.words import in_words, nearest, shortened

# Where one name stands for areas of several levels: police forces and the services that
# commissioners pay for are organised by police area, the rest by council or county.
_POLICE_FIRST = (POLICE_AREAS, COUNCILS, COUNTIES, NATION_LEVEL)
_LEVEL_ORDER: Mapping[str, tuple[str, ...]] = {
    kinds.POLICE: _POLICE_FIRST,
    kinds.VICTIM_SERVICES: _POLICE_FIRST,
    kinds.RJ_PROVIDERS: _POLICE_FIRST,
}
_PREFIXES = (
    "the-", "city-of-", "county-of-", "london-borough-of-", "royal-borough-of-", "cyngor-",
    "cyngor-sir-", "cyngor-dinas-", "cyngor-bwrdeistref-sirol-", "heddlu-",
)  # fmt: skip
_ENDINGS = (
    "-council", "-city-council", "-borough-council", "-district-council", "-county-council",
    "-county-borough-council", "-metropolitan-borough-council", "-mbc", "-police",
    "-constabulary", "-police-area", "-county", "-district", "-borough",
)  # fmt: skip
_WHOLE_COUNTRY = frozenset({"united-kingdom", "uk", "the-uk", "whole-uk", "great-britain-and-ni"})


class UnknownPlaceError(UserError):
    """A place that nobody knows, or places that cannot stand together. The message says which."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The areas that were meant, and what should be said about how they were understood."""

    covers: Covers
    remarks: tuple[str, ...]


def _spellings(name: str) -> Iterator[str]:
    whole = slug(name)
    yield whole
    for ending in _ENDINGS:
        if whole.endswith(ending):
            yield whole.removesuffix(ending)
    for prefix in _PREFIXES:
        if whole.startswith(prefix):
            yield whole.removeprefix(prefix)


@dataclass(frozen=True)
class Places:
    """All areas by every spelling of their names, as they are on the day of `map`."""

    map: AreasOnDay

    @cached_property
    def _known(self) -> Mapping[str, dict[str, str]]:
        """Spelling → level → id. An area that exists goes before one that has ended."""
        known: dict[str, dict[str, str]] = {}
        for level in LEVELS:
            areas = self.map.known_ids(level)
            for area_id in sorted(areas, key=lambda each: not self._exists(level, each)):
                area = areas[area_id]
                for name in (area,) if isinstance(area, str) else (area_id, *area.names):
                    known.setdefault(slug(name), {}).setdefault(level, area_id)
        return known

    def _exists(self, level: str, area_id: str) -> bool:
        area = self.map.known_ids(level)[area_id]
        return isinstance(area, str) or area.current_on(self.map.day)

    def _levels_of(self, name: str) -> dict[str, str]:
        for spelling in _spellings(name):
            if spelling in self._known:
                return self._known[spelling]
        near = nearest(slug(name), self._known)
        hint = f" Did you mean “{near}”?" if near else ""
        raise UnknownPlaceError(
            f"“{shortened(name)}” is not a council, county, police area or nation that we know."
            f"{hint} Every council is listed on the page of all places."
        )

    def _apart(self, name: str) -> list[str]:
        """Cut a text at its commas, unless it is the name of one area: Newry, Mourne and Down."""
        if "," not in name or any(spelling in self._known for spelling in _spellings(name)):
            return [name]
        return [part for part in name.split(",") if slug(part)]

    def find(self, names: Iterable[str], kind: str, level: str = "") -> Placed:
        """Return the areas that the names stand for, all of one level, for a record of a kind.

        `level` forces a level. Raises UnknownPlaceError.
        """
        wanted = [name for name in names if slug(name)]
        if not wanted:
            raise UnknownPlaceError("No place was named. Write the name of a council, for example.")
        if any(slug(name) in _WHOLE_COUNTRY for name in wanted):
            return Placed(Covers(NATION_LEVEL, tuple(NATIONS)), ())
        wanted = [part for name in wanted for part in self._apart(name)]
        found = [self._levels_of(name) for name in wanted]
        order = (level,) if level else _LEVEL_ORDER.get(kind, LEVELS)
        shared = [each for each in order if all(each in levels for levels in found)]
        if not shared:
            what = f"a {LEVEL_NAMES[level]}" if level else "areas of one sort"
            raise UnknownPlaceError(
                f"{in_words([f'“{shortened(name)}”' for name in wanted], 'and')}: "
                f"not {what}. Name only councils, only counties, only police areas or only "
                "nations. To mix them, list all the councils."
            )
        chosen = shared[0]
        ids = tuple(dict.fromkeys(levels[chosen] for levels in found))
        return self._today(chosen, ids, self._remarks(chosen, shared[1:], ids))

    def _remarks(self, chosen: str, others: list[str], ids: tuple[str, ...]) -> tuple[str, ...]:
        members = self.map.covered(Covers(chosen, ids))
        different = [other for other in others if self.map.covered(Covers(other, ids)) != members]
        if not different:
            return ()
        names = in_words([LEVEL_NAMES[other] for other in different])
        taken = f"“{in_words(ids, 'and')}” was taken as {LEVEL_NAMES[chosen]}."
        return (f"{taken} There is also a {names} of that name.",)

    def _today(self, level: str, ids: tuple[str, ...], remarks: tuple[str, ...]) -> Placed:
        """Put the councils of today in the place of those that have ended."""
        if level != COUNCILS:
            return Placed(Covers(level, ids), remarks)
        geography = self.map.geography
        current: list[str] = []
        said = list(remarks)
        for council_id in ids:
            council = geography.councils[council_id]
            successors = geography.successors(council, self.map.day)
            current += [each.id for each in successors]
            if [each.id for each in successors] != [council_id]:
                names = in_words([each.name for each in successors], "and")
                said.append(f"{council.name} is now part of {names or 'no council that we know'}.")
        if not current:
            raise UnknownPlaceError("These councils have ended, and nothing took their place.")
        return Placed(Covers(level, tuple(dict.fromkeys(current))), tuple(said))


def place_problems(
    places: Places, names: Iterable[str], kind: str, level: str = ""
) -> Iterator[str]:
    """Yield what is wrong with names of places: with each alone, else with all together."""
    wanted = [name for name in names if slug(name)]
    alone = []
    for name in wanted:
        if problem := _problem(places, [name], kind, ""):
            parts = [part for part in name.split(",") if slug(part)]
            each = [_problem(places, [part], kind, "") for part in parts]
            alone += [said for said in each if said] or [problem]
    if alone:
        yield from dict.fromkeys(alone)
    elif problem := _problem(places, wanted, kind, level):
        yield problem


def _problem(places: Places, names: list[str], kind: str, level: str) -> str:
    try:
        places.find(names, kind, level)
    except UnknownPlaceError as error:
        return str(error)
    return ""
