"""The whole check as one function: what the command wants in, what was found out."""

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from directory.links.addresses import Fact, Link, Place, facts_of, links_of, not_ended
from directory.links.checking import (
    NoNetworkError,
    PageToVisit,
    Run,
    due,
    forget_what_is_not_used,
    pages,
    visit_all,
)
from directory.links.connecting import tls_context
from directory.links.deadline import Watchdog
from directory.links.failures import VisitError
from directory.links.fetching import Fetcher, Limits
from directory.links.fixing import Edit, Fixed, fix
from directory.links.guard import PRIVATE_TOO, PUBLIC, system_resolver
from directory.links.journal import Journal
from directory.links.journey import Circumstances
from directory.links.politeness import Manners
from directory.links.private import PrivateSchemas, url_or_private_fault
from directory.links.problems import problems
from directory.links.progress import Progress
from directory.links.report import Checked
from directory.links.robots import AGENT
from directory.links.selection import changed_since, chosen
from directory.links.state import StateError, write_state
from directory.links.suppressions import suppressions_of
from directory.links.verdicts import Verdict
from directory.project import Folders
from directory.records.formats import url_fault
from directory.records.reading import Loaded, read_data
from directory.records.schema import read_schemas

_KNOWN_NAME = "www.gov.uk"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command was asked for."""

    where: Folders
    state_file: Path
    today: date
    only: Sequence[str] = ()
    changed: str = ""
    max_age: timedelta = timedelta(0)
    allow_private: bool = False
    contact_page: str = ""
    manners: Manners = field(default_factory=Manners)
    limits: Limits = field(default_factory=Limits)


def user_agent(contact_page: str) -> str:
    """Return how we introduce ourselves: by name, with the page where site owners find us."""
    return f"{AGENT}/1.0 ({f'+{contact_page}; ' if contact_page else ''}checks links now and then)"


def read_records(wishes: Wishes) -> Loaded:
    """Read the data folder. Raises what `read_data` and `read_schemas` raise."""
    schemas = read_schemas(wishes.where.schema)
    if wishes.allow_private:
        schemas = PrivateSchemas(schemas.documents)
    return read_data(wishes.where.data, wishes.where.shown_as, schemas)


def _network_works() -> bool:
    try:
        return bool(system_resolver(_KNOWN_NAME, 443))
    except VisitError:
        return False


def _selected(wishes: Wishes, loaded: Loaded) -> tuple[tuple[Link, ...], tuple[Fact, ...]]:
    records = not_ended(loaded.records, wishes.today)
    if wishes.only:
        records = chosen(records, wishes.only, wishes.where)
    if wishes.changed:
        records = changed_since(records, wishes.changed, wishes.where)
    return links_of(records), facts_of(records)


def _now_of(today: date) -> Callable[[], datetime]:
    """Return a clock that shows the present time of day, on the day that is taken for today."""
    shift = today - datetime.now(UTC).date()
    return lambda: datetime.now(UTC) + shift


def _visit(
    wanted: list[PageToVisit], journal: Journal, wishes: Wishes, now: Callable[[], datetime]
) -> int:
    """Visit pages, keep what is found, and return how many requests that took."""
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
    try:
        requests = visit_all(wanted, run, fetcher, around, time.monotonic)
        run.finish(_network_works)
    finally:
        watchdog.close()
    return requests


def check_directory(wishes: Wishes, loaded: Loaded, say: Callable[[str], None]) -> Checked:
    """Visit what is due and say what is known now.

    Raises StateError, SelectionError and NoNetworkError; Ctrl-C loses nothing that is finished.
    """
    links, facts = _selected(wishes, loaded)
    now = _now_of(wishes.today)
    with Journal(wishes.state_file, now()) as journal:
        every = pages(links, facts)
        wanted = [page for page in every if due(page, journal, now(), wishes.max_age)]
        say(f"{len(wanted):,} pages to visit, {len(every) - len(wanted):,} known already.")
        try:
            requests = _visit(wanted, journal, wishes, now) if wanted else 0
            state = journal.state
            if not (wishes.only or wishes.changed):
                state = forget_what_is_not_used(state, links, facts)
            write_state(wishes.state_file, state)
        except NoNetworkError:
            journal.delete()
            raise
        except OSError as error:
            raise StateError(
                f"{wishes.state_file}: cannot be written: {error.strerror or error}. "
                "What was found is in the journal beside it; the next run goes on from there."
            ) from error
        journal.delete()
    found = problems(links, facts, state, suppressions_of(loaded), wishes.today)
    kept = len(every) - len(wanted)
    return Checked(wishes.today, links, facts, state, found, len(wanted), requests, kept)


def fix_moves(checked: Checked, wishes: Wishes) -> list[Fixed]:
    """Write every permanent move into the records, suppressed ones apart. Raises OSError."""
    edits = [
        Edit(Place(place.file, place.path), problem.value, problem.new_value)
        for problem in checked.problems
        if problem.what == Verdict.MOVED.value and not problem.suppressed
        for place in problem.places
    ]
    check = url_or_private_fault if wishes.allow_private else url_fault
    return fix(edits, wishes.where.data, wishes.where.shown_as, check)
