"""A change in the making: the trees of the files that it touches, comments and all. Pure."""

from dataclasses import dataclass, field, replace
from datetime import date

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Path
from safetyhelp.issue_forms.apply.which_record import find_record
from safetyhelp.issue_forms.bodies import Answers, RefusedError
from safetyhelp.new_record.create import Composed
from safetyhelp.records.canonical.confirmations import without_dead_confirmations
from safetyhelp.records.canonical.form import canonical
from safetyhelp.records.contacts import key_of, keys_of_record
from safetyhelp.records.kinds import RECORD_SUFFIX
from safetyhelp.records.model import Record
from safetyhelp.records.schema import Schemas
from safetyhelp.text.words import day_in_words
from safetyhelp.yaml.document import read_document
from safetyhelp.yaml.parse import Value, parse
from safetyhelp.yaml.source import SourceText
from safetyhelp.yaml.tree import Document, Group, changed, group_of, value_of

Fields = dict[str, Value]


@dataclass(slots=True)
class Draft:
    """The files that a change touches, and what a reviewer should know about it."""

    dataset: Dataset
    schemas: Schemas
    remarks: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """What is wrong with answers, where the rest can be tried all the same."""
    file: str = ""
    """The record that the answers are about."""
    taken_out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What was listed as withdrawn, with the other files that gave it until now."""
    _documents: dict[str, Document] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of the change."""
        return self.dataset.today

    def _document(self, file: str) -> Document:
        if file in self._documents:
            return self._documents[file]
        source = self.dataset.loaded.texts.get(file)
        document = read_document(source.text) if source else None
        return document or Document(Group(()))

    def record_of(self, answers: Answers, question: str) -> Record | None:
        """Return the record that an answer means; when there is none, that is a problem."""
        if not answers[question]:
            return None
        try:
            return find_record(self.dataset.loaded.records, answers[question])
        except RefusedError as error:
            self.problems += [answers.about(question, reason) for reason in error.reasons]
            return None

    def about(self, answers: Answers) -> Record:
        """Return the record that a form is about. Raises RefusedError."""
        record = self.record_of(answers, "record")
        if record is None:
            raise RefusedError
        self.file = record.file
        return record

    def fields(self, file: str) -> Fields:
        """Return the values of a file as they are after the changes so far."""
        value = value_of(self._document(file).root)
        assert isinstance(value, dict)
        return value

    def put(self, file: str, path: Path, value: Value | None) -> None:
        """Set one value of a file; None takes it away."""
        document = self._document(file)
        root = changed(document.root, path, value)
        assert isinstance(root, Group)
        self._documents[file] = replace(document, root=root)

    def append(self, file: str, key: str, item: Value) -> None:
        """Add an item to a list at the top of a file, unless it is there."""
        items = self.fields(file).get(key, [])
        assert isinstance(items, list)
        if not items:
            self.put(file, (key,), [item])
        elif item not in items:
            self.put(file, (key, len(items)), item)

    def add_record(self, made: Composed, more: Fields) -> None:
        """Add a new record, with `more` than it was made with."""
        value, _ = parse(SourceText(made.file, made.text))
        assert isinstance(value, dict)
        self._documents[made.file] = Document(group_of({**value, **more}))

    def elsewhere(self, what: str, value: str, but: Record) -> list[Record]:
        """Return the other records that give a contact.

        Left out are those that an entry of the list of withdrawn contacts allows to give it.
        """
        key = key_of(what, value)
        allowed = {
            record_id
            for entry in self.dataset.loaded.withdrawn
            if key_of(entry.what, entry.value) == key
            for record_id in entry.allowed_in
        }
        return [
            record
            for record in self.dataset.loaded.records
            if record.file != but.file
            and record.id not in allowed
            and any(known == key for known, _ in keys_of_record(record))
        ]

    def add_source(self, record: Record, url: str, seen: str, shows: str) -> None:
        """Name one more page that shows what a record says, unless it is named already."""
        if url and all(source.url != url for source in record.sources):
            source: Fields = {"url": url, "seen": seen or "unknown"}
            self.append(record.file, "sources", {**source, "shows": shows} if shows else source)

    def withdraw(self, what: str, value: str, belonged_to: str, source: str) -> None:
        """List a contact as withdrawn, so that it cannot come back."""
        entry: Fields = {
            "value": value,
            "what": what,
            "belonged_to": belonged_to,
            "reason": f"Reported on {day_in_words(self.today)} as closed or wrong.",
        }
        if source:
            entry["source"] = source
        listed_in = self.dataset.loaded.withdrawn_file
        listed = self.fields(listed_in).get("withdrawn", [])
        assert isinstance(listed, list)
        if not any(isinstance(each, dict) and each.get("value") == value for each in listed):
            self.append(listed_in, "withdrawn", entry)
            self.remarks.append(f"{value}: listed as withdrawn.")
        self._is_checked(what, value)

    def _is_checked(self, what: str, value: str) -> None:
        """Take a contact off the list of those that nobody has checked, if it is there."""
        file = self.dataset.loaded.not_checked_file
        listed = self.fields(file).get("not_checked", [])
        assert isinstance(listed, list)
        for index, each in reversed(list(enumerate(listed))):
            assert isinstance(each, dict)
            if key_of(str(each["what"]), str(each["value"])) == key_of(what, value):
                self.put(file, ("not_checked", index), None)
                self.remarks.append(f"{value}: no longer listed as not checked.")

    def files(self) -> dict[str, str]:
        """Return the canonical text of every file that differs from what is there."""
        texts = {}
        for file, draft in self._documents.items():
            parts = file.removesuffix(RECORD_SUFFIX).split("/")
            is_list = file in self.dataset.loaded.list_files
            root, _ = without_dead_confirmations(draft.root)
            assert isinstance(root, Group)
            document = replace(draft, root=root)
            texts[file] = canonical(document, parts[-1] if is_list else parts[-2], self.schemas)
        old = self.dataset.loaded.texts
        return {f: text for f, text in texts.items() if f not in old or old[f].text != text}
