"""The contacts of a record, and what all spellings of one contact have in common."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from safetyhelp.findings.model import Path
from safetyhelp.records.model import Contact, OversightBody, Police, Record
from safetyhelp.records.phones import phone_key

PlacedContact = tuple[Contact, Path]
"""A contact and where it stands in its record."""


def _placed(contacts: tuple[Contact, ...], path: Path) -> Iterator[PlacedContact]:
    return ((contact, (*path, index)) for index, contact in enumerate(contacts))


def contacts_of(record: Record) -> Iterator[PlacedContact]:
    """Yield every contact of a record, those of a police force's overseers included."""
    yield from _placed(record.contacts, ("contacts",))
    if isinstance(record.details, Police):
        yield from _placed(record.details.complaints, ("complaints",))
        for body, path in oversight_of(record):
            yield from _placed(body.contacts, (*path, "contacts"))


def oversight_of(record: Record) -> Iterator[tuple[OversightBody, Path]]:
    """Yield the oversight bodies of a police record, none for other kinds."""
    if isinstance(record.details, Police):
        for index, body in enumerate(record.details.oversight):
            yield body, ("oversight", index)


PHONE_FIELDS = ("phone", "text_phone", "relay")
URL_FIELDS = ("url", "bsl")


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


def key_of(what: str, value: str) -> Key:
    """Return the key of a value that is a phone, an email or a url."""
    if what == "phone":
        return what, phone_key(value)
    if what == "url":
        return what, url_key(value)
    return what, value.lower()


def _keys_of_contact(contact: Contact, path: Path) -> Iterator[tuple[Key, Path]]:
    for field in PHONE_FIELDS:
        if getattr(contact, field):
            yield key_of("phone", getattr(contact, field)), (*path, field)
    if contact.email:
        yield key_of("email", contact.email), (*path, "email")
    for field in URL_FIELDS:
        if getattr(contact, field):
            yield key_of("url", getattr(contact, field)), (*path, field)


def keys_of_record(record: Record) -> Iterator[tuple[Key, Path]]:
    """Yield key and place of every phone, e-mail and web address of a record."""
    for contact, path in contacts_of(record):
        yield from _keys_of_contact(contact, path)
    if isinstance(record.details, Police):
        for index, scheme in enumerate(record.details.accessibility_schemes):
            if scheme.url:
                yield key_of("url", scheme.url), ("accessibility_schemes", index, "url")
