"""The rows at the top of an answer page: whom to reach first, each with one way to do it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.dataset.answers import Answer, is_local
from safetyhelp.evidence.seen import Sightings
from safetyhelp.pages.ways import POLICE, Way, council_way, county_way, way_of
from safetyhelp.records import kinds
from safetyhelp.records.model import Record, VictimService


@dataclass(frozen=True, slots=True)
class FirstRows:
    """To report, to talk, at home, the council; where a county has one too, both of them."""

    report: Way
    talk: Way | None
    at_home: Way | None
    councils: tuple[Way, ...]


def _helping(answer: Answer, need: str) -> list[Record]:
    """Return the victim services of an answer that help with a need, in their order."""
    return [
        record
        for record in answer.of_kind(kinds.VICTIM_SERVICES)
        if isinstance(record.details, VictimService) and need in record.details.helps_with
    ]


def _best(services: Iterable[Record], sightings: Sightings) -> Way | None:
    """Return how to reach the first service that has a phone, else an e-mail address or a page."""
    ways = [way for service in services if (way := way_of(service, sightings)).reachable]
    return next((way for way in ways if way.phone), next(iter(ways), None))


def _how_many_needs(service: Record) -> int:
    """Count what a service helps with: one that is there for nothing else comes first."""
    return len(getattr(service.details, "helps_with", ()))


def _at_home(answer: Answer, sightings: Sightings) -> Way | None:
    """Return the nation's service about abuse at home, else a local one."""
    services = sorted(_helping(answer, "domestic-abuse"), key=_how_many_needs)
    return _best((s for s in services if not is_local(s)), sightings) or _best(services, sightings)


def cannot_go_on(answer: Answer, sightings: Sightings) -> Way | None:
    """Return whom to talk to about nothing but how one feels. It is no victim service."""
    services = _helping(answer, "feelings")
    no_other = (s for s in services if getattr(s.details, "helps_with", ()) == ("feelings",))
    return _best(no_other, sightings)


def learning_disability(answer: Answer, sightings: Sightings) -> Way | None:
    """Return whom to phone about a learning disability, or nothing where that is only a page."""
    services = (
        service
        for service in _helping(answer, "learning-disability")
        if "adults-at-risk" not in getattr(service.details, "helps_with", ())
    )
    way = _best(services, sightings)
    return way if way and way.phone else None


def _force(answer: Answer, sightings: Sightings) -> Way:
    """Return the police force: 101, and its website where one is known."""
    records = answer.part(kinds.POLICE).records
    name = records[0].name if records else answer.police_area.force
    sites = (
        contact.url
        for record in records[:1]
        for contact in record.contacts
        if contact.url and not sightings.of(contact).is_missing
    )
    return replace(POLICE, name=name, url=next(sites, ""))


def first_rows(answer: Answer, areas: AreasOnDay, sightings: Sightings) -> FirstRows:
    """Choose the rows of an answer. What is only for one of the old areas is in none of them."""
    whole = answer.for_everybody()
    county = [county_way(answer.county, areas.day, sightings)] if answer.county else []
    return FirstRows(
        report=_force(answer, sightings),
        talk=_best(_helping(whole, "any-crime"), sightings),
        at_home=_at_home(whole, sightings),
        councils=(council_way(answer, areas, sightings), *county),
    )
