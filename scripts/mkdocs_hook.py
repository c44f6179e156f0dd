"""MkDocs hook: `mkdocs serve` makes the generated pages before it starts to serve."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

sys.path.insert(0, str(Path(__file__).resolve().parent))


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
    """Generate the pages for `serve`. For a build, scripts/build_site.py has done it."""
    if command != "serve":
        return
    from directory.generating import generate
    from directory.project import DATA, ROOT, folders
    from directory.rendering import as_text

    errors = generate(folders(DATA), datetime.now(UTC).date(), ROOT / "docs", print)
    if errors:
        raise SystemExit(as_text(errors))
