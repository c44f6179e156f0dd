"""Many journeys at once, and never two requests to one host at the same time.

Every request of every journey waits for the turn of its host, and every host rests between two
requests. No thread ever sleeps through such a wait: it takes up whatever is due next.
"""

import heapq
import itertools
import math
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

from safetyhelp.linkcheck.web.errors import Failure, VisitError
from safetyhelp.linkcheck.web.fetch import Cookies, Fetcher
from safetyhelp.linkcheck.web.guard import Target, target_of
from safetyhelp.linkcheck.web.observation import Observation, unreadable
from safetyhelp.linkcheck.web.response import Response
from safetyhelp.linkcheck.web.retry import Manners, wait_asked_for
from safetyhelp.linkcheck.web.robots import Rules
from safetyhelp.linkcheck.web.visit import (
    Ask,
    Forbidden,
    Journey,
    Reply,
    RobotsJourney,
    VisitContext,
    read_robots,
)

Key = TypeVar("Key")
_TOO_MANY = 429


@dataclass(slots=True)
class _Trip(Generic[Key]):
    """A journey under way. That to a robots.txt has no key, but an origin that it speaks for."""

    journey: Journey | RobotsJourney
    key: Key | None
    speaks_for: str = ""
    origin: str = ""
    ask: Ask | None = None
    cookies: Cookies = field(default_factory=Cookies)


@dataclass(slots=True)
class _Host(Generic[Key]):
    """One host: the requests that wait for it, whether one is under way, when it may be next.

    `refusals` counts the answers in a row that asked for fewer requests.
    """

    waiting: list[tuple[float, int, _Trip[Key]]] = field(default_factory=list)
    busy: bool = False
    free_at: float = 0.0
    refusals: int = 0

    def due(self) -> float:
        return max(self.free_at, self.waiting[0][0])


