"""The import from beginning to end: read, build, write, compare, verify.

In: the source folder, the output folder. Out: the summary as lines, and whether the files were
written. Progress goes to the function passed in.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from safetyhelp.areas.announced import read_announced, with_announced
from safetyhelp.areas.places import read_places
from safetyhelp.areas.postcodes import (
    GAP_COLUMNS,
    POSTCODE_COLUMNS,
    PostcodeRanges,
    read_northern_ireland,
    read_postcode_gaps,
    read_postcode_ranges,
)
from safetyhelp.areas.reading import read_imported
from safetyhelp.areas.tables import AreaFileError, write_table
from safetyhelp.importing.boundaries import boundaries_geojson, read_outlines
from safetyhelp.importing.changes import (
    announced_now_imported,
    council_changes,
    place_changes,
    postcode_changes,
    read_before,
)
from safetyhelp.importing.codepoint import CODE_POINT_FILE, read_code_point, read_edition
from safetyhelp.importing.councils import (
    council_ids,
    councils_table,
    counties_table,
    county_names,
    police_areas_table,
)
from safetyhelp.importing.lists import Lists, read_lists, require_codes
from safetyhelp.importing.names import plain_name
from safetyhelp.importing.neighbours import fill_districts
from safetyhelp.importing.northern_ireland import northern_ireland_table
from safetyhelp.importing.past import Past, past_of
from safetyhelp.importing.places import Districts, build_places
from safetyhelp.importing.postcodes import (
    gaps,
    located,
    runs,
    wrong,
)
from safetyhelp.importing.sources_page import PRODUCTS, sources_page
from safetyhelp.importing.staging import staged

MOST_BYTES = 700_000
"""What ``postcodes.csv`` may weigh: visitors' phones load its like."""

_WRONG_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Imported:
    """The summary, and the findings that kept the files from being written."""

    summary: tuple[str, ...]
    findings: tuple[str, ...]


class _RefusedError(Exception):
    """The staged files are not good enough to replace the old ones."""


def import_areas(
    source: Path, out: Path, *, check: bool, progress: Callable[[str], None]
) -> Imported:
    """Turn the products in ``source`` into the files of ``out``, or raise ``AreaFileError``.

    With ``check`` the zip is read a second time and every postcode looked up in the written file
    before it replaces the old one.
    """
    if not source.is_dir():
        raise AreaFileError(
            str(source), "this is not a folder.", "Name the folder that holds the products."
        )
    progress("reading the lists of councils, police areas and positions")
    lists = read_lists(source)
    before, announced = read_before(out), read_announced(out)
    day = read_edition(source / CODE_POINT_FILE).day
    past = past_of(before.geography, announced, day)
    files = {
        "councils.csv": councils_table(lists, past),
        "counties.csv": counties_table(lists, past),
        "police_areas.csv": police_areas_table(lists),
        "northern_ireland_postcodes.csv": northern_ireland_table(source, lists.councils),
    }
    progress("reading places, wards and boundaries")
    districts = Districts(lists, day, county_names(lists, past))
    files["places.csv"], left_out = build_places(source, districts)
    files["boundaries.geojson"] = _boundaries(source, out, lists, past)
    postcodes, more_files, notes = _postcodes(source, lists, day, progress)
    files |= more_files

    findings: list[str] = []
    summary = [*left_out, *notes]
    try:
        with staged(files, out) as stage:
            progress("reading back what was written")
            geography = read_imported(stage)
            with_announced(geography, announced)
            ranges = read_postcode_ranges(stage / "postcodes.csv")
            read_postcode_gaps(stage / "postcode_gaps.csv")
            read_northern_ireland(stage / "northern_ireland_postcodes.csv")
            summary += council_changes(before.geography, geography)
            summary += announced_now_imported(announced, geography)
            summary += postcode_changes(before.ranges, postcodes)
            summary += place_changes(before.places, read_places(stage / "places.csv"))
            findings += _size(stage / "postcodes.csv")
            if check:
                progress("checking every postcode against the zip")
                verdict, faults = verify(source, lists, day, ranges, progress)
                summary.append(verdict)
                findings += faults
            if findings:
                raise _RefusedError
    except _RefusedError:
        summary.append(f"nothing was written: {out} is as it was")
    return Imported(tuple(summary), tuple(findings))


def _boundaries(source: Path, out: Path, lists: Lists, past: Past) -> str:
    """Build the outlines. Councils that end after the edition keep theirs of before."""
    ids = council_ids(lists, past)
    listed = {code: row["nice_name"] for code, row in lists.councils.items()}
    old = {code: each.name for code, each in lists.retired.items() if code in ids}
    names = {code: (ids[code], plain_name(name)) for code, name in (old | listed).items()}
    earlier = read_outlines(out / "boundaries.geojson")
    kept = {code: earlier[code] for code in old.keys() & earlier if past.goes_on(lists, code)}
    return boundaries_geojson(source, names, lists, kept)


def _postcodes(
    source: Path, lists: Lists, day: date, progress: Callable[[str], None]
) -> tuple[list[tuple[str, str, str]], dict[str, str], list[str]]:
    """Read the postcodes: each with its council, the files made of them, what the summary says."""
    data = read_code_point(source / CODE_POINT_FILE, partial(lists.code_on, day=day), progress)
    found = lists.with_successors(set(data.district))
    require_codes(CODE_POINT_FILE, found, lists.councils, "ESW")
    filled = fill_districts(data)
    every = list(located(data, filled))
    ranges = list(runs(every))
    table = write_table(POSTCODE_COLUMNS, ranges)
    gap_table = write_table(GAP_COLUMNS, gaps(every))
    progress("computing the checksums of the source files")
    page = sources_page(
        data.edition, _checksums(source), data.without_position, len(filled.councils)
    )
    notes = [
        (
            f"postcodes: {len(every):,} with a position in {len(ranges):,} runs, "
            f"{len(table.encode()):,} bytes; "
            f"{data.without_position:,} without a position left out; "
            f"{len(filled.councils):,} without a district placed by their neighbours"
        ),
        *(f"postcodes: the neighbours of {name} disagree" for name in filled.doubtful),
        f"Code-Point Open edition: {data.edition.number}",
    ]
    files = {"postcodes.csv": table, "postcode_gaps.csv": gap_table, "SOURCES.md": page}
    return every, files, notes


def _checksums(source: Path) -> dict[str, str]:
    return {
        product.file: hashlib.sha256((source / product.file).read_bytes()).hexdigest()
        for product in PRODUCTS
    }


def _size(path: Path) -> list[str]:
    size = path.stat().st_size
    return [] if size < MOST_BYTES else [f"{path.name} has {size:,} bytes, over {MOST_BYTES:,}"]


def verify(
    source: Path,
    lists: Lists,
    day: date,
    ranges: PostcodeRanges,
    progress: Callable[[str], None],
) -> tuple[str, list[str]]:
    """Read the zip and look up each of its positioned postcodes: the verdict, the wrong ones."""
    data = read_code_point(source / CODE_POINT_FILE, partial(lists.code_on, day=day), progress)
    count = 0
    faults: list[str] = []
    for outward, inward, council, found in wrong(located(data, fill_districts(data)), ranges):
        count += 1
        if count <= _WRONG_SHOWN:
            faults.append(f"{outward} {inward}: is in {council}, the file says {found}")
    if count > _WRONG_SHOWN:
        faults.append(f"and {count - _WRONG_SHOWN:,} more")
    return f"{len(data)} postcodes checked, {count} wrong", faults
