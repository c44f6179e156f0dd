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
from safetyhelp.linkcheck.check_options import CheckOptions
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


def read_records(check_options: CheckOptions) -> Loaded:
    """Read the data folder. Raises what `read_data` and `read_schemas` raise."""
    schemas = read_schemas(check_options.where.schema)
    if check_options.allow_private:
        schemas = PrivateSchemas(schemas.documents)
    return read_data(check_options.where.data, check_options.where.shown_as, schemas)


def _selected(
    check_options: CheckOptions, loaded: Loaded
) -> tuple[tuple[Link, ...], tuple[Fact, ...]]:
    records = not_ended(loaded.records, check_options.today)
    if check_options.only:
        records = chosen(records, check_options.only, check_options.where)
    if check_options.changed:
        records = changed_since(records, check_options.changed, check_options.where)
    links = links_of(records)
    where = check_options.where
    own_areas = where.areas == where.data / "areas"
    if own_areas and not (check_options.only or check_options.changed):
        websites = homepages(where.areas, f"{where.shown_as}/areas", check_options.today)
        links = together(links, websites)
    return links, facts_of(records)


def _now_of(today: date) -> Callable[[], datetime]:
    """Return a clock that shows the present time of day, on the day that is taken for today."""
    shift = today - datetime.now(UTC).date()
    return lambda: datetime.now(UTC) + shift


def _visit(
    wanted: list[PageToVisit],
    journal: Journal,
    check_options: CheckOptions,
    now: Callable[[], datetime],
) -> int:
    """Visit pages, keep what is found, and return how many requests that took."""
    if not wanted:
        return 0
    # Only now, because the libraries for the network take longer to load than all the rest.
    from safetyhelp.linkcheck.visits import visit_pages

    return visit_pages(wanted, journal, check_options, now)


def check_directory(
    check_options: CheckOptions, loaded: Loaded, say: Callable[[str], None]
) -> Checked:
    """Visit what is due and say what is known now.

    Raises StateError, SelectionError and NoNetworkError; Ctrl-C loses nothing that is finished.
    """
    links, facts = _selected(check_options, loaded)
    now = _now_of(check_options.today)
    with Journal(check_options.state_file, now()) as journal:
        every = pages(links, facts)
        wanted = [page for page in every if due(page, journal, now(), check_options.max_age)]
        say(f"{len(wanted):,} pages to visit, {len(every) - len(wanted):,} known already.")
        try:
            requests = _visit(wanted, journal, check_options, now)
            state = journal.state
            if not (check_options.only or check_options.changed):
                state = forget_what_is_not_used(state, links, facts)
            if journal.done or state != journal.state or not check_options.state_file.exists():
                write_state(check_options.state_file, state)
        except NoNetworkError:
            journal.delete()
            raise
        except OSError as error:
            raise StateError(
                f"{check_options.state_file}: cannot be written: {error.strerror or error}. "
                "What was found is in the journal beside it; the next run goes on from there."
            ) from error
        journal.delete()
    found = problems(links, facts, state, suppressions_of(loaded), check_options.today)
    kept = len(every) - len(wanted)
    return Checked(check_options.today, links, facts, state, found, len(wanted), requests, kept)


def fix_moves(checked: Checked, check_options: CheckOptions) -> list[Fixed]:
    """Write every permanent move into the records, suppressed ones apart. Raises OSError."""
    edits = [
        Edit(Place(place.file, place.path), problem.value, problem.new_value)
        for problem in checked.problems
        if problem.what == Verdict.MOVED.value and not problem.suppressed
        for place in problem.places
        if not place.row  # the tables are written by an import, which would undo it
    ]
    check = url_or_private_fault if check_options.allow_private else url_fault
    return fix(edits, check_options.where.data, check_options.where.shown_as, check)
