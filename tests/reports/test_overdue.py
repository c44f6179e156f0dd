"""What is overdue: the report, the issue, the feed, and what visitors read."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from safetyhelp.checks.rules import check_all
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.load import load
from safetyhelp.findings.model import Finding, Severity
from safetyhelp.findings.overdue import OVERDUE, as_issue, overdue
from safetyhelp.history.changes import Commit, RecordChange, What
from safetyhelp.history.feed import atom_feed
from safetyhelp.pages.areas import area_pages
from safetyhelp.pages.gaps import gap_page
from safetyhelp.pages.templates import make_renderer
from safetyhelp.paths import DATA, folders
from safetyhelp.review.page_text import page_lines
from tests.commands import run
from tests.contributing.support import SMALL_DATA

LAST, FIRST = date(2027, 2, 28), date(2027, 3, 1)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MESSAGE = "This gap (Ways to report: stockport) was to be looked at again by 28 February 2027."


def _on(day: date) -> Dataset:
    return load(folders(SMALL_DATA), day)


def _late(number: int, since: date = FIRST, code: str = "gap-expired") -> Finding:
    place = (f"data/{code}.yml", number, 1, ())
    return Finding(code, *place, f"Gap {number}.", "Look.", Severity.OVERDUE, since)


def test_it_is_overdue_from_the_day_after() -> None:
    def since(day: date) -> list[date | None]:
        return [f.since for f in overdue(check_all(_on(day))) if f.code == "gap-expired"]

    assert since(LAST) == []
    assert since(FIRST) == since(date(2029, 12, 1)) == [FIRST]


def test_the_command_reports_it(tmp_path: Path) -> None:
    def report(day: date, form: str) -> str:
        options = ("--data", SMALL_DATA, "--today", day.isoformat(), "--format", form)
        done = run("report.py", "overdue", *options)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert report(LAST, "text") == "Nothing is overdue.\n"
    assert f"overdue[gap-expired]: {MESSAGE}\n    To mend it: Look for" in report(FIRST, "text")
    assert json.loads(report(FIRST, "json"))["overdue"] == 1
    assert f": `{MESSAGE}`" in report(FIRST, "markdown")


def test_the_longest_time_comes_first_and_nothing_else_is_there() -> None:
    warning = replace(_late(9), severity=Severity.WARNING)
    late = [_late(2, date(2027, 5, 1)), _late(3), warning, _late(1)]
    assert [finding.line for finding in overdue(late)] == [1, 3, 2]


def test_the_issue_says_what_to_do_with_each_sort() -> None:
    other = replace(_late(4, code="suppression-expired"), suggestion="Open <img> the @page.")
    issue = as_issue(overdue([_late(1), _late(2, date(2027, 5, 1)), other]))
    assert "\n\n## A gap is past its review date (2)\n\n`Look.`\n\n" in issue
    assert (
        "`Look.`\n\n- [ ] since 1 March 2027, `data/gap-expired.yml:1`: `Gap 1.`\n- [ ] " in issue
    )
    assert "\n- [ ] since 1 May 2027, `data/gap-expired.yml:2`: `Gap 2.`\n" in issue
    assert "\n\n## A suppression is past its date (1)\n\n`Open <img> the @page.`\n\n" in issue
    assert issue.startswith("A day has passed, and somebody must look again.")


def test_the_formats_are_those_of_the_option() -> None:
    assert set(OVERDUE) == {"text", "json", "markdown"}


# The feed


def _items(feed: str) -> list[tuple[str, ...]]:
    entries = ElementTree.fromstring(feed).findall("a:entry", ATOM)
    tags = ("title", "updated", "summary")
    return [tuple(each.findtext(f"a:{tag}", "", ATOM) for tag in tags) for each in entries]


def test_the_feed_tells_once_of_what_became_overdue_on_one_day() -> None:
    late = [*(_late(n) for n in range(1, 8)), _late(1, date(2027, 5, 1))]
    late.append(_late(1, code="suppression-expired"))
    change = RecordChange(What.NEW, "police", "kent", "Kent Police")
    entry = Commit("0" * 40, datetime(2027, 4, 1, tzinfo=UTC), (change,))
    feed = atom_feed([entry], date(2027, 6, 1), "", late)
    assert _items(feed) == [
        ("Overdue: A gap is past its review date (1)", "2027-05-01T00:00:00Z", "Gap 1."),
        ("New: Kent Police", "2027-04-01T00:00:00Z", "Police forces"),
        (
            "Overdue: A gap is past its review date (7)",
            "2027-03-01T00:00:00Z",
            "Gap 1. Gap 2. Gap 3. Gap 4. Gap 5. And 2 more.",
        ),
        ("Overdue: A suppression is past its date (1)", "2027-03-01T00:00:00Z", "Gap 1."),
    ]
    root = ElementTree.fromstring(feed)
    assert root.findtext("a:updated", "", ATOM) == "2027-05-01T00:00:00Z"
    ids = [each.findtext("a:id", "", ATOM) for each in root.findall("a:entry", ATOM)]
    assert len(set(ids)) == 4
    assert feed == atom_feed([entry], date(2027, 6, 1), "", late), "not the same each time"
    hrefs = [each.attrib["href"] for each in root.findall("a:entry/a:link", ATOM)]
    assert hrefs[0] == "../contribute/gaps/"
    assert hrefs[3] == "../contribute/checks/#suppression-expired"


def test_the_feed_of_the_command_tells_of_it(tmp_path: Path) -> None:
    options = ("--format", "atom", "--data", DATA, "--today", "2029-12-01")
    done = run("report.py", "changes", *options)
    assert done.returncode == 0, done.stderr
    assert "Overdue: A gap is past its review date (" in done.stdout


# What visitors read


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (LAST, "We look again by 28 February 2027."),
        (FIRST, "A new look has been due since 1 March 2027."),
    ],
)
def test_the_list_of_gaps_says_since_when(day: date, said: str) -> None:
    dataset = _on(day)
    _, page = gap_page(dataset.directory, make_renderer(dataset.directory.map))
    (line,) = [line for line in page_lines(page) if "Its own page is not known" in line]
    assert line.endswith(f"Its own page is not known. {said}")


def test_the_answer_page_keeps_the_gap_and_says_since_when() -> None:
    due = "A new look has been due since 1 March 2027. If you know more, please tell us."
    for day, said in ((LAST, False), (FIRST, True)):
        dataset = _on(day)
        areas = dataset.directory.map
        council = areas.geography.councils["stockport"]
        pages = dict(area_pages(dataset.directory, make_renderer(areas), [council]))
        page = pages["areas/stockport.md"]
        (line,) = [line for line in page_lines(page) if "Its own page is not known" in line]
        assert (due in line) == said


def test_every_real_gap_stays_on_its_pages_when_it_is_overdue(real: Dataset) -> None:
    """On a day when all are overdue, each is on the list, and says so."""
    areas = replace(real.directory.map, day=date(2029, 12, 1))
    _, page = gap_page(replace(real.directory, map=areas), make_renderer(areas))
    gaps = real.directory.all_gaps
    assert gaps
    assert page.count("A new look has been due since ") == len(gaps)
