"""Two programs that would write into one folder wait for each other.

The lock lies on the folder itself, so that no file is left behind, and the system lifts it when
whoever holds it ends, however it ends.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: two programs at once are then not noticed
    fcntl = None  # type: ignore[assignment]


@contextmanager
def alone_in(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold a folder for as long as the block runs. `waiting` is called if somebody else has it.

    Where the file system knows no locks, the block runs all the same. Raises OSError.
    """
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if not _taken(handle):
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        _let_go(handle)


def is_in_use(folder: Path) -> bool:
    """Say whether another program holds a folder; where that cannot be known, it is in use."""
    if fcntl is None:
        return True
    handle = os.open(folder, os.O_RDONLY)
    try:
        return not _taken(handle)
    finally:
        _let_go(handle)


def _taken(handle: int) -> bool:
    """Take the lock at once; False when another program has it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _let_go(handle: int) -> None:
    # Closing alone would not do: a process that was forked meanwhile has the folder open too.
    try:
        fcntl.flock(handle, fcntl.LOCK_UN)
    except OSError:  # a file system without locks
        pass
    finally:
        os.close(handle)
