"""The contacts of a record, and what all spellings of one contact have in common."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from urllib.parse import urlsplit

from safetyhelp.findings.model import Path
from safetyhelp.records.model import (
    Confirmation,
    Contact,
    OversightBody,
    Police,
    Record,
    is_current,
)
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


def overseers(record: Record, day: date) -> tuple[OversightBody, ...]:
    """Return the bodies that hold a police force to account on the day; none for other kinds."""
    every = (body for body, _ in oversight_of(record))
    return tuple(body for body in every if is_current(body.starts_on, body.ends_on, day))


def contacts_shown(record: Record, day: date) -> Iterator[Contact]:
    """Yield every contact of a record that its page shows on the day."""
    yield from record.contacts
    if isinstance(record.details, Police):
        yield from record.details.complaints
        for body in overseers(record, day):
            yield from body.contacts


PHONE_FIELDS = ("phone", "text_phone", "relay")
URL_FIELDS = ("url", "bsl")
WAYS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(PHONE_FIELDS, "phone"),
        "email": "email",
        **dict.fromkeys(URL_FIELDS, "url"),
    }
)
"""The fields of a contact that reach somebody, each with what it is."""


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


def values_of(contact: Contact | Confirmation) -> dict[str, str]:
    """Return what reaches somebody, or was tried, by its field."""
    return {field: getattr(contact, field) for field in WAYS if getattr(contact, field)}


def with_hours(contact: Contact | Confirmation) -> dict[str, str]:
    """Return what reaches somebody, or was tried, by its field, and the opening hours."""
    hours = {"hours": contact.hours} if contact.hours else {}
    return {**values_of(contact), **hours}


def same_value(field: str, one: str, other: str) -> bool:
    """Say whether two spellings of a field of a contact say the same."""
    if field in WAYS:
        return key_of(WAYS[field], one) == key_of(WAYS[field], other)
    return plain(one) == plain(other)


def plain(text: str) -> str:
    """Return the letters and digits of a text: how it is set changes nothing that it says."""
    return "".join(filter(str.isalnum, text.casefold()))


def not_confirmed(given: Mapping[str, str], tried: Mapping[str, str]) -> list[str]:
    """Return the fields of a contact with a value that is not the one that was tried.

    Opening hours count where somebody asked about them.
    """
    wanted = [field for field in WAYS if field in given]
    wanted += [field for field in ("hours",) if field in given and field in tried]
    return [f for f in wanted if f not in tried or not same_value(f, given[f], tried[f])]


def keys_of_record(record: Record) -> Iterator[tuple[Key, Path]]:
    """Yield key and place of every phone, e-mail and web address of a record."""
    for contact, path in contacts_of(record):
        for field, value in values_of(contact).items():
            yield key_of(WAYS[field], value), (*path, field)
    if isinstance(record.details, Police):
        for index, scheme in enumerate(record.details.accessibility_schemes):
            if scheme.url:
                yield key_of("url", scheme.url), ("accessibility_schemes", index, "url")
