"""What the link check saw is on the pages: when a contact was seen, and plainly what was not."""

import re
from dataclasses import replace
from datetime import date

import pytest

from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.seen import Sightings
from safetyhelp.evidence.state import State
from safetyhelp.evidence.vocabulary import Result, Verdict
from safetyhelp.maps.land import Land
from safetyhelp.pages.answer.contact_card import contact_card
from safetyhelp.pages.answer.first_rows import first_rows
from safetyhelp.pages.answer.page import answer_pages
from safetyhelp.pages.areas import area_pages
from safetyhelp.pages.easy_read.page import easy_read_page
from safetyhelp.pages.records import record_pages
from safetyhelp.pages.reports import report_pages
from safetyhelp.pages.seen import is_official
from safetyhelp.pages.templates import make_renderer
from safetyhelp.records.dates import PartialDate
from safetyhelp.records.model import Confirmation, Contact, Record, Seen
from tests.conftest import BuiltSite
from tests.links import seen
from tests.site.test_answer_pages import MAX_BYTES

LONGEST_DAY = date(2026, 9, 23)
SEEN_THEN, SEEN_NOW = date(2026, 10, 27), date(2026, 11, 3)
COUNCIL = "stockport"


def text_of_council(real: Dataset, state: State) -> str:
    renderer = make_renderer(real.directory.map, sightings=Sightings(state))
    council = real.directory.map.geography.councils[COUNCIL]
    return dict(area_pages(real.directory, renderer, [council]))[f"areas/{COUNCIL}.md"]


def test_no_answer_page_grows_too_large_when_everything_was_seen(
    site: BuiltSite, real: Dataset
) -> None:
    """On the day with the longest name, on top of what the theme adds."""
    plain = site.generated("areas/*.md")
    state = seen.everything(real.loaded.records, LONGEST_DAY)
    renderer = make_renderer(real.directory.map, sightings=Sightings(state))
    for path, text in answer_pages(real.directory, renderer):
        html = site.page(path.removesuffix(".md")).encode()
        size = len(html) + len(text.encode()) - len(plain[path].encode())
        assert size <= MAX_BYTES, (path, size)
        assert "Our program saw them there on 23 September 2026 or later." in text


def some_record(real: Dataset) -> Record:
    """A service of Stockport that has a number which was read on an official page."""
    answer = real.directory.answer(real.directory.map.geography.councils[COUNCIL])
    return next(
        record
        for record in answer.records
        if len(record.contacts) == 1
        and re.fullmatch(r"0[\d ]{9,}", record.contacts[0].phone)
        and not record.contacts[0].email
        and is_official(record.contacts[0])
    )


def page_of(real: Dataset, record: Record, state: State) -> str:
    directory = Directory(real.directory.map, (record,), ())
    renderer = make_renderer(real.directory.map, sightings=Sightings(state))
    return next(iter(record_pages(directory, renderer)))[1]


def beside(page: str) -> str:
    """Return what stands beside the first contact of a page: its exceptions."""
    ways = page.partition('<ul class="ways">')[2].partition("</ul>")[0]
    return " ".join(re.findall(r'<p class="(?:evidence|caution)">(.*?)</p>', ways))


def sure(page: str) -> str:
    """Return what the page says once about how sure it is."""
    return " ".join(re.findall(r'<p class="sure">(.*?) <a', page))


def evidence(page: str) -> str:
    """Return the first line of “Where we read this”, behind the name of what was read."""
    lines = page.partition('<details class="fold sources">')[2].partition("</details>")[0]
    first = re.search(r"<li>(.*?)</li>", lines)
    assert first
    return re.sub(r"<[^>]+>", "", first[1]).strip()


def test_a_number_that_was_seen(real: Dataset) -> None:
    record = some_record(real)
    page = page_of(real, record, seen.everything((record,), SEEN_NOW))
    assert "Seen on the official page on 3 November 2026" in evidence(page)
    assert sure(page).endswith(
        "Our program saw them there on 3 November 2026 or later. We have not phoned them."
    )
    assert "onfirmed" not in page
    assert beside(page) == ""
    long_ago = page_of(real, record, seen.everything((record,), date(2025, 11, 3)))
    assert beside(long_ago) == "Not confirmed for a year."
    assert "Seen on the official page on 3 November 2025" in evidence(long_ago)
    assert sure(long_ago).endswith("Not confirmed yet: we have not tried them.")


