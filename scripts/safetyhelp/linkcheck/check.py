"""One page: what is asked of it, when it is due, and what a visit has shown. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from safetyhelp.evidence.history import after_look, after_visit
from safetyhelp.evidence.journal import Journal
from safetyhelp.evidence.state import State
from safetyhelp.evidence.trust import Visited, site_of
from safetyhelp.linkcheck.facts.check import check
from safetyhelp.linkcheck.targets import Fact, Link
from safetyhelp.linkcheck.verdicts import judge
from safetyhelp.linkcheck.web.observation import Observation, unreadable


@dataclass(frozen=True, slots=True)
class PageToVisit:
    """One page: the addresses that lead to it, and the values that should stand on it."""

    base: str
    links: tuple[Link, ...]
    facts: tuple[Fact, ...]

    @property
    def needs_body(self) -> bool:
        """Say whether more is asked of the page than whether it is there."""
        return bool(self.facts) or any(link.url != link.base for link in self.links)


def pages(links: Iterable[Link], facts: Iterable[Fact]) -> list[PageToVisit]:
    """Group addresses and values by the page that has to be visited for them."""
    links_at: dict[str, list[Link]] = {}
    facts_at: dict[str, list[Fact]] = {}
    for link in links:
        links_at.setdefault(link.base, []).append(link)
    for fact in facts:
        facts_at.setdefault(fact.base, []).append(fact)
    return [
        PageToVisit(base, tuple(links_at.get(base, ())), tuple(facts_at.get(base, ())))
        for base in dict.fromkeys([*links_at, *facts_at])
    ]


def due(page: PageToVisit, journal: Journal, now: datetime, max_age: timedelta) -> bool:
    """Say whether a page has to be visited: not yet in this run, and not lately."""
    if page.base in journal.done:
        return False
    if not max_age:
        return True
    known = journal.state
    facts = known.facts.get(page.base, {})
    checked = [
        *(known.links.get(link.url) for link in page.links),
        *(facts.get(fact.key) for fact in page.facts),
    ]
    # What was checked in the future was dated by a wrong clock.
    return any(
        state is None or not timedelta() <= now - state.checked <= max_age for state in checked
    )


def visited(page: PageToVisit, seen: Observation, known: State) -> Visited:
    """Judge what was seen of a page, and return it with the history of each address and value.

    Where the program itself stumbles over a page, nothing is said of that page.
    """
    try:
        result = _judged(page, seen, known)
    except Exception as error:
        return Visited(page.base, _judged(page, unreadable(seen.url, seen.at, error), known))
    end = site_of(seen.end) if seen.hops else ""
    return Visited(page.base, result, "" if end == site_of(page.base) else end, seen.fingerprint)


def _judged(page: PageToVisit, seen: Observation, known: State) -> State:
    result = State()
    for link in page.links:
        judgement = judge(replace(seen, url=link.url))
        result.links[link.url] = after_visit(
            known.links.get(link.url), judgement, seen.at, seen.fingerprint
        )
    here = known.facts.get(page.base, {})
    judgement = judge(replace(seen, url=page.base))
    for fact in page.facts:
        before = here.get(fact.key)
        found = check(seen, judgement, fact.wanted, before.label if before else "")
        result.facts.setdefault(page.base, {})[fact.key] = after_look(before, found, seen.at)
    return result


def forget_what_is_not_used(state: State, links: Iterable[Link], facts: Iterable[Fact]) -> State:
    """Return a state without the addresses and values that no record holds any more."""
    urls = {link.url for link in links}
    keys: dict[str, set[str]] = {}
    for fact in facts:
        keys.setdefault(fact.base, set()).add(fact.key)
    return State(
        {url: known for url, known in state.links.items() if url in urls},
        {
            source: {key: known for key, known in facts_here.items() if key in keys[source]}
            for source, facts_here in state.facts.items()
            if source in keys
        },
    )
