"""What git knows: the data as it was at a commit, and which files a change touches.

This is the edge at which the review reads git. Names of commits come from people and workflows, so
they are never taken for options.
"""

import subprocess
import tarfile
from io import BytesIO
from pathlib import Path, PurePosixPath

from safetyhelp.errors import UserError


class RepositoryError(UserError):
    """Git cannot tell what was asked. The message says why and what to do."""


def _git(folder: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        raise RepositoryError(f"git cannot be started: {error.strerror}. Install git.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RepositoryError(f"git says: {said[-1] if said else 'no reason'}")
    return done.stdout


def commit_of(folder: Path, name: str) -> str:
    """Return the full id of a commit. Raises RepositoryError when there is no such commit."""
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    try:
        return _git(folder, *wanted).decode("ascii").strip()
    except RepositoryError as error:
        raise RepositoryError(
            f"“{name}” is not a commit in {folder}. Name one with --base, like origin/main. "
            "If the clone is shallow, fetch more of it first."
        ) from error


def data_at(data: Path, commit: str, target: Path) -> None:
    """Write the data folder as it was at a commit into `target`: plain files only, no links."""
    archive = _git(data, "archive", "--format=tar", commit)
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


def changed_files(folder: Path, commit: str) -> tuple[str, ...]:
    """Return the files that differ from a commit, new ones included, below the repository."""
    top = Path(_git(folder, "rev-parse", "--show-toplevel").decode("utf-8").rstrip("\n"))
    changed = _git(top, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", commit, "--")
    new = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    names = (changed + new).decode("utf-8", "backslashreplace").split("\0")
    return tuple(sorted(filter(None, names)))
