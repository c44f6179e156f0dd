"""The coverage rule: each council has, of each kind that applies, a record or a declared gap."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from safetyhelp.areas.model import NATIONS, Council
from safetyhelp.dataset.answers import LISTED, Directory, is_local
from safetyhelp.dataset.sections import applies
from safetyhelp.records.kinds import RECORD_KINDS
from safetyhelp.records.model import Gap


class CoverageState(Enum):
    """What there is of one kind for one council."""

    LOCAL = "local"
    NATIONAL = "national"
    GAP = "gap"
    NOTHING = "nothing"
    NOT_HERE = "not-here"


MISSING = (CoverageState.GAP, CoverageState.NOTHING)


@dataclass(frozen=True, slots=True)
class CouncilCoverage:
    """The coverage of one council by kind; `missing` are the kinds of which it has nothing."""

    council: Council
    states: Mapping[str, CoverageState]

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds that exist in the nation and of which the council has no record."""
        return tuple(kind for kind, state in self.states.items() if state in MISSING)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of all councils of a day, in the order of their names, and the open gaps."""

    day: date
    councils: tuple[CouncilCoverage, ...]
    gaps: tuple[Gap, ...]

    def count(self, kind: str, nation: str) -> Counter[CoverageState]:
        """Count the councils of a nation by what they have of a kind."""
        own = (each for each in self.councils if each.council.nation == nation)
        return Counter(each.states[kind] for each in own)

    def complete(self, nation: str) -> tuple[int, int]:
        """Return how many councils of a nation lack nothing, and how many there are."""
        own = [each for each in self.councils if each.council.nation == nation]
        return sum(not each.missing for each in own), len(own)


def state_of(directory: Directory, kind: str, council: Council) -> CoverageState:
    """Say what a council has of a kind. A gap about a part only is no gap for the whole record."""
    if not applies(kind, council.nation):
        return CoverageState.NOT_HERE
    if directory.is_covered(kind, council):
        records = directory.covering(kind, council)
        local = any(is_local(record) and record.shown != LISTED for record in records)
        return CoverageState.LOCAL if local else CoverageState.NATIONAL
    declared = any(not gap.missing for gap in directory.gaps(kind, council))
    return CoverageState.GAP if declared else CoverageState.NOTHING


def left_without(directory: Directory, kind: str) -> list[Council]:
    """Return the councils of the day with neither a record of a kind nor a gap that says why."""
    nothing = CoverageState.NOTHING
    return [c for c in directory.map.councils if state_of(directory, kind, c) is nothing]


def coverage(directory: Directory) -> Coverage:
    """Work out what there is for every council of the day."""
    councils = tuple(
        CouncilCoverage(
            council, {kind: state_of(directory, kind, council) for kind in RECORD_KINDS}
        )
        for council in directory.map.councils
    )
    gaps = tuple(sorted(directory.all_gaps, key=lambda gap: (gap.review_by, gap.position)))
    return Coverage(directory.map.day, councils, gaps)


def nations_with(kind: str) -> list[str]:
    """Return the nations in which a kind of record exists."""
    return [nation for nation in NATIONS if applies(kind, nation)]
