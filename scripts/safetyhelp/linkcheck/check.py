"""One run: choose the pages to visit, visit them, judge, and keep every result at once."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from safetyhelp.errors import UserError
from safetyhelp.evidence.history import after_look, after_visit
from safetyhelp.evidence.journal import Journal
from safetyhelp.evidence.state import State
from safetyhelp.evidence.vocabulary import Verdict
from safetyhelp.linkcheck.facts.check import check
from safetyhelp.linkcheck.targets import Fact, Link
from safetyhelp.linkcheck.verdicts import judge
from safetyhelp.linkcheck.web.errors import Failure
from safetyhelp.linkcheck.web.observation import Observation

# Failures that a cable pulled out here looks like, too.
_MAY_BE_OURS = frozenset(
    {Failure.NO_SUCH_NAME, Failure.NAME_SERVICE, Failure.UNREACHABLE, Failure.TIME_OUT}
)


class NoNetworkError(UserError):
    """Nothing answered and the network here seems to be down, so nothing was learned."""

    def __init__(self) -> None:
        super().__init__(
            "No site answered at all, and the network here seems to be down. Nothing was learned, "
            "and nothing was changed."
        )


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
    return any(state is None or now - state.checked > max_age for state in checked)


@dataclass(slots=True)
class Run:
    """Takes results as they come, from many threads, and keeps them.

    Failures that may be our own are held back until some site has answered: a machine without a
    network would otherwise call every site dead.
    """

    journal: Journal
    progress: Callable[[list[Verdict]], None]
    network_proven: bool
    _held: list[tuple[PageToVisit, Observation]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, page: PageToVisit, seen: Observation) -> None:
        """Judge what was seen, and keep it."""
        judged = [judge(replace(seen, url=link.url)).verdict for link in page.links]
        with self._lock:
            proof = seen.failure not in _MAY_BE_OURS and not (
                seen.failure is Failure.ADDRESS_REFUSED or seen.robots_forbid
            )
            if not self.network_proven and not proof:
                self._held.append((page, seen))
            else:
                self.network_proven = True
                self._release()
                self._keep(page, seen)
            self.progress(judged)

    def finish(self, network_works: Callable[[], bool]) -> None:
        """Keep what was held back, if the network works. Raises NoNetworkError."""
        with self._lock:
            if not self._held:
                return
            ours = all(seen.failure in _MAY_BE_OURS for _, seen in self._held)
            if ours and not network_works():
                raise NoNetworkError
            self._release()

    def _release(self) -> None:
        for page, seen in self._held:
            self._keep(page, seen)
        self._held.clear()

    def _keep(self, page: PageToVisit, seen: Observation) -> None:
        known = self.journal.state
        result = State()
        for link in page.links:
            judgement = judge(replace(seen, url=link.url))
            old = known.links.get(link.url)
            result.links[link.url] = after_visit(old, judgement, seen.at)
        here = known.facts.get(page.base, {})
        judgement = judge(replace(seen, url=page.base))
        for fact in page.facts:
            before = here.get(fact.key)
            found = check(seen, judgement, fact.wanted, before.label if before else "")
            result.facts.setdefault(page.base, {})[fact.key] = after_look(before, found, seen.at)
        self.journal.add(page.base, result)


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
