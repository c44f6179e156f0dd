"""How old the evidence for each published contact is: when somebody tried it, else its page."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import Enum

from safetyhelp.dataset.answers import Directory
from safetyhelp.evidence.seen import YEAR, Outcome, Sighting, Sightings
from safetyhelp.records.contacts import contacts_shown
from safetyhelp.records.model import Contact, Record


class Age(Enum):
    """How old the newest evidence is, from the best to the worst."""

    CONFIRMED = "Tried in the last 12 months"
    ONE_YEAR = "Page of the last 12 months"
    THREE_YEARS = "1 to 3 years old"
    OLDER = "More than 3 years old"
    UNDATED = "No date on the page"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One contact with its record, the newest date that speaks for it, and how old that is.

    `sighting` is what the link check last saw of it.
    """

    record: Record
    contact: Contact
    on: date | None
    age: Age
    sighting: Sighting


@dataclass(frozen=True, slots=True)
class Freshness:
    """The evidence for every contact of a day, in the order of the records."""

    evidence: tuple[Evidence, ...]

    def count(self, kind: str = "") -> Counter[Age]:
        """Count the contacts of a kind (of all, when none is named) by the age of the evidence."""
        return Counter(each.age for each in self.evidence if kind in ("", each.record.kind))

    def with_outcome(self, outcome: Outcome) -> list[Evidence]:
        """Return the contacts for which the last link check came to one outcome."""
        return [each for each in self.evidence if each.sighting.outcome is outcome]

    def days(self, outcome: Outcome) -> list[tuple[date, int]]:
        """Count the contacts with an outcome by its day, the newest day first."""
        days = Counter(each.sighting.on for each in self.with_outcome(outcome))
        return sorted(((day, count) for day, count in days.items() if day), reverse=True)

    def oldest(self, limit: int) -> list[Evidence]:
        """Return the contacts whose evidence is oldest, those of which only a date is known."""
        dated = [(each.on, each) for each in self.evidence if each.on and each.age is Age.OLDER]
        dated.sort(key=lambda pair: (pair[0], pair[1].record.kind, pair[1].record.id))
        return [each for _, each in dated[:limit]]


def _age(contact: Contact, today: date) -> tuple[date | None, Age]:
    if contact.confirmed and contact.confirmed >= today - YEAR:
        return contact.confirmed, Age.CONFIRMED
    seen = contact.seen.on.last_day() if contact.seen.on else None
    known = [day for day in (contact.confirmed, seen) if day]
    if not known:
        return None, Age.UNDATED
    newest = min(max(known), today)  # a page of this month or year is not one of tomorrow
    if newest >= today - YEAR:
        return newest, Age.ONE_YEAR
    return newest, Age.THREE_YEARS if newest >= today - 3 * YEAR else Age.OLDER


def freshness(directory: Directory, sightings: Sightings | None = None) -> Freshness:
    """Work out the age of the evidence for every contact that is published on the day."""
    today = directory.map.day
    sightings = sightings or Sightings()
    return Freshness(
        tuple(
            Evidence(record, contact, *_age(contact, today), sightings.of(contact))
            for record in directory.records
            for contact in contacts_shown(record, today)
        )
    )
