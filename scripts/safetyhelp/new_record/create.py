"""Make a new record from answers: asked for, given as options, or taken from another record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from safetyhelp.areas.model import Covers
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.errors import UserError
from safetyhelp.new_record.areas import Places, UnknownPlaceError
from safetyhelp.new_record.asking import WAYS, Ask, Asker, items_of
from safetyhelp.new_record.ids import from_geography, propose_id, taken_ids
from safetyhelp.records.canonical.form import canonical
from safetyhelp.records.kinds import REPORTING
from safetyhelp.records.schema import Schemas
from safetyhelp.text.slugs import is_id
from safetyhelp.text.words import did_you_mean, in_words
from safetyhelp.yaml.parse import Value, parse
from safetyhelp.yaml.tree import Document, group_of

_NOT_COPIED = (
    "name", "former_names", "other_names", "former_ids", "covers", "starts_on", "ends_on",
    "replaced_by", "notes",
)  # fmt: skip
_ASKED_ELSEWHERE = ("covers", "sources", "contacts")


class CannotCreateError(UserError):
    """Why no record can be made from these answers. The message is fit to print."""


class NoFreeIdError(CannotCreateError):
    """The name gives no id that is free."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is known about the new record before anybody is asked. Empty means not given."""

    kind: str
    places: tuple[str, ...] = ()
    level: str = ""
    source: str = ""
    seen: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    pattern: str = ""
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A record in the making: its file, its text, and what to tell the person."""

    record_id: str
    file: str
    text: str
    remarks: tuple[str, ...]


def setting(schema: Mapping[str, Any], key: str, text: str) -> Value:
    """Turn the text of an option into a value, as the schema of the kind wants it.

    A list is written with commas. Raises CannotCreateError for what is no text and no list.
    """
    known = schema["properties"]
    if key not in known:
        raise CannotCreateError(
            f"“{key}” is not known here. "
            + did_you_mean(key, list(known), f"Known are: {in_words(list(known), 'and')}.")
        )
    kind_of_value = known[key].get("type")
    if kind_of_value == "string":
        return text
    if kind_of_value == "array" and known[key].get("items", {}).get("type") == "string":
        return [*items_of(text)]
    raise CannotCreateError(f"“{key}” is a group of lines. Write it into the file afterwards.")


def _pattern_values(dataset: Dataset, kind: str, pattern: str) -> dict[str, Value]:
    """Return what another record of the kind lends: all but its identity and its dates."""
    record_id = pattern.removeprefix(f"{kind}/")
    source = dataset.loaded.texts.get(dataset.loaded.file_of(f"{kind}/{record_id}"))
    if source is None:
        known = [record.id for record in dataset.loaded.records if record.kind == kind]
        raise CannotCreateError(
            f"There is no record “{record_id}” in the folder {kind}. "
            + did_you_mean(record_id, known, "Look at the names of the files there.")
        )
    value, faults = parse(source)
    if faults or not isinstance(value, dict):
        raise CannotCreateError(f"{source.name} has mistakes. Mend them first: make validate")
    lent = {key: inner for key, inner in value.items() if key not in _NOT_COPIED}
    without_confirmed = _without(lent, "confirmed")
    assert isinstance(without_confirmed, dict)
    return without_confirmed


def _without(value: Value, key: str) -> Value:
    if isinstance(value, dict):
        return {each: _without(inner, key) for each, inner in value.items() if each != key}
    return [_without(item, key) for item in value] if isinstance(value, list) else value


def covers_value(covers: Covers) -> dict[str, Value]:
    """Return an area statement as it stands in a file."""
    return {covers.level: list(covers.ids)}


def _contact(
    request: Request, schema: Mapping[str, Any], asker: Asker, source: str, seen: str, *, ask: bool
) -> dict[str, Value] | None:
    """Return the contact that was given or, if so wanted, asked for; None when there is none."""
    known = schema["properties"]["contacts"]["items"]["properties"]
    contact = {key: text for key, text in request.contact.items() if text}
    needed = bool(contact) or request.kind == REPORTING
    if not contact and not ask:
        return None
    if not any(contact.get(way) for way in WAYS):
        found = asker.ways(known, needed=needed)
        if not found:
            return None
        contact.update(found)
    if "for" not in contact:
        contact["for"] = asker.required("for", known["for"])
    return {**contact, "source": source, "seen": seen}


def _first_page(sources: Value) -> str:
    """Return the address of the first of the sources that another record lent."""
    first = sources[0] if isinstance(sources, list) else sources
    return str(first["url"]) if isinstance(first, dict) else ""


def compose(dataset: Dataset, schemas: Schemas, request: Request, ask: Ask) -> Composed:
    """Make the new record; to try it is left to the caller.

    Raises CannotCreateError, or EOFError from `ask`.
    """
    kind, areas = request.kind, dataset.directory.map
    schema = schemas.inlined[kind]
    values: dict[str, Value] = {}
    remarks: list[str] = []
    if request.pattern:
        values.update(_pattern_values(dataset, kind, request.pattern))
        remarks.append(f"The rest was taken from {request.pattern}. Read and correct every line.")
    given = {key: setting(schema, key, text) for key, text in request.settings.items()}
    asker = Asker(ask)
    try:
        placed = (
            Places(areas).find(request.places, kind, request.level)
            if request.places
            else asker.places(areas, kind, request.level)
        )
    except UnknownPlaceError as error:
        raise CannotCreateError(str(error)) from error
    remarks.extend(placed.remarks)
    for key, text in from_geography(kind, placed.covers, areas).items():
        if key not in given:
            values[key] = text
            remarks.append(f"{key}: “{text}” comes from the list of areas. Check it.")
    values.update(given)
    values["covers"] = covers_value(placed.covers)
    for key in schema["required"]:
        if key not in values and key not in _ASKED_ELSEWHERE:
            answer = asker.required(key, schema["properties"][key])
            values[key] = setting(schema, key, answer)
    page = schema["properties"]["sources"]["items"]["properties"]
    seen = request.seen
    if request.source or "sources" not in values:
        source = request.source or asker.required("source", page["url"])
        if asker.asked and not seen:
            seen = asker.optional("seen", page["seen"])
        values["sources"] = [{"url": source, "seen": seen or "unknown"}]
    else:
        source = _first_page(values["sources"])
    wanted = "contacts" not in values and (asker.asked or kind == REPORTING)
    contact = _contact(request, schema, asker, source, seen or "unknown", ask=wanted)
    if contact:
        values["contacts"] = [contact]
    return _composed(dataset, schemas, request, values, placed.covers, remarks)


def _composed(
    dataset: Dataset,
    schemas: Schemas,
    request: Request,
    values: dict[str, Value],
    covers: Covers,
    remarks: list[str],
) -> Composed:
    taken = taken_ids(dataset.loaded.records, request.kind)
    record_id = request.record_id or propose_id(request.kind, str(values["name"]), covers, taken)
    if not record_id:
        raise NoFreeIdError("No free id can be made from the name. Choose one yourself: --id.")
    if not is_id(record_id):
        raise CannotCreateError(
            f"“{record_id}” cannot be an id: lower-case letters, digits and single hyphens."
        )
    if record_id in taken:
        raise CannotCreateError(f"The id “{record_id}” is taken. Give another one with --id.")
    text = canonical(Document(group_of(values)), request.kind, schemas)
    file = dataset.loaded.file_of(f"{request.kind}/{record_id}")
    return Composed(record_id, file, text, tuple(remarks))
