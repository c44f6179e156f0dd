"""What two spellings of one phone number, e-mail address or web address have in common."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from safetyhelp.dataset.dataset import contacts_of
from safetyhelp.findings.model import Path
from safetyhelp.records.model import Contact, Police, Record

PHONE_FIELDS = ("phone", "text_phone", "relay")
_URL_FIELDS = ("url", "bsl")
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
    for field in _URL_FIELDS:
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
