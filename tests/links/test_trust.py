"""What the results of a run say of the run itself: its limits, one by one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from safetyhelp.evidence.history import after_look, after_visit
from safetyhelp.evidence.state import State
from safetyhelp.evidence.trust import Visited, site_of, suspicion_of, trusted, without
from safetyhelp.evidence.vocabulary import FactResult, Judgement, Result, Verdict

THEN = datetime(2026, 11, 1, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 8, 9, tzinfo=UTC)
SITES = 100


def state(
    url: str, verdict: Verdict, result: Result, at: datetime, page: str, known: State | None = None
) -> State:
    """Return what a visit to a page with one value leaves behind."""
    old = known or State()
    link = after_visit(old.links.get(url), Judgement(verdict, "…"), at, page)
    fact = after_look(old.facts.get(url, {}).get("name x"), FactResult(result), at)
    return State({url: link}, {url: {"name x": fact}})


def url_of(number: int) -> str:
    return f"https://www.site{number}.gov.uk/x"


def before() -> State:
    """A week ago, every site answered, and every value stood on its page."""
    known = State()
    for number in range(SITES):
        page = f"page {number}"
        known.take(state(url_of(number), Verdict.OK, Result.CONFIRMED, THEN, page))
    return known


KNOWN = before()


def rows(
    bad: set[int],
    verdict: Verdict = Verdict.OK,
    result: Result = Result.CANNOT_TELL,
    page: str = "",
    end: str = "",
) -> list[Visited]:
    """Return a run in which some sites came out badly, in the order of the sites."""
    made = []
    for number in range(SITES):
        url = url_of(number)
        if number in bad:
            mark = page or f"other {number}"
            seen = state(url, verdict, result, NOW, mark, KNOWN)
            made.append(Visited(url, seen, end, mark))
        else:
            seen = state(url, Verdict.OK, Result.CONFIRMED, NOW, f"page {number}", KNOWN)
            made.append(Visited(url, seen, "", f"page {number}"))
    return made


def kind_of(run: list[Visited], known: State = KNOWN) -> str:
    suspicion = suspicion_of(run, known)
    return suspicion.kind if suspicion else ""


@pytest.mark.parametrize(
    ("verdict", "kind"),
    [
        (Verdict.LAPSED, "network"),
        (Verdict.UNREACHABLE, "network"),
        (Verdict.TIME_OUT, "network"),
        (Verdict.CONNECTION_REFUSED, "network"),
        (Verdict.BAD_CERTIFICATE, "bad-certificate"),
        (Verdict.FORBIDDEN, "forbidden"),
        (Verdict.SERVER_ERROR, "server-error"),
        (Verdict.GONE, "gone"),
        (Verdict.PROBABLY_GONE, "probably-gone"),
        (Verdict.FOR_SALE, "for-sale"),
        (Verdict.REDIRECT_LOOP, "redirect-loop"),
        (Verdict.BLOCKED, "blocked"),
        (Verdict.NOT_CHECKED, "not-checked"),
        (Verdict.MOVED, ""),
    ],
)
def test_sites_that_fail_alike(verdict: Verdict, kind: str) -> None:
    assert kind_of(rows(set(range(40, 60)), verdict)) == kind


def test_five_in_a_hundred_are_many_and_four_are_not() -> None:
    assert kind_of(rows(set(range(40, 45)), Verdict.FORBIDDEN)) == "forbidden"
    assert kind_of(rows(set(range(40, 44)), Verdict.FORBIDDEN)) == ""


def test_they_must_follow_each_other_but_for_one_in_five() -> None:
    assert kind_of(rows(set(range(0, 100, 2)), Verdict.FORBIDDEN)) == ""
    assert kind_of(rows(set(range(0, 100, 5)), Verdict.FORBIDDEN)) == ""
    nearly = {n for n in range(20, 60) if n % 8}
    assert kind_of(rows(nearly, Verdict.FORBIDDEN)) == "forbidden"


def test_different_ways_to_fail_do_not_add_up() -> None:
    run = rows(set(range(40, 44)), Verdict.FORBIDDEN)
    other = rows(set(range(44, 48)), Verdict.GONE)
    assert kind_of([*run[:44], *other[44:]]) == ""


def test_values_that_vanish_together() -> None:
    assert kind_of(rows(set(range(50, 70)), result=Result.MISSING)) == "vanished"
    assert kind_of(rows(set(range(50, 54)), result=Result.MISSING)) == ""
    assert kind_of(rows(set(range(50, 70)), result=Result.DOUBTFUL)) == ""


def test_one_page_for_many_sites() -> None:
    run = rows({3, 30, 50, 70, 90}, page="welcome")
    suspicion = suspicion_of(run, KNOWN)
    assert suspicion is not None
    assert (suspicion.kind, suspicion.marked) == ("same-page", (3, 30, 50, 70, 90))
    assert suspicion.certainly_ours
    assert kind_of(rows({3, 30, 50, 70}, page="welcome")) == ""


def test_one_page_that_was_theirs_before_is_no_sign() -> None:
    known = KNOWN.copy()
    for number in (3, 30, 50, 70, 90):
        url = url_of(number)
        known.links[url] = replace(known.links[url], page="welcome")
    assert kind_of(rows({3, 30, 50, 70, 90}, page="welcome"), known) == ""


def test_on_a_first_run_one_page_counts_where_it_was_reached_and_lacks_all() -> None:
    many = set(range(40, 70))
    assert kind_of(rows(many, page="welcome"), State()) == "same-page"
    assert kind_of(rows(many, result=Result.DOUBTFUL, page="template"), State()) == ""
    wall = rows(many, Verdict.FORBIDDEN, page="wall")
    broken = rows(many, Verdict.SERVER_ERROR, page="wall")
    assert kind_of([*wall[:55], *broken[55:]], State()) == ""


def test_one_host_for_many_sites() -> None:
    run = rows({3, 30, 50, 70, 90}, Verdict.MOVED_FOR_NOW, Result.CONFIRMED, end="portal.example")
    assert kind_of(run) == "one-host"
    known = KNOWN.copy()
    for number in (3, 30, 50, 70, 90):
        url = url_of(number)
        known.links[url] = replace(known.links[url], verdict=Verdict.MOVED)
    assert kind_of(run, known) == ""


def test_a_first_run_needs_three_in_ten() -> None:
    assert kind_of(rows(set(range(40, 69)), Verdict.FORBIDDEN), State()) == ""
    assert kind_of(rows(set(range(40, 70)), Verdict.FORBIDDEN), State()) == "forbidden"


def test_sites_of_one_owner_are_one_witness() -> None:
    assert site_of("https://www.kent.police.uk/a") == site_of("https://www.gmp.police.uk/b")
    assert site_of("https://www.place.gov.uk/a") == "place.gov.uk"
    assert site_of("http://127.0.0.1:8000/a") != site_of("http://127.0.0.1:8001/a")


def test_what_is_believed_was_looked_into() -> None:
    run = rows(set(range(40, 60)), Verdict.FORBIDDEN)
    assert suspicion_of(run, KNOWN, {"forbidden"}) is None


def test_the_whole_stretch_goes_and_a_small_rest_with_it() -> None:
    run = rows({n for n in range(20, 60) if n % 8}, Verdict.FORBIDDEN)
    suspicion = suspicion_of(run, KNOWN)
    assert suspicion is not None
    left = without(run, suspicion)
    assert [row.url for row in left] == [url_of(n) for n in (*range(20), 24, 56, *range(60, 100))]
    assert trusted(run, KNOWN) == left
    everything = rows(set(range(2, 100)), Verdict.FORBIDDEN)
    assert trusted(everything, KNOWN) == []
