"""A change in, one page of Markdown for its reviewer out. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.findings.model import Finding, Severity
from safetyhelp.review.change import Change, CoverageChange, Fate, Lines, ListChange, RecordChange
from safetyhelp.review.files_that_run import runs
from safetyhelp.review.form import Corrected
from safetyhelp.text.markdown import block, code, report, visible
from safetyhelp.text.words import counted

MAX_CHARACTERS = 59_000
"""The page is never longer. GitHub refuses comments of more than 65,536 characters."""

# How many characters each part may have. What is left of the whole belongs to the records.
_FINDINGS_ROOM = 12_000
_LISTS_ROOM = 4_000
_PAGES_ROOM = 4_000
_COVERAGE_ROOM = 6_000
_OVERDUE_ROOM = 3_000
_FILES_ROOM = 2_000
_LINKS_ROOM = 10_000
_COPIES_ROOM = 5_000
_NAMES_ROOM = 600
_NOTE_ROOM = 300

_LEAST_RECORD = 100
_MOST_LINES = 120
_LONGEST_LINE = 400
_CONTEXT = 2
_HEADING = re.compile(r"^#{1,2} ", re.MULTILINE)
_PLAIN_URL = re.compile(r"https://[\w./~%:-]+")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the page says besides the data.

    The files that differ, the report of the link check, the address of the built site, why the data
    could not be compared (empty when it was), and the files as they should be written.
    """

    changed_files: tuple[str, ...] = ()
    link_report: str = ""
    site: str = ""
    not_compared: str = ""
    corrected: tuple[Corrected, ...] = ()


def as_markdown(change: Change, around: Surroundings, limit: int = MAX_CHARACTERS) -> str:
    """Write the page. Nothing in it that comes from a contributor can become markup."""
    first = [
        _headline(change),
        *_warnings(around),
        *_findings(change.new_findings),
        *_to_copy(around.corrected),
    ]
    last = [
        *_lists(change.lists),
        *_pages(change),
        *_coverage(change.coverage),
        *_overdue(change.overdue),
        *_other_files(around),
        *_site(around),
        *_links(around),
    ]
    room = limit - sum(len(part) + 2 for part in (*first, *last))
    return "\n\n".join((*first, *_records(change.records, room), *last)) + "\n"


def _fitting(items: Iterable[str], room: int, joint: int) -> list[str]:
    """Return as many items from the start as fit into `room`, with `joint` between them."""
    kept = []
    for item in items:
        room -= len(item) + joint
        if room < 0:
            break
        kept.append(item)
    return kept


def _names(names: Sequence[str], room: int) -> str:
    """Join names as code, and say how many are left out."""
    shown = _fitting(map(code, names), room, 2)
    left = len(names) - len(shown)
    return ", ".join(shown) + (f" and {left:,} more" if left else "")


def _section(head: str, lines: Sequence[str], room: int, what: str) -> Iterator[str]:
    """Yield a head, its list and a sentence about what of it is not shown; nothing for no lines."""
    if lines:
        yield head
    shown = _fitting(lines, room, 1)
    if shown:
        yield "\n".join(shown)
    left = len(lines) - len(shown)
    if left:
        yield f"**{left:,} more {what} not shown here: the page would be too long.**"


def _line(text: str) -> str:
    return visible(text, _LONGEST_LINE)


# The top of the page


def _headline(change: Change) -> str:
    fates = [record.fate for record in change.records]
    records = [f"{fates.count(fate):,} {fate.value}" for fate in Fate if fate in fates]
    gained = sum(len(move.councils) for move in change.coverage if move.gained)
    lost = sum(len(move.councils) for move in change.coverage if move.lost)
    errors = sum(f.severity is Severity.ERROR for f in change.new_findings)
    checks = (
        counted(errors, "new error"),
        counted(len(change.new_findings) - errors, "new warning"),
        f"{change.mended:,} mended",
        f"{counted(change.errors, 'error')} in all",
        f"{len(change.overdue):,} overdue",
    )
    lines = (
        "# What this change does",
        "",
        f"- Records: {', '.join(records) or 'none changed'}",
        f"- Answer pages that read differently: {len(change.pages):,} of {change.councils:,}",
        f"- Coverage: {gained:,} gained, {lost:,} lost",
        f"- Checks: {', '.join(checks)}",
    )
    return "\n".join(lines)


def _warnings(around: Surroundings) -> Iterator[str]:
    if around.not_compared:
        yield (
            "**The data before this change cannot be read by the rules of this change. So the "
            "records, pages and coverage are not compared, and nothing below says that they stay "
            f"the same.** {code(around.not_compared)}"
        )
    files = [name for name in around.changed_files if runs(name)]
    if files:
        yield (
            "**This change also touches files that run, or decide what runs: "
            f"{_names(files, _FILES_ROOM)}. "
            "This page does not show what they do. And it was made with them, so it cannot be "
            "trusted itself: it may hide what it should show. Read each line of them before you "
            "merge.**"
        )


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    lines = [*map(_finding, findings)]
    return _section("## What the checks newly found", lines, _FINDINGS_ROOM, "findings are")


def _finding(finding: Finding) -> str:
    place = f"{finding.file}:{finding.line}"
    said = block((_line(finding.message), _line(f"To mend it: {finding.suggestion}")), "text")
    inside = "\n".join(f"  {line}" for line in said.splitlines())
    return f"- **{finding.severity.value}** {code(finding.code)} in {code(place)}\n{inside}"


