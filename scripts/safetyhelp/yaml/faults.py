"""Why a file cannot be read as YAML, in words for somebody who does not know YAML.

The parser names what it expected next (“block end”, “flow sequence”), which says nothing to a
contributor. What went wrong nearly always shows on the line itself or the one above: a quote that
is not closed, a colon inside a text, a line that starts too far in. So that is looked for.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from safetyhelp.findings.model import Finding
from safetyhelp.text.misleading import QUOTE_MARKS
from safetyhelp.text.words import shortened

_VALUE = re.compile(r"^\s*(?:- +)*(?:(?P<key>[\w-]+): +)?(?P<value>\S.*?)\s*$")
_CLOSED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"(?P<rest>.*)'),
    "'": re.compile(r"'(?:[^']|'')*'(?P<rest>.*)"),
    "[": re.compile(r"\[[^\[\]]*\](?P<rest>.*)"),
}
_MAY_FOLLOW = re.compile(r"\s*(?:[,:\]}].*|#.*)?")
_LINK = re.compile(r"\[[^\]]*\]\((https?://[^\s)]+)\)")
_BULLET = re.compile(r"\s*(?:[–—•·*]\s*|-)(?=\w)")
_INNER_KEY = re.compile(r"[a-z_]+: ")
_ORDERS = "@`%&*!|>}],"


Position = tuple[int, int]
"""Line and column, both from 1."""


class FaultError(Exception):
    """Why a text, or a part of it, cannot be read, and where.

    `structure`: the fault lies in how lines stand to each other, so more lines may seem wrong.
    """

    def __init__(
        self, code: str, message: str, suggestion: str, at: Position, *, structure: bool = False
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.suggestion, self.at = code, message, suggestion, at
        self.structure = structure

    def finding(self, name: str) -> Finding:
        """Return the fault as a finding about a file."""
        return Finding(self.code, name, *self.at, (), self.message, self.suggestion)


def not_yaml(message: str, suggestion: str, at: Position, *, structure: bool = False) -> FaultError:
    """Return the fault of a text that is not valid YAML."""
    return FaultError("yaml-syntax", message, suggestion, at, structure=structure)


class _Case(NamedTuple):
    """The lines of a text, and where the parser gave up (from 0) with which words."""

    lines: list[str]
    line: int
    column: int
    start: int
    words: str

    def value_on(self, line: int) -> tuple[str, str, int]:
        """Return key, value and column of the value on a line; empty when it has none."""
        match = _VALUE.match(self.lines[line])
        return (match["key"] or "", match["value"], match.start("value")) if match else ("", "", 0)


def _written(key: str, value: str) -> str:
    """Return a line as it should be, with its value in quotes."""
    text = value.strip(QUOTE_MARKS).replace('"', "”")
    return shortened(f'{key}: "{text}"' if key else f'"{text}"')


def _quote_left_open(case: _Case) -> FaultError | None:
    for line in range(case.line + 1):
        _, value, column = case.value_on(line)
        if value[:1] in ('"', "'") and not _CLOSED[value[0]].match(value):
            return not_yaml(
                "A quote mark opens here, and none closes on this line.",
                f"Put the same mark ({value[0]}) at the end of the text.",
                (line + 1, column + 1),
            )
    return None


def _text_after_the_end(case: _Case) -> FaultError | None:
    for line in (case.line, case.start, case.line - 1):
        key, value, column = case.value_on(line) if line >= 0 else ("", "", 0)
        closed = _CLOSED[value[0]].match(value) if value[:1] in _CLOSED else None
        if key and closed and closed["rest"].strip() == ",":
            at = column + closed.start("rest") + 1
            return not_yaml("There is a comma behind the text.", "Delete it.", (line + 1, at))
        if link := _LINK.match(value):
            advice = f"Write only the address: {shortened(f'{key}: {link[1]}' if key else link[1])}"
            return not_yaml(
                "This is written as a link of Markdown.", advice, (line + 1, column + 1)
            )
        if closed and not _MAY_FOLLOW.fullmatch(closed["rest"]):
            end = column + closed.start("rest") + 1
            if value[0] == "[":
                advice = "Delete what stands after it, or put the whole text in quotes."
                return not_yaml(
                    "After the closing bracket comes more text.", advice, (line + 1, end)
                )
            text = value.replace('"', "") if value[0] == '"' else value
            advice = f"Keep one pair of marks, around the whole text: {_written(key, text)}"
            return not_yaml(
                "After the closing quote mark comes more text.", advice, (line + 1, end)
            )
    return None


def _starts_with_an_order(case: _Case) -> FaultError | None:
    key, value, column = case.value_on(case.line)
    if not value or value[0] not in _ORDERS:
        return None
    if not key and value.startswith("* "):  # below, that is a bullet
        return None
    return not_yaml(
        f"A text cannot start with “{value[0]}” here.",
        f"Put it in quotes: {_written(key, value)}",
        (case.line + 1, column + 1),
    )


def _wrong_bullet(case: _Case) -> FaultError | None:
    """Find an item of a list with another mark than a hyphen, on the line or on the one above."""
    for number in range(case.line, max(case.line - 2, -1), -1):
        line = case.lines[number]
        if _BULLET.match(line):
            return wrong_bullet(line, number)
    return None


def wrong_bullet(line: str, number: int) -> FaultError:
    """Say what is wrong with a line (from 0) on which another mark than a hyphen starts an item."""
    text = _BULLET.sub("", line, count=1)
    return not_yaml(
        "An item of a list starts with a hyphen and a space.",
        f"Write: {shortened('- ' + text)}",
        (number + 1, len(line) - len(line.lstrip()) + 1),
    )


def _cut_off_above(case: _Case) -> FaultError | None:
    """Find the rest of a text that goes on below a remark."""
    _, above, _ = case.value_on(case.line - 1) if case.line else ("", "", 0)
    if above[:1] in (*_CLOSED, "") or " #" not in above or ":" in case.lines[case.line]:
        return None
    return not_yaml(
        "This line belongs to nothing: the text above it ends at the “ #”.",
        "Put the whole text in quotes, on one line.",
        (case.line + 1, len(case.lines[case.line]) - len(case.lines[case.line].lstrip()) + 1),
    )


def _colon_in_a_text(case: _Case) -> FaultError | None:
    key, value, column = case.value_on(case.line)
    if not key or "not allowed" not in case.words or case.column < column:
        return None
    if _INNER_KEY.match(value):
        return not_yaml(
            "Two keys stand on one line.",
            f"Put “{shortened(value)}” on a line of its own below, two spaces further in. If it is "
            f"one text, put it in quotes: {_written(key, value)}",
            (case.line + 1, column + 1),
        )
    return not_yaml(
        "A colon and a space stand inside this text, so that it looks like two.",
        f"Put the text in quotes: {_written(key, value)}",
        (case.line + 1, case.column + 1),
    )


def _no_colon(case: _Case) -> FaultError | None:
    return line_without_colon(case.lines, case.start) if "':'" in case.words else None


def line_without_colon(lines: list[str], number: int) -> FaultError:
    """Say what is wrong with a line (from 0) that has no colon, or no space after it."""
    line = lines[number].strip()
    joined = re.fullmatch(r"(?:- +)?([\w-]+)(:|\s*=\s*| (?=[\"'\[]))(\S.*)", line)
    if joined:
        what = {":": "There is no space after the colon.", " ": "This line has no colon."}.get(
            joined[2], "There is an equals sign in the place of the colon."
        )
        advice = f"Write: {shortened(f'{joined[1]}: {joined[3]}')}"
    else:
        what = "This line has no colon."
        advice = (
            "Each line is “key: value”. If this goes on from the line above, join the two: a text "
            "stands on one line."
        )
    column = len(lines[number]) - len(lines[number].lstrip())
    return not_yaml(what, advice, (number + 1, column + 1))


def _bracket_left_open(case: _Case) -> FaultError | None:
    if "flow" not in case.words:
        return None
    # What the parser began to read last may stand below the line with the bracket.
    opening = (n for n in range(case.start, -1, -1) if _leaves_open(case.lines[n]))
    number = next(opening, case.start)
    line = case.lines[number]
    column = max(line.find("["), line.find("{"), 0)
    remedy = "Close it at the end of the list: [bolton, bury]"
    if re.search(r"[\[{]\s*(?:#.*)?$", line):
        remedy = "Delete it if the list stands on the lines below. If not, close it: [bolton, bury]"
    what = "A bracket opens here, and none closes on this line."
    return not_yaml(what, remedy, (number + 1, column + 1))


def _leaves_open(line: str) -> bool:
    return line.count("[") + line.count("{") > line.count("]") + line.count("}")


def _escape(case: _Case) -> FaultError | None:
    if "escape" not in case.words:
        return None
    return not_yaml(
        "A backslash (\\) means something special between these quote marks.",
        "Leave it out, or write it twice.",
        (case.line + 1, case.column + 1),
    )


def _wrong_start(case: _Case) -> FaultError | None:
    if not re.search(r"expected|not allowed", case.words):
        return None
    line = case.lines[case.line]
    column = len(line) - len(line.lstrip())
    if line.lstrip().startswith("- "):
        return not_yaml(
            "A line that starts with “- ” cannot stand here.",
            "Delete the “- ”, or put the line under the key of its list, two spaces further in.",
            (case.line + 1, column + 1),
            structure=True,
        )
    return not_yaml(
        "The spaces at the start of this line do not fit the lines above it.",
        "Start it exactly under the line to which it belongs, with two more spaces for each step "
        "inwards. The first line of each item of a list needs “- ”.",
        (case.line + 1, column + 1),
        structure=True,
    )


_LOOKED_FOR: tuple[Callable[[_Case], FaultError | None], ...] = (
    _quote_left_open,
    _text_after_the_end,
    _escape,
    _starts_with_an_order,
    _cut_off_above,
    _colon_in_a_text,
    _wrong_bullet,
    _no_colon,
    _bracket_left_open,
    _wrong_start,
)


def syntax_fault(text: str, error: yaml.YAMLError) -> FaultError:
    """Say why a text cannot be read, given what the parser said."""
    mark = start = None
    words = ""
    if isinstance(error, yaml.MarkedYAMLError):
        mark, start = error.problem_mark or error.context_mark, error.context_mark
        words = f"{error.context or ''} {error.problem or ''}"
    lines = text.rstrip().split("\n")
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):  # the parser read to the end
        line, column = len(lines) - 1, 0
    case = _Case(lines, line, column, min(start.line, line) if start else line, words)
    for look in _LOOKED_FOR:
        fault = look(case)
        if fault:
            return fault
    return not_yaml(
        "This line cannot be read.",
        "Compare it with the same line in another record of this kind.",
        (line + 1, column + 1),
    )
