"""Read a whole data folder: records, gaps, lists of contacts, and what is wrong with them."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath

from safetyhelp.errors import UserError
from safetyhelp.findings.model import Finding, Path
from safetyhelp.records import kinds
from safetyhelp.records.build import (
    Fields,
    build_gaps,
    build_not_checked,
    build_record,
    build_withdrawn,
)
from safetyhelp.records.explain import explain
from safetyhelp.records.model import Gap, ListedContact, Record, WithdrawnContact
from safetyhelp.records.schema import SCHEMA_SUFFIX, Schemas
from safetyhelp.text.file_names import left_behind, without_endings
from safetyhelp.text.slugs import slug
from safetyhelp.text.words import did_you_mean, in_words
from safetyhelp.yaml.parse import parse
from safetyhelp.yaml.source import (
    SourceText,
    leads_out,
    link_outside,
    read_text,
    unreadable,
)

RECORD_SUFFIX = ".yml"
_OTHER_FOLDERS = ("areas", "schema")


class DataFolderError(UserError):
    """The data folder cannot be read at all. The message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a data folder holds. Files with faults are only in `findings` and `texts`."""

    records: tuple[Record, ...]
    gaps: tuple[Gap, ...]
    withdrawn: tuple[WithdrawnContact, ...]
    not_checked: tuple[ListedContact, ...]
    texts: dict[str, SourceText]
    findings: list[Finding]
    gaps_file: str
    withdrawn_file: str
    not_checked_file: str

    @property
    def list_files(self) -> tuple[str, ...]:
        """The names of the files of gaps and listed contacts."""
        return self.gaps_file, self.withdrawn_file, self.not_checked_file


def modeline(kind: str) -> str:
    """Return the first line of a record file, which lets editors complete and check it."""
    return f"# yaml-language-server: $schema=../schema/{kind}{SCHEMA_SUFFIX}"


def _list_modeline(name: str) -> str:
    return f"# yaml-language-server: $schema=schema/{name}{SCHEMA_SUFFIX}"


def _check_modeline(source: SourceText, wanted: str) -> Iterator[Finding]:
    if source.text.partition("\n")[0].rstrip() != wanted:
        yield Finding(
            "modeline-missing",
            source.name,
            1,
            1,
            (),
            "The first line does not tell editors how to check this file.",
            f"Make this the first line: {wanted}",
        )


def _stray(name: str, message: str, suggestion: str) -> Finding:
    return Finding("stray-file", name, 1, 1, (), message, suggestion)


def _of_another_kind(source: SourceText, wanted: str) -> Finding | None:
    """Return a finding when the first line belongs to records of another folder."""
    first = source.text.partition("\n")[0].rstrip()
    others = [kind for kind in kinds.RECORD_KINDS if modeline(kind) == first != wanted]
    if not others:
        return None
    return _stray(
        source.name,
        f"The first line says that this belongs in the folder “{others[0]}”.",
        f"Move the file there. If it is right here, make this the first line: {wanted}",
    )


def _is_hidden(path: FilePath) -> bool:
    """Say whether a name hides somebody's work: not what programs leave, nor what is git's."""
    return path.name.startswith(".") and not left_behind(path.name) and path.name[:4] != ".git"


def _hidden(name: str, path: FilePath) -> Finding:
    what = "folder" if path.is_dir() else "file"
    return _stray(
        name,
        f"The name of this {what} starts with a full stop: it is hidden, and nothing reads it.",
        "Delete it, or move it out of the data folder.",
    )


def _check_top_level(data_dir: FilePath, shown_as: str) -> Iterator[Finding]:
    folders = [*kinds.RECORD_KINDS, *_OTHER_FOLDERS]
    lists = [f"{name}{RECORD_SUFFIX}" for name in kinds.LISTS]
    for name in _OTHER_FOLDERS:
        if (data_dir / name).is_dir():
            hidden = [path for path in sorted((data_dir / name).iterdir()) if _is_hidden(path)]
            yield from (_hidden(f"{shown_as}/{name}/{path.name}", path) for path in hidden)
    for path in sorted(data_dir.iterdir()):
        if _is_hidden(path):
            yield _hidden(f"{shown_as}/{path.name}", path)
            continue
        if left_behind(path.name) or path.name.startswith("."):
            continue
        expected = folders if path.is_dir() and path.name not in lists else lists
        if path.name not in expected and not (path.is_symlink() and path.name in folders):
            what = "folder" if path.is_dir() else "file"
            yield _stray(
                f"{shown_as}/{path.name}",
                f"“{path.name}” is not a {what} that belongs here, so nothing reads it.",
                did_you_mean(path.name, expected, f"Known here: {in_words(expected, 'and')}."),
            )


def _record_files(
    data_dir: FilePath, shown_as: str, kind: str
) -> Iterator[tuple[FilePath, str] | Finding]:
    folder = data_dir / kind
    if not os.path.lexists(folder):
        return
    name = f"{shown_as}/{kind}"
    try:
        if leads_out(folder, data_dir):
            yield link_outside(name)
            return
        paths = sorted(folder.iterdir())
    except OSError as error:
        yield unreadable(name, error)
        return
    for path in paths:
        if _is_hidden(path) or not (left_behind(path.name) or path.name.startswith(".")):
            yield _record_file(path, f"{name}/{path.name}")


def _record_file(path: FilePath, name: str) -> tuple[FilePath, str] | Finding:
    if path.is_dir() and _is_hidden(path):
        return _hidden(name, path)
    if path.is_dir():
        return _stray(
            name,
            "A folder of records holds only files, no folders.",
            "Move the files in it one level up, or move the folder elsewhere.",
        )
    if _is_hidden(path):
        message = (
            "The name of this file starts with a full stop: it is hidden, and nothing reads it."
        )
        return _stray(name, message, _right_name(path))
    if path.suffix != RECORD_SUFFIX:
        return _stray(
            name,
            "Only files that end in .yml belong in a folder of records, so nothing reads this one.",
            _right_name(path),
        )
    return path, name


def _right_name(path: FilePath) -> str:
    """Say what a file that nothing reads is to be called, or that there is one of that name."""
    better = slug(without_endings(path.name))
    if not better:
        return "Move it elsewhere."
    if (path.parent / f"{better}{RECORD_SUFFIX}").exists():
        return (
            f"There is a {better}{RECORD_SUFFIX} already. Put what only this one says into that "
            "file, and delete this one."
        )
    return f"Rename it to {better}{RECORD_SUFFIX}, or move it elsewhere."


def _is_under(path: Path, others: frozenset[Path]) -> bool:
    return any(path[: len(other)] == other for other in others)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads files one by one and keeps their texts and what is wrong with them."""

    data_dir: FilePath
    schemas: Schemas
    texts: dict[str, SourceText]
    findings: list[Finding]

    def fields(self, path: FilePath, name: str, schema: str, first_line: str) -> Fields | None:
        """Read one file and check it against its schema; None when it has faults."""
        source = read_text(path, self.data_dir, name, kinds.most_bytes(name))
        if isinstance(source, Finding):
            self.findings.append(source)
            return None
        self.texts[name] = source
        if astray := _of_another_kind(source, first_line):
            self.findings.append(astray)
            return None
        self.findings.extend(_check_modeline(source, first_line))
        value, faults = parse(source)
        if value is not None:
            known = frozenset(fault.path for fault in faults)
            faults += [
                finding
                for error in self.schemas.errors(schema, value)
                for finding in explain(error, source)
                if not _is_under(finding.path, known)
            ]
        self.findings.extend(faults)
        return None if faults or not isinstance(value, dict) else value


