"""Visits to many pages: everything that needs the network is put together here."""

import random
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cache
from typing import TypeVar

from safetyhelp.linkcheck.check import PageToVisit
from safetyhelp.linkcheck.check_options import CheckOptions
from safetyhelp.linkcheck.web.deadline import Watchdog
from safetyhelp.linkcheck.web.errors import VisitError
from safetyhelp.linkcheck.web.fetch import Fetcher
from safetyhelp.linkcheck.web.guard import PRIVATE_TOO, PUBLIC, system_resolver
from safetyhelp.linkcheck.web.observation import Observation
from safetyhelp.linkcheck.web.robots import AGENT
from safetyhelp.linkcheck.web.schedule import HostScheduler
from safetyhelp.linkcheck.web.transport import tls_context
from safetyhelp.linkcheck.web.visit import VisitContext, visit

Key = TypeVar("Key")
_CHECKS = "checks links now and then"
_KNOWN_NAME = "www.gov.uk"


def user_agent(contact_page: str, does: str = _CHECKS) -> str:
    """Return how we introduce ourselves: by name, with the page where site owners find us."""
    return f"{AGENT}/1.0 ({f'+{contact_page}; ' if contact_page else ''}{does})"


def a_known_name_is_found() -> bool:
    """Say whether a well-known name can be looked up."""
    try:
        return bool(system_resolver(_KNOWN_NAME, 443))
    except VisitError:
        return False


@cache
def trusted() -> ssl.SSLContext:
    """Return what all visits trust. It takes 20 ms to read it."""
    return tls_context()


@contextmanager
def scheduler_of(
    take: Callable[[Key, Observation], None],
    check_options: CheckOptions,
    now: Callable[[], datetime],
    does: str = _CHECKS,
) -> Iterator[tuple[HostScheduler[Key], VisitContext]]:
    """Put together what carries out visits, and how it behaves; at the end, stop its watchdog.

    `does` says to the owners of sites what we do there.
    """
    with closing(Watchdog()) as watchdog:
        fetcher = Fetcher(
            trusted(),
            watchdog,
            time.monotonic,
            user_agent(check_options.contact_page, does),
            check_options.limits,
            policy=PRIVATE_TOO if check_options.allow_private else PUBLIC,
        )
        context = VisitContext(check_options.manners, now, random.random)
        yield HostScheduler(fetcher, context, time.monotonic, take), context


def visit_pages(
    wanted: Sequence[PageToVisit],
    take: Callable[[PageToVisit, Observation], None],
    check_options: CheckOptions,
    now: Callable[[], datetime],
) -> int:
    """Visit pages, many at a time, hand over what is seen, and return how many requests that took.

    `take` is called from many threads. Raises what it raises; Ctrl-C ends it at once.
    """
    with scheduler_of(take, check_options, now) as (scheduler, context):
        scheduler.run(
            (page, visit(page.base, context, body_needed=page.needs_body)) for page in wanted
        )
    return scheduler.requests
