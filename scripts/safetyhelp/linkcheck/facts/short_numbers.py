"""Short numbers such as 101 on a page: digits that are a phone number only by what is around. Pure.

“101” also counts people, pages, sections and bus routes, so words that speak of phoning must stand
beside it.
"""

import re
from collections.abc import Iterator

from safetyhelp.linkcheck.facts.mention import Mention
from safetyhelp.linkcheck.page.text import Page

_BEFORE = re.compile(
    r"""
    \b(?:call|calling|calls\sto|phone|phoning|ring|ringing|dial|dialling|tel|telephone|text|texting|
       contact|report|police|numbers?|emergency|ffoni\w*|ffôn|ffoniwch|deialu|rhif)\b
    [^.!?;\n]{0,60}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AFTER = re.compile(
    r"""
    ^[^.!?;\n\d]{0,25}\b
    (?:non-?emergency|emergency|emergencies|helpline|freephone|phone|calls?|calling|service|free)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIRECTLY_BEFORE = re.compile(
    r"(?:call|phone|ring|dial|text|number|number is|police|ffoniwch) (?:the |on )?$", re.IGNORECASE
)
_COUNTS_BEFORE = re.compile(
    r"""
    (?: \b(?:sections?|page|room|flat|no\.?|number\sof|paragraph|para|chapter|figure|table|route|
           bus|floor|unit|plot|form|part|article|rule|regulation|schedule|act|step|building|over|
           about|around|nearly|than|all|of|the|a|suite|house|apartment|volume|issue|road|street)\s
      | [£$€\#@/+.,-] | \d\s )$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COUNTS_AFTER = re.compile(
    r"""
    ^(?: [,.]\d | [-/]\w | [%°\d]
       | \s?(?:people|residents|victims|incidents|reports|cases|days|hours|minutes|years|months|
              weeks|miles|per\scent|percent|pages|officers|members|homes|houses|
              (?:\w+\s){0,2}(?:street|road|lane|avenue|way|drive|close|house))\b )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NEAR = 200


def short_mentions(page: Page, digits: str) -> Iterator[Mention]:
    """Yield every place at which digits stand as a phone number."""
    for index, line in enumerate(page.lines):
        for match in re.finditer(rf"(?<!\w){digits}(?!\w)", line):
            before = line[max(0, match.start() - _NEAR) : match.start()]
            after = line[match.end() : match.end() + _NEAR]
            counts = _COUNTS_BEFORE.search(before) and not _DIRECTLY_BEFORE.search(before)
            if counts or _COUNTS_AFTER.match(after):
                continue
            above = page.lines[index - 1] if index else ""
            alone = not before.strip() and not after.strip(" .:")
            if (
                _BEFORE.search(before)
                or _AFTER.match(after)
                or (alone and _BEFORE.search(above.rstrip(" .:")))
            ):
                yield Mention(digits, index, line.count("\t", 0, match.start()), before, after)
