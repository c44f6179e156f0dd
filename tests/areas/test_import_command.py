"""``scripts/import_areas.py`` on a small tree of the real layout: results, refusals, safety."""

import json
from datetime import date
from pathlib import Path

import pytest

from safetyhelp.areas.places import read_places
from safetyhelp.areas.postcodes import read_northern_ireland, read_postcode_ranges
from safetyhelp.areas.reading import read_geography
from safetyhelp.areas.tables import AreaFileError
from safetyhelp.importing import run
from safetyhelp.importing.postcodes import runs

from .conftest import CASES, Build, contents, run_import

BAD = sorted(path for path in (CASES / "bad").iterdir() if path.is_dir())


@pytest.fixture
def out(build: Build, tmp_path: Path) -> Path:
    """Return the folder of a finished import of the sample."""
    folder = tmp_path / "areas"
    result = run_import(build(None), "--out", folder)
    assert result.returncode == 0, result.stderr
    return folder


def test_first_import_says_what_it_found(build: Build, tmp_path: Path) -> None:
    result = run_import(build(None), "--out", tmp_path / "areas", "--check")
    assert result.stdout == (CASES / "summary.txt").read_text(encoding="utf-8")
    assert "reading the lists of councils" in result.stderr
    assert result.returncode == 0
    made, expected = contents(tmp_path / "areas"), contents(CASES / "expected")
    assert len(expected) == 7
    assert made.keys() - expected.keys() == {"SOURCES.md", "boundaries.geojson"}


@pytest.mark.parametrize("name", sorted(contents(CASES / "expected")))
def test_files_are_as_expected(out: Path, name: str) -> None:
    assert (out / name).read_bytes() == (CASES / "expected" / name).read_bytes()


def test_the_same_source_gives_the_same_bytes(build: Build, tmp_path: Path) -> None:
    source, one, two = build(None), tmp_path / "one", tmp_path / "two"
    assert run_import(source, "--out", one).returncode == 0
    assert run_import(source, "--out", two).returncode == 0
    assert contents(one) == contents(two)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_bad_input_is_refused_and_nothing_is_lost(case: Path, build: Build, out: Path) -> None:
    before = contents(out)
    source = build(case)
    result = run_import(source, "--out", out)
    expected = (case / "expected.txt").read_text(encoding="utf-8").replace("SOURCE", str(source))
    assert result.stderr.splitlines()[-1] + "\n" == expected
    assert result.stdout == ""
    assert result.returncode == 2
    assert contents(out) == before


def test_a_source_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    result = run_import(tmp_path / "nowhere", "--out", tmp_path / "areas")
    assert result.stderr == (
        f"error: {tmp_path / 'nowhere'}: this is not a folder. "
        "Name the folder that holds the products.\n"
    )
    assert result.returncode == 2
    assert not (tmp_path / "areas").exists()


def test_an_output_folder_that_is_a_file_is_refused(build: Build, tmp_path: Path) -> None:
    (tmp_path / "areas").write_text("mine")
    result = run_import(build(None), "--out", tmp_path / "areas")
    assert result.stderr.splitlines()[-1] == (
        f"error: {tmp_path / 'areas'}: the files cannot be written (File exists). "
        "Check the folder, its permissions and the space on the disk."
    )
    assert result.returncode == 2
    assert (tmp_path / "areas").read_text() == "mine"


def test_missing_arguments_are_wrong_usage() -> None:
    result = run_import()
    assert result.returncode == 2
    assert "SOURCE_DIR" in result.stderr
    assert "Traceback" not in result.stderr


def test_second_import_says_what_changed(build: Build, out: Path) -> None:
    result = run_import(build(CASES / "newer"), "--out", out)
    assert result.returncode == 0, result.stderr
    assert "councils renamed: 1: Tameside → Tameside and Glossop (E08000008)" in result.stdout
    assert "council ids changed: 1: tameside → tameside-and-glossop (E08000008)" in result.stdout
    assert "councils ended: 1: Wrexham (W06000006)" in result.stdout
    assert "councils added: 1: North East Wales (W06000099)" in result.stdout
    assert "postcodes that changed council: 3; not found before: 0" in result.stdout
    assert "places added: 1: Hazel Grove (E08000007)" in result.stdout
    assert "places removed: 1: Wells (E06000066)" in result.stdout
    geography = read_geography(out)
    assert geography.councils["wrexham"].replaced_by == ("north-east-wales",)
    somerset = geography.councils["somerset"]
    assert somerset.starts_on == date(2023, 4, 1), "the last of its predecessors counts"


