"""The JSON Schemas (Draft 2020-12) of the records, ready to check parsed files."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import jsonschema
from jsonschema import Draft202012Validator, FormatChecker, validators
from jsonschema.protocols import Validator

from safetyhelp.errors import UserError
from safetyhelp.records.explain import EXPLAINERS, TYPES
from safetyhelp.records.formats import FORMATS
from safetyhelp.records.kinds import IN_FOLDERS, LISTS

SCHEMA_SUFFIX = ".schema.json"
_SHARED = "common"


class SchemaError(UserError):
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


def matches(pattern: str, text: str) -> bool:
    """Apply `pattern` as JSON Schema means it: in Python, `$` also stands before a last newline."""
    exact = pattern.removesuffix("$") + r"\Z" if pattern.endswith("$") else pattern
    return re.search(exact, text) is not None


def _pattern(
    _: Validator, pattern: str, value: object, __: Mapping[str, Any]
) -> Iterator[jsonschema.ValidationError]:
    if isinstance(value, str) and not matches(pattern, value):
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern!r}")


_Validator: type[Validator] = validators.extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"pattern": _pattern}
)


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
    if node.get("type", "string") not in [*TYPES]:  # a list of types cannot be a key of a mapping
        raise ValueError(f"values of the type “{node['type']}” do not occur in records")
    if node.get("additionalProperties", False) is not False:
        raise ValueError("“additionalProperties” lets keys pass that nothing reads")


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
    def _validators(self) -> Mapping[str, Validator]:
        checker = format_checker()
        return {
            name: _Validator(schema, format_checker=checker)
            for name, schema in self.inlined.items()
        }

    def errors(self, name: str, value: Any) -> Iterator[jsonschema.ValidationError]:
        """Yield what is wrong with a parsed file of the given kind or list.

        Of a value in the wrong form nobody wants to hear that it is too long as well.
        """
        errors = list(self._validators[name].iter_errors(value))
        malformed = {tuple(e.absolute_path) for e in errors if e.validator == "format"}
        for error in errors:
            if error.validator != "maxLength" or tuple(error.absolute_path) not in malformed:
                yield error


def read_schemas(folder: Path) -> Schemas:
    """Read `common`, one schema for each kind of file and each list. Raises SchemaError."""
    texts: dict[str, str] = {}
    for name in (_SHARED, *IN_FOLDERS, *LISTS):
        path = folder / f"{name}{SCHEMA_SUFFIX}"
        try:
            texts[name] = path.read_text(encoding="utf-8")
            _check(texts[name], texts[_SHARED])
        except OSError as error:
            raise SchemaError(f"{path}: the schema cannot be read: {error.strerror}.") from error
        except jsonschema.SchemaError as error:
            raise SchemaError(_not_valid(path, error.message)) from error
        except RecursionError as error:
            raise SchemaError(_not_valid(path, "its parts refer to themselves")) from error
        except ValueError as error:
            raise SchemaError(_not_valid(path, str(error))) from error
    return _schemas(tuple(texts.items()))


# A command may read the schemas twice. To check them takes longer than to check the records.
@lru_cache(maxsize=64)
def _check(text: str, shared_text: str) -> None:
    """Refuse a schema that we cannot use. Raises jsonschema.SchemaError, and what JSON raises."""
    document = json.loads(text)
    if not isinstance(document, dict):
        raise ValueError("it must be a group of keywords in curly brackets")
    Draft202012Validator.check_schema(document)
    shared = json.loads(shared_text).get("$defs", {})
    for node in (document, *document.get("$defs", {}).values()):
        _check_keywords(_inlined(node, shared))


@lru_cache(maxsize=4)
def _schemas(texts: tuple[tuple[str, str], ...]) -> Schemas:
    """Return the schemas that are written in texts, given with their names."""
    return Schemas({name: json.loads(text) for name, text in texts})


def _not_valid(path: Path, why: str) -> str:
    return f"{path}: this is not a JSON Schema that we can use: {why}."
