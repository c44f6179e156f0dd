"""All generated pages of one day: the single list that the build writes."""

from collections.abc import Sequence

from safetyhelp.dataset.answers import Directory
from safetyhelp.evidence.lookups import Lookups
from safetyhelp.evidence.seen import Sightings
from safetyhelp.findings.model import Finding
from safetyhelp.history.changes import Commit
from safetyhelp.maps.land import Land
from safetyhelp.pages.answer.page import former_area_pages
from safetyhelp.pages.areas import area_pages
from safetyhelp.pages.gaps import gap_page, lacking_page
from safetyhelp.pages.lists import place_pages
from safetyhelp.pages.maps.page import map_page
from safetyhelp.pages.records import kind_pages, moved_pages, record_pages
from safetyhelp.pages.reports import report_pages
from safetyhelp.pages.templates import PageFiles, make_renderer
from safetyhelp.pages.which_way.page import which_way_pages
from safetyhelp.publisher import Publisher

FOLDERS = ("areas", "places", "services", "which-way")
"""Folders below docs/ that hold nothing but generated pages."""


def every_page(
    directory: Directory,
    land: Land,
    changes: Sequence[Commit] = (),
    publisher: Publisher | None = None,
    sightings: Sightings | None = None,
    overdue: Sequence[Finding] = (),
    lookups: Lookups | None = None,
) -> PageFiles:
    """Render every generated page. Paths are below the docs folder.

    `land` holds the borders of the councils of the day, `changes` the entries of the feed;
    `publisher` is who publishes the site, if that is known; `sightings` are those of the link
    check; `overdue` is what is overdue on the day; `lookups` is when we last looked for what is
    missing.
    """
    renderer = make_renderer(directory.map, publisher, sightings)
    return dict(
        (
            *area_pages(directory, renderer),
            *former_area_pages(directory, renderer),
            *record_pages(directory, renderer),
            *kind_pages(directory, renderer),
            *moved_pages(directory),
            *place_pages(directory, renderer),
            *which_way_pages(renderer),
            map_page(directory, renderer, land),
            gap_page(directory, renderer),
            lacking_page(directory, renderer, lookups or {}),
            *report_pages(directory, renderer, land, changes, overdue),
        )
    )
