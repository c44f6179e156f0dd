"""Read a record file as text, and refuse what could deceive a reader or a reviewer.

A file is refused when it is a link out of the data folder, larger than 64 KiB, not UTF-8, or holds
a byte-order mark, a tab, or a control or direction-changing character (such characters can make a
line look different in a review from what a program reads: Unicode Technical Report 36).
"""

import re
from dataclasses import dataclass
from pathlib import Path

from directory.findings import Finding

MAX_BYTES = 64 * 1024
_BAD_CHARACTER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f"
    "\ufff9-\ufffb\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file. `name` is how findings call it: relative, with forward slashes."""

    name: str
    text: str


def _position(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def _refuse(name: str, code: str, message: str, suggestion: str, at: tuple[int, int]) -> Finding:
    return Finding(code, name, at[0], at[1], (), message, suggestion)


def _too_large(name: str, size: int) -> Finding:
    return _refuse(
        name,
        "file-too-large",
        f"The file has {size:,} bytes. A record may have {MAX_BYTES:,} at most.",
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
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        return _refuse(
            name,
            "not-utf8",
            f"The file is not UTF-8 text: byte {error.start + 1} does not belong there.",
            "Save the file with the encoding UTF-8.",
            (line, column),
        )


def check_text(content: bytes, name: str) -> SourceText | Finding:
    """Turn the bytes of a file into text, or say why the file is refused."""
    if len(content) > MAX_BYTES:
        return _too_large(name, len(content))
    decoded = _decode(content, name)
    if isinstance(decoded, Finding):
        return decoded
    text = decoded.replace("\r\n", "\n")
    tab = text.find("\t")
    if tab >= 0:
        return _refuse(
            name,
            "tab",
            "There is a tab in this line.",
            "Use spaces: two for each step of indentation.",
            _position(text, tab),
        )
    bad = _BAD_CHARACTER.search(text)
    if bad:
        return _refuse(
            name,
            "forbidden-character",
            f"There is an invisible or misleading character here (U+{ord(bad[0]):04X}).",
            "Delete it. If you pasted the text, type that part again by hand.",
            _position(text, bad.start()),
        )
    return SourceText(name, text)


def read_text(path: Path, data_dir: Path, name: str) -> SourceText | Finding:
    """Read the file at `path`, which must lie inside `data_dir` even after links are followed."""
    try:
        if not path.resolve(strict=True).is_relative_to(data_dir.resolve()):
            return _refuse(
                name,
                "link-outside",
                "This is a link to a file outside the data folder.",
                "Put the file itself here.",
                (1, 1),
            )
        size = path.stat().st_size
        if size > MAX_BYTES:
            return _too_large(name, size)
        content = path.read_bytes()
    except OSError as error:
        return _refuse(
            name,
            "unreadable-file",
            f"The file cannot be read: {error.strerror or error}.",
            "Check that the file exists and that you may read it.",
            (1, 1),
        )
    return check_text(content, name)
