"""Visits to many pages: everything that needs the network is put together here."""

import random
import sys
import time
from collections.abc import Callable
from datetime import datetime

from safetyhelp.evidence.journal import Journal
from safetyhelp.linkcheck.check import PageToVisit, Run
from safetyhelp.linkcheck.check_options import Wishes
from safetyhelp.linkcheck.progress import Progress
from safetyhelp.linkcheck.web.deadline import Watchdog
from safetyhelp.linkcheck.web.errors import VisitError
from safetyhelp.linkcheck.web.fetch import Fetcher
from safetyhelp.linkcheck.web.guard import PRIVATE_TOO, PUBLIC, system_resolver
from safetyhelp.linkcheck.web.robots import AGENT
from safetyhelp.linkcheck.web.schedule import Crawl
from safetyhelp.linkcheck.web.transport import tls_context
from safetyhelp.linkcheck.web.visit import Circumstances, visit

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
    wanted: list[PageToVisit], journal: Journal, wishes: Wishes, now: Callable[[], datetime]
) -> int:
    """Visit pages, many at a time, keep what is found, and return how many requests that took.

    Raises NoNetworkError; Ctrl-C ends it at once, and what is finished is kept.
    """
    progress = Progress(len(wanted), sys.stderr, time.monotonic)
    run = Run(journal, progress.add, network_proven=wishes.allow_private)
    watchdog = Watchdog()
    fetcher = Fetcher(
        tls_context(),
        watchdog,
        time.monotonic,
        user_agent(wishes.contact_page),
        wishes.limits,
        policy=PRIVATE_TOO if wishes.allow_private else PUBLIC,
    )
    around = Circumstances(wishes.manners, now, random.random)
    crawl: Crawl[PageToVisit] = Crawl(fetcher, around, time.monotonic, run.take)
    try:
        crawl.run((page, visit(page.base, around, body_needed=page.needs_body)) for page in wanted)
        run.finish(_network_works)
    finally:
        watchdog.close()
    return crawl.requests
