"""Rules about ids: well formed, never used twice, and every reference leads to a live record."""

import re
from collections.abc import Iterator

from directory.checks.subject import Subject
from directory.findings import Finding, Path
from directory.records.model import Record
from directory.wording import did_you_mean

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_LENGTH = 80


def file_names_are_ids(subject: Subject) -> Iterator[Finding]:
    """The stem of a file is the id of its record and part of a web address."""
    for record in subject.loaded.records:
        if not _ID.fullmatch(record.id) or len(record.id) > _MAX_LENGTH:
            better = re.sub(r"[^a-z0-9]+", "-", record.id.lower()).strip("-")[:_MAX_LENGTH]
            yield subject.finding(
                "wrong-file-name",
                record.file,
                (),
                f"“{record.id}” cannot be an id: use lower-case letters, digits and hyphens, "
                f"{_MAX_LENGTH} at most.",
                f"Rename the file to {better.rstrip('-')}.yml.",
            )


def ids_are_unique(subject: Subject) -> Iterator[Finding]:
    """An id, once used, leads to one record for ever: also as a former id."""
    owners = {(record.kind, record.id): record.file for record in subject.loaded.records}
    for record in subject.loaded.records:
        for index, former in enumerate(record.former_ids):
            key = (record.kind, former)
            if key in owners:
                yield subject.finding(
                    "id-collision",
                    record.file,
                    ("former_ids", index),
                    f"The id “{former}” already belongs to {owners[key]}.",
                    "Two records cannot have one address. Delete it from one of them.",
                )
            owners.setdefault(key, record.file)


def _check_reference(
    subject: Subject, file: str, path: Path, wanted: str, known: dict[str, Record]
) -> Iterator[Finding]:
    record = known.get(wanted)
    if record is None:
        yield subject.finding(
            "unknown-record",
            file,
            path,
            f"There is no record with the id “{wanted}”.",
            did_you_mean(wanted, sorted(known), "The id of a record is its file name, no .yml."),
        )
    elif record.ends_on and record.ends_on.last_day() < subject.today:
        yield subject.finding(
            "ended-record-referenced",
            file,
            path,
            f"“{wanted}” ({record.file}) ended in {record.ends_on.in_words()}.",
            f"Name the record that took its place: {record.replaced_by}."
            if record.replaced_by
            else "Name a record that is still true, or delete the reference.",
        )


def references_lead_somewhere(subject: Subject) -> Iterator[Finding]:
    """What takes a record's place, or may carry a withdrawn contact, must be a live record."""
    for record in subject.loaded.records:
        if record.replaced_by:
            siblings = {r.id: r for r in subject.loaded.records if r.kind == record.kind}
            yield from _check_reference(
                subject, record.file, ("replaced_by",), record.replaced_by, siblings
            )
    everyone = {record.id: record for record in subject.loaded.records}
    for entry in subject.loaded.withdrawn:
        for index, allowed in enumerate(entry.allowed_in):
            path = ("withdrawn", entry.position, "allowed_in", index)
            yield from _check_reference(
                subject, subject.loaded.withdrawn_file, path, allowed, everyone
            )