def read_data(
    data_dir: FilePath,
    shown_as: str,
    schemas: Schemas,
    progress: Callable[[str], None] = lambda _: None,
) -> Loaded:
    """Read everything in `data_dir`; findings name files as `shown_as`/kind/file.

    Raises DataFolderError when the folder cannot be read or holds no records at all.
    """
    if not data_dir.is_dir():
        raise DataFolderError(f"{shown_as}: there is no such folder. Give the folder with --data.")
    try:
        findings = list(_check_top_level(data_dir, shown_as))
    except OSError as error:
        raise DataFolderError(f"{shown_as}: cannot be read: {error.strerror}.") from error
    reader = _Reader(data_dir.resolve(), schemas, {}, findings)
    records: list[Record] = []
    files = 0
    for kind in kinds.RECORD_KINDS:
        wanted = modeline(kind)
        for found in _record_files(data_dir, shown_as, kind):
            files += 1
            if isinstance(found, Finding):
                findings.append(found)
                continue
            path, name = found
            fields = reader.fields(path, name, kind, wanted)
            if fields is not None:
                records.append(build_record(kind, path.stem, name, fields))
    if not files:
        raise DataFolderError(
            f"{shown_as}: there are no records in this folder. "
            f"It should have folders called {in_words(kinds.RECORD_KINDS, 'and')}."
        )
    progress(f"Read {files:,} files.")
    lists: dict[str, Fields | None] = {}
    for name in kinds.LISTS:
        path = data_dir / f"{name}{RECORD_SUFFIX}"
        shown = f"{shown_as}/{path.name}"
        there = os.path.lexists(path)
        lists[name] = reader.fields(path, shown, name, _list_modeline(name)) if there else None
    gaps, withdrawn, unchecked = (
        lists[name] for name in (kinds.GAPS, kinds.WITHDRAWN, kinds.NOT_CHECKED)
    )
    return Loaded(
        records=tuple(records),
        gaps=build_gaps(gaps) if gaps else (),
        withdrawn=build_withdrawn(withdrawn) if withdrawn else (),
        not_checked=build_not_checked(unchecked) if unchecked else (),
        texts=reader.texts,
        findings=findings,
        gaps_file=f"{shown_as}/{kinds.GAPS}{RECORD_SUFFIX}",
        withdrawn_file=f"{shown_as}/{kinds.WITHDRAWN}{RECORD_SUFFIX}",
        not_checked_file=f"{shown_as}/{kinds.NOT_CHECKED}{RECORD_SUFFIX}",
    )
