"""One loop over the areas: of each, one answer makes all that people read of it."""

from collections.abc import Iterable, Iterator

from safetyhelp.areas.model import Council
from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.dataset.answers import Directory
from safetyhelp.pages.answer.contact_card import contact_card
from safetyhelp.pages.answer.first_rows import first_rows
from safetyhelp.pages.answer.page import answer_page_maker
from safetyhelp.pages.answer.poster import poster_code
from safetyhelp.pages.easy_read.page import easy_read_page
from safetyhelp.pages.templates import Renderer


def area_pages(
    directory: Directory, renderer: Renderer, councils: Iterable[Council] | None = None
) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of all that people read of councils.

    These are the answer page, the Easy Read page and the contact card, and the code on the poster
    where the address of the site is known. The contact card stands also at the address of each
    former council whose place this one took: who kept the link gets the numbers of today.

    Without `councils`, of every council of the day.
    """
    areas = directory.map
    answer_page = answer_page_maker(directory, renderer)
    former = _former(areas)
    for council in areas.councils if councils is None else councils:
        answer = directory.answer(council)
        rows = first_rows(answer, areas, renderer.sightings)
        yield answer_page(answer, rows)
        yield easy_read_page(answer, areas, renderer, bool(directory.letters))
        for each in (council, *former.get(council.id, ())):
            yield contact_card(council, rows, areas.day, each.id)
        if renderer.site_url:
            yield poster_code(council, renderer.site_url)


def _former(areas: AreasOnDay) -> dict[str, list[Council]]:
    """Return the councils that have ended by the id of the one that took their whole place."""
    found: dict[str, list[Council]] = {}
    for council, successors in areas.ended:
        if len(successors) == 1:
            found.setdefault(successors[0].id, []).append(council)
    return found
