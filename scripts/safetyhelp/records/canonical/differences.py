"""What differs between a file and its canonical form: line by line, with what to write. Pure."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from safetyhelp.findings.model import Finding
from safetyhelp.text.words import counted, shortened


def differences(file: str, written: str, wanted: str, how: str) -> Iterator[Finding]:
    """Yield a finding for each piece of a file that is written otherwise than it should be.

    `how` stands before the command that puts all of them right.
    """
    copy = f"{how} python scripts/format_records.py {file}"
    if "\r" in written:
        yield _finding(
            file,
            1,
            "The lines of this file end as Windows ends them.",
            f"Save it with the line ends of Unix (LF). {copy}",
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
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    steps = [
        (start, old[start:end], new_start, new[new_start:new_end])
        for what, start, end, new_start, new_end in matcher.get_opcodes()
        if what != "equal"
    ]
    moved = {
        tuple(lines): at for _, gone, at, lines in steps if not gone and _stands_in(lines, steps)
    }
    for start, gone, at, lines in steps:
        if not lines and tuple(gone) in moved:
            yield _misplaced(file, start + 1, gone, new[: moved[tuple(gone)]], copy)
        elif len(gone) == len(lines):
            for number, (was, becomes) in enumerate(zip(gone, lines, strict=True), start + 1):
                if was != becomes:
                    yield _otherwise(file, number, was, becomes, copy)
        elif tuple(lines) not in moved:
            yield _piece(file, start + 1, gone, lines, new[:at], copy)


_Step = tuple[int, list[str], int, list[str]]


def _stands_in(lines: list[str], steps: list[_Step]) -> bool:
    """Say whether the very lines that are wanted in one place stand in another."""
    return any(gone == lines and not others for _, gone, _, others in steps)


def _finding(file: str, line: int, message: str, suggestion: str) -> Finding:
    return Finding("not-canonical", file, line, 1, (), message, suggestion)


def _quoted(lines: list[str]) -> str:
    """Return lines as they are to be copied, the spaces in front of each included."""
    return " ⏎ ".join(lines)


def _misplaced(file: str, number: int, lines: list[str], before: list[str], copy: str) -> Finding:
    others = len(lines) - 1
    what = f"“{shortened(lines[0])}”"
    fault = (
        f"{what} and {counted(others, 'line')} below it do not stand in their place."
        if others
        else f"{what} does not stand in its place."
    )
    remedy = f"Move it below “{shortened(before[-1])}”. {copy}"
    return _finding(file, number, fault, remedy)


def _otherwise(file: str, number: int, was: str, becomes: str, copy: str) -> Finding:
    if was.strip() == becomes.strip():
        had, wanted = (counted(len(e) - len(e.lstrip()), "space") for e in (was, becomes))
        fault = f"“{shortened(was)}” has {had} in front of it."
        return _finding(file, number, fault, f"Write {wanted} there. {copy}")
    fault = f"“{shortened(was)}” is not written as in all other files."
    return _finding(file, number, fault, f"Write: {becomes.strip()}")


def _piece(
    file: str, number: int, gone: list[str], lines: list[str], before: list[str], copy: str
) -> Finding:
    if not lines:
        what = shortened(_quoted(gone))
        message = f"“{what}” does not belong here." if what else "There is an empty line here."
        return _finding(file, number, message, f"Take it out. {copy}")
    if not gone:
        below = shortened(before[-1]) if before else ""
        message = f"Something is missing below “{below}”." if below else "Something is missing."
        return _finding(file, max(number - 1, 1), message, f"Write there: {_quoted(lines)}")
    message = f"“{shortened(_quoted(gone))}” is not written as in all other files."
    return _finding(file, number, message, f"Write: {_quoted(lines)}")