class HostScheduler(Generic[Key]):
    """Carries out journeys and reports each one that ends, from whichever thread ended it."""

    def __init__(
        self,
        fetcher: Fetcher,
        context: VisitContext,
        clock: Callable[[], float],
        on_end: Callable[[Key, Observation], None],
    ) -> None:
        self.requests = 0
        self._fetcher = fetcher
        self._context = context
        self._clock = clock
        self._on_end = on_end
        lock = threading.Lock()
        self._lock = threading.Condition(lock)
        # Of its own: a worker's wake-up call must not go to the thread that waits for the end.
        self._over = threading.Condition(lock)
        self._hosts: dict[str, _Host[Key]] = {}
        self._due: list[tuple[float, int, str]] = []
        self._numbers = itertools.count()
        self._robots: dict[str, Rules | Response] = {}
        self._parked: dict[str, list[_Trip[Key]]] = {}
        self._under_way = 0
        self._stopped = False
        self._fault: BaseException | None = None
        self._watched_until = math.inf

    @property
    def _manners(self) -> Manners:
        return self._context.manners

    def run(self, journeys: Iterable[tuple[Key, Journey]]) -> None:
        """Carry out all journeys. Raises what a callback raised; Ctrl-C ends it at once."""
        trips: list[_Trip[Key]] = [_Trip(journey, key) for key, journey in journeys]
        self._under_way = len(trips)
        first = deque(trips)
        workers = [
            threading.Thread(target=self._work, args=(first,), name=f"visitor-{n}", daemon=True)
            for n in range(min(self._manners.workers, len(trips)))
        ]
        try:
            for worker in workers:
                worker.start()
            with self._lock:
                while self._under_way and self._fault is None:
                    self._over.wait(0.5)  # short, so that Ctrl-C is heard
        finally:
            with self._lock:
                self._stopped = True
                self._lock.notify_all()
        if self._fault is not None:
            raise self._fault

    def rules_of(self, url: str) -> Rules | None:
        """Return what robots.txt said of the site of an address; None when it has not been read."""
        try:
            origin = target_of(url, self._fetcher.policy).origin
        except VisitError:
            return None
        with self._lock:
            known = self._robots.get(origin)
        return known if isinstance(known, Rules) else None

    # What a worker does

    def _work(self, first: "deque[_Trip[Key]]") -> None:
        try:
            while True:
                try:
                    self._advance(first.popleft(), None)
                except IndexError:
                    break
            while (found := self._take()) is not None:
                self._request(*found)
        except BaseException as error:
            with self._lock:
                self._fault = self._fault or error
                self._over.notify_all()

    def _take(self) -> tuple[str, _Trip[Key]] | None:
        """Wait for the next request that is due, and mark its host as busy."""
        with self._lock:
            while not self._stopped and self._under_way:
                if not self._due:
                    self._lock.wait()
                    continue
                when, _, name = self._due[0]
                if when > self._clock():
                    self._wait_until(when)
                    continue
                heapq.heappop(self._due)
                host = self._hosts[name]
                if host.busy or not host.waiting:
                    continue
                if host.due() > when:  # the host has asked for more rest in the meantime
                    self._announce(name, host)
                    continue
                host.busy = True
                if self._due:
                    self._lock.notify()
                return name, heapq.heappop(host.waiting)[2]
            return None

    def _wait_until(self, when: float) -> None:
        """Wait for a moment. One thread watches the clock; the others need not wake up for it."""
        if self._watched_until <= when:
            self._lock.wait()
            return
        self._watched_until = when
        self._lock.wait(max(0.0, when - self._clock()))
        if self._watched_until == when:
            self._watched_until = math.inf

    def _request(self, name: str, trip: _Trip[Key]) -> None:
        """Carry out one request, let its host rest, and go on with the journey."""
        assert trip.ask is not None
        left_alone = self._hosts[name].refusals >= self._manners.refusals
        if left_alone:
            exchange = Response(trip.ask.url, 0.0, status=_TOO_MANY)
        else:
            exchange = self._fetcher.fetch(trip.ask.method, trip.ask.url, trip.cookies)
        asked = wait_asked_for(exchange, self._context.now())
        too_long = asked > self._manners.longest_wait
        asked = min(asked, self._manners.longest_wait)
        rules = self._robots.get(trip.origin)
        delay = rules.delay if isinstance(rules, Rules) else 0.0
        rest = 0.0 if left_alone else max(asked, self._manners.interval, delay)
        with self._lock:
            self.requests += not left_alone
            host = self._hosts[name]
            if exchange.status != _TOO_MANY:
                host.refusals = 0
            else:
                host.refusals += self._manners.refusals if too_long else 1
            host.busy = False
            host.free_at = self._clock() + rest
            if host.waiting:
                self._announce(name, host)
        self._advance(trip, exchange)

    def _advance(self, trip: _Trip[Key], reply: Reply | None) -> None:
        """Go on with a journey until it has to wait for its turn, or ends."""
        while not self._stopped:
            try:
                trip.ask = next(trip.journey) if reply is None else trip.journey.send(reply)
            except StopIteration as end:
                self._end(trip, end.value)
                return
            except Exception as error:
                self._end(trip, self._unreadable(trip, error))
                return
            reply = self._place(trip)
            if reply is None:
                return

    def _unreadable(self, trip: _Trip[Key], error: Exception) -> Observation | Response:
        """Return what is said of a page on which the program itself stumbled."""
        url = trip.ask.url if trip.ask else ""
        if trip.speaks_for:
            return Response(url, 0.0, Failure.UNREADABLE, type(error).__name__)
        return unreadable(url, self._context.now(), error)

    def _place(self, trip: _Trip[Key]) -> Reply | None:
        """Let a journey wait for its host or for a robots.txt; else return the answer at once."""
        assert trip.ask is not None
        url = trip.ask.url
        try:
            target = target_of(url, self._fetcher.policy)
        except VisitError as error:
            return Response(url, 0.0, error.failure, error.detail)
        trip.origin = target.origin
        if not trip.ask.for_robots:
            rules = self._rules_or_park(trip)
            if rules is None:
                return None
            if isinstance(rules, Response):
                return Forbidden(rules)
            if not rules.allow(url):
                return Forbidden()
        self._queue(target, trip)
        return None

    def _rules_or_park(self, trip: _Trip[Key]) -> Rules | Response | None:
        """Return what robots.txt says; None when the journey has to wait for it."""
        with self._lock:
            known = self._robots.get(trip.origin)
            if known is not None:
                return known
            waiting = self._parked.get(trip.origin)
            if waiting is not None:
                waiting.append(trip)
                return None
            self._parked[trip.origin] = [trip]
        journey = read_robots(trip.origin, self._context)
        self._advance(_Trip(journey, None, speaks_for=trip.origin), None)
        return None

    def _queue(self, target: Target, trip: _Trip[Key]) -> None:
        assert trip.ask is not None
        with self._lock:
            host = self._hosts.setdefault(target.host.lower(), _Host())
            when = self._clock() + trip.ask.pause
            heapq.heappush(host.waiting, (when, next(self._numbers), trip))
            if not host.busy:
                self._announce(target.host.lower(), host)

    def _announce(self, name: str, host: _Host[Key]) -> None:
        heapq.heappush(self._due, (host.due(), next(self._numbers), name))
        self._lock.notify()

    def _end(self, trip: _Trip[Key], value: Observation | Rules | Response) -> None:
        if isinstance(value, Observation):
            self._on_end(cast("Key", trip.key), value)
            with self._lock:
                self._under_way -= 1
                if not self._under_way:
                    self._over.notify_all()
                    self._lock.notify_all()
            return
        with self._lock:
            self._robots[trip.speaks_for] = value
            parked = self._parked.pop(trip.speaks_for)
        for other in parked:
            reply = self._place(other)
            if reply is not None:
                self._advance(other, reply)
