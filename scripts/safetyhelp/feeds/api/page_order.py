"""The records of a section in the order in which an answer page shows them. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from safetyhelp.dataset.answers import Answer, Section
from safetyhelp.dataset.arrangement import Arrangement, arranged
from safetyhelp.dataset.sections import AT_HOME, HELPING, NOTHING_CHANGES, RESPONSIBLE
from safetyhelp.pages.answer.ladder import Ladder
from safetyhelp.records.model import Record


@dataclass(frozen=True, slots=True)
class Shown:
    """A record of a section. `open`: it stands open on the page, and is not one tap deeper."""

    record: Record
    open: bool


def _given(*records: Record | None) -> Iterator[Record]:
    return (record for record in records if record)


def _steps(steps: Ladder) -> tuple[list[Record], list[Record]]:
    """Return the records of “I told them and nothing changed”: those that stand open first."""
    standing = [*steps.reviews, *_given(steps.review_guide)]
    folded = [
        *steps.more_reviews,
        *_given(steps.complain, steps.complain_again, steps.elected),
        *steps.others,
    ]
    return standing, folded


def _of_arrangement(section: Section, shown: Arrangement) -> tuple[list[Record], list[Record]]:
    standing = [*shown.first, *shown.open]
    if section.id == RESPONSIBLE:
        if not standing:
            standing = [*shown.unreachable[:1]]
        return standing, [*shown.others, *shown.unreachable]
    return standing, [*shown.unreachable, *shown.without_speaking, *shown.others]


def _order(
    section: Section, answer: Answer, steps: Ladder
) -> tuple[Iterable[Record], Iterable[Record]]:
    if section.id == NOTHING_CHANGES:
        return _steps(steps)
    if section.id == HELPING:
        first = steps.safeguarding
        return [*_given(first if first and first.contacts else None)], section.records
    shown = arranged(section.records, answer.is_partial, serve_one_need=section.id == AT_HOME)
    return _of_arrangement(section, shown)


def page_order(section: Section, answer: Answer, steps: Ladder) -> list[Shown]:
    """Return every record of a section once, from the top of the page to its end.

    `steps` are those of the answer when nothing changed.
    """
    standing, folded = _order(section, answer, steps)
    found: dict[tuple[str, str], Shown] = {}
    for records, is_open in ((standing, True), (folded, False), (section.records, False)):
        for record in records:
            found.setdefault((record.kind, record.id), Shown(record, is_open))
    return list(found.values())
