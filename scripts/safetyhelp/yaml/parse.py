"""A strict reader for a small part of YAML: mappings, lists and text.

Duplicate keys, keys without a value, and what a word processor or a careless `#` makes of a text
are found. Where a part of a file cannot be read, the rest is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias, Union

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from safetyhelp.findings.model import Finding, Path
from safetyhelp.text.misleading import (
    about_misleading,
    first_misleading,
    has_curly_quotes,
    straightened,
    without_misleading,
    without_quotes_around,
)
from safetyhelp.text.words import shortened
from safetyhelp.yaml.compose import MAX_DEPTH, compose, place_of, too_deep
from safetyhelp.yaml.faults import FaultError, Position, not_yaml
from safetyhelp.yaml.salvage import CUT, salvage
from safetyhelp.yaml.scalars import scalar
from safetyhelp.yaml.source import SourceText

Lines = tuple[int, int]
"""The first line and the last one (from 1) of a part of a file."""

Value: TypeAlias = Union[str, list["Value"], dict[str, "Value"]]  # noqa: UP007  names itself

# What stands behind a plain text on its line.
_REMARK = re.compile(r"\s+(#.*)")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


_ALIKE = 2
"""How many keys of two parts are the same at least when the second is a record, or an item."""


class _Builder:
    """Turns nodes into plain values and collects what is wrong with them."""

    def __init__(self, source: SourceText, gone: frozenset[int]) -> None:
        self.source = source
        self.gone = gone
        self.lines = source.text.split("\n")
        self.findings: list[Finding] = []
        self.unread: set[Path] = set()
        self.twice: dict[int, list[Lines]] = {}

    def _find(self, code: str, message: str, suggestion: str, node: Node, path: Path) -> None:
        self.findings.append(
            Finding(code, self.source.name, *place_of(node), path, message, suggestion)
        )

    def value(self, node: Node, path: Path) -> Value:
        """Return what a node stands for: text, a list or a mapping."""
        if len(path) > MAX_DEPTH:
            self.findings.append(too_deep(place_of(node)).finding(self.source.name))
            self.unread.add(path)
            return ""
        if isinstance(node, ScalarNode):
            return self._scalar(node, path)
        if isinstance(node, SequenceNode):
            return [self._item(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, MappingNode)
        if node.flow_style and node.value and all(_is_nothing(value) for _, value in node.value):
            return self._in_curly_brackets(node, path)
        return self._mapping(node, path)

    def _in_curly_brackets(self, node: MappingNode, path: Path) -> Value:
        """Return the list that is meant where its brackets are curly."""
        items = [self.value(key, (*path, index)) for index, (key, _) in enumerate(node.value)]
        written = ", ".join(item for item in items if isinstance(item, str))
        what, remedy = "A list stands in square brackets.", f"Write: [{shortened(written)}]"
        self._find("yaml-syntax", what, remedy, node, path)
        return items

    def _scalar(self, node: ScalarNode, path: Path) -> str:
        text = str(node.value)
        if text == CUT:
            self.unread.add(path)
            return ""
        if node.style == '"':  # only there can an escape like \u202e smuggle a character in
            bad = text.find("\t") if "\t" in text else first_misleading(text)
            if bad is not None:
                self._find("forbidden-character", *about_misleading(text[bad]), node, path)
                text = without_misleading(text)
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

    def _was_cut(self, line: int) -> bool:
        """Say whether something that stood below a line (from 0), for its value, was cut out."""
        while line + 1 < len(self.lines) and not self.lines[line + 1].strip():
            line += 1
            if line in self.gone:
                return True
        return False

    def _has_no_value(self, node: Node, key: Node, path: Path, what: str, remedy: str) -> None:
        self.unread.add(path)
        if not self._was_cut(node.start_mark.line):
            self._find("empty-value", what, remedy, key, path)

    def _item(self, node: Node, path: Path) -> Value:
        if _is_nothing(node):
            what = "This item of the list has no value."
            self._has_no_value(node, node, path, what, "Fill it in, or delete it.")
        return self.value(node, path)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Value]:
        result: dict[str, Value] = {}
        places: dict[str, int] = {}
        for key_node, value_node in self._of_one(node, path):
            if not isinstance(key_node, ScalarNode):
                what = "A list or a group cannot stand in front of a colon."
                remedy = "Write a plain word in front of the colon."
                self._find("yaml-syntax", what, remedy, key_node, path)
                continue
            key = self._scalar(key_node, (*path, key_node.value))
            here = (*path, key)
            if key != key_node.value and key != straightened(key_node.value).strip("'\""):
                self.unread.add(here)  # what was meant by a key with a forbidden character
            if here in self.unread and key in result:  # the first one could not be read
                self.unread.discard(here)
                del result[key]
            if key in result:
                if value_node.value == CUT:
                    continue
                self._twice(key, key_node, here)
                if value_node.value == result[key]:
                    continue  # the very same text: nothing in it is new
                places[key] = places.get(key, 0) + 1
                lines = key_node.start_mark.line + 1, _last_line(value_node)
                self.twice.setdefault(places[key], []).append(lines)
                if places[key] != self.source.nth:
                    continue
                self.unread = {path for path in self.unread if path[: len(here)] != here}
            if _is_nothing(value_node):
                what, remedy = f"“{key}” has no value.", f"Fill it in, or delete the line “{key}:”."
                self._has_no_value(value_node, key_node, here, what, remedy)
            result[key] = self.value(value_node, here)
        return result

    def _of_one(self, node: MappingNode, path: Path) -> list[tuple[Node, Node]]:
        """Return the lines of one record, or of one item, where several stand in its place."""
        if (path and not isinstance(path[-1], int)) or not node.value:
            return list(node.value)
        keys = [key.value for key, _ in node.value]
        starts = [number for number, key in enumerate(keys) if key == keys[0]]
        ends = [*starts[1:], len(keys)]
        first, *others = [keys[a:z] for a, z in zip(starts, ends, strict=True)]
        alike = min((len({*first} & {*other}) for other in others), default=0)
        if alike < _ALIKE:
            return list(node.value)
        for number, start in enumerate(starts[1:], 1):
            if path:
                code, what = "yaml-syntax", "Another item of the list starts here."
                remedy = f"Put “- ” in front of “{keys[0]}:”, two spaces further out."
            else:
                code, what = "several-documents", "Another record starts here: a file holds one."
                remedy = "Move it, from this line on, into a file of its own."
            self._find(code, what, remedy, node.value[start][0], path)
            lines = (
                node.value[start][0].start_mark.line + 1,
                _last_line(node.value[ends[number] - 1][1]),
            )
            self.twice.setdefault(number, []).append(lines)
        wanted = self.source.nth if self.source.nth < len(starts) else 0
        return list(node.value[starts[wanted] : ends[wanted]])

    def _twice(self, key: str, node: Node, path: Path) -> None:
        what = f"“{key}” stands here twice in the same group."
        remedy = "Keep one, with all that belongs under it. For several values, make a list."
        self._find("duplicate-key", what, remedy, node, path)


def _last_line(node: Node) -> int:
    """Return the last line (from 1) of a node. That of a block ends where the next thing starts."""
    is_block = isinstance(node, MappingNode | SequenceNode) and not node.flow_style
    return int(node.end_mark.line) + (0 if is_block else 1)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.value in _NOTHING


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text says, as far as it can be read.

    `value` is None when nothing can be read. `unread`: the places of values that cannot be read, or
    that are not there though their key is; `lost` are keys of which nothing is left, wherever they
    stood. `source` is the text without what cannot be read; its lines have their old numbers.
    `whole`: nothing had to be cut out. `twice` are the lines of keys that stand a second time in
    their group (1), a third time (2) and so on: what stands there is not in the value.
    """

    value: Value | None
    findings: list[Finding]
    unread: frozenset[Path]
    lost: frozenset[str]
    source: SourceText
    whole: bool
    twice: Mapping[int, Sequence[Lines]]


