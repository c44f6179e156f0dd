"""The walk through one body's site: which page next, and when it is enough.

A walk is a generator like a visit: it yields what it wants to ask, is sent what came of it, and
returns what was found. robots.txt, the guard, the rest of hosts and the deadlines are those of the
scheduler that carries it out.
"""

import heapq
import itertools
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from safetyhelp.dataset.wanted import PARTNERSHIP, RESTORATIVE_JUSTICE, VICTIM_SERVICE
from safetyhelp.discovery.addresses import absolute, host_of, is_on
from safetyhelp.discovery.bodies import Body
from safetyhelp.discovery.scoring import (
    PROPOSED,
    SURE,
    WAY,
    Score,
    Seen,
    expected,
    hope,
    score,
    title_of,
)
from safetyhelp.discovery.sitemaps import addresses_in, is_index, text_of_sitemap
from safetyhelp.discovery.values import (
    Furniture,
    date_shown,
    furniture_of,
    name_on,
    values_on,
    ways_to_apply,
)
from safetyhelp.discovery.words import best_name
from safetyhelp.evidence.lookups import (
    FOUND,
    NOT_REACHED,
    NOTHING,
    UNREADABLE,
    Candidate,
    Lookup,
)
from safetyhelp.evidence.trust import answers_well
from safetyhelp.linkcheck.verdicts import judge
from safetyhelp.linkcheck.web.observation import Observation, unreadable
from safetyhelp.linkcheck.web.robots import Rules
from safetyhelp.linkcheck.web.visit import Ask, Journey, Reply, VisitContext, joined, visit
from safetyhelp.records.contacts import url_key

MOST_PAGES = 40
MOST_STEPS = 2
MOST_SITEMAPS = 8
MOST_DOCUMENTS = 3
MOST_PARTNERS = 2
MOST_CANDIDATES = 3
LONGEST = timedelta(minutes=15)
_FROM_SITEMAP = 60
_WORTH_TELLING = 30
_PROMISING = 80
_MOST_WAITING = 1_000
_OF_PARTNERS = (PARTNERSHIP, VICTIM_SERVICE, RESTORATIVE_JUSTICE)

RulesOf = Callable[[str], Rules | None]


@dataclass(frozen=True, slots=True)
class Walked:
    """What the walk through one site came to: its home page, and a result for each topic."""

    body: Body
    home: Observation
    results: dict[str, Lookup]


Walking: TypeAlias = Generator[Ask, Reply, Walked]


