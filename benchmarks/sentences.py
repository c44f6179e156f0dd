"""What people in trouble type, with the pages that answer it: the cases of the finder's tests.

Of `tests/finder/queries.csv`, only answers that are pages can be compared with a general search: a
council's page, a guide, the services to reach. A row that asks for other words (English letters,
the postcode) is left out.
"""

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from safetyhelp.paths import ROOT

QUERIES = ROOT / "tests" / "finder" / "queries.csv"
_ANY_PAGE = "guides/|services/|about/"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A query with its kind. `answers` are those that are right, each as patterns of addresses."""

    kind: str
    query: str
    answers: tuple[tuple[str, ...], ...]

    def is_answered(self, found: Sequence[str]) -> bool:
        """Say whether the addresses that were found hold all of one right answer."""
        return any(
            all(any(re.match(part, url) for url in found) for part in answer)
            for answer in self.answers
        )


def _pattern(part: str, lines: dict[str, list[list[str]]]) -> str:
    """Return the pattern of the addresses for a part of what is wanted, empty if there is none."""
    how, _, what = part.partition(" ")
    match how:
        case "opens" | "offers" | "lists":
            return re.escape(f"areas/{what.partition('#')[0]}/")
        case "page":
            return re.escape(what) or _ANY_PAGE
        case "service":
            return re.escape(f"services/{what}/")
        case "support":
            return "services/victim-services/"
        case "easy-read":
            return ".*easy-read"
        case "urgent":
            return "|".join(re.escape(line[3]) for line in lines[what])
    return ""


def read_sentences(site: Path) -> list[Sentence]:
    """Return the rows that a page can answer. The lines to phone are those of the built site."""
    index = json.loads((site / "assets/finder/data/index.json").read_text(encoding="utf-8"))
    lines = index["needs"]["lines"]
    found: list[Sentence] = []
    with QUERIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            wanted = (answer.split(" + ") for answer in row["wanted"].split(" | "))
            answers = (tuple(_pattern(part, lines) for part in answer) for answer in wanted)
            kept = tuple(answer for answer in answers if all(answer))
            if kept:
                found.append(Sentence(row["kind"], row["query"], kept))
    return found
