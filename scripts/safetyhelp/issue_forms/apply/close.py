"""The form “Something has closed”: the record stays, with its last day and without contacts."""

from safetyhelp.issue_forms.apply.correct import contacts_in
from safetyhelp.issue_forms.apply.drafts import Draft
from safetyhelp.issue_forms.bodies import Answers, RefusedError
from safetyhelp.issue_forms.questions import YES
from safetyhelp.records.dates import parse_partial_date
from safetyhelp.records.model import Record
from safetyhelp.text.words import in_words

# Web addresses stay: a page often says what took the place of what has closed.
_OUT_OF_USE = (("phone", "phone"), ("text_phone", "phone"), ("relay", "phone"), ("email", "email"))


def has_ended(draft: Draft, answers: Answers) -> bool:
    """Say whether the day, month or year of an end, whose form has been checked, has passed."""
    ended = parse_partial_date(answers["ended"])
    assert ended
    return ended.last_day() < draft.today


def _out_of_use(draft: Draft, record: Record, what: str, value: str, source: str) -> None:
    """List a contact as withdrawn, unless another record gives it: that one may go on."""
    others = [other.file for other in draft.elsewhere(what, value, record)]
    if not others:
        draft.withdraw(what, value, record.name, source)
        return
    said = (
        f"{value} also stands in {in_words(others, 'and')}, so it was not listed as withdrawn. A "
        "person has to find out if it is dead there too."
    )
    if said not in draft.remarks:
        draft.remarks.append(said)


def take_out_contacts(draft: Draft, record: Record, *, withdraw: bool) -> None:
    """Take the contacts out of a record that has ended, and list them as withdrawn if so asked."""
    if withdraw:
        for _, contact in contacts_in(draft.fields(record.file)):
            for key, what in _OUT_OF_USE:
                if key in contact:
                    _out_of_use(draft, record, what, str(contact[key]), str(contact["source"]))
    for key in ("contacts", "complaints"):
        if key in draft.fields(record.file):
            draft.put(record.file, (key,), None)


def close(draft: Draft, answers: Answers) -> str:
    """Apply the form; return the title of the change. Raises RefusedError."""
    successor = draft.record_of(answers, "replaced_by")
    record = draft.about(answers)
    if record.ends_on:
        raise RefusedError(f"{record.file} says already that it ended: nothing is to be changed.")
    draft.put(record.file, ("ends_on",), answers["ended"])
    if successor:
        if successor.kind == record.kind and successor.id != record.id:
            draft.put(record.file, ("replaced_by",), successor.id)
        else:
            draft.remarks.append(
                f"{successor.file} was named as what took its place; a record can only name "
                "another one of the same sort."
            )
    draft.add_source(record, answers["source"], answers["seen"], "That it has closed.")
    if has_ended(draft, answers):
        take_out_contacts(draft, record, withdraw=answers["wrong"] == YES)
    else:
        draft.remarks.append(f"{record.file}: it ends in the future, so its contacts stay.")
    return f"Close {record.kind}/{record.id}"
