"""Ids made from names: lower-case ASCII words joined by hyphens."""

import re
import unicodedata


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
