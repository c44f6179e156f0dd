"""All files for other systems in one zip file: the same files give the same bytes. Pure."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date

from safetyhelp.feeds.edition import Edition

FILE = "data/local-safety-help.zip"
_LEVEL = 6
"""Of 9: more take longer, and make it hardly smaller."""
_READABLE = 0o644 << 16


def _about(edition: Edition) -> bytes:
    lines = (
        "Local Safety Help",
        "",
        f"As we knew it on {edition.day.isoformat()}. Old contacts can do harm: take it anew each",
        "week, and keep source, seen, confirmed and doubt with each contact.",
        "",
        "Show these lines wherever you show the data:",
        *(f"- {line}" for line in edition.lines),
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _entry(name: str, day: date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _READABLE
    entry.create_system = 3
    return entry


def archive(files: Mapping[str, bytes], edition: Edition) -> bytes:
    """Return the zip file of all files, with the lines to show in front."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compresslevel=_LEVEL) as target:
        for name, content in (("README.txt", _about(edition)), *sorted(files.items())):
            target.writestr(_entry(name, edition.day), content, compresslevel=_LEVEL)
    return written.getvalue()
