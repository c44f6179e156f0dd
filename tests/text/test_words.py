"""A day in words is English on every machine, whichever way it is written."""

import locale
from collections.abc import Iterator
from datetime import date

import pytest

from safetyhelp.records.dates import PartialDate
from safetyhelp.text.words import MONTHS, day_in_words


@pytest.fixture
def another_locale() -> Iterator[str]:
    """Set the first locale that is here and names a month otherwise; C where there is none."""
    before = locale.setlocale(locale.LC_TIME)
    for name in ("tr_TR.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "C"):
        try:
            yield locale.setlocale(locale.LC_TIME, name)
            break
        except locale.Error:
            continue
    locale.setlocale(locale.LC_TIME, before)


def test_the_months_are_the_twelve_of_the_year_in_their_order() -> None:
    assert len(set(MONTHS)) == 12
    assert (MONTHS[0], MONTHS[3], MONTHS[11]) == ("January", "April", "December")


@pytest.mark.parametrize("month", range(1, 13))
def test_a_whole_day_is_one_text_in_both_ways(month: int, another_locale: str) -> None:
    expected = f"7 {MONTHS[month - 1]} 2027"
    assert another_locale
    assert day_in_words(date(2027, month, 7)) == expected
    assert PartialDate(2027, month, 7).in_words() == expected


def test_what_is_not_known_of_a_day_is_not_said() -> None:
    assert PartialDate(2025, 11).in_words() == "November 2025"
    assert PartialDate(2025).in_words() == "2025"
