"""The canonical form of a record: one way to write it, so that a change shows only what changed.

- The first line names the schema. Comments before the first key follow it.
- Keys stand in the order of the schema; keys that it does not know come last.
- Two spaces for each step inwards; items of a list stand one step further in than their key.
- A text stands on one line, however long it is. It is never wrapped, so that a change of one word
  changes one line. A text whose author broke it with `>-` keeps its breaks; one that holds line
  ends stands below `|-`.
- Text is written plain where every YAML reader takes it for text; else in double quotes: numbers,
  phone numbers, dates, yes, no.
- A list of ids or choices stands on one line in square brackets while it fits; other lists do not.
- Comments stay with what they are about. Empty lines are dropped.
- A confirmation goes when the value that was tried is not there any more.

Writing is pure: nothing but the tree and the schema goes in.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from safetyhelp.findings.model import Finding
from safetyhelp.records.canonical.confirmations import (
    DeadConfirmation,
    without_dead_confirmations,
)
from safetyhelp.records.reading import modeline
from safetyhelp.records.schema import Schemas
from safetyhelp.text.slugs import is_id
from safetyhelp.yaml.comments import find_comments
from safetyhelp.yaml.document import read_document
from safetyhelp.yaml.parse import parse, position
from safetyhelp.yaml.scalars import block_mark, scalar
from safetyhelp.yaml.source import SourceText
from safetyhelp.yaml.tree import Document, Entry, Group, Items, Node, Text

WIDTH = 100
"""How wide a line with a list in square brackets may be."""

_STEP = "  "
_MODELINE = re.compile(r"#\s*yaml-language-server\s*:")
_Schema = Mapping[str, Any]


def _arranged(node: Node, schema: _Schema) -> Node:
    """Return the tree with its keys in the order of the schema, and comments where they can stay.

    A comment above the first key of an item moves above the item: behind the dash there is no room.
    """
    if isinstance(node, Text):
        return node
    if isinstance(node, Items):
        inner = schema.get("items", {})
        return Items(tuple(_hoisted(_inside(entry, inner)) for entry in node.entries))
    known = schema.get("properties", {})
    place = {key: index for index, key in enumerate(known)}
    entries = [_inside(entry, known.get(entry.key, {})) for entry in node.entries]
    return Group(tuple(sorted(entries, key=lambda entry: place.get(entry.key, len(place)))))


def _inside(entry: Entry, schema: _Schema) -> Entry:
    return replace(entry, value=_arranged(entry.value, schema))


def _hoisted(item: Entry) -> Entry:
    if isinstance(item.value, Text) or not item.value.entries:
        return item
    first, *others = item.value.entries
    beside = (item.beside,) if item.beside else ()
    return replace(
        item,
        value=replace(item.value, entries=(replace(first, above=()), *others)),
        above=(*item.above, *beside, *first.above),
        beside="",
    )


def _on_one_line(node: Items, room: int) -> str:
    """Return a list of ids or choices in square brackets if it fits, else nothing."""
    texts = []
    for entry in node.entries:
        commented = entry.above or entry.beside or entry.below
        if commented or not isinstance(entry.value, Text) or not is_id(entry.value.value):
            return ""
        texts.append(scalar(entry.value.value))
    line = f"[{', '.join(texts)}]"
    return line if len(line) <= room else ""


def _value_lines(node: Node, lead: str, indent: str, beside: str) -> list[str]:
    """Write a value after its lead (“key:” or “-”); its further lines stand below `indent`."""
    beside = f"  {beside}" if beside else ""
    deeper = indent + _STEP
    if isinstance(node, Text):
        if node.folded:
            return [f"{lead} >-{beside}", *(deeper + line for line in node.folded)]
        if mark := block_mark(node.value):
            lines = node.value.removesuffix("\n").split("\n")
            return [f"{lead} {mark}{beside}", *(deeper + line if line else "" for line in lines)]
        return [f"{lead} {scalar(node.value, beside)}{beside}"]
    if not node.entries:
        return [f"{lead} {'[]' if isinstance(node, Items) else '{}'}{beside}"]
    if isinstance(node, Items) and (line := _on_one_line(node, WIDTH - len(lead) - 1)):
        return [f"{lead} {line}{beside}"]
    return [f"{lead}{beside}", *_lines(node, deeper)]


def _lines(node: Group | Items, indent: str) -> list[str]:
    lines: list[str] = []
    for entry in node.entries:
        lines += [indent + comment for comment in entry.above]
        if isinstance(node, Group):
            lead = f"{indent}{scalar(entry.key)}:"
            lines += _value_lines(entry.value, lead, indent, entry.beside)
        elif isinstance(entry.value, Text) or not entry.value.entries:
            lines += _value_lines(entry.value, f"{indent}-", indent, entry.beside)
        else:
            first, *others = _lines(entry.value, indent + _STEP)
            lines += [f"{indent}- {first[len(indent) + len(_STEP) :]}", *others]
        lines += [indent + comment for comment in entry.below]
    return lines


def canonical(document: Document, name: str, schemas: Schemas) -> str:
    """Write a document of the given kind (or list) in canonical form."""
    root = _arranged(document.root, schemas.inlined[name])
    assert isinstance(root, Group)
    head = [comment for comment in document.head if not _MODELINE.match(comment)]
    body = _lines(root, "") or ["{}"]
    return "\n".join([modeline(name), *head, *body, *document.tail]) + "\n"


@dataclass(frozen=True, slots=True)
class Formatted:
    """What formatting a file came to: its canonical text, or why it must be mended first.

    `dead` are the confirmations that are not in it any more, because they belong to other values.
    `with_them` is the same text with these.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    dead: tuple[Finding, ...] = ()
    with_them: str = ""


def _comments(text: str) -> Counter[str]:
    found = (comment.text for comment in find_comments(text))
    return Counter(comment for comment in found if not _MODELINE.match(comment))


def _cannot(source: SourceText, message: str, suggestion: str) -> Formatted:
    fault = Finding("yaml-syntax", source.name, 1, 1, (), message, suggestion)
    return Formatted(source.text, (fault,))


def format_text(source: SourceText, name: str, schemas: Schemas) -> Formatted:
    """Bring the text of a file into canonical form; `name` is its kind, or that of the list.

    The text that comes out means the same: that is checked here, each time, before anybody writes
    it. Only a confirmation that belongs to another value is taken out. A file that the strict
    loader faults is not touched.
    """
    value, findings = parse(source)
    if findings:
        return Formatted(source.text, tuple(findings))
    document = read_document(source.text)
    if document is None:
        return _cannot(
            source,
            "The file does not hold lines “key: value”.",
            "Compare it with another file of the same kind.",
        )
    text = canonical(document, name, schemas)
    again, faults = parse(SourceText(source.name, text))
    if faults or again != value or _comments(text) != _comments(source.text):
        return _cannot(
            source,
            "The file cannot be brought into canonical form without a change of its meaning.",
            "Write it in a simpler way: no keys over several lines, no comments inside brackets.",
        )
    root, dead = without_dead_confirmations(document.root)
    if not dead:
        return Formatted(text, (), (), text)
    assert isinstance(root, Group)
    alive = canonical(replace(document, root=root), name, schemas)
    told = [_about_dead(source, each) for each in dead]
    return Formatted(alive, (), tuple(told), text)


def _about_dead(source: SourceText, dead: DeadConfirmation) -> Finding:
    return Finding(
        "confirmed-another-value",
        source.name,
        *position(source, dead.path, of_key=True),
        dead.path,
        f"This belongs to another value: {dead.why}.",
        "Take it out. If you tried what stands here now, write that day, and what you tried.",
    )
