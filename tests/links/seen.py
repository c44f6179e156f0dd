"""States of the link check for tests of what the site makes of them."""

from datetime import UTC, date, datetime, time

from safetyhelp.evidence.history import after_look, after_visit
from safetyhelp.evidence.state import State
from safetyhelp.evidence.vocabulary import FactResult, Judgement, Result, Verdict
from safetyhelp.linkcheck.targets import facts_of, links_of
from safetyhelp.records.model import Record


def everything(
    records: tuple[Record, ...],
    day: date,
    result: Result = Result.CONFIRMED,
    verdict: Verdict = Verdict.OK,
) -> State:
    """Return a state in which every value and every link of some records came out the same.

    What is missing was missing twice, because one look is told to nobody.
    """
    now = datetime.combine(day, time(9), UTC)
    state = State()
    for link in links_of(records):
        state.links[link.url] = after_visit(None, Judgement(verdict, "…"), now)
    for fact in facts_of(records):
        known = after_look(None, FactResult(result), now)
        if result is Result.MISSING:
            known = after_look(known, FactResult(result), now)
        state.facts.setdefault(fact.base, {})[fact.key] = known
    return state


def after(first: State, then: State) -> State:
    """Return what is known when the looks of one state follow those of another."""
    for source, facts in then.facts.items():
        for key, known in facts.items():
            old = first.facts.get(source, {}).get(key)
            for _ in range(max(1, known.misses)):
                old = after_look(old, FactResult(known.result), known.checked)
            assert old is not None
            facts[key] = old
    first.take(then)
    return first
