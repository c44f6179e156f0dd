"""Turn text into a tree of nodes, each with its place, and say in words why that fails.

Every scalar stays the text that was written: PyYAML's YAML 1.1 rules would read the phone number
`03001231212` as an octal number and `NO` as false. Anchors, aliases, tags, directives and several
documents are refused, and nothing is ever executed.
"""

import re

import yaml
from yaml.nodes import Node

from safetyhelp.yaml.faults import FaultError, Position, not_yaml, syntax_fault

try:
    from yaml import CSafeLoader as _BaseLoader
except ImportError:  # PyYAML built without libyaml: the same result, more slowly
    from yaml import SafeLoader as _BaseLoader  # type: ignore[assignment]


class TextLoader(_BaseLoader):
    """A loader that resolves every plain scalar to text."""


TextLoader.yaml_implicit_resolvers = {}


# Only a file with one of these in a telling place is read a second time, event by event.
_SIGNS = "&*!"
_SIGN_IN_PLACE = re.compile(r"(?:^|[\s\[{,:?-])(?:[&*]\S|!)", re.MULTILINE)
_AT_LINE_START = ("%", "---", "...", "\ufeff")
# libyaml's composer calls itself for every level and overflows the stack after some ten thousand:
# 20 kB of “[” would end the process. Depth is bounded by the opening brackets and by the columns in
# which a line's first words can start, so only a file with many of them is looked at more closely.
_MANY_BRACKETS = 500
_FAR_INDENTED = re.compile(r"^[ ?:-]{100}", re.MULTILINE)
MAX_DEPTH = 12
"""How deep groups and lists may be nested."""


def place_of(part: Node | yaml.Event) -> Position:
    """Return line and column of a node or an event, from 1."""
    mark = part.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


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


def refused(code: str, at: Position) -> FaultError:
    """Return the fault of something that YAML has, and that is not used here."""
    return FaultError(code, *_REFUSED[code], at)


def too_deep(at: Position) -> FaultError:
    """Return the fault of groups and lists inside each other without end."""
    return not_yaml(
        "The groups and lists are nested too deeply.",
        "Compare the spaces at the starts of its lines with another record of the same kind.",
        at,
    )


def _scan_events(text: str) -> None:
    """Refuse anchors, aliases, tags, document markers and deep nesting. Raises `FaultError`."""
    depth = 0
    for event in yaml.parse(text, Loader=TextLoader):
        at = place_of(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise refused("anchor-or-alias", at)
        if getattr(event, "tag", None):
            raise refused("tag", at)
        if isinstance(event, yaml.DocumentStartEvent | yaml.DocumentEndEvent) and event.explicit:
            raise refused("several-documents", at)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise too_deep(at)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _may_be_deep(text: str) -> bool:
    return (
        text.count("[") + text.count("{") > _MANY_BRACKETS or _FAR_INDENTED.search(text) is not None
    )


def _is_suspicious(text: str) -> bool:
    if any(text.startswith(mark) or f"\n{mark}" in text for mark in _AT_LINE_START):
        return True
    return any(sign in text for sign in _SIGNS) and _SIGN_IN_PLACE.search(text) is not None


def _composed(text: str) -> Node | None:
    if _is_suspicious(text) or _may_be_deep(text):
        _scan_events(text)
    loader = TextLoader(text)
    try:
        node: Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


def compose(text: str) -> Node | None:
    """Parse text into a tree of nodes with positions; None for an empty text. Raises FaultError."""
    try:
        return _composed(text)
    except yaml.YAMLError as error:
        raise syntax_fault(text, error) from error
    except (RecursionError, ValueError, OverflowError) as error:  # of the loader without libyaml
        raise too_deep((1, 1)) from error
