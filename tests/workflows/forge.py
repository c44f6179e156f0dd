"""A repository as GitHub would have it, and what a runner clones of it."""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from safetyhelp.paths import ROOT
from tests.files import git

HERE = Path(__file__).parent
STAND_INS = HERE / "stand_ins"
_MADE: dict[tuple[str, int], Path] = {}
"""An untouched clone of a commit with so much of its history."""


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
        """Clone it as actions/checkout does: shallow, and with the environment of this test.

        A shallow clone of one commit is made once. Whoever wants another one gets a copy.
        """
        url = self.bare.as_uri()
        made = (git(self.bare, "rev-parse", "main"), depth)
        if depth and made in _MADE:
            subprocess.run(["cp", "-Rp", str(_MADE[made]), str(target)], check=True)
            git(target, "remote", "set-url", "origin", url)
            git(target, "update-index", "-q", "--refresh")  # it knows the files by their inodes
            return target
        shallow = [f"--depth={depth}"] if depth else []
        git(target.parent, "clone", "--quiet", *shallow, url, str(target))
        self._lend_environment(target)
        _MADE[made] = Path(tempfile.mkdtemp(dir=self.bare.parent)) / "clone"
        subprocess.run(["cp", "-Rp", str(target), str(_MADE[made])], check=True)
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
