"""Rules about the two lists of contacts: withdrawn ones stay away; others wait to be checked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding, Path, Severity
from safetyhelp.records.contacts import Key, key_of, keys_of_record, url_key
from safetyhelp.records.formats import email_fault
from safetyhelp.records.model import ListedContact, WithdrawnContact
from safetyhelp.records.phones import phone_key

_Entry = TypeVar("_Entry", bound=ListedContact)


def _by_key(entries: Sequence[_Entry]) -> dict[Key, _Entry]:
    return {key_of(entry.what, entry.value): entry for entry in entries}


def _entry_for(key: Key, listed: Mapping[Key, _Entry]) -> _Entry | None:
    """Find the entry that lists a contact; one for a bare site lists all its pages."""
    what, value = key
    if what == "url" and key not in listed:
        key = (what, value.partition("/")[0])
    return listed.get(key)


def withdrawn_contacts_stay_away(dataset: Dataset) -> Iterator[Finding]:
    """Refuse every contact on the list of withdrawn ones, even inside a text."""
    withdrawn = _by_key(dataset.loaded.withdrawn)
    for record in dataset.loaded.records:
        for key, path in keys_of_record(record):
            entry = _entry_for(key, withdrawn)
            if entry and record.id not in entry.allowed_in:
                yield _is_withdrawn(dataset, record.file, entry, path)
    for place in dataset.public_texts:
        for found in re.findall(r"\d(?:[ -]?\d){6,}", place.text):
            entry = withdrawn.get(("phone", phone_key(found)))
            if entry and place.record_id not in entry.allowed_in:
                yield _is_withdrawn(dataset, place.file, entry, place.path)


def _is_withdrawn(dataset: Dataset, file: str, entry: WithdrawnContact, path: Path) -> Finding:
    return dataset.finding(
        "withdrawn-contact",
        file,
        path,
        f"{entry.value} must not be published ({entry.belonged_to}: {entry.reason.rstrip('.')}).",
        "Delete it. If there is new evidence that it works here, add this record's id to "
        "“allowed_in” of its entry in data/withdrawn.yml and say why.",
    )


def unchecked_contacts_get_checked(dataset: Dataset) -> Iterator[Finding]:
    """Ask whether a contact that waits to be checked has been, now that a record gives it.

    It is not refused: nobody knows anything against it.
    """
    unchecked = _by_key(dataset.loaded.not_checked)
    for record in dataset.loaded.records:
        for key, path in keys_of_record(record):
            entry = _entry_for(key, unchecked)
            if entry:
                yield dataset.finding(
                    "not-checked-in-use",
                    record.file,
                    path,
                    f"{entry.value} is on the list of contacts that nobody has checked "
                    f"({entry.belonged_to}: {entry.reason.rstrip('.')}).",
                    "If its source is the body's own public page, delete the entry in "
                    "data/not-checked.yml. If not, take the contact out of the record.",
                    Severity.WARNING,
                )


def no_contact_is_on_both_lists(dataset: Dataset) -> Iterator[Finding]:
    """Refuse a contact that is withdrawn and waits to be checked: it can only be one of the two."""
    withdrawn = _by_key(dataset.loaded.withdrawn)
    for entry in dataset.loaded.not_checked:
        if _entry_for(key_of(entry.what, entry.value), withdrawn):
            yield dataset.finding(
                "on-both-lists",
                dataset.loaded.not_checked_file,
                ("not_checked", entry.position, "value"),
                f"{entry.value} stands in data/withdrawn.yml as well.",
                "If it is known to be dead or wrong, delete this entry. If nobody has checked it, "
                "delete the one in data/withdrawn.yml.",
            )


_MALFORMED = {
    "phone": "A phone number has at least three digits and no letters.",
    "email": "An e-mail address looks like name@place.uk.",
    "url": "A web address looks like https://www.place.uk/page.",
}


def _is_malformed(entry: ListedContact) -> bool:
    """Say whether a listed value cannot match anything of its kind.

    It may well be a misprint, or lie on a host that is refused: it is written as it was seen.
    """
    if entry.what == "phone":
        return not re.fullmatch(r"\+?[0-9 ()-]+", entry.value) or len(phone_key(entry.value)) < 2
    if entry.what == "email":
        known_host = re.sub(r"@.*", "@place.uk", entry.value, count=1)
        return entry.value.count("@") != 1 or email_fault(known_host) is not None
    host, dot, _ = url_key(entry.value).partition("/")[0].rpartition(".")
    return not host or not dot or " " in entry.value


def lists_can_work(dataset: Dataset) -> Iterator[Finding]:
    """Each entry of a list can match a contact of its kind, and stands there once."""
    loaded = dataset.loaded
    yield from _can_work(dataset, loaded.withdrawn_file, "withdrawn", loaded.withdrawn)
    yield from _can_work(dataset, loaded.not_checked_file, "not_checked", loaded.not_checked)


_ALL_THAT_IS_KNOWN: Mapping[str, str] = MappingProxyType(
    {"withdrawn": "its reason and “allowed_in”", "not_checked": "its reason"}
)


def _can_work(
    dataset: Dataset, file: str, name: str, entries: Sequence[ListedContact]
) -> Iterator[Finding]:
    seen: set[Key] = set()
    for entry in entries:
        path = (name, entry.position, "value")
        if entry.what not in _MALFORMED:  # it cannot be read, and that is told
            continue
        if _is_malformed(entry):
            yield dataset.finding(
                "wrong-form",
                file,
                path,
                f"“{entry.value}” does not go with “what: {entry.what}”.",
                f"{_MALFORMED[entry.what]} Correct “value” or “what”.",
            )
            continue
        key = key_of(entry.what, entry.value)
        if key in seen:
            yield dataset.finding(
                "repeated-item",
                file,
                path,
                f"{entry.value} stands in this list twice.",
                f"Keep one entry, with all that is known in {_ALL_THAT_IS_KNOWN[name]}.",
            )
        seen.add(key)
