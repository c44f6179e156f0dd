"""Which records to check: all, some kinds, some files, or what a branch has changed."""

from collections.abc import Sequence
from pathlib import Path

from safetyhelp.errors import UserError
from safetyhelp.history.git import GitError, changed_below
from safetyhelp.paths import Folders
from safetyhelp.records.kinds import RECORD_KINDS
from safetyhelp.records.model import Record
from safetyhelp.text.words import did_you_mean, in_words


class SelectionError(UserError):
    """The selection makes no sense. The message says why and how to mend it."""


def _shown(path: Path, where: Folders) -> str:
    inside = where.way_to(path)
    if inside is None or not path.exists():
        raise SelectionError(
            did_you_mean(
                str(path),
                RECORD_KINDS,
                f"“{path}” is neither a kind ({in_words(RECORD_KINDS)}) nor a file in "
                f"{where.shown_as}.",
            )
            if not path.suffix
            else f"{path}: this is not a file in {where.shown_as}. Check its name."
        )
    return f"{where.shown_as}/{inside.as_posix()}"


def chosen(records: Sequence[Record], only: Sequence[str], where: Folders) -> tuple[Record, ...]:
    """Return the records of the kinds and files that are named. Raises SelectionError."""
    folders, files = set(), set()
    for name in only:
        plain = name.rstrip("/")
        kind = plain.rpartition("/")[2]
        if kind in RECORD_KINDS and (plain == kind or Path(plain).is_dir()):
            folders.add(kind)
        else:
            files.add(_shown(Path(name), where))
    return tuple(r for r in records if r.kind in folders or r.file in files)


def changed_since(records: Sequence[Record], reference: str, where: Folders) -> tuple[Record, ...]:
    """Return the records whose files differ from a commit, new ones included."""
    try:
        names = changed_below(where.data, reference)
    except GitError as error:
        raise SelectionError(f"git cannot say what has changed: {error.reason}") from error
    changed = {f"{where.shown_as}/{name}" for name in names}
    return tuple(record for record in records if record.file in changed)
