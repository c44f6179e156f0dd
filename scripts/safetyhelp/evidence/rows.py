"""Entries of our state files: from dataclasses to plain values for JSON, and back again. Strict."""

from datetime import date, datetime
from typing import Any

from cattrs import Converter

from safetyhelp.text.words import moment


def _text(value: Any, _: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _count(value: Any, _: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError(f"{value!r} is not a number from 0 up")
    return value


def _moment(value: Any, _: object) -> datetime:
    when = datetime.fromisoformat(value)
    if when.tzinfo is None:
        raise ValueError(f"“{value}” has no time zone")
    return when


def converter(*, omit_empty: bool) -> Converter:
    """Return what writes and reads entries. It raises what FAULTS names where a value is no entry.

    A field that is not there has its default; one that we do not know is passed over. `omit_empty`:
    fields that have their default are not written.
    """
    made = Converter(detailed_validation=False, omit_if_default=omit_empty)
    made.register_structure_hook(str, _text)
    made.register_structure_hook(int, _count)
    made.register_structure_hook(datetime, _moment)
    made.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    made.register_unstructure_hook(datetime, moment)
    made.register_unstructure_hook(date, date.isoformat)
    return made


FAULTS = (ValueError, TypeError, KeyError, AttributeError)
"""What reading plain values as an entry may raise."""
