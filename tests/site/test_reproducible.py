"""The same data and the same day give the same site, byte for byte, on whatever machine."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from safetyhelp.history.feed import FEED_PATH
from safetyhelp.paths import DATA, ROOT
from tests.conftest import TODAY, BuiltSite

_NOT_COPIED = frozenset(
    {"__pycache__", "api", "areas", "data", "places", "services", "which-way", "gaps.md"}
)


def _copy_backwards(source: Path, target: Path, left_out: frozenset[str] = frozenset()) -> None:
    """Copy a folder, last name first, so that the file system lists it in another order."""
    target.mkdir(parents=True)
    for path in sorted(source.iterdir(), reverse=True):
        if path.name in left_out:
            continue
        if path.is_dir():
            _copy_backwards(path, target / path.name, left_out & {"__pycache__"})
        else:
            shutil.copyfile(path, target / path.name)
            os.utime(target / path.name, (1, 1))


def _foreign_locale(folder: Path) -> dict[str, str]:
    """Return the environment of a locale with other names, letters and bytes than ours.

    Turkish, in its old encoding, has other month names and another capital of “i”. Where the
    sources of locales are not installed, the bare C locale with ASCII is the next best.
    """
    compiled = folder / "tr_TR.ISO-8859-9"
    compiler = shutil.which("localedef")
    if compiler:
        command = [compiler, "-i", "tr_TR", "-f", "ISO-8859-9", str(compiled)]
        subprocess.run(command, capture_output=True, check=False)
    name = compiled.name if compiled.is_dir() else "C"
    return {
        "LOCPATH": str(folder),
        "LC_ALL": name,
        "LANG": name,
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }


def _prints(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_another_folder_time_zone_and_locale_give_the_same_site(
    site: BuiltSite, tmp_path: Path
) -> None:
    root = tmp_path / "a longer folder, with é"
    _copy_backwards(ROOT / "docs", root / "docs", _NOT_COPIED)
    for name in ("theme", "scripts"):
        _copy_backwards(ROOT / name, root / name, frozenset({"__pycache__"}))
    _copy_backwards(DATA, root / "data")
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.rmtree(root / "docs/assets/finder/data", ignore_errors=True)
    environment = {
        **os.environ,
        **_foreign_locale(tmp_path),
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "4242",
        "SOURCE_DATE_EPOCH": "1",
    }
    done = subprocess.run(
        [sys.executable, "scripts/build_site.py", "--today", TODAY.isoformat()],
        capture_output=True,
        check=False,
        cwd=root,
        env=environment,
        umask=0o077,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    here, there = _prints(site.folder), _prints(root / "site")
    assert here.keys() == there.keys()
    # The copy has no git history, so its feed of changes is empty.
    same = sorted(here.keys() - {FEED_PATH})
    different = [name for name in same if there[name] != here[name]]
    assert not different
    assert len(here) > 1000
