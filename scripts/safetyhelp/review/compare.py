"""Two states of the data in, what changed out. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace

from safetyhelp.checks.rules import check_all
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.coverage import state_of
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding, Severity
from safetyhelp.pages.answer.page import answer_pages
from safetyhelp.pages.records import record_pages
from safetyhelp.pages.templates import make_renderer
from safetyhelp.records import kinds
from safetyhelp.records.files.loaded import Loaded
from safetyhelp.records.lists.retired import RetiredId, retired_of
from safetyhelp.records.lists.suppressions import Suppression, suppressions_of
from safetyhelp.records.model import Gap, ListedContact, Record, WithdrawnContact
from safetyhelp.review.change import (
    WHAT_THERE_IS,
    Change,
    CoverageChange,
    Fate,
    Lines,
    ListChange,
    PageChange,
    RecordChange,
)
from safetyhelp.review.confirmations import values_are_vouched_for
from safetyhelp.review.moves import Moves, addresses_stay, renamed
from safetyhelp.review.page_text import page_lines

_RULES = (addresses_stay, values_are_vouched_for)
"""What only a comparison can find."""

_NOT_PARTS = frozenset({"kind", "id", "file"})
_NO_PAGE = "Its page cannot be made yet: it names an area that is not known."
_SAME_VALUES = "Only the way the file is written changes, such as a comment. The values do not."


def compare(before: Dataset, after: Dataset, besides: Sequence[Finding] = ()) -> Change:
    """Say what a change does, from the state before it and the state after it.

    `besides` is what was found in its files themselves.
    """
    findings_before, findings_after = check_all(before), check_all(after)
    moved = renamed(before, after)
    new, old = _new(before, after, moved, findings_before, findings_after, besides)
    overdue = [finding for finding in old if finding.severity is Severity.OVERDUE]
    return Change(
        records=tuple(_records(before, after, moved)),
        lists=tuple(_lists(before, after)),
        pages=tuple(_pages(before.directory, after.directory)),
        councils=len(after.directory.map.councils),
        coverage=tuple(_coverage(before.directory, after.directory)),
        new_findings=new,
        overdue=tuple(overdue),
        mended=len(_without(findings_before, findings_after)),
        errors=sum(finding.severity is Severity.ERROR for finding in (*old, *new)),
    )


def new_findings(
    before: Dataset, after: Dataset, besides: Sequence[Finding] = ()
) -> tuple[Finding, ...]:
    """Return what a change has to answer for, errors first.

    That is what the checks find in the state after it and not before, on the same day, and what is
    overdue about an entry that it alters. What is overdue is an error here.
    """
    moved = renamed(before, after)
    return _new(before, after, moved, check_all(before), check_all(after), besides)[0]


def _new(
    before: Dataset,
    after: Dataset,
    moved: Moves,
    old: list[Finding],
    found: list[Finding],
    besides: Iterable[Finding],
) -> tuple[tuple[Finding, ...], list[Finding]]:
    """Divide findings into those that the change has to answer for, and all others."""
    altered = [f for f in found if f.severity is Severity.OVERDUE and _alters(before, after, f)]
    brought = _without((f for f in found if f not in altered), old)
    brought += [finding for rule in _RULES for finding in rule(before, after, moved)]
    brought += besides
    new = [*map(_as_error, brought), *map(_as_error, map(_said_why, altered))]
    new.sort(key=lambda f: f.severity is not Severity.ERROR)
    return tuple(new), [f for f in found if f not in altered and f not in brought]


def _as_error(finding: Finding) -> Finding:
    overdue = finding.severity is Severity.OVERDUE
    return replace(finding, severity=Severity.ERROR) if overdue else finding


def _said_why(finding: Finding) -> Finding:
    why = "This change adds or alters the entry, so put it right now."
    return replace(finding, message=f"{finding.message} {why}")


def _alters(before: Dataset, after: Dataset, finding: Finding) -> bool:
    """Say whether a change adds or alters the very entry that a finding is about.

    In a list that is the entry, in a record the part: a new phone number is no change of the area.
    """
    if not finding.path:
        return False
    lines = _entries(after.loaded).get(finding.file)
    if lines is not None:
        known = _entries(before.loaded).get(finding.file, ())
        return lines[int(finding.path[1])] not in known
    part = str(finding.path[0])
    parts = [
        next((getattr(r, part, None) for r in each.loaded.records if r.file == finding.file), None)
        for each in (before, after)
    ]
    return parts[0] != parts[1]


def _same(finding: Finding) -> tuple[str, str, str]:
    """Return what makes two findings the same, wherever the line has moved to."""
    return finding.code, finding.file, finding.message


def _without(findings: Iterable[Finding], others: Iterable[Finding]) -> list[Finding]:
    known = Counter(map(_same, others))
    left = []
    for finding in findings:
        if known[_same(finding)]:
            known[_same(finding)] -= 1
        else:
            left.append(finding)
    return left


# Records


def _records(before: Dataset, after: Dataset, moved: Moves) -> Iterator[RecordChange]:
    old = {record.file: record for record in before.loaded.records}
    new = {record.file: record for record in after.loaded.records}
    unreadable = _unreadable(before, after)
    for file in sorted({*old, *new, *unreadable}):
        if file in unreadable:
            yield _unreadable_record(file, old.get(file), before)
        elif file not in new:
            if file not in moved:
                lines, note = _page(old[file], before)
                yield RecordChange(file, "", Fate.REMOVED, lines, (), (), note)
        elif file not in old:
            former_file = next((f for f, to in moved.items() if to == file), "")
            yield _new_record(new[file], old.get(former_file), before, after)
        elif old[file] != new[file]:
            yield _changed(old[file], new[file], before, after)
        elif before.loaded.texts[file].text != after.loaded.texts[file].text:
            yield RecordChange(file, "", Fate.CHANGED, (), (), (), _SAME_VALUES)


def _unreadable(before: Dataset, after: Dataset) -> set[str]:
    """Return the files of records that the change made, or left, impossible to read."""
    sound = {record.file for record in after.loaded.records}
    broken = {
        finding.file
        for finding in after.loaded.findings
        if finding.severity is Severity.ERROR
        and finding.file not in sound
        and finding.file.endswith(".yml")
        and finding.file not in _entries(after.loaded)
    }
    was, becomes = before.loaded.texts, after.loaded.texts
    return {file for file in broken if was.get(file) != becomes.get(file)}


def _unreadable_record(file: str, old: Record | None, before: Dataset) -> RecordChange:
    lines = _page(old, before)[0] if old else ()
    note = "This file has errors, so its page cannot be shown. They stand further up."
    return RecordChange(file, "", Fate.UNREADABLE, lines, lines, (), note)


def _new_record(
    record: Record, former: Record | None, before: Dataset, after: Dataset
) -> RecordChange:
    if former:
        renamed = _changed(former, record, before, after)
        return replace(renamed, file=record.file, former_file=former.file, fate=Fate.RENAMED)
    lines, note = _page(record, after)
    return RecordChange(record.file, "", Fate.ADDED, (), lines, (), note)


def _changed(old: Record, new: Record, before: Dataset, after: Dataset) -> RecordChange:
    old_lines, _ = _page(old, before)
    new_lines, note = _page(new, after)
    parts = tuple(part for part in _parts(old, new, "") if part not in _NOT_PARTS)
    if not note and old_lines == new_lines:
        note = "Nothing changes on its page. Contributors see the difference, visitors do not."
    return RecordChange(new.file, "", Fate.CHANGED, old_lines, new_lines, parts, note)


def _parts(old: object, new: object, path: str) -> Iterator[str]:
    """Yield the dotted path of every part that differs."""
    if old == new:
        return
    if is_dataclass(old) and is_dataclass(new) and type(old) is type(new):
        for field in fields(old):
            inner = f"{path}.{field.name}" if path else field.name
            yield from _parts(getattr(old, field.name), getattr(new, field.name), inner)
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new) and path:
        for index, (one, other) in enumerate(zip(old, new, strict=True), start=1):
            yield from _parts(one, other, f"{path}[{index}]")
    else:
        yield path


def _page(record: Record, dataset: Dataset) -> tuple[Lines, str]:
    """Return the lines of a record's page, and a note when visitors do not see that page today."""
    directory = dataset.directory
    if not directory.map.knows(record.covers):
        return (), _NO_PAGE
    shown = replace(record, starts_on=None, ends_on=None)
    only = replace(directory, all_records=(shown,))
    _, page = next(iter(record_pages(only, make_renderer(directory.map))))
    return page_lines(page), _when(record, dataset)


