"""What a page says, for search engines: a block of schema.org data in its head. Pure.

A block of data is not run, so the policy of the pages needs no exception for it. What is doubtful
says so in words; what the link check did not find again is left out, for no reader would see why.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from safetyhelp.areas.model import Council
from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.evidence.seen import Sightings
from safetyhelp.pages.sources import doubt
from safetyhelp.records import kinds
from safetyhelp.records.model import Contact, Record
from safetyhelp.text.compact_json import compact_json, filled

_Thing = dict[str, Any]
_CONTEXT = "https://schema.org"
_GOVERNMENT, _CHARITY, _BODY = "GovernmentOrganization", "NGO", "Organization"
_BY_RUN_BY: Mapping[str, str] = MappingProxyType(
    {
        "police": _GOVERNMENT,
        "commissioner": _GOVERNMENT,
        "council": _GOVERNMENT,
        "nhs": _GOVERNMENT,
        "government": _GOVERNMENT,
        "charity": _CHARITY,
    }
)
_BY_KIND: Mapping[str, str] = MappingProxyType(
    {
        kinds.POLICE: _GOVERNMENT,
        kinds.PARTNERSHIPS: _GOVERNMENT,
        kinds.COMPLAINTS: _BODY,
        kinds.ASB_CASE_REVIEWS: "GovernmentService",
    }
)


def _thing(kind: str, **fields: Any) -> _Thing:
    return {"@type": kind, **filled(**fields)}


def as_block(thing: _Thing) -> str:
    """Return the text of the block. It cannot end the block, whatever a value holds."""
    text = compact_json({"@context": _CONTEXT, **thing})
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _points(contacts: Iterable[Contact], sightings: Sightings, today: date) -> Iterator[_Thing]:
    for contact in contacts:
        found = doubt(contact, sightings, today)
        if found.grave:
            continue
        point = _thing(
            "ContactPoint",
            telephone=contact.phone,
            email=contact.email,
            url=contact.url,
            description=" ".join(filter(None, (contact.caution, found.words))),
        )
        if len(point) > 1:
            yield {**point, "contactType": contact.purpose}


def _channel(point: _Thing) -> _Thing:
    """Return the way to a service of the state: its page, and how to speak or write to it."""
    reached = {name: value for name, value in point.items() if name != "url"}
    spoken = "telephone" in point or "email" in point
    return _thing(
        "ServiceChannel",
        name=point["contactType"],
        serviceUrl=point.get("url"),
        servicePhone=reached if spoken else {},
    )


def _areas(record: Record, areas: AreasOnDay) -> list[_Thing]:
    known = areas.known_ids(record.covers.level)
    return [
        _thing(
            "AdministrativeArea",
            name=areas.name_of(record.covers.level, area),
            identifier=getattr(known[area], "code", ""),
        )
        for area in record.covers.ids
    ]


def of_record(record: Record, areas: AreasOnDay, sightings: Sightings) -> str:
    """Return the block of the page of a record."""
    by_run_by = _BY_RUN_BY.get(getattr(record.details, "run_by", ""), _BODY)
    kind = _BY_KIND.get(record.kind, by_run_by)
    points = [*_points(record.contacts, sightings, areas.day)]
    reached: _Thing = {"contactPoint": points}
    if kind == "GovernmentService":
        reached = {"availableChannel": [*map(_channel, points)]}
    return as_block(
        _thing(
            kind,
            name=record.name,
            alternateName=[*record.other_names],
            description=" ".join(filter(None, (record.summary, record.caution))),
            areaServed=_areas(record, areas),
            **reached,
        )
    )


def of_area(council: Council) -> str:
    """Return the block of the page of an area. It is short: these pages are at their limit."""
    area = _thing("AdministrativeArea", name=council.name, identifier=council.code)
    return as_block(_thing("WebPage", about=area))
