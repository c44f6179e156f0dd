"""A small source tree in the layout of the real products, and the command run on it."""

import gzip
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Done, run

CASES = Path(__file__).parent / "cases"
REPOSITORY = Path(__file__).parents[2]

Build = Callable[[Path | None], Path]


def pack(tree: Path) -> None:
    """Pack a tree as the products are distributed: one zip, two gzip files."""
    for name in ("places.csv", "wards_lad.csv"):
        packed = tree / f"{name}.gz"
        if not packed.exists():
            packed.write_bytes(gzip.compress((tree / name).read_bytes(), mtime=0))
        (tree / name).unlink()
    if not (tree / "codepo_gb.zip").exists():
        with zipfile.ZipFile(tree / "codepo_gb.zip", "w") as archive:
            for path in sorted((tree / "codepo_gb").rglob("*.*")):
                archive.write(path, path.relative_to(tree / "codepo_gb").as_posix())
    shutil.rmtree(tree / "codepo_gb")


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function that builds the sample tree with the files of a case laid over it."""

    def builder(overlay: Path | None = None) -> Path:
        tree = tmp_path / f"source{len(list(tmp_path.iterdir()))}"
        shutil.copytree(CASES / "sample", tree)
        if overlay:
            shutil.copytree(overlay, tree, dirs_exist_ok=True)
            if (tree / "remove.txt").exists():
                for line in (tree / "remove.txt").read_text(encoding="utf-8").split():
                    (tree / line).unlink()
        pack(tree)
        return tree

    return builder


def run_import(*arguments: str | Path) -> Done:
    """Run the command as a person would."""
    return run("import_areas.py", *arguments)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}
