"""The report: what is most urgent comes first, with the place and what to do."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.history import after_look, after_visit
from safetyhelp.evidence.state import State
from safetyhelp.evidence.vocabulary import FactResult, Judgement, Result, Verdict
from safetyhelp.findings.model import Severity
from safetyhelp.linkcheck.problems import as_findings, problems
from safetyhelp.linkcheck.report import Checked, as_json, as_markdown
from safetyhelp.linkcheck.targets import Link, RecordPlace, facts_of

TODAY = date(2026, 11, 22)
NEW = "https://www.place.gov.uk/new"


def seen_three_times(verdict: Verdict) -> Judgement:
    return Judgement(verdict, "was looked at.", NEW)


def checked(real: Dataset, *seen: tuple[str, Verdict, int]) -> Checked:
    """Return what is known after `runs` visits of the first address of a record of each kind."""
    links: list[Link] = []
    state = State()
    for kind, verdict, runs in seen:
        record = next(r for r in real.loaded.records if r.kind == kind and r.sources)
        url = f"https://www.place.gov.uk/{verdict.value}-{runs}"
        links.append(Link(url, (RecordPlace(record.file, ("sources", 0, "url")),)))
        for run in range(runs):
            at = datetime(2026, 11, 1, 9, tzinfo=UTC) + timedelta(days=5 * run)
            state.links[url] = after_visit(state.links.get(url), seen_three_times(verdict), at)
    found = problems(tuple(links), (), state, (), TODAY)
    return Checked(TODAY, tuple(links), (), state, found, len(links), len(links), 0)


def test_what_is_most_urgent_comes_first(real: Dataset) -> None:
    everything = checked(
        real,
        ("police", Verdict.MOVED, 1),
        ("police", Verdict.ANCHOR_MISSING, 1),
        ("police", Verdict.BLOCKED, 1),
        ("police", Verdict.NOT_CHECKED, 1),
        ("police", Verdict.CERTIFICATE_ENDS, 1),
        ("police", Verdict.TIME_OUT, 1),
        ("police", Verdict.BAD_CERTIFICATE, 3),
        ("police", Verdict.PROBABLY_GONE, 3),
        ("police", Verdict.GONE, 1),
        ("police", Verdict.FOR_SALE, 1),
        ("victim-services", Verdict.LAPSED, 1),
        ("police", Verdict.OK, 1),
        ("police", Verdict.SLOW, 1),
        ("police", Verdict.MOVED_FOR_NOW, 1),
    )
    text = as_markdown(everything, real.loaded)
    titles = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert titles == [
        "Now: the name of a victim service is free or for sale (1)",
        "Today: the name is free or for sale (1)",
        "Gone: find the new page (2)",
        "Broken for a week and more (1)",
        "Moved for good: change the address (1)",
        "The part of the page is not there (1)",
        "Certificates that end soon (1)",
        "Not certain yet: wait for the next runs (1)",
        "Robots may not look: open these in a browser now and then (2)",
        "Figures",
    ]
    for verdict in Verdict:
        assert (f"| {verdict.value} | 1 |" in text) == (
            verdict.value in {each.verdict.value for each in everything.state.links.values()}
        )


@pytest.mark.parametrize("verdict", [Verdict.LAPSED, Verdict.FOR_SALE])
@pytest.mark.parametrize("kind", ["victim-services", "police"])
def test_the_highest_alarm_is_a_victim_service_whose_name_is_lost(
    real: Dataset, kind: str, verdict: Verdict
) -> None:
    """A lapsed name is certain at once; one for sale needs proof, but for those who need help."""
    everything = checked(real, (kind, verdict, 1))
    (problem,) = everything.problems
    assert problem.alarm is (kind == "victim-services")
    (finding,) = as_findings(everything.problems, real.loaded)
    certain = kind == "victim-services" or verdict is Verdict.LAPSED
    assert finding.severity is (Severity.ERROR if certain else Severity.WARNING)
    row = json.loads(as_json(everything, real.loaded))["problems"][0]
    assert row["alarm"] is problem.alarm
    assert row["places"][0]["file"].startswith(f"data/{kind}/")


def test_a_lost_number_names_its_line_and_what_stands_there_now(real: Dataset) -> None:
    fact = next(f for f in facts_of(real.loaded.records) if f.wanted.kind.value == "phone")
    known = None
    for day in (1, 5, 9):
        found = FactResult(Result.MISSING, "It is no longer on the page.", "Team", "0161 496 0777")
        known = after_look(known, found, datetime(2026, 11, day, 9, tzinfo=UTC))
    assert known is not None
    state = State({}, {fact.base: {fact.key: known}})
    found_problems = problems((), (fact,), state, (), TODAY)
    everything = Checked(TODAY, (), (fact,), state, found_problems, 1, 1, 0)
    text = as_markdown(everything, real.loaded)
    assert "## Numbers and names that no longer stand on their source (1)" in text
    assert re.search(rf"^- \[ \] `{re.escape(fact.places[0].file)}:\d+`", text, re.MULTILINE)
    assert "It now shows “0161 496 0777”. If that is right, use it" in text
