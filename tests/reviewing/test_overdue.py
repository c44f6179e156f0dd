"""What is overdue stops a change only if the change itself touches that very entry."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Severity
from safetyhelp.records.reading import modeline
from safetyhelp.review.compare import compare, new_findings
from safetyhelp.review.summary import Surroundings, as_markdown
from tests.records.support import PARTNERSHIP, load_folder, write_record

DAY = date(2027, 3, 1)
SOURCE = "https://www.example.gov.uk/community-safety"
GAP = """  - section: partnerships
    covers:
      councils: [bolton]
    missing: The phone number of the team
    reason: We looked and did not find it.
    review_by: "2027-02-28"
"""
OTHER_GAP = GAP.replace("bolton", "bury").replace("phone number", "address")
GAPS = f"{modeline('gaps')}\ngaps:\n{GAP}{OTHER_GAP}"
SUPPRESSIONS = f"""{modeline("link-suppressions")}
suppressions:
  - url: {SOURCE}
    problem: forbidden
    reason: We opened it and it is fine.
    until: "2027-02-28"
"""
RECORD = f"{PARTNERSHIP}ends_on: '2026-12-31'\nreplaced_by: next\n".replace("'", '"')
NEXT = f'{PARTNERSHIP}ends_on: "2027-02"\n'.replace("Example", "Next")
ALL = {
    "gaps.yml": GAPS,
    "link-suppressions.yml": SUPPRESSIONS,
    "partnerships/example.yml": RECORD,
    "partnerships/next.yml": NEXT,
}


def _subject(folder: Path, **changed: str) -> Dataset:
    names = {name.rpartition("/")[2].partition(".")[0].replace("-", "_"): name for name in ALL}
    for name, content in {**ALL, **{names[key]: text for key, text in changed.items()}}.items():
        write_record(folder, content, name)
    return load_folder(folder, DAY)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return _subject(tmp_path_factory.mktemp("before"))


def _stops(before: Dataset, folder: Path, **changed: str) -> list[tuple[str, str]]:
    """Return the code and file of each error that stops a change."""
    new = new_findings(before, _subject(folder, **changed))
    return [(f.code, f.file) for f in new if f.severity is Severity.ERROR]


GOES_ON = {
    "nothing": {},
    "another gap": {"gaps": GAPS.replace(OTHER_GAP, "")},
    "an entry moves": {"gaps": GAPS.replace(GAP + OTHER_GAP, OTHER_GAP + GAP)},
    "a gap is put off after a look": {"gaps": GAPS.replace("2027-02-28", "2027-08-31", 1)},
    "a remark": {"gaps": GAPS.replace("gaps:", "# a remark\ngaps:")},
    "a suppression is taken away": {
        "link_suppressions": SUPPRESSIONS.partition("  - ")[0].replace(":\n", ": []\n")
    },
    "another part of the record": {"example": RECORD.replace("Safer Example", "Safe Example")},
}


@pytest.mark.parametrize("changed", GOES_ON.values(), ids=GOES_ON)
def test_what_is_overdue_does_not_stop_other_changes(
    before: Dataset, tmp_path: Path, changed: dict[str, str]
) -> None:
    assert _stops(before, tmp_path, **changed) == []


IN_GAPS = [("gap-expired", "data/gaps.yml")]
IN_SUPPRESSIONS = [("suppression-expired", "data/link-suppressions.yml")]
IN_RECORD = [("ended-record-referenced", "data/partnerships/example.yml")]
STOPS = {
    "put off, but not far enough": ({"gaps": GAPS.replace("02-28", "02-27", 1)}, IN_GAPS),
    "other words": ({"gaps": GAPS.replace("We looked", "We asked", 1)}, IN_GAPS),
    "the area": ({"gaps": GAPS.replace("[bolton]", "[bolton, bury]")}, IN_GAPS),
    "a new one": ({"gaps": GAPS + GAP.replace("bolton", "wigan")}, IN_GAPS),
    "the same one twice": ({"gaps": GAPS + GAP}, IN_GAPS),
    "both": ({"gaps": GAPS.replace("We looked", "We asked")}, IN_GAPS * 2),
    "a suppression": (
        {"link_suppressions": SUPPRESSIONS.replace("is fine", "is well")},
        IN_SUPPRESSIONS,
    ),
    "a new one at the top": (
        {"gaps": GAPS.replace(GAP, GAP.replace("bolton", "wigan") + GAP)},
        IN_GAPS,
    ),
    "the end of the only record": (
        {"next": NEXT.replace("2027-02", "2027-01")},
        [("coverage-missing", "data/gaps.yml"), *IN_RECORD],
    ),
}


@pytest.mark.parametrize(("changed", "stopped"), STOPS.values(), ids=STOPS)
def test_a_change_of_what_is_overdue_must_put_it_right(
    before: Dataset, tmp_path: Path, changed: dict[str, str], stopped: list[tuple[str, str]]
) -> None:
    assert _stops(before, tmp_path, **changed) == stopped


def test_the_new_entry_is_named_and_not_an_old_one(before: Dataset, tmp_path: Path) -> None:
    after = _subject(tmp_path, gaps=GAPS.replace(GAP, GAP.replace("bolton", "wigan") + GAP))
    assert [f.line for f in new_findings(before, after)] == [8]


def test_the_reason_is_said(before: Dataset, tmp_path: Path) -> None:
    after = _subject(tmp_path, gaps=GAPS.replace("We looked", "We asked", 1))
    (finding,) = [f for f in new_findings(before, after) if f.code == "gap-expired"]
    assert finding.message == (
        "This gap (Community safety partnerships: bolton) was to be looked at again by "
        "28 February 2027. "
        "This change adds or alters the entry, so put it right now."
    )
    assert finding.line == 8


def _small(dataset: Dataset) -> Dataset:
    """Leave the pages of nearly all councils out: they take long, and nothing here is on them."""
    areas = dataset.directory.map
    few = {name: areas.geography.councils[name] for name in ("bolton", "bury", "stockport")}
    areas = replace(areas, geography=replace(areas.geography, councils=few))
    return replace(dataset, directory=replace(dataset.directory, map=areas))


def test_the_page_of_a_change_shows_what_is_overdue(before: Dataset, tmp_path: Path) -> None:
    after = _subject(tmp_path, gaps=GAPS.replace("We looked", "We asked", 1))
    change = compare(_small(before), _small(after))
    codes = [finding.code for finding in change.overdue if finding.code != "coverage-missing"]
    assert codes == ["gap-expired", "suppression-expired", "ended-record-referenced"]
    page = as_markdown(change, Surroundings())
    head, _, section = page.partition("## What is overdue")
    assert f", {len(change.overdue)} overdue\n" in head
    assert "**error** `gap-expired` in `data/gaps.yml:8`" in head
    assert "None of these stops this change" in section
    assert "- `gap-expired` in `data/gaps.yml:14`: `This gap (Community" in section
    assert "data/gaps.yml:8" not in section
    assert "+ partnerships · missing: The phone number of the team · We asked and" in page


def test_entries_of_the_suppressions_are_shown(before: Dataset, tmp_path: Path) -> None:
    after = _subject(tmp_path, link_suppressions=SUPPRESSIONS.replace("02-28", "08-31"))
    page = as_markdown(compare(_small(before), _small(after)), Surroundings())
    assert "## Entries of `data/link-suppressions.yml`" in page
    old = f"{SOURCE} · forbidden · We opened it and it is fine. · until 2027-02-28"
    assert f"- {old}\n+ {old.replace('02-28', '08-31')}" in page
    assert "1 mended" in page
