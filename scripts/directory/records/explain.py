"""Schema errors in words that a contributor understands, each with its place and a remedy."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from jsonschema import ValidationError

from directory.findings import Finding, Path
from directory.records.source_text import SourceText
from directory.records.strict_yaml import position
from directory.wording import did_you_mean, in_words


class _Words(NamedTuple):
    code: str
    message: str
    suggestion: str
    path: Path
    of_key: bool = False


def _path(error: ValidationError) -> Path:
    return tuple(error.absolute_path)


def _field(path: Path) -> str:
    """Name the field that a path leads to; an item of a list is named after the list."""
    names = [part for part in path if isinstance(part, str)]
    return f"“{names[-1]}”" if names else "the record"


def _example(schema: Mapping[str, Any]) -> str:
    examples = schema.get("examples") or [""]
    example = examples[0]
    if isinstance(example, str) and example:
        return f" For example: {example}"
    return ""


def _missing(error: ValidationError) -> list[_Words]:
    """Explain `required`. jsonschema reports each missing field as an error of its own."""
    found = []
    for key in error.validator_value:
        if key in error.instance or not error.message.startswith(f"'{key}'"):
            continue
        schema = error.schema.get("properties", {}).get(key, {})
        code = "source-missing" if key in ("source", "sources") else "missing-field"
        what = schema.get("description", "").rstrip(".")
        path = _path(error)
        found.append(
            _Words(
                code,
                f"“{key}” is missing from {_field(path)}.",
                f"Add a line “{key}:” ({what}).{_example(schema)}",
                path,
            )
        )
    return found


def _unknown(error: ValidationError) -> list[_Words]:
    known = list(error.schema.get("properties", {}))
    path = _path(error)
    advice = f"Known here: {in_words(known, 'and')}. Anything else belongs in “notes”."
    return [
        _Words(
            "unknown-field",
            f"“{key}” is not known in {_field(path)}.",
            did_you_mean(key, known, advice),
            (*path, key),
            of_key=True,
        )
        for key in error.instance
        if key not in known
    ]


def _choice(error: ValidationError) -> list[_Words]:
    path = _path(error)
    choices = [str(choice) for choice in error.validator_value]
    return [
        _Words(
            "wrong-choice",
            f"“{error.instance}” is not one of the choices for {_field(path)}.",
            did_you_mean(str(error.instance), choices, f"Choose {in_words(choices)}."),
            path,
        )
    ]


_FORMAT_CODES = {
    "uk-phone": "bad-phone",
    "email": "bad-email",
    "uri": "bad-url",
    "date": "bad-date",
    "partial-date": "bad-date",
    "seen-date": "bad-date",
}
_FORMAT_REMEDIES = {
    "bad-phone": "Read the number again on its source. If it is closed or misprinted, delete it "
    "here and list it in data/withdrawn.yml.",
    "bad-email": "Read the address again on its source. If it is out of use, delete it here and "
    "list it in data/withdrawn.yml.",
    "bad-url": "Open the public page in a browser and copy its address from there.",
    "bad-date": "Write what is known, in quotes.",
}


def _format(error: ValidationError) -> list[_Words]:
    path = _path(error)
    code = _FORMAT_CODES[error.validator_value]
    cause = str(error.cause) if error.cause else "This is not in the right form."
    return [_Words(code, f"{_field(path)}: {error.instance}. {cause}", _FORMAT_REMEDIES[code], path)]


def _pattern(error: ValidationError) -> list[_Words]:
    path = _path(error)
    what = error.schema.get("description", "")
    return [
        _Words(
            "wrong-form",
            f"{_field(path)}: “{error.instance}” is not in the right form.",
            f"{what}{_example(error.schema)}",
            path,
        )
    ]


_TYPES = {"object": "a group of lines “key: value”", "array": "a list", "string": "plain text"}


def _type(error: ValidationError) -> list[_Words]:
    path = _path(error)
    wanted = _TYPES[error.validator_value]
    return [
        _Words(
            "wrong-type",
            f"{_field(path)} must be {wanted}.",
            "Compare it with another record of the same kind. "
            "Items of a list start with “- ” or stand in square brackets.",
            path,
        )
    ]


def _length(error: ValidationError) -> list[_Words]:
    path = _path(error)
    size, limit = len(error.instance), error.validator_value
    too_long = error.validator == "maxLength"
    return [
        _Words(
            "too-long" if too_long else "too-short",
            f"{_field(path)} has {size} characters; it may have {limit} "
            f"{'at most' if too_long else 'at least'}.",
            "Say it more briefly." if too_long else "Write it out, or delete the line.",
            path,
        )
    ]


def _empty(error: ValidationError) -> list[_Words]:
    path = _path(error)
    return [
        _Words("empty-value", f"{_field(path)} is empty.", "Fill it in, or delete it.", path)
    ]


def _repeated(error: ValidationError) -> list[_Words]:
    path = _path(error)
    return [
        _Words(
            "repeated-item",
            f"The list {_field(path)} names something twice.",
            "Keep each item once.",
            path,
        )
    ]


def _too_many(error: ValidationError) -> list[_Words]:
    path = _path(error)
    return [
        _Words(
            "wrong-covers",
            f"{_field(path)} has {in_words(list(error.instance), 'and')}; it may have only one.",
            "Keep exactly one of councils, counties, police_areas or nations. "
            "To mix them, list all the councils.",
            path,
        )
    ]


def _no_way_in(error: ValidationError) -> list[_Words]:
    path = _path(error)
    return [
        _Words(
            "contact-without-way",
            "This contact has no phone, e-mail or web address.",
            "Add “phone:”, “email:”, “url:” or “text_phone:”, or delete the contact.",
            path,
        )
    ]


EXPLAINERS: Mapping[str, Callable[[ValidationError], list[_Words]]] = MappingProxyType(
    {
        "required": _missing,
        "additionalProperties": _unknown,
        "enum": _choice,
        "format": _format,
        "pattern": _pattern,
        "type": _type,
        "minLength": _length,
        "maxLength": _length,
        "minItems": _empty,
        "minProperties": _empty,
        "uniqueItems": _repeated,
        "maxProperties": _too_many,
        "anyOf": _no_way_in,
    }
)
"""One explainer for each JSON Schema keyword that the schemas use."""


def explain(error: ValidationError, source: SourceText) -> list[Finding]:
    """Turn one schema error into findings, with their places in the file."""
    findings = []
    for words in EXPLAINERS[str(error.validator)](error):
        line, column = position(source, words.path, of_key=words.of_key)
        findings.append(
            Finding(
                words.code, source.name, line, column, words.path, words.message, words.suggestion
            )
        )
    return findings
