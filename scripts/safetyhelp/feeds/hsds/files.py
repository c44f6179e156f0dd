"""The files of HSDS-UK 3.0: what its API answers, each answer a file; and the tables of HSDS."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.feeds.edition import LICENCE, LICENCE_URL, Edition, Fields, as_json
from safetyhelp.feeds.hsds.services import EXTENSIONS, services
from safetyhelp.feeds.hsds.taxonomy import taxonomies, terms
from safetyhelp.feeds.published import Published
from safetyhelp.feeds.tables.files import package_files
from safetyhelp.feeds.tables.table import TEXT, WHOLE_NUMBER, Column, Table

FOLDER = "data/hsds"
VERSION = "HSDS-UK-3.0"
_PROFILE = "https://github.com/OpenReferralUK/uk-profile"
_OPENAPI = "https://raw.githubusercontent.com/openreferral/uk-profile/main/schema/openapi.json"
_LISTED = (
    "id",
    "organization_id",
    "name",
    "description",
    "url",
    "email",
    "status",
    "minimum_age",
    "maximum_age",
    "alert",
)
"""What a list says of a service; all else is in its own file."""
_TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "organization": ("organizations", ("id", "name", "description", "website")),
    "service": ("services", _LISTED),
    "contact": ("contacts", ("id", "service_id", "name", "title", "email", *EXTENSIONS)),
    "phone": ("phones", ("id", "contact_id", "number", "description")),
    "service_area": ("service_areas", ("id", "service_id", "name", "uri")),
    "taxonomy": ("taxonomies", ("id", "name", "description", "version")),
    "taxonomy_term": ("taxonomy_terms", ("id", "name", "description", "taxonomy", "taxonomy_id")),
    "attribute": ("attribute", ("id", "link_id", "link_type", "taxonomy_term_id")),
    "organization_identifier": (
        "organization_identifiers",
        ("id", "organization_id", "identifier_type", "identifier"),
    ),
}
"""Name of a table of HSDS → its file and its columns; `service_id` leads to `service`."""
_REQUIRED = {"id", "name", "status", "number", "organization_id", "taxonomy_term_id", "link_id"}


def _page(contents: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the one page of a list: a file has no more of them."""
    return as_json(
        {
            "total_items": len(contents),
            "total_pages": 1,
            "page_number": 1,
            "size": len(contents),
            "first_page": True,
            "last_page": True,
            "empty": not contents,
            "contents": contents,
        }
    )


def _some(of: Fields, names: Iterable[str]) -> Fields:
    return {name: of[name] for name in names if name in of}


def _in_list(service: Fields) -> Fields:
    _, columns = _TABLES["organization"]
    return {**_some(service, _LISTED), "organization": _some(service["organization"], columns)}


def _rows(listed: list[Fields]) -> dict[str, list[Fields]]:
    bodies = {each["organization_id"]: each["organization"] for each in listed}
    contacts = [contact for each in listed for contact in each["contacts"]]
    codes = (body.get("organization_identifiers", []) for body in bodies.values())
    return {
        "organization": [*bodies.values()],
        "service": listed,
        "contact": contacts,
        "phone": [phone for contact in contacts for phone in contact.get("phones", [])],
        "service_area": [area for each in listed for area in each["service_areas"]],
        "taxonomy": taxonomies(),
        "taxonomy_term": terms(),
        "attribute": [attribute for each in listed for attribute in each["attributes"]],
        "organization_identifier": [code for found in codes for code in found],
    }


def _column(table: str, name: str) -> Column:
    words = name.removeprefix("x_").replace("_", " ")
    about = f"{words[:1].upper()}{words[1:]} of HSDS."
    if name.startswith("x_"):
        about = f"Our own field: {words}."
    number = name in ("minimum_age", "maximum_age")
    return Column(
        name,
        about,
        lambda row: row.get(name),
        WHOLE_NUMBER if number else TEXT,
        required=name in _REQUIRED and not (table == "contact" and name == "name"),
    )


def _tables(rows: Mapping[str, Sequence[Fields]]) -> list[Table]:
    return [
        Table(
            name,
            f"HSDS: {file}",
            tuple(_column(name, column) for column in columns),
            rows[name],
            key=("id",),
            refers={f"{each}_id": (each, "id") for each in _TABLES if f"{each}_id" in columns},
            file_name=file,
        )
        for name, (file, columns) in _TABLES.items()
    ]


def _about(edition: Edition) -> Fields:
    return {
        "name": "local-safety-help-hsds",
        "title": "Local Safety Help in the tables of HSDS 3.0",
        "version": "3.0.0",
        "created": f"{edition.day.isoformat()}T00:00:00Z",
        "licenses": [{"name": LICENCE, "path": LICENCE_URL}],
        "sources": [{"title": line} for line in edition.lines],
    }


def hsds_files(data: Published, areas: AreasOnDay) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of every file."""
    every = services(data, areas)
    rows = _rows(every)
    about = {"version": VERSION, "profile": _PROFILE, "openapi_url": _OPENAPI}
    ours = {
        "x_generated_at": data.edition.day.isoformat(),
        "x_licence": LICENCE,
        "x_attribution": data.edition.lines,
    }
    yield f"{FOLDER}/index.json", as_json({**about, **ours})
    yield f"{FOLDER}/services.json", _page([_in_list(each) for each in every])
    for name in ("organization", "taxonomy", "taxonomy_term"):
        yield f"{FOLDER}/{_TABLES[name][0]}.json", _page(rows[name])
    for name in ("service", "taxonomy", "taxonomy_term"):
        for each in rows[name]:
            yield f"{FOLDER}/{_TABLES[name][0]}/{each['id']}.json", as_json(each)
    yield f"{FOLDER}/service_at_locations.json", _page([])
    yield from package_files(f"{FOLDER}/tables", _tables(rows), _about(data.edition))
