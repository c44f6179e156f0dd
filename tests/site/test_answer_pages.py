"""The 361 answer pages of the built site: complete, small, sourced, and honest about doubts."""

import re
from functools import cache
from html import unescape

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.sections import SECTIONS
from safetyhelp.pages.templates import TEMPLATES, make_renderer
from safetyhelp.publisher import Publisher
from safetyhelp.records.contacts import contacts_of
from tests.conftest import BuiltSite
from tests.site.conftest import AnswerPages
from tests.site.elements import Page

MAX_BYTES = 45_000
LEAVE_THIS_PAGE = "https://www.bbc.co.uk/weather"


@cache
def parsed(html: str) -> Page:
    """Read a page once for all tests."""
    return Page(html)


def test_every_council_of_the_day_has_a_page_with_every_section(answer_pages: AnswerPages) -> None:
    for council, html in answer_pages:
        missing = {section.id for section in SECTIONS} - parsed(html).ids
        assert not missing, f"{council.id}: {missing}"


def test_sections_stand_in_the_order_of_the_design(site: BuiltSite) -> None:
    headings = re.findall(r'<h2 id="([a-z-]+)"', site.page("areas/stockport/"))
    assert headings == [
        "report",
        "support",
        "at-home",
        "nothing-changes",
        "restorative-justice",
        "helping",
        "responsible",
    ]


def test_no_answer_page_is_larger_than_45_kilobytes(site: BuiltSite, real: Dataset) -> None:
    """As it is published: with the address of the site and links to the forms of its source."""
    parts = TEMPLATES.get_template("parts.j2")
    nobody, *known = (
        parts.make_module(dict(make_renderer(real.directory.map, publisher).shared))
        for publisher in (
            Publisher(),
            Publisher(repository="https://github.com/organisation/local-safety-help"),
            Publisher("https://organisation.github.io/x/", contact="mistakes@organisation.org.uk"),
        )
    )
    canonical = '<link rel="canonical" href="https://organisation.github.io/local-safety-help/">\n'

    code = (
        '<p><img src="poster.svg" alt="" width="160" height="160" loading="lazy"></p>' + canonical
    )

    def published(council: str) -> int:
        address = f"areas/{council}/"
        before, *after = (len(made.mistake("../../", address)) for made in (nobody, *known))  # type: ignore[attr-defined]
        more = len(canonical) + len(address) + max(after) - before + len(code) + len(address)
        return len(site.page(address).encode("utf-8")) + more

    sizes = {council.id: published(council.id) for council in real.directory.map.councils}
    largest = max(sizes, key=lambda council: sizes[council])
    assert sizes[largest] <= MAX_BYTES, f"{largest}: {sizes[largest]} bytes"


def _without_disclosures(html: str) -> str:
    """Return a page without what is folded: a disclosure may lie in another one."""
    inner = re.compile(r"<details(?:(?!<details).)*?</details>", re.DOTALL)
    while inner.search(html):
        html = inner.sub("", html)
    return html


def test_every_contact_shown_has_its_source_on_the_page(
    real: Dataset, answer_pages: AnswerPages
) -> None:
    for council, html in answer_pages:
        links = set(parsed(html).links)
        shown = [contact for r in real.directory.answer(council).records for contact in r.contacts]
        assert shown
        for contact in shown:
            assert contact.source in links, f"{council.id}: {contact.source}"


def test_no_link_outside_a_disclosure_leads_to_who_does_not_serve_the_area(
    real: Dataset, answer_pages: AnswerPages
) -> None:
    """A source is evidence, not help: nobody in Stockport shall phone West Yorkshire."""
    for council, page in answer_pages:
        answer = real.directory.answer(council)
        html = _without_disclosures(page)
        assert '<section aria-labelledby="responsible">' in html
        serving = {council.homepage, LEAVE_THIS_PAGE}
        serving |= {answer.county.homepage} if answer.county else set()
        serving |= {each.source for each in (answer.ending, answer.beginning) if each}
        for record in answer.records:
            serving |= {url for c, _ in contacts_of(record) for url in (c.url, c.bsl)}
        outward = {link for link in Page(html).links if link.startswith("http")}
        assert outward
        assert outward <= serving, (council.id, outward - serving)


