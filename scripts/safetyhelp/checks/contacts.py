"""Rules about contacts: nothing personal, nothing that nobody looked at, no report to nowhere."""

from collections.abc import Iterator
from datetime import date

from safetyhelp.checks.people import is_personal
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding, Path, Severity
from safetyhelp.records.contacts import contacts_of, not_confirmed, with_hours
from safetyhelp.records.dates import day_after
from safetyhelp.records.kinds import REPORTING
from safetyhelp.records.model import Confirmation, Contact, Police, Record, not_ended
from safetyhelp.text.words import day_in_words

_EVIDENCE_YEARS = 3


def ways_to_report_lead_somewhere(dataset: Dataset) -> Iterator[Finding]:
    """Want a contact in every way to report that has not ended: without one it is none.

    The schema cannot say so: contacts are taken out of a record that has ended.
    """
    for record in not_ended(dataset.loaded.records, dataset.today):
        if record.kind == REPORTING and not record.contacts:
            yield dataset.finding(
                "missing-field",
                record.file,
                ("contacts",),
                "“contacts” is missing from this way to report.",
                "Add “contacts:” with at least one. If it has closed, write its last day after "
                "“ends_on:”.",
            )


def what_has_ended_has_no_contacts(dataset: Dataset) -> Iterator[Finding]:
    """Find contacts of a record that has ended. It is overdue: nobody sees them, or checks them.

    They stay while the end is still to come, so the day on which it comes makes no error of it.
    """
    for record in dataset.loaded.records:
        ended = record.ends_on and record.ends_on.last_day()
        if not ended or ended >= dataset.today:
            continue
        complaints = isinstance(record.details, Police) and record.details.complaints
        for key, kept in (("contacts", record.contacts), ("complaints", complaints)):
            if kept:
                yield dataset.finding(
                    "ended-with-contacts",
                    record.file,
                    (key,),
                    f"This ended on {day_in_words(ended)}, but its “{key}” are still here.",
                    "Take them out. List each number and address that reaches nobody any more in "
                    "data/withdrawn.yml.",
                    since=day_after(ended),
                )


def emails_belong_to_teams(dataset: Dataset) -> Iterator[Finding]:
    """Only offices and teams are listed: a person moves on, and has a right to privacy."""
    areas = dataset.words_in_areas
    for record in dataset.loaded.records:
        for contact, path in contacts_of(record):
            sharing = dataset.is_unread(record.file, (*path, "shared_mailbox"))
            if contact.shared_mailbox or sharing or "@" not in contact.email:
                continue
            if is_personal(contact.email, areas):
                yield dataset.finding(
                    "personal-email",
                    record.file,
                    (*path, "email"),
                    f"{contact.email} looks like the address of one person.",
                    "Use the address of the team or the office, or leave it out. If you made sure "
                    "that a team reads it, write “shared_mailbox: yes” below it, and say in "
                    "“notes” how you know.",
                )


def confirmations_fit_their_values(dataset: Dataset) -> Iterator[Finding]:
    """Hold each confirmation against the values of its contact: it is about those in it alone."""
    for record in dataset.loaded.records:
        for contact, path in contacts_of(record):
            tried = contact.confirmation
            if tried and not dataset.is_unread(record.file, (*path, "confirmed")):
                found = [*_not_tried(dataset, record, contact, path, tried)]
                yield from found or _gone(dataset, record, contact, path, tried)


def _not_tried(
    dataset: Dataset, record: Record, contact: Contact, path: Path, tried: Confirmation
) -> Iterator[Finding]:
    given, of_that_day = with_hours(contact), with_hours(tried)
    for field in not_confirmed(given, of_that_day):
        was = of_that_day.get(field)
        if dataset.is_unread(record.file, (*path, "confirmed", field)):
            continue
        about = f"is about {was}" if was else f"does not name it under “{field}:”"
        yield dataset.finding(
            "confirmed-another-value",
            record.file,
            (*path, field),
            f"{given[field]} stands here, but “confirmed” (on {day_in_words(tried.day)}) {about}: "
            "nobody has confirmed it.",
            "Delete “confirmed:” and the lines that belong to it. If you tried all that stands "
            "here, write that day there, and each number and address as it stands here.",
            Severity.WARNING if field == "hours" else Severity.ERROR,
        )


def _gone(
    dataset: Dataset, record: Record, contact: Contact, path: Path, tried: Confirmation
) -> Iterator[Finding]:
    given = with_hours(contact)
    for field, was in with_hours(tried).items():
        if field not in given and not dataset.is_unread(record.file, (*path, field)):
            yield dataset.finding(
                "confirmed-another-value",
                record.file,
                (*path, "confirmed", field),
                f"“confirmed” names {was}, which this contact does not give any more.",
                "Delete this line.",
                Severity.WARNING,
            )


def evidence_is_fresh(dataset: Dataset) -> Iterator[Finding]:
    """Warn of a contact whose page showed an old date and which nobody has confirmed since."""
    for record in dataset.directory.records:
        for contact, path in contacts_of(record):
            seen, confirmed = contact.seen.on, contact.confirmed
            last = confirmed or (seen.last_day() if seen else None)
            if last is None or not _is_old(last, dataset.today):
                continue
            yield dataset.finding(
                "old-evidence",
                record.file,
                (*path, *(("confirmed", "day") if confirmed else ("seen",))),
                f"This contact was last confirmed on {day_in_words(confirmed)}."
                if confirmed
                else f"The page that shows this contact is from {seen.in_words() if seen else ''}, "
                "and nobody has confirmed the contact since.",
                "Check that it still works. Then write that day under “confirmed:”, and what you "
                "tried.",
                Severity.WARNING,
            )


def _is_old(last: date, today: date) -> bool:
    """Say whether `_EVIDENCE_YEARS` have passed: to the day, and 29 February counts as 1 March."""
    return (last.year + _EVIDENCE_YEARS, last.month, last.day) <= today.timetuple()[:3]
