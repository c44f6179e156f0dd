"""Whose sites are searched, and for what: from what is missing to bodies with home pages. Pure.

A council and a county have the home page of the geography. The site of a police force and that of
its commissioner stand in the record of the force.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from safetyhelp.areas.model import Covers
from safetyhelp.areas.on_a_day import COUNCILS, COUNTIES, POLICE_AREAS
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.wanted import RESTORATIVE_JUSTICE, VICTIM_SERVICE, Wanted
from safetyhelp.discovery.addresses import Ground, host_of, hosts_of
from safetyhelp.discovery.govuk_links import ListedPage
from safetyhelp.evidence.state import State
from safetyhelp.records import kinds
from safetyhelp.records.contacts import Key, contacts_of, key_of, keys_of_record, oversight_of
from safetyhelp.records.model import Police, Record

_OF_COMMISSIONERS = frozenset({VICTIM_SERVICE, RESTORATIVE_JUSTICE})
_SHARED = ("police.uk", "gov.uk", "gov.scot", "gov.wales", "org.uk", "nhs.uk")
"""Hosts on which nobody's own site is."""


@dataclass(frozen=True, slots=True)
class Start:
    """An address to begin with besides the home page, and the words that it is known by."""

    url: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Foreign:
    """The contacts that are not a body's own: those of others in the directory, and withdrawn."""

    everything: frozenset[Key] = frozenset()
    own: frozenset[Key] = frozenset()
    withdrawn: frozenset[Key] = frozenset()

    def __contains__(self, key: Key) -> bool:
        return key in self.withdrawn or (key in self.everything and key not in self.own)


@dataclass(frozen=True, slots=True)
class Body:
    """A body whose site is searched: what it is called, where it is, what is wanted of it.

    `area_names` are those of its area; `foreign` are keys of numbers and addresses that the
    directory knows as another body's.
    """

    key: str
    name: str
    names: tuple[str, ...]
    home: str
    ground: Ground
    wants: tuple[Wanted, ...]
    starts: tuple[Start, ...] = ()
    foreign: Foreign = field(default_factory=Foreign)

    @property
    def topics(self) -> tuple[str, ...]:
        """What its site is searched for, each once."""
        return tuple(dict.fromkeys(want.topic for want in self.wants))


@dataclass(frozen=True, slots=True)
class _Site:
    """What is known of the site of a body before it is searched."""

    name: str
    names: tuple[str, ...]
    home: str
    ways_in: tuple[str, ...] = ()


def _council_site(dataset: Dataset, area: str) -> _Site:
    areas = dataset.directory.map
    council = areas.geography.councils[area]
    former = areas.parts(Covers(COUNCILS, (area,))) - {area}
    ways_in = tuple(areas.geography.councils[each].homepage for each in former)
    return _Site(council.name, tuple(filter(None, council.names)), council.homepage, ways_in)


