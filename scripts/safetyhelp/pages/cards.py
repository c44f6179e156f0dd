"""A contact card file for each council: the numbers of its answer page, for the reader's phone.

vCard 3.0 (RFC 2426), the version that every phone reads. One card for each service, because a
card for a whole area would lose the names. 999 has none: nobody should phone it by a slip of the
hand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from safetyhelp.dataset.answers import Answer
from safetyhelp.evidence.seen import Outcome, Sighting, Sightings, is_lasting
from safetyhelp.pages import words
from safetyhelp.pages.area import overseers
from safetyhelp.pages.seen import lost
from safetyhelp.records.model import Contact, Police, Record
from safetyhelp.records.phones import is_relay
from safetyhelp.text.words import day_in_words

_EMERGENCY = "999"
_LINE = 75
"""The longest line that RFC 2426 recommends, in octets, without the line break."""


@dataclass(frozen=True, slots=True)
class Card:
    """Who a card is for, and how to reach them.

    `area` says that they are only there for some of the old areas of a new council.
    """

    uid: str
    name: str
    caution: str
    contacts: tuple[Contact, ...]
    area: str = ""


def escaped(text: str) -> str:
    """Escape a text value: backslash, comma, semicolon and line break."""
    for mark in "\\,;":
        text = text.replace(mark, "\\" + mark)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """Fold a line so that none has more than 75 octets; no character is cut in two."""
    parts: list[str] = []
    part, room = "", _LINE
    for character in line:
        size = len(character.encode("utf-8"))
        if size > room:
            parts.append(part)
            part, room = "", _LINE - 1  # the blank that begins a continued line
        part += character
        room -= size
    return "\r\n ".join([*parts, part])


def _phone(contact: Contact) -> str:
    """Return the number to save: not 999, and none that a phone cannot call by itself."""
    saved = contact.phone != _EMERGENCY and not is_relay(contact.phone)
    return contact.phone if saved else ""


def _has_numbers(contact: Contact) -> bool:
    return bool(_phone(contact) or contact.text_phone or contact.email)


def _cards_of(record: Record, day: date) -> Iterator[Card]:
    path = f"{record.kind}/{record.id}"
    yield Card(path, record.name, record.caution, record.contacts)
    if isinstance(record.details, Police):
        yield Card(
            f"{path}#complaints", f"{record.name}: complaints", "", record.details.complaints
        )
        in_office = overseers(record, day)
        for number, body in enumerate(record.details.oversight):
            if body in in_office:
                yield Card(f"{path}#oversight-{number}", body.name, body.caution, body.contacts)


def cards_of_area(answer: Answer, day: date) -> list[Card]:
    """Return the cards of an area in the order of its page, each service once."""
    records = {
        (record.kind, record.id): record
        for section in answer.sections
        for part in section.parts
        for record in part.records
    }
    return [
        Card(card.uid, card.name, card.caution, reachable, area)
        for record in records.values()
        for area in [words.for_old_areas(answer.old_areas(record)).strip()]
        for card in _cards_of(record, day)
        if (reachable := tuple(filter(_has_numbers, card.contacts)))
    ]


def _known(contact: Contact, sighting: Sighting) -> str:
    """Say how sure we are of a contact; nothing of a number that nobody may doubt."""
    if is_lasting(contact):
        return ""
    if sighting.is_missing and sighting.on:
        day, what = day_in_words(sighting.on), lost(sighting)
        return f"On {day} we could not find {what} on the page below. It may have changed."
    if sighting.outcome is Outcome.SEEN and sighting.on:
        return f"Seen on its page on {day_in_words(sighting.on)}."
    if contact.confirmed:
        return f"Confirmed on {day_in_words(contact.confirmed)}."
    return "Not confirmed yet."


def _note(card: Card, today: date, sightings: Sightings) -> str:
    lines = [text for text in (card.area, card.caution) if text]
    for contact in card.contacts:
        known = _known(contact, sightings.of(contact))
        told = [f"{contact.purpose}."]
        told += [f"Open: {contact.hours}."] if contact.hours else []
        told += [contact.caution] if contact.caution else []
        told += [f"{words.RELAY_ONLY}: {contact.relay}."] if contact.relay else []
        told += [known] if known else []
        told += [f"Read on {words.host(contact.source)}."]
        lines.append(" ".join([*told, f"{words.page_date(contact.seen, today)}."]))
    return "\n".join(lines)


def _ways(contact: Contact) -> Iterator[tuple[str, str, str]]:
    """Yield (property, label, value) of each way in a contact."""
    if phone := _phone(contact):
        yield "TEL;TYPE=WORK,VOICE", contact.purpose, phone
    if contact.text_phone:
        yield "TEL;TYPE=WORK,MSG", f"Text: {contact.purpose}", contact.text_phone
    if contact.email:
        yield "EMAIL;TYPE=INTERNET", contact.purpose, contact.email


def _lines(card: Card, today: date, sightings: Sightings) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:3.0", "PRODID:-//Local Safety Help//Contacts//EN")
    name = escaped(card.name)
    yield from (f"UID:{escaped(card.uid)}", f"FN:{name}", f"N:{name};;;;")
    ways = (way for contact in card.contacts for way in _ways(contact))
    for number, (kind, label, value) in enumerate(ways, 1):
        yield f"item{number}.{kind}:{escaped(value)}"
        yield f"item{number}.X-ABLabel:{escaped(label)}"
    for url in dict.fromkeys(contact.url for contact in card.contacts if contact.url):
        yield f"URL:{url}"
    yield f"NOTE:{escaped(_note(card, today, sightings))}"
    yield from (f"REV:{today.isoformat()}", "END:VCARD")


def card_text(cards: Iterable[Card], today: date, sightings: Sightings) -> str:
    """Return the text of a contact card file."""
    lines = (line for card in cards for line in _lines(card, today, sightings))
    return "".join(f"{folded(line)}\r\n" for line in lines)


def contact_card(answer: Answer, today: date, sightings: Sightings) -> tuple[str, str]:
    """Return (path, text) of the contact card file for an answer."""
    path = f"areas/{answer.council.id}/contacts.vcf"
    return path, card_text(cards_of_area(answer, today), today, sightings)
