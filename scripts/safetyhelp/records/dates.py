"""Dates that are known to the day, the month or only the year (ISO 8601 reduced precision)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from safetyhelp.text.words import MONTHS

_PARTIAL = re.compile(r"((?:19|20)[0-9]{2})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as exactly as it is known: `month` and `day` are 0 when they are not known.

    Years run from 1900 to 2099.
    """

    year: int
    month: int = 0
    day: int = 0

    def first_day(self) -> date:
        """Return the earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """Return the latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def iso(self) -> str:
        """Return the date as a file writes it: 2025-11-03, 2025-11, or 2025."""
        parts = (self.year, self.month, self.day)
        return "-".join(f"{part:02}" for part in parts if part)

    def in_words(self) -> str:
        """Return the date as people say it: 3 November 2025, November 2025, or 2025."""
        words = [str(self.day)] if self.day else []
        if self.month:
            words.append(MONTHS[self.month - 1])
        return " ".join([*words, str(self.year)])


def day_after(day: date) -> date:
    """Return the next day: the first one on which what ended on `day` is over."""
    return day + timedelta(days=1)


def parse_partial_date(text: str) -> PartialDate | None:
    """Parse `2025`, `2025-10` or `2025-10-20`; None if it is not such a date."""
    match = _PARTIAL.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(group or 0) for group in match.groups())
    try:
        date(year, 1 if match[2] is None else month, 1 if match[3] is None else day)
    except ValueError:
        return None
    return PartialDate(year, month, day)
