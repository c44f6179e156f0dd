"""The pages of councils that end and begin, on the day before and the day after."""

import dataclasses
import re
from datetime import date
from functools import cache
from html import unescape

import pytest

from safetyhelp.dataset.answers import Directory
from safetyhelp.pages.answer.page import answer_pages, former_area_pages
from safetyhelp.pages.areas import area_pages
from safetyhelp.pages.lists import place_pages
from safetyhelp.pages.templates import make_renderer
from safetyhelp.pages.words import for_old_areas
from tests.conftest import real_on

DAY, BEFORE, AFTER = date(2027, 4, 1), date(2027, 3, 31), date(2027, 4, 2)
SOURCE = "https://www.surreylgrhub.org/homepage/15/decision-on-local-government-reorganisation"
NEW = {
    "east-surrey": [
        "elmbridge", "epsom-and-ewell", "mole-valley", "reigate-and-banstead", "tandridge",
    ],
    "west-surrey": [
        "guildford", "runnymede", "spelthorne", "surrey-heath", "waverley", "woking",
    ],
}  # fmt: skip
MOST_BYTES = 60_000
"""A page made from six old areas may be larger than one of a single council, for a while."""


def directory(day: date) -> Directory:
    return real_on(day).directory


@cache
def pages(day: date) -> dict[str, str]:
    """Return the pages of areas as they are written on a day; of that day of the new ones alone."""
    here = directory(day)
    new = [here.map.geography.councils[each] for each in NEW] if day == DAY else None
    renderer = make_renderer(here.map)
    return dict(
        (
            *area_pages(here, renderer, new),
            *former_area_pages(here, renderer),
            *place_pages(here, renderer),
        )
    )


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("new", NEW)
def test_before_the_day_each_old_page_says_what_comes_and_when(new: str) -> None:
    name = directory(BEFORE).map.geography.councils[new].official_name
    told = []
    for path, text in pages(BEFORE).items():
        if f"From 1 April 2027, {name} will take the place of" in text:
            (line,) = (line for line in text.splitlines() if "From 1 April 2027" in line)
            assert line.count(f'<a href="{SOURCE}">') == 1
            assert "and Surrey County Council. Names and phone numbers may change then." in line
            told.append(path)
    assert sorted(told) == [f"areas/{old}.md" for old in NEW[new]]
    assert f"areas/{new}.md" not in pages(BEFORE)


def test_from_the_day_on_there_are_two_new_pages_and_eleven_signposts() -> None:
    for day in (DAY, AFTER):
        old = [each for replaced in NEW.values() for each in replaced]
        assert len(old) == 11
        assert not {each for each in old if "restorative justice" in pages(day)[f"areas/{each}.md"]}
        for new, replaced in NEW.items():
            assert "restorative justice" in pages(day)[f"areas/{new}.md"]
            for each in replaced:
                page = pages(day)[f"areas/{each}.md"]
                assert f'href="../../areas/{new}/"' in page
                assert "it ended on 31 March 2027" in page
                moved = pages(day)[f"areas/{each}/easy-read/index.html"]
                assert f"url=../../{new}/easy-read/" in moved


def test_who_kept_the_link_to_a_contact_card_gets_the_numbers_of_today() -> None:
    for day in (DAY, AFTER):
        for new, replaced in NEW.items():
            card = pages(day)[f"areas/{new}/contacts.vcf"]
            assert f"UID:areas/{new}\r\n" in card
            assert {pages(day)[f"areas/{each}/contacts.vcf"] == card for each in replaced} == {True}


def test_where_several_took_the_place_of_one_there_is_no_card_to_give() -> None:
    here = directory(AFTER)
    geography = here.map.geography
    ended = [c for c in geography.councils.values() if c.ends_on and c.ends_on < AFTER]
    several = {c.id for c in ended if len(geography.successors(c, AFTER)) > 1}
    cards = {path.split("/")[1] for path in pages(AFTER) if path.endswith("/contacts.vcf")}
    assert cards == {c.id for c in (*here.map.councils, *ended)} - several


@pytest.mark.parametrize("new", NEW)
def test_a_new_page_is_made_from_the_records_of_the_old_areas(new: str) -> None:
    today, text = directory(AFTER), pages(AFTER)[f"areas/{new}.md"]
    geography = today.map.geography
    shown = set()
    for each in NEW[new]:
        answer = directory(BEFORE).answer(geography.councils[each])
        records = {r for section in answer.sections for part in section.parts for r in part.records}
        for record in records:
            assert f"services/{record.kind}/{record.id}/" in text, (each, record.id)
            local = record.covers.level in ("councils", "counties")
            names = today.answer(geography.councils[new]).old_areas(record)
            assert names == ((geography.councils[each].name,) if local else ())
            shown.add(names)
    assert len(shown) > 3
    for name in {name for names in shown for name in names}:
        assert f"<p><b>For the old council area of {name}.</b></p>" in text
    assert f"{geography.councils[new].official_name} began on 1 April 2027." in text
    assert "and of Surrey County Council." in text
    assert SOURCE in text
    for each in NEW[new]:
        assert geography.councils[each].homepage in text
    assert len(text.encode()) < MOST_BYTES


