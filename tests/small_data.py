"""The data of a small project: few areas and records, and gaps for all else.

Checks take half of the time that they take of everything, builds a fifth.
"""

import csv
import io
import json
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from safetyhelp.paths import DATA
from safetyhelp.records.reading import modeline

COUNCILS = frozenset(
    {"belfast", "bolton", "bury", "cardiff", "glasgow-city", "guildford", "leeds", "stockport"}
)
"""Of every nation, with and without a county, neighbours and not, and all that guides lead to."""
_MISSING = ("victim-services", "rj-providers", "asb-case-reviews", "complaints", "partnerships")
REVIEW_BY = date(2027, 1, 31)
"""Until when the gaps are not overdue."""
_NATIONS = ("england", "wales", "scotland", "northern-ireland")


def write_small_data(data: Path) -> None:
    """Write a data folder with the police and the ways to report, in a few areas."""
    shutil.copytree(DATA / "schema", data / "schema")
    counties = write_small_areas(data / "areas")
    known = {"councils": COUNCILS, "counties": counties}
    for kind in ("police", "reporting"):
        (data / kind).mkdir()
        for record in (DATA / kind).glob("*.yml"):
            covers = yaml.load(record.read_bytes(), yaml.CSafeLoader)["covers"]
            if all(known[level].issuperset(covers.get(level, ())) for level in known):
                shutil.copy(record, data / kind)
    gaps = "".join(
        f"  - section: {kind}\n    covers:\n      nations: [{', '.join(_nations(kind))}]\n"
        f'    reason: This is a small copy for a test.\n    review_by: "{REVIEW_BY}"\n'
        for kind in _MISSING
    )
    (data / "gaps.yml").write_text(f"{modeline('gaps')}\ngaps:\n{gaps}", encoding="utf-8")


def write_small_areas(small: Path) -> frozenset[str]:
    """Write what there is about the few councils and their counties; return the counties."""
    files, counties = _small_areas()
    small.mkdir()
    for name, text in files.items():
        (small / name).write_text(text, encoding="utf-8", newline="")
    return counties


@cache
def _small_areas() -> tuple[Mapping[str, str], frozenset[str]]:
    """Return the files about the few councils, and the counties: to read all areas takes long."""
    whole = DATA / "areas"
    files: dict[str, str] = {}

    def keep(name: str, wanted: Callable[[Mapping[str, str]], bool]) -> list[dict[str, str]]:
        with (whole / name).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = [row for row in reader if wanted(row)]
        kept = io.StringIO(newline="")
        writer = csv.DictWriter(kept, reader.fieldnames or (), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        files[name] = kept.getvalue()
        return rows

    councils = keep("councils.csv", lambda row: row["id"] in COUNCILS)
    assert {row["id"] for row in councils} == COUNCILS
    codes = {row["code"] for row in councils}
    counties = frozenset(row["county"] for row in councils)
    keep("counties.csv", lambda row: row["id"] in counties)
    keep("changes.csv", lambda row: row["county"] in counties)
    keep("announced.csv", lambda _: False)  # it would take all councils of a county
    for name in ("places", "northern_ireland_postcodes"):
        keep(f"{name}.csv", lambda row: row["council"] in codes)
    runs = keep("postcodes.csv", lambda row: row["council"] in {*codes, ""})
    outward = {row["outward"] for row in runs}
    keep("postcode_gaps.csv", lambda row: row["outward"] in outward)
    keep("aliases.csv", lambda row: row["id"] in COUNCILS | counties)
    outlines = json.loads((whole / "boundaries.geojson").read_text(encoding="utf-8"))
    drawn = [each for each in outlines["features"] if each["properties"]["id"] in COUNCILS]
    files["boundaries.geojson"] = json.dumps({**outlines, "features": drawn}, ensure_ascii=False)
    for name in ("police_areas.csv", "SOURCES.md"):
        files[name] = (whole / name).read_text(encoding="utf-8")
    return files, counties


def _nations(kind: str) -> tuple[str, ...]:
    return _NATIONS[:2] if kind == "asb-case-reviews" else _NATIONS
