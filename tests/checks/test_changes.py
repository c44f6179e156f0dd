"""Changes of councils that nobody has named yet: shown on the pages, overdue from the day on."""

import dataclasses
from datetime import date, timedelta
from pathlib import Path

import pytest

from safetyhelp.areas.changes import AnnouncedChange, read_changes
from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.areas.successions import Ending
from safetyhelp.areas.tables import AreaFileError
from safetyhelp.checks.areas import announced_changes_are_made, areas_exist
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.new_record.areas import Places, UnknownPlaceError
from tests.records.support import compare_with_golden

DAY = date(2027, 4, 1)
GOLDEN = Path(__file__).parent / "golden" / "council-change-due.txt"
HEADER = "county,on,source,seen\n"


def _on(real: Dataset, today: date) -> Dataset:
    change = AnnouncedChange("kent", DAY, "https://www.example.gov.uk/", "2026-02", 2)
    areas = dataclasses.replace(real.directory.map, day=today)
    directory = dataclasses.replace(real.directory, map=areas, changes=(change,))
    return dataclasses.replace(real, directory=directory)


def test_a_change_that_is_due_is_overdue(real: Dataset) -> None:
    compare_with_golden(list(announced_changes_are_made(_on(real, DAY))), GOLDEN)


def test_a_change_to_come_is_not(real: Dataset) -> None:
    assert not list(announced_changes_are_made(_on(real, DAY - timedelta(days=1))))


@pytest.mark.parametrize(("today", "due"), [(DAY - timedelta(days=1), False), (DAY, True)])
def test_the_answer_tells_of_the_change_only_in_that_county(
    real: Dataset, today: date, due: bool
) -> None:
    directory = _on(real, today).directory
    endings = {council: directory.answer(council).ending for council in directory.map.councils}
    told = {council.id for council, ending in endings.items() if ending and not ending.successors}
    kent = {council.id for council in directory.map.councils if council.county == "kent"}
    assert len(kent) == 12
    assert told == kent
    ending = endings[directory.map.geography.councils["swale"]]
    assert ending == Ending(DAY, (), "https://www.example.gov.uk/", due)
    assert endings[directory.map.geography.councils["stockport"]] is None


def _with_council(real: Dataset, **changes: object) -> Dataset:
    """Return the real data, but with other dates for Wyre."""
    geography = real.directory.map.geography
    wyre = dataclasses.replace(geography.councils["wyre"], **changes)  # type: ignore[arg-type]
    councils = {**geography.councils, "wyre": wyre}
    areas = AreasOnDay(dataclasses.replace(geography, councils=councils), real.today)
    directory = dataclasses.replace(real.directory, map=areas)
    return dataclasses.replace(real, directory=directory)


@pytest.mark.parametrize(
    ("changes", "message", "suggestion"),
    [
        (
            {"ends_on": date(2026, 4, 1), "replaced_by": ()},
            "The council “Wyre” ended on 1 April 2026.",
            "Take it out of the list.",
        ),
        (
            {"starts_on": date(2027, 4, 1)},
            "The council “Wyre” does not exist yet.",
            (
                "It begins on 1 April 2027. If this begins with it, write “starts_on: "
                '"2027-04-01"”. If not, name what is there until then: it goes over to the new one '
                "by itself."
            ),
        ),
    ],
)
def test_a_council_must_exist_on_the_day(
    real: Dataset, changes: dict[str, object], message: str, suggestion: str
) -> None:
    found = [each for each in areas_exist(_with_council(real, **changes)) if "Wyre" in each.message]
    assert found
    assert {(each.code, each.message) for each in found} == {("ended-area", message)}
    assert {each.suggestion for each in found} == {suggestion}


def test_a_council_that_nothing_replaced_cannot_be_chosen(real: Dataset) -> None:
    areas = _with_council(real, ends_on=date(2026, 4, 1), replaced_by=()).directory.map
    with pytest.raises(UnknownPlaceError) as refused:
        Places(areas).find(["Wyre"], "reporting")
    assert str(refused.value) == "These councils have ended, and nothing took their place."
    assert Places(areas).find(["Wyre", "Bolton"], "reporting").remarks == (
        "Wyre is now part of no council that we know.",
    )


def test_the_real_list_names_every_county_once(real: Dataset) -> None:
    counties = [change.county for change in real.directory.changes]
    named = {council.county for council in real.directory.announced}
    assert sorted([*counties, *named]) == sorted(real.directory.map.geography.counties)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("surrey,,https://x.gov.uk/,2026-02", "changes.csv, row 2: “on” is empty."),
        ("surrey,1 April,https://x.gov.uk/,2026-02", "changes.csv, row 2: “on” is “1 April”."),
        (",2027-04-01,https://x.gov.uk/,2026-02", "changes.csv, row 2: “county” is empty."),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "changes.csv").write_text(f"{HEADER}{row}\n", encoding="utf-8")
    with pytest.raises(AreaFileError, match=message.replace(".", r"\.")):
        read_changes(tmp_path)
