"""What git knows: files as they were at a commit, and which files a change touches.

The one edge at which git is read. Names of commits come from people and workflows, so they are
never taken for options; nothing of a commit is executed.
"""

import subprocess
import tarfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath

from safetyhelp.errors import UserError


class GitError(UserError):
    """Git cannot tell what was asked. The message says why; `reason` is what git said."""

    def __init__(self, message: str, reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason or message


def git(folder: Path, *arguments: str, feed: bytes = b"") -> bytes:
    """Run git in a folder and return what it prints. Raises GitError."""
    command = ["git", "-C", str(folder), "--no-optional-locks", *arguments]
    try:
        done = subprocess.run(command, input=feed, capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        raise GitError(f"git cannot be started: {error.strerror}. Install git.") from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = lines[0] if lines else "no reason"
        raise GitError(f"git says: {reason}", reason)
    return done.stdout


def text_of(output: bytes) -> str:
    """Return what git printed as text; names of files need not be valid text."""
    return output.decode("utf-8", "backslashreplace")


def resolved(folder: Path, name: str) -> str:
    """Return the full id of the commit that a name stands for. Raises GitError."""
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return git(folder, *wanted).decode("ascii").strip()


def commit_of(folder: Path, name: str) -> str:
    """Return the full id of the commit to compare with. Raises GitError with advice."""
    try:
        return resolved(folder, name)
    except GitError as error:
        raise GitError(
            f"“{name}” is not a commit in {folder}. Name one with --base, like origin/main. "
            "If the clone is shallow, fetch more of it first."
        ) from error


def data_at(data: Path, commit: str, target: Path) -> None:
    """Write the data folder as it was at a commit into `target`: plain files only, no links."""
    archive = git(data, "archive", "--format=tar", commit)
    with tarfile.open(fileobj=BytesIO(archive)) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            if not member.isfile() or path.is_absolute() or ".." in path.parts:
                continue
            content = tar.extractfile(member)
            assert content
            place = target / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.read())


def changed_below(folder: Path, commit: str) -> tuple[str, ...]:
    """Return the files below a folder that differ from a commit, new ones included, by name."""
    only = ("--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z")
    changed = git(folder, "diff", *only, "--end-of-options", commit, "--", ".")
    new = git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return tuple(sorted(filter(None, text_of(changed + new).split("\0"))))


def changed_files(folder: Path, commit: str) -> tuple[str, ...]:
    """Return the files of the whole repository that differ from a commit, new ones included."""
    return changed_below(Path(text_of(git(folder, "rev-parse", "--show-toplevel"))[:-1]), commit)


def blobs(folder: Path, wanted: Iterable[str]) -> Mapping[str, bytes]:
    """Return the contents of objects by their id, all read in one go; those that are missing not.

    An object is missing in a clone without all of them.
    """
    ids = sorted(set(wanted))
    output = git(folder, "cat-file", "--batch", feed="".join(f"{each}\n" for each in ids).encode())
    found = {}
    at = 0
    for each in ids:
        end = output.index(b"\n", at)
        header = output[at:end].split()
        at = end + 1
        if len(header) == 3:
            size = int(header[2])
            found[each] = output[at : at + size]
            at += size + 1
    return found
