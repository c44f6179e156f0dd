"""How to reach those whom a text sends people to: the lines that stand with it. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from html import unescape
from typing import TypeVar

from markupsafe import Markup, escape

from safetyhelp.areas.model import Council, County
from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.checks.referrals import Who, referrals
from safetyhelp.dataset.answers import Answer, is_local
from safetyhelp.dataset.arrangement import is_for_some_only
from safetyhelp.dataset.public_text import texts_of
from safetyhelp.evidence.seen import Sightings
from safetyhelp.pages.sources import doubt
from safetyhelp.records import kinds
from safetyhelp.records.dates import PartialDate
from safetyhelp.records.model import Contact, Gap, Record, Reporting, Seen
from safetyhelp.records.phones import is_relay

LIST_OF_COUNCILS = "about/data/"
"""Our page that says where the list with the websites of councils comes from."""

_DIALLED = re.compile(r"(?<![\d-])(?<!18001 )(999|112|101)(?! BSL)(?![\d-])")
_BLOCK = re.compile(r"</?(?:article|dd|div|dl|dt|h\d|li|ol|p|ul)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_BY_TEXT = re.compile(r"\b[Tt]ext\b[^.!?]*$")


@dataclass(frozen=True, slots=True)
class Way:
    """A body and how to reach it; what is not known is empty.

    `page` is its page on this site, below the root; `doubt` says what is known against the website.
    """

    name: str
    page: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    doubt: str = ""

    @property
    def reachable(self) -> bool:
        """Say whether there is any way to get in touch."""
        return bool(self.phone or self.email or self.url)


POLICE = Way("The police", phone="101")


_Way = TypeVar("_Way", bound=Way)


def best_way(ways: Iterable[_Way]) -> _Way | None:
    """Return the first way with a phone number, else the first that reaches anybody at all."""
    reachable = [way for way in ways if way.reachable]
    return next((way for way in reachable if way.phone), next(iter(reachable), None))


def dialled(text: str) -> Markup:
    """Return a text with call links at 999, 112 and 101; the rest of it is escaped.

    A number to which one sends a text, or that belongs to a name (999 BSL), is no call link.
    """
    safe = str(escape(text))

    def link(match: re.Match[str]) -> str:
        if _BY_TEXT.search(safe[: match.start()]):
            return match[0]
        return f'<a href="tel:{match[0]}">{match[0]}</a>'

    return Markup(_DIALLED.sub(link, safe))  # noqa: S704  escaped above


def website(area: Council | County) -> Contact:
    """Return the website of a council as a contact. It comes from a list of the year 2025."""
    return Contact(
        purpose=area.official_name,
        url=area.homepage,
        source=LIST_OF_COUNCILS,
        seen=Seen(PartialDate(2025)),
    )


@lru_cache(maxsize=4096)
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


def is_meant_for(contact: Contact, record: Record, council: Council, areas: AreasOnDay) -> bool:
    """Say whether a contact is meant for a council.

    A record about several councils may have a contact for each of them, and says so in the words
    for what it is. A number of the town next door is a wrong number.
    """
    if not is_local(record) or _word(council.name).search(contact.purpose):
        return True
    others = (c.name for c in areas.councils_in(record.covers) if c.id != council.id)
    return not any(_word(other).search(contact.purpose) for other in others)


def is_for_everybody(record: Record) -> bool:
    """Say whether a record is the council's way to report antisocial behaviour, for all people."""
    return (
        isinstance(record.details, Reporting)
        and is_local(record)
        and record.details.run_by == "council"
        and "antisocial-behaviour" in record.details.takes
        and not is_for_some_only(record)
    )


def _council_phone(answer: Answer, areas: AreasOnDay, sightings: Sightings) -> str:
    return next(
        (
            contact.phone
            for record in answer.part(kinds.REPORTING).records
            if is_for_everybody(record) and not record.caution
            for contact in record.contacts
            if contact.phone
            and not contact.caution
            and not sightings.of(contact).is_missing
            and is_meant_for(contact, record, answer.council, areas)
        ),
        "",
    )


def council_way(answer: Answer, areas: AreasOnDay, sightings: Sightings) -> Way:
    """Return how to reach the council of an answer: its website, and its phone where known.

    A new council without a website yet is reached through an old one's.
    """
    phone = _council_phone(answer, areas, sightings)
    began = answer.beginning
    old: list[Council | County] = []
    if began and not answer.council.homepage:
        old = [*began.counties, *began.replaced]
    site = next((area for area in old if area.homepage), answer.council)
    way = site_way(site, areas.day, sightings)
    if site is not answer.council:
        way = replace(way, name=f"{answer.council.official_name}, through {site.official_name}")
    return replace(way, phone=phone)


