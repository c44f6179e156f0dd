"""The 361 answer pages of the built site: complete, small, sourced, and honest about doubts."""

import re
from html.parser import HTMLParser

import pytest

from directory.checks.subject import Subject, contacts_of
from directory.pages.templates import make_renderer
from directory.sections import SECTIONS
from directory.publisher import Publisher
from tests.conftest import BuiltSite

MAX_BYTES = 40_000
LEAVE_THIS_PAGE = "https://www.bbc.co.uk/weather"


class _Page(HTMLParser):
    """Collects ids, links and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.add(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_every_council_of_the_day_has_a_page_with_every_section(
    site: BuiltSite, real: Subject
) -> None:
    councils = real.directory.map.councils
    assert len(councils) == 361
    for council in councils:
        ids = _Page(site.page(f"areas/{council.id}/")).ids
        missing = {section.id for section in SECTIONS} - ids
        assert not missing, f"{council.id}: {missing}"


def test_sections_stand_in_the_order_of_the_design(site: BuiltSite) -> None:
    headings = re.findall(r'<h2 id="([a-z-]+)"', site.page("areas/stockport/"))
    assert headings == [
        "report",
        "support",
        "restorative-justice",
        "nothing-changes",
        "responsible",
    ]


def _published(real: Subject, council: str) -> int:
    """Return how many bytes a page grows when the site knows its address and its source."""
    address = f"areas/{council}/"

    def links(publisher: Publisher) -> int:
        parts = make_renderer(real.directory.map, publisher).environment.get_template("parts.j2")
        return len(parts.module.mistake("../../", address))  # type: ignore[attr-defined]

    canonical = '<link rel="canonical" href="https://organisation.github.io/local-safety-help/">\n'
    known = (
        Publisher(repository="https://github.com/organisation/local-safety-help"),
        Publisher("https://organisation.github.io/safety/", contact="mistakes@organisation.org.uk"),
    )
    more = max(map(links, known)) - links(Publisher())
    return len(canonical) + len(address) + more


def test_no_answer_page_is_larger_than_40_kilobytes(site: BuiltSite, real: Subject) -> None:
    """As it is published: with the address of the site and links to the forms of its source."""
    sizes = {
        council.id: len(site.page(f"areas/{council.id}/").encode("utf-8"))
        + _published(real, council.id)
        for council in real.directory.map.councils
    }
    largest = max(sizes, key=lambda council: sizes[council])
    assert sizes[largest] <= MAX_BYTES, f"{largest}: {sizes[largest]} bytes"


def test_every_contact_shown_has_its_source_and_age_beside_it(
    site: BuiltSite, real: Subject
) -> None:
    for council in real.directory.map.councils:
        html = site.page(f"areas/{council.id}/")
        ways = re.findall(r'<ul class="ways">(.*?)</ul>', html, re.DOTALL)
        for item in re.findall(r"<li>(.*?)</li>", "".join(ways), re.DOTALL):
            assert 'class="evidence"' in item, f"{council.id}: {item}"
            assert "onfirmed" in item, f"{council.id}: {item}"
            assert re.search(r"Page of|No date on the page", item), f"{council.id}: {item}"


def test_999_is_the_first_number_in_every_report_section(site: BuiltSite, real: Subject) -> None:
    for council in real.directory.map.councils:
        html = site.page(f"areas/{council.id}/")
        first = re.search(r'href="tel:(\d+)"', html[html.index('id="report"') :])
        assert first, council.id
        assert first[1] == "999", council.id


@pytest.mark.parametrize("council", ["glasgow-city", "belfast"])
def test_where_there_is_no_asb_case_review_the_page_says_so(site: BuiltSite, council: str) -> None:
    text = " ".join(_Page(site.page(f"areas/{council}/")).text)
    assert "There is no ASB case review in" in text
    assert "what you can do instead" in text


def test_every_english_and_welsh_page_says_how_to_ask_for_a_case_review(
    site: BuiltSite, real: Subject
) -> None:
    for council in real.directory.map.councils:
        if council.nation not in ("england", "wales"):
            continue
        html = site.page(f"areas/{council.id}/")
        linked = set(re.findall(r'services/asb-case-reviews/([a-z0-9-]+)/"', html))
        assert linked, council.id
        if linked == {"england-and-wales"}:
            assert "I want to ask for an ASB case review" in html, council.id


def test_stockport_is_found_under_the_old_name_of_its_partnership(site: BuiltSite) -> None:
    html = site.page("areas/stockport/")
    assert "One Stockport Safety Partnership" in html
    assert "Safer Stockport Partnership" in html


def test_wales_shows_welsh_names_beside_english_ones(site: BuiltSite) -> None:
    assert '<span lang="cy">Caerdydd</span>' in site.page("areas/cardiff/")


def test_a_former_council_leads_to_its_successor(site: BuiltSite) -> None:
    html = site.page("areas/allerdale/")
    assert "no longer exists" in html
    assert "../../areas/cumberland/" in html


def test_every_page_leads_to_the_form_for_mistakes(site: BuiltSite, real: Subject) -> None:
    for council in real.directory.map.councils:
        assert "contribute/report-a-mistake/" in site.page(f"areas/{council.id}/")


def test_every_phone_email_and_address_on_the_pages_stands_in_a_record(
    site: BuiltSite, real: Subject
) -> None:
    """Nothing is published that is not in a record: the page adds no number of its own."""
    known = {"tel:999", "tel:101", LEAVE_THIS_PAGE}
    for record in real.directory.records:
        for contact, _ in contacts_of(record):
            for phone in (contact.phone, contact.relay):
                known.add("tel:" + phone.replace(" ", ""))
            known.add("sms:" + contact.text_phone.replace(" ", ""))
            known.add("mailto:" + contact.email)
            known.update((contact.url, contact.bsl, contact.source))
        known.update(source.url for source in record.sources)
        details = record.details
        for scheme in getattr(details, "accessibility_schemes", ()):
            known.update((scheme.url, scheme.source))
        for body in getattr(details, "oversight", ()):
            known.update(source.url for source in body.sources)
        for part in ("threshold", "members"):
            known.add(getattr(getattr(details, part, None), "source", ""))
    geography = real.directory.map.geography
    known.update(council.homepage for council in geography.councils.values())
    known.update(county.homepage for county in geography.counties.values())
    known.update(change.source for change in real.directory.changes)
    known.update(council.source for council in real.directory.announced)
    outward = re.compile(r"(?:https?|tel|sms|mailto):")
    pages = [f"areas/{council.id}/" for council in real.directory.map.councils]
    pages += [f"services/{record.kind}/{record.id}/" for record in real.directory.records]
    for page in pages:
        links = {link for link in _Page(site.page(page)).links if outward.match(link)}
        assert links <= known, f"{page}: {links - known}"
