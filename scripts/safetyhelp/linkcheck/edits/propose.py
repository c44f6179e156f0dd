"""Changes of records that a person only has to judge: written beside the records, never into them.

A proposal is made where another number or address now stands under the same label, where a rule
states other numbers of reports and months, and where a page has moved within its site. The page's
words of then and now stand side by side.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from types import MappingProxyType

from safetyhelp.errors import UserError
from safetyhelp.evidence.vocabulary import Kind, Verdict
from safetyhelp.linkcheck.edits.fix import Edit, edits_at, fix
from safetyhelp.linkcheck.facts.thresholds import numbers_in
from safetyhelp.linkcheck.problems import Problem
from safetyhelp.linkcheck.report import Checked
from safetyhelp.linkcheck.targets import Fact
from safetyhelp.paths import Folders
from safetyhelp.records.formats import email_fault, phone_fault, url_fault
from safetyhelp.text.files import write_whole
from safetyhelp.text.markdown import code, row
from safetyhelp.text.words import day_in_words

_CHECKS: Mapping[str, Callable[[str], str | None]] = MappingProxyType(
    {
        Kind.PHONE.value: phone_fault,
        Kind.EMAIL.value: email_fault,
        Kind.THRESHOLD.value: lambda number: None if number.isdecimal() else "It is no number.",
    }
)
_ADVICE = (
    "For each row: open the page, read it, and keep or undo the change. Where you keep it, renew "
    "`seen`. `confirmed` was taken out where it stood: nobody has tried the new value. List a "
    "number that is closed in `data/withdrawn.yml`."
)
TITLE = "Changes that the link check proposes"


class ProposalError(UserError):
    """Proposals cannot be written there. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to change wherever a value stands, and the words of its page, then and now."""

    kind: str
    edits: tuple[Edit, ...]
    page: str
    then: str
    now: str


def _of_value(problem: Problem, fact: Fact, label: str) -> Proposal:
    """Return the proposal of another number or address under the same label."""
    then, now = (f"{label}: {value}" if label else value
                 for value in (problem.value, problem.new_value))  # fmt: skip
    edits = edits_at(problem.places, problem.value, problem.new_value)
    return Proposal(fact.wanted.kind.value, edits, fact.source, then, now)


def _of_rule(problem: Problem, fact: Fact) -> Proposal | None:
    """Return the proposal of other numbers in a rule; None where it is not plain which ones.

    It is plain where the page states one number of reports and one of months, and the record has
    one way to meet the rule with several reports.
    """
    rule = fact.wanted.threshold
    found = numbers_in(problem.new_value)
    several = [
        (index, way)
        for index, way in enumerate(rule.any_of if rule else ())
        if way.reports and way.reports > 1 and way.within_months
    ]
    if len(several) != 1 or len(found) != 2:
        return None
    ((index, way),) = several
    if rule and any(other is not way and other.reports == found[0] for other in rule.any_of):
        return None  # the page states the record's other way
    edits = [
        edit
        for field, new in zip(("reports", "within_months"), found, strict=True)
        if (old := getattr(way, field)) != new
        for edit in edits_at(problem.places, str(old), str(new), ("any_of", index, field))
    ]
    then = f"{way.reports} reports in {way.within_months} months"
    return Proposal(Kind.THRESHOLD.value, tuple(edits), fact.source, then, problem.new_value)


def proposals_of(checked: Checked) -> tuple[Proposal, ...]:
    """Return what the check can propose, suppressed problems apart. Pure."""
    facts = {(fact.source, fact.wanted.value): fact for fact in checked.facts}
    made: list[Proposal | None] = []
    for problem in checked.problems:
        fact = facts.get((problem.url, problem.value))
        if problem.suppressed or not problem.new_value:
            continue
        if problem.what == Verdict.MOVED.value and not problem.look_first:
            edits = edits_at(problem.places, problem.value, problem.new_value)
            made.append(Proposal("url", edits, problem.value, problem.value, problem.new_value))
        elif fact and fact.wanted.kind is Kind.THRESHOLD:
            made.append(_of_rule(problem, fact))
        elif fact and fact.wanted.kind in (Kind.PHONE, Kind.EMAIL):
            label = checked.state.facts[fact.base][fact.key].label
            made.append(_of_value(problem, fact, label))
    return tuple(proposal for proposal in made if proposal is not None)


def _page(checked: Checked, made: Sequence[tuple[Proposal, Edit]]) -> str:
    """Return what a reviewer reads: each change with the words of its page, then and now."""
    lines = [
        f"Found on {day_in_words(checked.today)}. Nobody has judged it yet.",
        "",
        _ADVICE,
        "",
        "| record | then | now | page |",
        "|---|---|---|---|",
    ]
    for proposal, edit in made:
        cells = (edit.place.file, proposal.then, proposal.now, proposal.page)
        lines.append(row(map(code, cells)))
    return "\n".join([*lines, ""])


def propose(
    checked: Checked,
    where: Folders,
    folder: FilePath,
    check_url: Callable[[str], str | None] = url_fault,
) -> int:
    """Write the changed records and a page about them to a folder; return how many changes.

    The folder holds `data/` with the changed files alone, and `proposal.md`; nothing is written
    when there is nothing to propose. `check_url` says what is wrong with a new address, if anything
    is. Raises ProposalError and OSError.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ProposalError(f"{folder} is not empty. Name a new folder, or empty this one.")
    checks = {**_CHECKS, "url": check_url}
    made: list[tuple[Proposal, Edit]] = []
    for proposal in proposals_of(checked):
        for edit in proposal.edits:
            inside = edit.place.file.removeprefix(f"{where.shown_as}/")
            target = folder / "data" / inside
            fresh = not target.exists()
            if fresh:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(where.data / inside, target)
            (fixed,) = fix([edit], folder / "data", where.shown_as, checks[proposal.kind])
            if not fixed.fault:
                made.append((proposal, edit))
            elif fresh:
                target.unlink()
    if made:
        write_whole(folder / "proposal.md", f"{TITLE}\n\n{_page(checked, made)}")
    return len(made)
