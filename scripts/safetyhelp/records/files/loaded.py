"""What a data folder holds: what is sound, and what can be read of the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from safetyhelp.findings.model import Finding, Path
from safetyhelp.records import kinds
from safetyhelp.records.build import Entry, build_entries, build_letter, build_record
from safetyhelp.records.files.examining import Examined, OtherReading
from safetyhelp.records.letters import Letter
from safetyhelp.records.model import Gap, ListedContact, Record, WithdrawnContact
from safetyhelp.yaml.parse import parse
from safetyhelp.yaml.source import SourceText


@dataclass(frozen=True, slots=True)
class Drafts:
    """What could be read of the files with faults. It is checked, and never published.

    `texts` are these files without what cannot be read; `unread` are the places of what that is;
    `others` are, with the id of the record, these files read in other ways.
    """

    records: tuple[Record, ...] = ()
    gaps: tuple[Gap, ...] = ()
    withdrawn: tuple[WithdrawnContact, ...] = ()
    not_checked: tuple[ListedContact, ...] = ()
    letters: tuple[Letter, ...] = ()
    texts: Mapping[str, SourceText] = field(default_factory=dict)
    unread: Mapping[str, frozenset[Path]] = field(default_factory=dict)
    others: Mapping[str, tuple[str, tuple[OtherReading, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a data folder holds. Files with faults are only in `findings`, `texts` and `drafts`."""

    records: tuple[Record, ...]
    gaps: tuple[Gap, ...]
    withdrawn: tuple[WithdrawnContact, ...]
    not_checked: tuple[ListedContact, ...]
    texts: dict[str, SourceText]
    findings: list[Finding]
    gaps_file: str
    withdrawn_file: str
    not_checked_file: str
    letters: tuple[Letter, ...] = ()
    drafts: Drafts = Drafts()

    @property
    def list_files(self) -> tuple[str, ...]:
        """The names of the files of gaps and listed contacts."""
        return self.gaps_file, self.withdrawn_file, self.not_checked_file

    def file_of(self, name: str) -> str:
        """Return how findings call a list, or a record by its kind and id: police/kent."""
        return f"{self.gaps_file.rpartition('/')[0]}/{name}{kinds.RECORD_SUFFIX}"

    def entries_of(self, name: str, key: str, what: type[Entry]) -> tuple[Entry, ...]:
        """Return the entries of a list that is read where it is needed, under a key of its file.

        There are none when the file is absent or has faults.
        """
        source = self.texts.get(self.file_of(name))
        if source is None or any(finding.file == source.name for finding in self.findings):
            return ()
        value, faults = parse(source)
        return () if faults or not isinstance(value, dict) else build_entries(value, key, what)


NamedFile = tuple[str, str, Examined]
"""A file as findings call it, the id of its record or the name of its list, and what it holds."""


def loaded_from(files: Sequence[NamedFile], findings: list[Finding], shown_as: str) -> Loaded:
    """Put together what was examined; `findings` is what is wrong besides."""
    faulty = [file for file in files if not file[2].sound]
    return Loaded(
        **_parts_of([file for file in files if file[2].sound]),
        texts={name: found.source for name, _, found in files if found.source},
        findings=[*findings, *(fault for *_, found in files for fault in found.findings)],
        gaps_file=f"{shown_as}/{kinds.GAPS}.yml",
        withdrawn_file=f"{shown_as}/{kinds.WITHDRAWN}.yml",
        not_checked_file=f"{shown_as}/{kinds.NOT_CHECKED}.yml",
        drafts=Drafts(
            **_parts_of(faulty),
            texts={name: found.readable for name, _, found in faulty},
            unread={name: found.unread for name, _, found in faulty},
            others={name: (of, found.others) for name, of, found in faulty if found.others},
        ),
    )


_LISTS: Mapping[str, tuple[str, type[Gap | ListedContact]]] = MappingProxyType(
    {
        kinds.GAPS: ("gaps", Gap),
        kinds.WITHDRAWN: ("withdrawn", WithdrawnContact),
        kinds.NOT_CHECKED: ("not_checked", ListedContact),
    }
)
"""The lists that are read with the records: the key in the file, which is the part here."""


def _parts_of(files: Sequence[NamedFile]) -> dict[str, Any]:
    lists = {found.schema: found.fields for *_, found in files}
    return {
        "records": tuple(
            build_record(found.schema, record_id, name, found.fields)
            for name, record_id, found in files
            if found.schema in kinds.RECORD_KINDS
        ),
        "letters": tuple(
            build_letter(letter_id, name, found.fields)
            for name, letter_id, found in files
            if found.schema == kinds.LETTERS
        ),
        **{
            key: build_entries(lists.get(name, {}), key, what)
            for name, (key, what) in _LISTS.items()
        },
    }


def place_in_folder(record: Record) -> tuple[int, str]:
    """Return what sorts records as they lie in the data folder."""
    return kinds.RECORD_KINDS.index(record.kind), record.file


def _exchanged(
    where: Loaded | Drafts, file: str, schema: str, new: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the parts with what one file holds now, each in the order of the data folder."""
    records = [*(record for record in where.records if record.file != file), *new["records"]]
    letters = [*(letter for letter in where.letters if letter.file != file), *new["letters"]]
    return {
        "records": tuple(sorted(records, key=place_in_folder)),
        "letters": tuple(sorted(letters, key=attrgetter("file"))),
        **{key: new[key] for name, (key, _) in _LISTS.items() if name == schema},
    }


def _put(by_file: Mapping[str, Any], file: str, entry: object) -> dict[str, Any]:
    """Return a mapping with the entry that a file has now; None if it has none."""
    others = {name: each for name, each in by_file.items() if name != file}
    return others if entry is None else {**others, file: entry}


def with_file(loaded: Loaded, file: str, record_id: str, found: Examined) -> Loaded:
    """Return the data with one file in place: among the drafts when something is wrong with it."""
    new, nothing = _parts_of([(file, record_id, found)]), _parts_of([])
    drafts, is_draft = loaded.drafts, not found.sound
    findings = [finding for finding in loaded.findings if finding.file != file]
    return replace(
        loaded,
        **_exchanged(loaded, file, found.schema, nothing if is_draft else new),
        texts=_put(loaded.texts, file, found.source),
        findings=[*findings, *found.findings],
        drafts=replace(
            drafts,
            **_exchanged(drafts, file, found.schema, new if is_draft else nothing),
            texts=_put(drafts.texts, file, found.readable if is_draft else None),
            unread=_put(drafts.unread, file, found.unread if is_draft else None),
            others=_put(drafts.others, file, (record_id, found.others) if is_draft else None),
        ),
    )
