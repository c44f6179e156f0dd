"""Findings: what a check has to say, as data.

A finding names the file, the place in it, what is wrong in plain words and how to mend it.
Nothing in the core prints; `rendering` turns findings into output.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from safetyhelp.findings.codes import CODES, LINK_CODES

Path = tuple[str | int, ...]
"""Where a value stands in a record: keys and list positions, from the top."""


class Severity(Enum):
    """How bad a finding is. Only errors make a command fail.

    Overdue is what came true only because a day has passed: somebody must look, nothing stops.
    """

    WARNING = "warning"
    OVERDUE = "overdue"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    `file` is relative to the project, with forward slashes; `line` and `column` start at 1;
    `path` is where the value stands in the record, empty for the file as a whole. `since` is the
    first day on which something was overdue; only what is overdue needs it.
    """

    code: str
    file: str
    line: int
    column: int
    path: Path
    message: str
    suggestion: str
    severity: Severity = Severity.ERROR
    since: date | None = None

    def __post_init__(self) -> None:
        if self.severity is Severity.OVERDUE and self.since is None:
            raise ValueError(f"{self.code} is overdue, but nothing says since when")
        if self.code not in CODES and self.code not in LINK_CODES:
            raise ValueError(f"the code {self.code!r} is not in codes.CODES")


def in_order(findings: list[Finding]) -> list[Finding]:
    """Return the findings sorted by file and place, each one once."""
    unique = set(findings)
    return sorted(
        unique, key=lambda f: (f.file, f.line, f.column, f.severity.value, f.code, f.message)
    )


def tally(findings: Iterable[Finding]) -> Counter[Severity]:
    """Count findings by how bad they are."""
    return Counter(finding.severity for finding in findings)


def has_errors(findings: list[Finding]) -> bool:
    """Say whether any of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
