"""Everything that is wrong with the file of aliases is named in one run, each row with its line."""

from pathlib import Path

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.finder.aliases import aliases_can_be_read
from safetyhelp.paths import DATA
from tests.commands import run

GOOD = "alias,kind,id\nBCP,council,bournemouth-christchurch-and-poole\nThe Met,police-area,london\n"


def found(text: str, real: Dataset, folder: Path) -> list[tuple[int, str, str, str]]:
    path = folder / "aliases.csv"
    path.write_bytes(text.encode())
    every = aliases_can_be_read(path, "data/areas/aliases.csv", real.directory.map)
    return [(f.line, f.code, f.message, f.suggestion) for f in every]


def test_what_is_there_is_sound(real: Dataset) -> None:
    path = DATA / "areas" / "aliases.csv"
    assert list(aliases_can_be_read(path, "x", real.directory.map)) == []
    assert list(aliases_can_be_read(path.with_name("none.csv"), "x", real.directory.map)) == []


@pytest.mark.parametrize("text", [GOOD.replace("\n", "\r\n"), f"\ufeff{GOOD}"])
def test_windows_may_have_saved_it(text: str, real: Dataset, tmp_path: Path) -> None:
    assert [row for row in found(text, real, tmp_path) if row[1] == "wrong-form"] == []


def test_each_row_is_named(real: Dataset, tmp_path: Path) -> None:
    rows = (
        'Bury,council,"bury',
        "Bolton,council",
        "Leeds,council,leeds,x",
        "",
        "Kent,shire,kent",
        "Wigan,council,wigann",
        ",council,wigan",
        "BCP,council,bournemouth-christchurch-and-poole",
    )
    text = "alias,kind,id\nBCP,council,bournemouth-christchurch-and-poole\n" + "\n".join(rows)
    names = "council, county, police-area, area, within"
    comma = "Look for a missing comma, or quote the value that has a comma in it."
    assert found(text, real, tmp_path) == [
        (
            3,
            "wrong-form",
            "This is not comma-separated text (unexpected end of data).",
            "Save it again as CSV.",
        ),
        (4, "wrong-form", "There are 2 values where the header has 3.", comma),
        (5, "wrong-form", "There are 4 values where the header has 3.", comma),
        (6, "wrong-form", "There are 0 values where the header has 3.", comma),
        (7, "wrong-form", "“kind” is “shire”.", f"Use one of: {names}."),
        (
            8,
            "unknown-area",
            "“Wigan” stands for “wigann”, which is not known.",
            "Did you mean “wigan”?",
        ),
        (9, "wrong-form", "“alias” is empty.", "Fill it in."),
        (10, "wrong-form", "This row is there twice.", "Remove one."),
    ]


@pytest.mark.parametrize("text", ["alias;kind;id\nA;council;bury\n", "", "a\nb,c\n"])
def test_a_wrong_header_is_all_that_can_be_said(text: str, real: Dataset, tmp_path: Path) -> None:
    ((line, code, message, remedy),) = found(text, real, tmp_path)
    assert (line, code, remedy) == (1, "wrong-form", "They must be “alias,kind,id”.")
    assert message.startswith("The columns are ")


def test_bytes_that_are_no_text_are_named(real: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_bytes(b"alias,kind,id\nCaf\xe9,council,bury\n")
    (finding,) = aliases_can_be_read(path, "x", real.directory.map)
    assert (finding.line, finding.message) == (2, "The text is not UTF-8.")


def test_the_command_says_so(tmp_path: Path) -> None:
    done = run("validate.py", "--data", DATA, "--today", "2026-11-28", DATA / "areas/aliases.csv")
    assert (done.returncode, done.stdout) == (0, "")
