"""The websites of councils are visited, and one that is dead is found in its row of its table."""

from datetime import UTC, date, datetime

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.seen import Outcome, Sightings
from safetyhelp.evidence.state import LinkState, State
from safetyhelp.evidence.vocabulary import Verdict
from safetyhelp.linkcheck.homepages import homepages
from safetyhelp.linkcheck.problems import as_findings, problems
from safetyhelp.linkcheck.targets import Link, RecordPlace, links_of
from safetyhelp.pages.areas import area_pages
from safetyhelp.pages.templates import make_renderer
from safetyhelp.pages.ways import website
from safetyhelp.paths import DATA

TODAY = date(2026, 11, 22)
STOCKPORT = "https://www.stockport.gov.uk/"


def _gone(url: str) -> State:
    at = datetime(2026, 11, 3, tzinfo=UTC)
    dead = LinkState(date(2026, 10, 1), at, Verdict.GONE, "is gone.", "", None, at.date(), 3)
    return State({url: dead}, {})


def test_every_council_and_county_of_the_day_is_visited(real: Dataset) -> None:
    urls = {url for url, _ in homepages(DATA / "areas", "data/areas", TODAY)}
    geography = real.directory.map.geography
    counties = [county for county in geography.counties.values() if county.current_on(TODAY)]
    councils = real.directory.map.councils
    assert len(councils) == 361
    assert urls >= {c.homepage for c in councils} | {c.homepage for c in counties if c.homepage}
    assert len(urls) > 350


def test_a_dead_website_is_found_in_its_row(real: Dataset) -> None:
    links = links_of((), homepages(DATA / "areas", "data/areas", TODAY))
    found = problems(links, (), _gone(STOCKPORT), (), TODAY)
    (finding,) = as_findings(found, real.loaded)
    lines = (DATA / "areas" / "councils.csv").read_text(encoding="utf-8").splitlines()
    assert (finding.code, finding.file) == ("link-gone", "data/areas/councils.csv")
    assert lines[finding.line - 1].startswith("stockport,")


def test_a_dead_website_is_a_doubt_on_the_page(real: Dataset) -> None:
    sightings = Sightings(_gone(STOCKPORT))
    council = real.directory.map.geography.councils["stockport"]
    assert sightings.of(website(council)).outcome is Outcome.NO_ANSWER
    renderer = make_renderer(real.directory.map, sightings=sightings)
    pages = dict(area_pages(real.directory, renderer, [council]))
    page = pages["areas/stockport.md"]
    row = page.partition("<dt>Council</dt>")[2].partition("</dd>")[0]
    assert "On 3 November 2026 this link did not work." in row


def test_an_address_of_a_record_and_of_a_table_is_one_address(real: Dataset) -> None:
    record = next(r for r in real.loaded.records if r.sources)
    alone = links_of((record,))
    url, row = alone[-1].url, RecordPlace("data/areas/c.csv", (), 7)
    joined = links_of((record,), [(url, row), ("https://x.uk/", row)])
    assert joined[:-2] == alone[:-1]
    assert joined[-2:] == (
        Link(url, (*alone[-1].places, row)),
        Link("https://x.uk/", (row,)),
    )
    assert row.position({}) == (7, 1)
