"""Names as people write them: official list forms put right, and other names for searching.

Pure text. The rules come from the forms that the ONS and mySociety lists use:
“Bristol, City of”, “Hull City Council”, “Council of the Isles of Scilly”.
"""

import re

_INVERTED = re.compile(r"(?P<name>[^,]+), (?P<style>City|County) of")

_BEFORE = re.compile(
    r"(?:the )?"
    r"(?:(?:london|royal) borough of |council of the |borough council of |borough of "
    r"|city and county of |city of )?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?: (?:metropolitan|county|city|district|borough|city and district))*"
    r"(?: council| corporation)?$",
    re.IGNORECASE,
)

NEVER = frozenset({"London"})
"""Stripped names that must lead to no single council: London is 33 of them."""


def plain_name(name: str) -> str:
    """Return a name without the inverted style: “Bristol, City of” → “Bristol”."""
    found = _INVERTED.fullmatch(name)
    return found["name"] if found else name


def upright_name(name: str) -> str:
    """Return a name with the inverted style in front: “London, City of” → “City of London”."""
    found = _INVERTED.fullmatch(name)
    return f"{found['style']} of {found['name']}" if found else name


def bare_name(name: str) -> str:
    """Return a name without what kind of council it is: “Hull City Council” → “Hull”."""
    return _AFTER.sub("", _BEFORE.sub("", name, count=1)).strip() or name


def other_names(known: tuple[str, ...], candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Return the candidates, and their bare forms, that add a name to those ``known``.

    Sorted, without names that differ only in case, and without those in ``NEVER``.
    """
    taken = {name.casefold() for name in known}
    found: dict[str, str] = {}
    for candidate in candidates:
        for name in (candidate, upright_name(candidate), bare_name(candidate)):
            tidy = " ".join(name.split())
            key = tidy.casefold()
            if tidy and tidy not in NEVER and key not in taken and key not in found:
                found[key] = tidy
    return tuple(sorted(found.values()))
