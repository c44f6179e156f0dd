"""What the link check saw of a contact, in words for visitors."""

import re
from itertools import groupby

from safetyhelp.evidence.seen import Outcome, Sighting, Sightings
from safetyhelp.evidence.vocabulary import Kind
from safetyhelp.pages.words import host
from safetyhelp.records.model import Contact

_PUBLIC_BODIES = re.compile(
    r"(?:^|\.)(?:(?:gov|police|nhs|mod|parliament)\.uk|(?:gov|parliament)\.scot|gov\.wales|"
    r"llyw\.cymru|senedd\.wales)$"
)


def _same_site(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def is_official(contact: Contact) -> bool:
    """Say whether the source of a contact is surely a page of its own body.

    It is when it is a public body's site, or that of the contact's web or e-mail address.
    """
    source = host(contact.source)
    own = (host(contact.url), contact.email.rpartition("@")[2])
    return bool(_PUBLIC_BODIES.search(source)) or any(
        _same_site(source, site) for site in own if site
    )


def lost(sighting: Sighting) -> str:
    """Say what could not be found."""
    if sighting.kinds == {Kind.EMAIL}:
        return "this e-mail address"
    if sighting.kinds == {Kind.THRESHOLD}:
        return "this rule"
    return "these details" if Kind.EMAIL in sighting.kinds else "this number"


def same_evidence(
    contacts: tuple[Contact, ...], sightings: Sightings
) -> list[tuple[list[Contact], Contact]]:
    """Group neighbouring contacts that have the same source, date, confirmation and sighting.

    The second value of each pair is the contact that speaks for its group: one whose number was
    seen, where there is one.
    """

    def evidence(contact: Contact) -> tuple[object, ...]:
        sighting = sightings.of(contact)
        good = sighting.outcome in (Outcome.SEEN, Outcome.ANSWERED)
        what = sighting.on if good else sighting
        return contact.source, contact.seen, contact.confirmed, what

    def speaker(group: list[Contact]) -> Contact:
        seen = (c for c in group if sightings.of(c).outcome is Outcome.SEEN)
        return next(seen, group[0])

    groups = [list(group) for _, group in groupby(contacts, key=evidence)]
    return [(group, speaker(group)) for group in groups]
