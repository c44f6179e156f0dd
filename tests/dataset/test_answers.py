"""The join of made-up records with the real map: what is shown, in which order, and what is not."""

from dataclasses import replace
from datetime import date

import pytest

from safetyhelp.areas.model import Council, Covers
from safetyhelp.areas.on_a_day import COUNCILS, COUNTIES, NATION_LEVEL, POLICE_AREAS, AreasOnDay
from safetyhelp.dataset.answers import ALWAYS, FALLBACK, LISTED, Answer, Directory
from safetyhelp.dataset.coverage import CoverageState, state_of
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.sections import NOTHING_CHANGES, REPORT
from safetyhelp.records import kinds
from safetyhelp.records.contacts import WAYS
from safetyhelp.records.dates import PartialDate
from safetyhelp.records.model import Gap, Police, Record
from tests.dataset.made_up import ENGLAND, FORCE, HERE, PHONE, record


@pytest.fixture
def areas(real: Dataset) -> AreasOnDay:
    return real.directory.map


@pytest.fixture
def stockport(areas: AreasOnDay) -> Council:
    return areas.geography.councils["stockport"]


def shown(areas: AreasOnDay, *records: Record, council: str = "stockport") -> list[str]:
    """Return the names of the victim services of a council's page, in their order."""
    answer = Directory(areas, records, ()).answer(areas.geography.councils[council])
    return [each.name for each in answer.part(kinds.VICTIM_SERVICES).records]


def test_the_order_goes_before_everything_else(areas: AreasOnDay) -> None:
    records = [
        record("a-here", HERE, order=60),
        record("b-nation", ENGLAND, order=10),
        record("c-force", FORCE, order=20),
        record("d-here", HERE, order=20),
    ]
    assert shown(areas, *records) == ["b-nation", "d-here", "c-force", "a-here"]


def test_with_the_same_order_the_smaller_area_then_the_name_comes_first(areas: AreasOnDay) -> None:
    records = [
        record("a", ENGLAND),
        record("z", HERE),
        record("b", FORCE),
        record("y", HERE),
        record("c", ENGLAND),
    ]
    assert shown(areas, *records) == ["y", "z", "b", "a", "c"]
    assert shown(areas, *reversed(records)) == ["y", "z", "b", "a", "c"]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([("own", HERE, ALWAYS), ("all", ENGLAND, FALLBACK)], ["own"]),
        ([("own", HERE, FALLBACK), ("all", ENGLAND, FALLBACK)], ["own"]),
        ([("own", HERE, ALWAYS), ("all", ENGLAND, ALWAYS)], ["own", "all"]),
        ([("one", ENGLAND, FALLBACK), ("two", ENGLAND, FALLBACK)], ["one", "two"]),
        ([("one", FORCE, FALLBACK), ("two", FORCE, FALLBACK), ("x", ENGLAND, FALLBACK)],
         ["one", "two"]),
        ([("one", FORCE, FALLBACK), ("two", FORCE, ALWAYS)], ["one", "two"]),
        ([("one", HERE, LISTED), ("two", ENGLAND, FALLBACK)], ["two"]),
        ([("other", Covers(COUNCILS, ("trafford",)), ALWAYS), ("x", ENGLAND, FALLBACK)], ["x"]),
    ],
)  # fmt: skip
def test_a_fallback_gives_way_to_a_smaller_area_and_to_nothing_else(
    areas: AreasOnDay, records: list[tuple[str, Covers, str]], expected: list[str]
) -> None:
    made = [record(name, covers, shown=how) for name, covers, how in records]
    assert shown(areas, *made) == expected


def test_services_of_one_area_stand_by_name_not_by_file(areas: AreasOnDay) -> None:
    first, second = record("z", HERE, name="Advice"), record("a", HERE, name="Support")
    assert shown(areas, second, first) == ["Advice", "Support"]


