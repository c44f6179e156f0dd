"""What of JSON Schema we leave to the library: what is wrong with a value, or with a schema.

Commands that find nothing wrong do without it: it takes long to start. So it is imported where the
first fault is (`schema.Schemas.errors`).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jsonschema
from jsonschema import Draft202012Validator, FormatChecker, validators
from jsonschema.protocols import Validator

from safetyhelp.records.formats import FORMATS, matches


def _raises_with(check: Callable[[str], str | None]) -> Callable[[object], bool]:
    def checked(value: object) -> bool:
        fault = check(value) if isinstance(value, str) else None
        if fault:
            raise ValueError(fault)
        return True

    return checked


def format_checker() -> FormatChecker:
    """Return a checker that knows exactly the formats in `formats.FORMATS`.

    Without a registered checker, JSON Schema's `format` keyword does nothing.
    """
    checker = FormatChecker(formats=())
    for name, check in FORMATS.items():
        checker.checks(name, raises=ValueError)(_raises_with(check))
    return checker


def _pattern(
    _: Validator, pattern: str, value: object, __: Mapping[str, Any]
) -> Iterator[jsonschema.ValidationError]:
    if isinstance(value, str) and not matches(pattern, value):
        yield jsonschema.ValidationError(pattern)


_Validator: type[Validator] = validators.extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"pattern": _pattern}
)


def validator_of(schema: Mapping[str, Any]) -> Validator:
    """Return what finds every fault of a value; the schema has no references."""
    return _Validator(schema, format_checker=format_checker())


def check_schema(document: Mapping[str, Any]) -> None:
    """Raise ValueError, with what is wrong, where a document is no JSON Schema (Draft 2020-12)."""
    try:
        Draft202012Validator.check_schema(document)
    except jsonschema.SchemaError as error:
        raise ValueError(error.message) from error
