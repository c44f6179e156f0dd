"""What a call to a number costs, by how the number starts. Pure.

The classes are those of Ofcom's National Telephone Numbering Plan; 101 is free since April 2020.
"""

import re

from safetyhelp.records.phones import national

FREE, NORMAL, MOBILE, EXTRA, UNKNOWN = "free", "normal", "mobile", "extra", "unknown"

_WHOLE = {"999": FREE, "112": FREE, "101": FREE, "105": FREE, "111": FREE, "18000": FREE}
_STARTS = (
    ("0800", FREE),
    ("0808", FREE),
    ("01", NORMAL),
    ("02", NORMAL),
    ("03", NORMAL),  # by law as 01 and 02, and in the free minutes of a plan: not free
    ("07", MOBILE),
    ("084", EXTRA),
    ("087", EXTRA),
    ("09", EXTRA),
)


def cost_of(phone: str) -> str:
    """Return what kind of cost a call has: free, normal, mobile, extra or unknown."""
    digits = national(phone)
    if digits in _WHOLE:
        return _WHOLE[digits]
    if re.fullmatch(r"116\d{3}", digits):  # harmonised numbers of social value
        return FREE
    return next((cost for start, cost in _STARTS if digits.startswith(start)), UNKNOWN)
