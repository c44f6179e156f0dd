"""Visits to many pages: everything that needs the network is put together here."""

import random
import sys
import time
from collections.abc import Callable
from datetime import datetime

from safetyhelp.evidence.journal import Journal
from safetyhelp.linkcheck.check import PageToVisit, Run
from safetyhelp.linkcheck.check_options import CheckOptions
from safetyhelp.linkcheck.progress import Progress
from safetyhelp.linkcheck.web.deadline import Watchdog
from safetyhelp.linkcheck.web.errors import VisitError
from safetyhelp.linkcheck.web.fetch import Fetcher
from safetyhelp.linkcheck.web.guard import PRIVATE_TOO, PUBLIC, system_resolver
from safetyhelp.linkcheck.web.robots import AGENT
from safetyhelp.linkcheck.web.schedule import HostScheduler
from safetyhelp.linkcheck.web.transport import tls_context
from safetyhelp.linkcheck.web.visit import VisitContext, visit

_KNOWN_NAME = "www.gov.uk"


def user_agent(contact_page: str) -> str:
    """Return how we introduce ourselves: by name, with the page where site owners find us."""
    return f"{AGENT}/1.0 ({f'+{contact_page}; ' if contact_page else ''}checks links now and then)"


def _network_works() -> bool:
    try:
        return bool(system_resolver(_KNOWN_NAME, 443))
    except VisitError:
        return False


def visit_pages(
    wanted: list[PageToVisit],
    journal: Journal,
    check_options: CheckOptions,
    now: Callable[[], datetime],
) -> int:
    """Visit pages, many at a time, keep what is found, and return how many requests that took.

    Raises NoNetworkError; Ctrl-C ends it at once, and what is finished is kept.
    """
    progress = Progress(len(wanted), sys.stderr, time.monotonic)
    run = Run(journal, progress.add, network_proven=check_options.allow_private)
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
    scheduler: HostScheduler[PageToVisit] = HostScheduler(
        fetcher, context, time.monotonic, run.take
    )
    try:
        scheduler.run(
            (page, visit(page.base, context, body_needed=page.needs_body)) for page in wanted
        )
        run.finish(_network_works)
    finally:
        watchdog.close()
    return scheduler.requests
