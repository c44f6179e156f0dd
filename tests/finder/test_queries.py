"""What people type who are in trouble, from ten kinds of people: each query with its right answer.

`wanted` in queries.csv: `opens X` (Enter leads straight to the page of council X), `offers X` (X is
the first place of a list), `page U` (no council is opened, and U is among the first three pages;
any page where U is left out), `urgent N` (999 and the lines for the need N come first, and nothing
is opened).
"""

import csv
import json
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
    const { areas, pages, urgent } = await findTogether(query);
    const [first] = areas;
    const isAlone = areas.length === 1 && !pages.length && !urgent;
    found.push({
      opens: isAlone && first.sure && first.match === "full" ? first.url : "",
      offers: areas.map(({ url }) => url.split("#")[0]),
      pages: pages.map(({ url }) => url.split("#")[0]),
      urgent: urgent ? [urgent.message, ...urgent.lines.map(({ url }) => url)] : [],
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


def _rows() -> list[dict[str, str]]:
    text = Path(__file__).with_name("queries.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _is_right(wanted: str, found: Found, lines: dict[str, list[list[str]]]) -> bool:
    how, _, what = wanted.partition(" ")
    if how == "opens":
        return found["opens"] == f"areas/{what}/"
    if how == "offers":
        return found["offers"][:1] == [f"areas/{what}/"]
    if how == "page":
        pages = found["pages"][:3]
        return not found["opens"] and bool(what in pages if what else pages)
    assert how == "urgent", wanted
    message, *urls = found["urgent"] or [""]
    reached = [line[3] for line in lines[what]]
    return "999" in message and urls == reached and not found["opens"]


def test_people_in_trouble_are_understood(page: Page, site: Site, files: Files) -> None:
    rows = _rows()
    assert len({row["who"] for row in rows}) == 10
    page.goto(f"{site.url}blank.html")
    found: list[Found] = page.evaluate(FIND, [site.url, [row["query"] for row in rows]])
    lines = json.loads(files["index.json"])["needs"]["lines"]
    missed = [
        (row["query"], row["wanted"], one)
        for row, one in zip(rows, found, strict=True)
        if not _is_right(row["wanted"], one, lines)
    ]
    for each in missed:
        print(*each)
    wrong = [(query, one) for query, wanted, one in missed if one["opens"]]
    assert wrong == [], "a page was opened that nobody asked for"
    assert [each for each in missed if each[1].startswith("urgent")] == []
    assert missed == []
