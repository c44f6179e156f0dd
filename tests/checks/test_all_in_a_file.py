"""What stands in a file a second time, or in a place where nothing belongs, is checked as well."""

from datetime import date
from pathlib import Path

import pytest

from safetyhelp.findings.model import Finding
from safetyhelp.records.reading import read_data
from tests.records.support import (
    PARTNERSHIP,
    WITHDRAWN,
    check_folder,
    gaps_for_everything,
    schemas,
    write_record,
)

CONTACTS = """contacts:
  - for: Ask
    phone: "0161 217 6016"
    source: https://www.stockport.gov.uk/x
    seen: unknown
"""
RECORD = PARTNERSHIP.replace("sources:", f"{CONTACTS}sources:")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    check_folder.cache_clear()
    write_record(tmp_path, gaps_for_everything(), "gaps.yml")
    write_record(tmp_path, WITHDRAWN, "withdrawn.yml")
    write_record(tmp_path, RECORD)
    return tmp_path


def found(data: Path, name: str = "partnerships/example.yml") -> list[tuple[int, str]]:
    check_folder.cache_clear()
    every: list[Finding] = check_folder(data, date(2026, 11, 26))
    return sorted((f.line, f.code) for f in every if f.file == f"data/{name}")


def test_the_record_is_sound(data: Path) -> None:
    assert found(data) == []


# A key that stands twice


def test_what_stands_under_a_key_a_second_time_is_checked(data: Path) -> None:
    more = """contacts:
  - for: x
    phone: 0808 802 1155
    email: jane.smith@stockport.gov.uk
    source: their page
    seen: soon
covers:
  councils: [boltn]
role: statutary
"""
    write_record(data, RECORD + more)
    start = RECORD.count("\n") + 1
    assert found(data) == sorted(
        [
            (start, "duplicate-key"),
            (start + 1, "too-short"),
            (start + 2, "withdrawn-contact"),
            (start + 3, "personal-email"),
            (start + 4, "bad-url"),
            (start + 5, "bad-date"),
            (start + 6, "duplicate-key"),
            (start + 7, "unknown-area"),
            (start + 8, "duplicate-key"),
            (start + 8, "wrong-choice"),
        ]
    )


def test_the_third_one_is_checked_too(data: Path) -> None:
    text = RECORD.replace(
        "    phone:", "    phone: 0161 217 6011\n    phone: 0808 802 1155\n    phone:"
    )
    write_record(data, text)
    line = text[: text.index("    phone: 0808")].count("\n") + 1
    assert found(data) == [
        (line, "duplicate-key"),
        (line, "withdrawn-contact"),
        (line + 1, "duplicate-key"),
    ]


def test_a_line_pasted_twice_is_one_problem(data: Path) -> None:
    for line in ('    phone: "0161 217 6016"\n', "role: statutory\n", "  - for: Ask\n"):
        twice = line + line.replace("- ", "  ")
        write_record(data, RECORD.replace(line, twice))
        assert [code for _, code in found(data)] == ["duplicate-key"], line


def test_two_sound_groups_are_one_problem(data: Path) -> None:
    write_record(data, RECORD + CONTACTS.replace("Ask", "Write"))
    assert [code for _, code in found(data)] == ["duplicate-key"]


def test_gaps_that_stand_twice_are_all_checked(data: Path) -> None:
    more = """gaps:
  - section: police
    covers:
      councils: [boltn]
    reason: We looked for it <b>everywhere</b>.
    instead: Phone 101.
    review_by: "2027-13-31"
"""
    text = gaps_for_everything()
    before = found(data, "gaps.yml")
    write_record(data, text + more, "gaps.yml")
    start = text.count("\n") + 1
    assert [each for each in found(data, "gaps.yml") if each not in before] == [
        (start, "duplicate-key"),
        (start + 3, "unknown-area"),
        (start + 4, "markup-in-text"),
        (start + 6, "bad-date"),
    ]


# Several levels of areas


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ("counties: [norfolk]", [(4, "wrong-covers")]),
        ("counties: [norfok]", [(4, "wrong-covers"), (5, "unknown-area")]),
        (
            "counties: [norfok]\n  nations: [englnd]\n  police_areas: [kennt]",
            [(4, "wrong-covers"), (5, "unknown-area"), (6, "unknown-area"), (7, "unknown-area")],
        ),
    ],
)
def test_every_level_of_the_areas_is_read(
    levels: str, expected: list[tuple[int, str]], data: Path
) -> None:
    text = RECORD.replace("councils: [stockport]", f"councils: [stockport]\n  {levels}")
    write_record(data, text)
    assert found(data) == expected


# Folders where none belong

BROKEN = RECORD.replace("stockport]", "stokport]").replace("0161 217 6016", "0808 802 1155")
WRONG = [(4, "unknown-area"), (8, "withdrawn-contact")]


@pytest.mark.parametrize("folder", ["partnerships/new", "partnerships/new/ones", "partnership"])
def test_records_in_a_folder_that_does_not_belong_are_read(folder: str, data: Path) -> None:
    write_record(data, BROKEN, f"{folder}/another.yml")
    assert found(data, f"{folder}/another.yml") == WRONG
    outer = "/".join(folder.split("/")[:2])
    assert found(data, outer) == [(1, "stray-file")]
    assert found(data) == []


@pytest.mark.parametrize("name", ["partnerships/new/example.yml", "partnerships/.new/another.yml"])
def test_a_copy_of_a_record_and_what_is_hidden_are_not_read(name: str, data: Path) -> None:
    write_record(data, BROKEN, name)
    assert found(data, name) == []
    assert found(data, name.rpartition("/")[0]) == [(1, "stray-file")]


def test_a_record_in_such_a_folder_is_never_published(data: Path) -> None:
    write_record(data, RECORD.replace("stockport", "bury"), "partnerships/new/another.yml")
    assert found(data, "partnerships/new/another.yml") == []
    loaded = read_data(data, "data", schemas())
    assert [record.file for record in loaded.records] == ["data/partnerships/example.yml"]


# The first line


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> branch", "---"])
def test_a_line_at_the_top_that_has_to_go_is_one_problem(mark: str, data: Path) -> None:
    write_record(data, f"{mark}\n{RECORD}")
    code = "several-documents" if mark == "---" else "yaml-syntax"
    assert found(data) == [(1, code)]


def test_the_first_line_further_down_is_to_be_moved(data: Path) -> None:
    first, _, rest = RECORD.partition("\n")
    for text in (f"\n\n{RECORD}", f"# A remark\n\n{RECORD}", f"name: S\n# A\n{first}\n{rest}"):
        write_record(data, text)
        check_folder.cache_clear()
        (missing,) = (
            f for f in check_folder(data, date(2026, 11, 26)) if f.code == "modeline-missing"
        )
        assert missing.suggestion == "Line 3 does: move it to the top."


# All that is wrong with one text


def test_every_number_and_address_in_a_text_is_named(data: Path) -> None:
    text = "Ring 0161 217 6016 or 0161 217 6017, or see www.example.org. Come to M2 4WU or BL1 1RU."
    write_record(data, RECORD.replace("role:", f"summary: {text}\nrole:"))
    assert [code for _, code in found(data)] == ["address-in-text"] * 2 + ["contact-in-text"] * 3
