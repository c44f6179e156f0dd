"""Which contacts nobody has confirmed for a year. Pure."""

from collections.abc import Iterator
from datetime import date

from safetyhelp.evidence.seen import YEAR, values_of
from safetyhelp.evidence.state import State
from safetyhelp.findings.model import Finding, Severity
from safetyhelp.records.contacts import contacts_of
from safetyhelp.records.files.loaded import Loaded
from safetyhelp.records.model import Contact, not_ended
from safetyhelp.text.words import day_in_words
from safetyhelp.yaml.parse import position


def _last_confirmed(state: State, contact: Contact, today: date) -> str:
    """Say when a contact was last confirmed, if that is a year ago; empty when all is well.

    A contact that no check has looked for yet is left alone: nothing is known about it.
    """
    known = [value.known for value in values_of(state, contact) if value.known]
    if not known:
        return ""
    waiting = min(value.confirmed_on or value.first_seen for value in known)
    if today - max(waiting, contact.confirmed or waiting) <= YEAR:
        return ""
    days = [value.confirmed_on for value in known if value.confirmed_on]
    last = max(min(days) if len(days) == len(known) else date.min, contact.confirmed or date.min)
    if last == date.min:
        return f"This contact has never been found on its source since {day_in_words(waiting)}."
    return f"This contact was last confirmed on {day_in_words(last)}, more than a year ago."


def contacts_are_confirmed(loaded: Loaded, state: State, today: date) -> Iterator[Finding]:
    """Warn of contacts that neither a check nor a person has confirmed for twelve months."""
    for record in not_ended(loaded.records, today):
        for contact, path in contacts_of(record):
            message = _last_confirmed(state, contact, today)
            if message:
                yield Finding(
                    "contact-not-confirmed",
                    record.file,
                    *position(loaded.texts[record.file], path),
                    path,
                    message,
                    f"Open the source ({contact.source}). If the contact stands there, add "
                    "“confirmed:” with the day. If not, correct it.",
                    Severity.WARNING,
                )
