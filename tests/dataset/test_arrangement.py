"""What stands open in a section of an answer page, and what is folded: made-up records."""

from dataclasses import replace

import pytest

from safetyhelp.areas.model import Covers
from safetyhelp.dataset.arrangement import WITHOUT_SPEAKING, Arrangement, arranged, serves_anyone
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.sections import AT_HOME, HELPING, RESPONSIBLE, SUPPORT, section_of_service
from safetyhelp.records import kinds
from safetyhelp.records.model import Contact, Police, Record, Reporting, RjProvider, VictimService
from tests.dataset.made_up import ENGLAND, FORCE, HERE, MAIL, PAGE, PHONE, record


def service(
    file: str,
    covers: Covers,
    *helps: str,
    contacts: tuple[Contact, ...] = (PHONE,),
    order: int = 50,
) -> Record:
    details = VictimService(run_by="charity", helps_with=helps or ("any-crime",))
    return record(file, covers, details=details, contacts=contacts, order=order)


def way(file: str, covers: Covers, *takes: str, summary: str = "") -> Record:
    details = Reporting(takes=takes, run_by="council")
    return record(file, covers, kinds.REPORTING, details=details, contacts=(PAGE,), summary=summary)


def whole(*records: Record) -> Arrangement:
    return arranged(records, lambda record: False)


def names(records: tuple[Record, ...]) -> list[str]:
    return [record.id for record in records]


@pytest.mark.parametrize(
    ("records", "first"),
    [
        ([service("nation", ENGLAND), service("here", HERE)], ["here", "nation"]),
        ([service("force", FORCE), service("here", HERE)], ["here"]),
        ([service("force", FORCE), service("nation", ENGLAND)], ["force", "nation"]),
        ([service("b", ENGLAND), service("a", ENGLAND)], ["a"]),
        ([service("a", ENGLAND, order=60), service("b", ENGLAND, order=50)], ["b"]),
        # For any crime before for hate crime alone; by phone before a page.
        ([service("a", FORCE, "hate-crime"), service("b", FORCE, "any-crime")], ["b"]),
        ([service("a", FORCE, contacts=(PAGE,)), service("b", FORCE)], ["b"]),
        # Narrower services are not first, however near they are.
        ([service("near", HERE, "autism"), service("force", FORCE)], ["force"]),
        ([service("near", HERE, "court"), service("far", ENGLAND)], ["far"]),
        ([service("near", HERE, "feelings")], []),
        # Nor is one that nobody can reach.
        ([service("near", HERE, contacts=()), service("far", ENGLAND)], ["far"]),
        ([service("far", ENGLAND, "learning-disability"), service("here", HERE)], ["here"]),
        ([], []),
    ],
)
def test_the_most_local_that_serves_anyone_is_first_and_one_of_the_nation_second(
    records: list[Record], first: list[str]
) -> None:
    found = whole(*records)
    assert names(found.open) == first
    assert sorted(map(id, found.in_order)) == sorted(map(id, records))


def test_those_whom_nobody_can_reach_are_apart_and_the_others_keep_their_order() -> None:
    found = whole(
        service("z", HERE, "autism"),
        service("gone", HERE, contacts=()),
        service("lead", HERE),
        service("a", HERE, "court"),
    )
    assert names(found.open) == ["lead"]
    assert names(found.others) == ["z", "a"]
    assert names(found.unreachable) == ["gone"]


def test_ways_to_report() -> None:
    force = record("force", FORCE, kinds.POLICE, details=Police(), contacts=(PAGE,))
    found = whole(
        way("police-999", ENGLAND, "emergency", "hate-crime"),
        way("police-101", ENGLAND, "hate-crime"),
        *(way(each, ENGLAND, "emergency") for each in WITHOUT_SPEAKING),
        way("landlord", HERE, "antisocial-behaviour", summary="For tenants of the council."),
        way("council", HERE, "hate-crime"),
        force,
        way("true-vision", ENGLAND, "hate-crime"),
        way("tip-off", ENGLAND, "tip-off"),
    )
    assert names(found.first) == ["police-999", "police-101"]
    assert names(found.online) == ["force"]
    assert names(found.open) == ["council"]
    assert names(found.without_speaking) == [*WITHOUT_SPEAKING]
    others = ["landlord", "force", "true-vision", "tip-off"]
    assert names(found.others) == others
    standing = ["police-999", "police-101", "council"]
    assert names(found.in_order) == [*standing, *WITHOUT_SPEAKING, *others]