_EMPTY = not_yaml("The file is empty.", "Write the record, or delete the file.", (1, 1))


def read_on(source: SourceText) -> Parsed:
    """Parse the text of one file into plain text, lists and mappings, and say what is wrong.

    What cannot be read is left out, so that the other faults of the file are found in the same run.
    """
    saved = salvage(source.text)
    faults = [fault.finding(source.name) for fault in saved.faults]
    if saved.node is None:
        faults = faults or [_EMPTY.finding(source.name)]
        return Parsed(None, faults, frozenset({()}), frozenset(), source, False, {})
    kept = replace(source, text=saved.text)
    builder = _Builder(kept, saved.gone)
    value = builder.value(saved.node, ())
    whole = not any(finding.code in _CANNOT_BE_READ for finding in [*faults, *builder.findings])
    unread = frozenset(builder.unread)
    found = [*faults, *builder.findings]
    return Parsed(value, found, unread, saved.lost, kept, whole, builder.twice)


_CANNOT_BE_READ = frozenset({"yaml-syntax", "anchor-or-alias", "tag", "several-documents"})


def parse(source: SourceText) -> tuple[Value | None, list[Finding]]:
    """Parse the text of one file, and say what is wrong: as `read_on`, for whoever wants it whole.

    The value is None when a part of the text cannot be read.
    """
    parsed = read_on(source)
    return (parsed.value if parsed.whole else None), parsed.findings


@lru_cache(maxsize=64)
def _nodes(text: str) -> Node | None:
    """Return the tree of a text, None when it has none. Findings about a file come in a row."""
    try:
        return compose(text)
    except FaultError:
        return None


def _step(node: Node, part: str | int, nth: int) -> tuple[Node, Node] | None:
    """Return the key and the value (the value twice in a list) one step down, if it is there."""
    if isinstance(node, MappingNode) and not isinstance(part, int):
        found: list[tuple[Node, Node]] = [pair for pair in node.value if pair[0].value == part]
        # Of a key that stands twice, the first counts, unless it could not be read.
        read = [pair for pair in found if pair[1].value != CUT] or found
        return read[nth if nth < len(read) else 0] if read else None
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    if part == 0 and not isinstance(node, SequenceNode):  # one item where a list is expected
        return node, node
    return None


def lines_of(source: SourceText, path: Path) -> Lines:
    """Return the lines of the key at `path` and of all that stands below it."""
    node = _nodes(source.text)
    first = 1
    for part in path:
        found = _step(node, part, source.nth) if node else None
        if found is None:
            return first, first
        first, node = found[0].start_mark.line + 1, found[1]
    return first, max(first, _last_line(node)) if node else first


def position(source: SourceText, path: Path, *, of_key: bool = False) -> Position:
    """Return line and column (from 1) of the value at `path`, or of its key.

    Where the path leaves the file (a missing key), the place of its deepest existing part is
    returned. The file is parsed anew, once: positions are needed only for files with faults.
    """
    node = _nodes(source.text)
    if node is None:
        return 1, 1
    at = place_of(node)
    for index, part in enumerate(path):
        found = _step(node, part, source.nth)
        if found is None:
            return at
        key_node, node = found
        at = place_of(key_node if of_key and index == len(path) - 1 else node)
    return at
