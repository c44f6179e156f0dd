"""Rules about the texts that visitors read: no contact and no address hides in a sentence."""

import re
from collections.abc import Iterator

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding
from safetyhelp.text.words import shortened

_ENDINGS = "uk|com|org|net|info|io|eu|wales|cymru|scot|london"
_CONTACT = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+\.[\w.-]+)"
    r"|(?P<url>(?:https?://|www\.)\S+"
    # A site without https:// in front. “GOV.UK” alone is the name of a service.
    rf"|\b(?!gov\.uk\b(?![./]))(?:[a-z0-9-]+\.)+(?:{_ENDINGS})\b(?:/\S*)?)"
    # From nine digits on, so that 01-04-2027 is no phone number; Childline's 0800 1111 has eight.
    r"|(?P<phone>(?<![\d-])(?:\+44[ ]?)?\(?0(?:[ ().-]{0,2}\d){8,10}(?!\d)|\+44(?:[ -]?\d){9,10}"
    r"|\b0800 ?1111\b|\b116 ?\d{3}\b)",
    re.IGNORECASE,
)
# What stands in each of them. A text without it need not be searched at length.
_PART_OF_A_CONTACT = re.compile(r"[\d/]|\.\S")
_NAMES = {
    "email": "An e-mail address",
    "url": "A web address",
    "phone": "A phone number",
}


def contacts_stand_under_contacts(dataset: Dataset) -> Iterator[Finding]:
    """Refuse a number in a sentence: it has no source and no date, so nobody can check it."""
    for place in dataset.public_texts:
        if not _PART_OF_A_CONTACT.search(place.text):
            continue
        for match in _CONTACT.finditer(place.text):
            in_gap = place.file == dataset.loaded.gaps_file
            yield dataset.finding(
                "contact-in-text",
                place.file,
                place.path,
                f"{_NAMES[str(match.lastgroup)]} stands in this text: {match[0].rstrip('.,;)')}",
                "A gap has no place for a contact. Make it a record, or say it without."
                if in_gap
                else "Make it a contact, with its source and the date, or move it to “notes”.",
            )


# The form of a full postcode: Royal Mail's rules as in BS 7666, except for a road and an ordinal
# number: “a6 2nd”.
_POSTCODE = re.compile(r"\b(?i:[A-Z]{1,2}\d[A-Z\d]? ?)\d(?!nd|rd|st|th)(?i:[ABD-HJLNP-UW-Z]{2})\b")
_STREET = re.compile(
    r"\b\d+[A-Za-z]?,? (?:[A-Z][\w'’-]+ ){1,3}"
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Way|Place|Square|Terrace|Gardens|Crescent|House)\b"
)


def addresses_stay_out(dataset: Dataset) -> Iterator[Finding]:
    """No postcode in any public text; in a confidential service not even a street.

    Some services (a refuge, for example) are only safe while nobody knows where they are.
    """
    for place in dataset.public_texts:
        found = [*_POSTCODE.finditer(place.text)]
        found += _STREET.finditer(place.text) if place.confidential else []
        for match in found:
            yield dataset.finding(
                "address-in-text",
                place.file,
                place.path,
                f"This looks like an address: {match[0]}",
                "Delete it. This service must not be found by the people it protects from."
                if place.confidential
                else "Delete it. The directory gives no street addresses.",
            )


# HTML, and the Markdown that people use most. “A < B” and “AT&T” are none.
_MARKUP = re.compile(
    r"<!--|-->|</?[a-z?!][^<>]*>?|&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,6});"
    r"|\*\*(?=\S)|(?<=\S)\*\*|(?<!\w)__(?=\S)|\]\(",
    re.IGNORECASE,
)


_PICTURES = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")


def texts_are_plain(dataset: Dataset) -> Iterator[Finding]:
    """Refuse HTML and Markdown: the site sets texts itself, and shows such marks as they are."""
    for place in dataset.public_texts:
        if pictures := [*dict.fromkeys(_PICTURES.findall(place.text))]:
            yield dataset.finding(
                "markup-in-text",
                place.file,
                place.path,
                f"A picture stands in this text: {shortened(' '.join(pictures))}",
                "Say it in words: a screen reader reads the name of each picture out.",
            )
        if marks := [*dict.fromkeys(_MARKUP.findall(place.text))]:
            yield dataset.finding(
                "markup-in-text",
                place.file,
                place.path,
                f"Marks for a web page stand in this text: {shortened(' '.join(marks))}",
                "Write plain words alone: visitors would read the marks as well. An address "
                "belongs under “contacts” or “sources”.",
            )
