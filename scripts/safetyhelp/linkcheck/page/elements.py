"""What the elements of HTML are to a reader: tables of names (WHATWG HTML, 13.1 and 15.3)."""

from collections.abc import Mapping
from types import MappingProxyType


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _words("area base br col embed hr img input link meta param source track wbr")
BLOCKS = _words(
    """address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main
    menu nav ol optgroup option p pre section select summary table tbody tfoot thead tr ul"""
)
CELLS = frozenset({"td", "th"})
SILENT = _words("script style noscript iframe object svg math title audio video canvas")
FOREIGN = frozenset({"svg", "math"})
HEADINGS: Mapping[str, int] = MappingProxyType({f"h{level}": level for level in range(1, 7)})
LISTS = _words("ul ol dl table")
CONTAINERS = LISTS | _words("select menu")
"""Where the search for an element to end stops."""

STRUCK = _words("del s strike")
JS_ROOTS = _words("root app __next __nuxt main-app react-root app-root")
"""Ids and names of elements that programs fill in the browser."""

_PARAGRAPH = frozenset({"p"})
_NONE: frozenset[str] = frozenset()
_ENDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "li": frozenset({"li"}),
        "dt": frozenset({"dt", "dd"}),
        "dd": frozenset({"dt", "dd"}),
        "td": CELLS,
        "th": CELLS,
        "tr": CELLS | {"tr"},
        "tbody": CELLS | {"tr", "thead", "tbody"},
        "option": frozenset({"option"}),
        "body": frozenset({"head"}),
    }
)


def ended_by(tag: str) -> frozenset[str]:
    """Return the elements whose end tag may be left out before a new one."""
    return _ENDS.get(tag, _PARAGRAPH if tag in BLOCKS else _NONE)
