"""The rows at the top of an answer page: whom to reach first, each with one way to do it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.dataset.answers import Answer, is_local, needs
from safetyhelp.evidence.seen import Sightings
from safetyhelp.pages.ways import POLICE, Way, best_way, council_way, site_way, way_of
from safetyhelp.records import kinds
from safetyhelp.records.model import Record


@dataclass(frozen=True, slots=True)
class FirstRows:
    """To report, to talk, at home, the council; where a county has one too, both of them."""

    report: Way
    talk: Way | None
    at_home: Way | None
    councils: tuple[Way, ...]


def _best(services: Iterable[Record], sightings: Sightings) -> Way | None:
    return best_way(way_of(service, sightings) for service in services)


def _at_home(answer: Answer, sightings: Sightings) -> Way | None:
    """Return the nation's service about abuse at home, else a local one.

    One that is there for nothing else comes first.
    """
    services = sorted(answer.helping("domestic-abuse"), key=lambda s: len(needs(s)))
    return _best((s for s in services if not is_local(s)), sightings) or _best(services, sightings)


def cannot_go_on(answer: Answer, sightings: Sightings) -> Way | None:
    """Return whom to talk to about nothing but how one feels. It is no victim service."""
    return _best((s for s in answer.helping("feelings") if needs(s) == ("feelings",)), sightings)


def learning_disability(answer: Answer, sightings: Sightings) -> Way | None:
    """Return whom to phone about a learning disability, or nothing where that is only a page."""
    helping = answer.helping("learning-disability")
    way = _best((s for s in helping if "adults-at-risk" not in needs(s)), sightings)
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
    county = [site_way(answer.county, areas.day, sightings)] if answer.county else []
    return FirstRows(
        report=_force(answer, sightings),
        talk=_best(whole.helping("any-crime"), sightings),
        at_home=_at_home(whole, sightings),
        councils=(council_way(answer, areas, sightings), *county),
    )
