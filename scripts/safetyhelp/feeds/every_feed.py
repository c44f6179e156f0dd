"""All files for other systems: the single list that the build writes."""

from safetyhelp.dataset.answers import Directory
from safetyhelp.evidence.seen import Sightings
from safetyhelp.feeds.api.contacts import Evidence
from safetyhelp.feeds.api.files import api_files
from safetyhelp.feeds.edition import Edition

FOLDERS = ("api",)
"""Folders below docs/ that hold nothing but these files."""


def every_feed(directory: Directory, edition: Edition, sightings: Sightings) -> dict[str, bytes]:
    """Make every file. Paths are below the docs folder.

    `sightings` are those of the link check: what is doubtful on the pages is so here.
    """
    evidence = Evidence(sightings, edition.day)
    return dict(api_files(directory, edition, evidence))
