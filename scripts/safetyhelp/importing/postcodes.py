"""Build the rows of ``postcodes.csv`` and ``postcode_gaps.csv``, and prove them right.

Pure: postcodes with their councils in, runs and gaps out.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from safetyhelp.areas.postcodes import (
    IN_A_SECTOR,
    PostcodeRanges,
    inward_at,
    place_in_order,
)
from safetyhelp.areas.tables import AreaFileError
from safetyhelp.importing.codepoint import CODE_POINT_FILE, NO_DISTRICT, CodePoint
from safetyhelp.importing.neighbours import Filled


def located(data: CodePoint, filled: Filled) -> Iterator[tuple[str, str, str]]:
    """Yield ``(outward, inward, council)`` of every positioned postcode, in the order read."""
    for at, council in enumerate(data.district):
        if council == NO_DISTRICT:
            if at not in filled.councils:
                raise AreaFileError(
                    CODE_POINT_FILE,
                    f"{data.outward[at]} {data.inward[at]} has no district, nor has any other "
                    "postcode.",
                    "Download Code-Point Open (CSV) again from Ordnance Survey.",
                )
            council = filled.councils[at]
        yield data.outward[at], data.inward[at], council


def runs(postcodes: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield the first postcode of each run of the same outward code and council, sorted."""
    before = ("", "")
    for outward, inward, council in sorted(postcodes):
        if (outward, council) != before:
            before = (outward, council)
            yield outward, inward, council


def gaps(postcodes: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield the stretches in which no postcode is known and the neighbours do not settle it.

    These are: all between the last postcode of one council and the first of the next; every sector
    without a postcode; all behind the last postcode of an outward code. (What comes before the
    first one is before its first run.) Each is (outward, first, last), sorted.
    """
    for outward, group in groupby(sorted(postcodes), key=lambda each: each[0]):
        known = [(place_in_order(inward), council) for _, inward, council in group]
        for (one, council), (other, next_council) in pairwise(known):
            first, last = one + 1, other - 1
            if council == next_council:
                first = -(-first // IN_A_SECTOR) * IN_A_SECTOR
                last = other // IN_A_SECTOR * IN_A_SECTOR - 1
            if first <= last:
                yield outward, inward_at(first), inward_at(last)
        last = 10 * IN_A_SECTOR - 1
        if known[-1][0] < last:
            yield outward, inward_at(known[-1][0] + 1), inward_at(last)


def wrong(
    postcodes: Iterable[tuple[str, str, str]], ranges: PostcodeRanges
) -> Iterator[tuple[str, str, str, str]]:
    """Yield each postcode that ``ranges`` puts elsewhere, with its council and the one found."""
    for outward, inward, council in postcodes:
        found = ranges.lookup(outward, inward)
        if found != council:
            yield outward, inward, council, found or "none"
