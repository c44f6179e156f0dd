"""Whether what a file says fits its schema: the quick answer, since nearly every file does.

What is wrong with one that does not fit, jsonschema finds (`Schemas.errors`), at ten times the
cost. Both know the keywords of `explain.EXPLAINERS`, and the tests hold each against the other.

In: a value of a parsed file, and a schema without references. Pure.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from safetyhelp.records.formats import FORMATS, matches

_Schema = Mapping[str, Any]


def fits(value: Any, schema: _Schema) -> bool:
    """Say whether a value is all that its schema wants, and nothing more."""
    kind = _TYPE_OF[type(value)]
    return (
        schema.get("type", kind) == kind
        and ("enum" not in schema or value in schema["enum"])
        and ("anyOf" not in schema or any(fits(value, each) for each in schema["anyOf"]))
        and _FITS_INSIDE[kind](value, schema)
    )


def _text_fits(text: str, schema: _Schema) -> bool:
    return (
        schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text))
        and ("pattern" not in schema or matches(schema["pattern"], text))
        and ("format" not in schema or FORMATS[schema["format"]](text) is None)
    )


def _list_fits(items: list[Any], schema: _Schema) -> bool:
    inner = schema.get("items", {})
    repeated = (item in items[:index] for index, item in enumerate(items))
    return (
        schema.get("minItems", 0) <= len(items)
        and not (schema.get("uniqueItems", False) and any(repeated))
        and all(fits(item, inner) for item in items)
    )


def _group_fits(group: dict[str, Any], schema: _Schema) -> bool:
    known = schema.get("properties", {})
    return (
        schema.get("minProperties", 0) <= len(group) <= schema.get("maxProperties", len(group))
        and all(key in group for key in schema.get("required", ()))
        and (schema.get("additionalProperties", True) or all(key in known for key in group))
        and all(fits(inner, known[key]) for key, inner in group.items() if key in known)
    )


_TYPE_OF: Mapping[type, str] = MappingProxyType({str: "string", list: "array", dict: "object"})
_FITS_INSIDE: Mapping[str, Callable[[Any, _Schema], bool]] = MappingProxyType(
    {"string": _text_fits, "array": _list_fits, "object": _group_fits}
)
