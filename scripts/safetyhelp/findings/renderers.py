"""Renderers: findings in, text out. One function for each output format."""

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from safetyhelp.findings.model import Finding, Severity, tally
from safetyhelp.text.words import counted

OVERDUE_HEAD = "Overdue: a day has passed, and somebody must look. It stops nothing."
"""What stands above everything that is overdue."""

_WORKFLOW_COMMANDS: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.OVERDUE: "notice"}
)
"""What GitHub calls them. It knows no others, and shows ten of each by itself."""


def _one_line(text: str) -> str:
    """Make every character of a text visible, on one line.

    File names and values come from contributors. GitHub obeys a line of a log that starts with
    “::”, and an older form, “##[”, anywhere in a line; a terminal obeys control characters.
    """
    visible = (c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
    return (text if text.isprintable() else "".join(visible)).replace("##[", "##\\[")


def _dotted(finding: Finding) -> str:
    return ".".join(str(part) for part in finding.path)


def _text_lines(finding: Finding) -> Iterator[str]:
    place = f"{finding.file}:{finding.line}:{finding.column}"
    yield _one_line(f"{place}: {finding.severity.value}[{finding.code}]: {finding.message}")
    yield _one_line(f"    To mend it: {finding.suggestion}")


def as_text(findings: list[Finding]) -> str:
    """Render findings for a person: a line for the fault, a line for the remedy.

    What is overdue and stands together is a section of its own.
    """
    sections = []
    for overdue, group in groupby(findings, lambda f: f.severity is Severity.OVERDUE):
        head = [OVERDUE_HEAD] if overdue else []
        sections.append("\n".join([*head, *(line for f in group for line in _text_lines(f))]))
    return "\n\n".join(sections) + ("\n" if sections else "")


def _escape_message(text: str) -> str:
    """Escape text for a GitHub workflow command (percent, line ends)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_message(text).replace(":", "%3A").replace(",", "%2C")


def _title(finding: Finding) -> str:
    return f"overdue: {finding.code}" if finding.severity is Severity.OVERDUE else finding.code


def as_github(findings: list[Finding]) -> str:
    """Render findings as GitHub workflow commands, which annotate the lines of a pull request."""
    lines = []
    for finding in findings:
        properties = ",".join(
            (
                f"file={_escape_property(finding.file)}",
                f"line={finding.line}",
                f"col={finding.column}",
                f"title={_escape_property(_title(finding))}",
            )
        )
        message = _escape_message(_one_line(f"{finding.message} To mend it: {finding.suggestion}"))
        lines.append(f"::{_WORKFLOW_COMMANDS[finding.severity]} {properties}::{message}")
    return "\n".join(lines) + ("\n" if lines else "")


def as_json(findings: list[Finding]) -> str:
    """Render findings as one JSON document, for programs."""
    rows = [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "file": finding.file,
            "line": finding.line,
            "column": finding.column,
            "path": _dotted(finding),
            "message": finding.message,
            "suggestion": finding.suggestion,
            "overdue_since": finding.since.isoformat() if finding.since else None,
        }
        for finding in findings
    ]
    count = tally(findings)
    document = {
        "errors": count[Severity.ERROR],
        "overdue": count[Severity.OVERDUE],
        "warnings": count[Severity.WARNING],
        "findings": rows,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def in_numbers(count: Mapping[Severity, int]) -> str:
    """Say how many findings there are of each sort: 0 errors, 3 overdue, 99 warnings."""
    errors, warnings = count[Severity.ERROR], count[Severity.WARNING]
    overdue = f"{count[Severity.OVERDUE]:,} overdue"
    return f"{counted(errors, 'error')}, {overdue}, {counted(warnings, 'warning')}"


RENDERERS: Mapping[str, Callable[[list[Finding]], str]] = MappingProxyType(
    {"text": as_text, "github": as_github, "json": as_json}
)
