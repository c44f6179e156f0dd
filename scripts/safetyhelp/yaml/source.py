"""Read a record file as text, and refuse what could deceive a reader or a reviewer.

A file is refused when it is a link out of the data folder, larger than it may be, not UTF-8, or
holds a byte-order mark, a tab, or a character that cannot be seen or that changes
the direction of text (such characters can make a line look different in a review from what a
program reads: Unicode Technical Report 36).
"""

import stat
from dataclasses import dataclass
from pathlib import Path

from safetyhelp.findings.model import Finding
from safetyhelp.text.misleading import about_misleading, first_misleading

MAX_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file. `name` is how findings call it: relative, with forward slashes."""

    name: str
    text: str


def _position(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def _refuse(name: str, code: str, message: str, suggestion: str, at: tuple[int, int]) -> Finding:
    return Finding(code, name, at[0], at[1], (), message, suggestion)


def _too_large(name: str, size: int, most_bytes: int) -> Finding:
    return _refuse(
        name,
        "file-too-large",
        f"The file has {size:,} bytes. A record may have {most_bytes:,} at most.",
        "Shorten the notes, or split the record into several.",
        (1, 1),
    )


def _decode(content: bytes, name: str) -> str | Finding:
    if content.startswith(b"\xef\xbb\xbf"):
        return _refuse(
            name,
            "byte-order-mark",
            "The file starts with a byte-order mark, an invisible character.",
            "Save the file as “UTF-8” without “BOM”.",
            (1, 1),
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        start_of_line = content.rfind(b"\n", 0, error.start) + 1
        column = len(content[start_of_line : error.start].decode("utf-8", "replace")) + 1
        return _refuse(
            name,
            "not-utf8",
            f"The file is not UTF-8 text: byte {error.start + 1} does not belong there.",
            "Save the file with the encoding UTF-8.",
            (line, column),
        )


def check_text(content: bytes, name: str, most_bytes: int = MAX_BYTES) -> SourceText | Finding:
    """Turn the bytes of a file into text, or say why the file is refused."""
    if len(content) > most_bytes:
        return _too_large(name, len(content), most_bytes)
    decoded = _decode(content, name)
    if isinstance(decoded, Finding):
        return decoded
    text = decoded.replace("\r\n", "\n")
    tab = text.find("\t")
    if tab >= 0:
        more = sum("\t" in line for line in text.split("\n")) - 1
        others = (
            f" {more} more {'line has' if more == 1 else 'lines have'} one too." if more else ""
        )
        return _refuse(
            name,
            "tab",
            f"There is a tab in this line.{others}",
            "Use spaces: two for each step inwards.",
            _position(text, tab),
        )
    bad = first_misleading(text)
    if bad is not None:
        return _refuse(
            name, "forbidden-character", *about_misleading(text[bad]), _position(text, bad)
        )
    return SourceText(name, text)


def leads_out(path: Path, data_dir: Path) -> bool:
    """Say whether `path`, after all links are followed, lies outside `data_dir`."""
    try:
        return not path.resolve(strict=True).is_relative_to(data_dir.resolve())
    except RuntimeError as error:  # Python before 3.13: a link that leads to itself
        raise OSError("a link leads to itself") from error


def link_outside(name: str) -> Finding:
    """Make the finding about a file or folder that is a link out of the data folder."""
    return _refuse(
        name,
        "link-outside",
        "This is a link to a place outside the data folder.",
        "Put the file or folder itself here.",
        (1, 1),
    )


def unreadable(name: str, error: OSError) -> Finding:
    """Make the finding about a file or folder that the system does not let us read."""
    return _refuse(
        name,
        "unreadable-file",
        f"This cannot be read: {error.strerror or error}.",
        "Check that it exists and that you may read it.",
        (1, 1),
    )


def read_text(
    path: Path, data_dir: Path, name: str, most_bytes: int = MAX_BYTES
) -> SourceText | Finding:
    """Read the file at `path`, which must lie inside `data_dir` even after links are followed."""
    try:
        if leads_out(path, data_dir):
            return link_outside(name)
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            raise OSError("it is not an ordinary file")
        if status.st_size > most_bytes:
            return _too_large(name, status.st_size, most_bytes)
        content = path.read_bytes()
    except OSError as error:
        return unreadable(name, error)
    return check_text(content, name, most_bytes)
