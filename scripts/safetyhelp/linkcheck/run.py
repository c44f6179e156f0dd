"""The whole check as one function: what the command wants in, what was found out."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from safetyhelp.evidence.journal import Journal
from safetyhelp.evidence.state import StateError, write_state
from safetyhelp.evidence.vocabulary import Verdict
from safetyhelp.linkcheck.check import (
    NoNetworkError,
    PageToVisit,
    due,
    forget_what_is_not_used,
    pages,
)
from safetyhelp.linkcheck.check_options import Wishes
from safetyhelp.linkcheck.fix import Edit, Fixed, fix
from safetyhelp.linkcheck.homepages import homepages
from safetyhelp.linkcheck.private import PrivateSchemas, url_or_private_fault
from safetyhelp.linkcheck.problems import problems
from safetyhelp.linkcheck.report import Checked
from safetyhelp.linkcheck.selection import changed_since, chosen
from safetyhelp.linkcheck.targets import Fact, Link, Place, facts_of, links_of, together
from safetyhelp.records.formats import url_fault
from safetyhelp.records.model import not_ended
from safetyhelp.records.reading import Loaded, read_data
from safetyhelp.records.schema import read_schemas
from safetyhelp.records.suppressions import suppressions_of


def read_records(wishes: Wishes) -> Loaded:
    """Read the data folder. Raises what `read_data` and `read_schemas` raise."""
    schemas = read_schemas(wishes.where.schema)
    if wishes.allow_private:
        schemas = PrivateSchemas(schemas.documents)
    return read_data(wishes.where.data, wishes.where.shown_as, schemas)


def _selected(wishes: Wishes, loaded: Loaded) -> tuple[tuple[Link, ...], tuple[Fact, ...]]:
    records = not_ended(loaded.records, wishes.today)
    if wishes.only:
        records = chosen(records, wishes.only, wishes.where)
    if wishes.changed:
        records = changed_since(records, wishes.changed, wishes.where)
    links = links_of(records)
    where = wishes.where
    own_areas = where.areas == where.data / "areas"
    if own_areas and not (wishes.only or wishes.changed):
        websites = homepages(where.areas, f"{where.shown_as}/areas", wishes.today)
        links = together(links, websites)
    return links, facts_of(records)


def _now_of(today: date) -> Callable[[], datetime]:
    """Return a clock that shows the present time of day, on the day that is taken for today."""
    shift = today - datetime.now(UTC).date()
    return lambda: datetime.now(UTC) + shift


def _visit(
    wanted: list[PageToVisit], journal: Journal, wishes: Wishes, now: Callable[[], datetime]
) -> int:
    """Visit pages, keep what is found, and return how many requests that took."""
    if not wanted:
        return 0
    # Only now, because the libraries for the network take longer to load than all the rest.
    from safetyhelp.linkcheck.visits import visit_pages

    return visit_pages(wanted, journal, wishes, now)


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
            requests = _visit(wanted, journal, wishes, now)
            state = journal.state
            if not (wishes.only or wishes.changed):
                state = forget_what_is_not_used(state, links, facts)
            if journal.done or state != journal.state or not wishes.state_file.exists():
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
        if not place.row  # the tables are written by an import, which would undo it
    ]
    check = url_or_private_fault if wishes.allow_private else url_fault
    return fix(edits, wishes.where.data, wishes.where.shown_as, check)
