"""The run over the whole farm, made once for all tests; and the wall around loopback."""

import pytest

from tests.discovery.farm.running import FarmRun, run_farm
from tests.links.conftest import _only_loopback  # noqa: F401  the wall goes up with the import


@pytest.fixture(scope="session")
def farm_run(tmp_path_factory: pytest.TempPathFactory) -> FarmRun:
    """Run the command over the whole farm."""
    return run_farm(tmp_path_factory.mktemp("farm"))
