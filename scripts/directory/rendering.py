"""Renderers: findings in, text out. One function for each output format."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from directory.findings import Finding, Severity


def _one_line(text: str) -> str:
    """Make every character of a text visible, on one line.

    File names and values come from contributors. GitHub obeys a line of a log that starts with
    “::”, and an older form, “##[”, anywhere in a line; a terminal obeys control characters.
    """
    visible = "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text
    )
    return visible.replace("##[", "##\\[")


def _dotted(finding: Finding) -> str:
    return ".".join(str(part) for part in finding.path)


def as_text(findings: list[Finding]) -> str:
    """Render findings for a person: a line for the fault, a line for the remedy."""
    lines = []
    for finding in findings:
        place = f"{finding.file}:{finding.line}:{finding.column}"
        what = f"{place}: {finding.severity.value}[{finding.code}]: {finding.message}"
        lines.append(_one_line(what))
        lines.append(_one_line(f"    To mend it: {finding.suggestion}"))
    return "\n".join(lines) + ("\n" if lines else "")


def _escape_message(text: str) -> str:
    """Escape text for a GitHub workflow command (percent, line ends)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_message(text).replace(":", "%3A").replace(",", "%2C")


def as_github(findings: list[Finding]) -> str:
    """Render findings as GitHub workflow commands, which annotate the lines of a pull request."""
    lines = []
    for finding in findings:
        properties = ",".join(
            (
                f"file={_escape_property(finding.file)}",
                f"line={finding.line}",
                f"col={finding.column}",
                f"title={_escape_property(finding.code)}",
            )
        )
        message = _escape_message(_one_line(f"{finding.message} To mend it: {finding.suggestion}"))
        lines.append(f"::{finding.severity.value} {properties}::{message}")
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
        }
        for finding in findings
    ]
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    document = {"errors": errors, "warnings": len(findings) - errors, "findings": rows}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


RENDERERS: Mapping[str, Callable[[list[Finding]], str]] = MappingProxyType(
    {"text": as_text, "github": as_github, "json": as_json}
)
