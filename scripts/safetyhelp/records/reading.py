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
from safetyhelp.text.words import did_you_mean, in_words
from safetyhelp.yaml.source import (
    SourceText,
    leads_out,
    link_outside,
    read_bytes,
    unreadable,
)

RECORD_SUFFIX = ".yml"
_OTHER_FOLDERS = ("areas", "schema")


class DataFolderError(UserError):
    """The data folder cannot be read at all. The message says why and how to mend it."""


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


def _other_kinds(source: SourceText, wanted: str) -> list[str]:
    """Return the kind, if any, to which the first line says that a file belongs."""
    first = source.text.partition("\n")[0].rstrip()
    return [kind for kind in kinds.RECORD_KINDS if modeline(kind) == first != wanted]


def _of_another_kind(name: str, other: str, wanted: str) -> Finding:
    return _stray(
        name,
        f"The first line says that this belongs in the folder “{other}”.",
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


_RecordFile = tuple[FilePath, str, tuple[Finding, ...]]
"""A file that holds a record, its name for people, and what is wrong with where it lies."""


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
    for path in paths:
        if _is_hidden(path) or not (left_behind(path.name) or path.name.startswith(".")):
            yield _record_file(path, f"{name}/{path.name}")


def _record_file(path: FilePath, name: str) -> _RecordFile | Finding:
    if path.is_dir() and _is_hidden(path):
        return _hidden(name, path)
    if path.is_dir():
        return _stray(
            name,
            "A folder of records holds only files, no folders.",
            "Move the files in it one level up, or move the folder elsewhere.",
        )
    if not _is_hidden(path) and path.suffix == RECORD_SUFFIX:
        return path, name, ()
    if _is_hidden(path):
        why = "The name of this file starts with a full stop: it is hidden, and nothing reads it."
    else:
        why = (
            "Only files that end in .yml belong in a folder of records, so nothing reads this one."
        )
    astray = _stray(name, why, _right_name(path))
    meant_as_record = _LIKE_A_RECORD.search(path.name) and not _has_its_right_name(path)
    return (path, name, (astray,)) if meant_as_record else astray


_LIKE_A_RECORD = re.compile(r"\.ya?ml\b", re.IGNORECASE)


def _has_its_right_name(path: FilePath) -> bool:
    """Say whether there is a file beside it that has the name which this one should have."""
    return (path.parent / f"{slug(without_endings(path.name))}{RECORD_SUFFIX}").exists()


def _right_name(path: FilePath) -> str:
    """Say what a file that nothing reads is to be called, or that there is one of that name."""
    better = slug(without_endings(path.name))
    if not better:
        return "Move it elsewhere."
    if _has_its_right_name(path):
        return (
            f"There is a {better}{RECORD_SUFFIX} already. Put what only this one says into that "
            "file, and delete this one."
        )
    return f"Rename it to {better}{RECORD_SUFFIX}, or move it elsewhere."


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
        wanted = _list_modeline(schema) if schema in kinds.LISTS else modeline(schema)
        others = _other_kinds(found.readable, wanted)
        if not others:
            first = _check_modeline(found.readable, wanted)
            return replace(found, findings=(*first, *found.findings))
        there = examine(content, name, others[0], self.schemas)
        best = there if len(there.findings) < len(found.findings) else found
        astray = _of_another_kind(name, others[0], wanted)
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
    for kind in kinds.RECORD_KINDS:
        for found in _record_files(data_dir, shown_as, kind):
            if isinstance(found, Finding):
                findings.append(found)
                strays += 1
                continue
            path, name, astray = found
            file = reader.examined(path, name, kind)
            if astray:
                file = replace(file, sound=False, findings=(*astray, *file.findings))
            files.append((name, slug(without_endings(path.name)) if astray else path.stem, file))
    if not files and not strays:
        raise DataFolderError(
            f"{shown_as}: there are no records in this folder. "
            f"It should have folders called {in_words(kinds.RECORD_KINDS, 'and')}."
        )
    progress(f"Read {len(files):,} files.")
    for name in kinds.LISTS:
        path = data_dir / f"{name}{RECORD_SUFFIX}"
        if os.path.lexists(path):
            shown = f"{shown_as}/{path.name}"
            files.append((shown, name, reader.examined(path, shown, name)))
    return loaded_from(files, findings, shown_as)
