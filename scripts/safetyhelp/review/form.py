"""Where the files of a change are not in canonical form: line by line, with what to write. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding
from safetyhelp.records.canonical.form import format_text
from safetyhelp.records.kinds import LIST_FILES
from safetyhelp.records.schema import Schemas
from safetyhelp.text.words import counted, shortened

_COPY = (
    "The page of this change has the whole file to copy. Or run: python scripts/format_records.py"
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A file as it should be written, and what of it is written otherwise now."""

    file: str
    text: str
    findings: tuple[Finding, ...]


def corrected_files(
    after: Dataset, contents: Mapping[str, bytes], schemas: Schemas
) -> Iterator[Corrected]:
    """Yield each file that is not in canonical form, of those whose contents are given by name.

    What cannot be read has findings already.
    """
    for file, content in sorted(contents.items()):
        source = after.loaded.texts.get(file)
        if source is None:
            continue
        folder, _, name = file.rpartition("/")
        kind = name.partition(".")[0] if name in LIST_FILES else folder.rpartition("/")[2]
        formatted = format_text(source, kind, schemas) if kind in schemas.inlined else None
        if formatted and not formatted.findings and formatted.text.encode() != content:
            findings = tuple(_differences(file, content.decode("utf-8", "replace"), formatted.text))
            yield Corrected(file, formatted.text, findings)


def _differences(file: str, written: str, wanted: str) -> Iterator[Finding]:
    """Yield a finding for each piece of a file that is written otherwise than it should be."""
    if "\r" in written:
        yield _finding(
            file,
            1,
            "The lines of this file end as Windows ends them.",
            f"Save it with the line ends of Unix (LF). {_COPY} {file}",
        )
        written = written.replace("\r\n", "\n")
    old, new = written.splitlines(), wanted.splitlines()
    if not written.endswith("\n"):
        yield _finding(
            file,
            len(old),
            "The last line of this file has no end.",
            "Press the Enter key behind its last letter.",
        )
    steps = [
        (start, old[start:end], new_start, new[new_start:new_end])
        for what, start, end, new_start, new_end in _opcodes(old, new)
        if what != "equal"
    ]
    moved = {
        tuple(lines): at for _, gone, at, lines in steps if not gone and _stands_in(lines, steps)
    }
    for start, gone, at, lines in steps:
        if not lines and tuple(gone) in moved:
            yield _misplaced(file, start + 1, gone, new[: moved[tuple(gone)]])
        elif len(gone) == len(lines):
            for number, (was, becomes) in enumerate(zip(gone, lines, strict=True), start + 1):
                if was != becomes:
                    yield _otherwise(file, number, was, becomes)
        elif tuple(lines) not in moved:
            yield _piece(file, start + 1, gone, lines, new[:at])


_Step = tuple[int, list[str], int, list[str]]


def _opcodes(old: list[str], new: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    return iter(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _stands_in(lines: list[str], steps: list[_Step]) -> bool:
    """Say whether the very lines that are wanted in one place stand in another."""
    return any(gone == lines and not others for _, gone, _, others in steps)


def _finding(file: str, line: int, message: str, suggestion: str) -> Finding:
    return Finding("not-canonical", file, line, 1, (), message, suggestion)


def _quoted(lines: list[str]) -> str:
    """Return lines as they are to be copied, the spaces in front of each included."""
    return " ⏎ ".join(lines)


def _misplaced(file: str, number: int, lines: list[str], before: list[str]) -> Finding:
    others = len(lines) - 1
    what = f"“{shortened(lines[0])}”"
    fault = (
        f"{what} and {counted(others, 'line')} below it do not stand in their place."
        if others
        else f"{what} does not stand in its place."
    )
    remedy = f"Move it below “{shortened(before[-1])}”. {_COPY} {file}"
    return _finding(file, number, fault, remedy)


def _otherwise(file: str, number: int, was: str, becomes: str) -> Finding:
    if was.strip() == becomes.strip():
        had, wanted = (counted(len(e) - len(e.lstrip()), "space") for e in (was, becomes))
        fault = f"“{shortened(was)}” has {had} in front of it."
        return _finding(file, number, fault, f"Write {wanted} there. {_COPY} {file}")
    fault = f"“{shortened(was)}” is not written as in all other files."
    return _finding(file, number, fault, f"Write: {becomes.strip()}")


def _piece(file: str, number: int, gone: list[str], lines: list[str], before: list[str]) -> Finding:
    if not lines:
        what = shortened(_quoted(gone))
        message = f"“{what}” does not belong here." if what else "There is an empty line here."
        return _finding(file, number, message, f"Take it out. {_COPY} {file}")
    if not gone:
        below = shortened(before[-1]) if before else ""
        message = f"Something is missing below “{below}”." if below else "Something is missing."
        return _finding(file, max(number - 1, 1), message, f"Write there: {_quoted(lines)}")
    message = f"“{shortened(_quoted(gone))}” is not written as in all other files."
    return _finding(file, number, message, f"Write: {_quoted(lines)}")
