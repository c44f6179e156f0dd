"""Small helpers for messages: lists in words, dates in words, and the nearest known word."""

import difflib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""In English whatever the locale of the machine."""
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
"""In words, each at its own place."""
_LONGEST_QUOTE = 80


def in_words(items: Sequence[str], conjunction: str = "or") -> str:
    """Join items as people do: a, b or c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with what is counted: 1 record, 1,200 records."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day_in_words(day: date) -> str:
    """Return a day as people write it: 1 April 2027."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment(when: datetime) -> str:
    """Return a moment as programs read it, in the time zone UTC: 2027-04-01T08:30:00Z."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def shortened(text: str) -> str:
    """Return text on one line, and no more of it than a message needs."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1]}…"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like `word`, or None when none is near."""
    return _nearest(word.lower()[:_LONGEST_QUOTE], tuple(known))


@lru_cache(maxsize=256)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    matches = difflib.get_close_matches(word, known, 1, cutoff=0.7)
    return matches[0] if matches else None


def did_you_mean(word: str, known: Sequence[str], otherwise: str) -> str:
    """Return a suggestion: the nearest known word, else the given advice."""
    near = nearest(word, known)
    return f"Did you mean “{near}”?" if near else otherwise
