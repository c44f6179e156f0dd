"""A folder put whole in the place of another: at every moment one of the two stands there."""

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from safetyhelp.text.locks import alone_in, is_in_use

_PREFIX = ".building-"
_CANNOT = frozenset(
    {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY, errno.EPERM}
)
"""What systems answer that cannot exchange two folders in one step."""
_HERE, _EXCHANGE = -100, 2


def _swap(one: bytes, other: bytes) -> int:
    """Ask the system to exchange two names in one step; return 0 or what it answers."""
    if not sys.platform.startswith(("linux", "darwin")):
        return errno.ENOSYS
    library = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            failed = library.renamex_np(one, other, _EXCHANGE)
        else:
            failed = library.renameat2(_HERE, one, _HERE, other, _EXCHANGE)
    except AttributeError:  # an old system
        return errno.ENOSYS
    return ctypes.get_errno() if failed else 0


def exchange(one: Path, other: Path) -> bool:
    """Let two folders of one file system change their names in one step, as no program sees it.

    Returns False, and changes nothing, where the system cannot do that. Raises OSError.
    """
    answer = _swap(os.fsencode(one), os.fsencode(other))
    if answer and answer not in _CANNOT:
        raise OSError(answer, os.strerror(answer), str(other))
    return not answer


def aside_of(place: Path) -> Path:
    """Return where a folder waits while another takes its place in two steps."""
    return place.with_name(f".{place.name}.old")


def restore(place: Path) -> bool:
    """Bring back the folder that a killed program had put aside; say whether there was one."""
    aside = aside_of(place)
    if place.exists() or not aside.is_dir():
        return False
    aside.rename(place)
    return True


@contextmanager
def working_folder(beside: Path, waiting: Callable[[], None]) -> Iterator[Path]:
    """Make an empty folder beside a place, and take it away in the end. Raises OSError.

    What killed programs left of theirs is taken away too.
    """
    parent = beside.parent
    parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        with alone_in(parent, waiting):  # nobody sweeps a folder that is made and not held yet
            for left in parent.glob(f"{_PREFIX}*"):
                if left.is_dir() and not is_in_use(left):
                    shutil.rmtree(left, ignore_errors=True)
            folder = Path(tempfile.mkdtemp(dir=parent, prefix=_PREFIX))
            held.callback(shutil.rmtree, folder, ignore_errors=True)
            held.enter_context(alone_in(folder, waiting))
        yield folder
