"""What is said about an issue: the description of the pull request, or the comment that refuses."""

from safetyhelp.issue_forms.apply.apply import Applied
from safetyhelp.issue_forms.apply.markdown import about, fenced


def accepted(applied: Applied) -> str:
    """Return the text for a pull request. Its first line is a title made of our words only."""
    lines = [applied.title, "", "Made from an issue by `scripts/apply_issue.py`. Files:", ""]
    lines += fenced(applied.files)
    if applied.remarks:
        lines += ["", "What was done, and what to look at:", "", *fenced(applied.remarks)]
    if applied.warnings:
        lines += ["", "Warnings that are new:", "", *fenced(map(about, applied.warnings))]
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
        *fenced(reasons),
        "",
        "You can edit your first message and correct this. Or leave it: a person will read it.",
    ]
    return "\n".join(lines) + "\n"
