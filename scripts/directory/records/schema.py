"""The JSON Schemas (Draft 2020-12) of the records, ready to check parsed files."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema
from jsonschema import Draft202012Validator, FormatChecker

from directory.records.formats import FORMATS
from directory.records.kinds import LISTS, RECORD_KINDS

SCHEMA_SUFFIX = ".schema.json"
_SHARED = "common"


class SchemaError(Exception):
    """A schema file is missing or is not a valid JSON Schema. The message says which and why."""


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
        part = shared[node["$ref"].rpartition("/")[2]]
        beside = {key: value for key, value in node.items() if key != "$ref"}
        return _inlined({**part, **beside}, shared)
    return {key: _inlined(value, shared) for key, value in node.items()}


@dataclass(frozen=True)
class Schemas:
    """All schemas by name: the record kinds, the two lists, and the shared parts."""

    documents: Mapping[str, Mapping[str, Any]]

    @cached_property
    def _validators(self) -> dict[str, Draft202012Validator]:
        return {}

    def _validator(self, name: str) -> Draft202012Validator:
        if name not in self._validators:
            shared = self.documents[_SHARED]["$defs"]
            self._validators[name] = Draft202012Validator(
                _inlined(self.documents[name], shared), format_checker=format_checker()
            )
        return self._validators[name]

    def errors(self, name: str, value: object) -> Iterator[jsonschema.ValidationError]:
        """Yield what is wrong with a parsed file of the given kind or list."""
        return self._validator(name).iter_errors(value)


def read_schemas(folder: Path) -> Schemas:
    """Read `common`, one schema for each kind and one for each list. Raises SchemaError."""
    documents = {}
    for name in (_SHARED, *RECORD_KINDS, *LISTS):
        path = folder / f"{name}{SCHEMA_SUFFIX}"
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            Draft202012Validator.check_schema(document)
        except OSError as error:
            raise SchemaError(f"{path}: the schema cannot be read: {error.strerror}.") from error
        except (ValueError, jsonschema.SchemaError) as error:
            raise SchemaError(f"{path}: this is not a valid JSON Schema: {error}.") from error
        documents[name] = document
    return Schemas(documents)
