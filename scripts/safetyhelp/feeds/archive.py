"""All files for other systems in one zip file. Pure."""

from collections.abc import Mapping

from safetyhelp.feeds.edition import Edition
from safetyhelp.text.zip_files import zipped

FILE = "data/local-safety-help.zip"


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


def archive(files: Mapping[str, bytes], edition: Edition) -> bytes:
    """Return the zip file of all files, with the lines to show in front."""
    return zipped({"README.txt": _about(edition), **dict(sorted(files.items()))}, edition.day)
