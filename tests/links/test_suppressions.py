"""The list of suppressions: its schema says what the code means."""

from dataclasses import replace
from datetime import date

from safetyhelp.evidence.vocabulary import AT_ONCE, Verdict
from safetyhelp.linkcheck.problems import CODES
from safetyhelp.paths import DATA
from safetyhelp.records.build import build_entries
from safetyhelp.records.lists.suppressions import (
    ANY,
    FACT_DOUBTFUL,
    FACT_MISSING,
    Suppression,
)
from safetyhelp.records.schema import read_schemas

UNTIL = date(2026, 12, 31)


def test_the_schema_knows_every_problem_that_can_be_suppressed() -> None:
    """All but those that one visit proves, and an address that may not be visited at all."""
    schema = read_schemas(DATA / "schema").inlined["link-suppressions"]
    entry = schema["properties"]["suppressions"]["items"]
    never = AT_ONCE | {Verdict.ADDRESS_REFUSED}
    wanted = {verdict.value for verdict in set(CODES) - never} | {ANY, FACT_MISSING, FACT_DOUBTFUL}
    assert set(entry["properties"]["problem"]["enum"]) == wanted
    example = {"suppressions": entry["examples"]}
    (built,) = build_entries(example, "suppressions", Suppression)
    assert (built.problem, built.until) == ("forbidden", date(2027, 5, 31))


def test_what_a_suppression_covers() -> None:
    every = Suppression(url="https://a.test/", reason="…", until=UNTIL, position=0)
    one = replace(every, problem="time-out")
    assert one.covers("https://a.test/", "time-out", UNTIL)
    assert not one.covers("https://a.test/", "moved", UNTIL)
    assert not one.covers("https://a.test/b", "time-out", UNTIL)
    assert every.covers("https://a.test/", "moved", UNTIL)
    assert not every.covers("https://a.test/", "moved", date(2027, 1, 1))
