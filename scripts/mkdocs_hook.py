"""MkDocs hooks: make the generated pages before `mkdocs serve`, and slim every page."""

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


def on_post_page(output: str, **_: object) -> str:
    """Drop the blank lines that the theme leaves behind: less to load on a slow phone."""
    head, mark, rest = output.partition("<pre")
    return "\n".join(line.strip() for line in head.splitlines() if line.strip()) + (mark + rest)
