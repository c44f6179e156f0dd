"""Visits to many pages: everything that needs the network is put together here."""

import random
import sys
import time
from collections.abc import Callable
from datetime import datetime

from directory.links.checking import PageToVisit, Run
from directory.links.connecting import tls_context
from directory.links.crawl import Crawl
from directory.links.deadline import Watchdog
from directory.links.failures import VisitError
from directory.links.fetching import Fetcher
from directory.links.guard import PRIVATE_TOO, PUBLIC, system_resolver
from directory.links.journal import Journal
from directory.links.journey import Circumstances, visit
from directory.links.progress import Progress
from directory.links.robots import AGENT
from directory.links.wishes import Wishes

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
