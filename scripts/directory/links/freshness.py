"""When each contact was last seen on its official page: what the site and validation ask. Pure.

    state = read_state(path)
    day = seen_on(state, contact)      # a date, or None

`seen_on` answers for the contact as a whole: the day on which all its numbers and addresses stood
on its source.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urldefrag

from directory.checks.subject import contacts_of
from directory.findings import Finding, Severity
from directory.links.addresses import fact_key, not_ended
from directory.links.facts import Kind
from directory.links.found import Result
from directory.links.state import FactState, State
from directory.records.model import Contact
from directory.records.reading import Loaded
from directory.records.strict_yaml import position
from directory.wording import day_in_words

LONGEST = timedelta(days=365)
_FIELDS = (
    ("phone", Kind.PHONE),
    ("text_phone", Kind.PHONE),
    ("relay", Kind.PHONE),
    ("email", Kind.EMAIL),
)


@dataclass(frozen=True, slots=True)
class Freshness:
    """How well the contacts of the directory are confirmed, for the freshness page."""

    contacts: int
    seen_in_90_days: int
    seen_in_365_days: int
    seen_before: int
    never_seen: int
    missing: int


def _values(state: State, contact: Contact) -> list[FactState | None]:
    facts = state.facts.get(urldefrag(contact.source).url, {})
    return [
        facts.get(fact_key(kind, getattr(contact, field)))
        for field, kind in _FIELDS
        if getattr(contact, field)
    ]


def seen_on(state: State, contact: Contact) -> date | None:
    """Return the day on which every value of a contact was last seen on its source.

    None when one of them was never seen, is missing there now, or when the contact has only a web
    address (whether that answers is another question: see `LinkState.last_ok`).
    """
    days = []
    for known in _values(state, contact):
        if known is None or known.confirmed_on is None or known.result is Result.MISSING:
            return None
        days.append(known.confirmed_on)
    return min(days) if days else None


def is_missing(state: State, contact: Contact) -> bool:
    """Say whether a value of a contact was looked for on its source and not found."""
    return any(known and known.result is Result.MISSING for known in _values(state, contact))


def _contacts(loaded: Loaded, today: date) -> Iterator[tuple[str, Contact, tuple[str | int, ...]]]:
    for record in not_ended(loaded.records, today):
        for contact, path in contacts_of(record):
            if any(getattr(contact, field) for field, _ in _FIELDS):
                yield record.file, contact, path


def freshness(loaded: Loaded, state: State, today: date) -> Freshness:
    """Count the contacts with a number or an e-mail address by how lately they were seen."""
    days = [
        (seen_on(state, contact), is_missing(state, contact))
        for _, contact, _ in _contacts(loaded, today)
    ]
    ages = [today - day for day, _ in days if day]
    return Freshness(
        contacts=len(days),
        seen_in_90_days=sum(age <= timedelta(days=90) for age in ages),
        seen_in_365_days=sum(age <= LONGEST for age in ages),
        seen_before=sum(age > LONGEST for age in ages),
        never_seen=sum(day is None and not missing for day, missing in days),
        missing=sum(missing for _, missing in days),
    )


def contacts_are_confirmed(loaded: Loaded, state: State, today: date) -> Iterator[Finding]:
    """Warn of contacts that nobody, and no check, has confirmed for twelve months.

    Contacts that no check has ever looked for are left out while the state is empty: a directory
    that has not been checked yet would drown in warnings.
    """
    if not state.facts:
        return
    for file, contact, path in _contacts(loaded, today):
        days = [day for day in (seen_on(state, contact), contact.confirmed) if day]
        last = max(days, default=None)
        if last is not None and today - last <= LONGEST:
            continue
        since = f"since {day_in_words(last)}" if last else "yet"
        yield Finding(
            "contact-not-confirmed",
            file,
            *position(loaded.texts[file], path),
            path,
            f"This contact has not been confirmed on its source {since}.",
            "Open the source. If the contact stands there, add “confirmed:” with the day. If not, "
            "correct it.",
            Severity.WARNING,
        )
