"""A strict reader for a small part of YAML: mappings, lists and text.

Every scalar stays the text that was written: PyYAML's YAML 1.1 rules would read the phone number
`03001231212` as an octal number and `NO` as false. Duplicate keys, anchors, aliases, tags,
directives and several documents are refused, and nothing is ever executed.
"""

import re
from functools import lru_cache
from typing import TypeAlias, Union

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from safetyhelp.findings.model import Finding, Path
from safetyhelp.text.misleading import (
    about_misleading,
    first_misleading,
    has_curly_quotes,
    straightened,
    without_quotes_around,
)
from safetyhelp.text.words import shortened
from safetyhelp.yaml.faults import syntax_fault
from safetyhelp.yaml.scalars import scalar
from safetyhelp.yaml.source import SourceText

Value: TypeAlias = Union[str, list["Value"], dict[str, "Value"]]  # noqa: UP007  names itself
Position = tuple[int, int]

try:
    from yaml import CSafeLoader as _BaseLoader
except ImportError:  # PyYAML built without libyaml: the same result, more slowly
    from yaml import SafeLoader as _BaseLoader  # type: ignore[assignment]


class _TextLoader(_BaseLoader):
    """A loader that resolves every plain scalar to text."""


_TextLoader.yaml_implicit_resolvers = {}


# Only a file with one of these in a telling place is read a second time, event by event.
_SUSPICIOUS = re.compile(r"(?:^|[\s\[{,:?-])(?:[&*]\S|!)|^%|^(?:---|\.\.\.)|^\ufeff", re.MULTILINE)
# libyaml's composer calls itself for every level and overflows the stack after some ten thousand:
# 20 kB of “[” would end the process. Depth is bounded by the opening brackets and by the columns in
# which a line's first words can start, so only a file with many of them is looked at more closely.
_MANY_BRACKETS = 500
_FAR_INDENTED = re.compile(r"^[ ?:-]{100}", re.MULTILINE)
# What stands behind a plain text on its line.
_REMARK = re.compile(r"\s+(#.*)")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_MAX_DEPTH = 12


class _FaultError(Exception):
    """Why a text cannot be read at all, and where."""

    def __init__(self, code: str, message: str, suggestion: str, at: Position) -> None:
        super().__init__(message)
        self.code, self.message, self.suggestion, self.at = code, message, suggestion, at

    def finding(self, source: SourceText) -> Finding:
        """Return the fault as a finding about the file as a whole."""
        return Finding(self.code, source.name, *self.at, (), self.message, self.suggestion)


def _at(node: Node) -> Position:
    mark = node.start_mark
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


def _refused(code: str, at: Position) -> _FaultError:
    return _FaultError(code, *_REFUSED[code], at)


def _too_deep(at: Position) -> _FaultError:
    return _FaultError(
        "yaml-syntax",
        "The groups and lists are nested too deeply.",
        "Compare the spaces at the starts of its lines with another record of the same kind.",
        at,
    )


def _scan_events(text: str) -> None:
    """Refuse anchors, aliases, tags, document markers and deep nesting. Raises `_FaultError`."""
    depth = 0
    for event in yaml.parse(text, Loader=_TextLoader):
        mark = event.start_mark
        at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused("anchor-or-alias", at)
        if getattr(event, "tag", None):
            raise _refused("tag", at)
        if isinstance(event, yaml.DocumentStartEvent | yaml.DocumentEndEvent) and event.explicit:
            raise _refused("several-documents", at)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                raise _too_deep(at)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _may_be_deep(text: str) -> bool:
    return (
        text.count("[") + text.count("{") > _MANY_BRACKETS or _FAR_INDENTED.search(text) is not None
    )


def _compose(text: str) -> Node | None:
    """Parse text into a tree of nodes with positions; None for an empty file."""
    if _SUSPICIOUS.search(text) or _may_be_deep(text):
        _scan_events(text)
    loader = _TextLoader(text)
    try:
        node: Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


