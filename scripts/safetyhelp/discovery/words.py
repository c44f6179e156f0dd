"""The words that speak for a topic or against it, read from words.csv and lookalikes.csv.

`where` in words.csv: `name` counts in a title, a heading, an address or the words of a link;
`support` counts in the text. In lookalikes.csv: `title` also means the first heading, `start` the
first lines, and an empty topic means all topics. Each row has a phrase that it must know and one
of like words that it must not.
"""

import csv
import functools
import re
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sign:
    """One row of either list. `points` are for the topic, or against all look-alikes."""

    name: str
    topic: str
    where: str
    points: int
    pattern: re.Pattern[str]
    phrase: str
    fine: str


def _pattern(sign: str, where: str) -> re.Pattern[str]:
    if where == "start":
        return re.compile(rf"^\W*(?:{sign})", re.IGNORECASE)
    if where == "address":
        return re.compile(rf"(?:{sign})(?![a-z])", re.IGNORECASE)
    return re.compile(rf"(?<![\w-])(?:{sign})", re.IGNORECASE)


def _read(name: str) -> tuple[Sign, ...]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(
            Sign(
                row.get("name", ""),
                row["topic"],
                row["where"],
                int(row["points"]),
                _pattern(row["sign"], row["where"]),
                row["phrase"],
                row["fine"],
            )
            for row in csv.DictReader(file)
        )


@functools.cache
def signs() -> tuple[Sign, ...]:
    """Return what speaks for topics."""
    return _read("words.csv")


@functools.cache
def lookalikes() -> tuple[Sign, ...]:
    """Return what speaks against pages."""
    return _read("lookalikes.csv")


@functools.cache
def signs_for(topic: str, where: str) -> tuple[Sign, ...]:
    """Return what speaks for one topic in one place."""
    return tuple(sign for sign in signs() if (sign.topic, sign.where) == (topic, where))


@functools.cache
def lookalikes_in(topic: str, where: str) -> tuple[Sign, ...]:
    """Return what speaks against pages about one topic, in one place."""
    return tuple(sign for sign in lookalikes() if sign.topic in ("", topic) and sign.where == where)


def best_name(topic: str, text: str) -> tuple[int, str]:
    """Return how surely a few words name a topic (0 to 100), and the words that do."""
    best = (0, "")
    for sign in signs_for(topic, "name"):
        match = sign.pattern.search(text)
        if match and sign.points > best[0]:
            best = (sign.points, " ".join(match[0].split()))
    return best


def words_of_address(path: str) -> str:
    """Return the words of an address's path: community-trigger and CommunityTrigger alike."""
    path = re.sub(r"%20|\+", " ", path)
    path = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", path)
    path = re.sub(r"\.(?:aspx?|html?|php|pdf)$", "", path, flags=re.IGNORECASE)
    return re.sub(r"[-_/.?=&]+", " ", path).strip()


# Where a page about safety may be linked from: the way to it, not the page itself.
_WAY = re.compile(
    r"\b(?:community|crime|safe(?:r|ty)?|anti[- ]?social|asb|neighbour\w*|nuisance|hate|police|"
    r"policing|victims?|report|complain\w*|partnership|restorative|trigger|case review|"
    r"living|pcsp|complaints?|feedback|sbardun|adferol|d?dioddefwyr|cwyn\w*|adolygiad|trosedd\w*|diogel\w*|cymun\w*|casineb|gwrthgymdeithasol)\b",
    re.IGNORECASE,
)


def is_on_the_way(text: str) -> bool:
    """Say whether the words of a link may lead to a page about safety."""
    return _WAY.search(text) is not None
