"""Format files of a data folder: which ones, and what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from safetyhelp.errors import UserError
from safetyhelp.findings.model import Finding, in_order
from safetyhelp.paths import Folders
from safetyhelp.records.canonical.differences import differences
from safetyhelp.records.canonical.form import format_text
from safetyhelp.records.kinds import RECORD_SUFFIX, most_bytes, schema_of
from safetyhelp.records.reading import DataFolderError
from safetyhelp.records.schema import Schemas
from safetyhelp.text.files import write_whole
from safetyhelp.yaml.source import read_bytes, readable_text, unreadable


class NotARecordError(UserError):
    """A file that is named is no record. The message says so, and is fit to print."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that can be formatted. `name` is its kind or its list, `shown` its name for people."""

    path: Path
    name: str
    shown: str


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is not (or was not) in canonical form, and what differs in it.

    `dead` are, among the differences, the confirmations that go.
    """

    shown: str
    differences: tuple[Finding, ...]
    dead: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class FormattedFiles:
    """What formatting came to: the files that changed, and those that must be mended first."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def _known(where: Folders, inside: Path) -> DataFile | None:
    """Return the record or list at a path below the data folder, None when it is neither."""
    name = schema_of(inside)
    shown = f"{where.shown_as}/{inside.as_posix()}"
    return DataFile(where.data / inside, name, shown) if name else None


def record_files(where: Folders, wanted: Sequence[Path]) -> list[DataFile]:
    """Return the wanted files, or all records and lists of the folder when none is named.

    Raises NotARecordError or DataFolderError.
    """
    data = where.data.resolve()
    if not data.is_dir():
        raise DataFolderError(
            f"{where.shown_as}: there is no such folder. Give the folder with --data."
        )
    if not wanted:
        paths = sorted([*data.glob(f"*/*{RECORD_SUFFIX}"), *data.glob(f"*{RECORD_SUFFIX}")])
        found = [_known(where, path.relative_to(data)) for path in paths]
        return [file for file in found if file]
    files = []
    for path in wanted:
        inside = where.way_to(path)
        file = _known(where, inside) if inside and path.exists() else None
        if file is None:
            raise NotARecordError(
                f"{path}: this is not a record in {where.shown_as}. Check its name."
            )
        files.append(file)
    return files


def format_files(
    where: Folders, files: Iterable[DataFile], schemas: Schemas, *, write: bool
) -> FormattedFiles:
    """Format the files, and write those that change if `write` says so."""
    changes: list[Change] = []
    findings: list[Finding] = []
    data_dir = where.data.resolve()
    for file in files:
        size = most_bytes(file.shown)
        content = read_bytes(file.path, data_dir, file.shown, size)
        if isinstance(content, Finding):
            findings.append(content)
            continue
        source, faults = readable_text(content, file.shown, size)
        findings.extend(faults)
        if source is None:
            continue
        formatted = format_text(source, file.name, schemas)
        findings.extend(formatted.findings)
        if faults or formatted.findings or formatted.text.encode("utf-8") == content:
            continue
        try:
            if write:
                write_whole(file.path, formatted.text)
        except OSError as error:
            findings.append(unreadable(file.shown, error))
            continue
        written = content.decode("utf-8")
        how = "To put all of it right, run:"
        found = [*differences(file.shown, written, formatted.with_them, how), *formatted.dead]
        changes.append(Change(file.shown, tuple(in_order(found)), formatted.dead))
    return FormattedFiles(tuple(changes), tuple(in_order(findings)))
