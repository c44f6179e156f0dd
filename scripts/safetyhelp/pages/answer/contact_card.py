"""A contact card file for each council: one contact with the numbers that its page gives first.

vCard 3.0 (RFC 2426), the version that every phone reads. One contact, because a reader who saves
thirteen finds none of them again. 999 is not in it: nobody should phone it by a slip of the hand.
Nor is the line about abuse at home: whoever looks at the phone would see it.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from safetyhelp.areas.model import Council
from safetyhelp.pages.answer.first_rows import FirstRows
from safetyhelp.pages.ways import Way
from safetyhelp.text.words import day_in_words

_LINE = 75
"""The longest line that RFC 2426 recommends, in octets, without the line break."""


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


def card_name(council: Council) -> str:
    """Return the name under which the contact is saved: one that tells nothing."""
    return f"{council.name} numbers"


def _saved(rows: FirstRows) -> Iterator[Way]:
    """Yield what the contact holds: those of the first rows that have a number."""
    for way in (rows.report, rows.talk, *rows.councils):
        if way and way.phone:
            yield way


def card_entries(rows: FirstRows) -> list[str]:
    """Return each entry of the contact in words, as a page says it before it is saved."""
    return [f"{way.name} {way.phone}" for way in _saved(rows)]


def _lines(council: Council, ways: Iterable[Way], today: date) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:3.0", "PRODID:-//Local Safety Help//Contacts//EN")
    name = escaped(card_name(council))
    yield from (f"UID:areas/{council.id}", f"FN:{name}", f"N:{name};;;;")
    for number, way in enumerate(ways, 1):
        yield f"item{number}.TEL;TYPE=WORK,VOICE:{escaped(way.phone)}"
        yield f"item{number}.X-ABLabel:{escaped(way.name)}"
    known = f"Read on public pages. As we knew it on {day_in_words(today)}."
    yield f"NOTE:{escaped(known)}"
    yield from (f"REV:{today.isoformat()}", "END:VCARD")


def contact_card(
    council: Council, rows: FirstRows, today: date, place: str = ""
) -> tuple[str, str]:
    """Return (path, text) of the contact card file for a council, at its place or another one’s."""
    lines = _lines(council, _saved(rows), today)
    text = "".join(f"{folded(line)}\r\n" for line in lines)
    return f"areas/{place or council.id}/contacts.vcf", text
