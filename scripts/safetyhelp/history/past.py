"""The records as they were: their values at a commit, and what each commit changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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


def _snapshot(keys: Mapping[Key, str], contents: Mapping[str, bytes]) -> Snapshot:
    read = {key: values_in(contents[blob]) for key, blob in keys.items() if blob in contents}
    return {key: values for key, values in read.items() if values is not None}


def snapshot_at(data: Path, commit: str) -> Snapshot:
    """Return the values of all records as they were at a commit. Raises GitError."""
    keys: dict[Key, str] = {}
    for line in text_of(git(data, "ls-tree", "-r", "-z", commit, "--", ".")).split("\0"):
        head, _, path = line.partition("\t")
        key = _key(path)
        if key:
            keys[key] = head.split()[2]
    return _snapshot(keys, blobs(data, keys.values()))


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


@dataclass(frozen=True, slots=True)
class _Commit:
    id: str
    when: datetime
    parent: str


def _commits(data: Path, most: int) -> Iterator[_Commit]:
    """Yield the newest commits of the main line that touch the data, without cut-off roots."""
    shallow = text_of(git(data, "rev-parse", "--is-shallow-repository")).strip() == "true"
    form = "--format=%H %ct %P"
    output = git(data, "log", "--first-parent", f"-n{most}", form, "HEAD", "--", ".")
    for line in text_of(output).splitlines():
        commit, when, *parents = line.split()
        if parents or not shallow:
            moment = datetime.fromtimestamp(int(when), UTC)
            yield _Commit(commit, moment, parents[0] if parents else "")


def _touched(data: Path, commit: _Commit) -> list[tuple[Key, str, str]]:
    """Return (record, object before, object after) of each record that a commit touches."""
    two = [commit.parent, commit.id] if commit.parent else ["--root", commit.id]
    only = ("-r", "-z", "--no-renames", "--no-commit-id", "--relative")
    output = text_of(git(data, "diff-tree", *only, *two))
    fields = output.split("\0")
    touched = []
    for head, path in zip(fields[::2], fields[1::2], strict=False):
        key = _key(path)
        if key:
            _, _, before, after, _ = head.split()
            touched.append((key, before, after))
    return touched


def read_history(data: Path, most: int = 60) -> tuple[Commit, ...]:
    """Return what the newest commits changed in the records. Raises GitError."""
    commits = [(commit, _touched(data, commit)) for commit in _commits(data, most)]
    ids = (blob for _, touched in commits for _, *pair in touched for blob in pair)
    contents = blobs(data, (blob for blob in ids if blob != _ABSENT))
    entries = []
    for commit, touched in commits:
        old = _snapshot({key: before for key, before, _ in touched if before != _ABSENT}, contents)
        new = _snapshot({key: after for key, _, after in touched if after != _ABSENT}, contents)
        changes = tuple(changes_between(old, new))
        if changes:
            entries.append(Commit(commit.id, commit.when, changes))
    return tuple(entries)
