"""The records as they were: their values at a commit, and what each commit changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from safetyhelp.history.changes import Commit, Key, Snapshot, changes_between
from safetyhelp.history.git import GitError, blobs, git, resolved, text_of
from safetyhelp.records.kinds import RECORD_KINDS, RECORD_SUFFIX
from safetyhelp.yaml.parse import Value, parse
from safetyhelp.yaml.source import SourceText, check_text

_ABSENT = "0" * 40


def _key(path: str) -> Key | None:
    """Return the record that a path below the data folder is, None when it is none."""
    kind, _, file = path.partition("/")
    if kind not in RECORD_KINDS or "/" in file or not file.endswith(RECORD_SUFFIX):
        return None
    return kind, file.removesuffix(RECORD_SUFFIX)


def values_in(content: bytes) -> Mapping[str, Value] | None:
    """Return the values of a record's file, None when it cannot be read by today's rules."""
    source = check_text(content, "")
    if not isinstance(source, SourceText):
        return None
    value, faults = parse(source)
    return value if isinstance(value, dict) and not faults else None


def _values_of(data: Path, wanted: Iterable[str]) -> Mapping[str, Mapping[str, Value]]:
    """Return the values of the objects that can be read, by their ids."""
    read = {blob: values_in(content) for blob, content in blobs(data, wanted).items()}
    return {blob: values for blob, values in read.items() if values is not None}


def _snapshot(keys: Mapping[Key, str], known: Mapping[str, Mapping[str, Value]]) -> Snapshot:
    return {key: known[blob] for key, blob in keys.items() if blob in known}


def snapshot_at(data: Path, commit: str) -> Snapshot:
    """Return the values of all records as they were at a commit. Raises GitError."""
    keys: dict[Key, str] = {}
    for line in text_of(git(data, "ls-tree", "-r", "-z", commit, "--", ".")).split("\0"):
        head, _, path = line.partition("\t")
        if key := _key(path):
            keys[key] = head.split()[2]
    return _snapshot(keys, _values_of(data, keys.values()))


def snapshot_of_folder(data: Path) -> Snapshot:
    """Return the values of all records as they lie in the folder now."""
    state: dict[Key, Mapping[str, Value]] = {}
    for path in sorted(data.glob(f"*/*{RECORD_SUFFIX}")):
        key = _key(path.relative_to(data).as_posix())
        values = values_in(path.read_bytes()) if key and path.is_file() else None
        if key and values is not None:
            state[key] = values
    return state


def commit_for(data: Path, since: str) -> str:
    """Return the commit that a tag or commit names, or the last one before a day.

    Raises GitError when there is none.
    """
    try:
        day = date.fromisoformat(since)
    except ValueError:
        try:
            return resolved(data, since)
        except GitError as error:
            raise GitError(
                f"“{since}” is neither a date (2026-11-01) nor a tag or commit here ({error}). "
                "If the clone is shallow, fetch more of it first."
            ) from error
    before = f"--before={day.isoformat()}T00:00:00Z"
    found = text_of(git(data, "rev-list", "-1", "--first-parent", before, "HEAD")).strip()
    if not found:
        raise GitError(f"There is no commit before {since}. Give a later date.")
    return found


Touched = tuple[Key, str, str]
"""A record that a commit touches: its object before and after, of zeros where there is none."""


def _commits(data: Path, most: int) -> Iterator[tuple[str, datetime, list[Touched]]]:
    """Yield the newest commits of the main line that touch the data, without cut-off roots.

    Each comes with its moment and with the records that it touches.
    """
    shallow = text_of(git(data, "rev-parse", "--is-shallow-repository")).strip() == "true"
    only = ("--first-parent", "-m", "--root", f"-n{most}", "--format=%x00%H %ct %P")
    form = ("--raw", "-z", "--no-renames", "--no-abbrev", "--relative")
    output = text_of(git(data, "log", *only, *form, "HEAD", "--", "."))
    for entry in filter(None, output.removeprefix("\0").split("\0\0")):
        head, *files = entry.split("\0")
        commit, when, *parents = head.split()
        if parents or not shallow:
            yield commit, datetime.fromtimestamp(int(when), UTC), list(_touched(files))


def _touched(files: list[str]) -> Iterator[Touched]:
    """Yield the records among the files of a commit; `files` are lines of git and names in turn."""
    for line, path in zip(files[::2], files[1::2], strict=False):
        if key := _key(path):
            _, _, before, after, _ = line.split()
            yield key, before, after


def read_history(data: Path, most: int = 60) -> tuple[Commit, ...]:
    """Return what the newest commits changed in the records. Raises GitError."""
    commits = list(_commits(data, most))
    ids = {blob for *_, touched in commits for _, *pair in touched for blob in pair}
    known = _values_of(data, ids - {_ABSENT})
    entries = []
    for commit, when, touched in commits:
        old = _snapshot({key: before for key, before, _ in touched}, known)
        new = _snapshot({key: after for key, _, after in touched}, known)
        if changes := tuple(changes_between(old, new)):
            entries.append(Commit(commit, when, changes))
    return tuple(entries)
