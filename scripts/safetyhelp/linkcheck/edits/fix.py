"""Write permanent moves into the YAML, and leave every other byte of the file alone.

Only the confirmation of a contact goes when one of its values changes: it belongs to the old one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

from safetyhelp.findings.model import Path as RecordPath
from safetyhelp.linkcheck.targets import RecordPlace
from safetyhelp.records.contacts import WAYS
from safetyhelp.records.formats import url_fault
from safetyhelp.text.files import write_whole
from safetyhelp.yaml.parse import parse, position
from safetyhelp.yaml.source import SourceText
from safetyhelp.yaml.tree import changed, node_of, value_of

UrlCheck = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Edit:
    """One address to replace at one place."""

    place: RecordPlace
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of an edit: `fault` is empty when it was made.

    `unconfirmed`: the contact was confirmed with the old value, and is not any more.
    """

    edit: Edit
    fault: str = ""
    unconfirmed: bool = False


def edits_at(
    places: Iterable[RecordPlace], old: str, new: str, inside: RecordPath = ()
) -> tuple[Edit, ...]:
    """Return the edits of a value wherever it stands, or of what stands `inside` there."""
    return tuple(
        Edit(RecordPlace(place.file, (*place.path, *inside)), old, new)
        for place in places
        if not place.row  # the tables are written by an import, which would undo it
    )


def rewrite(source: SourceText, path: RecordPath, old: str, new: str) -> str | None:
    """Return the text with one value replaced; None when that cannot be done for certain.

    The new text is parsed again: it must say the same as the old one but for this value.
    """
    before, faults = parse(source)
    if before is None or faults:
        return None
    line, column = position(source, path)
    at = sum(len(above) + 1 for above in source.text.split("\n")[: line - 1]) + column - 1
    if source.text[at : at + 1] in ("'", '"'):
        at += 1
    if not source.text.startswith(old, at):
        return None
    text = source.text[:at] + new + source.text[at + len(old) :]
    after, faults = parse(SourceText(source.name, text))
    wanted = value_of(changed(node_of(before), path, new))
    return text if not faults and after == wanted else None


def _is_confirmed(text: str, name: str, contact: RecordPath) -> bool:
    """Say whether a contact is confirmed; `rewrite` has found it in the text."""
    value: Any = parse(SourceText(name, text))[0]
    return isinstance(reduce(getitem, contact, value).get("confirmed"), dict)


def _unconfirmed(text: str, name: str, contact: RecordPath) -> str | None:
    """Return the text without the confirmation of a contact; None when that is not certain."""
    source = SourceText(name, text)
    before, _ = parse(source)
    path = (*contact, "confirmed")
    line, column = position(source, path, of_key=True)
    lines = text.split("\n")
    end = line
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) >= column:
        end += 1
    result = "\n".join([*lines[: line - 1], *lines[end:]])
    after, faults = parse(SourceText(name, result))
    wanted = value_of(changed(node_of(before), path, None)) if before else None
    return result if not faults and after == wanted else None


def _apply(raw: str, name: str, edit: Edit, check: UrlCheck) -> tuple[str, Fixed]:
    """Return the text after one edit, and what became of it."""
    fault = check(edit.new)
    if fault:
        why = f"the new address is not one that the records may hold: {fault}"
        return raw, Fixed(edit, why)
    path = edit.place.path
    text = rewrite(SourceText(name, raw), path, edit.old, edit.new)
    if text is None:
        return raw, Fixed(edit, "the address is not written there in one piece")
    if path[-1] not in WAYS or not _is_confirmed(text, name, path[:-1]):
        return text, Fixed(edit)
    without = _unconfirmed(text, name, path[:-1])
    if without is None:
        return raw, Fixed(edit, "its “confirmed” belongs to the old one. Change both by hand")
    return without, Fixed(edit, unconfirmed=True)


def fix(
    edits: Iterable[Edit], folder: Path, shown_as: str, check: UrlCheck = url_fault
) -> list[Fixed]:
    """Make the edits in the files of a data folder, each file written once, as a whole.

    `check` says what is wrong with a new address, if anything is.

    Raises OSError when a file cannot be written.
    """
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.place.file, []).append(edit)
    done: list[Fixed] = []
    for name, wanted in sorted(by_file.items()):
        path = folder / name.removeprefix(f"{shown_as}/")
        raw = path.read_bytes().decode("utf-8")
        windows = "\r\n" in raw
        if windows and raw.count("\r\n") != raw.count("\n"):
            done += [Fixed(edit, "the file has line ends of two kinds") for edit in wanted]
            continue
        text = raw.replace("\r\n", "\n")
        for edit in wanted:
            text, fixed = _apply(text, name, edit, check)
            done.append(fixed)
        result = text.replace("\n", "\r\n") if windows else text
        if result != raw:
            write_whole(path, result)
    return done
