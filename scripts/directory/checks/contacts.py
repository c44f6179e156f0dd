"""Rules about contacts: nothing withdrawn, nothing personal, nothing hidden in a text."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from directory.checks.public_text import texts_of
from directory.checks.subject import Subject, contacts_of
from directory.findings import Finding, Severity
from directory.records.model import Contact, Record, VictimService, WithdrawnContact

PHONE_FIELDS = ("phone", "text_phone", "relay")
_URL_FIELDS = ("url", "bsl")
_EVIDENCE_YEARS = 3


def phone_key(text: str) -> str:
    """Return what two spellings of one phone number have in common."""
    digits = re.sub(r"\D", "", text)
    for prefix in ("18001", "0044", "44"):
        if digits.startswith(prefix) and len(digits) > len(prefix) + 6:
            digits = digits.removeprefix(prefix)
    return digits.lstrip("0")


def url_key(text: str) -> str:
    """Return what two spellings of one web address have in common."""
    parts = urlsplit(text if "//" in text else f"//{text}")
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}".lower()


def _values(contact: Contact) -> Iterator[tuple[str, str, str]]:
    """Yield (what, key, field) for every phone, e-mail and web address of a contact."""
    for field in PHONE_FIELDS:
        if getattr(contact, field):
            yield "phone", phone_key(getattr(contact, field)), field
    if contact.email:
        yield "email", contact.email.lower(), "email"
    for field in _URL_FIELDS:
        if getattr(contact, field):
            yield "url", url_key(getattr(contact, field)), field


def _withdrawn_key(entry: WithdrawnContact) -> tuple[str, str]:
    if entry.what == "phone":
        return entry.what, phone_key(entry.value)
    if entry.what == "url":
        return entry.what, url_key(entry.value)
    return entry.what, entry.value.lower()


def withdrawn_contacts_stay_away(subject: Subject) -> Iterator[Finding]:
    """A contact on the list of withdrawn ones must not come back, not even inside a text."""
    withdrawn = {_withdrawn_key(entry): entry for entry in subject.loaded.withdrawn}
    numbers = {key[1]: entry for key, entry in withdrawn.items() if key[0] == "phone" and key[1]}
    for record in subject.loaded.records:
        for contact, path in contacts_of(record):
            for what, key, field in _values(contact):
                entry = withdrawn.get((what, key))
                if entry and record.id not in entry.allowed_in:
                    yield _is_withdrawn(subject, record, entry, (*path, field))
        for text, path in texts_of(record):
            for found in re.findall(r"\d(?:[ -]?\d){6,}", text):
                entry = numbers.get(phone_key(found))
                if entry and record.id not in entry.allowed_in:
                    yield _is_withdrawn(subject, record, entry, path)


def _is_withdrawn(
    subject: Subject, record: Record, entry: WithdrawnContact, path: tuple[str | int, ...]
) -> Finding:
    return subject.finding(
        "withdrawn-contact",
        record.file,
        path,
        f"{entry.value} must not be published ({entry.belonged_to}: {entry.reason.rstrip('.')}).",
        "Delete it. If there is new evidence that it works here, add this record's id to "
        "“allowed_in” of its entry in data/withdrawn.yml and say why.",
    )


_CONTACT_IN_TEXT = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+\.[\w.-]+)|(?P<url>(?:https?://|www\.)\S+)"
    r"|(?P<phone>(?<!\d)(?:\+44|0)(?:[ -]?\d){8,10}(?!\d))"
)
_NAMES = {
    "email": "An e-mail address",
    "url": "A web address",
    "phone": "A phone number",
}


def contacts_stand_under_contacts(subject: Subject) -> Iterator[Finding]:
    """A number in a sentence has no source and no date, so it cannot be checked."""
    for record in subject.loaded.records:
        for text, path in texts_of(record):
            match = _CONTACT_IN_TEXT.search(text)
            if match:
                yield subject.finding(
                    "contact-in-text",
                    record.file,
                    path,
                    f"{_NAMES[str(match.lastgroup)]} stands in this text: {match[0]}",
                    "Make it a contact, with its source and the date, or move it to “notes”.",
                )


# The form of a full postcode: Royal Mail's rules as in BS 7666.
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b")
_STREET = re.compile(
    r"\b\d+[A-Za-z]?,? (?:[A-Z][\w'’-]+ ){1,3}"
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Way|Place|Square|Terrace|Gardens|Crescent|House)\b"
)


def addresses_stay_out(subject: Subject) -> Iterator[Finding]:
    """No postcode in any public text; in a confidential service not even a street.

    Some services (a refuge, for example) are only safe while nobody knows where they are.
    """
    for record in subject.loaded.records:
        details = record.details
        confidential = isinstance(details, VictimService) and details.confidential == "yes"
        for text, path in texts_of(record):
            match = _POSTCODE.search(text) or (_STREET.search(text) if confidential else None)
            if match:
                yield subject.finding(
                    "address-in-text",
                    record.file,
                    path,
                    f"This looks like an address: {match[0]}",
                    "Delete it. This service must not be found by the people it protects from."
                    if confidential
                    else "Delete it. The directory gives no street addresses.",
                )


_OFFICE_WORDS = frozenset(
    """access action advice advocacy against alliance anti antisocial approaches asb authority
    behaviour board borough bsl business care carer carers case centre chief cjs citizen city
    cohesion commissioner communications communities community complaint complaints connect
    consultation contact cops council county court crime crimes csp customer customerservices
    customers democratic department desk digital disability district domestic duty east
    emergency engagement enquiries enquiry enforcement environment environmental equality
    executive family feedback front general hate headquarters health hello help helpdesk
    helpline home homes house housing hub human incident info information justice landlord
    legal liaison licensing live local mail mailbox mediation member neighbour neighbourhood
    neighbourhoods network noise north nuisance office officer online opcc operations partner
    partners partnership partnerships pcc pcsp performance planning police policing policy
    prevention problem protection public quality reception referral referrals regulatory report
    reporting request resilience resolve response restorative review reviews rj safe safeguarding
    safer safety scheme scrutiny secretariat secretary security service services social solutions
    south standards stop street strategy street support tackling team tenancy together town
    trading trigger trust victim victims voluntary volunteer warden wardens welfare west witness
    witnesses women young youth""".split()
)
_PRIVATE_MAIL = frozenset(
    "gmail.com googlemail.com hotmail.com hotmail.co.uk outlook.com live.co.uk yahoo.com "
    "yahoo.co.uk icloud.com aol.com btinternet.com".split()
)


def _is_personal(email: str) -> bool:
    local, _, host = email.lower().partition("@")
    words = re.split(r"[._-]", local)
    if any(word in _OFFICE_WORDS for word in words):
        return False
    looks_like_a_name = len(words) in (2, 3) and all(word.isalpha() for word in words)
    return looks_like_a_name or host in _PRIVATE_MAIL


def emails_belong_to_teams(subject: Subject) -> Iterator[Finding]:
    """Only offices and teams are listed: a person moves on, and has a right to privacy."""
    for record in subject.loaded.records:
        for contact, path in contacts_of(record):
            if contact.email and _is_personal(contact.email):
                yield subject.finding(
                    "personal-email",
                    record.file,
                    (*path, "email"),
                    f"{contact.email} looks like the address of one person.",
                    "Use the address of the team or the office, or leave it out.",
                )


def evidence_is_fresh(subject: Subject) -> Iterator[Finding]:
    """Warn of a contact whose page showed an old date and which nobody has confirmed since."""
    for record in subject.directory.records:
        for contact, path in contacts_of(record):
            seen = contact.seen.on
            if contact.confirmed or seen is None:
                continue
            if subject.today.year - seen.year >= _EVIDENCE_YEARS:
                yield subject.finding(
                    "old-evidence",
                    record.file,
                    (*path, "seen"),
                    f"The page that shows this contact is from {seen.in_words()}, "
                    "and nobody has confirmed the contact since.",
                    "Check that it still works. Then add “confirmed:” with the day.",
                    Severity.WARNING,
                )
