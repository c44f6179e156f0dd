"""Read a record file as text, and refuse what could deceive a reader or a reviewer.

A file is refused when it is a link out of the data folder, larger than it may be, not UTF-8, or
holds a byte-order mark, a tab, or a character that cannot be seen or that changes
the direction of text (such characters can make a line look different in a review from what a
program reads: Unicode Technical Report 36).

Where it is only such characters, the text without them comes out as well, with the same lines: so
that the other faults of the file are found in the same run.
"""

import codecs
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from safetyhelp.findings.model import Finding
from safetyhelp.text.misleading import about_misleading, misleading_in, without_misleading
from safetyhelp.yaml.tabs import without_tabs

MAX_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file. `name` is how findings call it: relative, with forward slashes.

    `nth` says which of several equal keys counts where there are so many: 0 is the first.
    """

    name: str
    text: str
    nth: int = 0


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


def _more(lines: int) -> str:
    if lines < 1:
        return ""
    return f" {lines} more {'line has' if lines == 1 else 'lines have'} one too."


def _decoded_line(line: bytes) -> str:
    """Return a line as Windows writes it when it is not UTF-8: that is nearly always the reason."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _decode(content: bytes, name: str) -> tuple[str, list[Finding]]:
    """Return the text of a file as far as it can be made out, and what is wrong with its bytes."""
    faults = []
    if content.startswith(codecs.BOM_UTF8):
        content = content.removeprefix(codecs.BOM_UTF8)
        mark = "The file starts with a byte-order mark, an invisible character."
        remedy = "Save the file as “UTF-8” without “BOM”."
        faults.append(_refuse(name, "byte-order-mark", mark, remedy, (1, 1)))
    try:
        return content.decode("utf-8"), faults
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        start_of_line = content.rfind(b"\n", 0, error.start) + 1
        column = len(content[start_of_line : error.start].decode("utf-8", "replace")) + 1
        what = f"The file is not UTF-8 text: byte {error.start + 1} does not belong there."
        remedy = "Save the file with the encoding UTF-8."
        faults.append(_refuse(name, "not-utf8", what, remedy, (line, column)))
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace"), faults
    return "\n".join(map(_decoded_line, content.split(b"\n"))), faults


def _about_tabs(name: str, text: str) -> Finding:
    more = _more(sum("\t" in line for line in text.split("\n")) - 1)
    what, remedy = f"There is a tab in this line.{more}", "Use spaces: two for each step inwards."
    return _refuse(name, "tab", what, remedy, _position(text, text.index("\t")))


def _about_characters(name: str, text: str) -> Iterator[Finding]:
    """Yield one finding for each misleading character, at the first place where it stands."""
    bad = sorted(set(misleading_in(text)), key=text.index)
    for character in bad[:_MOST_CHARACTERS]:
        more = _more(sum(character in line for line in text.split("\n")) - 1)
        what, remedy = about_misleading(character)
        at = _position(text, text.index(character))
        yield _refuse(name, "forbidden-character", f"{what}{more}", remedy, at)


_MOST_CHARACTERS = 5


def readable_text(
    content: bytes, name: str, most_bytes: int = MAX_BYTES
) -> tuple[SourceText | None, list[Finding]]:
    """Turn the bytes of a file into text, and say what is wrong with them.

    The text is without what is wrong; None when there is too much of it.
    """
    if len(content) > most_bytes:
        return None, [_too_large(name, len(content), most_bytes)]
    decoded, faults = _decode(content, name)
    text = decoded.replace("\r\n", "\n")
    if "\t" in text:
        faults.append(_about_tabs(name, text))
    faults.extend(_about_characters(name, text))
    if faults:
        if "\r" in text and "\n" not in text:  # how old Macs end a line
            text = text.replace("\r", "\n")
        text = without_misleading(without_tabs(text))
    return SourceText(name, text), faults


def check_text(content: bytes, name: str, most_bytes: int = MAX_BYTES) -> SourceText | Finding:
    """Turn the bytes of a file into text, or say why the file is refused."""
    source, faults = readable_text(content, name, most_bytes)
    return faults[0] if faults or source is None else source


def leads_out(path: Path, data_dir: Path) -> bool:
    """Say whether `path`, after all links are followed, lies outside `data_dir`.

    `data_dir` has its own links followed: once, not for each file.
    """
    try:
        return not path.resolve(strict=True).is_relative_to(data_dir)
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


def read_bytes(
    path: Path, data_dir: Path, name: str, most_bytes: int = MAX_BYTES
) -> bytes | Finding:
    """Read the file at `path`, which must lie inside `data_dir` even after links are followed.

    `data_dir` has its own links followed.
    """
    try:
        if leads_out(path, data_dir):
            return link_outside(name)
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            raise OSError("it is not an ordinary file")
        if status.st_size > most_bytes:
            return _too_large(name, status.st_size, most_bytes)
        return path.read_bytes()
    except OSError as error:
        return unreadable(name, error)
