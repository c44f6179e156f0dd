"""What is said about an issue: the description of the pull request, or the comment that refuses."""

from safetyhelp.findings.model import Finding
from safetyhelp.issue_forms.apply.apply import Applied
from safetyhelp.text.markdown import listed


def _about(finding: Finding) -> str:
    return f"{finding.file}: {finding.message.rstrip('.')}. {finding.suggestion}"


def accepted(applied: Applied) -> str:
    """Return the text for a pull request. Its first line is a title made of our words only."""
    lines = [applied.title, "", "Made from an issue by `scripts/apply_issue.py`. Files:", ""]
    lines.append(listed(applied.files))
    if applied.remarks:
        lines += ["", "What was done, and what to look at:", "", listed(applied.remarks)]
    if applied.warnings:
        lines += ["", "Warnings that are new:", "", listed(map(_about, applied.warnings))]
    lines += [
        "",
        "Before you merge: open the page that is named as the source, and compare each value.",
    ]
    return "\n".join(lines) + "\n"


def refused(reasons: tuple[str, ...]) -> str:
    """Return the comment for whoever wrote the issue."""
    lines = [
        "Thank you for writing. This could not be made into a change by itself:",
        "",
        listed(reasons),
        "",
        "You can edit your first message and correct this. Or leave it: a person will read it.",
    ]
    return "\n".join(lines) + "\n"
