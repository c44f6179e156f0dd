"""Fixtures of the tests of the workflows: a repository, GitHub's own state, and runners."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from safetyhelp.paths import ROOT
from tests.files import commit_all, edit, git
from tests.small_data import write_small_data
from tests.workflows.forge import STAND_INS, Forge, files_of_the_project
from tests.workflows.runner import Runner
from tests.workflows.world import Start, World

EPOCH = str(int(datetime(2026, 12, 3, 21, 30, tzinfo=UTC).timestamp()))


@pytest.fixture(scope="session")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Forge:
    """Make the repository: the project as it is now, with few records, then a change of one.

    The link check and the search would ask hundreds of websites, so stand-ins with the same
    options take their places.
    """
    folder = tmp_path_factory.mktemp("forge")
    work = folder / "work"
    for name in files_of_the_project():
        place = work / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, place)
    write_small_data(work / "data")
    for name in ("check_links.py", "discover.py"):
        shutil.copy(STAND_INS / name, work / "scripts" / name)
    commit_all(work)
    edit(work / "data/reporting/bolton-council.yml", "8am to 5pm", "9am to 4pm")
    commit_all(work, "New hours")
    bare = folder / "bare.git"
    git(folder, "clone", "--quiet", "--bare", str(work), str(bare))
    git(bare, "repack", "-a", "-d", "--quiet")  # packed once, not for each clone
    return Forge(bare)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "world.json")


@pytest.fixture
def own_forge(forge: Forge, tmp_path: Path) -> Forge:
    """A copy of the bare repository, for workflows that push."""
    git(tmp_path, "clone", "--quiet", "--bare", str(forge.bare), "own.git")
    return Forge(tmp_path / "own.git")


@pytest.fixture
def start(tmp_path: Path, world: World) -> Start:
    """Return a function that makes a runner; each gets a folder of its own."""
    count = iter(range(100))

    def make(forge: Forge, event: dict[str, Any] | None = None, **values: str) -> Runner:
        folder = tmp_path / f"run{next(count)}"
        folder.mkdir()
        environment = {"SOURCE_DATE_EPOCH": EPOCH, "GH_STAND_IN": str(world.path)}
        return Runner(forge, folder, event or {}, values, environment)

    return make
