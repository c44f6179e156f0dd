"""The JSON Schemas (Draft 2020-12) of the records, ready to check parsed files."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from safetyhelp.errors import UserError
from safetyhelp.records.explain import EXPLAINERS, TYPES
from safetyhelp.records.formats import FORMATS
from safetyhelp.records.kinds import IN_FOLDERS, LISTS

if TYPE_CHECKING:  # it takes long to start, and only faults need it
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

SCHEMA_SUFFIX = ".schema.json"
_SHARED = "common"


class SchemaError(UserError):
    """A schema file is missing or is not a valid JSON Schema. The message says which and why."""


def _inlined(node: Any, shared: Mapping[str, Any]) -> Any:
    """Return a schema with every `$ref` to a shared part replaced by that part.

    Following references takes jsonschema most of its time. The shared parts do not refer to
    themselves, and only `description` and `examples` ever stand beside a `$ref`.
    """
    if isinstance(node, list):
        return [_inlined(item, shared) for item in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str):
        name = node["$ref"].rpartition("/")[2]
        if name not in shared:
            raise ValueError(f"“$ref” leads to “{node['$ref']}”, which does not exist")
        part = shared[name]
        beside = {key: value for key, value in node.items() if key != "$ref"}
        return _inlined({**part, **beside}, shared)
    return {key: _inlined(value, shared) for key, value in node.items()}


_WORDS_ABOUT = frozenset({"$schema", "title", "description", "examples", "$defs", "$ref"})
_HOLDS_SCHEMAS = frozenset({"properties", "items"})


def _check_keywords(node: object) -> None:
    """Refuse a keyword, format or type that nothing here checks and explains."""
    if not isinstance(node, dict):
        raise ValueError("every schema in it must be a group of keywords")
    for keyword in node:
        if keyword not in EXPLAINERS and keyword not in _WORDS_ABOUT | _HOLDS_SCHEMAS:
            raise ValueError(f"nothing explains the keyword “{keyword}” (records/explain.py)")
    items = [node["items"]] if "items" in node else []
    for inner in (*node.get("properties", {}).values(), *node.get("anyOf", ()), *items):
        _check_keywords(inner)
    if node.get("format", next(iter(FORMATS))) not in FORMATS:
        raise ValueError(f"nothing checks the format “{node['format']}” (records/formats.py)")
    if node.get("type", "string") not in [*TYPES]:
        raise ValueError(f"values of the type “{node['type']}” do not occur in records")
    if node.get("additionalProperties", False) is not False:
        raise ValueError("“additionalProperties” lets keys pass that nothing reads")


def _is_pattern(value: object) -> bool:
    try:
        return isinstance(value, str) and re.compile(value) is not None
    except re.error:
        return False


def _are_keys(value: object) -> bool:
    if not isinstance(value, list) or not all(isinstance(key, str) for key in value):
        return False
    return len(value) == len({*value})


def _are_schemas(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_well_formed, value.values()))


def _are_ways(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_well_formed, value))


_USUAL: Mapping[str, Callable[[Any], bool]] = MappingProxyType(
    {
        "$schema": lambda value: value == "https://json-schema.org/draft/2020-12/schema",
        "type": lambda value: value in [*TYPES],
        "additionalProperties": lambda value: value is False,
        "uniqueItems": lambda value: isinstance(value, bool),
        "pattern": _is_pattern,
        "required": _are_keys,
        "properties": _are_schemas,
        "$defs": _are_schemas,
        "items": lambda value: _is_well_formed(value),
        "anyOf": _are_ways,
        **dict.fromkeys(
            ("title", "description", "$ref", "format"), lambda value: isinstance(value, str)
        ),
        **dict.fromkeys(("enum", "examples"), lambda value: isinstance(value, list)),
        **dict.fromkeys(
            ("minLength", "maxLength", "minItems", "minProperties", "maxProperties"),
            lambda value: type(value) is int and value >= 0,
        ),
    }
)
"""The keywords that our schemas use, and what stands behind each."""


def _is_well_formed(node: object) -> bool:
    """Say whether a schema is beyond doubt one: all in it is as usual. It saves the library."""
    return isinstance(node, dict) and all(
        keyword in _USUAL and _USUAL[keyword](value) for keyword, value in node.items()
    )


@dataclass(frozen=True)
class Schemas:
    """All schemas by name: the record kinds, the letters, the lists, and the shared parts."""

    documents: Mapping[str, Mapping[str, Any]]

    @cached_property
    def inlined(self) -> Mapping[str, Mapping[str, Any]]:
        """The schemas of all files with every reference replaced by what it leads to."""
        shared = self.documents[_SHARED]["$defs"]
        return {name: _inlined(self.documents[name], shared) for name in (*IN_FOLDERS, *LISTS)}

    @cached_property
    def _validators(self) -> "dict[str, Validator]":
        return {}

    def errors(self, name: str, value: Any) -> "Iterator[ValidationError]":
        """Yield what is wrong with a parsed file of the given kind or list.

        Of a value in the wrong form nobody wants to hear that it is too long as well.
        """
        from safetyhelp.records.json_schema import validator_of

        if name not in self._validators:
            self._validators[name] = validator_of(self.inlined[name])
        errors = list(self._validators[name].iter_errors(value))
        malformed = {tuple(e.absolute_path) for e in errors if e.validator == "format"}
        for error in errors:
            if error.validator != "maxLength" or tuple(error.absolute_path) not in malformed:
                yield error


def read_schemas(folder: Path) -> Schemas:
    """Read `common`, one schema for each kind of file and each list. Raises SchemaError."""
    texts = []
    for name in (_SHARED, *IN_FOLDERS, *LISTS):
        path = folder / f"{name}{SCHEMA_SUFFIX}"
        try:
            texts.append((name, path.read_text(encoding="utf-8")))
        except OSError as error:
            raise SchemaError(f"{path}: the schema cannot be read: {error.strerror}.") from error
        except ValueError as error:
            raise SchemaError(_not_valid(path, str(error))) from error
    try:
        return _schemas(tuple(texts))
    except _UnusableError as error:
        raise SchemaError(_not_valid(folder / f"{error.name}{SCHEMA_SUFFIX}", error.why)) from error


class _UnusableError(Exception):
    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, why)
        self.name, self.why = name, why


@lru_cache(maxsize=4)  # a command may read them twice; to check them takes longer than the records
def _schemas(texts: tuple[tuple[str, str], ...]) -> Schemas:
    """Return the schemas that are written in texts, given with their names."""
    documents: dict[str, Mapping[str, Any]] = {}
    shared: Mapping[str, Any] = {}
    for name, text in texts:
        try:
            documents[name] = _schema(text)
            if name == _SHARED:
                shared = documents[name].get("$defs", {})
                for part in shared.values():
                    _check_keywords(_inlined(part, shared))
            else:
                _check_keywords(_inlined(documents[name], shared))
        except RecursionError as error:
            raise _UnusableError(name, "its parts refer to themselves") from error
        except ValueError as error:
            raise _UnusableError(name, str(error)) from error
    return Schemas(documents)


def _schema(text: str) -> Mapping[str, Any]:
    document = json.loads(text)
    if not isinstance(document, dict):
        raise ValueError("it must be a group of keywords in curly brackets")
    if not _is_well_formed(document):
        from safetyhelp.records.json_schema import check_schema

        check_schema(document)
    return document


def _not_valid(path: Path, why: str) -> str:
    return f"{path}: this is not a JSON Schema that we can use: {why}."
