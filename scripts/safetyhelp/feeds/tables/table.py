"""A table with typed columns, and CSV of it that a spreadsheet opens without harm. Pure.

A spreadsheet runs a cell that begins like a formula, and drops the zero in front of a number.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import phonenumbers

from safetyhelp.feeds.edition import Fields

TEXT, WHOLE_NUMBER, YES_OR_NO, DAY = "string", "integer", "boolean", "date"
"""The types of Frictionless tables that our columns have."""
BETWEEN = ";"
"""Stands between several values in one cell."""
_MARK = "'"
# As a spreadsheet reads it, in the wide letters of East Asia too; and what looks like a number.
_RISKY = re.compile(r"[=+\-@\t\r\n＝＋－＠]|0\d+$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it means, how its value is found in an object, and its type."""

    name: str
    about: str
    of: Callable[[Mapping[str, Any]], Any]
    type: str = TEXT
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `key` are the columns that no two rows share, `refers` those that lead elsewhere."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Any]]
    key: tuple[str, ...] = ()
    refers: Mapping[str, tuple[str, str]] | None = None
    file_name: str = ""

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.file_name or self.name}.csv"


def dialled(number: str) -> str:
    """Return a number as people in the UK dial it, with blanks: so it stays text in a table."""
    if re.fullmatch(r"0\d{9,}|\+44.*", number):
        parsed = phonenumbers.parse(number, "GB")
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    return number


def cell(value: object) -> str:
    """Return a value as it stands in a cell.

    >>> cell("=1+1")
    "'=1+1"
    >>> cell(True), cell(["a", "b"]), cell(None)
    ('true', 'a;b', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = BETWEEN.join(value) if isinstance(value, list | tuple) else str(value)
    text = text.strip()
    return f"{_MARK}{text}" if _RISKY.match(text) else text


def as_csv(table: Table) -> bytes:
    """Return a table as CSV (RFC 4180), in UTF-8 with the mark that spreadsheets look for."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([cell(column.of(row)) for column in table.columns] for row in table.rows)
    return written.getvalue().encode("utf-8-sig")


def _field(column: Column) -> Fields:
    constraints = {"constraints": {"required": True}} if column.required else {}
    return {
        "name": column.name,
        "type": column.type,
        "description": column.about,
        **constraints,
    }


def resource(table: Table) -> Fields:
    """Return what the data package says of a table."""
    keys = [
        {"fields": field, "reference": {"resource": other, "fields": there}}
        for field, (other, there) in (table.refers or {}).items()
    ]
    schema: Fields = {"fields": [_field(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = [*table.key]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "title": table.title,
        "path": table.file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