def test_a_number_that_was_not_found_any_more(real: Dataset) -> None:
    record = some_record(real)
    page = page_of(real, record, seen.everything((record,), SEEN_NOW, Result.MISSING))
    assert beside(page) == (
        "On 3 November 2026 we could not find this number on the page where we read it. It may "
        "have changed."
    )
    assert "Not found there on 3 November 2026." in evidence(page)
    assert f'<a href="{record.contacts[0].source}">' in page.partition("Where we read this")[2]
    assert 'class="caution"' in page
    was_there = seen.after(
        seen.everything((record,), SEEN_THEN),
        seen.everything((record,), SEEN_NOW, Result.MISSING),
    )
    assert "It was last there on 27 October 2026." in beside(page_of(real, record, was_there))
    assert "It was last there on 27 October 2026." in evidence(page_of(real, record, was_there))


@pytest.mark.parametrize(
    ("contact", "official"),
    [
        ({"source": "https://www.stockport.gov.uk/x"}, True),
        ({"source": "https://www.gov.scot/x"}, True),
        ({"source": "https://www.help.org.uk/x", "url": "https://help.org.uk/"}, True),
        ({"source": "https://www.help.org.uk/x", "email": "team@mail.help.org.uk"}, True),
        ({"source": "https://www.news.co.uk/x", "url": "https://help.org.uk/"}, False),
        ({"source": "https://nothelp.org.uk/x", "url": "https://help.org.uk/"}, False),
        ({"source": "https://mygov.uk.com/x"}, False),
    ],
)
def test_only_a_page_of_the_body_itself_is_called_official(
    real: Dataset, contact: dict[str, str], official: bool
) -> None:
    record = some_record(real)
    plain: Contact = replace(record.contacts[0], url="", email="")
    other = replace(plain, **contact)  # type: ignore[arg-type]
    assert is_official(other) is official
    record = replace(record, contacts=(other,))
    text = evidence(page_of(real, record, seen.everything((record,), SEEN_NOW)))
    assert ("the official page" in text) is official
    assert "3 November 2026" in text


def test_a_web_page_that_was_there_and_one_that_was_not(real: Dataset) -> None:
    record = some_record(real)
    url = record.contacts[0].source
    record = replace(record, contacts=(replace(record.contacts[0], phone="", url=url),))
    there = seen.everything((record,), SEEN_NOW)
    assert "The page was there on 3 November 2026." in evidence(page_of(real, record, there))
    gone = seen.everything((record,), SEEN_NOW, Result.CANNOT_TELL, Verdict.GONE)
    assert beside(page_of(real, record, gone)) == "On 3 November 2026 this link did not work."
    assert "The link did not work on 3 November 2026." in evidence(page_of(real, record, gone))
    slow = seen.everything((record,), SEEN_NOW, Result.CANNOT_TELL, Verdict.TIME_OUT)
    assert beside(page_of(real, record, slow)) == ""
    assert "Not confirmed yet" in sure(page_of(real, record, slow))


def test_a_page_that_is_old_is_an_exception_until_somebody_has_looked(real: Dataset) -> None:
    record = some_record(real)
    (contact,) = record.contacts

    def said(day: PartialDate, confirmed: date | None = None, state: State | None = None) -> str:
        tried = Confirmation(day=confirmed) if confirmed else None
        old = replace(contact, seen=Seen(day), confirmation=tried)
        return beside(page_of(real, replace(record, contacts=(old,)), state or State()))

    assert said(PartialDate(2023, 11, 22)) == "May be old: from a page of 22 November 2023."
    assert said(PartialDate(2023, 11, 25)) == ""
    assert said(PartialDate(2020)) == "May be old: from a page of 2020."
    assert said(PartialDate(2020), confirmed=date(2026, 1, 1)) == ""
    assert said(PartialDate(2020), state=seen.everything((record,), SEEN_NOW)) == ""


@pytest.mark.parametrize("number", ["999", "112", "101", "18000", "18001 101"])
def test_nobody_is_made_to_doubt_the_numbers_of_the_whole_country(
    real: Dataset, number: str
) -> None:
    """That a page no longer shows 999 does not mean that 999 has changed."""
    record = some_record(real)
    record = replace(record, contacts=(replace(record.contacts[0], phone=number),))
    state = seen.everything((record,), SEEN_NOW, Result.MISSING)
    assert page_of(real, record, state) == page_of(real, record, State())
    there = seen.everything((record,), SEEN_NOW)
    assert "Seen on the official page" in page_of(real, record, there)
    old = replace(record.contacts[0], seen=Seen(PartialDate(2001)))
    doubted = page_of(real, replace(record, contacts=(old,)), State())
    assert beside(doubted) == ""
    assert "onfirmed" not in doubted
    assert "tried" not in doubted


def test_the_page_says_nothing_new_where_nothing_is_known(real: Dataset) -> None:
    record = some_record(real)
    unsure = seen.everything((record,), SEEN_NOW, Result.CANNOT_TELL)
    assert page_of(real, record, unsure) == page_of(real, record, State())


