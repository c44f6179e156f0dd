"""Which sentences state a figure or speak of a law, and so need the source where it was read."""

import re

from safetyhelp.text.words import NUMBERS

_NUMBERS = {word: str(number) for number, word in enumerate(NUMBERS[1:], start=1)}
_NUMBERS |= {"a": "1", "an": "1", "twenty": "20", "thirty": "30"}
_UNIT = r"(?:working )?(?:day|week|month|year|hour|minute|time|report|line|people|person)s?"
_FIGURE = re.compile(
    rf"\b(?:(\d+)(?:\W({_UNIT})\b)?|({'|'.join(_NUMBERS)})\s({_UNIT})\b)", re.IGNORECASE
)
_NO_MEASURE = re.compile(
    r"\b(?:one (?:person|people|time|line)|a (?:person|time|line|report|day))\b", re.IGNORECASE
)
"""“One person to talk to” and “24 hours a day” count nothing."""
_SHARE = re.compile(r"\b(?:half|two thirds|quarters?|fortnights?|dozens?)\b", re.IGNORECASE)
_KNOWN = re.compile(r"\b(?:999|101)\b")
"""The records have these two with their sources, for every place."""
_LAW = re.compile(r"\b(?:Acts?|Bill|Code|Charter|Convention|Regulations|[Ll]aws?)\b")


def figures(text: str) -> set[str]:
    """Return the figures of a text in one spelling: “three months” and “3 months” are `3 month`."""
    said = set()
    plain = _NO_MEASURE.sub("", _KNOWN.sub("", " ".join(text.split())))
    for digits, unit, word, its_unit in _FIGURE.findall(plain):
        number = digits or _NUMBERS[word.lower()]
        said.add(f"{number} {(unit or its_unit).lower().removesuffix('s')}".strip())
    return said


def states_a_figure(text: str) -> bool:
    """Say whether a text states a number of something, or a share."""
    return bool(figures(text) or _SHARE.search(text))


def speaks_of_a_law(text: str) -> bool:
    """Say whether a text names a law, or says that there is one."""
    return bool(_LAW.search(text))
