"""Each name that a council has opens its page, whatever villages of that name lie elsewhere."""

import pytest
from playwright.sync_api import Page

from safetyhelp.dataset.answers import Directory
from safetyhelp.finder.aliases import COUNCIL
from safetyhelp.finder.area_data import AreaData

from .conftest import Site

pytestmark = pytest.mark.browser

OPENED = """async ([root, names]) => {
  const { findTogether } = await import(`${root}assets/finder/combined-search.js`);
  const opened = [];
  for (const name of names) {
    const { areas, pages, urgent } = await findTogether(name);
    const [first] = areas;
    const isAlone = areas.length === 1 && !pages.length && !urgent;
    const isOpened = isAlone && first.sure && first.match === "full";
    opened.push(isOpened ? [first.slug] : areas.map(({ slug }) => slug));
  }
  return opened;
}"""

TOWN_ELSEWHERE = {
    "Ashford": "spelthorne",
    "Blackburn": "west-lothian",
    "Brent": "south-hams",
    "Halton": "lancaster",
    "Kingston": "lewes",
    "Newport": "isle-of-wight",
    "Richmond": "north-yorkshire",
    "Rushmoor": "waverley",
    "St Helens": "isle-of-wight",
    "St. Helens": "isle-of-wight",
    "Stockton": "stratford-on-avon",
    "Sutton": "east-cambridgeshire",
}
"""A town or a large village of the name lies in another council too: both are offered."""

SHARED = {
    "Newcastle": ["newcastle-upon-tyne", "newcastle-under-lyme"],
    "Newcastle City Council": ["newcastle-upon-tyne", "newcastle-under-lyme"],
    "Northants": ["north-northamptonshire", "west-northamptonshire"],
}
"""Two councils have the name."""


def _names(directory: Directory, areas: AreaData) -> dict[str, set[str]]:
    """Return each name of a council: own, official, Welsh and other ones, and short forms."""
    found: dict[str, set[str]] = {}
    for council in directory.map.councils:
        short = [a.alias for a in areas.aliases if (a.kind, a.id) == (COUNCIL, council.id)]
        own = (council.name, council.official_name, council.welsh_name or "", *council.other_names)
        for name in filter(None, (*own, *short)):
            found.setdefault(name, set()).add(council.id)
    return found


def test_a_name_of_a_council_opens_its_page(
    page: Page, site: Site, directory: Directory, areas: AreaData
) -> None:
    names = _names(directory, areas)
    assert len(directory.map.councils) == 361
    assert len(names) > 800
    page.goto(f"{site.url}blank.html")
    asked = [*names, *(name.lower() for name in names)]
    opened: list[list[str]] = page.evaluate(OPENED, [site.url, asked])
    for name, slugs in zip(asked, opened, strict=True):
        for known in [each for each in names if each.lower() == name.lower()]:
            if known in SHARED:
                assert slugs[:2] == SHARED[known], name
            elif known in TOWN_ELSEWHERE:
                assert slugs[0] in names[known], name
                assert TOWN_ELSEWHERE[known] in slugs, name
            else:
                assert slugs == [*names[known]], name
