"""Which council a postcode is in: the public lookup over ``data/areas/postcodes.csv``.

In: ranges (``outward,from_inward,council``), where a row starts a run of inward codes, in plain
ASCII order, that holds until the next row of the same outward code. Out: ONS council codes.
Beside them lie gaps (``outward,from_inward,to_inward``): stretches where no postcode is known, so
that a new one there is only likely to be in the council of its neighbours.
Northern Ireland has no open postcode data: only outward codes, with the councils they may be in.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from safetyhelp.areas.tables import Row, read_table

POSTCODE_COLUMNS = ["outward", "from_inward", "council"]
GAP_COLUMNS = ["outward", "from_inward", "to_inward"]
NORTHERN_IRELAND_COLUMNS = ["outward", "council", "share"]

OUTWARD = r"[A-Z]{1,2}[0-9][0-9A-Z]?"
INWARD = r"[0-9][A-Z]{2}"
INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
"""Royal Mail uses no C, I, K, M, O or V after the digit: they are too easily misread."""
USED_INWARD = rf"[0-9][{INWARD_LETTERS}]{{2}}"
IN_A_SECTOR = len(INWARD_LETTERS) ** 2
""""3" in "SK1 3" is a sector: all postcodes with that digit."""

_AN_OUTWARD = "an outward code such as SK1"
_AN_INWARD = "an inward code such as 3XE"


def place_in_order(inward: str) -> int:
    """Return the place of an inward code among the 4,000 that can be: 0AA is 0, 9ZZ is 3999."""
    first, second = (INWARD_LETTERS.index(letter) for letter in inward[1:])
    return (int(inward[0]) * len(INWARD_LETTERS) + first) * len(INWARD_LETTERS) + second


def inward_at(place: int) -> str:
    """Return the inward code at a place: the reverse of `place_in_order`."""
    rest, second = divmod(place, len(INWARD_LETTERS))
    digit, first = divmod(rest, len(INWARD_LETTERS))
    return f"{digit}{INWARD_LETTERS[first]}{INWARD_LETTERS[second]}"


class PostcodeRanges:
    """Runs of inward codes, by outward code, each with its council."""

    __slots__ = ("_runs",)

    def __init__(self, runs: Iterable[tuple[str, str, str]]) -> None:
        """Take ``(outward, from_inward, council)`` in the order of the file."""
        self._runs: dict[str, tuple[list[str], list[str]]] = {}
        for outward, inward, council in runs:
            starts, councils = self._runs.setdefault(outward, ([], []))
            starts.append(inward)
            councils.append(council)

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        """Yield the runs as the rows of the file."""
        for outward, (starts, councils) in self._runs.items():
            for inward, council in zip(starts, councils, strict=True):
                yield outward, inward, council

    def lookup(self, outward: str, inward: str) -> str | None:
        """Return the code of the council, or None before the first run or for no such outward."""
        runs = self._runs.get(outward)
        if runs is None:
            return None
        at = bisect_right(runs[0], inward)
        return runs[1][at - 1] if at else None


def read_postcode_ranges(path: Path) -> PostcodeRanges:
    """Read ``postcodes.csv``, or raise ``AreaFileError`` naming the row that is out of order."""
    return PostcodeRanges(_checked(read_table(path, POSTCODE_COLUMNS)))


def _checked(rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    before = ("", "")
    for row in rows:
        outward = row.matching("outward", OUTWARD, _AN_OUTWARD)
        inward = row.matching("from_inward", INWARD, _AN_INWARD)
        if (outward, inward) <= before:
            row.refuse("the rows are not in order.", "Sort by outward, then from_inward.")
        before = (outward, inward)
        yield outward, inward, row.ons_code("council")


def read_postcode_gaps(path: Path) -> tuple[tuple[str, str, str], ...]:
    """Read ``postcode_gaps.csv``: ``(outward, from_inward, to_inward)``, both ends included."""
    found = []
    before = ("", "")
    for row in read_table(path, GAP_COLUMNS):
        outward = row.matching("outward", OUTWARD, _AN_OUTWARD)
        first, last = (
            row.matching(column, USED_INWARD, _AN_INWARD) for column in ("from_inward", "to_inward")
        )
        if (outward, first) <= before or last < first:
            row.refuse("the rows are not in order.", "Import the areas again.")
        before = (outward, last)
        found.append((outward, first, last))
    return tuple(found)


def read_northern_ireland(path: Path) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Read ``northern_ireland_postcodes.csv``: outward → (council, share), likeliest first."""
    found: dict[str, list[tuple[str, float]]] = {}
    for row in read_table(path, NORTHERN_IRELAND_COLUMNS):
        outward = row.matching("outward", r"BT[0-9]{1,2}", "an outward code such as BT1")
        council = row.ons_code("council")
        here = found.setdefault(outward, [])
        share = row.decimal("share")
        if not 0 < share <= 1 or (here and share > here[-1][1]):
            row.refuse(f"the share is {share}.", "Shares go from 1.00 down, likeliest first.")
        here.append((council, share))
    return {outward: tuple(councils) for outward, councils in found.items()}
