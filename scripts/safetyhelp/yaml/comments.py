"""Find the comments in a YAML text that the strict loader has accepted, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml.tokens import ScalarToken

from safetyhelp.yaml.compose import TextLoader

Mark = tuple[int, int]
"""Line and column, both from 0, as the marks of PyYAML count."""

_BEHIND_BLOCK_MARK = re.compile(r"[|>][-+0-9]*[ ]+(?=#)")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: its text with the `#`, where it stands, and whether nothing is before it."""

    text: str
    at: Mark
    own_line: bool


def _between(lines: list[str], start: Mark, end: Mark) -> Iterator[Comment]:
    """Yield the comments between two tokens, where nothing but spaces and comments can stand."""
    for number in range(start[0], min(end[0], len(lines) - 1) + 1):
        line = lines[number]
        first = start[1] if number == start[0] else 0
        last = end[1] if number == end[0] else len(line)
        column = line.find("#", first, last)
        if column >= 0:
            own_line = not line[:column].strip()
            yield Comment(line[column:].rstrip(), (number, column), own_line)


def find_comments(text: str) -> list[Comment]:
    """Return every comment of a text in the order of the file."""
    if "#" not in text:
        return []
    lines = text.split("\n")
    found: list[Comment] = []
    before: Mark = (0, 0)
    for token in yaml.scan(text, Loader=TextLoader):
        start, end = token.start_mark, token.end_mark
        found.extend(_between(lines, before, (start.line, start.column)))
        before = (end.line, end.column)
        if isinstance(token, ScalarToken) and token.style in ("|", ">"):
            match = _BEHIND_BLOCK_MARK.match(lines[start.line], start.column)
            if match:
                at = (start.line, match.end())
                found.append(Comment(lines[start.line][match.end() :].rstrip(), at, False))
    found.extend(_between(lines, before, (len(lines), 0)))
    return found
