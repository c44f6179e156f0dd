"""Comma-separated tables: read with the row named in every complaint, written the same each time.

In: a CSV file in UTF-8 with a header row. Out: ``Row`` values that know where they came from.
Rows are numbered as a text editor numbers lines, so the header is row 1.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from safetyhelp.errors import UserError

CODE = r"[ENSW][0-9]{8}"
"""An ONS code: a nation letter, two digits for the kind of area, six for the area."""

_NUMBER = r"-?[0-9]+(\.[0-9]+)?(e-[0-9]+)?"
"""A decimal number; some products write those near zero as 9e-05."""


class AreaFileError(UserError):
    """A geography file that cannot be used: which file and row, what is wrong, how to mend it."""

    def __init__(self, file: str, fault: str, remedy: str, row: int | None = None) -> None:
        where = file if row is None else f"{file}, row {row}"
        super().__init__(f"{where}: {fault} {remedy}")
        self.file = file
        self.row = row
        self.fault = fault
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["AreaFileError"], tuple[str, str, str, int | None]]:
        """Tell how to make the error anew in another process."""
        return AreaFileError, (self.file, self.fault, self.remedy, self.row)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, by column name, with its file and row number."""

    file: str
    number: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def refuse(self, fault: str, remedy: str) -> NoReturn:
        """Raise the error that names this row."""
        raise AreaFileError(self.file, fault, remedy, self.number)

    def required(self, column: str) -> str:
        """Return the text of a column that must not be empty."""
        text = self.values[column]
        if not text:
            self.refuse(f"“{column}” is empty.", "Fill it in.")
        return text

    def matching(self, column: str, pattern: str, meaning: str) -> str:
        """Return the text of a column that must match ``pattern`` in full."""
        text = self.values[column]
        if not re.fullmatch(pattern, text):
            self.refuse(f"“{column}” is “{text}”.", f"It must be {meaning}.")
        return text

    def one_of(self, column: str, known: Iterable[str]) -> str:
        """Return the text of a column that must be one of a few words."""
        text = self.values[column]
        if text not in known:
            self.refuse(f"“{column}” is “{text}”.", f"Use one of: {', '.join(known)}.")
        return text

    def ons_code(self, column: str) -> str:
        """Return the ONS code in a column."""
        return self.matching(column, CODE, "an ONS code such as E08000007")

    def decimal(self, column: str) -> float:
        """Return the number in a column."""
        return float(self.matching(column, _NUMBER, "a number such as 53.41"))

    def decimal_or_none(self, column: str) -> float | None:
        """Return the number in a column, or None where it is empty."""
        return self.decimal(column) if self.values[column] else None

    def day(self, column: str) -> date | None:
        """Return the date in a column, or None where it is empty."""
        text = self.values[column]
        if not text:
            return None
        try:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            self.refuse(f"“{column}” is “{text}”.", "It must be a date such as 2023-03-31.")

    def many(self, column: str, separator: str = ";") -> tuple[str, ...]:
        """Return the parts of a column that holds several values."""
        return tuple(part for part in self.values[column].split(separator) if part)


def read_bytes(path: Path) -> bytes:
    """Return what a file holds, or refuse it by name."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise AreaFileError(
            path.name, "the file is missing.", f"Put it into the folder {path.parent}."
        ) from None
    except OSError as error:
        raise AreaFileError(
            path.name, f"the file cannot be read ({error.strerror}).", "Check its permissions."
        ) from None


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, or refuse it by name."""
    return decode(read_bytes(path), path.name)


def decode(content: bytes, file: str) -> str:
    """Return ``content`` as text, or refuse it: everything here is UTF-8 without exception."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise AreaFileError(file, "the text is not UTF-8.", "Save it as UTF-8.", row) from None


def csv_rows(text: str, file: str, remedy: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row and its number, or refuse what is no CSV with a remedy."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        fault = f"this is not comma-separated text ({error})."
        raise AreaFileError(file, fault, remedy, start) from None


def parse_table(text: str, file: str, columns: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a table whose header must be exactly ``columns``.

    White space around a value, and line breaks inside one, become nothing and one space.
    """
    here = 0
    for here, cells in csv_rows(text, file, "Save it again as CSV."):
        if here == 1:
            _check_header(cells, file, columns)
        elif len(cells) != len(columns):
            raise AreaFileError(
                file,
                f"there are {len(cells)} values where the header has {len(columns)}.",
                "Look for a missing comma, or quote the value that has a comma in it.",
                here,
            )
        else:
            tidy = [cell if cell.isalnum() else " ".join(cell.split()) for cell in cells]
            yield Row(file, here, dict(zip(columns, tidy, strict=True)))
    if not here:
        _check_header([], file, columns)


def _check_header(cells: Sequence[str], file: str, columns: Sequence[str]) -> None:
    if list(cells) != list(columns):
        raise AreaFileError(
            file,
            f"the columns are “{','.join(cells)}”.",
            f"They must be “{','.join(columns)}”.",
            1,
        )


def read_table(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of the CSV file at ``path``; see ``parse_table``."""
    return parse_table(read_text(path), path.name, columns)


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a CSV table as text: header, then the rows as given, each ending in one newline."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()
