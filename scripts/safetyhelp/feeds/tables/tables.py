"""Which tables there are: areas, records of each kind, contacts, rules of case reviews. Pure."""

from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.feeds.api.schema import meaning
from safetyhelp.feeds.edition import Fields
from safetyhelp.feeds.published import Published
from safetyhelp.feeds.tables.table import TEXT, WHOLE_NUMBER, YES_OR_NO, Column, Table, dialled
from safetyhelp.pages.words import threshold_way
from safetyhelp.records import kinds
from safetyhelp.records.model import Alternative

_Row = Mapping[str, Any]
_OWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        kinds.REPORTING: ("takes", "run_by", "anonymous", "what_happens_next"),
        kinds.POLICE: (),
        kinds.VICTIM_SERVICES: (
            "helps_with",
            "run_by",
            "provider",
            "commissioner",
            "who_can_use",
            "age_from",
            "age_to",
            "self_referral",
            "without_police_report",
        ),
        kinds.RJ_PROVIDERS: (
            "run_by",
            "provider",
            "commissioner",
            "who_can_use",
            "self_referral",
            "takes_hate_crime",
            "takes_antisocial_behaviour",
            "ways",
        ),
        kinds.ASB_CASE_REVIEWS: ("run_by", "how_to_apply"),
        kinds.COMPLAINTS: ("reviews", "first_step", "time_limit", "someone_else"),
        kinds.PARTNERSHIPS: ("role", "name_unconfirmed", "team"),
    }
)
"""The columns that a kind has besides those of all kinds, by the names of their fields."""
_WAY_NUMBERS = ("reports", "people", "within_months", "reported_within_months")
_TYPES = {
    **dict.fromkeys(("age_from", "age_to", *_WAY_NUMBERS), WHOLE_NUMBER),
    **dict.fromkeys(("name_unconfirmed", "no_action", "open", "doubt_is_serious"), YES_OR_NO),
}
"""The types of the fields that are no text."""
_EVIDENCE = ("source", "seen", "confirmed", "doubt")
_NUMBERS = ("phone", "text_phone", "relay")


def _field(name: str, of: Callable[[_Row], _Row]) -> Callable[[_Row], Any]:
    """Return what reads a field `of` an object in a row; a phone number as people dial it."""

    def read(row: _Row) -> Any:
        value = of(row).get(name)
        return dialled(value) if value and name in _NUMBERS else value

    return read


def _column(owner: str, name: str, path: str = "", *, required: bool = False) -> Column:
    """Return the column of a field; with `path` of an object inside, named by both."""
    read = _field(name, lambda row: row.get(path, {}) if path else row)
    full_name = f"{path}_{name}" if path else name
    return Column(full_name, meaning(owner, name), read, _TYPES.get(name, TEXT), required)


def _appeal(name: str, about: str) -> Column:
    return Column(f"appeal_{name}", about, _field(name, lambda row: row.get("appeal", {})))


def _first(name: str) -> Column:
    """Return a column about the first contact of a record."""
    read = _field(name, lambda row: (row["contacts"] or [{}])[0])
    return Column(f"contact_{name}", f"The first contact: {meaning('Contact', name)}", read)


def _rule_columns() -> tuple[Column, ...]:
    fields = ("wording", "hate_crime", "caution", "source", "seen", "doubt")
    return (
        *(_column("Threshold", name, "threshold") for name in fields),
        _appeal("heard_by", "Who hears an appeal."),
        _appeal("within", "Its limit."),
        _appeal("how", "How."),
    )


def _records(data: Published, kind: str) -> Table:
    shared = ("former_names", "other_names", "summary", "caution", "starts_on", "ends_on")
    contact = ("for", "phone", "email", "url", "hours", "caution", *_EVIDENCE)
    return Table(
        kind,
        KIND_TITLES[kind],
        (
            *(_column("Record", name, required=True) for name in ("id", "name")),
            *(_column("Record", name) for name in shared),
            *(_column("Covers", name, "covers") for name in ("level", "ids", "in_words")),
            *(_column("Record", name) for name in _OWN[kind]),
            *(_rule_columns() if kind == kinds.ASB_CASE_REVIEWS else ()),
            *map(_first, contact),
            _column("Record", "page"),
        ),
        [each for each in data.records if each["kind"] == kind],
        key=("id",),
    )


def _contacts_of(record: _Row) -> Iterator[Fields]:
    """Yield every contact of a record, with whose it is."""
    lists = [(record["name"], record["contacts"]), (record["name"], record.get("complaints", []))]
    lists += [(body["name"], body["contacts"]) for body in record.get("oversight", [])]
    about = {"kind": record["kind"], "id": record["id"], "page": record["page"]}
    named = ((name, contact) for name, contacts in lists for contact in contacts)
    for position, (name, contact) in enumerate(named, 1):
        yield {**about, "position": position, "name": name, **contact}