class _Builder:
    """Turns nodes into plain values and collects what is wrong with them."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.lines = source.text.split("\n")

    def _find(self, code: str, message: str, suggestion: str, node: Node, path: Path) -> None:
        self.findings.append(Finding(code, self.source.name, *_at(node), path, message, suggestion))

    def value(self, node: Node, path: Path) -> Value:
        """Return what a node stands for: text, a list or a mapping."""
        if len(path) > _MAX_DEPTH:
            raise _too_deep(_at(node))
        if isinstance(node, ScalarNode):
            return self._scalar(node, path)
        if isinstance(node, SequenceNode):
            return [self._item(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, MappingNode)
        return self._mapping(node, path)

    def _scalar(self, node: ScalarNode, path: Path) -> str:
        text = str(node.value)
        if node.style == '"':  # only there can an escape like \u202e smuggle a character in
            bad = text.find("\t") if "\t" in text else first_misleading(text)
            if bad is not None:
                self._find("forbidden-character", *about_misleading(text[bad]), node, path)
        elif not node.style and (lost := self._not_read(node)):
            self._find(
                "text-not-read",
                f"What stands behind “ #” is not read: {shortened(lost)}",
                "Put the whole text in quotes. If it is a remark for contributors, put it on a "
                "line of its own.",
                node,
                path,
            )
        return self._straightened(text, node, path) if has_curly_quotes(text) else text

    def _straightened(self, text: str, node: ScalarNode, path: Path) -> str:
        """Return a text as it is meant, and say that its quote marks are curly."""
        bare = without_quotes_around(text)
        meant = straightened(bare)
        if bare != text:
            what = f"The quote marks around {shortened(text)} are curly: they become part of it."
            written = scalar(meant) if '"' in meant else f'"{meant}"'
            remedy = f"Write straight ones: {shortened(written)}"
        else:
            what = f"There are curly quote marks in this text: {shortened(text)}"
            written = meant if node.style in ("|", ">") else scalar(meant)
            remedy = f"Put straight ones in their place: {shortened(written)}"
        self._find("curly-quotes", what, remedy, node, path)
        return meant

    def _not_read(self, node: ScalarNode) -> str:
        """Return what follows a plain text on its line as a comment: it may be a part of it."""
        end = node.end_mark
        if not end or end.line >= len(self.lines):
            return ""
        match = _REMARK.match(self.lines[end.line], end.column)
        return match[1] if match else ""

    def _item(self, node: Node, path: Path) -> Value:
        if _is_nothing(node):
            message = "This item of the list has no value."
            self._find("empty-value", message, "Fill it in, or delete it.", node, path)
        return self.value(node, path)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Value]:
        result: dict[str, Value] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                raise _FaultError(
                    "yaml-syntax",
                    "A list or a group cannot stand in front of a colon.",
                    "Write a plain word in front of the colon.",
                    _at(key_node),
                )
            key = self._scalar(key_node, (*path, key_node.value))
            here = (*path, key)
            if key in result:
                self._find(
                    "duplicate-key",
                    f"“{key}” stands here twice in the same group.",
                    "Keep one, with all that belongs under it. For several values, make a list.",
                    key_node,
                    here,
                )
                continue
            if _is_nothing(value_node):
                self._find(
                    "empty-value",
                    f"“{key}” has no value.",
                    f"Fill it in, or delete the line “{key}:”.",
                    key_node,
                    here,
                )
            result[key] = self.value(value_node, here)
        return result


def _is_nothing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.value in _NOTHING


def parse(source: SourceText) -> tuple[Value | None, list[Finding]]:
    """Parse the text of one file into plain text, lists and mappings, and say what is wrong.

    The value is None when the text cannot be read at all. A value with findings is as complete
    as it can be, so that the schema can find the file's other faults in the same run.
    """
    builder = _Builder(source)
    try:
        node = _compose(source.text)
        if node is None:
            raise _FaultError(
                "yaml-syntax", "The file is empty.", "Write the record, or delete the file.", (1, 1)
            )
        return builder.value(node, ()), builder.findings
    except _FaultError as error:
        fault = error
    except yaml.YAMLError as error:
        found = syntax_fault(source.text, error)
        at = (found.line, found.column)
        fault = _FaultError("yaml-syntax", found.message, found.suggestion, at)
    except (RecursionError, ValueError, OverflowError):  # of the loader without libyaml
        fault = _too_deep((1, 1))
    return None, [*builder.findings, fault.finding(source)]


@lru_cache(maxsize=64)
def _nodes(text: str) -> Node | None:
    """Return the tree of a text, None when it has none. Findings about a file come in a row."""
    try:
        return _compose(text)
    except (_FaultError, yaml.YAMLError, RecursionError, ValueError, OverflowError):
        return None


def _step(node: Node, part: str | int) -> tuple[Node, Node] | None:
    """Return the key and the value (the value twice in a list) one step down, if it is there."""
    if isinstance(node, MappingNode):
        for key_node, value_node in node.value:
            if isinstance(key_node, ScalarNode) and key_node.value == part:
                return key_node, value_node
    elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def position(source: SourceText, path: Path, *, of_key: bool = False) -> Position:
    """Return line and column (from 1) of the value at `path`, or of its key.

    Where the path leaves the file (a missing key), the place of its deepest existing part is
    returned. The file is parsed anew, once: positions are needed only for files with faults.
    """
    node = _nodes(source.text)
    if node is None:
        return 1, 1
    at = _at(node)
    for index, part in enumerate(path):
        found = _step(node, part)
        if found is None:
            return at
        key_node, node = found
        at = _at(key_node if of_key and index == len(path) - 1 else node)
    return at