def _when(record: Record, dataset: Dataset) -> str:
    if record.current_on(dataset.today):
        if record.ends_on:
            return f"Visitors see it until {record.ends_on.in_words()}."
        return ""
    if record.starts_on and record.starts_on.first_day() > dataset.today:
        return f"Visitors see it from {record.starts_on.in_words()}."
    return "It has ended: visitors do not see it."


# Lists


def _entries(loaded: Loaded) -> Mapping[str, Lines]:
    """Return each list of the data folder: a line for every entry, in the order of the file."""
    return {
        loaded.gaps_file: tuple(map(_gap_line, loaded.gaps)),
        loaded.withdrawn_file: tuple(map(_withdrawn_line, loaded.withdrawn)),
        loaded.not_checked_file: tuple(map(_listed_line, loaded.not_checked)),
        loaded.file_of(kinds.LINK_SUPPRESSIONS): tuple(
            map(_suppression_line, suppressions_of(loaded))
        ),
        loaded.file_of(kinds.RETIRED): tuple(map(_retired_line, retired_of(loaded))),
    }


def _lists(before: Dataset, after: Dataset) -> Iterator[ListChange]:
    old = _entries(before.loaded)
    for file, lines in _entries(after.loaded).items():
        was, becomes = Counter(old[file]), Counter(lines)
        if was != becomes:
            yield ListChange(
                file,
                tuple((becomes - was).elements()),
                tuple((was - becomes).elements()),
            )


