"""Build ``postcodes.csv`` from Code-Point Open, and prove it right.

Pure: postcodes with their councils in, runs out.
"""

from collections.abc import Iterable, Iterator

from directory.areas.importing.codepoint import CODE_POINT_FILE, NO_DISTRICT, CodePoint
from directory.areas.importing.neighbours import Filled
from directory.areas.postcodes import POSTCODE_COLUMNS, PostcodeRanges
from directory.areas.tables import AreaFileError, write_table


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


def postcodes_table(ranges: Iterable[tuple[str, str, str]]) -> str:
    """Return ``postcodes.csv``."""
    return write_table(POSTCODE_COLUMNS, ranges)


def wrong(
    postcodes: Iterable[tuple[str, str, str]], ranges: PostcodeRanges
) -> Iterator[tuple[str, str, str, str]]:
    """Yield each postcode that ``ranges`` puts elsewhere, with its council and the one found."""
    for outward, inward, council in postcodes:
        found = ranges.lookup(outward, inward)
        if found != council:
            yield outward, inward, council, found or "none"
