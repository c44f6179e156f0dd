"""All files for other systems: the single list that the build writes."""

from collections.abc import Mapping

from safetyhelp.dataset.answers import Directory
from safetyhelp.evidence.seen import Sightings
from safetyhelp.feeds.api.contacts import Evidence
from safetyhelp.feeds.api.files import api_files
from safetyhelp.feeds.archive import FILE as ARCHIVE
from safetyhelp.feeds.archive import archive
from safetyhelp.feeds.calendar import FILE as CALENDAR
from safetyhelp.feeds.calendar import calendar
from safetyhelp.feeds.edition import Edition
from safetyhelp.feeds.hsds.files import hsds_files
from safetyhelp.feeds.published import published
from safetyhelp.feeds.tables.files import table_files

FOLDERS = ("api", "data")
"""Folders below docs/ that hold nothing but these files."""


def every_feed(
    directory: Directory, edition: Edition, sightings: Sightings, more: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Make every file. Paths are below the docs folder.

    `sightings` are those of the link check: what is doubtful on the pages is so here. `more` are
    files that are made elsewhere, and that belong into the one zip file too.
    """
    data = published(directory, edition, Evidence(sightings, edition.day))
    files = {
        **dict((*api_files(data), *table_files(data), *hsds_files(data, directory.map))),
        CALENDAR: calendar(directory, edition),
    }
    return {**files, ARCHIVE: archive({**files, **more}, edition)}