def test_a_county_is_smaller_than_a_police_area(areas: AreasOnDay) -> None:
    county = record("county", Covers(COUNTIES, ("surrey",)))
    force = record("force", Covers(POLICE_AREAS, ("surrey",)))
    assert shown(areas, force, county, council="woking") == ["county", "force"]


def test_what_has_not_begun_or_has_ended_is_not_shown(areas: AreasOnDay) -> None:
    day = areas.day
    today = PartialDate(day.year, day.month, day.day)
    tomorrow = PartialDate(day.year, day.month, day.day + 1)
    yesterday = PartialDate(day.year, day.month, day.day - 1)
    records = [
        record("begins-today", HERE, starts_on=today),
        record("begins-tomorrow", HERE, starts_on=tomorrow),
        record("ends-today", HERE, ends_on=today),
        record("ended-yesterday", HERE, ends_on=yesterday),
    ]
    assert shown(areas, *records) == ["begins-today", "ends-today"]


def test_a_section_is_one_list_in_which_the_police_stand_before_others_of_their_order(
    areas: AreasOnDay, stockport: Council
) -> None:
    records = (
        record("council", HERE, kinds.REPORTING),
        record("force", FORCE, kinds.POLICE),
        record("999", ENGLAND, kinds.REPORTING, order=1),
        record("charity", ENGLAND, kinds.REPORTING, order=70),
    )
    answer = Directory(areas, records, ()).answer(stockport)
    (report,) = [section for section in answer.sections if section.id == REPORT]
    assert [r.name for r in report.records] == ["999", "force", "council", "charity"]
    assert {r.name for r in answer.records} == {r.name for r in records}


def test_a_force_that_says_nothing_of_complaints_is_only_there_to_report_to(
    areas: AreasOnDay, stockport: Council
) -> None:
    silent = record("force", FORCE, kinds.POLICE, details=Police())
    for force, expected in ((silent, []), (record("force", FORCE, kinds.POLICE), ["force"])):
        answer = Directory(areas, (force,), ()).answer(stockport)
        sections = {section.id: section for section in answer.sections}
        assert [r.name for r in sections[REPORT].records] == ["force"]
        assert [r.name for r in sections[NOTHING_CHANGES].records] == expected


def gap(covers: Covers, missing: str = "", position: int = 0) -> Gap:
    return Gap(
        section=kinds.VICTIM_SERVICES,
        covers=covers,
        missing=missing,
        reason="Not found.",
        review_by=date(2027, 1, 1),
        position=position,
    )


def test_what_a_nation_lacks_in_part_is_not_said_to_visitors(
    areas: AreasOnDay, stockport: Council
) -> None:
    gaps = (
        gap(ENGLAND, "Hours", 0),
        gap(HERE, "A phone number", 1),
        gap(ENGLAND, "", 2),
        gap(Covers(COUNCILS, ("trafford",)), "", 3),
    )
    part = Directory(areas, (), gaps).answer(stockport).part(kinds.VICTIM_SERVICES)
    assert [each.position for each in part.gaps] == [1, 2]
    assert part.missing == gaps[2]


@pytest.mark.parametrize(
    ("records", "gaps", "state"),
    [
        ([record("x", HERE)], [], CoverageState.LOCAL),
        ([record("x", HERE, shown=LISTED)], [], CoverageState.NOTHING),
        ([record("x", HERE, shown=LISTED)], [gap(HERE)], CoverageState.GAP),
        ([record("x", ENGLAND)], [], CoverageState.NOTHING),
        ([record("x", ENGLAND), record("y", HERE)], [gap(HERE)], CoverageState.LOCAL),
        ([], [gap(HERE, "A phone number")], CoverageState.NOTHING),
        ([], [gap(ENGLAND)], CoverageState.GAP),
    ],
)
def test_the_coverage_of_a_council(
    areas: AreasOnDay,
    stockport: Council,
    records: list[Record],
    gaps: list[Gap],
    state: CoverageState,
) -> None:
    directory = Directory(areas, tuple(records), tuple(gaps))
    assert state_of(directory, kinds.VICTIM_SERVICES, stockport) is state


