"""Where facts were read: one line for each page, for the disclosure “Where we read this”.

These lines are about evidence, not help: they stand apart from the contacts. Beside a contact stand
only the exceptions: a number that was not found again, a link that did not work, an old page.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from safetyhelp.evidence.seen import NOT_CHECKED, Outcome, Sighting, Sightings, is_lasting
from safetyhelp.pages.seen import is_official, lost
from safetyhelp.pages.words import years_old
from safetyhelp.records.model import (
    AsbCaseReview,
    Contact,
    OversightBody,
    Partnership,
    Police,
    Record,
    Seen,
)
from safetyhelp.text.words import day_in_words

_BRACKETS = re.compile(r"\s*\([^()]*\)")
OLD_YEARS = 3
"""From this age of a page on, a contact says that it may be old (as the check `old-evidence`)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line: what was read there, the page, and what is known of it in words.

    The words are empty where the page shows no date and nobody has looked again.
    """

    about: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the disclosure: what was read, and the pages with what is known of each."""

    about: str
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What stands beside a contact, or nothing. `grave`: it is more than the age of a page."""

    words: str = ""
    grave: bool = False


NO_DOUBT = Doubt()


def _state(
    sighting: Sighting, confirmed: date | None, official: bool, today: date, brief: bool
) -> str:
    """Say what is known of a fact. Briefly: without what is good, which a page says once."""
    said = [f"Confirmed on {day_in_words(confirmed)}."] if confirmed else []
    if not sighting.on or (brief and sighting.fresh_on(today)):
        return " ".join(said)
    day = day_in_words(sighting.on)
    if sighting.outcome is Outcome.MISSING:
        said.append(f"Not found there on {day}.")
        said += (
            [f"It was last there on {day_in_words(sighting.before)}."] if sighting.before else []
        )
    elif sighting.outcome is Outcome.NO_ANSWER:
        said.append(f"The link did not work on {day}.")
    elif sighting.outcome is Outcome.ANSWERED:
        said.append(f"The page was there on {day}.")
    elif sighting.outcome is Outcome.SEEN:
        said.append(f"Seen on {'the official page' if official else 'this page'} on {day}.")
    return " ".join(said)


def _words(state: str, seen: Seen, shows: str = "") -> str:
    dated = f"Page of {seen.on.in_words()}." if seen.on else ""
    return " ".join(filter(None, (state, dated, shows)))


def _short(name: str) -> str:
    """Return a name without what stands in brackets: the card has it in full."""
    return _BRACKETS.sub("", name)


def joined(evidence: Iterable[Evidence], linked: Container[str] = ()) -> list[Line]:
    """Join what was read on one page into one line, and the pages of the same facts too.

    A page to which a contact links by itself (`linked`) is left out while nothing more is known of
    it: everybody can see that it was read there.
    """
    about: dict[tuple[str, str], dict[str, None]] = {}
    for each in evidence:
        if each.words or each.url not in linked:
            about.setdefault((each.url, each.words), {})[_short(each.about)] = None
    pages: dict[str, list[tuple[str, str]]] = {}
    for page, names in about.items():
        pages.setdefault("; ".join(filter(None, names)), []).append(page)
    return [Line(names, tuple(found)) for names, found in pages.items()]


def _of_contacts(
    about: str, contacts: Iterable[Contact], sightings: Sightings, today: date, brief: bool
) -> Iterator[Evidence]:
    for contact in contacts:
        sighting = sightings.of(contact)
        if is_lasting(contact) and sighting.outcome is not Outcome.SEEN:
            sighting = NOT_CHECKED
        state = _state(sighting, contact.confirmed, is_official(contact), today, brief)
        yield Evidence(about, contact.source, _words(state, contact.seen))


def _of_details(
    record: Record, sightings: Sightings, today: date, brief: bool
) -> Iterator[Evidence]:
    details = record.details
    if isinstance(details, AsbCaseReview) and details.threshold:
        rule, sighting = details.threshold, sightings.of_threshold(record)
        state = _state(sighting, None, True, today, brief)
        words = _words(state, rule.seen)
        yield Evidence(f"{record.name}: the rule", rule.source, words)
    elif isinstance(details, Partnership) and details.members:
        members = details.members
        words = _words("", members.as_of)
        yield Evidence(f"{record.name}: members", members.source, words)
    elif isinstance(details, Police):
        for scheme in details.accessibility_schemes:
            words = _words("", scheme.seen)
            yield Evidence(scheme.name, scheme.source, words)


def of_card(
    record: Record, sightings: Sightings, today: date, brief: bool = False
) -> list[Evidence]:
    """Return the lines for a record's own contacts and details, as its card shows them."""
    own = _of_contacts(record.name, record.contacts, sightings, today, brief)
    return [*own, *_of_details(record, sightings, today, brief)]


