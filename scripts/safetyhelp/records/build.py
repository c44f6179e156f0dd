"""Build typed records and letters from parsed files that their schema has accepted.

The fields of a file are those of the model. Only what is written differently in a file stands here.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, override

from safetyhelp.areas.model import Covers
from safetyhelp.areas.on_a_day import COUNCILS
from safetyhelp.records import kinds
from safetyhelp.records.dates import PartialDate, parse_partial_date
from safetyhelp.records.letters import Letter
from safetyhelp.records.model import (
    Answers,
    AsbCaseReview,
    ComplaintBody,
    Contact,
    Details,
    Partnership,
    Police,
    Record,
    Reporting,
    RjProvider,
    Seen,
    VictimService,
)

Fields = Mapping[str, Any]
Entry = TypeVar("Entry")

_DETAILS: Mapping[str, type[Details]] = MappingProxyType(
    {
        kinds.REPORTING: Reporting,
        kinds.POLICE: Police,
        kinds.VICTIM_SERVICES: VictimService,
        kinds.RJ_PROVIDERS: RjProvider,
        kinds.ASB_CASE_REVIEWS: AsbCaseReview,
        kinds.COMPLAINTS: ComplaintBody,
        kinds.PARTNERSHIPS: Partnership,
    }
)


def _covers(value: Fields, _: object) -> Covers:
    level, ids = next(iter(value.items()), (COUNCILS, ()))  # none where they cannot be read
    return Covers(level, tuple(ids))


def _answers(value: Fields, _: object) -> Answers:
    return tuple(value.items())


def _victim_service(value: Fields, _: object) -> VictimService:
    ages = value.get("ages", {})
    limits = {"age_from": ages.get("from"), "age_to": ages.get("to")}
    return _victim_service_of({**value, **limits}, VictimService)


def _as_it_is(value: Any, _: object) -> Any:
    return value


_converter = Converter(detailed_validation=False)
_converter.register_structure_hook(str, lambda value, _: " ".join(str(value).split()))
_converter.register_structure_hook(bool, lambda value, _: value == "yes")
_converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
_converter.register_structure_hook(PartialDate, lambda value, _: parse_partial_date(value))
_converter.register_structure_hook(Seen, lambda value, _: Seen(parse_partial_date(value)))
_converter.register_structure_hook(Covers, _covers)
_converter.register_structure_hook(
    Contact,
    make_dict_structure_fn(
        Contact,
        _converter,
        purpose=override(rename="for"),
        confirmation=override(rename="confirmed"),
    ),
)
_accessibility = override(struct_hook=_answers)
_untouched = override(struct_hook=_as_it_is)
_victim_service_of = make_dict_structure_fn(VictimService, _converter, accessibility=_accessibility)
_converter.register_structure_hook(VictimService, _victim_service)
_converter.register_structure_hook(
    RjProvider, make_dict_structure_fn(RjProvider, _converter, accessibility=_accessibility)
)
_converter.register_structure_hook(
    Record,
    make_dict_structure_fn(
        Record,
        _converter,
        id=_untouched,
        file=_untouched,
        details=_untouched,
        notes=_untouched,
    ),
)
_converter.register_structure_hook(
    Letter, make_dict_structure_fn(Letter, _converter, id=_untouched, file=_untouched)
)


def build_record(kind: str, record_id: str, file: str, fields: Fields) -> Record:
    """Build a record from the fields of a file that its kind's schema has accepted."""
    details = _converter.structure(fields, _DETAILS[kind])
    identity = {"kind": kind, "id": record_id, "file": file, "details": details}
    return _converter.structure({**fields, **identity}, Record)


def build_letter(letter_id: str, file: str, fields: Fields) -> Letter:
    """Build a letter from the fields of a file that its schema has accepted."""
    return _converter.structure({**fields, "id": letter_id, "file": file}, Letter)


def build_entries(fields: Fields, key: str, what: type[Entry]) -> tuple[Entry, ...]:
    """Build the entries of a list, which stand under `key`: each knows its place there."""
    return tuple(
        _converter.structure({**entry, "position": position}, what)
        for position, entry in enumerate(fields.get(key, ()))
    )
