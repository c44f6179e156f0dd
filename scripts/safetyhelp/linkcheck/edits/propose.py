"""Changes of records that a person only has to judge: written beside the records, never into them.

A proposal is made where another number or address now stands under the same label, and where a
page has moved within its site. The page's words of then and now stand side by side.
"""

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from safetyhelp.errors import UserError
from safetyhelp.evidence.vocabulary import Kind, Verdict
from safetyhelp.linkcheck.edits.fix import Edit, fix
from safetyhelp.linkcheck.report import Checked
from safetyhelp.linkcheck.targets import Place
from safetyhelp.paths import Folders
from safetyhelp.records.formats import email_fault, phone_fault, url_fault
from safetyhelp.text.files import write_whole
from safetyhelp.text.markdown import code
from safetyhelp.text.words import day_in_words

_CHECKS: Mapping[str, Callable[[str], str | None]] = MappingProxyType(
    {Kind.PHONE.value: phone_fault, Kind.EMAIL.value: email_fault}
)
_ADVICE = (
    "For each row: open the page, read it, and keep or undo the change. Where you keep it, renew "
    "`seen`, and take `confirmed` out until somebody has tried the new value. List a number that "
    "is closed in `data/withdrawn.yml`."
)
TITLE = "Changes that the link check proposes"


class ProposalError(UserError):
    """Proposals cannot be written there. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value to replace wherever it stands, and the words of its page, then and now."""

    kind: str
    old: str
    new: str
    page: str
    places: tuple[Place, ...]
    then: str
    now: str


def proposals_of(checked: Checked) -> tuple[Proposal, ...]:
    """Return what the check can propose, suppressed problems apart. Pure."""
    moves = (
        Proposal("url", p.value, p.new_value, p.value, p.places, p.value, p.new_value)
        for p in checked.problems
        if p.what == Verdict.MOVED.value and not (p.suppressed or p.look_first)
    )
    facts = {(fact.source, fact.wanted.value): fact for fact in checked.facts}
    values = []
    for problem in checked.problems:
        fact = facts.get((problem.url, problem.value))
        if fact is None or not problem.new_value or problem.suppressed:
            continue
        kind = fact.wanted.kind
        if kind in (Kind.PHONE, Kind.EMAIL):
            label = checked.state.facts[fact.base][fact.key].label
            words = [f"{label}: {value}" if label else value
                     for value in (problem.value, problem.new_value)]  # fmt: skip
            values.append(
                Proposal(kind.value, problem.value, problem.new_value, fact.source,
                         problem.places, *words)
            )  # fmt: skip
    return (*values, *moves)


def _edits(proposals: Iterable[Proposal]) -> list[Edit]:
    return [
        Edit(Place(place.file, place.path), each.old, each.new)
        for each in proposals
        for place in each.places
        if not place.row  # the tables are written by an import, which would undo it
    ]


def _cell(text: str) -> str:
    """Return words of a page for a cell of a table: a bar would end it, even within code."""
    return code(text).replace("|", "\\|")


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
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    return "\n".join([*lines, ""])


def propose(
    checked: Checked,
    where: Folders,
    folder: Path,
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
        for edit in _edits([proposal]):
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
