"""The copy of the built site to take away, in a folder whose name has what addresses escape."""

import fcntl
import os
from pathlib import Path

import pytest

from safetyhelp.offline.folder import offline_files
from tests.conftest import TODAY, BuiltSite

NAME = "Hilfe für alle #1 100%"


@pytest.fixture(scope="session")
def copy(site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the copy once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, done = shared / NAME, shared / "offline.done"
    with (shared / "offline.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            for name, content in offline_files(site.folder, TODAY).items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
            done.touch()
    return folder
