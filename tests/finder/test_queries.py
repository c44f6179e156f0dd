"""What people type who are in trouble, from ten kinds of people: each query with its right answer.

`wanted` in queries.csv, where `|` stands between answers that are all right, and `+` between parts
of one answer:

- `opens X`: Enter leads straight to the page of council X;
- `offers X`: X is the first place; `offers X#S` at section S of its page;
- `lists X`: X is one of several places of the name;
- `page U`: nothing is opened, and U is among the first three pages (any page where U is left out);
- `service S`: Enter leads straight to the page of the service S;
- `support`: a service for victims is among the first three pages, or that section of the council’s;
- `easy-read`: an Easy Read page is among the first three;
- `urgent N`: 999 and the lines for the need N come first, and nothing is opened;
- `outside`: it is said that the place is outside the UK;
- `letters`: English letters are asked for, and 999 is named;
- `postcode`: no place is offered, and the postcode is asked for.

`missed` says why a query is known to get a wrong answer. It may still open no wrong page.
"""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

import pytest
from playwright.sync_api import Page

from .conftest import Files, Site

pytestmark = pytest.mark.browser

FIND = """async ([root, queries]) => {
  const { findTogether } = await import(`${root}assets/finder/combined-search.js`);
  const found = [];
  for (const query of queries) {
    const { kind, message, areas, page, pages, urgent } = await findTogether(query);
    const [first] = areas;
    const isAlone = areas.length === 1 && !pages.length && !urgent;
    found.push({
      opens: isAlone && first.sure && first.match === "full" ? first.url : "",
      offers: areas.map(({ url }) => url),
      pages: [page, ...pages].filter(Boolean).map(({ url }) => url.split("#")[0]),
      urgent: urgent ? [urgent.message, ...urgent.lines.map(({ url }) => url)] : [],
      kind, message,
    });
  }
  return found;
}"""


class Found(TypedDict):
    """What the box would do with a query."""

    opens: str
    offers: list[str]
    pages: list[str]
    urgent: list[str]
    kind: str
    message: str


def _rows() -> list[dict[str, str]]:
    text = Path(__file__).with_name("queries.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _offers(what: str, found: Found) -> bool:
    council, _, section = what.partition("#")
    here, _, there = (found["offers"] or [""])[0].partition("#")
    return here == f"areas/{council}/" and section in ("", there)


def _urgent(need: str, found: Found, lines: dict[str, list[list[str]]]) -> bool:
    message, *urls = found["urgent"] or [""]
    reached = [line[3] for line in lines[need]]
    return "999" in message and urls == reached and not found["opens"]


def _support(_: str, found: Found) -> bool:
    services = [url for url in found["pages"][:3] if url.startswith("services/victim-services/")]
    return bool(services) or (found["offers"] or [""])[0].endswith("#support")


WAYS: dict[str, Callable[[str, Found], bool]] = {
    "opens": lambda what, found: found["opens"] == f"areas/{what}/",
    "offers": _offers,
    "lists": lambda what, found: f"areas/{what}/" in found["offers"] and not found["opens"],
    "page": lambda what, found: (
        not found["opens"] and (what in found["pages"][:3] if what else bool(found["pages"]))
    ),
    "service": lambda what, found: found["opens"] == f"services/{what}/",
    "support": _support,
    "easy-read": lambda _, found: any("easy-read" in url for url in found["pages"][:3]),
    "outside": lambda _, found: found["kind"] == "outside",
    "letters": lambda _, found: "English letters" in found["message"] and "999" in found["message"],
    "postcode": lambda _, found: not found["offers"] and "postcode" in found["message"],
}


def _has(part: str, found: Found, lines: dict[str, list[list[str]]]) -> bool:
    """Say whether an answer has one part of what is wanted."""
    how, _, what = part.partition(" ")
    return _urgent(what, found, lines) if how == "urgent" else WAYS[how](what, found)


def _is_right(wanted: str, found: Found, lines: dict[str, list[list[str]]]) -> bool:
    answers = (answer.split(" + ") for answer in wanted.split(" | "))
    return any(all(_has(part, found, lines) for part in answer) for answer in answers)


def _opens_another(wanted: str, found: Found) -> bool:
    """Say whether a council’s page is opened that is no right answer."""
    council = found["opens"].removeprefix("areas/").removesuffix("/")
    named = {part.partition(" ")[2].partition("#")[0] for part in re.split(" [|+] ", wanted)}
    return found["opens"].startswith("areas/") and council not in named


def test_people_in_trouble_are_understood(page: Page, site: Site, files: Files) -> None:
    rows = _rows()
    assert len({row["who"] for row in rows}) == 10
    page.goto(f"{site.url}blank.html")
    found: list[Found] = page.evaluate(FIND, [site.url, [row["query"] for row in rows]])
    lines = json.loads(files["index.json"])["needs"]["lines"]
    answers = list(zip(rows, found, strict=True))
    wrong = [(row["query"], one) for row, one in answers if _opens_another(row["wanted"], one)]
    assert wrong == [], "a page was opened that nobody asked for"
    right = [_is_right(row["wanted"], one, lines) for row, one in answers]
    mended = [row["query"] for row, ok in zip(rows, right, strict=True) if ok and row["missed"]]
    assert mended == [], "these are right now: take their reason out of the column “missed”"
    missed = [
        (row["query"], row["wanted"], one)
        for (row, one), ok in zip(answers, right, strict=True)
        if not ok and not row["missed"]
    ]
    assert missed == []


def test_in_danger_nothing_is_missed() -> None:
    rows = _rows()
    assert [row["query"] for row in rows if row["kind"] == "danger" and row["missed"]] == []
    assert sum(bool(row["missed"]) for row in rows) < len(rows) / 20
