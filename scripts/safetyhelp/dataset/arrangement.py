"""What of a section stands open, and what is one tap deeper. Pure.

A reader under stress reads one screen: whom to reach here, and one for the whole country. The most
local record with a contact that serves anyone comes first; narrower services follow, folded.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from safetyhelp.dataset.answers import Answer, Section, distance, is_local, needs
from safetyhelp.dataset.sections import AT_HOME, FOR_ALL_VICTIMS, RESPONSIBLE
from safetyhelp.records import kinds
from safetyhelp.records.model import Record, Reporting, RjProvider, VictimService

EMERGENCY, NOT_AN_EMERGENCY = "police-999", "police-101"
SILENT_SOLUTION = "police-999-silent-solution"
WITHOUT_SPEAKING = (SILENT_SOLUTION, "emergency-sms", "relay-uk", "999-bsl")
"""The ways to report for people who cannot speak or hear: one disclosure, led to from the bar."""

_FOR_SOME_ONLY = re.compile(
    r"\b(?:tenants?|tenancy|rent|rented|landlords?|homes|housing)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The records of a section: each in one place, in the order in which they are shown.

    `first` are 999 and 101, `open` the cards that stand open. `alone` is named where nothing stands
    open, though nobody can reach it. Those without any contact are `unreachable`, a line each.
    `without_speaking` and `others` are folded. `online` are the forces among `others` that have a
    page and no more: it stands beside 101.
    """

    first: tuple[Record, ...]
    open: tuple[Record, ...]
    alone: tuple[Record, ...]
    unreachable: tuple[Record, ...]
    without_speaking: tuple[Record, ...]
    others: tuple[Record, ...]
    online: tuple[Record, ...]

    @property
    def standing(self) -> tuple[Record, ...]:
        """What stands open: a name at least, and a way to reach it if there is one."""
        return (*self.first, *self.open, *self.alone)

    @property
    def in_order(self) -> tuple[Record, ...]:
        """All of them, from the top of the section to its end."""
        return (*self.standing, *self.unreachable, *self.without_speaking, *self.others)


def is_for_some_only(record: Record) -> bool:
    """Say whether the words of a record limit it to tenants."""
    words = (record.name, record.summary, *(contact.purpose for contact in record.contacts))
    return bool(_FOR_SOME_ONLY.search(" ".join(words)))


def may_have_ended(record: Record) -> bool:
    """Say whether its caution doubts that the whole service is still there."""
    if not record.caution:
        return False
    whole = rf"(?:{re.escape(record.name)}|The service|It) may have (?:ended|closed|stopped)\b"
    return bool(re.search(whole, record.caution))


def serves_anyone(record: Record) -> bool:
    """Say whether a record is there for anyone affected by hate crime or antisocial behaviour."""
    details = record.details
    if isinstance(details, Reporting):
        takes = frozenset(details.takes)
        wanted = bool(takes & FOR_ALL_VICTIMS) and "emergency" not in takes
        return wanted and not is_for_some_only(record)
    if isinstance(details, VictimService):
        return bool(FOR_ALL_VICTIMS & frozenset(needs(record)))
    return not isinstance(details, RjProvider) or details.takes_hate_crime != "no"


def _nearest(record: Record) -> tuple[object, ...]:
    """Return the key by which records are compared: the smaller area, for any crime, by phone."""
    by_phone = any(contact.phone for contact in record.contacts)
    for_any = "any-crime" in needs(record)
    return (distance(record), not for_any, not by_phone, record.order, record.name, record.id)


def _is_only_online(record: Record) -> bool:
    """Say whether a force has a page of its own and nothing else that must be said beside it."""
    ways = record.contacts
    by_hand = any(contact.phone or contact.email for contact in ways)
    return record.kind == kinds.POLICE and bool(ways) and not by_hand and not record.caution


def _adds_to(lead: Record, record: Record) -> bool:
    """Say whether a way to report takes something that the first one does not."""
    return not isinstance(record.details, Reporting) or not (
        frozenset(record.details.takes) <= frozenset(getattr(lead.details, "takes", ()))
    )


def arranged(
    records: Iterable[Record],
    is_partial: Callable[[Record], bool],
    section_id: str = "",
) -> Arrangement:
    """Arrange the records of a section, given in its order.

    One that `is_partial` is about one of the old areas of a new council: it stands behind the
    others. For those at home all records serve one need, so none is too narrow to be first. Of
    those who are responsible one is named in any case, and none of the others before what is known.
    """
    every = tuple(records)
    first = [r for r in every if r.id in (EMERGENCY, NOT_AN_EMERGENCY)]
    silent = [r for r in every if r.id in WITHOUT_SPEAKING]
    rest = [r for r in every if r not in first and r not in silent]
    reachable = [r for r in rest if r.contacts]
    online = [r for r in reachable if _is_only_online(r)]
    shown = [r for r in reachable if r.kind == kinds.POLICE and r not in online]
    may_lead = [
        r
        for r in reachable
        if r.kind != kinds.POLICE
        and (section_id == AT_HOME or serves_anyone(r))
        and not is_partial(r)
        and not may_have_ended(r)
    ]
    lead = min(may_lead, key=_nearest, default=None)
    if lead:
        shown.append(lead)
        if is_local(lead):
            national = [r for r in may_lead if not is_local(r) and _adds_to(lead, r)]
            shown += sorted(national, key=_nearest)[:1]
    others = [r for r in reachable if r not in shown]
    alone: list[Record] = []
    unreachable = [r for r in rest if not r.contacts]
    if section_id == RESPONSIBLE:
        alone = [] if shown else unreachable[:1]
        others += unreachable[len(alone) :]
        unreachable = []
    return Arrangement(
        first=tuple(first),
        open=tuple(shown),
        alone=tuple(alone),
        unreachable=tuple(unreachable),
        without_speaking=tuple(silent),
        others=tuple(others),
        online=tuple(online),
    )


def arrangement_of(section: Section, answer: Answer) -> Arrangement:
    """Arrange the records of a section of an answer."""
    return arranged(section.records, answer.is_partial, section.id)
