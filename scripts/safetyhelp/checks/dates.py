"""Rules about dates: nothing was read tomorrow, nothing ends before it starts."""

from collections.abc import Iterator
from dataclasses import dataclass

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding, Path
from safetyhelp.records.contacts import contacts_of, key_of, oversight_of, plain
from safetyhelp.records.model import (
    AsbCaseReview,
    OversightBody,
    Partnership,
    Police,
    Record,
    Seen,
    VictimService,
)
from safetyhelp.text.words import day_in_words


@dataclass(frozen=True, slots=True)
class DatedPart:
    """A part of a record with the date of its page: where that stands, and what was read there."""

    path: Path
    seen: Seen
    read: object
    name: str


def dated_parts(record: Record) -> Iterator[DatedPart]:
    """Yield the parts of a record that are no contacts and have a page of their own."""
    details = record.details
    if isinstance(details, Partnership) and (members := details.members):
        yield DatedPart(("members", "as_of"), members.as_of, members.names, "The list of members")
    if isinstance(details, AsbCaseReview) and (threshold := details.threshold):
        read = (threshold.any_of, threshold.hate_crime, plain(threshold.wording))
        yield DatedPart(("threshold", "seen"), threshold.seen, read, "The threshold")
    if isinstance(details, Police):
        for index, scheme in enumerate(details.accessibility_schemes):
            path = ("accessibility_schemes", index, "seen")
            yield DatedPart(path, scheme.seen, key_of("url", scheme.url), scheme.name)


def _with_overseers(record: Record) -> Iterator[tuple[Record | OversightBody, Path]]:
    """Yield what has sources and a span: the record, and the bodies that oversee a force."""
    yield record, ()
    yield from oversight_of(record)


def _seen_dates(record: Record) -> Iterator[tuple[Seen, Path]]:
    for contact, path in contacts_of(record):
        yield contact.seen, (*path, "seen")
    for part in dated_parts(record):
        yield part.seen, part.path
    for body, path in _with_overseers(record):
        for index, source in enumerate(body.sources):
            yield source.seen, (*path, "sources", index, "seen")


def nothing_was_read_tomorrow(dataset: Dataset) -> Iterator[Finding]:
    """`seen`, `as_of` and `confirmed` cannot lie after the day of the check."""
    for record in dataset.loaded.records:
        dates = [(seen.on.first_day(), path) for seen, path in _seen_dates(record) if seen.on]
        dates += [
            (contact.confirmed, (*path, "confirmed", "day"))
            for contact, path in contacts_of(record)
            if contact.confirmed
        ]
        for day, path in dates:
            if day > dataset.today:
                yield dataset.finding(
                    "date-in-future",
                    record.file,
                    path,
                    f"This date has not come yet (today is {day_in_words(dataset.today)}).",
                    "Correct the date; “seen” is the date that the page showed.",
                )


def spans_make_sense(dataset: Dataset) -> Iterator[Finding]:
    """Check that an end comes after its start, and that what is replaced has an end."""
    for record in dataset.loaded.records:
        end_is_unread = dataset.is_unread(record.file, ("ends_on",))
        if record.replaced_by and not record.ends_on and not end_is_unread:
            yield dataset.finding(
                "date-impossible",
                record.file,
                ("replaced_by",),
                "Something takes its place, but it has no end.",
                "Add “ends_on:” with its last day, or delete “replaced_by:”.",
            )
        if record.replaced_by == record.id:
            yield dataset.finding(
                "date-impossible",
                record.file,
                ("replaced_by",),
                "A record cannot take its own place.",
                "Name the record that comes after it, or delete “replaced_by:”.",
            )
        for body, path in _with_overseers(record):
            starts_on, ends_on = body.starts_on, body.ends_on
            if starts_on and ends_on and ends_on.last_day() < starts_on.first_day():
                yield dataset.finding(
                    "date-impossible",
                    record.file,
                    (*path, "ends_on"),
                    f"It ends ({ends_on.in_words()}) before it starts ({starts_on.in_words()}).",
                    "Correct starts_on or ends_on.",
                )


def numbers_make_sense(dataset: Dataset) -> Iterator[Finding]:
    """Check ages and thresholds: no condition excludes everybody."""
    for record in dataset.loaded.records:
        details = record.details
        if isinstance(details, VictimService):
            youngest, oldest = details.age_from, details.age_to
            if youngest and oldest and oldest < youngest:
                yield dataset.finding(
                    "date-impossible",
                    record.file,
                    ("ages", "to"),
                    f"The oldest age ({oldest}) is below the youngest ({youngest}).",
                    "Correct “from” or “to”.",
                )
        if isinstance(details, AsbCaseReview) and details.threshold:
            for index, way in enumerate(details.threshold.any_of):
                window, each = way.within_months, way.reported_within_months
                if window and each and each > window:
                    yield dataset.finding(
                        "date-impossible",
                        record.file,
                        ("threshold", "any_of", index, "reported_within_months"),
                        f"Reports within {each} months of the event cannot all lie in the last "
                        f"{window} months.",
                        "Read the threshold on its source again.",
                    )


def nothing_was_confirmed_before_it_was_seen(dataset: Dataset) -> Iterator[Finding]:
    """Check that a contact was confirmed after its source page was published, not before."""
    for record in dataset.loaded.records:
        for contact, path in contacts_of(record):
            seen, confirmed = contact.seen.on, contact.confirmed
            if seen and confirmed and confirmed < seen.first_day():
                yield dataset.finding(
                    "date-impossible",
                    record.file,
                    (*path, "confirmed", "day"),
                    f"It was confirmed ({day_in_words(confirmed)}) before its page was published "
                    f"({seen.in_words()}).",
                    "“seen” is the date that the page showed, “confirmed” the day of your check. "
                    "Correct one of them.",
                )