def _contacts(data: Published) -> Table:
    ways = ("for", *_NUMBERS, "email", "url", "bsl", "hours", "caution")
    return Table(
        "contacts",
        "Every contact of every record, with what is known for and against it",
        (
            *(_column("Record", name, required=True) for name in ("kind", "id")),
            Column(
                "position",
                "The place of the contact in its record, from 1.",
                itemgetter("position"),
                WHOLE_NUMBER,
                required=True,
            ),
            Column("name", "Whose contact it is.", itemgetter("name"), required=True),
            *(_column("Contact", name) for name in (*ways, *_EVIDENCE, "doubt_is_serious")),
            _column("Record", "page"),
        ),
        [contact for record in data.records for contact in _contacts_of(record)],
        key=("kind", "id", "position"),
    )


def _ways(data: Published) -> Table:
    """Return the rules of the case reviews, one way to meet a rule on each line."""
    codes = {council["id"]: council["code"] for council in data.councils if "code" in council}
    rows = [
        {
            **{name: record[name] for name in ("id", "name", "covers", "councils", "page")},
            **record["threshold"],
            "codes": [codes[council] for council in record["councils"] if council in codes],
            "way": position,
            "in_words": threshold_way(Alternative(**way)),
            **way,
        }
        for record in data.records
        for position, way in enumerate(record.get("threshold", {}).get("any_of", []), 1)
    ]
    return Table(
        "case-review-thresholds",
        "The rules of ASB case reviews: each line is one way to meet a rule",
        (
            *(_column("Record", name, required=True) for name in ("id", "name")),
            _column("Covers", "in_words", "covers"),
            _column("Record", "councils"),
            Column("codes", "The ONS codes of these councils.", itemgetter("codes")),
            Column("way", "1 for the first way.", itemgetter("way"), WHOLE_NUMBER, True),
            *(_column("Way", name) for name in (*_WAY_NUMBERS, "about", "no_action")),
            Column("in_words", "The way in words.", itemgetter("in_words")),
            *(_column("Threshold", name) for name in ("hate_crime", "caution")),
            *(_column("Threshold", name) for name in ("source", "seen", "doubt")),
            _column("Record", "page"),
        ),
        rows,
        key=("id", "way"),
        refers={"id": (kinds.ASB_CASE_REVIEWS, "id")},
    )


def _row_of(role: str, name: str, about: str) -> Column:
    def of(area: _Row) -> _Row:
        return next((row for row in area["first"] if row["role"] == role), {})

    return Column(f"{role.replace('-', '_')}_{name}", about, _field(name, of))


def _ids_of(kind: str) -> Column:
    def of(area: _Row) -> list[str]:
        records = (record for section in area["sections"] for record in section["records"])
        return [*dict.fromkeys(record["id"] for record in records if record["kind"] == kind)]

    about = f"{KIND_TITLES[kind]}: ids of the table {kind}, in the order of the page."
    return Column(kind.replace("-", "_"), about, of)


def _areas(data: Published) -> Table:
    own = ("official_name", "welsh_name", "code", "type", "nation", "region", "county")
    rows = [
        ("report", "the police"),
        ("talk", "somebody to talk to"),
        ("at-home", "help with abuse at home"),
        ("council", "the council"),
    ]
    return Table(
        "areas",
        "Every council area, with whom to reach first and the ids of its records",
        (
            *(_column("AreaSummary", name, required=True) for name in ("id", "name")),
            *(_column("AreaSummary", name) for name in (*own, "police_area", "page")),
            *(
                _row_of(role, name, f"Whom to reach first, {who}: {name}.")
                for role, who in rows
                for name in ("name", "phone", "email", "url", "doubt")
            ),
            *map(_ids_of, kinds.RECORD_KINDS),
            _column("Area", "how_sure"),
        ),
        data.areas,
        key=("id",),
    )


def _links(data: Published) -> Table:
    rows = [
        {"area": area["id"], "section": section["id"], "position": position, **record}
        for area in data.areas
        for section in area["sections"]
        for position, record in enumerate(section["records"], 1)
    ]
    return Table(
        "area-records",
        "Which records stand on the page of which area, in its order",
        (
            Column("area", "The id of the area.", itemgetter("area"), required=True),
            Column("section", "The id of the section.", itemgetter("section"), required=True),
            Column(
                "position", "The place in the section.", itemgetter("position"), WHOLE_NUMBER, True
            ),
            *(_column("Record", name, required=True) for name in ("kind", "id")),
            _column("AreaRecord", "open"),
        ),
        rows,
        key=("area", "section", "position"),
        refers={"area": ("areas", "id")},
    )


def every_table(data: Published) -> list[Table]:
    """Return all tables."""
    records = [_records(data, kind) for kind in kinds.RECORD_KINDS]
    return [_areas(data), *records, _contacts(data), _ways(data), _links(data)]
