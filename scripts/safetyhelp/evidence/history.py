"""What one more visit changes in what is remembered, and when a problem counts as true. Pure."""

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
    failing = judgement.verdict in FAILING
    unknown = judgement.verdict in UNKNOWN
    first_failed = old.first_failed if old else None
    failures = old.failures if old else 0
    last_ok = old.last_ok if old else None
    if failing:
        failures += 1
        first_failed = first_failed or today
    elif not unknown:
        failures, first_failed, last_ok = 0, None, today
    return LinkState(
        first_seen=old.first_seen if old else today,
        checked=now,
        verdict=judgement.verdict,
        summary=judgement.summary,
        new_url=judgement.new_url,
        last_ok=last_ok,
        first_failed=first_failed,
        failures=failures,
        page=page or (old.page if old else ""),
    )


def after_look(old: FactState | None, found: FactResult, now: datetime) -> FactState:
    """Return the history of a value after its page was read once more."""
    today = now.date()
    confirmed = found.result is Result.CONFIRMED
    missing = found.result is Result.MISSING
    misses = old.misses if old else 0
    since = old.missing_since if old else None
    if missing:
        misses += 1
        since = since or today
    elif confirmed:
        misses, since = 0, None
    return FactState(
        first_seen=old.first_seen if old else today,
        checked=now,
        result=found.result,
        why=found.why,
        label=found.label or (old.label if old else ""),
        instead=found.instead,
        confirmed_on=today if confirmed else (old.confirmed_on if old else None),
        missing_since=since,
        misses=misses,
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
