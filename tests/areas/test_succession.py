"""An import of councils that were announced, months before their day: followed to the letter.

By SOURCES.md three lists change: local_authorities.csv, lad_retired_to_current.csv and
lad_centroids.csv. The lookup, the boundaries and Code-Point Open stay as they are.
"""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from safetyhelp.areas.model import Covers, Geography
from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.areas.reading import read_geography
from safetyhelp.maps.land import land_of
from safetyhelp.maps.outlines import read_outlines
from tests.commands import Done
from tests.files import edit

from .conftest import CASES, Build, contents, run_import

CASE = CASES / "succession"
DAY, LAST_DAY = date(2032, 4, 1), date(2032, 3, 31)
OLD, NEW = "east-hertfordshire", "mid-hertfordshire"


@pytest.fixture
def out(build: Build, tmp_path: Path) -> Path:
    """Return the files before the import, with the council announced."""
    folder = tmp_path / "areas"
    assert run_import(build(None), "--out", folder).returncode == 0
    shutil.copy(CASE / "announced.csv", folder)
    return folder


@pytest.fixture
def imported(build: Build, out: Path) -> Done:
    return run_import(build(CASE / "source"), "--out", out, "--check")


def _row(folder: Path, name: str, area: str) -> dict[str, str]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        (row,) = (row for row in csv.DictReader(file) if row["id"] == area)
    return row


def _geography(folder: Path) -> Geography:
    return read_geography(folder)


def test_the_import_takes_over_without_a_change_of_address(out: Path, imported: Done) -> None:
    assert imported.returncode == 0, imported.stderr
    assert "announced councils that are now imported: 1: Mid Herts (E06000099)" in imported.stdout
    assert "councils added: 1: Mid Herts (E06000099)" in imported.stdout
    assert "councils ended: 1: East Hertfordshire (E07000242)" in imported.stdout
    assert "postcodes that changed council: 0; not found before: 0" in imported.stdout
    assert "places added: 0" in imported.stdout
    new = _row(out, "councils.csv", NEW)
    assert (new["code"], new["from"], new["to"]) == ("E06000099", DAY.isoformat(), "")
    assert _geography(out).councils[NEW].homepage == "https://www.midherts.example"


def test_until_its_day_the_old_council_keeps_all_that_its_page_needs(
    build: Build, tmp_path: Path, out: Path
) -> None:
    before = contents(out)
    old = _row(out, "councils.csv", OLD)
    county = _row(out, "counties.csv", "hertfordshire")
    for _ in ("months ahead", "and once more"):
        assert run_import(build(CASE / "source"), "--out", out).returncode == 0
        ended = {"to": LAST_DAY.isoformat(), "replaced_by": NEW}
        assert _row(out, "councils.csv", OLD) == {**old, **ended}
        assert _row(out, "counties.csv", "hertfordshire") == {**county, "to": ended["to"]}
    for name in ("postcodes.csv", "postcode_gaps.csv", "places.csv", "boundaries.geojson"):
        assert contents(out)[name] == before[name]


def test_each_day_has_its_council_its_records_and_its_outline(out: Path, imported: Done) -> None:
    geography, outlines = _geography(out), read_outlines(out)
    for day, there in ((LAST_DAY, OLD), (DAY, NEW)):
        today = AreasOnDay(geography, day)
        ids = {council.id for council in today.councils}
        assert ids & {OLD, NEW, "hertfordshire"} == {there}
        assert set(land_of(outlines, today).rings) == ids
        for covers in (
            Covers("councils", (OLD,)),
            Covers("counties", ("hertfordshire",)),
            Covers("police_areas", ("hertfordshire",)),
        ):
            assert today.covered(covers) == {there}
        code = geography.by_code("E07000242")
        assert code and [each.id for each in geography.successors(code, day)] == [there]


def test_new_outlines_may_come_before_the_day(build: Build, out: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer"
    shutil.copytree(CASE / "source", newer)
    sample = (CASES / "sample" / "lad_boundaries.geojson").read_text(encoding="utf-8")
    (newer / "lad_boundaries.geojson").write_text(sample.replace("E07000242", "E06000099"))
    result = run_import(build(newer), "--out", out)
    assert result.returncode == 0, result.stderr
    outlines = read_outlines(out)
    assert {OLD, NEW} <= outlines.keys()
    for day in (LAST_DAY, DAY):
        today = AreasOnDay(_geography(out), day)
        assert set(land_of(outlines, today).rings) == {council.id for council in today.councils}


def test_a_county_that_nobody_retires_ends_with_its_councils(
    build: Build, out: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer"
    shutil.copytree(CASE / "source", newer)
    retired = newer / "lad_retired_to_current.csv"
    lines = retired.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("E10000015")]
    retired.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert run_import(build(newer), "--out", out).returncode == 0
    assert _row(out, "counties.csv", "hertfordshire")["to"] == LAST_DAY.isoformat()


def test_an_import_that_contradicts_the_announcement_changes_nothing(
    build: Build, out: Path
) -> None:
    edit(out / "announced.csv", "2032-04-01", "2033-04-01")
    before = contents(out)
    result = run_import(build(CASE / "source"), "--out", out)
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1] == (
        "error: announced.csv, row 2: councils.csv has “mid-hertfordshire” too, and it begins on "
        "2032-04-01. Make the two agree, or choose another id if it is another council."
    )
    assert contents(out) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "lad_csp_pfa.csv",
            "E07000242",
            "E07000777",
            (
                "lad_csp_pfa.csv, row 4: the council E07000777 is neither in local_authorities.csv "
                "nor in lad_retired_to_current.csv. If it has ended or is to end, add it to "
                "lad_retired_to_current.csv, if not to local_authorities.csv."
            ),
        ),
        (
            "lad_retired_to_current.csv",
            "E07000187",
            "E08000007",
            (
                "lad_retired_to_current.csv, row 3: E08000007 is a current council in "
                "local_authorities.csv. If it has ended or is to end, remove its row there; if "
                "not, remove this row."
            ),
        ),
    ],
)
def test_the_messages_give_the_right_remedy(
    build: Build, tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    overlay = tmp_path / "overlay"
    overlay.mkdir()
    text = (CASES / "sample" / file).read_text(encoding="utf-8")
    (overlay / file).write_text(text.replace(f"{old},", f"{new},", 1), encoding="utf-8")
    result = run_import(build(overlay), "--out", tmp_path / "areas")
    assert result.stderr.splitlines()[-1] == f"error: {message}"
