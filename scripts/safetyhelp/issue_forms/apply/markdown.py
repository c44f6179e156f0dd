"""Text that may be shown in a comment, a pull request or a log: untrusted words do no harm there.

Everything that comes from an issue or a record stands inside code, where GitHub makes no links,
mentions or images of it, and no line of it can start a code fence or a workflow command.
"""

from collections.abc import Iterable

from safetyhelp.findings.model import Finding
from safetyhelp.text.misleading import first_misleading

_FENCE = "```"


def _harmless(text: str) -> str:
    """Return text on one line, without what ends code or is a command to GitHub's runner."""
    line = " ".join(text.split()).replace("`", "'").replace("##[", "## [").replace("::", ": :")
    while (bad := first_misleading(line)) is not None:
        line = line.replace(line[bad], "?")
    return line


def fenced(lines: Iterable[str]) -> list[str]:
    """Return lines as a block of code, each with a dash in front."""
    return [f"{_FENCE}text", *(f"- {_harmless(line)}" for line in lines), _FENCE]


def about(finding: Finding) -> str:
    """Say a finding in one line: where, what, and how to mend it."""
    return f"{finding.file}: {finding.message.rstrip('.')}. {finding.suggestion}"
