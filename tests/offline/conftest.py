"""The copy of the built site to take away, in a folder whose name has what addresses escape."""

from pathlib import Path

import pytest

from safetyhelp.offline.folder import offline_files
from tests.conftest import TODAY, BuiltSite, once_for_all

NAME = "Hilfe für alle #1 100%"


@pytest.fixture(scope="session")
def copy(site: BuiltSite, for_all_workers: Path) -> Path:
    """Make the copy once for all workers."""

    def make(folder: Path) -> None:
        for name, content in offline_files(site.folder, TODAY).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)

    return once_for_all(for_all_workers / NAME, make)
