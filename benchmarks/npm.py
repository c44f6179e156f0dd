"""Tools from npm, to compare ours with."""

import shutil
import subprocess
from pathlib import Path


def installed(package: str, folder: Path) -> str | None:
    """Install `name@version` into a folder that is thrown away; return its command, if we can."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None
    install = [npm, "install", "--silent", "--no-save", "--prefix", str(folder), package]
    done = subprocess.run(install, check=False, capture_output=True)
    command = folder / "node_modules/.bin" / package.partition("@")[0]
    return str(command) if done.returncode == 0 else None
