"""What the tests of contributing share."""

from pathlib import Path

import pytest

from tests.contributing.support import copy_data


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the small data that a test may change."""
    return copy_data(tmp_path / "data")
