"""The form “Correct a detail”: one value of one record, at the place where the old one stands."""

from collections.abc import Iterator

from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.findings.model import Path
from safetyhelp.issue_forms.apply.drafts import Draft, Fields
from safetyhelp.issue_forms.apply.which_record import area_of, records_for
from safetyhelp.issue_forms.bodies import Answers, RefusedError
from safetyhelp.issue_forms.questions import CONTACT_PREFIX, YES, key_in_words
from safetyhelp.new_record.asking import WAYS as ASKED
from safetyhelp.records.contacts import URL_FIELDS, WAYS, key_of
from safetyhelp.records.model import Record
from safetyhelp.text.words import in_words, shortened


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _same(key: str, one: str, other: str) -> bool:
    """Say whether two spellings of a detail are the same one."""
    same = _plain(one) == _plain(other)
    if same or key not in WAYS:
        return same
    what = WAYS[key]
    return key_of(what, one) == key_of(what, other) != (what, "")


def contacts_in(fields: Fields) -> Iterator[tuple[Path, Fields]]:
    """Yield every contact in the values of a record, with its path."""
    for key in ("contacts", "complaints"):
        listed = fields.get(key, [])
        assert isinstance(listed, list)
        for index, contact in enumerate(listed):
            assert isinstance(contact, dict)
            yield (key, index), contact
    bodies = fields.get("oversight", [])
    assert isinstance(bodies, list)
    for index, body in enumerate(bodies):
        assert isinstance(body, dict)
        for path, contact in contacts_in({"contacts": body.get("contacts", [])}):
            yield ("oversight", index, *path), contact


def _matches(fields: Fields, key: str, old: str) -> list[Path]:
    """Return the contacts whose detail reads `old`, or that are for what `old` says."""
    found = list(contacts_in(fields))
    exact = [path for path, c in found if key in c and _same(key, str(c[key]), old)]
    return exact or [path for path, c in found if _plain(str(c["for"])) == _plain(old)]


def _record(draft: Draft, answers: Answers, key: str) -> Record:
    """Return the record that is meant; on the page of an area, the one that shows the old value."""
    council = area_of(draft.dataset.directory, answers["record"])
    if council is None:
        return draft.about(answers)
    if not answers["old"]:
        raise RefusedError(
            "On the page of a whole area we cannot tell which service you mean. Write the wrong "
            "number or words into “What does it say now?”."
        )
    bare = key.removeprefix(CONTACT_PREFIX)
    found = []
    for record in records_for(draft.dataset.directory, council):
        fields = draft.fields(record.file)
        if key != bare:
            if _matches(fields, bare, answers["old"]):
                found.append(record)
        elif _same(key, str(fields.get(key, "")), answers["old"]):
            found.append(record)
    goes_from_all = answers["wrong"] == YES and not answers["new"] and bare in WAYS
    if not found or (len(found) > 1 and not goes_from_all):
        raise RefusedError(
            f"“{shortened(answers['old'])}” was found in {len(found)} records for "
            f"{council.name}. Open the page of the service itself and write its address."
        )
    return found[0]


def _contact_paths(fields: Fields, key: str, old: str) -> list[Path]:
    """Return the contacts in which the detail is to be changed. Raises RefusedError."""
    word = key_in_words(key)
    if old:
        found = _matches(fields, key, old)
        if not found:
            raise RefusedError(
                f"{word}: “{shortened(old)}” does not stand in this record. It may have been "
                "corrected already. Open the page again and copy what it says now."
            )
        return found
    everywhere = list(contacts_in(fields))
    having = [path for path, contact in everywhere if key in contact]
    candidates = having or [path for path, _ in everywhere]
    if len(candidates) != 1:
        raise RefusedError(
            f"This record has {len(candidates)} contacts that may be meant. Write into “What does "
            "it say now?” what the right one says, or what it is for."
            if candidates
            else "This record has no contact yet. A person has to add one."
        )
    return candidates


def _take_away(draft: Draft, file: str, path: Path, key: str) -> None:
    """Take a detail out of a contact; a contact that leads nowhere goes with it."""
    fields = draft.fields(file)
    contact = dict(contacts_in(fields))[path]
    if any(way in contact for way in ASKED if way != key):
        draft.put(file, (*path, key), None)
        return
    draft.put(file, path, None)
    draft.remarks.append(f"{file}: a contact that led nowhere was taken out.")
    siblings = dict(contacts_in(draft.fields(file)))
    if not any(other[:-1] == path[:-1] for other in siblings):
        draft.put(file, path[:-1], None)