def _gap_line(gap: Gap) -> str:
    what = f"missing: {gap.missing}" if gap.missing else "no record"
    parts = (
        gap.section,
        what,
        gap.reason,
        f"instead: {gap.instead}" if gap.instead else "",
        f"ask: {', '.join(gap.ask)}" if gap.ask else "",
        f"review by {gap.review_by}",
        f"{gap.covers.level}: {', '.join(gap.covers.ids)}",
    )
    return " · ".join(filter(None, parts))


def _listed_line(entry: ListedContact) -> str:
    return " · ".join((entry.value, entry.what, entry.belonged_to, entry.reason))


def _withdrawn_line(entry: WithdrawnContact) -> str:
    allowed = f"allowed in: {', '.join(entry.allowed_in)}" if entry.allowed_in else ""
    return " · ".join(filter(None, (_listed_line(entry), allowed)))


def _retired_line(entry: RetiredId) -> str:
    now = f"replaced by {entry.replaced_by}" if entry.replaced_by else "nothing in its place"
    return " · ".join((f"{entry.kind}/{entry.id}", entry.name, now, entry.reason))


def _suppression_line(entry: Suppression) -> str:
    return " · ".join((entry.url, entry.problem, entry.reason, f"until {entry.until}"))


# Answer pages and coverage


def _can_be_shown(directory: Directory) -> Directory:
    """Leave out what names an unknown area: it has no place, and the checks have refused it."""
    return replace(
        directory,
        all_records=tuple(r for r in directory.all_records if directory.map.knows(r.covers)),
        all_gaps=tuple(g for g in directory.all_gaps if directory.map.knows(g.covers)),
    )


def _answers(directory: Directory) -> Mapping[str, str]:
    return dict(answer_pages(_can_be_shown(directory), make_renderer(directory.map)))


def _pages(before: Directory, after: Directory) -> Iterator[PageChange]:
    old, new = _answers(before), _answers(after)
    names = {f"areas/{c.id}.md": c.name for c in (*before.map.councils, *after.map.councils)}
    for path in sorted({*old, *new}, key=lambda path: (names[path], path)):
        if old.get(path) != new.get(path):
            was = Counter(old.get(path, "").splitlines())
            becomes = Counter(new.get(path, "").splitlines())
            yield PageChange(
                f"{path.removesuffix('.md')}/",
                names[path],
                (becomes - was).total(),
                (was - becomes).total(),
            )


def _coverage(before: Directory, after: Directory) -> Iterator[CoverageChange]:
    """Yield, for each kind, the councils that go from one state of coverage to another."""
    old, new = _can_be_shown(before), _can_be_shown(after)
    for kind in kinds.RECORD_KINDS:
        moves: dict[tuple[str, str], list[str]] = {}
        for council in new.map.councils:
            was, becomes = (WHAT_THERE_IS[state_of(each, kind, council)] for each in (old, new))
            moves.setdefault((was, becomes), []).append(council.name)
        for (was, becomes), councils in moves.items():
            if was != becomes:
                yield CoverageChange(kind, was, becomes, tuple(councils))
