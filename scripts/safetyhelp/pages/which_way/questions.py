"""The questions of “Which way?”, read from their file.

In: `questions.toml`. Out: questions and ends, each with its address below the root of the site. No
address says what was asked or answered: whoever looks at the list of visited pages learns nothing.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase
from typing import Any

FOLDER = "which-way"
_FILE = Path(__file__).with_name("questions.toml")


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be answered, the picture for it, and the id of the page to which it leads."""

    says: str
    picture: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers."""

    id: str
    url: str
    asks: str
    answers: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class End:
    """Where the questions lead: `id` is a section of the answer page, or `danger`.

    `read_more` is the address of a page of ours, `about` what it is about.
    """

    id: str
    url: str
    says: tuple[str, ...]
    read_more: str
    about: str


@dataclass(frozen=True, slots=True)
class WhichWay:
    """All pages of “Which way?”; the first question is the entrance."""

    questions: tuple[Question, ...]
    ends: tuple[End, ...]

    @property
    def pages(self) -> tuple[Question | End, ...]:
        """All pages: the questions, then the ends."""
        return (*self.questions, *self.ends)

    def url_of(self, page: str) -> str:
        """Return the address of the page with this id."""
        return next(each.url for each in self.pages if each.id == page)

    def before(self, page: str) -> Question | None:
        """Return the question that leads to a page; the first one has none before it."""
        leads = (q for q in self.questions if page in {answer.leads_to for answer in q.answers})
        return next(leads, None)


def _question(number: int, row: dict[str, Any]) -> Question:
    url = f"{FOLDER}/{number}/" if number > 1 else f"{FOLDER}/"
    return Question(row["id"], url, row["asks"], tuple(Choice(**each) for each in row["answers"]))


def _end(letter: str, row: dict[str, Any]) -> End:
    values = {**row, "says": tuple(row["says"])}
    return End(url=f"{FOLDER}/{letter}/", **values)


def which_way(text: str) -> WhichWay:
    """Read the text of a file of questions."""
    rows: dict[str, Sequence[dict[str, Any]]] = tomllib.loads(text)
    return WhichWay(
        tuple(_question(number, row) for number, row in enumerate(rows["question"], start=1)),
        tuple(_end(*each) for each in zip(ascii_lowercase, rows["end"], strict=False)),
    )


def read_which_way() -> WhichWay:
    """Read the questions of this site."""
    return which_way(_FILE.read_text(encoding="utf-8"))