def _put_contact(draft: Draft, file: str, path: Path, key: str, answers: Answers) -> None:
    new = " ".join(answers["new"].split())
    contact = dict(contacts_in(draft.fields(file)))[path]
    changed = not _same(key, str(contact.get(key, "")), new) or str(contact.get(key)) != new
    source = answers["source"] or (new if key in URL_FIELDS else "")
    if changed:
        if not source and key != "for":
            raise RefusedError(
                "A new detail needs a public page that shows it. Write its address into “Which "
                "public page shows it?”."
            )
        draft.put(file, (*path, key), new)
        if key != "for":
            draft.put(file, (*path, "source"), source)
            draft.put(file, (*path, "seen"), answers["seen"] or "unknown")
            draft.put(file, (*path, "confirmed"), None)
    elif not answers["tried"]:
        raise RefusedError("That is what the record says already. Nothing is to be changed.")
    if answers["tried"]:
        _confirm(draft, file, path, key, answers["tried"])


def _confirm(draft: Draft, file: str, path: Path, key: str, day: str) -> None:
    """Write on which day a contact was tried, and what its values were then."""
    contact = dict(contacts_in(draft.fields(file)))[path]
    asked = (*WAYS, "hours") if key == "hours" else WAYS
    tried = {field: contact[field] for field in asked if field in contact}
    draft.put(file, (*path, "confirmed"), {"day": day, **tried})
    if others := [str(value) for field, value in tried.items() if field not in (key, "for")]:
        draft.remarks.append(
            f"{file}: the contact that was tried also gives {in_words(others, 'and')}. Try that as "
            "well before you merge, or take “confirmed” out."
        )


def _never_again(draft: Draft, record: Record, key: str, contact: Fields) -> None:
    """List a detail as withdrawn, and take it out wherever else it stands."""
    what, value = WAYS[key], str(contact[key])
    draft.withdraw(what, value, record.name, str(contact["source"]))
    others = draft.elsewhere(what, value, record)
    draft.taken_out[value] = tuple(other.file for other in others)
    for each in (record, *others):
        found = list(contacts_in(draft.fields(each.file)))
        for path, fields in reversed(found):  # from the end: taking one out moves those behind it
            for field, is_what in WAYS.items():
                if is_what == what and field in fields and _same(field, str(fields[field]), value):
                    _take_away(draft, each.file, path, field)
    if others:
        draft.remarks.append(
            f"{value} also stood in {in_words([other.file for other in others], 'and')}. It was "
            "taken out there too. Look if it is wrong there: if not, leave it there, and name that "
            f"record under “allowed_in” in {draft.dataset.loaded.withdrawn_file}."
        )


def _contact_detail(draft: Draft, record: Record, key: str, answers: Answers) -> None:
    wrong = answers["wrong"] == YES
    fields = draft.fields(record.file)
    paths = _contact_paths(fields, key, answers["old"])
    contacts = dict(contacts_in(fields))
    if not answers["new"] and not (wrong and answers["old"]):
        raise RefusedError(
            "Write what it should say. If you do not know, copy the wrong one into “What does it "
            "say now?” and choose that it must never be shown again."
        )
    gone = []
    for path in reversed(paths):  # from the end: taking one out moves those behind it
        contact = contacts[path]
        if answers["new"]:
            _put_contact(draft, record.file, path, key, answers)
        else:
            _take_away(draft, record.file, path, key)
        if wrong and key in contact and key in WAYS:
            if answers["new"] and _same(key, answers["new"], str(contact[key])):
                raise RefusedError(
                    "The new one is the old one, which is never to be shown again. Correct one of "
                    "the answers."
                )
            gone.append(contact)
    for contact in gone:
        _never_again(draft, record, key, contact)
    if len(paths) > 1:
        draft.remarks.append(f"{record.file}: it stood in {len(paths)} contacts. Look at each.")


def _own_detail(draft: Draft, record: Record, key: str, answers: Answers) -> None:
    if key not in draft.schemas.inlined[record.kind]["properties"]:
        raise RefusedError(
            f"“{KIND_TITLES[record.kind]}”: a record of this sort has no detail "
            f"“{key_in_words(key)}”."
        )
    old = str(draft.fields(record.file).get(key, ""))
    if answers["old"] and not _same(key, answers["old"], old):
        raise RefusedError(
            f"{key_in_words(key)}: the record does not say “{shortened(answers['old'])}”. It may "
            "have been corrected already. Open the page again and copy what it says now."
        )
    new = " ".join(answers["new"].split())
    if new == old:
        raise RefusedError("That is what the record says already. Nothing is to be changed.")
    draft.put(record.file, (key,), new or None)
    if new:
        shows = f"{key_in_words(key)}, as corrected."
        draft.add_source(record, answers["source"], answers["seen"], shows)


def correct(draft: Draft, answers: Answers) -> str:
    """Apply the form; return the title of the change. Raises RefusedError."""
    key = answers["detail"]
    record = _record(draft, answers, key)
    draft.file = record.file
    if key.startswith(CONTACT_PREFIX):
        _contact_detail(draft, record, key.removeprefix(CONTACT_PREFIX), answers)
    else:
        _own_detail(draft, record, key, answers)
    return f"Correct {record.kind}/{record.id}"
