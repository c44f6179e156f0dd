"""A confirmation belongs to the value that was confirmed, a date to what its page said. Pure."""

from collections.abc import Iterator

from safetyhelp.checks.dates import dated_parts
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding, Path, Severity
from safetyhelp.records.contacts import (
    WAYS,
    PlacedContact,
    contacts_of,
    key_of,
    not_confirmed,
    plain,
    values_of,
    with_hours,
)
from safetyhelp.records.model import Contact, Record, Seen
from safetyhelp.review.moves import Moves, pairs
from safetyhelp.text.words import day_in_words, in_words


def values_are_vouched_for(before: Dataset, after: Dataset, moved: Moves) -> Iterator[Finding]:
    """Yield a finding for each value that changed while what vouches for it stayed as it was."""
    for old, new in pairs(before, after, moved):
        known = list(contacts_of(old))
        for (contact, path), former in _partners(known, list(contacts_of(new))):
            said = list(_confirmation(contact, path, former, known, new, after))
            yield from said
            if not said and not _of_another_value(contact):
                yield from _date_of_contact(contact, path, former, new, after)
        yield from _dates(old, new, after)


def _values(contact: Contact) -> dict[str, str]:
    """Return what reaches somebody by its key, in the one spelling that all others have."""
    return {field: key_of(WAYS[field], value)[1] for field, value in values_of(contact).items()}


# Which contact was which


def _partners(
    old: list[PlacedContact], new: list[PlacedContact]
) -> Iterator[tuple[PlacedContact, Contact]]:
    """Yield each contact with the one that it was before; the most alike find each other first."""
    chances = [
        (_likeness(was, becomes), first, second)
        for first, was in enumerate(old)
        for second, becomes in enumerate(new)
    ]
    taken: set[int] = set()
    placed: set[int] = set()
    for likeness, first, second in sorted(chances, key=lambda chance: chance[0], reverse=True):
        if any(likeness) and first not in taken and second not in placed:
            taken.add(first)
            placed.add(second)
            yield new[second], old[first][0]


def _likeness(was: PlacedContact, becomes: PlacedContact) -> tuple[int, bool, bool]:
    """Return what speaks for two contacts being one, the strongest first.

    How many values they share, if they are for the same, if they stand in the same place.
    """
    (old, old_path), (new, new_path) = was, becomes
    shared = len({*_values(old).items()} & {*_values(new).items()})
    return shared, plain(old.purpose) == plain(new.purpose), old_path == new_path


# What was confirmed


def _of_another_value(contact: Contact) -> list[str]:
    """Return the fields of which its own confirmation shows that nobody tried them.

    For that, the former state is not needed: a rule across records tells it.
    """
    tried = contact.confirmation
    return not_confirmed(with_hours(contact), with_hours(tried)) if tried else []


def _confirmation(
    contact: Contact,
    path: Path,
    former: Contact,
    known: list[PlacedContact],
    record: Record,
    after: Dataset,
) -> Iterator[Finding]:
    tried = contact.confirmation
    if tried is None or contact.confirmed != former.confirmed:
        return
    told = _of_another_value(contact)
    vouched = {
        value
        for each, _ in known
        if each.confirmed == contact.confirmed
        for value in _values(each).items()
    }
    now = {field: value for field, value in _values(contact).items() if field not in told}
    new = [field for field, value in now.items() if (field, value) not in vouched]
    hours = not new and not told and plain(contact.hours) not in {plain(former.hours), ""}
    for field in [*new, *(["hours"] if hours else [])]:
        said, was = getattr(contact, field), getattr(former, field)
        what = f"{said} has taken the place of {was}" if was else f"{said} is new"
        yield after.finding(
            "confirmed-another-value",
            record.file,
            (*path, field),
            f"{what}, but “confirmed” still says {day_in_words(tried.day)}. Nobody has "
            "confirmed the new value.",
            "Delete “confirmed:” and the lines that belong to it. If you tried the new value "
            "yourself, write that day there.",
            Severity.WARNING if field == "hours" else Severity.ERROR,
        )


# What a page showed


def _stale(what: str, path: Path, seen: Seen, file: str, after: Dataset) -> Iterator[Finding]:
    if seen.on:
        yield after.finding(
            "seen-not-renewed",
            file,
            path,
            f"{what}, but the date of its page, {seen.on.in_words()}, is as before.",
            "Open the page, and write the date that it shows now, or the word unknown. If the "
            "page shows the new value and still this date, leave it.",
            Severity.WARNING,
        )


def _date_of_contact(
    contact: Contact, path: Path, former: Contact, record: Record, after: Dataset
) -> Iterator[Finding]:
    if contact.confirmed and contact.confirmed != former.confirmed:
        return  # whoever tried the new value needs no page for it
    old = _values(former)
    changed = [field for field, value in _values(contact).items() if old.get(field) != value]
    if contact.seen == former.seen and changed:
        words = in_words([getattr(contact, field) for field in changed], "and")
        verb = "is" if len(changed) == 1 else "are"
        where = (*path, "seen")
        yield from _stale(f"{words} {verb} new", where, contact.seen, record.file, after)


def _dates(old: Record, new: Record, after: Dataset) -> Iterator[Finding]:
    known = {part.name: part for part in dated_parts(old)}
    for part in dated_parts(new):
        former = known.get(part.name)
        if former and former.read != part.read and former.seen == part.seen:
            what = f"{part.name} has changed"
            yield from _stale(what, part.path, part.seen, new.file, after)
