"""A reviewer sees what comes into the lists of the data folder and what goes out of them."""

from pathlib import Path

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.records.reading import modeline
from safetyhelp.review.change import ListChange
from safetyhelp.review.compare import compare
from tests.records.support import PARTNERSHIP, load_folder, write_record

ENTRY = """  - value: "0161 474 3143"
    what: phone
    belonged_to: Example Council
    reason: Seen only on a page of 2014.
"""
LINE = "0161 474 3143 · phone · Example Council · Seen only on a page of 2014."


def _subject(folder: Path, areas: Path, *, withdrawn: str = "", not_checked: str = "") -> Dataset:
    write_record(folder, PARTNERSHIP)
    for name, key, entries in (
        ("withdrawn", "withdrawn", withdrawn),
        ("not-checked", "not_checked", not_checked),
    ):
        body = f"{key}:\n{entries}" if entries else f"{key}: []\n"
        write_record(folder, f"{modeline(name)}\n{body}", f"{name}.yml")
    return load_folder(folder, areas=areas)


def test_a_contact_that_turns_out_to_be_dead_moves_from_one_list_to_the_other(
    tmp_path: Path, few_areas: Path
) -> None:
    before = _subject(tmp_path / "before", few_areas, not_checked=ENTRY)
    after = _subject(tmp_path / "after", few_areas, withdrawn=f"{ENTRY}    allowed_in: [example]\n")
    assert compare(before, after).lists == (
        ListChange("data/withdrawn.yml", (f"{LINE} · allowed in: example",), ()),
        ListChange("data/not-checked.yml", (), (LINE,)),
    )


RETIRED = """  - kind: partnerships
    id: old-board
    name: Old Board
    replaced_by: example
    reason: It stood here twice.
  - kind: complaints
    id: no-board
    name: No Board
    reason: It never was.
"""


def test_ids_that_are_retired_are_shown(tmp_path: Path, few_areas: Path) -> None:
    before = _subject(tmp_path / "before", few_areas)
    write_record(tmp_path / "after", f"{modeline('retired')}\nretired:\n{RETIRED}", "retired.yml")
    after = _subject(tmp_path / "after", few_areas)
    assert compare(before, after).lists == (
        ListChange(
            "data/retired.yml",
            (
                "partnerships/old-board · Old Board · replaced by example · It stood here twice.",
                "complaints/no-board · No Board · nothing in its place · It never was.",
            ),
            (),
        ),
    )
