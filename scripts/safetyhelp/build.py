"""Everything that the build writes into the docs folder before MkDocs runs."""

import os
import pickle
import shutil
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from safetyhelp.areas.attribution import attribution
from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.checks.rules import check_all
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.load import load
from safetyhelp.evidence.lookups import Lookups
from safetyhelp.evidence.seen import Sightings
from safetyhelp.feeds.council_map import FILE as COUNCIL_MAP
from safetyhelp.feeds.council_map import council_map
from safetyhelp.feeds.edition import Edition
from safetyhelp.feeds.every_feed import FOLDERS as FEED_FOLDERS
from safetyhelp.feeds.every_feed import every_feed
from safetyhelp.finder.area_data import read_area_data
from safetyhelp.finder.box import BOX, box_module
from safetyhelp.finder.files import finder_files
from safetyhelp.finder.guide_texts import read_sections
from safetyhelp.finder.search_file import SEARCH_FILE, read_synonyms, search_file
from safetyhelp.findings.model import Finding, Severity
from safetyhelp.findings.overdue import overdue
from safetyhelp.history.changes import Commit
from safetyhelp.history.git import GitError
from safetyhelp.history.past import read_history
from safetyhelp.letters.area_file import area_files
from safetyhelp.letters.pages import FOLDERS as LETTER_FOLDERS
from safetyhelp.letters.pages import letter_pages, letter_sections
from safetyhelp.maps.land import TO_DRAW, Land, land_of
from safetyhelp.maps.locating_file import locating_file
from safetyhelp.maps.outlines import read_outlines
from safetyhelp.maps.sign import sign
from safetyhelp.offline.folder import FILE as OFFLINE_COPY
from safetyhelp.offline.folder import offline_files, offline_zip
from safetyhelp.pages.every_page import FOLDERS, every_page
from safetyhelp.pages.writing import write_generated
from safetyhelp.paths import DATA, THEME, Folders
from safetyhelp.publisher import Publisher

FINDER_DATA = "assets/finder/data"
MAP_DATA = "assets/map/data"
BOX_FOLDER = "assets/search-box"
_GENERATED = (*FOLDERS, *LETTER_FOLDERS, *FEED_FOLDERS, FINDER_DATA, MAP_DATA, BOX_FOLDER)
"""Folders below docs/ that hold nothing but what is made here."""

_Result = TypeVar("_Result")


def _finder_files(
    areas: Path, docs: Path, directory: Directory, gone: frozenset[str]
) -> dict[str, bytes]:
    files = finder_files(directory, read_area_data(areas), gone)
    sections = [*read_sections(docs), *letter_sections(directory.letters)]
    files[SEARCH_FILE] = search_file(directory, sections, read_synonyms())
    data = {f"{FINDER_DATA}/{name}": content for name, content in files.items()}
    return {**data, f"assets/{BOX}": box_module(THEME / "assets")}


def _gone(directory: Directory, sightings: Sightings) -> frozenset[str]:
    """Return the phone numbers that the link check no longer finds."""
    contacts = (contact for record in directory.records for contact in record.contacts)
    return frozenset(c.phone for c in contacts if c.phone and sightings.of(c).is_missing)


def _maps(areas: Path, today: AreasOnDay, edition: Edition) -> tuple[Land, dict[str, bytes]]:
    """Return the land as the pages draw it, and the files that others fetch."""
    land = land_of(read_outlines(areas), today)
    drawn = land.simplified(TO_DRAW)
    files = {"borders.json": locating_file(land), "uk.svg": sign(drawn, today.councils)}
    fetched = {f"{MAP_DATA}/{name}": content for name, content in files.items()}
    return drawn, {**fetched, COUNCIL_MAP: council_map(drawn, today.councils, edition)}


def _edition(today: date, publisher: Publisher) -> Edition:
    """Return what the files for other systems say of themselves, with the lines to show."""
    sources = (DATA / "areas" / "SOURCES.md").read_text(encoding="utf-8")
    return Edition(today, attribution(sources), publisher.site_url)


def _changes(data: Path, progress: Callable[[str], None]) -> tuple[Commit, ...]:
    """Return the history of the records, or nothing where there is no git repository."""
    try:
        return read_history(data)
    except GitError as error:
        progress(f"The feed of changes is empty: {error}")
        return ()


def end_with_parent() -> None:
    """See to it that this process ends when the one that started it ends, even if it is killed."""
    parent = parent_process()
    assert parent

    def wait_for_the_end() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=wait_for_the_end, daemon=True).start()


def begin(
    pool: ProcessPoolExecutor, task: Callable[..., _Result], *values: object
) -> Future[_Result]:
    """Let another process do a task, with the values as they are at this moment.

    The pool itself would pack them later, in a thread of its own, while values that are worked out
    once and kept are still being added to them here.
    """
    return pool.submit(_do, pickle.dumps((task, values)))


def _do(packed: bytes) -> Any:
    task, values = pickle.loads(packed)  # noqa: S301  `begin` has packed it
    return task(*values)


def copy_hand_written(docs: Path, target: Path) -> None:
    """Copy the hand-written pages, and nothing of what an earlier build has generated."""
    generated = {docs / name for name in _GENERATED}

    def left_out(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if Path(folder, name) in generated]

    shutil.copytree(docs, target, ignore=left_out)


def generate(
    where: Folders,
    today: date,
    docs: Path,
    progress: Callable[[str], None],
    sightings: Sightings,
    publisher: Publisher,
    lookups: Lookups | None = None,
) -> list[Finding]:
    """Check the data; if it is sound, write every generated page and file below `docs`.

    `sightings` are what the link check saw, `lookups` what the search for what is missing did.
    Returns the errors; when there are any, nothing is written. Raises UserError when the data
    cannot be read.
    """
    dataset = load(where, today, progress)
    found = check_all(dataset)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors:
        return errors
    with ProcessPoolExecutor(max_workers=1, initializer=end_with_parent) as second_core:
        edition = _edition(today, publisher)
        gone = _gone(dataset.directory, sightings)
        finder = begin(second_core, _finder_files, where.areas, docs, dataset.directory, gone)
        drawn, map_files = _maps(where.areas, dataset.directory.map, edition)
        outlines = {COUNCIL_MAP: map_files[COUNCIL_MAP]}
        feeds = begin(second_core, every_feed, dataset.directory, edition, sightings, outlines)
        changes = _changes(where.data, progress)
        late = overdue(found)
        pages = {
            **every_page(dataset.directory, drawn, changes, publisher, sightings, late, lookups),
            **dict(letter_pages(dataset.directory, sightings)),
            **dict(area_files(dataset.directory, sightings)),
        }
        files: dict[str, str | bytes] = {**pages, **map_files, **finder.result(), **feeds.result()}
    written = write_generated(docs, _GENERATED, files)
    progress(f"Made {len(pages):,} pages; wrote {written:,} files that were new or changed.")
    return []


def add_offline_copy(site: Path, today: date, publisher: Publisher) -> int:
    """Add the copy to take away to a built site, as one zip file; return its size in bytes."""
    edition = _edition(today, publisher)
    files = offline_files(site, today, publisher.site_url, edition.attribution)
    return (site / OFFLINE_COPY).write_bytes(offline_zip(files, today))
