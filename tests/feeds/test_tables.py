"""The tables: what stands in them, what the data package says of them, and what no cell may do."""

import csv
import io
import re
from collections import Counter
from typing import Any

import pytest

from safetyhelp.feeds.tables.table import Column, Table, as_csv, cell, dialled
from tests.conftest import TODAY, BuiltSite
from tests.feeds.reading import contacts_in, read

FOLDER = "data/tables"
# A cell that a spreadsheet would run, or whose zero in front it would drop.
HARMFUL = re.compile(r"\s*[=+\-@＝＋－＠]|0\d+$")
TYPES = {
    "string": r".*",
    "integer": r"\d+",
    "boolean": r"true|false",
    "date": r"\d{4}-\d\d-\d\d",
}


def rows(site: BuiltSite, name: str) -> list[dict[str, str]]:
    text = (site.folder / FOLDER / f"{name}.csv").read_bytes().decode("utf-8-sig")
    return [*csv.DictReader(io.StringIO(text, newline=""), strict=True)]


@pytest.fixture(scope="module")
def package(site: BuiltSite) -> dict[str, Any]:
    found: dict[str, Any] = read(site, f"{FOLDER}/datapackage.json")
    return found


def test_the_package_names_every_table_and_no_other_file(
    site: BuiltSite, package: dict[str, Any]
) -> None:
    named = [each["path"] for each in package["resources"]]
    there = {path.name for path in (site.folder / FOLDER).iterdir()}
    assert there == {*named, "datapackage.json"}
    assert len(named) == len(set(named)) == 11
    assert package["created"] == f"{TODAY}T00:00:00Z"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert "Contains OS data © Crown copyright and database right 2025" in {
        each["title"] for each in package["sources"]
    }


def test_every_cell_is_what_the_package_says(site: BuiltSite, package: dict[str, Any]) -> None:
    for about in package["resources"]:
        table, fields = rows(site, about["name"]), about["schema"]["fields"]
        assert table, about["name"]
        assert [*table[0]] == [field["name"] for field in fields]
        assert len({field["name"] for field in fields}) == len(fields)
        for field in fields:
            assert field["description"].strip()
            values = [row[field["name"]] for row in table]
            form = re.compile(TYPES[field["type"]], re.DOTALL)
            assert all(form.fullmatch(value) for value in values if value), field["name"]
            if field.get("constraints", {}).get("required"):
                assert all(values), (about["name"], field["name"])


def test_keys_are_unique_and_lead_to_rows(site: BuiltSite, package: dict[str, Any]) -> None:
    tables = {each["name"]: rows(site, each["name"]) for each in package["resources"]}
    for about in package["resources"]:
        key = about["schema"]["primaryKey"]
        counted = Counter(tuple(row[name] for name in key) for row in tables[about["name"]])
        assert max(counted.values()) == 1, about["name"]
        for other in about["schema"].get("foreignKeys", []):
            there = other["reference"]
            known = {row[there["fields"]] for row in tables[there["resource"]]}
            assert {row[other["fields"]] for row in tables[about["name"]]} <= known


def test_no_cell_can_run_or_lose_its_zero(site: BuiltSite, package: dict[str, Any]) -> None:
    for about in package["resources"]:
        for row in rows(site, about["name"]):
            assert [value for value in row.values() if HARMFUL.match(value)] == []


def test_all_contacts_are_in_the_table_with_what_is_known_of_them(site: BuiltSite) -> None:
    def known(contact: dict[str, str]) -> tuple[str, ...]:
        names = ("for", "phone", "email", "url", "source", "seen", "confirmed", "doubt")
        return tuple(contact.get(name, "").replace(" ", "") for name in names)

    kinds = {row["kind"] for row in rows(site, "contacts")}
    assert len(kinds) == 7
    files = [read(site, f"api/v1/kinds/{kind}.json")["results"] for kind in sorted(kinds)]
    ours = Counter(known(contact) for contact in contacts_in(files))
    assert Counter(known(row) for row in rows(site, "contacts")) == ours


def test_the_rules_are_those_of_the_records(site: BuiltSite) -> None:
    reviews = read(site, "api/v1/kinds/asb-case-reviews.json")["results"]
    ways = [way for each in reviews for way in each.get("threshold", {}).get("any_of", [])]
    table = rows(site, "case-review-thresholds")
    assert len(table) == len(ways) > 200
    assert [row["reports"] for row in table] == [str(way.get("reports", "")) for way in ways]
    assert all(row["in_words"] and row["source"].startswith("http") for row in table)
    own = {each["id"]: each for each in reviews}
    for row in table:
        rule = own[row["id"]]["threshold"]
        assert row["caution"] == rule.get("caution", "")
        assert row["hate_crime"] == rule["hate_crime"]
        assert row["councils"].split(";") == own[row["id"]]["councils"]
    codes = {area["id"]: area["code"] for area in read(site, "api/v1/areas.json")["results"]}
    pairs = ((row["councils"].split(";"), row["codes"].split(";")) for row in table)
    assert all([codes[council] for council in councils] == known for councils, known in pairs)


def test_a_line_of_an_area_says_what_its_file_says(site: BuiltSite) -> None:
    areas = {row["id"]: row for row in rows(site, "areas")}
    assert len(areas) == read(site, "api/v1/areas.json")["total"]
    leeds, file = areas["leeds"], read(site, "api/v1/areas/leeds.json")["result"]
    assert leeds["report_phone"] == "101"
    assert leeds["council_url"] == file["first"][-1]["url"]
    shown = [each["id"] for each in file["sections"][0]["records"] if each["kind"] == "reporting"]
    assert leeds["reporting"] == ";".join(shown)
    links = [row for row in rows(site, "area-records") if row["area"] == "leeds"]
    assert [row["id"] for row in links] == [
        record["id"] for section in file["sections"] for record in section["records"]
    ]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+44 161 496 0000", "'+44 161 496 0000"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("  =1+1", "'=1+1"),
        ("\t=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("01614960000", "'01614960000"),
        ("0161 496 0000", "0161 496 0000"),
        ("999", "999"),
        ("a=1", "a=1"),
        (["=1", "b"], "'=1;b"),
        ([], ""),
        (0, "0"),
        (True, "true"),
        (False, "false"),
        (None, ""),
    ],
)
def test_a_value_in_a_cell(value: object, written: str) -> None:
    assert cell(value) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("08001231110", "0800 123 1110"),
        ("+44 300 303 1982", "0300 303 1982"),
        ("0161 217 6016", "0161 217 6016"),
        ("18001 101", "18001 101"),
        ("101", "101"),
    ],
)
def test_a_phone_number_in_a_cell(number: str, written: str) -> None:
    assert dialled(number) == written


def test_commas_quotes_and_line_ends_stay_in_their_cell() -> None:
    table = Table("t", "T", (Column("a", "A.", lambda row: row["a"]),), [{"a": 'x, "y"\nz'}])
    assert as_csv(table) == b'\xef\xbb\xbfa\r\n"x, ""y""\nz"\r\n'


@pytest.mark.parametrize("folder", [FOLDER, "data/hsds/tables"])
def test_the_data_package_is_valid(site: BuiltSite, folder: str) -> None:
    frictionless = pytest.importorskip(
        "frictionless", reason="Frictionless is not installed: the tests above hold its rules."
    )
    report = frictionless.validate(str(site.folder / folder / "datapackage.json"))
    assert report.valid, report.flatten()
