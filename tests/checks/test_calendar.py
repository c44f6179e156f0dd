"""No day that passes stops the site: every first of the month to 2029, on real and made-up data."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.checks.rules import RULES
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding, Severity
from safetyhelp.records.lists.suppressions import suppressions_have_not_expired
from safetyhelp.records.reading import modeline
from tests.records.support import (
    PARTNERSHIP,
    TODAY,
    WITHDRAWN,
    gaps_for_everything,
    load_folder,
    write_record,
)

MONTHS = [date(2026, 12, 1), *(date(y, m, 1) for y in (2027, 2028, 2029) for m in range(1, 13))]
Rule = Callable[[Dataset], Iterator[Finding]]


class _Watched(Dataset):
    """Remembers whether a rule asked for the day, or for anything that is joined on a day."""

    def __getattribute__(self, name: str) -> Any:
        if name in ("directory", "today"):
            object.__setattr__(self, "asked", True)
        return super().__getattribute__(name)


def _on(dataset: Dataset, day: date) -> Dataset:
    areas = AreasOnDay(dataset.directory.map.geography, day)
    return Dataset(dataset.loaded, replace(dataset.directory, map=areas))


def _dated_rules(dataset: Dataset) -> list[Rule]:
    """Return the rules that can find something else on another day; they are pure."""
    dated = []
    for rule in RULES:
        watched = _Watched(dataset.loaded, dataset.directory)
        object.__setattr__(watched, "asked", False)
        list(rule(watched))
        if watched.__dict__["asked"]:
            dated.append(rule)
    return dated


def _found(dataset: Dataset, rules: Iterable[Rule], day: date) -> list[Finding]:
    here = _on(dataset, day)
    found = [finding for rule in rules for finding in rule(here)]
    return [*found, *suppressions_have_not_expired(dataset.loaded, day)]


def _by_month(dataset: Dataset) -> dict[date, list[Finding]]:
    """Check every month. What finds the same on every day is left out."""
    rules = _dated_rules(dataset)
    assert {rule.__name__ for rule in rules} >= {"gaps_are_reviewed", "every_council_is_covered"}
    return {day: _found(dataset, rules, day) for day in MONTHS}


def test_the_months_are_all_there() -> None:
    assert len(MONTHS) == 37
    assert MONTHS[0] > TODAY
    assert MONTHS[-1] == date(2029, 12, 1)


def test_no_month_makes_an_error_of_the_real_data(real: Dataset) -> None:
    months = _by_month(real)
    for day, found in months.items():
        errors = [f for f in found if f.severity is Severity.ERROR]
        assert errors == [], (day, errors[:3])
    last = [f for f in months[MONTHS[-1]] if f.severity is Severity.OVERDUE]
    assert sum(f.code == "gap-expired" for f in last) == len(real.loaded.gaps)
    assert all(f.since and f.since <= MONTHS[-1] for f in last)


SUPPRESSIONS = f"""{modeline("link-suppressions")}
suppressions:
  - url: https://www.example.gov.uk/community-safety
    reason: We opened it and it is fine.
    until: "2028-06-30"
"""


@pytest.fixture
def made_up(real: Dataset, tmp_path: Path) -> Dataset:
    """Data without an error today, in which everything that has a day comes to its day."""
    ids = (council.id for council in real.directory.map.councils)
    rest = ", ".join(each for each in ids if each != "stockport")
    bolton = PARTNERSHIP.replace("[stockport]", "[bolton]")
    trafford = PARTNERSHIP.replace("[stockport]", "[trafford]")
    files = {
        "gaps.yml": gaps_for_everything("2027-02-28", f"councils: [{rest}]"),
        "withdrawn.yml": f"{WITHDRAWN}    allowed_in: [next]\n",
        "link-suppressions.yml": SUPPRESSIONS,
        "partnerships/ends.yml": f'{PARTNERSHIP}ends_on: "2027-06"\nreplaced_by: next\n',
        "partnerships/next.yml": f'{bolton}ends_on: "2027"\n',
        "partnerships/old.yml": trafford,
        "partnerships/new.yml": f'{trafford}starts_on: "2028-04"\n',
    }
    for name, content in files.items():
        write_record(tmp_path, content, name)
    return load_folder(tmp_path)


def test_what_comes_true_on_a_day_is_overdue_from_that_day_on(made_up: Dataset) -> None:
    assert made_up.loaded.findings == []
    assert [f for f in _found(made_up, RULES, TODAY) if f.severity is Severity.ERROR] == []
    first: dict[str, date] = {}
    of_the_areas = ("ended-area", "council-change-due")  # the real areas are here, with their days
    for day, found in _by_month(made_up).items():
        for finding in found:
            assert finding.severity is not Severity.ERROR, (day, finding)
            if finding.severity is Severity.OVERDUE and finding.code not in of_the_areas:
                assert finding.since == first.setdefault(finding.code, day), finding
    assert first == {
        "gap-expired": date(2027, 3, 1),
        "coverage-missing": date(2027, 7, 1),
        "ended-record-referenced": date(2028, 1, 1),
        "partnership-overlap": date(2028, 4, 1),
        "suppression-expired": date(2028, 7, 1),
    }
