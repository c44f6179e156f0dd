"""The whole search as one function: what the command wants in, what is known now out."""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.wanted import Wanted, wanted
from safetyhelp.discovery.bodies import Body, bodies
from safetyhelp.discovery.govuk_links import read_links
from safetyhelp.discovery.walk import RulesOf, Walked, walk
from safetyhelp.evidence.journal import journal_of, left_behind, read_everything
from safetyhelp.evidence.lookups import (
    NO_SITE,
    NOT_REACHED,
    Lookup,
    Lookups,
    as_line,
    from_lines,
    read_lookups,
    write_lookups,
)
from safetyhelp.evidence.state import State
from safetyhelp.evidence.trust import Visited
from safetyhelp.evidence.vocabulary import Kind
from safetyhelp.linkcheck.check import PageToVisit, visited
from safetyhelp.linkcheck.check_options import CheckOptions
from safetyhelp.linkcheck.doubting import DoubtfulRunError, Judged, judge_run
from safetyhelp.linkcheck.facts.check import ExpectedFact
from safetyhelp.linkcheck.run import clock_of, network_works
from safetyhelp.linkcheck.targets import Fact, Link
from safetyhelp.linkcheck.web.observation import Observation
from safetyhelp.linkcheck.web.visit import Journey, VisitContext
from safetyhelp.paths import usual_state_file
from safetyhelp.text.locks import alone_in
from safetyhelp.text.words import counted