def _home(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else ""


def records_of(dataset: Dataset, kind: str, level: str, area: str) -> list[Record]:
    """Return the records of a kind that name an area: they name pages of its bodies."""
    return [
        record
        for record in dataset.directory.records
        if (record.kind, record.covers.level) == (kind, level) and area in record.covers.ids
    ]


def _force_site(dataset: Dataset, area: str) -> _Site:
    police = dataset.directory.map.geography.police_areas[area]
    sites = Counter(
        _home(url)
        for record in records_of(dataset, kinds.POLICE, POLICE_AREAS, area)
        for url in pages_of(record)
        if host_of(url).endswith(".police.uk") and ".pcc." not in host_of(url)
    )
    home = sites.most_common(1)[0][0] if sites else ""
    return _Site(police.force, (police.force, police.name), home)


def _contact_urls(record: Record) -> Iterator[str]:
    for contact, _ in contacts_of(record):
        yield from filter(None, (contact.url, contact.source))


def pages_of(record: Record) -> Iterator[str]:
    """Yield the addresses that a record gives, and those of its sources."""
    yield from _contact_urls(record)
    yield from (source.url for source in record.sources)


def _commissioner_site(dataset: Dataset, area: str) -> _Site:
    police = dataset.directory.map.geography.police_areas[area]
    for record in records_of(dataset, kinds.POLICE, POLICE_AREAS, area):
        for body, _ in oversight_of(record):
            for contact in body.contacts:
                if contact.url:
                    return _Site(body.name, (body.name, police.name), _home(contact.url))
    return _force_site(dataset, area)


def _site_of(dataset: Dataset, level: str, area: str, role: str) -> _Site:
    if level == COUNCILS:
        return _council_site(dataset, area)
    if level == COUNTIES:
        county = dataset.directory.map.geography.counties[area]
        return _Site(county.name, county.names, county.homepage)
    if role == "commissioner":
        return _commissioner_site(dataset, area)
    return _force_site(dataset, area)


def _role(want: Wanted) -> str:
    if want.level in (COUNCILS, COUNTIES):
        return "council"
    return "commissioner" if want.topic in _OF_COMMISSIONERS else "force"


def _all_hosts(dataset: Dataset) -> frozenset[str]:
    """Return the hosts of all bodies with a site of their own."""
    geography = dataset.directory.map.geography
    homes = [each.homepage for each in geography.councils.values()]
    homes += [each.homepage for each in geography.counties.values()]
    police = (
        url
        for record in dataset.directory.records
        if isinstance(record.details, Police)
        for url in _contact_urls(record)
    )
    return hosts_of([*homes, *police]) - frozenset(_SHARED)


def _starts(
    dataset: Dataset, wants: Iterable[Wanted], links: State, listed: Mapping[str, list[ListedPage]]
) -> Iterator[Start]:
    for want in wants:
        if want.level == COUNCILS:
            yield from (Start(page.url, page.words) for page in listed.get(want.area, ()))
        for record in records_of(dataset, want.kind, want.level, want.area):
            for url in pages_of(record):
                state = links.links.get(url)
                if state and state.new_url:
                    yield Start(state.new_url)
                yield Start(url)


def _contacts(dataset: Dataset) -> tuple[frozenset[Key], dict[tuple[str, str], set[Key]]]:
    """Return all contacts of the directory, and those of each area: what is about it by name.

    Partnerships and reviews of a county are also those of its councils.
    """
    areas = dataset.directory.map
    everything: set[Key] = set()
    by_area: dict[tuple[str, str], set[Key]] = {}
    for record in dataset.directory.records:
        keys = {key for key, _ in keys_of_record(record)}
        everything |= keys
        places = {(record.covers.level, area) for area in record.covers.ids}
        if record.kind in (kinds.PARTNERSHIPS, kinds.ASB_CASE_REVIEWS):
            places |= {(COUNCILS, council) for council in areas.covered(record.covers)}
        for place in places:
            by_area.setdefault(place, set()).update(keys)
    return frozenset(everything), by_area


def bodies(
    dataset: Dataset, wants: Iterable[Wanted], links: State, listed: Iterable[ListedPage] = ()
) -> tuple[Body, ...]:
    """Return the bodies to be searched, in the order of what is wanted.

    `links` is what the link check knows of moved pages. A body without a home page has an empty
    `home`: it cannot be searched.
    """
    hosts = _all_hosts(dataset)
    everything, by_area = _contacts(dataset)
    withdrawn = frozenset(key_of(each.what, each.value) for each in dataset.loaded.withdrawn)
    pages: dict[str, list[ListedPage]] = {}
    for page in listed:
        pages.setdefault(page.council, []).append(page)
    groups: dict[tuple[str, str, str], list[Wanted]] = {}
    for want in wants:
        if want.topic:
            groups.setdefault((want.level, want.area, _role(want)), []).append(want)
    found = []
    for (level, area, role), group in groups.items():
        site = _site_of(dataset, level, area, role)
        own = hosts_of([site.home])
        ground = Ground(own, hosts_of(site.ways_in), hosts, site.name)
        starts = [s for s in _starts(dataset, group, links, pages) if ground.may_ask(s.url)]
        found.append(
            Body(
                f"{level}/{area} {role}",
                site.name,
                site.names,
                site.home,
                ground,
                tuple(group),
                tuple(dict.fromkeys(starts)),
                Foreign(everything, frozenset(by_area.get((level, area), ())), withdrawn),
            )
        )
    return tuple(found)
