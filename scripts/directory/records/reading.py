"""Read a whole data folder: records, gaps and withdrawn contacts, and what is wrong with them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from directory.findings import Finding
from directory.records import kinds
from directory.records.build import build_gaps, build_record, build_withdrawn
from directory.records.explain import explain
from directory.records.model import Gap, Record, WithdrawnContact
from directory.records.schema import SCHEMA_SUFFIX, Schemas
from directory.records.source_text import SourceText, read_text
from directory.records.strict_yaml import parse
from directory.wording import did_you_mean, in_words

RECORD_SUFFIX = ".yml"
_OTHER_FOLDERS = ("areas", "schema")


class DataFolderError(Exception):
    """The data folder cannot be read at all. The message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a data folder holds. Files with faults are only in `findings` and `texts`."""

    records: tuple[Record, ...]
    gaps: tuple[Gap, ...]
    withdrawn: tuple[WithdrawnContact, ...]
    texts: dict[str, SourceText]
    findings: list[Finding]
    gaps_file: str
    withdrawn_file: str


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


def _check_top_level(data_dir: FilePath, shown_as: str) -> Iterator[Finding]:
    known = [*kinds.RECORD_KINDS, *_OTHER_FOLDERS]
    lists = [f"{name}{RECORD_SUFFIX}" for name in kinds.LISTS]
    for path in sorted(data_dir.iterdir()):
        if path.name.startswith("."):
            continue
        expected = known if path.is_dir() else lists
        if path.name not in expected:
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
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        name = f"{shown_as}/{kind}/{path.name}"
        if path.name.startswith("."):
            continue
        if path.suffix != RECORD_SUFFIX or path.is_dir():
            yield _stray(
                name,
                "Only files that end in .yml belong in a folder of records.",
                f"Rename it to end in {RECORD_SUFFIX}, or move it elsewhere.",
            )
        else:
            yield path, name


def _read_checked(
    path: FilePath,
    data_dir: FilePath,
    name: str,
    schema: str,
    wanted_modeline: str,
    schemas: Schemas,
    texts: dict[str, SourceText],
    findings: list[Finding],
) -> dict[str, Any] | None:
    """Read one file and check it against its schema; None when it has faults."""
    source = read_text(path, data_dir, name)
    if isinstance(source, Finding):
        findings.append(source)
        return None
    texts[name] = source
    findings.extend(_check_modeline(source, wanted_modeline))
    value = parse(source)
    if isinstance(value, Finding):
        findings.append(value)
        return None
    faults = [
        finding
        for error in schemas.errors(schema, value)
        for finding in explain(error, source)
    ]
    findings.extend(faults)
    return None if faults or not isinstance(value, dict) else value


def read_data(
    data_dir: FilePath,
    shown_as: str,
    schemas: Schemas,
    progress: Callable[[str], None] = lambda _: None,
) -> Loaded:
    """Read everything in `data_dir`; findings name files as `shown_as`/kind/file.

    Raises DataFolderError when the folder does not exist or holds no records at all.
    """
    if not data_dir.is_dir():
        raise DataFolderError(f"{shown_as}: there is no such folder. Give the folder with --data.")
    findings = list(_check_top_level(data_dir, shown_as))
    texts: dict[str, SourceText] = {}
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
            fields = _read_checked(
                path, data_dir, name, kind, wanted, schemas, texts, findings
            )
            if fields is None:
                continue
            records.append(build_record(kind, path.stem, name, fields))
    if not files:
        raise DataFolderError(
            f"{shown_as}: there are no records in this folder. "
            f"It should have folders called {in_words(kinds.RECORD_KINDS, 'and')}."
        )
    progress(f"Read {files:,} files.")
    lists: dict[str, dict[str, Any] | None] = {}
    for name in kinds.LISTS:
        path = data_dir / f"{name}{RECORD_SUFFIX}"
        lists[name] = (
            _read_checked(
                path, data_dir, f"{shown_as}/{path.name}", name, _list_modeline(name), schemas,
                texts, findings,
            )
            if path.exists()
            else None
        )  # fmt: skip
    gaps, withdrawn = lists[kinds.GAPS], lists[kinds.WITHDRAWN]
    return Loaded(
        records=tuple(records),
        gaps=build_gaps(gaps) if gaps else (),
        withdrawn=build_withdrawn(withdrawn) if withdrawn else (),
        texts=texts,
        findings=findings,
        gaps_file=f"{shown_as}/{kinds.GAPS}{RECORD_SUFFIX}",
        withdrawn_file=f"{shown_as}/{kinds.WITHDRAWN}{RECORD_SUFFIX}",
    )
