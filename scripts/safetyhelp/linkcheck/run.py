"""The whole check as one function: what the command wants in, what was found out."""

import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial

from safetyhelp.evidence.journal import Journal, with_visits
from safetyhelp.evidence.state import State, StateError, write_state
from safetyhelp.evidence.trust import Visited
from safetyhelp.evidence.vocabulary import Verdict
from safetyhelp.linkcheck.check import PageToVisit, due, forget_what_is_not_used, pages, visited
from safetyhelp.linkcheck.check_options import CheckOptions
from safetyhelp.linkcheck.doubting import DoubtfulRunError, NoNetworkError, judge_run
from safetyhelp.linkcheck.edits.fix import Fixed, edits_at, fix
from safetyhelp.linkcheck.homepages import homepages
from safetyhelp.linkcheck.private import schemas_for, url_check_for
from safetyhelp.linkcheck.problems import problems
from safetyhelp.linkcheck.progress import Progress
from safetyhelp.linkcheck.report import Checked
from safetyhelp.linkcheck.selection import changed_since, chosen
from safetyhelp.linkcheck.targets import Fact, Link, PlacedAddress, facts_of, links_of
from safetyhelp.linkcheck.web.observation import Observation
from safetyhelp.records.files.loaded import Loaded
from safetyhelp.records.lists.suppressions import suppressions_of
from safetyhelp.records.model import not_ended
from safetyhelp.records.reading import read_data


def read_records(check_options: CheckOptions) -> Loaded:
    """Read the data folder. Raises what `read_data` and `read_schemas` raise."""
    schemas = schemas_for(check_options)
    return read_data(check_options.where.data, check_options.where.shown_as, schemas)


def _selected(
    check_options: CheckOptions, loaded: Loaded
) -> tuple[tuple[Link, ...], tuple[Fact, ...]]:
    records = not_ended(loaded.records, check_options.today)
    if check_options.only:
        records = chosen(records, check_options.only, check_options.where)
    if check_options.changed:
        records = changed_since(records, check_options.changed, check_options.where)
    where = check_options.where
    own_areas = where.areas == where.data / "areas"
    websites: Iterable[PlacedAddress] = ()
    if own_areas and not (check_options.only or check_options.changed):
        websites = homepages(where.areas, f"{where.shown_as}/areas", check_options.today)
    return links_of(records, websites), facts_of(records)


def clock_of(today: date) -> Callable[[], datetime]:
    """Return a clock that shows the present time of day, on the day that is taken for today."""
    shift = today - datetime.now(UTC).date()
    return lambda: datetime.now(UTC) + shift


def network_works(check_options: CheckOptions) -> bool:
    """Say whether the network is there; a private one always is."""
    from safetyhelp.linkcheck.visits import a_known_name_is_found

    return check_options.allow_private or a_known_name_is_found()


@dataclass(slots=True)
class _Visits:
    """The visits of a run: carried out, judged, and kept in its journal as they come."""

    journal: Journal
    check_options: CheckOptions
    now: Callable[[], datetime]
    every: dict[str, PageToVisit]
    requests: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def visit(self, wanted: list[PageToVisit]) -> None:
        """Visit pages, and keep what is seen at once."""
        if not wanted:
            return
        # Only now, because the libraries for the network take longer to load than all the rest.
        from safetyhelp.linkcheck.visits import visit_pages

        progress = Progress(len(wanted), sys.stderr, time.monotonic)

        def take(page: PageToVisit, seen: Observation) -> None:
            row = visited(page, seen, self.journal.state)
            with self._lock:
                self.journal.add(row)
                progress.add([link.verdict for link in row.result.links.values()])

        self.requests += visit_pages(wanted, take, self.check_options, self.now)

    def ask_again(self, urls: Sequence[str]) -> Sequence[Visited]:
        """Visit pages once more, and keep nothing."""
        from safetyhelp.linkcheck.visits import visit_pages

        rows: list[Visited] = []

        def take(page: PageToVisit, seen: Observation) -> None:
            rows.append(visited(page, seen, self.journal.before))

        places = [self.every.get(url) or PageToVisit(url, (Link(url, ()),), ()) for url in urls]
        self.requests += visit_pages(places, take, self.check_options, self.now)
        return rows


def check_directory(
    check_options: CheckOptions, loaded: Loaded, say: Callable[[str], None]
) -> Checked:
    """Visit what is due and say what is known now.

    Raises StateError, SelectionError, and NoNetworkError or DoubtfulRunError when the run cannot be
    believed; Ctrl-C loses nothing that is finished.
    """
    links, facts = _selected(check_options, loaded)
    now = clock_of(check_options.today)
    works = partial(network_works, check_options)
    with Journal(check_options.state_file, now()) as journal:
        every = pages(links, facts)
        visits = _Visits(journal, check_options, now, {page.base: page for page in every})
        wanted = [page for page in every if due(page, journal, now(), check_options.max_age)]
        if not wanted and journal.rows and journal.started.date() != now().date():
            journal.begin(now())  # a run of another day that only had to be put away
            wanted = [page for page in every if due(page, journal, now(), check_options.max_age)]
        say(f"{len(wanted):,} pages to visit, {len(every) - len(wanted):,} known already.")
        visits.visit(wanted)
        try:
            judged = judge_run(journal.rows, journal.before, visits.ask_again, works)
        except NoNetworkError:
            journal.delete()
            raise
        state = with_visits(journal.before, judged.rows)
        if not (check_options.only or check_options.changed or judged.reasons):
            state = forget_what_is_not_used(state, links, facts)
        if judged.rows or not judged.reasons:
            _remember(check_options, journal, state)
        journal.delete()
        if judged.reasons:
            raise DoubtfulRunError(judged.reasons, len(judged.rows))
    found = problems(links, facts, state, suppressions_of(loaded), check_options.today)
    kept = len(every) - len(wanted)
    return Checked(
        check_options.today, links, facts, state, found, len(wanted), visits.requests, kept
    )


def _remember(check_options: CheckOptions, journal: Journal, state: State) -> None:
    """Put what is known now into the state file. Raises StateError."""
    path = check_options.state_file
    try:
        if state != journal.before or not path.exists():
            write_state(path, state)
    except OSError as error:
        raise StateError(
            f"{path}: cannot be written: {error.strerror or error}. "
            "What was found is in the journal beside it; the next run goes on from there."
        ) from error


def fix_moves(checked: Checked, check_options: CheckOptions) -> list[Fixed]:
    """Write the permanent moves that a program may follow into the records. Raises OSError.

    Suppressed ones are left alone, and those at which a person must look first.
    """
    edits = [
        edit
        for problem in checked.problems
        if problem.what == Verdict.MOVED.value and not (problem.suppressed or problem.look_first)
        for edit in edits_at(problem.places, problem.value, problem.new_value)
    ]
    where = check_options.where
    return fix(edits, where.data, where.shown_as, url_check_for(check_options))
