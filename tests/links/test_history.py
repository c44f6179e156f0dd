"""One bad day is no proof: when a problem counts, and when it is forgiven."""

from datetime import UTC, date, datetime, timedelta

import pytest

from safetyhelp.evidence.history import after_look, after_visit, is_confirmed, is_lost
from safetyhelp.evidence.state import FactState, LinkState
from safetyhelp.evidence.vocabulary import (
    AT_ONCE,
    FAILING,
    UNKNOWN,
    FactResult,
    Judgement,
    Result,
    Verdict,
)

FIRST = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def after(*visits: tuple[int, Verdict]) -> LinkState:
    """Return the history after visits on days counted from the first of November."""
    state = None
    for day, verdict in visits:
        state = after_visit(state, Judgement(verdict, "…"), FIRST + timedelta(days=day))
    assert state is not None
    return state


@pytest.mark.parametrize("verdict", sorted(FAILING - AT_ONCE, key=str))
def test_soft_failures_count_after_three_runs_over_seven_days(verdict: Verdict) -> None:
    assert not is_confirmed(after((0, verdict)))
    assert not is_confirmed(after((0, verdict), (9, verdict)))
    assert not is_confirmed(after((0, verdict), (1, verdict), (6, verdict)))
    assert not is_confirmed(after(*((0, verdict) for _ in range(20))))
    assert is_confirmed(after((0, verdict), (1, verdict), (7, verdict)))


@pytest.mark.parametrize("verdict", sorted(AT_ONCE, key=str))
def test_hard_failures_count_at_once(verdict: Verdict) -> None:
    assert is_confirmed(after((0, verdict)))


@pytest.mark.parametrize("verdict", sorted(set(Verdict) - FAILING, key=str))
def test_what_is_no_failure_never_counts(verdict: Verdict) -> None:
    assert not is_confirmed(after(*((day, verdict) for day in range(30))))


def test_at_once_are_404_410_and_a_name_that_is_gone() -> None:
    assert {Verdict.GONE, Verdict.LAPSED} == AT_ONCE


def test_a_server_that_flaps_is_never_called_broken() -> None:
    visits = [(day, Verdict.TIME_OUT if day % 3 else Verdict.OK) for day in range(60)]
    for end in range(1, 61):
        assert not is_confirmed(after(*visits[:end]))


def test_one_good_day_forgives_everything() -> None:
    bad = [(day, Verdict.SERVER_ERROR) for day in (0, 3, 8)]
    state = after(*bad, (9, Verdict.OK))
    assert (state.failures, state.first_failed) == (0, None)
    assert state.last_ok == date(2026, 11, 10)
    assert state.first_seen == date(2026, 11, 1)
    assert not is_confirmed(after(*bad, (9, Verdict.OK), (10, Verdict.SERVER_ERROR)))


@pytest.mark.parametrize("verdict", sorted(UNKNOWN, key=str))
def test_not_knowing_neither_forgives_nor_counts(verdict: Verdict) -> None:
    state = after((0, Verdict.TIME_OUT), (4, verdict), (5, Verdict.TIME_OUT), (6, verdict))
    assert (state.failures, state.first_failed) == (2, date(2026, 11, 1))
    assert not is_confirmed(state)
    assert is_confirmed(after((0, Verdict.TIME_OUT), (4, Verdict.TIME_OUT), (8, Verdict.TIME_OUT)))


def look(*looks: tuple[int, Result]) -> FactState:
    state = None
    for day, result in looks:
        state = after_look(state, FactResult(result, label="Team"), FIRST + timedelta(days=day))
    assert state is not None
    return state


def test_a_number_is_lost_after_three_runs_over_seven_days() -> None:
    missing, seen, unsure = Result.MISSING, Result.CONFIRMED, Result.CANNOT_TELL
    assert not is_lost(look((0, seen), (1, missing)))
    assert not is_lost(look((0, seen), (1, missing), (2, missing), (3, missing)))
    assert is_lost(look((0, seen), (1, missing), (2, unsure), (3, missing), (8, missing)))
    assert not is_lost(look((0, missing), (4, missing), (8, missing), (9, seen)))


def test_the_day_on_which_it_was_seen_is_kept() -> None:
    state = look((0, Result.CONFIRMED), (5, Result.CANNOT_TELL), (6, Result.MISSING))
    assert state.confirmed_on == date(2026, 11, 1)
    assert state.missing_since == date(2026, 11, 7)
    assert state.label == "Team"
