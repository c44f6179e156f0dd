"""Read a record file as text, and refuse what could deceive a reader or a reviewer.

A file is refused when it is a link out of the data folder, larger than 64 KiB (a list: 512 KiB),
not UTF-8, or holds a byte-order mark, a tab, or a character that cannot be seen or that changes
the direction of text (such characters can make a line look different in a review from what a
program reads: Unicode Technical Report 36).
"""

import stat
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from safetyhelp.findings.model import Finding
from safetyhelp.records.kinds import LIST_FILES

MAX_BYTES = 64 * 1024
MAX_LIST_BYTES = 8 * MAX_BYTES
"""For the lists beside the folders, which hold many entries."""
# Control, format, surrogate, private and unassigned characters; line and paragraph separators.
_BAD_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters and marks that show nothing, and the mark that stands for a letter that was lost.
_BAD_CHARACTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd")


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file. `name` is how findings call it: relative, with forward slashes."""

    name: str
    text: str


@lru_cache(maxsize=1024)
def _is_misleading(character: str) -> bool:
    if character in "\n\t":
        return False
    category = unicodedata.category(character)
    return (
        category in _BAD_CATEGORIES
        or (category == "Zs" and character != " ")
        or character in _BAD_CHARACTERS
        or unicodedata.name(character, "").startswith("VARIATION SELECTOR")
    )


def first_misleading(text: str) -> int | None:
    """Return the index of the first invisible or misleading character, or None."""
    bad = [character for character in set(text) if _is_misleading(character)]
    return min(map(text.index, bad)) if bad else None


def about_misleading(character: str) -> tuple[str, str]:
    """Say what is wrong with an invisible or misleading character, and the remedy."""
    name = unicodedata.name(character, "")
    what = f"U+{ord(character):04X}{f', {name.lower()}' if name else ''}"
    remedy = (
        "Type an ordinary space in its place."
        if unicodedata.category(character) == "Zs"
        else "Delete it. If you pasted the text, type that part again by hand."
    )
    return f"There is an invisible or misleading character here ({what}).", remedy


def _position(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def _refuse(name: str, code: str, message: str, suggestion: str, at: tuple[int, int]) -> Finding:
    return Finding(code, name, at[0], at[1], (), message, suggestion)


def _most_bytes(name: str) -> int:
    """Return how many bytes a file may have, by the name that findings give it."""
    return MAX_LIST_BYTES if name.rpartition("/")[2] in LIST_FILES else MAX_BYTES


def _too_large(name: str, size: int) -> Finding:
    return _refuse(
        name,
        "file-too-large",
        f"The file has {size:,} bytes. A record may have {_most_bytes(name):,} at most.",
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


def check_text(content: bytes, name: str) -> SourceText | Finding:
    """Turn the bytes of a file into text, or say why the file is refused."""
    if len(content) > _most_bytes(name):
        return _too_large(name, len(content))
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


def read_text(path: Path, data_dir: Path, name: str) -> SourceText | Finding:
    """Read the file at `path`, which must lie inside `data_dir` even after links are followed."""
    try:
        if leads_out(path, data_dir):
            return link_outside(name)
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            raise OSError("it is not an ordinary file")
        if status.st_size > _most_bytes(name):
            return _too_large(name, status.st_size)
        content = path.read_bytes()
    except OSError as error:
        return unreadable(name, error)
    return check_text(content, name)
