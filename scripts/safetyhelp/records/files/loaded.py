"""What a data folder holds: what is sound, and what can be read of the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

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
        """Return how findings call one of the lists of the data folder."""
        return f"{self.gaps_file.rpartition('/')[0]}/{name}.yml"

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


def _parts_of(files: Sequence[NamedFile]) -> dict[str, Any]:
    lists = {found.schema: found.fields for *_, found in files}
    return {
        "records": tuple(
            build_record(found.schema, record_id, name, found.fields)
            for name, record_id, found in files
            if found.schema in kinds.RECORD_KINDS
        ),
        "gaps": build_entries(lists.get(kinds.GAPS, {}), "gaps", Gap),
        "withdrawn": build_entries(lists.get(kinds.WITHDRAWN, {}), "withdrawn", WithdrawnContact),
        "not_checked": build_entries(
            lists.get(kinds.NOT_CHECKED, {}), "not_checked", ListedContact
        ),
        "letters": tuple(
            build_letter(letter_id, name, found.fields)
            for name, letter_id, found in files
            if found.schema == kinds.LETTERS
        ),
    }


Holder = TypeVar("Holder", Loaded, Drafts)


def place_in_folder(record: Record) -> tuple[int, str]:
    """Return what sorts records as they lie in the data folder."""
    return kinds.RECORD_KINDS.index(record.kind), record.file


def _without(loaded: Loaded, file: str) -> Loaded:
    drafts = loaded.drafts
    attributes = zip(loaded.list_files, ("gaps", "withdrawn", "not_checked"), strict=True)
    lists: dict[str, Any] = {attribute: () for name, attribute in attributes if name == file}
    return replace(
        loaded,
        **lists,
        records=tuple(record for record in loaded.records if record.file != file),
        letters=tuple(letter for letter in loaded.letters if letter.file != file),
        texts={name: source for name, source in loaded.texts.items() if name != file},
        findings=[finding for finding in loaded.findings if finding.file != file],
        drafts=replace(
            drafts,
            **lists,
            records=tuple(record for record in drafts.records if record.file != file),
            letters=tuple(letter for letter in drafts.letters if letter.file != file),
            texts={name: source for name, source in drafts.texts.items() if name != file},
            unread={name: paths for name, paths in drafts.unread.items() if name != file},
            others={name: each for name, each in drafts.others.items() if name != file},
        ),
    )


def _with_fields(
    where: Holder, loaded: Loaded, file: str, record_id: str, found: Examined
) -> Holder:
    if file == loaded.gaps_file:
        return replace(where, gaps=build_entries(found.fields, "gaps", Gap))
    if file == loaded.withdrawn_file:
        withdrawn = build_entries(found.fields, "withdrawn", WithdrawnContact)
        return replace(where, withdrawn=withdrawn)
    if file == loaded.not_checked_file:
        not_checked = build_entries(found.fields, "not_checked", ListedContact)
        return replace(where, not_checked=not_checked)
    if found.schema in kinds.LISTS:
        return where
    if found.schema == kinds.LETTERS:
        letter = build_letter(record_id, file, found.fields)
        letters = sorted([*where.letters, letter], key=lambda each: each.file)
        return replace(where, letters=tuple(letters))
    record = build_record(found.schema, record_id, file, found.fields)
    records = sorted([*where.records, record], key=place_in_folder)
    return replace(where, records=tuple(records))


def with_file(loaded: Loaded, file: str, record_id: str, found: Examined) -> Loaded:
    """Return the data with one file in place: among the drafts when something is wrong with it."""
    loaded = _without(loaded, file)
    texts = {**loaded.texts, file: found.source} if found.source else loaded.texts
    loaded = replace(loaded, texts=texts, findings=[*loaded.findings, *found.findings])
    if found.sound:
        return _with_fields(loaded, loaded, file, record_id, found)
    drafts = replace(
        loaded.drafts,
        texts={**loaded.drafts.texts, file: found.readable},
        unread={**loaded.drafts.unread, file: found.unread},
        others={
            **loaded.drafts.others,
            **({file: (record_id, found.others)} if found.others else {}),
        },
    )
    return replace(loaded, drafts=_with_fields(drafts, loaded, file, record_id, found))
