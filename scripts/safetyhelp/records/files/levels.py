"""Lines that stand a level too far out: read as part of the group above, to which they belong.

In: what was read of a file, and its schema. Out: one finding for each such line, and the file read
again with the line in its place, so that nothing is said which only follows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from safetyhelp.findings.model import Finding, Path
from safetyhelp.yaml.parse import Parsed, lines_of, position, read_on

_Schema = Mapping[str, Any]
_MOST = 5


@dataclass(frozen=True, slots=True)
class _Astray:
    """A key that its group does not know, and the group above that does."""

    path: Path
    group: str
    column: int
    was_empty: Path


def with_lines_in_place(parsed: Parsed, schema: _Schema) -> tuple[list[Finding], Parsed]:
    """Return what is wrong with the place of lines, and the file without that."""
    findings: list[Finding] = []
    again = parsed
    kept = parsed.findings
    for _ in range(_MOST):
        astray = next(_astray(again, again.value, schema, ()), None)
        if astray is None:
            break
        line, column = position(again.source, astray.path, of_key=True)
        spaces = astray.column - column
        findings.append(_finding(again, astray, line, column, spaces))
        kept = [f for f in kept if f.code != "empty-value" or f.path != astray.was_empty]
        first, last = lines_of(again.source, astray.path)
        lines = again.source.text.split("\n")
        if not spaces:
            line_of_it = lines[first - 1]
            at = column - 1
            lines[first - 1] = f"{line_of_it[:at]}{astray.group}: {{{line_of_it[at:].rstrip()}}}"
        else:
            lines[first - 1 : last] = [" " * spaces + each for each in lines[first - 1 : last]]
        again = read_on(replace(again.source, text="\n".join(lines)))
    return findings, replace(again, findings=kept, lost=parsed.lost) if findings else parsed


def _finding(parsed: Parsed, astray: _Astray, line: int, column: int, spaces: int) -> Finding:
    key = str(astray.path[-1])
    what = f"“{key}” does not belong here, but to “{astray.group}” above."
    remedy = f"Put {spaces} spaces in front of “{key}:”."
    if not spaces:
        what = f"“{key}” must stand under “{astray.group}”, which is missing."
        remedy = f"Write “{astray.group}:” on a line of its own above, and two spaces before this."
    return Finding("unknown-field", parsed.source.name, line, column, astray.path, what, remedy)


def _astray(parsed: Parsed, value: Any, schema: _Schema, path: Path) -> Iterator[_Astray]:
    """Yield the keys that belong to the group or the item which ends just above them."""
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from _astray(parsed, item, schema["items"], (*path, number))
    if not isinstance(value, dict) or "properties" not in schema:
        return
    known, before = schema["properties"], ""
    for key, inner in value.items():
        if key in known:
            yield from _astray(parsed, inner, known[key], (*path, key))
            before = key
            continue
        found = _above(parsed, value, known, before, key, path) if before in known else None
        if found := found or _lacks_its_group(parsed, value, known, key, path):
            yield found
        before = key


def _lacks_its_group(
    parsed: Parsed, value: Any, known: _Schema, key: str, path: Path
) -> _Astray | None:
    """Return where a key belongs, when only the line of its group is missing above it."""
    groups = [
        name
        for name, each in known.items()
        if name not in value and key in each.get("properties", {})
    ]
    first, last = lines_of(parsed.source, (*path, key))
    if len(groups) != 1 or first != last:
        return None
    column = position(parsed.source, (*path, key), of_key=True)[1]
    return _Astray((*path, key), groups[0], column, ())


def _above(
    parsed: Parsed, value: Any, known: _Schema, before: str, key: str, path: Path
) -> _Astray | None:
    """Return where a key belongs, when the group above it knows it, and does not have it."""
    group, schema, inside = value[before], known[before], (*path, before)
    if schema.get("type") == "array" and isinstance(group, list) and group:
        inside, group, schema = (*inside, len(group) - 1), group[-1], schema["items"]
    empty = group == "" and schema.get("type") == "object"
    if key not in schema.get("properties", {}):
        return None
    if empty:
        own = position(parsed.source, (*path, key), of_key=True)[1]
        return _Astray((*path, key), before, own + 2, inside)
    if not isinstance(group, dict) or key in group or not group:
        return None
    column = position(parsed.source, (*inside, next(iter(group))), of_key=True)[1]
    return _Astray((*path, key), before, column, ())