def site_way(area: Council | County, day: date, sightings: Sightings) -> Way:
    """Return how to reach a council, or that of a county, by its website."""
    doubted = doubt(website(area), sightings, day).words if area.homepage else ""
    return Way(area.official_name, url=area.homepage, doubt=doubted)


def way_of(record: Record, sightings: Sightings) -> Way:
    """Return the best way to reach a record's body: by phone, else by e-mail, else a page."""
    there = [c for c in record.contacts if not sightings.of(c).is_missing]
    phone = next((c.phone for c in there if c.phone and not is_relay(c.phone)), "")
    email = "" if phone else next((c.email for c in there if c.email), "")
    url = "" if phone or email else next((c.url for c in there if c.url), "")
    return Way(record.name, f"services/{record.kind}/{record.id}/", phone, email, url)


@dataclass(frozen=True, slots=True)
class Foremost:
    """The contacts of a record to show `first`, and the `others`.

    `elsewhere`: there are some, and each is meant for another council than the reader's.
    """

    first: tuple[Contact, ...]
    others: tuple[Contact, ...]
    elsewhere: bool

    @property
    def named(self) -> bool:
        """Say whether each must say what it is for: there are several, or it is for elsewhere."""
        return self.elsewhere or len(self.first) > 1


def foremost(record: Record, council: Council, areas: AreasOnDay, sightings: Sightings) -> Foremost:
    """Return the contacts of a record as an open card shows them to people of a council.

    Those that are meant for another council give way. All phone numbers are first; else an e-mail
    address; else a page. What was not found again gives way to what was.
    """
    ours = [c for c in record.contacts if is_meant_for(c, record, council, areas)]
    candidates = ours or [*record.contacts]
    there = [c for c in candidates if not sightings.of(c).is_missing] or candidates
    by_phone = tuple(c for c in there if c.phone or c.text_phone)
    by_email = tuple(c for c in there if c.email)
    first = by_phone or by_email[:1] or tuple(there[:1])
    others = tuple(contact for contact in record.contacts if contact not in first)
    return Foremost(first, others, elsewhere=bool(first) and not ours)


def ask_instead(record: Record, contacts: Foremost, council: Way) -> tuple[Way, ...]:
    """Return the council where a body of the councils has contacts for other councils only."""
    of_councils = record.kind in (kinds.ASB_CASE_REVIEWS, kinds.PARTNERSHIPS)
    return (council,) if of_councils and contacts.elsewhere else ()


def _named(texts: Iterable[str]) -> frozenset[Who]:
    return frozenset(who for text in texts for found in referrals(text) for who in found.who)


def sends_on(html: str) -> bool:
    """Say whether any block of a piece of a page tells the reader to get in touch with somebody."""
    return any(referrals(unescape(_TAG.sub("", block))) for block in _BLOCK.split(html))


def ways_in(texts: Iterable[str], council: Way) -> Iterator[Way]:
    """Yield the ways that a text needs and that its page has by itself.

    They are the council's, and 101 where the police are named without it.
    """
    every = tuple(texts)
    who = _named(every)
    if Who.COUNCIL in who:
        yield council
    if Who.POLICE in who and not any(_DIALLED.search(text) for text in every):
        yield POLICE


def ways_of_gaps(gaps: Iterable[Gap], council: Way, known: Mapping[str, Way]) -> tuple[Way, ...]:
    """Return the ways that gaps in one box need, each once. `known` holds those of the day.

    Where a record to ask has ended, the council stands in its place: no text is a dead end.
    """
    ways: dict[Way, None] = {}
    for gap in gaps:
        asked = [known[name] for name in gap.ask if name in known and known[name].reachable]
        found = [*asked, *ways_in((gap.reason, gap.instead), council)]
        ways.update(dict.fromkeys(found if len(asked) == len(gap.ask) else [*found, council]))
    return tuple(ways)


def known_ways(
    gaps: Iterable[Gap], records: Iterable[Record], sightings: Sightings
) -> Mapping[str, Way]:
    """Return how to reach each record of the day that a gap asks, by its folder and id."""
    wanted = {name for gap in gaps for name in gap.ask}
    named = ((f"{record.kind}/{record.id}", record) for record in records)
    return {name: way_of(record, sightings) for name, record in named if name in wanted}


def ways_of_card(record: Record, council: Way) -> tuple[Way, ...]:
    """Return the ways that a record's card needs: none where the record has contacts of its own.

    A partnership without a contact is reached through its council.
    """
    if record.contacts:
        return ()
    ways = tuple(ways_in((text for text, _ in texts_of(record)), council))
    if record.kind == kinds.PARTNERSHIPS and council not in ways:
        ways = (council, *ways)
    return ways
