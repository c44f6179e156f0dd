"""What the state says of a contact as a whole, and who is warned of what nobody has confirmed."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.history import after_look, after_visit
from safetyhelp.evidence.seen import NOT_CHECKED, Outcome, Sighting, Sightings
from safetyhelp.evidence.state import LinkState, State, write_state
from safetyhelp.evidence.unconfirmed import contacts_are_confirmed
from safetyhelp.evidence.vocabulary import FactResult, Judgement, Kind, Result, Verdict, fact_key
from safetyhelp.findings.model import in_order
from safetyhelp.paths import DATA
from safetyhelp.records.contacts import contacts_of
from safetyhelp.records.model import AsbCaseReview, Confirmation, Contact, Record
from tests.contributing.support import SMALL_DATA, subject_of
from tests.links import seen
from tests.records.support import compare_with_golden

MARCH = datetime(2026, 3, 1, 9, tzinfo=UTC)
APRIL = datetime(2026, 4, 1, 9, tzinfo=UTC)
MAY = datetime(2026, 5, 1, 9, tzinfo=UTC)
GOLDEN = Path(__file__).parent / "golden" / "contact-not-confirmed.txt"


@pytest.fixture(scope="module")
def reachable(real: Dataset) -> tuple[Record, Contact]:
    """A record and a contact of it that has a number and an e-mail address."""
    return next(
        (record, contact)
        for record in real.loaded.records
        for contact, _ in contacts_of(record)
        if contact.phone and contact.email
    )


def looks(contact: Contact, **results: list[tuple[Result, datetime]]) -> State:
    """Return the state after looks for the phone and the e-mail address of a contact."""
    known = {}
    for field, seen_then in results.items():
        kind = Kind.EMAIL if field == "email" else Kind.PHONE
        value = None
        for result, at in seen_then:
            value = after_look(value, FactResult(result), at)
        assert value is not None
        known[fact_key(kind, getattr(contact, field))] = value
    return State({}, {urldefrag(contact.source).url: known})


def test_a_contact_was_seen_on_the_day_when_all_of_it_was_there(
    reachable: tuple[Record, Contact],
) -> None:
    _, contact = reachable
    here, gone, unsure = Result.CONFIRMED, Result.MISSING, Result.CANNOT_TELL

    def sighting(**results: list[tuple[Result, datetime]]) -> Sighting:
        return Sightings(looks(contact, **results)).of(contact)

    assert sighting(phone=[(here, MARCH)], email=[(here, APRIL)]) == Sighting(
        Outcome.SEEN, MARCH.date()
    )
    assert sighting(phone=[(here, MARCH)]) == NOT_CHECKED
    assert sighting(phone=[(here, MARCH)], email=[(unsure, APRIL)]) == Sighting(Outcome.CANNOT_TELL)
    assert sighting(phone=[(here, MARCH), (unsure, APRIL)], email=[(here, APRIL)]) == Sighting(
        Outcome.SEEN, MARCH.date()
    )
    twice = [(here, MARCH), (gone, APRIL), (gone, MAY)]
    assert sighting(phone=twice, email=[(here, MAY)]) == Sighting(
        Outcome.MISSING, MAY.date(), MARCH.date(), frozenset({Kind.PHONE})
    )
    assert sighting(email=[(gone, APRIL), (gone, MAY)]) == Sighting(
        Outcome.MISSING, MAY.date(), None, frozenset({Kind.EMAIL})
    )
    once = Sighting(Outcome.CANNOT_TELL)
    assert sighting(phone=twice[:2], email=[(here, APRIL)]) == once
    assert sighting(email=[(gone, APRIL)]) == NOT_CHECKED
    doubted = [(here, MARCH), (Result.DOUBTFUL, APRIL)]
    assert sighting(phone=doubted, email=[(here, APRIL)]) == once
    assert Sightings().of(contact) == NOT_CHECKED


def page(*verdicts: Verdict) -> LinkState:
    known = None
    for number, verdict in enumerate(verdicts):
        at = MARCH + timedelta(days=5 * number)
        known = after_visit(known, Judgement(verdict, "…"), at)
    assert known is not None
    return known


@pytest.mark.parametrize(
    ("verdicts", "sighting"),
    [
        ([Verdict.OK], Sighting(Outcome.ANSWERED, date(2026, 3, 1))),
        ([Verdict.OK, Verdict.TIME_OUT], Sighting(Outcome.ANSWERED, date(2026, 3, 1))),
        ([Verdict.OK, Verdict.BLOCKED], Sighting(Outcome.ANSWERED, date(2026, 3, 1))),
        ([Verdict.BLOCKED], Sighting(Outcome.CANNOT_TELL)),
        ([Verdict.GONE], Sighting(Outcome.NO_ANSWER, date(2026, 3, 1))),
        (
            [Verdict.OK, *[Verdict.TIME_OUT] * 3],
            Sighting(Outcome.NO_ANSWER, date(2026, 3, 16), date(2026, 3, 1)),
        ),
    ],
)
def test_where_there_is_only_a_page_its_answers_count(
    reachable: tuple[Record, Contact], verdicts: list[Verdict], sighting: Sighting
) -> None:
    """One bad day is no proof here either."""
    _, contact = reachable
    url = "https://www.place.gov.uk/a"
    only = replace(contact, phone="", email="", text_phone="", relay="", url=url)
    sightings = Sightings(State({url: page(*verdicts)}))
    assert sightings.of(only) == sighting
    assert sightings.of(replace(only, url=f"{url}/other")) == NOT_CHECKED


def test_the_rule_of_a_case_review_has_a_sighting_of_its_own(real: Dataset) -> None:
    record = next(
        r
        for r in real.loaded.records
        if isinstance(r.details, AsbCaseReview) and r.details.threshold and
        r.details.threshold.any_of
    )  # fmt: skip
    sightings = Sightings(seen.everything((record,), MARCH.date()))
    assert sightings.of_threshold(record) == Sighting(Outcome.SEEN, MARCH.date())
    assert Sightings(State()).of_threshold(record) == NOT_CHECKED


def test_an_old_sighting_is_not_fresh() -> None:
    sighting = Sighting(Outcome.SEEN, MARCH.date())
    assert sighting.fresh_on(MARCH.date() + timedelta(days=365))
    assert not sighting.fresh_on(MARCH.date() + timedelta(days=366))
    assert not Sighting(Outcome.MISSING, MARCH.date()).fresh_on(MARCH.date())


def test_contacts_that_nobody_has_confirmed_for_a_year() -> None:
    """Bolton was seen, the others never were; those that were never looked for are left alone."""
    dataset = subject_of(SMALL_DATA)
    state = seen.everything(dataset.loaded.records, MARCH.date(), Result.CANNOT_TELL)
    bolton = next(r for r in dataset.loaded.records if r.id == "bolton-council")
    state.take(seen.everything((bolton,), MARCH.date()))
    year = MARCH.date() + timedelta(days=365)
    assert list(contacts_are_confirmed(dataset.loaded, state, year)) == []
    later = year + timedelta(days=1)
    assert list(contacts_are_confirmed(dataset.loaded, State(), later)) == []
    findings = in_order(list(contacts_are_confirmed(dataset.loaded, state, later)))
    compare_with_golden(findings, GOLDEN)


def test_what_a_person_has_confirmed_needs_no_check() -> None:
    dataset = subject_of(SMALL_DATA)
    day = date(2027, 6, 1)
    state = seen.everything(dataset.loaded.records, MARCH.date())

    def confirmed(on: date) -> tuple[Record, ...]:
        tried = Confirmation(day=on)
        return tuple(
            replace(r, contacts=tuple(replace(c, confirmation=tried) for c in r.contacts))
            for r in dataset.loaded.records
            if r.kind != "police"
        )

    for on, expected in ((date(2026, 7, 1), False), (date(2026, 5, 1), True)):
        loaded = replace(dataset.loaded, records=confirmed(on))
        assert bool(list(contacts_are_confirmed(loaded, state, day))) is expected


def _small(tmp_path: Path) -> Path:
    shutil.copytree(SMALL_DATA, tmp_path / "data")
    shutil.copytree(DATA / "schema", tmp_path / "data" / "schema")
    return tmp_path / "data"


def test_validation_reads_the_state(tmp_path: Path) -> None:
    """In its usual place, or where --state says; a broken one is named with its line."""
    from tests.commands import run

    data = _small(tmp_path)
    dataset = subject_of(SMALL_DATA)
    arguments = ("--data", data, "--today", "2027-03-02")
    assert "[contact-not-confirmed]" not in run("validate.py", *arguments).stdout
    state_file = tmp_path / "state" / "links.json"
    write_state(state_file, seen.everything(dataset.loaded.records, MARCH.date()))
    done = run("validate.py", *arguments)
    assert "warning[contact-not-confirmed]: This contact was last confirmed on 1 March 2026" in (
        done.stdout
    )
    other = tmp_path / "other.json"
    write_state(other, seen.everything(dataset.loaded.records, APRIL.date()))
    assert "[contact-not-confirmed]" not in run("validate.py", *arguments, "--state", other).stdout
    text = other.read_text(encoding="utf-8")
    broken = re.sub(r'"result": "confirmed"', '"result": "perhaps"', text, count=1)
    line = next(n for n, row in enumerate(broken.splitlines(), 1) if "perhaps" in row)
    other.write_text(broken, encoding="utf-8")
    done = run("validate.py", *arguments, "--state", other)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{other}:{line}: this is not a state file that we know ('perhaps'" in done.stderr
    other.write_text(text[: len(text) // 2], encoding="utf-8")
    done = run("build_site.py", "--data", data, "--state", other, "--pages-only")
    assert done.returncode == 2
    cut = text[: len(text) // 2].count("\n") + 1
    assert f"{other}:{cut}: this is not a state file" in done.stderr
    done = run("build_site.py", "--data", data, "--state", tmp_path / "none.json", "--pages-only")
    assert done.returncode == 2
    assert "none.json: there is no such file." in done.stderr
