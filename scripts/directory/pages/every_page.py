"""All generated pages of one day: the single list that the build writes."""

from collections.abc import Sequence

from directory.answers import Directory
from directory.findings import Finding
from directory.links.sightings import Sightings
from directory.maps.land import Land
from directory.pages.area_pages import answer_pages, former_area_pages
from directory.pages.contact_cards import contact_cards
from directory.pages.easy_read import easy_read_pages
from directory.pages.gap_page import gap_page
from directory.pages.map_page import map_page
from directory.pages.place_lists import place_pages
from directory.pages.record_pages import kind_pages, moved_pages, record_pages
from directory.pages.report_pages import report_pages
from directory.pages.templates import PageFiles, make_renderer
from directory.publisher import Publisher
from directory.reports.changes import Entry

FOLDERS = ("areas", "places", "services")
"""Folders below docs/ that hold nothing but generated pages."""


def every_page(
    directory: Directory,
    land: Land,
    changes: Sequence[Entry] = (),
    publisher: Publisher | None = None,
    sightings: Sightings | None = None,
    overdue: Sequence[Finding] = (),
) -> PageFiles:
    """Render every generated page. Paths are below the docs folder.

    `land` holds the borders of the councils of the day, `changes` the entries of the feed;
    `publisher` is who publishes the site, if that is known; `sightings` are those of the link
    check; `overdue` is what is overdue on the day.
    """
    publisher = publisher or Publisher()
    renderer = make_renderer(directory.map, publisher, sightings)
    return dict(
        (
            *answer_pages(directory, renderer),
            *easy_read_pages(directory, renderer),
            *contact_cards(directory, renderer.sightings),
            *former_area_pages(directory, renderer),
            *record_pages(directory, renderer),
            *kind_pages(directory, renderer),
            *moved_pages(directory, renderer),
            *place_pages(directory, renderer),
            map_page(directory, renderer, land),
            gap_page(directory, renderer),
            *report_pages(directory, renderer, land, changes, publisher.site_url, overdue),
        )
    )
