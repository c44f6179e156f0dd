"""Names of files. Some cannot lie in this project: Windows could not check it out."""

from pathlib import Path

import pytest

from safetyhelp.text.file_names import kept_by_windows, left_behind, without_endings
from tests.records.support import PARTNERSHIP, check_folder, write_record


def found(folder: Path, *names: str) -> list[tuple[str, str, str, str]]:
    """Write the same record under each name; return what is said about their names."""
    for name in names:
        write_record(folder, PARTNERSHIP, f"partnerships/{name}")
    return [
        (each.code, each.file.rpartition("/")[2], each.message, each.suggestion)
        for each in check_folder(folder)
        if each.code in ("wrong-file-name", "stray-file")
    ]


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "lpt9", "com0"])
def test_a_name_that_windows_keeps_for_itself_is_refused(name: str, tmp_path: Path) -> None:
    ((code, file, message, remedy),) = found(tmp_path, f"{name}.yml")
    assert (code, file) == ("wrong-file-name", f"{name}.yml")
    assert message == (
        f"“{name}” is a name that Windows keeps for itself: nobody there could get a copy of "
        "this project."
    )
    assert remedy == "Rename the file to safer-example-partnership.yml."


def test_its_ending_and_capitals_make_no_difference() -> None:
    assert all(map(kept_by_windows, ["CON", "nul.old", "Aux ", "com¹", "lpt3.x.y"]))
    assert not any(map(kept_by_windows, ["con-1", "console", "com10", "com", "lpta", "aux1", ""]))


@pytest.mark.parametrize(
    "name",
    [
        "bolton.yml.yml", "Bolton.yml", "bolton .yml", "bolton..yml", "bolton.yaml.yml",
        "bolton.txt.yml", "BOLTON.yml",
    ],
)  # fmt: skip
def test_the_id_that_was_meant_is_found(name: str, tmp_path: Path) -> None:
    ((code, *_, remedy),) = found(tmp_path, name)
    assert (code, remedy) == ("wrong-file-name", "Rename the file to bolton.yml.")


def test_two_names_that_are_one_to_windows_are_told_apart(tmp_path: Path) -> None:
    ((code, name, _, remedy),) = found(tmp_path, "bolton.yml", "Bolton.yml")
    assert (code, name) == ("wrong-file-name", "Bolton.yml")
    assert remedy == (
        "There is a record “bolton” already. Put what only this one says into that file, and "
        "delete this one."
    )


@pytest.mark.parametrize(
    "name",
    [
        ".bolton.yml", "bolton.yml.txt", "bolton.yaml", "bolton.yml.bak", "bolton.yml.orig",
        "Bolton.YML", "bolton.yml.", "bolton.yml ", "bolton", "bolton.txt", ".bolton.yml.tmp",
        "bolton.yml.old.txt",
    ],
)  # fmt: skip
def test_a_file_that_nothing_reads_is_named_with_the_name_it_should_have(
    name: str, tmp_path: Path
) -> None:
    write_record(tmp_path, PARTNERSHIP)
    ((code, named, _, remedy),) = found(tmp_path, name)
    assert (code, named) == ("stray-file", name)
    assert remedy == "Rename it to bolton.yml, or move it elsewhere."


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store", "._bolton.yml", "Thumbs.db", "desktop.ini", ".bolton.yml.swp", "bolton.yml~",
        "#bolton.yml#", ".#bolton.yml", ".gitkeep", ".directory",
    ],
)  # fmt: skip
def test_what_programs_leave_holds_nobodys_work(name: str, tmp_path: Path) -> None:
    write_record(tmp_path, PARTNERSHIP)
    assert found(tmp_path, name) == []
    write_record(tmp_path, PARTNERSHIP, name)
    assert found(tmp_path) == []


def test_near_misses_are_somebodys_work() -> None:
    names = ["bolton.yml", ".bolton.yml", "thumbs.yml", "#1.yml", "x.swp.yml", ".bolton.yml.new"]
    assert not any(map(left_behind, names))


def test_only_endings_of_files_go() -> None:
    names = ["a.b.yml", "st.helens.yml.yaml", ".x.yml.bak", "no-ending", "...", ".yml"]
    assert [*map(without_endings, names)] == ["a.b", "st.helens", "x", "no-ending", "", "yml"]
