"""The records of a section in the order in which an answer page shows them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from safetyhelp.dataset.answers import Answer, Section
from safetyhelp.dataset.arrangement import Arrangement, arrangement_of
from safetyhelp.dataset.sections import HELPING, NOTHING_CHANGES
from safetyhelp.pages.answer.ladder import Ladder
from safetyhelp.records.model import Record


@dataclass(frozen=True, slots=True)
class Shown:
    """A record of a section. `open`: it stands open on the page, and is not one tap deeper."""

    record: Record
    open: bool


def _arrangement(
    section: Section, answer: Answer, steps: Ladder
) -> tuple[Iterable[Record], Iterable[Record]]:
    """Return the records that stand open, and all that have a place of their own, in order."""
    if section.id == HELPING:
        first = steps.safeguarding
        return ([first] if first and first.contacts else []), ()
    shown: Ladder | Arrangement = steps
    if section.id != NOTHING_CHANGES:
        shown = arrangement_of(section, answer)
    return shown.standing, shown.in_order


def page_order(section: Section, answer: Answer, steps: Ladder) -> list[Shown]:
    """Return every record of a section once, from the top of the page to its end.

    `steps` are those of the answer when nothing changed.
    """
    standing, in_order = _arrangement(section, answer, steps)
    found: dict[tuple[str, str], Shown] = {}
    for records, is_open in ((standing, True), (in_order, False), (section.records, False)):
        for record in records:
            found.setdefault((record.kind, record.id), Shown(record, is_open))
    return list(found.values())
