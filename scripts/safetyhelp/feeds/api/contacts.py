"""Contacts as the pages show them, each with what is known for and against it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from safetyhelp.evidence.seen import Sightings
from safetyhelp.feeds.edition import Fields
from safetyhelp.pages.seen import same_evidence
from safetyhelp.pages.sources import Doubt, doubt
from safetyhelp.records.model import Contact, Seen
from safetyhelp.text.compact_json import filled

NO_DATE = "unknown"
"""What `seen` says when a page showed no date: as in the records."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the link check saw, and the day on which it is told."""

    sightings: Sightings
    day: date


def seen_on(seen: Seen) -> str:
    """Return the date that a page showed, as exactly as it was known."""
    return seen.on.iso() if seen.on else NO_DATE


def doubted(found: Doubt) -> Fields:
    """Return what stands beside a fact on the pages: no words where there is no doubt."""
    return {"doubt": found.words, "doubt_is_serious": found.grave}


def _contact(contact: Contact, found: Doubt) -> Fields:
    return {
        "for": contact.purpose,
        **filled(
            phone=contact.phone,
            text_phone=contact.text_phone,
            relay=contact.relay,
            email=contact.email,
            url=contact.url,
            bsl=contact.bsl,
            hours=contact.hours,
            caution=contact.caution,
        ),
        "source": contact.source,
        "seen": seen_on(contact.seen),
        "confirmed": contact.confirmed.isoformat() if contact.confirmed else "",
        **doubted(found),
    }


def contacts(listed: Iterable[Contact], evidence: Evidence) -> list[Fields]:
    """Return contacts that stand in one list on a page.

    Neighbours with the same evidence share what is said against them, as they do there.
    """
    return [
        _contact(each, found)
        for group, speaker in same_evidence(tuple(listed), evidence.sightings)
        for found in [doubt(speaker, evidence.sightings, evidence.day)]
        for each in group
    ]
