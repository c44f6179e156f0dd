"""Rules about contacts: nothing withdrawn, nothing personal, nothing that nobody looked at."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from directory.checks.people import is_personal
from directory.checks.public_text import public_texts
from directory.checks.subject import Subject, contacts_of
from directory.findings import Finding, Path, Severity
from directory.records.formats import email_fault
from directory.records.kinds import REPORTING
from directory.records.model import Contact, Police, Record, WithdrawnContact
from directory.wording import day_in_words

PHONE_FIELDS = ("phone", "text_phone", "relay")
_URL_FIELDS = ("url", "bsl")
_EVIDENCE_YEARS = 3
_RELAY_PREFIX = "18001"


def phone_key(text: str) -> str:
    """Return what two spellings of one phone number have in common."""
    digits = re.sub(r"\D", "", text)
    if len(digits) > len(_RELAY_PREFIX):
        digits = digits.removeprefix(_RELAY_PREFIX)
    for prefix in ("0044", "44"):
        if digits.startswith(prefix) and len(digits) > len(prefix) + 6:
            digits = digits.removeprefix(prefix)
    return digits.lstrip("0")


def url_key(text: str) -> str:
    """Return what two spellings of one web address have in common."""
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
    except ValueError:  # square brackets that are not an address; no contact has such a one
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}".lower()


Key = tuple[str, str]
"""What a contact is (phone, email, url), and what all its spellings have in common."""


def _values(contact: Contact, path: Path) -> Iterator[tuple[Key, Path]]:
    """Yield key and place of every phone, e-mail and web address of a contact."""
    for field in PHONE_FIELDS:
        if getattr(contact, field):
            yield ("phone", phone_key(getattr(contact, field))), (*path, field)
    if contact.email:
        yield ("email", contact.email.lower()), (*path, "email")
    for field in _URL_FIELDS:
        if getattr(contact, field):
            yield ("url", url_key(getattr(contact, field))), (*path, field)


def _all_values(record: Record) -> Iterator[tuple[Key, Path]]:
    for contact, path in contacts_of(record):
        yield from _values(contact, path)
    if isinstance(record.details, Police):
        for index, scheme in enumerate(record.details.accessibility_schemes):
            if scheme.url:
                yield ("url", url_key(scheme.url)), ("accessibility_schemes", index, "url")


def _withdrawn_key(entry: WithdrawnContact) -> Key:
    if entry.what == "phone":
        return entry.what, phone_key(entry.value)
    if entry.what == "url":
        return entry.what, url_key(entry.value)
    return entry.what, entry.value.lower()


def _entry_for(key: Key, withdrawn: dict[Key, WithdrawnContact]) -> WithdrawnContact | None:
    """Find the entry that withdraws a contact; one for a bare site withdraws all its pages."""
    what, value = key
    if what == "url" and key not in withdrawn:
        key = (what, value.partition("/")[0])
    return withdrawn.get(key)


def withdrawn_contacts_stay_away(subject: Subject) -> Iterator[Finding]:
    """Refuse every contact on the list of withdrawn ones, even inside a text."""
    withdrawn = {_withdrawn_key(entry): entry for entry in subject.loaded.withdrawn}
    for record in subject.loaded.records:
        for key, path in _all_values(record):
            entry = _entry_for(key, withdrawn)
            if entry and record.id not in entry.allowed_in:
                yield _is_withdrawn(subject, record.file, entry, path)
    for place in public_texts(subject.loaded):
        for found in re.findall(r"\d(?:[ -]?\d){6,}", place.text):
            entry = withdrawn.get(("phone", phone_key(found)))
            if entry and place.record_id not in entry.allowed_in:
                yield _is_withdrawn(subject, place.file, entry, place.path)


_MALFORMED = {
    "phone": "A phone number has at least three digits and no letters.",
    "email": "An e-mail address looks like name@place.uk.",
    "url": "A web address looks like https://www.place.uk/page.",
}


def _is_malformed(entry: WithdrawnContact) -> bool:
    """Say whether a withdrawn value cannot match anything of its kind.

    It may well be a misprint, or lie on a host that is refused: it is written as it was seen.
    """
    if entry.what == "phone":
        return not re.fullmatch(r"\+?[0-9 ()-]+", entry.value) or len(phone_key(entry.value)) < 2
    if entry.what == "email":
        known_host = re.sub(r"@.*", "@place.uk", entry.value, count=1)
        return entry.value.count("@") != 1 or email_fault(known_host) is not None
    host, dot, _ = url_key(entry.value).partition("/")[0].rpartition(".")
    return not host or not dot or " " in entry.value


def withdrawn_list_can_work(subject: Subject) -> Iterator[Finding]:
    """Each entry of the list can match a contact of its kind, and stands there once."""
    seen: set[Key] = set()
    for entry in subject.loaded.withdrawn:
        path = ("withdrawn", entry.position, "value")
        if _is_malformed(entry):
            yield subject.finding(
                "wrong-form",
                subject.loaded.withdrawn_file,
                path,
                f"“{entry.value}” does not go with “what: {entry.what}”.",
                f"{_MALFORMED[entry.what]} Correct “value” or “what”.",
            )
            continue
        key = _withdrawn_key(entry)
        if key in seen:
            yield subject.finding(
                "repeated-item",
                subject.loaded.withdrawn_file,
                path,
                f"{entry.value} stands in this list twice.",
                "Keep one entry, with all that is known in its reason and “allowed_in”.",
            )
        seen.add(key)


def _is_withdrawn(subject: Subject, file: str, entry: WithdrawnContact, path: Path) -> Finding:
    return subject.finding(
        "withdrawn-contact",
        file,
        path,
        f"{entry.value} must not be published ({entry.belonged_to}: {entry.reason.rstrip('.')}).",
        "Delete it. If there is new evidence that it works here, add this record's id to "
        "“allowed_in” of its entry in data/withdrawn.yml and say why.",
    )


def ways_to_report_lead_somewhere(subject: Subject) -> Iterator[Finding]:
    """Want a contact in every way to report that has not ended: without one it is none.

    The schema cannot say so: contacts are taken out of a record that has ended.
    """
    for record in subject.loaded.records:
        ended = record.ends_on and record.ends_on.last_day() < subject.today
        if record.kind == REPORTING and not record.contacts and not ended:
            yield subject.finding(
                "missing-field",
                record.file,
                (),
                "“contacts” is missing from this way to report.",
                "Add “contacts:” with at least one. If it has closed, write its last day after "
                "“ends_on:”.",
            )


def emails_belong_to_teams(subject: Subject) -> Iterator[Finding]:
    """Only offices and teams are listed: a person moves on, and has a right to privacy."""
    areas = subject.words_in_areas
    for record in subject.loaded.records:
        for contact, path in contacts_of(record):
            if contact.shared_mailbox or not contact.email:
                continue
            if is_personal(contact.email, areas):
                yield subject.finding(
                    "personal-email",
                    record.file,
                    (*path, "email"),
                    f"{contact.email} looks like the address of one person.",
                    "Use the address of the team or the office, or leave it out. If you made sure "
                    "that a team reads it, write “shared_mailbox: yes” below it, and say in "
                    "“notes” how you know.",
                )


def evidence_is_fresh(subject: Subject) -> Iterator[Finding]:
    """Warn of a contact whose page showed an old date and which nobody has confirmed since."""
    for record in subject.directory.records:
        for contact, path in contacts_of(record):
            seen, confirmed = contact.seen.on, contact.confirmed
            last = confirmed or (seen.last_day() if seen else None)
            if last is None or not _is_old(last, subject.today):
                continue
            yield subject.finding(
                "old-evidence",
                record.file,
                (*path, "confirmed" if confirmed else "seen"),
                f"This contact was last confirmed on {day_in_words(confirmed)}."
                if confirmed
                else f"The page that shows this contact is from {seen.in_words() if seen else ''}, "
                "and nobody has confirmed the contact since.",
                "Check that it still works. Then write the day of the check after “confirmed:”.",
                Severity.WARNING,
            )


def _is_old(last: date, today: date) -> bool:
    """Say whether `_EVIDENCE_YEARS` have passed: to the day, and 29 February counts as 1 March."""
    return (last.year + _EVIDENCE_YEARS, last.month, last.day) <= (
        today.year,
        today.month,
        today.day,
    )
