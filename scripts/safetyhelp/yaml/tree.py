"""A record as a tree of entries: what the canonical form writes, with the comments beside each.

In: plain values, or the text of a file that the strict loader has accepted. The tree is frozen;
`changed` returns a new one with one value set or taken away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, Union

from safetyhelp.findings.model import Path
from safetyhelp.yaml.parse import Value


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text. `folded` are its lines as its author broke them (YAML's `>`), if so."""

    value: str
    folded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list. The keys of its entries are empty."""

    entries: tuple["Entry", ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of entries “key: value”, in the order of the file."""

    entries: tuple["Entry", ...]


Node: TypeAlias = Union[Text, Items, Group]  # noqa: UP007  names a type that comes later


@dataclass(frozen=True, slots=True)
class Entry:
    """One key or one item of a list, with the comments above it, beside it and below it."""

    key: str
    value: Node
    above: tuple[str, ...] = ()
    beside: str = ""
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file: the comments at its top, its entries, the comments at its end."""

    root: Group
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()


def node_of(value: Value) -> Node:
    """Return the tree of a plain value; it has no comments."""
    if isinstance(value, str):
        return Text(value)
    if isinstance(value, list):
        return Items(tuple(Entry("", node_of(item)) for item in value))
    return group_of(value)


def group_of(value: Mapping[str, Value]) -> Group:
    """Return the tree of a plain group of keys; it has no comments."""
    return Group(tuple(Entry(key, node_of(inner)) for key, inner in value.items()))


def value_of(node: Node) -> Value:
    """Return the plain value that a tree stands for."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [value_of(entry.value) for entry in node.entries]
    return {entry.key: value_of(entry.value) for entry in node.entries}


def _index(entries: Sequence[Entry], node: Node, step: str | int) -> int | None:
    """Return the place of a step among the entries of a node, None when it is not there."""
    if isinstance(node, Items):
        return step if isinstance(step, int) and step < len(entries) else None
    keys = [entry.key for entry in entries]
    return keys.index(str(step)) if step in keys else None


def changed(node: Node, path: Path, value: Value | None) -> Node:
    """Return the tree with the value at `path` set; None takes the entry away.

    A missing key is added at the end, a missing item after the last one. Comments beside what is
    taken away go with it.
    """
    if not path:
        assert value is not None, "the root of a file cannot be taken away"
        return node_of(value)
    assert not isinstance(node, Text), f"the path {path} leads into a text"
    step, rest = path[0], path[1:]
    entries = list(node.entries)
    index = _index(entries, node, step)
    if index is None:
        if value is not None:
            inner = changed(Group(()), rest, value) if rest else node_of(value)
            entries.append(Entry(step if isinstance(step, str) else "", inner))
    elif not rest and value is None:
        del entries[index]
    else:
        entries[index] = replace(entries[index], value=changed(entries[index].value, rest, value))
    return replace(node, entries=tuple(entries))
