"""Postcodes → one small file for each postcode area.

A file holds the councils of the area and, for each outward code, its runs as text: how far the run
begins behind the one before, in base 36, then the council as a capital letter, or a hyphen where a
gap begins, in which no postcode is known. Inward codes are counted in the 4,000 places that Royal
Mail's digits and twenty letters allow: 0AA is 0, 9ZZ 3999.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from safetyhelp.areas.postcodes import IN_A_SECTOR, place_in_order
from safetyhelp.text.compact_json import compact_json

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

_GAP = "-"
PLACES = 10 * IN_A_SECTOR

Runs = list[tuple[int, str]]
"""Where a run begins, and its council; no council where a gap begins."""
IdOf = Callable[[str], str]


@lru_cache(maxsize=1 << 17)
def base36(number: int) -> str:
    """Return a number in base 36, in lower case."""
    text = ""
    while number or not text:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text


def postcode_area(outward: str) -> str:
    """Return the letters that an outward code begins with: SK1 → SK."""
    return re.split("[0-9]", outward, maxsplit=1)[0]


def file_name(letters: str) -> str:
    """Return the file for a postcode area or the first letters of a name: ab → 1-2.json.

    Numbers, so that the address of a file holds nothing of what was typed.
    """
    numbers = (ord(c) - 96 if c.isalpha() else ord(c) - 21 for c in letters.lower())
    return "-".join(map(str, numbers)) + ".json"


def great_britain(
    rows: Iterable[tuple[str, str, str]],
    gaps: Iterable[tuple[str, str, str]],
    council_id: IdOf,
) -> Iterator[tuple[str, bytes]]:
    """Yield (postcode area, content).

    `rows` are (outward, first inward code, ONS code), `gaps` (outward, first inward code, last).
    """
    areas: dict[str, dict[str, Runs]] = {}
    for outward, inward, code in rows:
        outwards = areas.setdefault(postcode_area(outward), {})
        outwards.setdefault(outward, []).append((place_in_order(inward), council_id(code)))
    unknown: dict[str, list[tuple[int, int]]] = {}
    for outward, first, last in gaps:
        unknown.setdefault(outward, []).append((place_in_order(first), place_in_order(last)))
    for area, outwards in sorted(areas.items()):
        used = Counter(council for runs in outwards.values() for _, council in runs)
        councils = sorted(used, key=lambda council: (-used[council], council))
        runs = {
            outward[len(area) :]: _runs(_with_gaps(runs, unknown.get(outward, [])), councils)
            for outward, runs in sorted(outwards.items())
        }
        yield area, compact_json({"councils": councils, "runs": runs}).encode()


def _with_gaps(runs: Runs, gaps: Iterable[tuple[int, int]]) -> Runs:
    """Add where gaps begin, and where the run of before goes on behind them."""
    council_from = dict(runs)
    starts = sorted(council_from)
    added: Runs = []
    for first, last in gaps:
        added.append((first, ""))
        before = council_from[starts[bisect_right(starts, first) - 1]]
        if last + 1 < PLACES and last + 1 not in council_from:
            added.append((last + 1, before))
    return sorted([*runs, *added])


def _runs(runs: Runs, councils: list[str]) -> str:
    text, before = "", 0
    for here, council in runs:
        letter = chr(ord("A") + councils.index(council)) if council else _GAP
        text += base36(here - before) + letter
        before = here
    return text


def northern_ireland(
    shares: Mapping[str, tuple[tuple[str, float], ...]], council_id: IdOf
) -> Iterator[tuple[str, bytes]]:
    """Yield (postcode area, content) from the likely councils of outward codes.

    `likely` lists, for each outward code, councils by number, the likeliest first.
    """
    areas: dict[str, dict[str, list[str]]] = {}
    for outward, councils in shares.items():
        likely = areas.setdefault(postcode_area(outward), {})
        likely[outward] = [council_id(code) for code, _ in councils]
    for area, outwards in sorted(areas.items()):
        ids = sorted({council for councils in outwards.values() for council in councils})
        numbers = {
            outward[len(area) :]: [ids.index(council) for council in councils]
            for outward, councils in sorted(outwards.items())
        }
        yield area, compact_json({"councils": ids, "likely": numbers}).encode()
