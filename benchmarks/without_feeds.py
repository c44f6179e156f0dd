"""Build the site of the project in the working folder without the files for other systems.

What a page links to must be there: of that there are empty files.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path.cwd() / "scripts"))

import build_site
from safetyhelp import build

_LINK = re.compile(r"\(((?:api|data)/[^)#]+\.[a-z]+)\)")


def _links_alone(*_: object) -> dict[str, bytes]:
    page = (Path.cwd() / "docs/data.md").read_text(encoding="utf-8")
    return dict.fromkeys(_LINK.findall(page), b"")


if __name__ == "__main__":
    vars(build)["every_feed"] = _links_alone
    sys.exit(build_site.main(sys.argv[1:]))