_STALE = timedelta(hours=24)
_DOES = "looks for pages about safety now and then"


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for: the options of the command, with nothing left open."""

    check_options: CheckOptions
    councils: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    links: Path | None = None
    hosts: int = 16


@dataclass(frozen=True, slots=True)
class Searched:
    """What is known after a search: what is wanted, and every result."""

    today: date
    wants: tuple[Wanted, ...]
    lookups: Lookups
    asked: int = 0
    requests: int = 0


def _chosen(search: Search, dataset: Dataset) -> tuple[Wanted, ...]:
    """Return what is wanted of the councils and kinds that were named."""
    councils = dataset.directory.map.geography.councils
    areas = {
        each
        for name in search.councils
        for each in (name, councils[name].county, councils[name].police_area)
    }
    return tuple(
        want
        for want in wanted(dataset.directory)
        if (not areas or want.area in areas) and (not search.kinds or want.kind in search.kinds)
    )


@dataclass(slots=True)
class _Journal:
    """The results of a run, one line each, beside the state file."""

    path: Path
    left_behind: Lookups
    done: list[tuple[Visited, Lookups]] = field(default_factory=list)
    fault: BaseException | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, walked: Walked) -> None:
        """Keep the result of one walk, for good. Raises OSError when the disk is full."""
        with self._lock:
            line = as_line(walked.results)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")
            row = visited(_home_page(walked.body), walked.home, State())
            self.done.append((row, walked.results))


def _home_page(body: Body) -> PageToVisit:
    """Return what is asked of a home page: that it is there, and names its owner.

    A page that does not may be that of a filter or of a public Wi-Fi, for every site the same.
    """
    name = ExpectedFact(Kind.NAME, body.name, other_values=body.names)
    return PageToVisit(body.home, (Link(body.home, ()),), (Fact(body.home, name, ()),))


def _lane(
    waiting: "deque[Body]", journal: _Journal, context: VisitContext, rules_of: RulesOf
) -> Journey:
    """Walk through one site after the other: as many lanes, as many sites at a time."""
    while journal.fault is None:
        try:
            body = waiting.popleft()
        except IndexError:
            break
        walked = yield from walk(body, context, rules_of)
        try:
            journal.add(walked)
        except OSError as error:
            journal.fault = error
    return Observation(url="", at=context.now())


def _walk_all(due: Sequence[Body], journal: _Journal, search: Search) -> int:
    """Walk through sites, many at a time; return how many requests that took."""
    # Only now, because the libraries for the network take longer to load than all the rest.
    from safetyhelp.linkcheck.visits import scheduler_of

    def ended(_lane: int, _seen: Observation) -> None:
        return

    options = search.check_options
    waiting = deque(due)
    with scheduler_of(ended, options, clock_of(options.today), _DOES) as (scheduler, context):
        lanes = min(search.hosts, len(due))
        scheduler.run(
            (number, _lane(waiting, journal, context, scheduler.rules_of))
            for number in range(lanes)
        )
        if journal.fault is not None:
            raise journal.fault
        return scheduler.requests


def _ask_again(search: Search, every: Sequence[Body], urls: Sequence[str]) -> Sequence[Visited]:
    """Visit some home pages once more, and keep nothing."""
    from safetyhelp.linkcheck.visits import visit_pages

    rows: list[Visited] = []
    homes = {body.home: _home_page(body) for body in every}

    def take(page: PageToVisit, seen: Observation) -> None:
        rows.append(visited(page, seen, State()))

    options = search.check_options
    pages = [homes[url] for url in urls if url in homes]
    visit_pages(pages, take, options, clock_of(options.today))
    return rows


def _believed(
    journal: _Journal, search: Search, every: Sequence[Body], links: State
) -> tuple[dict[str, Lookup], Judged]:
    """Return the results that can be believed, and what was judged of the home pages.

    `links` is what the link check knows of the same home pages. Raises NoNetworkError.
    """
    homes = {body.home for body in every}
    before = State({url: link for url, link in links.links.items() if url in homes})
    ask_again = partial(_ask_again, search, every)
    works = partial(network_works, search.check_options)
    judged = judge_run([row for row, _ in journal.done], before, ask_again, works)
    kept = {row.url for row in judged.rows}
    found = dict(journal.left_behind)
    for row, results in journal.done:
        if row.url in kept:
            found |= results
    return found, judged


def _without_site(found: Iterable[Body], now: datetime) -> dict[str, Lookup]:
    missed = Lookup(now, NO_SITE, 0, "its website is not known")
    return {want.key: missed for body in found if not body.home for want in body.wants}


def search_for(search: Search, dataset: Dataset, say: Callable[[str], None]) -> Searched:
    """Search the sites that are due and say what is known now; two such searches wait in line.

    Raises UserError, also when the run cannot be believed. Ctrl-C and kill -9 lose nothing that
    is finished.
    """
    folder = search.check_options.state_file.parent
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder, lambda: say("Another search is running. This one begins after it.")):
        return _search(search, dataset, say)


def _search(search: Search, dataset: Dataset, say: Callable[[str], None]) -> Searched:
    options = search.check_options
    now = clock_of(options.today)()
    before = read_lookups(options.state_file)
    cut_short = from_lines(left_behind(options.state_file).splitlines())
    # Nobody has judged if it was the network that a run did not reach; so those are asked again.
    reached = {key: each for key, each in cut_short.items() if each.outcome != NOT_REACHED}
    journal = _Journal(journal_of(options.state_file), reached)
    known = {**before, **journal.left_behind}
    wants = _chosen(search, dataset)
    areas = dataset.directory.map
    listed = read_links(search.links, areas.geography, areas.day) if search.links else []
    links = read_everything(usual_state_file(options.where.data))
    every = bodies(dataset, wants, links, listed)

    def is_due(body: Body) -> bool:
        keys = [want.key for want in body.wants]
        done = [journal.left_behind.get(key) for key in keys]
        if all(each and each.is_fresh(now, _STALE) for each in done):
            return False  # a run that was cut short a while ago has done it
        lookups = [known.get(key) for key in keys]
        return not all(each and each.is_fresh(now, options.max_age) for each in lookups)

    due = [body for body in every if body.home and is_due(body)]
    say(f"{counted(len(due), 'site')} to search, {len(every) - len(due):,} known already or "
        "without a website.")  # fmt: skip
    requests = _walk_all(due, journal, search) if due else 0
    found, judged = _believed(journal, search, every, links)
    known = {**before, **found, **_without_site(every, now)}
    if not (search.councils or search.kinds or judged.reasons):
        still_wanted = {want.key for want in wants}
        known = {key: lookup for key, lookup in known.items() if key in still_wanted}
    if known != before or not options.state_file.exists():
        write_lookups(options.state_file, known)
    journal.path.unlink(missing_ok=True)
    if judged.reasons:
        raise DoubtfulRunError(judged.reasons, len(judged.rows))
    return Searched(options.today, wants, known, len(due), requests)
