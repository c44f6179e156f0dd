"""Changes of files, and git repositories, for tests."""

import os
import subprocess
from pathlib import Path

IDENTITY = {
    "GIT_AUTHOR_NAME": "Test",
    "GIT_AUTHOR_EMAIL": "test@example.org",
    "GIT_COMMITTER_NAME": "Test",
    "GIT_COMMITTER_EMAIL": "test@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def edit(path: Path, old: str, new: str, count: int = -1) -> str:
    """Put one text for another in a file that has it; return what the file said before."""
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    return text


def git(folder: Path, *arguments: str, text: str | None = None, **environment: str) -> str:
    """Run git without the user's own configuration; return what it prints."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **IDENTITY, **environment},
    )
    assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr}"
    return done.stdout.strip()


def commit_all(folder: Path, message: str = "Before", **environment: str) -> str:
    """Commit everything in a repository, which is made where there is none; return the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message, **environment)
    return git(folder, "rev-parse", "HEAD")
