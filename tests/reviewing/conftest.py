"""What the tests of reviewing share."""

from pathlib import Path

import pytest

from tests.small_data import write_small_areas


@pytest.fixture(scope="session")
def few_areas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The areas of a few councils: of all, each comparison would make hundreds of pages."""
    folder = tmp_path_factory.mktemp("few") / "areas"
    write_small_areas(folder)
    return folder
