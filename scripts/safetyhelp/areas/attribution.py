"""The lines that the licences of the geography ask everybody to show, as the import wrote them."""

import re
from html import escape

_PART = re.compile(r"^## Attribution\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
PLACE = "<!-- attribution -->"
"""Where a page of docs/ gets the list of the lines."""


def attribution(sources: str) -> tuple[str, ...]:
    """Return the lines in `data/areas/SOURCES.md`, with the years of the imported edition."""
    part = _PART.search(sources)
    lines = re.findall(r"^- (.+)$", part[1], re.MULTILINE) if part else []
    if not lines:
        raise ValueError("SOURCES.md has no list under “## Attribution”.")
    return tuple(lines)


def as_list(lines: tuple[str, ...]) -> str:
    """Return the lines as a list in Markdown."""
    return "\n".join(f"- {escape(line, quote=False)}" for line in lines)
