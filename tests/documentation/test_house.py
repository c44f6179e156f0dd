"""README's list of rooms against the tree and the floors, and the limits that the house has."""

import re
import tomllib
from pathlib import Path

import pytest

from safetyhelp.paths import ROOT

PACKAGE = ROOT / "scripts" / "safetyhelp"
MOST_LINES = 350
MOST_MODULES = 15

FOLDERS = sorted({path.parent for path in PACKAGE.parent.rglob("*.py")})
MODULES = sorted(PACKAGE.parent.rglob("*.py"))


def rooms_in_readme() -> list[str]:
    section = (ROOT / "README.md").read_text("utf-8").partition("### The house")[2]
    return re.findall(r"^\| `([^`]+)` \|", section.partition("\n## ")[0], re.MULTILINE)


def floor_of_rooms() -> dict[str, int]:
    """Return the floor of every room of the import contract, counted from the ground."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    return {
        room.strip(): number
        for number, floor in enumerate(reversed(contract["layers"]))
        for room in floor.split("|")
    }


def test_the_list_names_every_room_once() -> None:
    folders = [f"{path.parent.name}/" for path in PACKAGE.glob("*/__init__.py")]
    modules = [path.name for path in PACKAGE.glob("*.py") if path.stem != "__init__"]
    assert sorted(rooms_in_readme()) == sorted([*folders, *modules])


def test_the_list_goes_from_the_ground_floor_up() -> None:
    rooms = [room.removesuffix("/").removesuffix(".py") for room in rooms_in_readme()]
    floors = floor_of_rooms()
    assert set(rooms) == set(floors)
    assert [floors[room] for room in rooms] == sorted(floors.values())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_no_folder_is_a_long_flat_list(folder: Path) -> None:
    modules = [path for path in folder.glob("*.py") if path.stem != "__init__"]
    assert len(modules) <= MOST_MODULES


def test_no_module_is_long() -> None:
    lengths = {path: path.read_text("utf-8").count("\n") for path in MODULES}
    assert max(lengths.values()) > MOST_LINES / 2
    assert [path for path, length in lengths.items() if length > MOST_LINES] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_path_that_a_text_names_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    tops = "|".join(re.escape(path.name) for path in ROOT.iterdir() if path.is_dir())
    paths = re.findall(rf"`((?:{tops})/[\w./-]*)`", text)
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []
