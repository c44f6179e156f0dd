"""The small outline of the UK on which an answer page marks its council.

One file for all pages: a browser fetches it once. Its grey stands out from light and from dark
ground alike, so it needs no colours of its own for either. The page draws the mark.
"""

from collections.abc import Iterable

from safetyhelp.areas.model import NATIONS, Council
from safetyhelp.maps.land import AS_A_SIGN, Land
from safetyhelp.maps.paths import path_of
from safetyhelp.maps.projection import HEIGHT, WIDTH, on_grid

UNIT = 10
"""Squares of the grid in one unit of the drawing on a page: short numbers will do there."""

SIGN_WIDTH, SIGN_HEIGHT = WIDTH // UNIT, HEIGHT // UNIT


_SIDES = frozenset({"North East", "North West", "South East", "South West"})
_WITH_ARTICLE = frozenset({"East Midlands", "East of England", "West Midlands"})


def sign(land: Land, councils: Iterable[Council]) -> bytes:
    """Return the outline of the UK with the borders between its nations, as an SVG file."""
    nations = land.joined({council.id: council.nation for council in councils})
    path = "".join(map(path_of, nations.simplified(AS_A_SIGN).rings.values()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path d="{path}" fill-rule="evenodd" fill="#72808d" fill-opacity=".8"'
        f' stroke="#72808d" stroke-width="50" stroke-linejoin="round"/></svg>\n'
    ).encode()


def spot(council: Council) -> tuple[int, int]:
    """Return where the mark of a council stands on the drawing."""
    x, y = on_grid(council.lat, council.lon)
    return x // UNIT, y // UNIT


def where_in_words(council: Council) -> str:
    """Return the nation or the English region of a council, to come after “is in”."""
    if council.region in _SIDES:
        return f"the {council.region} of England"
    article = "the " if council.region in _WITH_ARTICLE else ""
    return article + (council.region or NATIONS[council.nation])
