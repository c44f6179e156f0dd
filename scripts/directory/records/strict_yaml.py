"""A strict reader for a small part of YAML: mappings, lists and text.

Every scalar stays the text that was written: PyYAML's YAML 1.1 rules would read the phone number
`03001231212` as an octal number and `NO` as false. Duplicate keys, anchors, aliases, tags,
directives and several documents are refused, and nothing is ever executed.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias, Union

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from directory.findings import Finding, Path
from directory.records.source_text import SourceText

Value: TypeAlias = Union[str, list["Value"], dict[str, "Value"]]
Position = tuple[int, int]

try:
    from yaml import CSafeLoader as _BaseLoader
except ImportError:  # PyYAML built without libyaml: the same result, more slowly
    from yaml import SafeLoader as _BaseLoader  # type: ignore[assignment]


class _TextLoader(_BaseLoader):
    """A loader that resolves every plain scalar to text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


_TEXT_TAG = "tag:yaml.org,2002:str"
_LIST_TAG = "tag:yaml.org,2002:seq"
_MAP_TAG = "tag:yaml.org,2002:map"
# Only a file with one of these in a telling place is read a second time, event by event.
_SUSPICIOUS = re.compile(r"(?:^|[\s\[{,:-])[&*!]\S|^%|^(?:---|\.\.\.)", re.MULTILINE)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class _Fault(Exception):
    code: str
    message: str
    suggestion: str
    line: int
    column: int
    path: Path = ()


def _at(node: Node) -> Position:
    return node.start_mark.line + 1, node.start_mark.column + 1


_REFUSED = {
    "anchor-or-alias": (
        "Anchors and aliases (& and *) are not used here.",
        "Write the value out in full. If it is text that starts with & or *, put it in quotes.",
    ),
    "tag": (
        "Tags (words that start with !) are not used here.",
        "Delete the tag. If it is text that starts with !, put it in quotes.",
    ),
    "several-documents": (
        "The file holds a document marker (---, ... or %): one file holds one record.",
        "Delete the marker, or put the second record into a file of its own.",
    ),
}


def _refused(code: str, at: Position) -> _Fault:
    message, suggestion = _REFUSED[code]
    return _Fault(code, message, suggestion, *at)


def _scan_events(text: str) -> None:
    """Refuse anchors, aliases, tags and document markers. Raises `_Fault`."""
    for event in yaml.parse(text, Loader=_TextLoader):
        at = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused("anchor-or-alias", at)
        if getattr(event, "tag", None):
            raise _refused("tag", at)
        if isinstance(event, yaml.DocumentStartEvent) and event.explicit:
            raise _refused("several-documents", at)
        if isinstance(event, yaml.DocumentEndEvent) and event.explicit:
            raise _refused("several-documents", at)


def _mapping(node: MappingNode, depth: int) -> dict[str, Value]:
    result: dict[str, Value] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, ScalarNode):
            raise _Fault(
                "yaml-syntax",
                "A list or a group cannot stand in front of a colon.",
                "Write a plain word in front of the colon.",
                *_at(key_node),
            )
        key = key_node.value
        if key in result:
            raise _Fault(
                "duplicate-key",
                f"“{key}” stands here twice in the same group.",
                "Keep one of them. For several values, make a list.",
                *_at(key_node),
                path=(key,),
            )
        if (
            isinstance(value_node, ScalarNode)
            and value_node.style is None
            and value_node.value in _NOTHING
        ):
            raise _Fault(
                "empty-value",
                f"“{key}” has no value.",
                f"Fill it in, or delete the line “{key}:”.",
                *_at(key_node),
                path=(key,),
            )
        result[key] = _value(value_node, depth + 1)
    return result


def _value(node: Node, depth: int = 0) -> Value:
    if depth > _MAX_DEPTH:
        raise _Fault(
            "yaml-syntax",
            "The groups and lists are nested too deeply.",
            "Compare the indentation with another record of the same kind.",
            *_at(node),
        )
    if isinstance(node, ScalarNode):
        return str(node.value)
    if isinstance(node, SequenceNode):
        return [_value(item, depth + 1) for item in node.value]
    assert isinstance(node, MappingNode)
    return _mapping(node, depth)


def _syntax_fault(error: yaml.MarkedYAMLError) -> _Fault:
    mark = error.problem_mark or error.context_mark
    at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = error.problem or "the text cannot be read"
    if isinstance(error, yaml.composer.ComposerError):
        code = "anchor-or-alias" if "alias" in problem or "anchor" in problem else None
        return _refused(code or "several-documents", at)
    return _Fault(
        "yaml-syntax",
        f"The text cannot be read as YAML here ({problem}).",
        "Look at this line and the one above: indentation, a missing colon or quote, "
        "or a value with “: ” in it that needs quotes.",
        *at,
    )


def _compose(text: str) -> Node | None:
    """Parse text into a tree of nodes with positions; None for an empty file."""
    loader = _TextLoader(text)
    try:
        node: Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


def parse(source: SourceText) -> Value | Finding:
    """Parse the text of one file into plain text, lists and mappings, or say why not."""
    try:
        if _SUSPICIOUS.search(source.text):
            _scan_events(source.text)
        node = _compose(source.text)
        if node is None:
            raise _Fault(
                "yaml-syntax",
                "The file is empty.",
                "Write the record, or delete the file.",
                1,
                1,
            )
        return _value(node)
    except _Fault as fault:
        found = fault
    except yaml.MarkedYAMLError as error:
        found = _syntax_fault(error)
    except RecursionError:
        found = _Fault(
            "yaml-syntax",
            "The groups and lists are nested too deeply.",
            "Compare the indentation with another record of the same kind.",
            1,
            1,
        )
    return Finding(
        found.code, source.name, found.line, found.column, found.path, found.message,
        found.suggestion,
    )


def position(source: SourceText, path: Path, *, of_key: bool = False) -> Position:
    """Return line and column (from 1) of the value at `path`, or of its key.

    Where the path leaves the file (a missing key), the place of its deepest existing part is
    returned. The file is parsed anew: positions are needed only for files with faults.
    """
    try:
        node = _compose(source.text)
    except yaml.YAMLError:
        return 1, 1
    if node is None:
        return 1, 1
    at = _at(node)
    for index, part in enumerate(path):
        found: Node | None = None
        if isinstance(node, MappingNode):
            for key_node, value_node in node.value:
                if key_node.value == part:
                    found = value_node
                    last = index == len(path) - 1
                    at = _at(key_node) if last and of_key else _at(value_node)
                    break
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            found = node.value[part]
            at = _at(found)
        if found is None:
            return at
        node = found
    return at
