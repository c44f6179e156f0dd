"""On the day on which councils change, nothing becomes an error, and nothing competes."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from safetyhelp.areas.on_a_day import COUNCILS, COUNTIES
from safetyhelp.checks.rules import check_all
from safetyhelp.findings.codes import CODES
from safetyhelp.findings.model import Finding, Severity
from safetyhelp.records.reading import modeline
from tests.conftest import real_on
from tests.records.support import PARTNERSHIP, check_folder, write_record

DAYS = [
    date(2026, 11, 26),
    date(2027, 3, 31),
    date(2027, 4, 1),
    date(2027, 4, 2),
    date(2028, 4, 2),
    date(2029, 12, 1),
]
OF_AREAS = ("ended-area", "coverage-missing", "partnership-overlap", "unknown-area")


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_same_data_hold_before_on_and_after_the_day(day: date) -> None:
    subject = real_on(day)
    found = [each for each in check_all(subject) if each.code in (*OF_AREAS, "council-change-due")]
    assert set(OF_AREAS) <= CODES.keys()
    stated = [each.covers for each in subject.loaded.records]
    stated += [each.covers for each in subject.loaded.gaps]
    ended = Counter(
        area
        for covers in stated
        if covers.level in (COUNCILS, COUNTIES)
        for area in covers.ids
        if (known := subject.directory.map.known_ids(covers.level)[area])
        and not isinstance(known, str)
        and not known.current_on(day)
    )
    assert bool(ended) is (day >= date(2027, 4, 1))
    assert Counter(each.code for each in found if each.code != "council-change-due") == (
        {"ended-area": ended.total()} if ended else {}
    )
    due = {each.county for each in subject.directory.changes if each.on <= day}
    assert sum(each.code == "council-change-due" for each in found) == len(due)
    assert {each.severity for each in found} <= {Severity.OVERDUE}


def _folder(tmp_path: Path, *partnerships: str) -> Path:
    for number, text in enumerate(partnerships):
        write_record(tmp_path, text, f"partnerships/p{number}.yml")
    return tmp_path


def _overlaps(folder: Path, day: date) -> list[Finding]:
    return [each for each in check_folder(folder, day) if each.code == "partnership-overlap"]


def _for(*councils: str, more: str = "") -> str:
    return PARTNERSHIP.replace("[stockport]", f"[{', '.join(councils)}]") + more


BEGINS = 'starts_on: "2027-04-01"\n'


@pytest.mark.parametrize(
    ("records", "shared"),
    [
        ((_for("guildford"), _for("woking")), ""),
        ((_for("guildford"), _for("tandridge", "woking")), ""),
        ((_for("east-surrey", more=BEGINS), _for("west-surrey", more=BEGINS)), ""),
        ((_for("guildford"), _for("west-surrey", more=BEGINS)), "guildford"),
        ((_for("west-surrey", more=BEGINS), _for("guildford", "woking")), "guildford and woking"),
        (
            (_for("guildford", more='ends_on: "2027-03-31"\n'), _for("west-surrey", more=BEGINS)),
            "",
        ),
    ],
)
def test_partnerships_of_old_areas_stand_side_by_side(
    tmp_path: Path, records: tuple[str, ...], shared: str
) -> None:
    folder = _folder(tmp_path, *records)
    assert _overlaps(folder, date(2027, 3, 31)) == []
    found = _overlaps(folder, date(2027, 4, 1))
    assert [each.message.partition(":")[0] for each in found] == ([shared] if shared else [])
    assert {each.severity for each in found} <= {Severity.OVERDUE}


def test_two_partnerships_of_the_new_council_are_an_error(tmp_path: Path) -> None:
    folder = _folder(tmp_path, _for("cumberland"), _for("cumberland"))
    (found,) = _overlaps(folder, date(2027, 4, 1))
    assert found.message.startswith("cumberland: ")


def test_an_overlap_is_overdue_from_the_day_on_which_the_later_of_two_began(
    tmp_path: Path,
) -> None:
    began = [f'starts_on: "{day}"\n' for day in ("2026-05-01", "2026-09-01")]
    folder = _folder(tmp_path, *(_for("stockport", more=each) for each in began))
    (found,) = _overlaps(folder, date(2026, 11, 26))
    assert (found.severity, found.since) == (Severity.OVERDUE, date(2026, 9, 1))


def test_a_gap_of_one_old_area_and_a_record_of_another_do_not_clash(tmp_path: Path) -> None:
    write_record(
        tmp_path,
        f"{modeline('gaps')}\ngaps:\n"
        "  - section: partnerships\n    covers:\n      councils: [spelthorne]\n"
        '    reason: We did not find it.\n    review_by: "2028-05-31"\n',
        "gaps.yml",
    )
    folder = _folder(tmp_path, _for("guildford"))
    for day in DAYS[:4]:
        found = {each.code for each in check_folder(folder, day)}
        assert "gap-filled" not in found
    folder = _folder(tmp_path, _for("guildford"), _for("spelthorne"))
    check_folder.cache_clear()
    for day in DAYS[:4]:
        found = {each.code for each in check_folder(folder, day)}
        assert "gap-filled" in found