def test_in_scotland_a_service_of_the_nation_is_enough(areas: AreasOnDay) -> None:
    scotland = Covers(NATION_LEVEL, ("scotland",))
    directory = Directory(areas, (record("x", scotland),), ())
    glasgow = areas.geography.councils["glasgow-city"]
    state = state_of(directory, kinds.VICTIM_SERVICES, glasgow)
    assert state is CoverageState.NATIONAL
    own = Covers(COUNCILS, ("glasgow-city",))
    listed = Directory(areas, (record("x", scotland), record("y", own, shown=LISTED)), ())
    assert state_of(listed, kinds.VICTIM_SERVICES, glasgow) is CoverageState.NATIONAL
    assert state_of(directory, kinds.ASB_CASE_REVIEWS, glasgow) is CoverageState.NOT_HERE


GUILDFORD, WOKING = (Covers(COUNCILS, (each,)) for each in ("guildford", "woking"))


@pytest.fixture
def merged(areas: AreasOnDay) -> AreasOnDay:
    """The areas on the day after Guildford, Woking and others became West Surrey."""
    return AreasOnDay(areas.geography, date(2027, 4, 2))


def of_west_surrey(merged: AreasOnDay, *records: Record) -> Answer:
    return Directory(merged, records, ()).answer(merged.geography.councils["west-surrey"])


def shown_by_area(merged: AreasOnDay, *records: Record) -> list[tuple[str, tuple[str, ...]]]:
    """Return the ids of the victim services of West Surrey, with the old areas of each."""
    answer = of_west_surrey(merged, *records)
    return [(r.id, answer.old_areas(r)) for r in answer.part(kinds.VICTIM_SERVICES).records]


def test_records_of_old_areas_that_say_the_same_are_one(merged: AreasOnDay) -> None:
    one, other = record("a", GUILDFORD, name="Help"), record("b", WOKING, name="Help")
    assert shown_by_area(merged, one, other) == [("a", ("Guildford", "Woking"))]
    apart = [("a", ("Guildford",)), ("b", ("Woking",))]
    for part in ({"name": "Aid"}, {"summary": "Other words."}, {"contacts": (PHONE,)}):
        assert shown_by_area(merged, one, replace(other, **part)) == apart


@pytest.mark.parametrize("way", WAYS)
def test_records_of_old_areas_with_different_ways_to_reach_them_stay_two(
    way: str, merged: AreasOnDay
) -> None:
    nowhere = replace(PHONE, phone="")
    there, elsewhere = (replace(nowhere, **{way: value}) for value in ("101", "105"))  # type: ignore[arg-type]
    records = [
        record(area.ids[0], area, name="Help", contacts=(contact,))
        for area, contact in ((GUILDFORD, there), (WOKING, elsewhere))
    ]
    assert len(shown_by_area(merged, *records)) == 2
    assert len(shown_by_area(merged, *(replace(r, contacts=(there,)) for r in records))) == 1


def test_what_is_for_an_old_area_stands_behind_and_drops_no_fallback(merged: AreasOnDay) -> None:
    records = [
        record("woking", WOKING, shown=ALWAYS),
        record("guildford", GUILDFORD, shown=ALWAYS),
        record("nation", ENGLAND, shown=FALLBACK),
    ]
    expected = [("nation", ()), ("guildford", ("Guildford",)), ("woking", ("Woking",))]
    assert shown_by_area(merged, *records) == expected


def test_a_new_council_says_what_it_was_where_something_is_for_an_old_area(
    merged: AreasOnDay,
) -> None:
    assert of_west_surrey(merged, record("nation", ENGLAND)).beginning is None
    beginning = of_west_surrey(merged, record("nation", ENGLAND), record("a", WOKING)).beginning
    assert beginning
    assert "Woking" in {council.name for council in beginning.replaced}