def of_complaints(
    record: Record,
    bodies: Iterable[OversightBody],
    sightings: Sightings,
    today: date,
    brief: bool = False,
) -> list[Evidence]:
    """Return the lines for how to complain about a police force, and for who oversees it."""
    details = record.details
    assert isinstance(details, Police)
    about = f"{record.name}: complaints"
    lines = [*_of_contacts(about, details.complaints, sightings, today, brief)]
    for body in bodies:
        lines += _of_contacts(body.name, body.contacts, sightings, today, brief)
    return lines


def of_sources(record: Record, bodies: Iterable[OversightBody]) -> list[Evidence]:
    """Return the lines for the pages that a record and its overseers name as a whole."""
    sources = [*record.sources, *(source for body in bodies for source in body.sources)]
    return [Evidence("", source.url, _words("", source.seen, source.shows)) for source in sources]


def doubt(contact: Contact, sightings: Sightings, today: date) -> Doubt:
    """Return what stands beside a contact: nothing, unless it is an exception.

    Nobody is made to doubt a number of the whole country, such as 999.
    """
    if is_lasting(contact):
        return NO_DOUBT
    sighting = sightings.of(contact)
    return _doubt(sighting, contact.seen, contact.confirmed, lost(sighting), today)


def doubt_of_threshold(record: Record, sightings: Sightings, today: date) -> Doubt:
    """Return what stands beside the rule of an ASB case review, as beside a contact."""
    details = record.details
    assert isinstance(details, AsbCaseReview)
    assert details.threshold
    sighting = sightings.of_threshold(record)
    return _doubt(sighting, details.threshold.seen, None, lost(sighting), today)


def _doubt(sighting: Sighting, seen: Seen, confirmed: date | None, what: str, today: date) -> Doubt:
    day = day_in_words(sighting.on) if sighting.on else ""
    if sighting.is_missing and day:
        before = (
            f" It was last there on {day_in_words(sighting.before)}." if sighting.before else ""
        )
        return Doubt(
            f"On {day} we could not find {what} on the page where we read it. It may have "
            f"changed.{before}",
            True,
        )
    if sighting.outcome is Outcome.NO_ANSWER and day:
        return Doubt(f"On {day} this link did not work.", True)
    if sighting.fresh_on(today) or confirmed:
        return NO_DOUBT
    if sighting.outcome in (Outcome.SEEN, Outcome.ANSWERED):
        return Doubt("Not confirmed for a year.", False)
    if seen.on and years_old(seen, today) >= OLD_YEARS:
        return Doubt(f"May be old: from a page of {seen.on.in_words()}.", False)
    return NO_DOUBT


def how_sure(contacts: Iterable[Contact], sightings: Sightings, today: date) -> str:
    """Say once for a page how sure its contacts are; nothing where there is no doubt at all.

    Numbers of the whole country do not count.
    """
    each = [contact for contact in dict.fromkeys(contacts) if not is_lasting(contact)]
    if not each:
        return ""
    fresh = [day for c in each if (s := sightings.of(c)).fresh_on(today) and (day := s.on)]
    confirmed = Counter(contact.confirmed is not None for contact in each)[True]
    said = ["From public pages."]
    if len(fresh) == len(each):
        said.append(f"Our program saw them there on {day_in_words(min(fresh))} or later.")
    elif fresh:
        since = day_in_words(min(fresh))
        said.append(f"Our program saw {len(fresh)} of {len(each)} there on {since} or later.")
    elif sightings.being_checked:
        said.append("Being checked now for the first time.")
    if confirmed:
        said.append(f"Somebody has tried {confirmed} of {len(each)}.")
    elif not fresh:
        said.append("Not confirmed yet: we have not tried them.")
    else:
        said.append("We have not phoned them.")
    return " ".join(said)