def test_sources_stand_in_one_closed_disclosure_a_section(answer_pages: AnswerPages) -> None:
    for council, html in answer_pages:
        assert "<details open" not in html
        for section in re.findall(r"<section aria-labelledby.*?</section>", html, re.DOTALL):
            assert section.count('<details class="fold sources">') <= 1
            summary = re.search(r"<summary>Where we read this \((\d+)\)</summary>", section)
            if summary:
                rest = section[summary.end() :].partition("</details>")[0]
                assert len(Page(rest).links) == int(summary[1]), council.id


def test_how_sure_we_are_is_said_once(answer_pages: AnswerPages) -> None:
    for council, html in answer_pages:
        assert html.count("Not confirmed yet") == 1, council.id
        assert html.count('<p class="sure">') == 1, council.id


def test_to_talk_is_a_victim_service_everywhere(real: Dataset, answer_pages: AnswerPages) -> None:
    """Also where it has only a website; Samaritans are for those who feel they cannot go on."""
    services = {r.name: r.details for r in real.directory.records if r.kind == "victim-services"}
    for council, html in answer_pages:
        row = re.search(r"<dt>Talk</dt><dd>(.*?)</dd>", html)
        assert row, council.id
        name = unescape(re.sub(r"<[^>]+>", "", row[1])).partition(": ")[0]
        assert "any-crime" in services[name].helps_with, (council.id, name)  # type: ignore[union-attr]
        assert re.search(r'href="(?:tel:|mailto:|http)', row[1]), council.id
        assert "Samaritans" not in html.partition('<nav class="doors"')[0]
        assert re.search(r"you cannot go on\?</b> .*Samaritans</a>: <a href=\"tel:116123\"", html)


def test_every_nation_with_a_service_has_a_line_for_abuse_at_home(
    site: BuiltSite, real: Dataset
) -> None:
    found = set()
    for council in real.directory.map.councils:
        services = real.directory.answer(council).of_kind("victim-services")
        helping = [s for s in services if "domestic-abuse" in s.details.helps_with]  # type: ignore[union-attr]
        html = site.page(f"areas/{council.id}/")
        row = re.search(r"<dt>At home</dt><dd>(.*?)</dd>", html)
        assert bool(row) == any(s.contacts for s in helping), council.id
        if row:
            found.add(council.nation)
            assert any(s.name in unescape(row[1]) for s in helping), council.id
    assert "england" in found


def test_relay_numbers_are_no_call_links_and_say_where_they_work(
    site: BuiltSite, real: Dataset
) -> None:
    """On an ordinary phone 18000 and 18001 do nothing."""
    for council in real.directory.map.councils:
        for page in (f"areas/{council.id}/", f"areas/{council.id}/easy-read/"):
            html = site.page(page)
            assert not re.search(r'href="(?:tel|sms):1800[01]', html), page
            shown = re.findall(r'<p class="ring">(.*?) <b class="phone">1800[01][\d ]*</b>', html)
            assert shown or page.endswith("easy-read/"), page
            assert all("by Relay UK app or textphone" in label for label in shown), page
    assert 'class="phone">18001 101</b>' in site.page("areas/stockport/")
    for path in (site.folder / "services").rglob("index.html"):
        assert not re.search(r'href="(?:tel|sms):1800[01]', path.read_text(encoding="utf-8")), path


def test_999_is_the_first_number_in_every_report_section(answer_pages: AnswerPages) -> None:
    for council, html in answer_pages:
        first = re.search(r'href="tel:(\d+)"', html[html.index('id="report"') :])
        assert first, council.id
        assert first[1] == "999", council.id


@pytest.mark.parametrize("council", ["glasgow-city", "belfast"])
def test_where_there_is_no_asb_case_review_the_page_says_so(site: BuiltSite, council: str) -> None:
    text = " ".join(Page(site.page(f"areas/{council}/")).text)
    assert "There is no ASB case review in" in text
    assert "Here is what you can do instead" in text


def test_every_english_and_welsh_page_says_how_to_ask_for_a_case_review(
    site: BuiltSite, real: Dataset
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


def test_every_page_leads_to_the_form_for_mistakes(answer_pages: AnswerPages) -> None:
    for council, html in answer_pages:
        assert "contribute/report-a-mistake/" in html, council.id


def test_every_phone_email_and_address_on_the_pages_stands_in_a_record(
    site: BuiltSite, real: Dataset
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
        links = {link for link in parsed(site.page(page)).links if outward.match(link)}
        assert links <= known, f"{page}: {links - known}"