@dataclass(slots=True)
class _Walk:
    """One walk: what was seen so far and what is to be asked next."""

    body: Body
    context: VisitContext
    started: datetime
    pages: int = 0
    documents: int = 0
    partners: int = 0
    furniture: Furniture = frozenset()
    common: frozenset[str] = frozenset()
    seen: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    queue: list[tuple[int, int, str, str, int]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=itertools.count)
    best: dict[str, list[Candidate]] = field(default_factory=dict)
    unreadable: dict[str, list[str]] = field(default_factory=dict)

    # What to ask

    def offer(self, url: str, words: str, steps: int, least: int = 0) -> None:
        """Put an address into the queue, unless it was seen or leads astray."""
        key = url_key(url)
        if not url or key in self.seen or not self.body.ground.may_ask(url):
            return
        points = max(hope(self.body.topics, url, words), least)
        most = _MOST_WAITING if points <= WAY else 2 * _MOST_WAITING
        if points <= 0 or len(self.queue) >= most:
            return
        self.seen.add(key)
        heapq.heappush(self.queue, (-points, next(self.numbers), url, words, steps))

    def offer_links(self, seen: Observation, steps: int) -> None:
        """Put the links of a page into the queue by the words of their text and address."""
        assert seen.page is not None
        if steps >= MOST_STEPS:
            return
        base = absolute(seen.end, seen.page.base) or seen.end
        for link in seen.page.hyperlinks:
            url = absolute(base, link.address)
            if url and self.body.ground.is_own(url):
                self.offer(url, link.words, steps + 1)
            elif url:
                self.offer_partner(url, link.words)

    def offer_partner(self, url: str, words: str) -> None:
        """Put the site of a partner into the queue if a link names it."""
        topics = [topic for topic in self.body.topics if topic in _OF_PARTNERS]
        named = any(best_name(topic, words)[0] >= 90 for topic in topics)
        if not named or self.partners >= MOST_PARTNERS or url_key(url) in self.seen:
            return
        ground = self.body.ground
        if host_of(url) in ground.ways_in or is_on(host_of(url), ground.others):
            return
        self.partners += 1
        self.seen.add(url_key(url))
        heapq.heappush(self.queue, (-_PROMISING, next(self.numbers), url, words, MOST_STEPS))

    def is_over(self) -> bool:
        """Say whether it is enough: no more pages, no more time, or nothing better to hope for."""
        if not self.queue or self.pages >= MOST_PAGES:
            return True
        if self.context.now() - self.started > LONGEST:
            return True
        points = -self.queue[0][0]
        best = [self.best.get(topic) for topic in self.body.topics]
        return points < PROPOSED and all(found and found[0].points >= SURE for found in best)

    # What was seen

    def take(self, seen: Observation, words: str) -> None:
        """Judge a page for every topic, and keep the best."""
        page = seen.page
        if not answers_well(judge(seen).verdict) or page is None or page.needs_javascript:
            self.note_unreadable(seen, words)
            return
        if seen.fingerprint and seen.fingerprint in self.said:
            return
        self.said.add(seen.fingerprint)
        is_document = seen.content_type == "application/pdf"
        self.documents += is_document
        url, names = seen.end.partition("#")[0], self.body.names
        read = Seen(url, page, words, is_document, names, self.common)
        for topic in self.body.topics:
            points = score(topic, read)
            if points.points >= _WORTH_TELLING:
                self.keep(topic, read, points)

    def keep(self, topic: str, read: Seen, points: Score) -> None:
        """Keep a page among the best of its topic."""
        sure = points.points >= PROPOSED
        candidate = Candidate(
            url=read.url,
            points=points.points,
            confidence=points.confidence,
            title=title_of(read),
            words=points.words,
            seen=date_shown(read.page, self.started.date()) if sure else "",
            name=name_on(topic, read) if sure else "",
            ways=ways_to_apply(read) if sure else (),
            values=values_on(topic, read, self.body, self.furniture) if sure else (),
        )
        found = [*self.best.get(topic, ()), candidate]
        found.sort(key=lambda each: (-each.points, len(each.url), each.url))
        self.best[topic] = found[:MOST_CANDIDATES]

    def note_unreadable(self, seen: Observation, words: str) -> None:
        """Remember a promising page that could not be read: a person has to look."""
        for topic in self.body.topics:
            if expected(topic, seen.url, words) >= _PROMISING:
                self.unreadable.setdefault(topic, []).append(f"{seen.url}: {_why(seen)}")

    def results(self) -> dict[str, Lookup]:
        """Return what was found for each topic."""
        now, found = self.context.now(), {}
        for want in self.body.wants:
            best = tuple(self.best.get(want.topic, ()))
            unread = self.unreadable.get(want.topic, ())
            outcome = NOTHING
            if best and best[0].points >= PROPOSED:
                outcome = FOUND
            elif unread:
                outcome = UNREADABLE
            detail = "; ".join(unread[:3]) if outcome == UNREADABLE else ""
            found[want.key] = Lookup(now, outcome, self.pages, detail, best)
        return found


def _why(seen: Observation) -> str:
    if seen.robots_forbid:
        return "robots.txt asks us to stay away"
    if seen.page is not None and seen.page.needs_javascript:
        return "it shows its text only with JavaScript"
    return judge(seen).summary.rstrip(".")


def _visit(
    url: str, context: VisitContext, within: Callable[[str], bool], *, keep_body: bool = False
) -> Journey:
    """Visit an address; a page over which the program itself stumbles is unreadable."""
    try:
        return (yield from visit(url, context, within=within, keep_body=keep_body))
    except Exception as error:
        return unreadable(url, context.now(), error)


