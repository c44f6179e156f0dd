"""The export of GOV.UK: which page of a council serves what, as a file. Pure but for the file.

A row counts when its code is that of a council, past or present, and its description names one of
our topics.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from safetyhelp.areas.model import Geography
from safetyhelp.dataset.wanted import TOPIC_TITLES
from safetyhelp.discovery.words import best_name, lookalikes_in
from safetyhelp.errors import UserError

_CODE, _WORDS, _URL = "GSS", "Description", "URL"
_LEAST = 60


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A page that the export names for a council of today, and the words of the row."""

    council: str
    url: str
    words: str


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            reader = csv.DictReader(file)
            missing = {_CODE, _WORDS, _URL} - set(reader.fieldnames or ())
            if missing:
                raise UserError(
                    f"{path}: there is no column “{min(missing)}”. Give the export of GOV.UK "
                    "with the links of councils."
                )
            for row in reader:
                yield {key: (value or "").strip() for key, value in row.items() if key}
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}.") from error
    except csv.Error as error:
        raise UserError(f"{path}: this is not a table ({error}).") from error


def _is_about(words: str) -> bool:
    return any(
        best_name(topic, words)[0] >= _LEAST
        and not any(sign.pattern.search(words) for sign in lookalikes_in(topic, "title"))
        for topic in TOPIC_TITLES
    )


def read_links(path: Path, geography: Geography, today: date) -> list[ListedPage]:
    """Return the pages that the export names for councils of today. Raises UserError."""
    found: dict[ListedPage, None] = {}
    for row in _rows(path):
        council = geography.by_code(row[_CODE])
        if council is None or not row[_URL].startswith("http") or not _is_about(row[_WORDS]):
            continue
        for each in geography.successors(council, today):
            found.setdefault(ListedPage(each.id, row[_URL], row[_WORDS]))
    return list(found)
