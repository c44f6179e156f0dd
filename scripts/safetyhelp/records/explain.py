"""Schema errors in words that a contributor understands, each with its place and a remedy."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from jsonschema import ValidationError

from safetyhelp.findings.model import Finding, Path
from safetyhelp.records.proposals import (
    is_address_key,
    items_in,
    meant_key,
    of_another_field,
    proposal,
    too_much,
)
from safetyhelp.text.slugs import slug
from safetyhelp.text.words import NUMBERS, did_you_mean, in_words, shortened
from safetyhelp.yaml.parse import position
from safetyhelp.yaml.source import SourceText


class _Error(NamedTuple):
    """A schema error: `expected` is what the schema says after the keyword."""

    keyword: str
    expected: Any
    value: Any
    schema: Mapping[str, Any]
    path: Path
    cause: str
    message: str


class _Words(NamedTuple):
    code: str
    message: str
    suggestion: str
    path: Path
    of_key: bool = False


def _error(error: ValidationError) -> _Error:
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    return _Error(
        keyword=str(error.validator),
        expected=error.validator_value,
        value=error.instance,
        schema=schema,
        path=tuple(error.absolute_path),
        cause=str(error.cause or ""),
        message=error.message,
    )


def _field(path: Path) -> str:
    """Name the field that a path leads to; an item of a list is named after the list."""
    names = [part for part in path if isinstance(part, str)]
    return f"“{names[-1]}”" if names else "the record"


def _group(path: Path) -> str:
    """Name the group of lines that a path leads to."""
    return f"this item of {_field(path)}" if path and isinstance(path[-1], int) else _field(path)


def _example(schema: Mapping[str, Any]) -> str:
    example = (schema.get("examples") or [""])[0]
    return f" For example: {example}" if isinstance(example, str) and example else ""


def missing_key(message: str) -> str:
    """Return the key that is missing, by what jsonschema says of an error of `required`."""
    return message.split("'")[1]


def _missing(error: _Error) -> Iterator[_Words]:
    """Explain `required`. jsonschema reports each missing field as an error of its own."""
    key = missing_key(error.message)
    schema = error.schema.get("properties", {}).get(key, {})
    what = schema.get("description", "").rstrip(".")
    yield _Words(
        "source-missing" if key in ("source", "sources") else "missing-field",
        f"“{key}” is missing from {_group(error.path)}.",
        f"Add a line “{key}:” ({what}).{_example(schema)}",
        error.path,
    )


_NO_ADDRESSES = "The directory gives no street addresses: some places must stay secret. Delete it."


def _remedy_for_unknown(key: str, known: list[str]) -> str:
    if is_address_key(key):
        return _NO_ADDRESSES
    if better := meant_key(key, known):
        return f"Did you mean “{better}”?"
    return f"Known here: {in_words(known, 'and')}. Anything else belongs in “notes”."


def _unknown(error: _Error) -> Iterator[_Words]:
    known = list(error.schema.get("properties", {}))
    for key in error.value:
        if key not in known:
            yield _about_key((*error.path, key), known)


def _about_key(path: Path, known: list[str]) -> _Words:
    key = str(path[-1])
    message = f"“{shortened(key)}” is not known in {_group(path[:-1])}."
    return _Words("unknown-field", message, _remedy_for_unknown(key, known), path, of_key=True)


def unknown_key(path: Path, known: list[str], source: SourceText) -> Finding:
    """Make the finding about a key that is not known in its group."""
    return _finding(_about_key(path, known), source)


def _choice(error: _Error) -> Iterator[_Words]:
    if not isinstance(error.value, str):  # the wrong type is reported by itself
        return
    choices = [str(choice) for choice in error.expected]
    yield _Words(
        "wrong-choice",
        f"“{shortened(error.value)}” is not one of the choices for {_field(error.path)}.",
        did_you_mean(error.value, choices, f"Choose {in_words(choices)}."),
        error.path,
    )


_FORMAT_CODES: Mapping[str, str] = MappingProxyType(
    {
        "uk-phone": "bad-phone",
        "email": "bad-email",
        "uri": "bad-url",
        "date": "bad-date",
        "partial-date": "bad-date",
        "seen-date": "bad-date",
    }
)
_FORMAT_REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        "bad-phone": "Read the number again on its source. If it is closed or misprinted, delete "
        "it here and list it in data/withdrawn.yml.",
        "bad-email": "Read the address again on its source. If it is out of use, delete it here "
        "and list it in data/withdrawn.yml.",
        "bad-url": "Open the public page in a browser and copy its address from there.",
        "bad-date": "Write what is known, in quotes.",
    }
)


def _ascii_quoted(value: str) -> str:
    """Return a value as it stands in a file: numbers and dates in quotes."""
    return f'"{value}"' if value[0].isdigit() else value


def _format(error: _Error) -> Iterator[_Words]:
    code = _FORMAT_CODES[error.expected]
    cause, remedy = error.cause, _FORMAT_REMEDIES[code]
    if better := proposal(error.expected, error.value):
        remedy = f"Write it like this, if that is what you mean: {_ascii_quoted(better)}"
    elif crowded := too_much(error.expected, error.value):
        cause, remedy = crowded
    elif astray := of_another_field(error.expected, error.value):
        cause, remedy = astray
    elif code == "bad-phone" and not re.fullmatch(r"[0-9 ]+", error.value):
        remedy = "Read the number again on its source, and write only its digits."
    elif code == "bad-email" and not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", error.value):
        remedy = "Read the address again on its source, and write only the address."
    message = f"{_field(error.path)}: {shortened(error.value)}. {cause}"
    yield _Words(code, message, remedy, error.path)


# How councils call themselves behind the name that is their id.
_COUNCIL = re.compile(r"(?:-(?:city|borough|district|county|metropolitan))*-council$")


def _counted(text: str, path: Path) -> str:
    """Return the number in a text like “six months” whose unit is the one of its field; else “”."""
    unit = str(path[-1]).split("_")[-1].removesuffix("s")
    match = re.fullmatch(rf"(\w+)(?:[ -]{re.escape(unit)}s?)?", text.lower())
    number = match[1] if match else ""
    number = str(NUMBERS.index(number)) if number in NUMBERS else number
    return number if number.isdecimal() else ""


def _pattern(error: _Error) -> Iterator[_Words]:
    if len(error.value) < error.schema.get("minLength", 0):  # reported by itself
        return
    what = f"{error.schema.get('description', '')}{_example(error.schema)}"
    better = slug(error.value.strip().removesuffix(".yml"))
    if error.value != error.value.strip():
        what = "Delete the space or the empty line before or after it."
    elif len(items := re.split(r"\s*[;/|]\s*", error.value)) > 1 and all(
        re.search(error.expected, slug(item)) for item in items
    ):
        what = f"Put commas between: {', '.join(map(slug, items))}"
    elif (number := _counted(error.value, error.path)) and re.search(error.expected, number):
        what = f'Write only the number: "{number}"'
    elif not re.search(error.expected, "two words") and re.search(error.expected, better):
        better = _COUNCIL.sub("", better) if "councils" in error.path else better
        what = f"Write it like this: {better}"
    yield _Words(
        "wrong-form",
        f"{_field(error.path)}: “{shortened(error.value)}” is not in the right form.",
        what,
        error.path,
    )


TYPES: Mapping[str, str] = MappingProxyType(
    {"object": "a group of lines “key: value”", "array": "a list", "string": "plain text"}
)
"""The types that the schemas may use, in words."""


def _is_one(items: list[Any]) -> bool:
    return len(items) == 1 and isinstance(items[0], str) and items[0] != ""


def _type(error: _Error) -> Iterator[_Words]:
    remedy = (
        "Compare it with another record of the same kind. "
        "Items of a list start with “- ” or stand in square brackets."
    )
    if error.expected == "array" and isinstance(error.value, str):
        items = ", ".join(items_in(error.value))
        remedy = f"Write it in square brackets, with commas between: [{shortened(items)}]"
    elif error.expected == "object" and error.path[-1:] == ("covers",):
        remedy = "Write it on a line of its own below, two spaces further in: “councils: [bolton]”."
    elif error.expected == "object" and error.path[-1:] == ("confirmed",):
        day = f'day: "{error.value}"' if isinstance(error.value, str) else "day:"
        remedy = (
            f"Write “{day}” on a line of its own below, two spaces further in. Below that, copy "
            "each number and address of this contact: they were tried on that day."
        )
    elif error.expected == "string" and isinstance(error.value, list) and _is_one(error.value):
        remedy = f"Write it without brackets or a hyphen: {_ascii_quoted(error.value[0])}"
    elif error.expected == "array":
        remedy = "Put “- ” in front of the first line of each item."
    yield _Words(
        "wrong-type",
        f"{_field(error.path)} must be {TYPES[error.expected]}.",
        remedy,
        error.path,
    )


def _length(error: _Error) -> Iterator[_Words]:
    too_long, size = error.keyword == "maxLength", len(error.value)
    yield _Words(
        "too-long" if too_long else "too-short",
        f"{_field(error.path)} has {size} character{'' if size == 1 else 's'}; it may have "
        f"{error.expected} {'at most' if too_long else 'at least'}.",
        "Say it more briefly." if too_long else "Write it out, or delete the line.",
        error.path,
    )


def _empty(error: _Error) -> Iterator[_Words]:
    message = f"{_field(error.path)} is empty."
    yield _Words("empty-value", message, "Fill it in, or delete it.", error.path)


def _repeated(error: _Error) -> Iterator[_Words]:
    twice = [item for index, item in enumerate(error.value) if item in error.value[:index]]
    first = twice[0]
    what = f"“{shortened(first)}”" if isinstance(first, str) else "something"
    yield _Words(
        "repeated-item",
        f"The list {_field(error.path)} names {what} twice.",
        "Keep each item once.",
        error.path,
    )


def _too_many(error: _Error) -> Iterator[_Words]:
    yield _Words(
        "wrong-covers",
        f"{_field(error.path)} has {in_words([shortened(key) for key in error.value], 'and')}; "
        "it may have only one.",
        "Keep exactly one of councils, counties, police_areas or nations. "
        "To mix them, list all the councils.",
        error.path,
    )


def _no_way_in(error: _Error) -> Iterator[_Words]:
    yield _Words(
        "contact-without-way",
        "This contact has no phone, e-mail or web address.",
        "Add “phone:”, “email:”, “url:” or “text_phone:”, or delete the contact.",
        error.path,
    )


EXPLAINERS: Mapping[str, Callable[[_Error], Iterator[_Words]]] = MappingProxyType(
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


def _finding(words: _Words, source: SourceText) -> Finding:
    at = position(source, words.path, of_key=words.of_key)
    return Finding(words.code, source.name, *at, words.path, words.message, words.suggestion)


def explain(error: ValidationError, source: SourceText) -> list[Finding]:
    """Turn one schema error into findings, with their places in the file."""
    return [_finding(words, source) for words in EXPLAINERS[str(error.validator)](_error(error))]
