"""What one more visit changes in what is remembered, and when a problem counts as true. Pure."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from safetyhelp.evidence.state import FactState, LinkState
from safetyhelp.evidence.vocabulary import AT_ONCE, FAILING, UNKNOWN, FactResult, Judgement, Result

RUNS = 3
SPAN = timedelta(days=7)


def after_visit(
    old: LinkState | None, judgement: Judgement, now: datetime, page: str = ""
) -> LinkState:
    """Return the history of an address after one more visit, which showed a certain page."""
    today = now.date()
    known = old or LinkState(today, now, judgement.verdict)
    if judgement.verdict in FAILING:
        known = replace(
            known, failures=known.failures + 1, first_failed=known.first_failed or today
        )
    elif judgement.verdict not in UNKNOWN:
        known = replace(known, failures=0, first_failed=None, last_ok=today)
    return replace(
        known,
        checked=now,
        verdict=judgement.verdict,
        summary=judgement.summary,
        new_url=judgement.new_url,
        page=page or known.page,
    )


def after_look(old: FactState | None, found: FactResult, now: datetime) -> FactState:
    """Return the history of a value after its page was read once more."""
    today = now.date()
    known = old or FactState(today, now, found.result)
    if found.result is Result.MISSING:
        known = replace(known, misses=known.misses + 1, missing_since=known.missing_since or today)
    elif found.result is Result.CONFIRMED:
        known = replace(known, misses=0, missing_since=None, confirmed_on=today)
    return replace(
        known,
        checked=now,
        result=found.result,
        why=found.why,
        label=found.label or known.label,
        instead=found.instead,
    )


def _lasting(runs: int, since: date | None, last: datetime) -> bool:
    return runs >= RUNS and since is not None and last.date() - since >= SPAN


def is_confirmed(state: LinkState) -> bool:
    """Say whether a failing address counts as broken: at once, or after failing for a while."""
    if state.verdict in AT_ONCE:
        return True
    return state.verdict in FAILING and _lasting(state.failures, state.first_failed, state.checked)


def is_lost(state: FactState) -> bool:
    """Say whether a value that is missing counts as gone from its page."""
    return state.result is Result.MISSING and _lasting(
        state.misses, state.missing_since, state.checked
    )