def test_an_unreadable_earlier_file_is_replaced(build: Build, out: Path) -> None:
    (out / "postcodes.csv").write_text("rubbish")
    (out / "councils.csv").write_text("rubbish")
    result = run_import(build(None), "--out", out)
    assert result.returncode == 0
    assert "postcodes: no earlier file to compare with" in result.stdout
    assert (out / "postcodes.csv").read_bytes() == (
        CASES / "expected" / "postcodes.csv"
    ).read_bytes()


def test_wrong_postcodes_are_findings_and_keep_the_old_files(
    build: Build, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the ranges were ever wrong, --check must say so and leave the files alone."""
    before = contents(out)
    monkeypatch.setattr(
        run, "runs", lambda found: [each for each in runs(found) if each[1] != "1AD"]
    )
    outcome = run.import_areas(build(None), out, check=True, progress=lambda line: None)
    assert "17 postcodes checked, 8 wrong" in outcome.summary
    assert "SK1 1AD: is in E08000007, the file says E08000008" in outcome.findings
    assert contents(out) == before


def test_a_file_that_grew_too_large_is_a_finding(
    build: Build, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(out)
    monkeypatch.setattr(run, "MOST_BYTES", 100)
    outcome = run.import_areas(build(None), out, check=False, progress=lambda line: None)
    assert outcome.findings == (
        f"postcodes.csv has {len(before['postcodes.csv'])} bytes, over 100",
    )
    assert contents(out) == before


def test_a_failed_first_import_leaves_no_folder(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "counties_table", lambda lists, past: "broken\n")
    with pytest.raises(AreaFileError, match=r"counties\.csv, row 1: the columns are “broken”"):
        run.import_areas(build(None), tmp_path / "areas", check=False, progress=lambda line: None)
    assert not (tmp_path / "areas").exists()


def test_what_was_written_answers_questions(out: Path) -> None:
    ranges = read_postcode_ranges(out / "postcodes.csv")
    assert ranges.lookup("SK1", "1AB") == "E08000008"
    assert ranges.lookup("SK1", "3XE") == "E08000007"
    assert ranges.lookup("SK1", "9ZZ") == "E08000007", "no district: placed by its neighbours"
    assert ranges.lookup("SG14", "1AA") == "E07000242", "the district carries a former code"
    assert ranges.lookup("BA5", "1AA") == "E06000066", "the district was merged into another"
    assert ranges.lookup("EC1A", "1AA") == "E09000001"
    belfast = read_northern_ireland(out / "northern_ireland_postcodes.csv")
    assert belfast["BT8"] == (("N09000007", 0.83), ("N09000003", 0.17))
    assert "BT99" not in belfast
    places = {place.name: place for place in read_places(out / "places.csv")}
    assert "London" not in places
    assert places["City of London"].other_names == ("London City",)
    assert places["Much Hadham, Hadham Cross"].county == "Hertfordshire"
    assert places["Wells"].council == "E06000066"
    assert places["Bramhall North"].type == "ward"


def test_boundaries_carry_our_ids(out: Path) -> None:
    text = (out / "boundaries.geojson").read_text(encoding="utf-8")
    features = json.loads(text)["features"]
    assert features[0]["properties"] == {
        "id": "aberdeen-city",
        "code": "S12000033",
        "name": "Aberdeen City",
    }
    ids = [feature["properties"]["id"] for feature in features]
    assert ids == sorted(ids)
    assert len(ids) == 10
    assert ": " not in text


def test_sources_page_shows_the_edition_of_the_zip(out: Path) -> None:
    page = (out / "SOURCES.md").read_text(encoding="utf-8")
    assert "version 2031.2.0, copyright date\n2031-04-20, Royal Mail update 2031-04-17" in page
    assert "- Contains OS data © Crown copyright and database right 2031\n" in page
    assert "1 postcodes have no position" in page