def test_gaps_of_old_areas_name_them() -> None:
    today, named = directory(AFTER), 0
    for new in NEW:
        answer, text = (
            today.answer(today.map.geography.councils[new]),
            plain(pages(AFTER)[f"areas/{new}.md"]),
        )
        gaps = {gap for section in answer.sections for part in section.parts for gap in part.gaps}
        for gap in gaps:
            if areas := answer.old_areas(gap):
                assert f"{for_old_areas(areas)}{gap.missing.rstrip('.') or gap.reason[:30]}" in text
                named += 1
    assert named


def test_no_number_of_an_old_area_is_saved_as_one_of_the_new_council() -> None:
    today = directory(AFTER)
    for new in NEW:
        answer = today.answer(today.map.geography.councils[new])
        partial = {c.phone for r in answer.records if answer.is_partial(r) for c in r.contacts}
        whole = {c.phone for r in answer.records if not answer.is_partial(r) for c in r.contacts}
        card = pages(AFTER)[f"areas/{new}/contacts.vcf"].replace("\r\n ", "")
        saved = set(re.findall(r"VOICE:([\d ]+)", card))
        assert saved
        assert partial
        assert not saved & (partial - whole), new


@pytest.mark.parametrize("new", NEW)
def test_easy_read_gives_nobody_the_number_of_the_area_next_door(new: str) -> None:
    text = pages(AFTER)[f"areas/{new}/easy-read.md"]
    today = directory(AFTER)
    answer = today.answer(today.map.geography.councils[new])
    parts = [part for section in answer.sections for part in section.parts]
    partial = [record for part in parts for record in part.records if answer.old_areas(record)]
    whole = [record for part in parts for record in part.records if not answer.old_areas(record)]
    for_all = {c.phone or c.email or c.url for record in whole for c in record.contacts}
    ways = {c.phone or c.email or c.url for record in partial for c in record.contacts} - for_all
    assert ways
    assert not [way for way in ways if way in text]
    assert not [record.name for record in partial if record.name in text]
    assert 'href=""' not in text
    assert 'How to reach it: <a href="../">the page with more words</a>' in text


def test_lists_of_places_have_the_new_councils_and_the_old_names() -> None:
    text = pages(AFTER)["places/index.md"]
    assert 'areas/west-surrey/">West Surrey</a>' in text
    assert 'areas/guildford/">Guildford</a> <span class="host">now West Surrey</span>' in text
    for page in ("places/regions.md", "places/police-areas.md"):
        assert "areas/east-surrey/" in pages(AFTER)[page]
        assert "areas/guildford/" not in pages(AFTER)[page]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2028, 3, 31), ("New councils are planned here from 1 April 2028. Names and phone "
         "numbers may change then.")),
        (date(2028, 4, 1), ("New councils were planned here from 1 April 2028. Names and phone "
         "numbers may have changed.")),
        (date(2029, 12, 1), ("New councils were planned here from 1 April 2028. Names and phone "
         "numbers may have changed.")),
    ],
)  # fmt: skip
def test_where_nobody_has_named_the_new_councils_the_page_stays(day: date, said: str) -> None:
    here = directory(day)
    counties = {change.county for change in here.changes if change.on == date(2028, 4, 1)}
    told = {path for path, text in answer_pages(here, make_renderer(here.map)) if said in text}
    assert told == {
        f"areas/{council.id}.md" for council in here.map.councils if council.county in counties
    }
    assert len(told) > 100


def test_records_of_old_areas_that_say_the_same_are_shown_once() -> None:
    today = directory(AFTER)
    guildford = next(r for r in today.all_records if r.id == "safer-guildford-partnership")
    waverley = next(r for r in today.all_records if "waverley-community" in r.id)
    same = dataclasses.replace(guildford, id="the-same", covers=waverley.covers)
    other = dataclasses.replace(same, id="another", name="Another Partnership")
    changed = dataclasses.replace(today, all_records=(guildford, same, other))
    answer = changed.answer(today.map.geography.councils["west-surrey"])
    records = answer.part("partnerships").records
    assert [record.id for record in records] == ["safer-guildford-partnership", "another"]
    assert answer.old_areas(records[0]) == ("Guildford", "Waverley")


def test_a_record_of_one_old_area_does_not_hide_what_is_for_all() -> None:
    today = directory(AFTER)
    answer = today.answer(today.map.geography.councils["west-surrey"])
    first, *others = answer.part("asb-case-reviews").records
    assert (first.id, first.shown) == ("surrey", "fallback")
    assert all(answer.old_areas(record) for record in others)
    before = directory(BEFORE)
    reviews = before.answer(before.map.geography.councils["guildford"]).part("asb-case-reviews")
    assert [record.id for record in reviews.records] == ["guildford"]
