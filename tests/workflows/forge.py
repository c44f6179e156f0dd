"""A repository as GitHub would have it, and what a runner clones of it."""

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from safetyhelp.paths import ROOT
from tests.files import git

HERE = Path(__file__).parent
STAND_INS = HERE / "stand_ins"


def files_of_the_project() -> list[str]:
    """Every file that is, or is about to be, in the repository, but for the tests and the data.

    The tests are half of all files, no step that is run here reads them, and each of many clones
    would write them. The data is a small one, see `tests/small_data.py`.
    """
    if not (ROOT / ".git").exists():
        pytest.fail("The tests of the workflows need the git repository of the project.")
    listed = git(
        ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard", ":!tests", ":!data"
    )
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@dataclass(frozen=True)
class Forge:
    """The bare repository that stands for the one on GitHub, with a change by a contributor."""

    bare: Path

    def clone(self, target: Path, depth: int = 2) -> Path:
        """Clone it as actions/checkout does: shallow, and with the environment of this test."""
        url = self.bare.as_uri()
        shallow = [f"--depth={depth}"] if depth else []
        git(target.parent, "clone", "--quiet", *shallow, url, str(target))
        self._lend_environment(target)
        return target

    @staticmethod
    def _lend_environment(root: Path) -> None:
        """Let make take the Python that runs this test for the one that it would set up."""
        lent = root / ".venv"
        lent.mkdir()
        stamps = ("python", "site", "dev")
        for entry in Path(sys.prefix).iterdir():
            if entry.name not in stamps:
                (lent / entry.name).symlink_to(entry)
        for stamp in stamps:
            (lent / stamp).touch()