@pytest.mark.parametrize(
    ("contacts", "caution"), [((PHONE, PAGE), ""), ((MAIL, PAGE), ""), ((PAGE,), "It may end.")]
)
def test_a_force_that_has_more_to_say_than_a_page_is_a_card(
    contacts: tuple[Contact, ...], caution: str
) -> None:
    force = record("force", FORCE, kinds.POLICE, details=Police(), contacts=contacts)
    found = whole(replace(force, caution=caution))
    assert names(found.online) == names(found.others) == []
    assert names(found.open) == ["force"]


def test_a_national_way_to_report_stands_open_where_the_local_one_does_not_take_it() -> None:
    local, national = way("a", HERE, "antisocial-behaviour"), way("b", ENGLAND, "hate-crime")
    assert names(whole(local, national).open) == ["a", "b"]
    both = way("a", HERE, "antisocial-behaviour", "hate-crime")
    assert names(whole(both, national).open) == ["a"]


@pytest.mark.parametrize(
    ("caution", "first"),
    [
        ("here may have ended. Phone the other one first.", ["far"]),
        ("We read that it is old. The service may have closed.", ["far"]),
        ("It may have stopped in 2023.", ["far"]),
        ("The service may have changed in 2023.", ["here", "far"]),
        ("Some of these centres may have closed.", ["here", "far"]),
        ("", ["here", "far"]),
    ],
)
def test_a_service_that_may_have_ended_is_not_first(caution: str, first: list[str]) -> None:
    here = replace(service("here", HERE), caution=caution)
    found = whole(here, service("far", ENGLAND))
    assert names(found.open) == first
    assert names(found.others) == [each for each in ["here"] if each not in first]


def test_what_is_only_for_an_old_area_is_not_first() -> None:
    records = [service("old", HERE), service("force", FORCE)]
    assert names(arranged(records, lambda record: record.id == "old").open) == ["force"]
    assert names(arranged(records, lambda record: record.id == "old").others) == ["old"]


def test_in_a_section_of_one_need_the_most_local_is_first() -> None:
    records = [
        service("nation", ENGLAND, "domestic-abuse"),
        service("force", FORCE, "domestic-abuse"),
    ]
    found = arranged(records, lambda record: False, AT_HOME)
    assert names(found.open) == ["force", "nation"]
    assert whole(*records).open == ()


def test_of_those_responsible_one_is_named_though_nobody_can_reach_it() -> None:
    records = [service(each, HERE, contacts=()) for each in ("a", "b")]
    narrow = service("narrow", HERE, "court")
    alone = arranged([*records, narrow], lambda record: False, RESPONSIBLE)
    assert names(alone.alone) == names(alone.standing) == ["a"]
    assert names(alone.in_order) == ["a", "narrow", "b"]
    beside = arranged([*records, service("here", HERE), narrow], lambda record: False, RESPONSIBLE)
    assert names(beside.standing) == ["here"]
    assert names(beside.in_order) == ["here", "narrow", "a", "b"]
    elsewhere = whole(*records, narrow)
    assert elsewhere.standing == ()
    assert names(elsewhere.in_order) == ["a", "b", "narrow"]


@pytest.mark.parametrize(
    ("helps", "section"),
    [
        (("any-crime", "domestic-abuse"), SUPPORT),
        (("hate-crime", "carers"), SUPPORT),
        (("domestic-abuse",), AT_HOME),
        (("domestic-abuse", "sexual-violence"), AT_HOME),
        (("learning-disability", "carers"), HELPING),
        (("disability", "adults-at-risk"), HELPING),
        (("feelings",), SUPPORT),
        (("sexual-violence",), SUPPORT),
        (("antisocial-behaviour", "domestic-abuse"), SUPPORT),
    ],
)
def test_the_section_of_a_victim_service(helps: tuple[str, ...], section: str) -> None:
    assert section_of_service(helps) == section


@pytest.mark.parametrize(("takes", "serves"), [("yes", True), ("unknown", True), ("no", False)])
def test_a_restorative_justice_service_that_takes_no_hate_crime_is_not_first(
    takes: str, serves: bool
) -> None:
    details = RjProvider(run_by="charity", takes_hate_crime=takes)
    assert serves_anyone(record("x", HERE, kinds.RJ_PROVIDERS, details=details)) is serves


def test_each_record_of_each_real_answer_stands_in_one_section(real: Dataset) -> None:
    for council in real.directory.map.councils:
        answer = real.directory.answer(council)
        services = [r for r in answer.records if r.kind == kinds.VICTIM_SERVICES]
        assert len(services) == len(set(services)), council.id
        assert len(services) == len(answer.of_kind(kinds.VICTIM_SERVICES))
    known = {record.id for record in real.directory.records}
    assert known > {*WITHOUT_SPEAKING, "police-999", "police-101", "councillor-or-member"}
