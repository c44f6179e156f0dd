"""Visits to many pages: everything that needs the network is put together here."""

import random
import time
from collections.abc import Callable, Sequence
from datetime import datetime

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

_KNOWN_NAME = "www.gov.uk"


def user_agent(contact_page: str) -> str:
    """Return how we introduce ourselves: by name, with the page where site owners find us."""
    return f"{AGENT}/1.0 ({f'+{contact_page}; ' if contact_page else ''}checks links now and then)"


def network_works() -> bool:
    """Say whether a well-known name can be looked up."""
    try:
        return bool(system_resolver(_KNOWN_NAME, 443))
    except VisitError:
        return False


def visit_pages(
    wanted: Sequence[PageToVisit],
    take: Callable[[PageToVisit, Observation], None],
    check_options: CheckOptions,
    now: Callable[[], datetime],
) -> int:
    """Visit pages, many at a time, hand over what is seen, and return how many requests that took.

    `take` is called from many threads. Raises what it raises; Ctrl-C ends it at once.
    """
    watchdog = Watchdog()
    fetcher = Fetcher(
        tls_context(),
        watchdog,
        time.monotonic,
        user_agent(check_options.contact_page),
        check_options.limits,
        policy=PRIVATE_TOO if check_options.allow_private else PUBLIC,
    )
    context = VisitContext(check_options.manners, now, random.random)
    scheduler: HostScheduler[PageToVisit] = HostScheduler(fetcher, context, time.monotonic, take)
    try:
        scheduler.run(
            (page, visit(page.base, context, body_needed=page.needs_body)) for page in wanted
        )
    finally:
        watchdog.close()
    return scheduler.requests
