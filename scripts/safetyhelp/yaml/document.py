"""From the text of a file to its tree, with every comment at the entry to which it belongs.

A comment on a line of its own belongs to the entry below it; if it is indented further than that
entry, to the entry above it. A comment at the end of a line belongs to what starts on that line.
The comments before the first key are the head of the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.nodes import Node as YamlNode

from safetyhelp.yaml.comments import Comment, Mark, find_comments
from safetyhelp.yaml.compose import compose
from safetyhelp.yaml.tree import Document, Entry, Group, Items, Node, Text


@dataclass(slots=True)
class _Draft:
    """An entry while the comments are being given out. `flow_end`: where its brackets close."""

    key: str
    node: YamlNode
    at: Mark
    parent: "_Draft | None"
    flow_end: Mark | None
    children: list["_Draft"] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)

    def lineage(self) -> Iterator["_Draft"]:
        """Yield the entry, what it stands in, and so on outwards."""
        here: _Draft | None = self
        while here:
            yield here
            here = here.parent


def _start(node: YamlNode) -> Mark:
    assert node.start_mark
    return node.start_mark.line, node.start_mark.column


def _end(node: YamlNode) -> Mark:
    assert node.end_mark
    return node.end_mark.line, node.end_mark.column


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.order: list[_Draft] = []

    def drafts(self, node: YamlNode, parent: _Draft | None, flow_end: Mark | None) -> list[_Draft]:
        """Make the drafts of everything in a list or group, in the order of the file."""
        if isinstance(node, ScalarNode):
            return []
        assert isinstance(node, SequenceNode | MappingNode)
        if flow_end is None and node.flow_style:
            flow_end = _end(node)
        made = []
        if isinstance(node, SequenceNode):
            for item in node.value:
                at = _start(item) if flow_end else self._dash_before(_start(item))
                made.append(self._draft("", item, at, parent, flow_end))
        else:
            for key_node, value_node in node.value:
                at = _start(key_node)
                made.append(self._draft(str(key_node.value), value_node, at, parent, flow_end))
        return made

    def _draft(
        self, key: str, node: YamlNode, at: Mark, parent: _Draft | None, flow_end: Mark | None
    ) -> _Draft:
        draft = _Draft(key, node, at, parent, flow_end)
        self.order.append(draft)
        draft.children = self.drafts(node, draft, flow_end)
        return draft

    def _dash_before(self, at: Mark) -> Mark:
        """Return the place of the dash in front of an item of a list.

        Between the two there are only spaces, or comments and line ends.
        """
        line, column = at
        dash = self.lines[line].rfind("-", 0, column)
        while dash < 0 and line > 0:
            line -= 1
            code = self.lines[line].partition("#")[0].rstrip()
            dash = len(code) - 1 if code.endswith("-") else -1
        return line, max(dash, 0)

    def frozen(self, draft: _Draft) -> Entry:
        """Return the finished entry."""
        return Entry(
            draft.key,
            self.node(draft.node, draft.children),
            tuple(draft.above),
            draft.beside,
            tuple(draft.below),
        )

    def node(self, node: YamlNode, children: list[_Draft]) -> Node:
        """Return the finished tree of a value."""
        if isinstance(node, ScalarNode):
            return Text(str(node.value), self._folded(node))
        entries = tuple(self.frozen(child) for child in children)
        return Items(entries) if isinstance(node, SequenceNode) else Group(entries)

    def _folded(self, node: ScalarNode) -> tuple[str, ...]:
        """Return the lines of a folded text as they were broken, if they are nothing special."""
        if node.style != ">":
            return ()
        (first, _), (last, column) = _start(node), _end(node)
        body = self.lines[first + 1 : last + (column > 0)]
        lines = tuple(line.strip(" ") for line in body if line.strip())
        return lines if len(lines) > 1 and " ".join(lines) == node.value else ()


def _beside(comment: Comment, before: list[_Draft]) -> bool:
    """Give a comment at the end of a line to the entry that it stands behind, if it is free."""
    for draft in reversed(before):
        if draft.flow_end is None or draft.flow_end > comment.at:
            if draft.beside:
                return False
            draft.beside = comment.text
            return True
    return False


def _give_out(comments: list[Comment], order: list[_Draft]) -> Document:
    head: list[str] = []
    tail: list[str] = []
    index = 0
    for comment in comments:
        while index < len(order) and order[index].at < comment.at:
            index += 1
        before = order[:index]
        if not before:
            head.append(comment.text)
        elif comment.own_line or not _beside(comment, before):
            _above_or_below(comment, before[-1], order[index : index + 1], tail)
    return Document(Group(()), tuple(head), tuple(tail))


def _above_or_below(
    comment: Comment, last: _Draft, following: list[_Draft], tail: list[str]
) -> None:
    if isinstance(last.node, ScalarNode) and _start(last.node) > comment.at:
        last.above.append(comment.text)  # between a key and its value
        return
    column = comment.at[1]
    limit = following[0].at[1] if following else 0
    if column <= limit:
        (following[0].above if following else tail).append(comment.text)
        return
    owner = next((d for d in last.lineage() if limit < d.at[1] <= column), None)
    if owner:
        owner.below.append(comment.text)
    else:
        (following[0].above if following else tail).append(comment.text)


def read_document(text: str) -> Document | None:
    """Read a text without faults into its tree; None when it is not a group of keys."""
    root = compose(text)
    if not isinstance(root, MappingNode):
        return None
    reader = _Reader(text)
    drafts = reader.drafts(root, None, None)
    rest = _give_out(find_comments(text), reader.order)
    return Document(Group(tuple(map(reader.frozen, drafts))), rest.head, rest.tail)