def _sitemaps(walk: _Walk, home: str, rules: Rules | None) -> Generator[Ask, Reply, None]:
    """Read the sitemaps of a site, and offer the most promising addresses."""
    is_own, topics = walk.body.ground.is_own, walk.body.topics
    named = [joined(home, each) for each in (rules.sitemaps if rules else ())]
    waiting = [url for url in named if is_own(url)] or [joined(home, "/sitemap.xml")]
    asked: set[str] = set()
    best: list[tuple[int, str]] = []
    while waiting and len(asked) < MOST_SITEMAPS:
        url = waiting.pop(0)
        if url in asked:
            continue
        asked.add(url)
        walk.pages += 1
        seen = yield from _visit(url, walk.context, is_own, keep_body=True)
        if seen.failure or not 200 <= seen.status < 300:
            continue
        text = text_of_sitemap(seen.body)
        if is_index(text):
            parts = [joined(home, each) for each in addresses_in(text)]
            waiting += [part for part in parts[:MOST_SITEMAPS] if is_own(part)]
            continue
        found = ((hope(topics, each, ""), each) for each in addresses_in(text) if is_own(each))
        hopeful = (entry for entry in found if entry[0] > 0)
        best = heapq.nlargest(_FROM_SITEMAP, itertools.chain(best, hopeful))
    for _, each in best:
        walk.offer(absolute(home, each), "", 1)


def walk(body: Body, context: VisitContext, rules_of: RulesOf) -> Walking:
    """Walk through the site of a body, and return what was found for each topic.

    Where the program itself stumbles over a site, a person has to look; the others go on.
    """
    try:
        return (yield from _through(body, context, rules_of))
    except Exception as error:
        return _missed(body, unreadable(body.home, context.now(), error))


def _missed(body: Body, home: Observation) -> Walked:
    why = f"it leads to {home.left_at}" if home.left_at else _why(home)
    missed = Lookup(home.at, NOT_REACHED, 1, f"{body.home}: {why}")
    return Walked(body, home, {want.key: missed for want in body.wants})


def _through(body: Body, context: VisitContext, rules_of: RulesOf) -> Walking:
    now = context.now()
    home = yield from _visit(body.home, context, body.ground.may_be_new_home)
    body = replace(body, ground=body.ground.with_home(home.end))
    going = _Walk(body, context, now, pages=1)
    if not answers_well(judge(home).verdict) or home.left_at:
        return _missed(body, home)
    going.seen.add(url_key(home.end))
    going.furniture = furniture_of(home.page)
    going.common = frozenset(home.page.lines) if home.page else frozenset()
    for start in body.starts:
        going.offer(absolute(home.end, start.url), start.words, 1, _PROMISING)
    yield from _sitemaps(going, home.end, rules_of(home.end))
    if home.page is not None:
        going.offer_links(home, 0)
        if home.page.needs_javascript:
            going.unreadable = {topic: [f"{home.end}: {_why(home)}"] for topic in body.topics}
    while not going.is_over():
        _, _, url, words, steps = heapq.heappop(going.queue)
        is_own = body.ground.may_ask(url)
        if going.documents >= MOST_DOCUMENTS and url.lower().endswith(".pdf"):
            continue
        going.pages += 1
        within = body.ground.may_ask if is_own else _same_host(url)
        seen = yield from _visit(url, context, within)
        going.pages += len(seen.hops)
        if is_own and not body.ground.is_own(seen.end):
            continue  # it stayed on the site of a council that has ended
        if seen.left_at:
            continue
        going.seen.add(url_key(seen.end))
        going.take(seen, words)
        if is_own and seen.page is not None and seen.content_type == "text/html":
            going.offer_links(seen, steps)
    return Walked(body, home, going.results())


def _same_host(url: str) -> Callable[[str], bool]:
    host = host_of(url)
    return lambda other: host_of(other) == host
