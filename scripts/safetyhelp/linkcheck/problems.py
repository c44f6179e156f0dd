"""From what is remembered to what is to be done: one problem for each address and value. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from safetyhelp.evidence.history import RUNS, SPAN, is_confirmed, is_lost
from safetyhelp.evidence.state import FactState, State
from safetyhelp.evidence.vocabulary import FAILING, Kind, Result, Verdict
from safetyhelp.findings.model import Finding, Severity
from safetyhelp.linkcheck.edits.moves import why_look_first
from safetyhelp.linkcheck.targets import Fact, Link, RecordPlace
from safetyhelp.linkcheck.verdicts import fix_for
from safetyhelp.records.files.loaded import Loaded
from safetyhelp.records.kinds import VICTIM_SERVICES
from safetyhelp.records.lists.suppressions import FACT_DOUBTFUL, FACT_MISSING, Suppression
from safetyhelp.text.words import day_in_words

CODES: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.LAPSED: "link-lapsed",
        Verdict.FOR_SALE: "link-lapsed",
        Verdict.GONE: "link-gone",
        Verdict.PROBABLY_GONE: "link-probably-gone",
        Verdict.FORBIDDEN: "link-failing",
        Verdict.SERVER_ERROR: "link-failing",
        Verdict.CONNECTION_REFUSED: "link-failing",
        Verdict.TIME_OUT: "link-failing",
        Verdict.UNREACHABLE: "link-failing",
        Verdict.REDIRECT_LOOP: "link-failing",
        Verdict.BAD_CERTIFICATE: "link-certificate",
        Verdict.CERTIFICATE_ENDS: "link-certificate",
        Verdict.ADDRESS_REFUSED: "link-refused",
        Verdict.MOVED: "link-moved",
        Verdict.ANCHOR_MISSING: "link-anchor",
    }
)
"""The code of each verdict that is a finding. The others are only counted and reported."""
NAME_LOST = frozenset({Verdict.LAPSED, Verdict.FOR_SALE})
"""Anybody can take over the site."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at. `what` is a verdict's value, “fact-missing” or “fact-doubtful”.

    `certain` problems are errors. `suppressed` is the reason why one is not to be reported.
    `alarm` means that people who need help may land at a stranger's: the address of a victim
    service whose name is lost. It is an error at once, and comes before everything else.
    `look_first` is why no program may follow a move.
    """

    what: str
    code: str
    url: str
    value: str
    places: tuple[RecordPlace, ...]
    message: str
    suggestion: str
    certain: bool
    new_value: str = ""
    suppressed: str = ""
    alarm: bool = False
    look_first: str = ""


def _not_yet(runs: int, since: date | None) -> str:
    day = day_in_words(since) if since else "today"
    times = "once" if runs == 1 else f"in {runs} runs"
    return (
        f" Seen {times} since {day}. It counts after {RUNS} runs over {SPAN.days} days, because "
        "one bad day is no proof."
    )


def _reason(suppressions: tuple[Suppression, ...], url: str, what: str, today: date) -> str:
    return next((s.reason for s in suppressions if s.covers(url, what, today)), "")


def _of_link(
    link: Link, known: State, suppressions: tuple[Suppression, ...], today: date
) -> Problem | None:
    state = known.links[link.url]
    code = CODES.get(state.verdict)
    if code is None:
        return None
    look_first = ""
    if state.verdict is Verdict.MOVED:
        values = known.facts.get(link.base, {}).values()
        look_first = why_look_first(link.url, state.new_url, values)
    certain = is_confirmed(state)
    waiting = state.verdict in FAILING and not certain
    more = _not_yet(state.failures, state.first_failed) if waiting else ""
    fix = fix_for(state.verdict, state.new_url)
    return Problem(
        what=state.verdict.value,
        code=code,
        url=link.url,
        value=link.url,
        places=link.places,
        message=f"{link.url} {state.summary}{more}",
        suggestion=f"Look first: {look_first}. If it is right: {fix}" if look_first else fix,
        certain=certain,
        new_value=state.new_url,
        suppressed=_reason(suppressions, link.url, state.verdict.value, today),
        alarm=state.verdict in NAME_LOST
        and any(f"/{VICTIM_SERVICES}/" in place.file for place in link.places),
        look_first=look_first,
    )


_ABSENT: Mapping[Result, str] = MappingProxyType(
    {Result.MISSING: FACT_MISSING, Result.DOUBTFUL: FACT_DOUBTFUL}
)


def _of_fact(
    fact: Fact, state: FactState, suppressions: tuple[Suppression, ...], today: date
) -> Problem | None:
    code = _ABSENT.get(state.result)
    if code is None:
        return None
    certain = is_lost(state)
    rule = fact.wanted.kind is Kind.THRESHOLD
    what = "the threshold" if rule else f"“{fact.wanted.value}”"
    last = f" It was last seen there on {day_in_words(state.confirmed_on)}." if (
        state.confirmed_on
    ) else ""  # fmt: skip
    message = f"{what} does not stand on its source {fact.source}.{last}"
    if rule:
        message = f"{state.why} ({fact.source}){last}"
    if code == FACT_DOUBTFUL:
        message = f"{what} on its source {fact.source}: {state.why}{last}"
    elif not certain:
        message += _not_yet(state.misses, state.missing_since)
    return Problem(
        what=code,
        code=code,
        url=fact.source,
        value=fact.wanted.value,
        places=fact.places,
        message=message,
        suggestion=_for_fact(what, state.instead, rule=rule),
        certain=certain,
        new_value=state.instead,
        suppressed=_reason(suppressions, fact.source, code, today),
    )


def _for_fact(what: str, instead: str, *, rule: bool) -> str:
    """Say what to do about a value: read its source first."""
    if not instead:
        return (
            "Open the source and read it. Correct the record, or name the page that shows it now."
        )
    suggestion = f"Open the source. It now shows “{instead}”. If that is right, use it"
    return suggestion + (
        "." if rule else f", and list {what} in data/withdrawn.yml if it is closed."
    )


def problems(
    links: tuple[Link, ...],
    facts: tuple[Fact, ...],
    state: State,
    suppressions: tuple[Suppression, ...],
    today: date,
) -> tuple[Problem, ...]:
    """Return everything to look at, in the order of the records."""
    found = [
        _of_link(link, state, suppressions, today) for link in links if link.url in state.links
    ]
    for fact in facts:
        known = state.facts.get(fact.base, {}).get(fact.key)
        if known is not None:
            found.append(_of_fact(fact, known, suppressions, today))
    return tuple(problem for problem in found if problem is not None)


def as_findings(found: tuple[Problem, ...], loaded: Loaded) -> Iterator[Finding]:
    """Yield a finding for every place of every problem that is not suppressed."""
    for problem in found:
        if problem.suppressed:
            continue
        for place in problem.places:
            line, column = place.position(loaded.texts)
            yield Finding(
                problem.code,
                place.file,
                line,
                column,
                place.path,
                problem.message,
                problem.suggestion,
                Severity.ERROR if problem.certain or problem.alarm else Severity.WARNING,
            )
