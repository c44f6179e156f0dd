"""Read a whole data folder: records, gaps, lists of contacts, and what is wrong with them."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path as FilePath

from safetyhelp.errors import UserError
from safetyhelp.findings.model import Finding
from safetyhelp.records import kinds
from safetyhelp.records.files.examining import Examined, examine, nothing_of
from safetyhelp.records.files.loaded import Loaded, NamedFile, loaded_from
from safetyhelp.records.schema import SCHEMA_SUFFIX, Schemas
from safetyhelp.text.file_names import left_behind, without_endings
from safetyhelp.text.slugs import slug
from safetyhelp.text.words import did_you_mean, in_words, nearest
from safetyhelp.yaml.source import (
    leads_out,
    link_outside,
    read_bytes,
    unreadable,
)

_OTHER_FOLDERS = ("areas", "schema")
_FOLDERS = (*kinds.IN_FOLDERS, *_OTHER_FOLDERS)


class DataFolderError(UserError):
    """The data folder cannot be read at all. The message says why and how to mend it."""


def modeline(name: str) -> str:
    """Return the first line of a file of a kind or of a list: editors check it by that."""
    way = "" if name in kinds.LISTS else "../"
    return f"# yaml-language-server: $schema={way}schema/{name}{SCHEMA_SUFFIX}"


def _first_line(found: Examined) -> str:
    """Return the first line of a file; where that is only to be deleted, the next one."""
    goes = any(f.line == 1 and f.code in _OF_A_LINE for f in found.findings)
    lines = [line.rstrip() for line in found.readable.text.split("\n")]
    return next(filter(None, lines), "") if goes else lines[0]


_OF_A_LINE = frozenset({"yaml-syntax", "several-documents"})
"""What is wrong with a whole line, which is to be deleted."""


def _check_modeline(found: Examined, wanted: str) -> Iterator[Finding]:
    if _first_line(found) != wanted:
        lines = found.readable.text.split("\n")
        where = next((number for number, line in enumerate(lines, 1) if line == wanted), 0)
        yield Finding(
            "modeline-missing",
            found.readable.name,
            1,
            1,
            (),
            "The first line does not tell editors how to check this file.",
            f"Line {where} does: move it to the top."
            if where
            else f"Make this the first line: {wanted}",
        )


def _stray(name: str, message: str, suggestion: str) -> Finding:
    return Finding("stray-file", name, 1, 1, (), message, suggestion)


def _other_kind(found: Examined, wanted: str) -> str:
    """Return the other kind to which the first line says that a file belongs; mostly nothing."""
    first = _first_line(found)
    return next((kind for kind in kinds.IN_FOLDERS if modeline(kind) == first != wanted), "")


def _of_another_kind(name: str, other: str, wanted: str) -> Finding:
    return _stray(
        name,
        f"The first line says that this belongs in the folder “{other}”.",
        f"Move the file there. If it is right here, make this the first line: {wanted}",
    )


def _is_hidden(path: FilePath) -> bool:
    """Say whether a name hides somebody's work: not what programs leave, nor what is git's."""
    return path.name.startswith(".") and not left_behind(path.name) and path.name[:4] != ".git"


_AWAY = "Delete it, or move it out of the data folder."


def _hidden(name: str, path: FilePath, suggestion: str = _AWAY) -> Finding:
    what = "folder" if path.is_dir() else "file"
    fault = f"The name of this {what} starts with a full stop: it is hidden, and nothing reads it."
    return _stray(name, fault, suggestion)


def _check_top_level(data_dir: FilePath, shown_as: str) -> Iterator[Finding]:
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
        is_folder = path.is_dir() and path.name not in kinds.LIST_FILES
        expected = _FOLDERS if is_folder else kinds.LIST_FILES
        if path.name not in expected and not (path.is_symlink() and path.name in _FOLDERS):
            what = "folder" if path.is_dir() else "file"
            yield _stray(
                f"{shown_as}/{path.name}",
                f"“{path.name}” is not a {what} that belongs here, so nothing reads it.",
                did_you_mean(path.name, expected, f"Known here: {in_words(expected, 'and')}."),
            )


@dataclass(frozen=True, slots=True)
class _RecordFile:
    """A file that holds a record, its name for people, and what is wrong with where it lies."""

    path: FilePath
    name: str
    astray: tuple[Finding, ...] = ()
    in_its_place: bool = True


def _record_files(data_dir: FilePath, shown_as: str, kind: str) -> Iterator[_RecordFile | Finding]:
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
    if nearby := _misspelt_folder(data_dir, kind):
        yield from _in_folder(nearby, f"{shown_as}/{nearby.name}", folder)
    for path in paths:
        if _is_hidden(path) or not (left_behind(path.name) or path.name.startswith(".")):
            yield _record_file(path, f"{name}/{path.name}")
            yield from _in_folder(path, f"{name}/{path.name}", folder)


def _misspelt_folder(data_dir: FilePath, kind: str) -> FilePath | None:
    """Return a folder that nothing reads, and whose name was meant to be this kind."""
    folders = (path for path in sorted(data_dir.iterdir()) if path.is_dir())
    unknown = (folder for folder in folders if folder.name not in _FOLDERS)
    return next((each for each in unknown if nearest(each.name, _FOLDERS) == kind), None)


def _in_folder(within: FilePath, name: str, folder: FilePath) -> Iterator[_RecordFile]:
    """Yield the records in a folder that does not belong there: what they say is checked as well.

    Left out is what would have to be called as a record that is there.
    """
    if not within.is_dir() or within.is_symlink() or _is_hidden(within):
        return
    for path in sorted(within.iterdir()):
        yield from _in_folder(path, f"{name}/{path.name}", folder)
        is_record = path.suffix == kinds.RECORD_SUFFIX and path.is_file()
        if is_record and not (folder / _right_name(path)).exists():
            yield _RecordFile(path, f"{name}/{path.name}", (), in_its_place=False)


def _record_file(path: FilePath, name: str) -> _RecordFile | Finding:
    if path.is_dir() and not _is_hidden(path):
        return _stray(
            name,
            "A folder of records holds only files, no folders.",
            "Move the files in it one level up, or move the folder elsewhere.",
        )
    if path.is_dir():
        return _hidden(name, path)
    if _is_hidden(path):
        astray = _hidden(name, path, _where_to(path))
    elif path.suffix == kinds.RECORD_SUFFIX:
        return _RecordFile(path, name)
    else:
        why = (
            "Only files that end in .yml belong in a folder of records, so nothing reads this one."
        )
        astray = _stray(name, why, _where_to(path))
    meant_as_record = _LIKE_A_RECORD.search(path.name) and not _stands_beside(path)
    return _RecordFile(path, name, (astray,), in_its_place=False) if meant_as_record else astray


_LIKE_A_RECORD = re.compile(r"\.ya?ml\b", re.IGNORECASE)


def _right_name(path: FilePath) -> str:
    """Return the name that the file of a record should have, without more than one ending."""
    return f"{slug(without_endings(path.name))}{kinds.RECORD_SUFFIX}"


def _stands_beside(path: FilePath) -> bool:
    """Say whether there is a file beside it that has the name which this one should have."""
    return path.with_name(_right_name(path)).exists()


def _where_to(path: FilePath) -> str:
    """Say what a file that nothing reads is to be called, or that there is one of that name."""
    better = _right_name(path)
    if better == kinds.RECORD_SUFFIX:
        return "Move it elsewhere."
    if _stands_beside(path):
        return (
            f"There is a {better} already. Put what only this one says into that file, and delete "
            "this one."
        )
    return f"Rename it to {better}, or move it elsewhere."


@dataclass(frozen=True, slots=True)
class _Reader:
    """Examines files one by one."""

    data_dir: FilePath
    schemas: Schemas

    def examined(self, path: FilePath, name: str, schema: str) -> Examined:
        """Read one file and check it against its schema."""
        content = read_bytes(path, self.data_dir, name, kinds.most_bytes(name))
        if isinstance(content, Finding):
            return nothing_of(name, [content], schema, self.schemas)
        return self._best(content, name, schema)

    def _best(self, content: bytes, name: str, schema: str) -> Examined:
        """Examine a file; one of another folder as what it would be there, if it fits there."""
        found = examine(content, name, schema, self.schemas)
        if found.source is None and not found.readable.text:
            return found
        wanted = modeline(schema)
        other = _other_kind(found, wanted)
        if not other:
            first = _check_modeline(found, wanted)
            return replace(found, findings=(*first, *found.findings))
        there = examine(content, name, other, self.schemas)
        best = there if len(there.findings) < len(found.findings) else found
        astray = _of_another_kind(name, other, wanted)
        return replace(best, sound=False, findings=(astray, *best.findings))


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
    reader = _Reader(data_dir.resolve(), schemas)
    files: list[NamedFile] = []
    strays = 0
    for kind in kinds.IN_FOLDERS:
        for found in _record_files(reader.data_dir, shown_as, kind):
            if isinstance(found, Finding):
                findings.append(found)
                strays += 1
                continue
            file = reader.examined(found.path, found.name, kind)
            stem = found.path.stem
            if not found.in_its_place:
                stem = _right_name(found.path).removesuffix(kinds.RECORD_SUFFIX)
                file = replace(file, sound=False, findings=(*found.astray, *file.findings))
            files.append((found.name, stem, file))
    if not files and not strays:
        raise DataFolderError(
            f"{shown_as}: there are no records in this folder. "
            f"It should have folders called {in_words(kinds.RECORD_KINDS, 'and')}."
        )
    progress(f"Read {len(files):,} files.")
    for name, file_name in zip(kinds.LISTS, kinds.LIST_FILES, strict=True):
        path = data_dir / file_name
        if os.path.lexists(path):
            shown = f"{shown_as}/{file_name}"
            files.append((shown, name, reader.examined(path, shown, name)))
    return loaded_from(files, findings, shown_as)
