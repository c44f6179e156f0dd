"""All generated pages of one day: the single list that the build writes."""

from directory.answers import Directory
from directory.pages.area_pages import answer_pages, former_area_pages
from directory.pages.gap_page import gap_page
from directory.pages.place_lists import place_pages
from directory.pages.record_pages import kind_pages, moved_pages, record_pages
from directory.pages.templates import PageFiles, make_renderer

FOLDERS = ("areas", "places", "services")
"""Folders below docs/ that hold nothing but generated pages."""


def every_page(directory: Directory) -> PageFiles:
    """Render every generated page. Paths are below the docs folder."""
    renderer = make_renderer(directory.map)
    return dict(
        (
            *answer_pages(directory, renderer),
            *former_area_pages(directory, renderer),
            *record_pages(directory, renderer),
            *kind_pages(directory, renderer),
            *moved_pages(directory, renderer),
            *place_pages(directory, renderer),
            gap_page(directory, renderer),
        )
    )
