"""Every record as a service of HSDS-UK 3.0, with its organization, contacts, area and terms. Pure.

No location is given: the directory holds no address, so that no place can be found that must stay
secret. What the standard has no field for stands in fields that begin with `x_`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.feeds.edition import Fields
from safetyhelp.feeds.hsds.organizations import organization
from safetyhelp.feeds.hsds.taxonomy import attributes
from safetyhelp.feeds.published import Published
from safetyhelp.records.vocabulary import OVERSIGHT
from safetyhelp.text.compact_json import filled
from safetyhelp.text.slugs import slug
from safetyhelp.text.stable_ids import stable_id

_Record = Mapping[str, Any]
_STATISTICS = "http://statistics.data.gov.uk/id/statistical-geography/"
_NATION_CODES = {
    "england": "E92000001",
    "wales": "W92000004",
    "scotland": "S92000003",
    "northern-ireland": "N92000002",
}
_WAYS = ("phone", "text_phone", "relay", "email", "url", "bsl")
EXTENSIONS = (
    "x_url",
    "x_bsl",
    "x_hours",
    "x_caution",
    "x_source",
    "x_seen",
    "x_confirmed",
    "x_doubt",
)
"""What a contact says in fields of our own: the standard has none for it."""
_PHONES = {"phone": "", "text_phone": "For text messages", "relay": "For Relay UK"}


def _id(*parts: object) -> str:
    return str(stable_id("/".join(["hsds", *map(str, parts)])))


def _area(level: str, area_id: str, areas: AreasOnDay) -> tuple[str, str]:
    """Return the name of an area, and its ONS code where it has one."""
    known = areas.known_ids(level)[area_id]
    if isinstance(known, str):
        return known, _NATION_CODES[area_id]
    return known.name, "" if known.code == "N99999999" else known.code


def _service_areas(service: str, record: _Record, areas: AreasOnDay) -> list[Fields]:
    level = record["covers"]["level"]
    found = []
    for area_id in record["covers"]["ids"]:
        name, code = _area(level, area_id, areas)
        found.append(
            {
                "id": _id("service-area", service, level, area_id),
                "service_id": service,
                "name": name,
                **filled(uri=f"{_STATISTICS}{code}" if code else ""),
            }
        )
    return found


def _phones(contact: str, listed: _Record) -> list[Fields]:
    """Return the numbers of a contact. What is said against them is said with each of them."""
    found = []
    for field, way in _PHONES.items():
        if number := listed.get(field):
            said = (way, listed.get("hours"), listed.get("caution"), listed["doubt"])
            found.append(
                {
                    "id": _id("phone", contact, field),
                    "contact_id": contact,
                    "number": number,
                    **filled(description=". ".join(part.rstrip(".") for part in said if part)),
                }
            )
    return found


def _contact_ids(service: str, listed: Sequence[_Record]) -> list[str]:
    """Return the id of each contact. It belongs to its number or address, whatever the order.

    Contacts that have it in common are told apart by what they are for.
    """
    ways = [next(each[way] for way in _WAYS if way in each) for each in listed]
    shared = Counter(ways)
    names = [
        (way, each["for"]) if shared[way] > 1 else (way,)
        for way, each in zip(ways, listed, strict=True)
    ]
    return [_id("contact", service, *name) for name in names]


def _contacts(service: str, name: str, listed: Sequence[_Record]) -> list[Fields]:
    return [
        {
            "id": contact,
            "service_id": service,
            "name": name,
            "title": each["for"],
            **filled(
                email=each.get("email"),
                phones=_phones(contact, each),
                **{name: each.get(name.removeprefix("x_")) for name in EXTENSIONS},
            ),
        }
        for contact, each in zip(_contact_ids(service, listed), listed, strict=True)
    ]


def _alert(caution: str, contacts: Sequence[_Record]) -> str:
    """Return the doubts about a whole service: its caution, and contacts that were not found."""
    lost = (each["doubt"] for each in contacts if each["doubt_is_serious"])
    return " ".join(dict.fromkeys(filter(None, (caution, *lost))))


def _first(contacts: Sequence[_Record], field: str) -> str:
    there = (each[field] for each in contacts if field in each and not each["doubt_is_serious"])
    return next(there, "")


def _service(
    service: str, record: _Record, contacts: Sequence[_Record], areas: AreasOnDay
) -> Fields:
    body = organization(record, areas)
    return {
        "id": service,
        "organization_id": body["id"],
        "name": record["name"],
        "status": "active",
        **filled(
            description=record.get("summary"),
            url=_first(contacts, "url"),
            email=_first(contacts, "email"),
            minimum_age=record.get("age_from"),
            maximum_age=record.get("age_to"),
            alert=_alert(record.get("caution", ""), contacts),
        ),
        "organization": body,
        "contacts": _contacts(service, record["name"], contacts),
        "service_areas": _service_areas(service, record, areas),
        "attributes": attributes(service, record),
        "x_page": record["page"],
    }


def _overseers(record: _Record, areas: AreasOnDay) -> Iterator[Fields]:
    """Yield those who oversee a police force: each is a service and an organization of its own."""
    for body in record.get("oversight", []):
        own = f"{record['id']}/{slug(body['name'])}"
        about = {
            "kind": record["kind"],
            "id": own,
            "name": body["name"],
            "summary": f"{OVERSIGHT[body['role']]}.",
            "caution": body.get("caution", ""),
            "covers": record["covers"],
            "page": record["page"],
        }
        yield _service(_id("service", record["kind"], own), about, body["contacts"], areas)


def services(data: Published, areas: AreasOnDay) -> list[Fields]:
    """Return every service. An id belongs to kind and id of a record, whatever else changes."""
    found = []
    for record in data.records:
        contacts = [*record["contacts"], *record.get("complaints", [])]
        service = _id("service", record["kind"], record["id"])
        found.append(_service(service, record, contacts, areas))
        found += _overseers(record, areas)
    return found
