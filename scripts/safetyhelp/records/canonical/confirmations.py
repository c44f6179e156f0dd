"""Confirmations that belong to values which are not there any more: they go. Pure.

In: the tree of a record. Out: the tree without them, and what was taken out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from safetyhelp.findings.model import Path
from safetyhelp.records.contacts import WAYS, not_confirmed
from safetyhelp.yaml.tree import Group, Node, Text, changed


@dataclass(frozen=True, slots=True)
class DeadConfirmation:
    """What goes: the whole `confirmed` of a contact, or a line of it, and why."""

    path: Path
    why: str


def without_dead_confirmations(root: Node) -> tuple[Node, tuple[DeadConfirmation, ...]]:
    """Return a record without the confirmations of values that it does not give any more."""
    dead = tuple(_dead(root, ()))
    for each in dead:
        root = changed(root, each.path, None)
    return root, dead


def _dead(node: Node, path: Path) -> Iterator[DeadConfirmation]:
    if isinstance(node, Text):
        return
    for index, entry in enumerate(node.entries):
        step = entry.key if isinstance(node, Group) else index
        yield from _dead(entry.value, (*path, step))
    if isinstance(node, Group):
        yield from _dead_of_contact(node, path)


def _texts(group: Group) -> dict[str, str]:
    return {e.key: e.value.value for e in group.entries if isinstance(e.value, Text)}


def _dead_of_contact(contact: Group, path: Path) -> Iterator[DeadConfirmation]:
    inner = [e.value for e in contact.entries if e.key == "confirmed"]
    if len(inner) != 1 or not isinstance(inner[0], Group):
        return
    given, tried = _texts(contact), _texts(inner[0])
    here = (*path, "confirmed")
    other = not_confirmed(given, tried)
    gone = [field for field in (*WAYS, "hours") if field in tried and field not in given]
    if changed_ways := [field for field in other if field in WAYS]:
        words = [given[field] for field in changed_ways]
        yield DeadConfirmation(here, f"nobody has tried {' and '.join(words)}")
    elif not any(field in WAYS and field not in gone for field in tried):
        yield DeadConfirmation(here, "it names nothing that stands here")
    else:
        for field in [*other, *gone]:
            yield DeadConfirmation((*here, field), f"{tried[field]} does not stand here any more")