def test_contacts_of_one_page_still_stand_together(real: Dataset) -> None:
    """A number and a link that were read on one page share what is said about it."""
    record = some_record(real)
    (contact,) = record.contacts
    link = replace(contact, phone="", url=contact.source, purpose="Read more")
    both = replace(record, contacts=(link, contact))
    page = page_of(real, both, seen.everything((both,), SEEN_NOW))
    assert page.count("Seen on the official page on 3 November 2026") == 1
    lost = seen.everything((both,), SEEN_NOW, Result.MISSING)
    assert beside(page_of(real, both, lost)).count("3 November 2026") == 1


def test_a_missing_number_is_not_the_one_at_the_top(real: Dataset) -> None:
    first = re.compile(r"<dt>Talk</dt><dd>.*?tel:(\d+)")
    before = first.search(text_of_council(real, State()))
    assert before
    services = [r for r in real.directory.records if r.kind == "victim-services"]
    gone = [r for r in services if any(c.phone.replace(" ", "") == before[1] for c in r.contacts)]
    state = seen.everything(tuple(gone), SEEN_NOW, Result.MISSING)
    after = first.search(text_of_council(real, state))
    assert after is None or after[1] != before[1]


def test_easy_read_says_it_too(real: Dataset) -> None:
    # The website of the council comes from a list: no check has seen it.
    council = replace(real.directory.map.geography.councils[COUNCIL], homepage="")

    def text(state: State) -> str:
        renderer = make_renderer(real.directory.map, sightings=Sightings(state))
        return easy_read_page(real.directory.answer(council), real.directory.map, renderer)[1]

    unchecked = "We have not checked all its numbers and websites yet."
    records = real.loaded.records
    assert text(State()).count(unchecked) == 1
    assert unchecked not in text(seen.everything(records, SEEN_NOW))
    assert unchecked in text(seen.everything(records, date(2025, 11, 3)))
    missing = text(seen.everything(records, SEEN_NOW, Result.MISSING))
    assert "We could not find this number again on " in missing
    assert "We could not find" not in text(seen.everything(records, SEEN_NOW))


def test_a_number_that_was_not_found_again_is_not_saved_on_a_phone(real: Dataset) -> None:
    areas = real.directory.map
    council = areas.geography.councils[COUNCIL]

    def saved(state: State) -> list[str]:
        rows = first_rows(real.directory.answer(council), areas, Sightings(state))
        return re.findall(r"VOICE:([\d ]+)", contact_card(council, rows, areas.day)[1])

    records = real.loaded.records
    assert len(saved(seen.everything(records, SEEN_NOW))) > 1
    assert saved(seen.everything(records, SEEN_NOW, Result.MISSING)) == ["101"]


def test_the_freshness_page_shows_the_whole_picture(real: Dataset, land: Land) -> None:
    def page(state: State) -> str:
        renderer = make_renderer(real.directory.map, sightings=Sightings(state))
        return dict(report_pages(real.directory, renderer, land))["about/freshness.md"]

    assert "What our program saw" not in page(State())
    records = real.loaded.records
    third = len(records) // 3
    state = seen.everything(records[:third], SEEN_NOW)
    state.take(seen.everything(records[third : 2 * third], SEEN_THEN))
    lost = some_record(real)
    state.take(seen.everything((lost,), SEEN_NOW, Result.MISSING))
    text = page(state)
    part = text.partition('<h2 id="seen">')[2].partition("<h2>")[0]
    rows = dict(re.findall(r"<dt>(.*?)</dt><dd>([\d,]+)</dd>", part))
    total = re.search(r"We list ([\d,]+) ways", text)
    assert total
    assert sum(int(n.replace(",", "")) for n in rows.values()) == int(total[1].replace(",", ""))
    assert "Seen on 3 November 2026" in rows
    assert "Page there on 27 October 2026" in rows
    assert int(rows["Not looked for yet"].replace(",", "")) > 0
    assert "Not found at the last look" in rows
    assert f'services/{lost.kind}/{lost.id}/">{lost.name}</a>' in part.replace("&#39;", "'")


def test_before_the_first_check_has_ended_pages_say_that_it_runs(real: Dataset) -> None:
    """Only where there is no state at all, and never for what somebody has confirmed."""
    council = real.directory.map.geography.councils[COUNCIL]

    def text(sightings: Sightings) -> str:
        renderer = make_renderer(real.directory.map, sightings=sightings)
        return dict(area_pages(real.directory, renderer, [council]))[f"areas/{COUNCIL}.md"]

    words = "Being checked now for the first time."
    assert text(Sightings(being_checked=True)).count(words) == 1
    assert words not in text(Sightings())
    checked = seen.everything(real.loaded.records, SEEN_NOW)
    assert words not in text(Sightings(checked, being_checked=True))