def _to_copy(files: Sequence[Corrected]) -> Iterator[str]:
    """Yield each file as it should be written, for those who cannot run the command."""
    if not files:
        return
    yield "## Files to copy"
    yield (
        "These files mean the right thing, but are not written as all others are. On the web: open "
        "the file in the branch of this change, press the pencil, and put this in the place of all "
        "that stands there. On your machine: `python scripts/format_records.py`"
    )
    room, left_out = _COPIES_ROOM, []
    for file in files:
        text = f"{code(file.file)}\n\n{block(file.text.splitlines(), 'yaml')}"
        if len(text) > room or not file.text.replace("\n", "").isprintable():
            left_out.append(file.file)
        else:
            room -= len(text) + 2
            yield text
    if left_out:
        yield f"**Not shown here: {_names(left_out, _NAMES_ROOM)}.**"


# Records


def _records(records: Sequence[RecordChange], room: int) -> Iterator[str]:
    """Show as many records as there is room for, and name those that are left out."""
    if not records:
        return
    head = (
        "## The records, as visitors read them",
        "Lines with − go, lines with + come. The target of a link stands in angle brackets.",
    )
    yield from head
    room -= sum(len(part) + 2 for part in head) + _NAMES_ROOM + _NOTE_ROOM
    left_out = []
    for record in records:
        text = _record(record) if room > _LEAST_RECORD else ""
        if not text or len(text) + 2 > room:
            left_out.append(record.file)
        else:
            room -= len(text) + 2
            yield text
    if left_out:
        yield (
            f"**{counted(len(left_out), 'record')} of {len(records):,} not shown here, because "
            f"the page would be too long: {_names(left_out, _NAMES_ROOM)}. "
            "Look at the files of this change.**"
        )


def _record(record: RecordChange) -> str:
    parts = [f"### {code(record.file)}: {record.fate.value}"]
    if record.former_file:
        parts.append(f"It was {code(record.former_file)} before.")
    if record.note:
        parts.append(record.note)
    if record.fields:
        parts.append(f"Parts that differ: {_names(record.fields, _NAMES_ROOM)}")
    lines = list(_difference(record.before, record.after))
    if lines:
        parts.append(block(lines[:_MOST_LINES], "diff"))
    if len(lines) > _MOST_LINES:
        parts.append(f"{len(lines) - _MOST_LINES:,} more lines of this record are not shown here.")
    return "\n\n".join(parts)


def _difference(before: Lines, after: Lines) -> Iterator[str]:
    """Yield the lines that go and come, with a little of what stays around them."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for number, group in enumerate(matcher.get_grouped_opcodes(_CONTEXT)):
        if number:
            yield "  ⋯"
        for operation, start, end, new_start, new_end in group:
            if operation == "equal":
                yield from (f"  {_line(line)}" for line in before[start:end])
            else:
                yield from (f"- {_line(line)}" for line in before[start:end])
                yield from (f"+ {_line(line)}" for line in after[new_start:new_end])


# Lists, pages, coverage


def _lists(lists: Iterable[ListChange]) -> Iterator[str]:
    for change in lists:
        lines = [f"- {_line(line)}" for line in change.removed]
        lines += [f"+ {_line(line)}" for line in change.added]
        shown = _fitting(lines, _LISTS_ROOM, 1)
        yield f"## Entries of {code(change.file)}"
        yield block(shown, "diff")
        if len(lines) > len(shown):
            yield f"**{len(lines) - len(shown):,} more entries are not shown here.**"


def _pages(change: Change) -> Iterator[str]:
    lines = [
        f"- {code(page.council)} at {code(page.address)}: "
        f"{counted(page.added, 'line')} more, {counted(page.removed, 'line')} fewer"
        for page in change.pages
    ]
    head = "## Answer pages that read differently"
    return _section(head, lines, _PAGES_ROOM, "answer pages are")


def _coverage(moves: Iterable[CoverageChange]) -> Iterator[str]:
    lines = [*map(_move, moves)]
    return _section("## Coverage", lines, _COVERAGE_ROOM, "changes of coverage are")


def _move(move: CoverageChange) -> str:
    verb = "gained" if move.gained else "**lost**" if move.lost else "changed"
    return (
        f"- {KIND_TITLES[move.kind]}, {verb}: from {move.before} to {move.after} "
        f"for {_names(move.councils, _NAMES_ROOM)}"
    )


def _overdue(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield what is overdue whatever this change does, the longest time first."""
    head = (
        "## What is overdue\n\nA day has passed, and somebody must look again. None of these stops "
        "this change: it alters none of them."
    )
    first = sorted(findings, key=lambda f: (f.since or date.max, f.file, f.line))
    lines = [
        f"- {code(finding.code)} in {code(f'{finding.file}:{finding.line}')}: "
        f"{code(_line(finding.message))}"
        for finding in first
    ]
    return _section(head, lines, _OVERDUE_ROOM, "overdue things are")


# The rest


def _other_files(around: Surroundings) -> Iterator[str]:
    others = [name for name in around.changed_files if not name.startswith("data/")]
    if others:
        yield "## Files outside the data"
        yield _names(others, _FILES_ROOM)


def _site(around: Surroundings) -> Iterator[str]:
    if _PLAIN_URL.fullmatch(around.site):
        yield "## The built site"
        yield f"[Download the site as it would be]({around.site}), and unpack it to look at it."


def _links(around: Surroundings) -> Iterator[str]:
    """Yield the report of the link check. It comes last, so that it can hide nothing else."""
    yield "## Links and facts of the changed lines"
    text = _HEADING.sub("### ", report(around.link_report)).strip()
    if not text:
        yield "They were not checked in this run."
        return
    if len(text) > _LINKS_ROOM:
        yield "**The report is too long to be shown whole. The log of the run has all of it.**"
        text = text[:_LINKS_ROOM].rpartition("\n")[0]
    yield text
