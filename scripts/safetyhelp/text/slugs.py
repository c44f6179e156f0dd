"""Ids made from names: lower-case ASCII words joined by hyphens."""

import re
import unicodedata

MAX_LENGTH = 80
"""How long an id may be."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slug(name: str) -> str:
    """Return the id for ``name``: no accents or apostrophes, words joined by hyphens.

    >>> slug("Stockton-on-Tees")
    'stockton-on-tees'
    >>> slug("King's Lynn")
    'kings-lynn'
    """
    unmarked = unicodedata.normalize("NFKD", re.sub("['’]", "", name))
    ascii_name = unmarked.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")


def is_id(text: str) -> bool:
    """Say whether a text can be an id: lower-case letters, digits and single hyphens."""
    return len(text) <= MAX_LENGTH and _ID.fullmatch(text) is not None
