"""Examine one file of the data folder: everything that is wrong with it, and what it says.

In: bytes, and the schema that they should fit. Out: findings, and the fields. Where the file has
faults, the fields are those that can be read, with nothing in place of what cannot: the rules
across records then find what is wrong with the rest in the same run.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jsonschema import ValidationError

from safetyhelp.findings.model import Finding, Path
from safetyhelp.records import kinds
from safetyhelp.records.explain import explain, missing_key, unknown_key
from safetyhelp.records.files.levels import with_lines_in_place
from safetyhelp.records.formats import FORMATS
from safetyhelp.records.proposals import items_in, meant_key
from safetyhelp.records.schema import Schemas, matches
from safetyhelp.yaml.parse import Lines, Parsed, lines_of, read_on
from safetyhelp.yaml.source import SourceText, readable_text

_Schema = Mapping[str, Any]

MORE_AREAS = ("covers", "more")
"""What is unread where `covers` names areas of several sorts: only the first sort is kept."""

_NO_DAY = "9999-12-31"
_DATES = frozenset({"date", "partial-date", "seen-date"})


@dataclass(frozen=True, slots=True)
class Examined:
    """One file: what it was held against, its text, what is wrong with it, what it says.

    `source` is the text as it is written, None when its bytes are at fault; `readable` is the text
    without what cannot be read, with the same lines. `sound`: nothing is wrong with the fields, so
    that they can be published. `unread`: the places of values that cannot be read, are not there
    though they must be, or cannot be used; an empty place means the whole file. `others`: the file
    read in other ways, where a key stands twice, or `covers` has several levels.
    """

    schema: str
    source: SourceText | None
    readable: SourceText
    findings: tuple[Finding, ...]
    fields: Mapping[str, Any]
    sound: bool
    unread: frozenset[Path]
    others: tuple["OtherReading", ...] = ()


@dataclass(frozen=True, slots=True)
class OtherReading:
    """A file read with what stands there a second time, where only one thing can count.

    So a fault in it is found in the same run. Only what lies in `lines` is about that.
    """

    examined: Examined
    lines: tuple[Lines, ...]


def is_under(path: Path, others: frozenset[Path]) -> bool:
    """Say whether a place is one of the others, or inside one of them."""
    return any(path[: len(other)] == other for other in others)


def examine(content: bytes, name: str, schema: str, schemas: Schemas) -> Examined:
    """Examine the bytes of a file that is to fit the schema of a kind or a list."""
    source, faults = readable_text(content, name, kinds.most_bytes(name))
    if source is None:
        return nothing_of(name, faults, schema, schemas)
    found, twice = _examined(source, faults, schema, schemas)
    if found.sound:
        return found
    again = (
        OtherReading(_examined(replace(source, nth=nth), [], schema, schemas)[0], tuple(lines))
        for nth, lines in twice.items()
    )
    return replace(found, others=(*again, *_of_other_areas(found, schemas.inlined[schema])))


def _examined(
    source: SourceText, faults: list[Finding], schema: str, schemas: Schemas
) -> tuple[Examined, Mapping[int, Sequence[Lines]]]:
    """Examine a text; return also the lines of keys that stand there another time."""
    parsed, wanted = read_on(source), schemas.inlined[schema]
    value, sound = parsed.value, not faults and not parsed.findings
    if sound and isinstance(value, dict) and not any(schemas.errors(schema, value)):
        return Examined(schema, source, source, (), value, True, frozenset()), {}
    moved, parsed = with_lines_in_place(parsed, wanted)
    misspelt, parsed = _with_keys_as_meant(parsed, wanted)
    more, parsed = with_lines_in_place(parsed, wanted)
    broken = list(_faults_of_schema(parsed, schema, schemas))
    found = (*faults, *parsed.findings, *moved, *misspelt, *more, *broken)
    unread = set(parsed.unread)
    fields = _fitted(parsed.value, wanted, (), unread)
    written = None if faults else source
    examined = Examined(schema, written, parsed.source, found, fields, False, frozenset(unread))
    return examined, parsed.twice


def _of_other_areas(found: Examined, schema: _Schema) -> Iterator[OtherReading]:
    """Yield a file as it would be with the second level of areas in place of the first."""
    for nth in (1, 2, 3):
        places: list[Path] = []
        fields = _with_areas(found.fields, schema, nth, (), places)
        if places:
            lines = tuple(lines_of(found.readable, path) for path in places)
            yield OtherReading(replace(found, fields=fields, findings=()), lines)


def _with_areas(value: Any, schema: _Schema, nth: int, path: Path, places: list[Path]) -> Any:
    """Return fields with the nth (from 0) entry alone of each group that may have only one."""
    if isinstance(value, list) and "items" in schema:
        inner = schema["items"]
        return [_with_areas(v, inner, nth, (*path, n), places) for n, v in enumerate(value)]
    if not isinstance(value, dict):
        return value
    if schema.get("maxProperties") == 1 and len(value) > nth:
        key = [*value][nth]
        places.append((*path, key))
        return {key: value[key]}
    parts = schema.get("properties", {})
    return {k: _with_areas(v, parts.get(k, {}), nth, (*path, k), places) for k, v in value.items()}


def nothing_of(name: str, faults: list[Finding], schema: str, schemas: Schemas) -> Examined:
    """Return what is known of a file of which nothing can be read."""
    fields = _fitted({}, schemas.inlined[schema], (), set())
    empty = SourceText(name, "")
    return Examined(schema, None, empty, tuple(faults), fields, False, frozenset({()}))


def _with_keys_as_meant(parsed: Parsed, schema: _Schema) -> tuple[list[Finding], Parsed]:
    """Read misspelt keys as what was meant: then what stands behind them can be checked as well.

    Return what is wrong with these keys, and the file without that. Below a misspelt key there may
    be more of them.
    """
    findings: list[Finding] = []
    again = parsed
    while renamed := [
        each for each in _misspelt(again.value, schema, ()) if not is_under(each[0], again.unread)
    ]:
        lines = again.source.text.split("\n")
        found = [unknown_key(path, known, again.source) for path, known, _ in renamed]
        for finding, (path, _, better) in zip(found, renamed, strict=True):
            line, start, key = finding.line - 1, finding.column - 1, str(path[-1])
            if not lines[line].startswith(key, start):
                return findings, again  # written in quotes: it is told as any other
            rest = lines[line][start + len(key) :]
            lines[line] = f"{lines[line][:start]}{better}{rest}"
        findings += found
        again = read_on(replace(parsed.source, text="\n".join(lines)))
    return findings, replace(again, findings=parsed.findings, lost=parsed.lost)


_Misspelt = tuple[Path, list[str], str]
"""Where an unknown key stands, the keys that are known there, and the one that was meant."""


def _misspelt(value: Any, schema: _Schema, path: Path) -> Iterator[_Misspelt]:
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from _misspelt(item, schema["items"], (*path, number))
    if isinstance(value, dict) and "properties" in schema:
        known = schema["properties"]
        for key, inner in value.items():
            if key in known:
                yield from _misspelt(inner, known[key], (*path, key))
                continue
            better = meant_key(key, [*known])
            if better and better not in value:
                yield (*path, key), [*known], better


def _faults_of_schema(parsed: Parsed, name: str, schemas: Schemas) -> Iterator[Finding]:
    """Yield what is wrong with the fields, but for what cannot be read anyway."""
    if parsed.value is None:
        return
    errors = list(schemas.errors(name, parsed.value))
    lists: set[Path] = set()
    as_lists = _with_lists(parsed.value, schemas.inlined[name], (), lists)
    if lists:
        inside = schemas.errors(name, as_lists)
        within = frozenset(lists)
        errors += [e for e in inside if is_under(tuple(e.absolute_path)[:-1], within)]
    for error in errors:
        if error.validator in ("required", "anyOf") and _may_be_cut_out(error, parsed):
            continue
        for finding in explain(error, parsed.source):
            if not is_under(finding.path, parsed.unread):
                yield finding


def _may_be_cut_out(error: ValidationError, parsed: Parsed) -> bool:
    """Say whether what is missing may stand where nothing could be read."""
    here = tuple(error.absolute_path)
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    known = schema.get("properties", {})
    if any(path[:-1] == here and path[-1] not in known for path in parsed.unread if path):
        return True  # under a key that nobody knows
    if error.validator == "anyOf":
        return bool(parsed.lost)
    key = missing_key(error.message)
    return key in parsed.lost or is_under((*here, key), parsed.unread)


def _with_lists(value: Any, schema: _Schema, path: Path, changed: set[Path]) -> Any:
    """Return a value with lists of one where a list is missing around it; note their places."""
    kind = schema.get("type")
    if kind == "array":
        if (listed := _listed(value, schema)) is not value:
            changed.add(path)
        if not isinstance(listed, list):
            return listed
        inner = schema["items"]
        return [_with_lists(v, inner, (*path, n), changed) for n, v in enumerate(listed)]
    if kind == "object" and isinstance(value, dict):
        parts = schema.get("properties", {})
        return {k: _with_lists(v, parts.get(k, {}), (*path, k), changed) for k, v in value.items()}
    return value


def _listed(value: Any, schema: _Schema) -> Any:
    """Return a text or a group as the list that was meant: it lacks only brackets, or a dash."""
    kind = schema["items"].get("type")
    if kind == "string" and isinstance(value, str) and value:
        return items_in(value)
    return [value] if kind == "object" and isinstance(value, dict) else value


def _fitted(value: Any, schema: _Schema, path: Path, unread: set[Path]) -> Any:
    """Return a value as the model can hold it; note what it had to be without.

    A text in the wrong form stays: rules can tell more about it.
    """
    kind = schema.get("type", "string")
    if kind == "object":
        return _fitted_group(value, schema, path, unread)
    if kind == "array":
        listed = _listed(value, schema)
        if not isinstance(listed, list):
            unread.add(path)
            return []
        inner = schema["items"]
        return [_fitted(item, inner, (*path, n), unread) for n, item in enumerate(listed)]
    text = value if isinstance(value, str) else ""
    form, pattern = schema.get("format", ""), schema.get("pattern", "")
    is_number = matches(pattern, "7") and not matches(pattern, "x") if pattern else False
    usable = (
        isinstance(value, str)
        and ("enum" not in schema or text in schema["enum"])
        and (form not in _DATES or FORMATS[form](text) is None)
        and (not is_number or matches(pattern, text))
    )
    if usable:
        return text
    unread.add(path)
    if form == "date":
        return _NO_DAY
    return "0" if is_number else "" if "enum" in schema or form else text


def _fitted_group(value: Any, schema: _Schema, path: Path, unread: set[Path]) -> dict[str, Any]:
    if not isinstance(value, dict):
        unread.add(path)
        value = {}
    known = schema.get("properties", {})
    fields = {k: _fitted(v, known[k], (*path, k), unread) for k, v in value.items() if k in known}
    for key in schema.get("required", ()):
        if key not in fields:
            unread.add((*path, key))
            fields[key] = _fitted(None, known[key], (*path, key), set())
    if schema.get("maxProperties") == 1 and len(fields) != 1:
        unread.add(path if not fields else MORE_AREAS)
    return fields
