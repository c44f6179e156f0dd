"""What is overdue: findings in; text, JSON, or the body of the one issue about it out. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from safetyhelp.findings.codes import CODES
from safetyhelp.findings.model import Finding, Severity
from safetyhelp.findings.renderers import as_json, as_text
from safetyhelp.text.markdown import code
from safetyhelp.text.words import day_in_words

_HEAD = """\
A day has passed, and somebody must look again. **The site goes on without it**, and visitors read
since when an answer has been due.

1. Choose an entry, and open its file at the line.
2. Do what stands above the entries of its sort.
3. Open a pull request. It is red until every entry that it alters has been put right.

This issue is kept up to date by itself, and closed when nothing is overdue any more.
"""


def overdue(findings: Iterable[Finding]) -> list[Finding]:
    """Return what is overdue, the longest time first."""
    late = [finding for finding in findings if finding.severity is Severity.OVERDUE]
    return sorted(late, key=lambda f: (f.since or date.max, f.code, f.file, f.line, f.message))


def _as_plain_text(late: Sequence[Finding]) -> str:
    return as_text([*late]) or "Nothing is overdue.\n"


def as_issue(late: Sequence[Finding]) -> str:
    """Write the issue: for each sort what to do, and its entries, the longest time first.

    It is empty when nothing is overdue: then there is to be no issue.
    """
    if not late:
        return ""
    lines = [_HEAD]
    for title in dict.fromkeys(finding.code for finding in late):
        group = [finding for finding in late if finding.code == title]
        lines += [f"## {CODES[title]} ({len(group):,})", ""]
        for remedy in dict.fromkeys(finding.suggestion for finding in group):
            lines += [code(remedy), ""]
            lines += [_entry(finding) for finding in group if finding.suggestion == remedy]
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _entry(finding: Finding) -> str:
    since = day_in_words(finding.since) if finding.since else ""
    place = code(f"{finding.file}:{finding.line}")
    return f"- [ ] since {since}, {place}: {code(finding.message)}"


OVERDUE: Mapping[str, Callable[[list[Finding]], str]] = MappingProxyType(
    {"text": _as_plain_text, "json": as_json, "markdown": as_issue}
)
