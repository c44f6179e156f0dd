"""Write generated files into the docs folder, and take away those of an earlier run."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from safetyhelp.text.folders import aside_of, exchange


def write_generated(docs: Path, folders: Iterable[str], files: Mapping[str, str | bytes]) -> int:
    """Write `files` (paths below `docs`) and return how many were written.

    Whatever else lies in the generated `folders` is removed. A file whose content has not changed
    keeps its date, so that `mkdocs serve` does not rebuild for nothing.
    """
    wanted = {docs / name: content for name, content in files.items()}
    for folder in folders:
        for path in sorted((docs / folder).rglob("*"), reverse=True):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
            elif not path.is_dir() and path not in wanted:
                path.unlink()
    written = 0
    for path, content in wanted.items():
        data = content.encode("utf-8") if isinstance(content, str) else content
        if path.is_file() and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written += 1
    return written


def replace_folder(new: Path, old: Path) -> None:
    """Put the finished folder `new` where `old` is, and take the old one away. Raises OSError.

    Where the system can exchange two folders, `old` is there at every moment. Elsewhere it is gone
    between two steps; if the program is killed just then, `restore` brings it back.
    """
    old.parent.mkdir(parents=True, exist_ok=True)
    aside = aside_of(old)
    shutil.rmtree(aside, ignore_errors=True)
    if not old.exists():
        new.rename(old)
    elif exchange(new, old):
        shutil.rmtree(new, ignore_errors=True)
    else:
        old.rename(aside)
        new.rename(old)
        shutil.rmtree(aside, ignore_errors=True)
