"""From the body of an issue to changed files that the checks accept, or to a clear refusal. Pure.

Four forms, one function each. Whatever they come to is tried first: the checks must find nothing
that they did not find before.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from safetyhelp.dataset.coverage import left_without
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding
from safetyhelp.issue_forms.apply.add import add
from safetyhelp.issue_forms.apply.change import change
from safetyhelp.issue_forms.apply.close import close
from safetyhelp.issue_forms.apply.correct import correct
from safetyhelp.issue_forms.apply.drafts import Draft
from safetyhelp.issue_forms.apply.tidy import tidied
from safetyhelp.issue_forms.bodies import Answers, RefusedError, decoded, read_body
from safetyhelp.issue_forms.forms import forms
from safetyhelp.issue_forms.questions import key_in_words
from safetyhelp.new_record.trial import Verdict, try_files
from safetyhelp.records.form_links import ADD, CHANGED, CLOSED, CORRECT
from safetyhelp.records.kinds import RECORD_KINDS
from safetyhelp.records.schema import Schemas
from safetyhelp.text.words import in_words
from safetyhelp.yaml.parse import Value

_APPLY: Mapping[str, Callable[[Draft, Answers], str]] = MappingProxyType(
    {CORRECT: correct, ADD: add, CLOSED: close, CHANGED: change}
)
_REVIEW_AFTER = timedelta(days=182)
_MANY = 8


@dataclass(frozen=True, slots=True)
class Applied:
    """A change: its title (our words and ids only), its files by name, what to say about it."""

    title: str
    files: Mapping[str, str]
    remarks: tuple[str, ...]
    warnings: tuple[Finding, ...]


def _uncovered(verdict: Verdict) -> bool:
    """Say whether all that the checks find is that councils have lost their only record."""
    return bool(verdict.errors) and all(f.code == "coverage-missing" for f in verdict.errors)


def _declare_gaps(draft: Draft, after: Dataset) -> None:
    """Declare a gap for the councils that the change leaves without a record."""
    for kind in RECORD_KINDS:
        before, now = (left_without(each.directory, kind) for each in (draft.dataset, after))
        left = sorted({council.id for council in now} - {council.id for council in before})
        if left:
            day = draft.today + _REVIEW_AFTER
            councils: list[Value] = [*left]
            gap: Value = {
                "section": kind,
                "covers": {"councils": councils},
                "reason": "What was here has ended. We have not found what took its place.",
                "review_by": day.isoformat(),
            }
            draft.append(draft.gaps_file, "gaps", gap)
            draft.remarks.append(
                f"{draft.gaps_file}: a gap was declared in {kind} for {in_words(left, 'and')}, "
                f"to be looked at again by {day.isoformat()}."
            )


# What to do about a finding when one has a form and not a file. For all others the suggestion of
# the finding is fit for both.
_REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        "bad-phone": "Read the number again and correct it.",
        "bad-email": "Read the address again and correct it.",
        "bad-url": "Open the public page in a browser and copy its address from there.",
        "bad-date": "Write it as year-month-day, or leave it empty.",
        "contact-in-text": "Say it without: numbers and addresses have questions of their own.",
        "missing-field": "This sort of help needs a phone number, an e-mail or a web address.",
        "withdrawn-contact": "If you have new evidence that it is right, write so in a comment.",
    }
)
# What is not said again in public: it may be about a person, or a place that must stay secret.
_DISCREET: Mapping[str, str] = MappingProxyType(
    {
        "personal-email": "An e-mail address looks like that of one person. Give that of the team, "
        "or leave it out. You can edit your message, so that it does not stay there.",
        "address-in-text": "Something looks like a street address or a postcode. We publish none. "
        "You can edit your message, so that it does not stay there.",
    }
)


def _in_words_of_the_form(finding: Finding) -> str:
    """Return a message that starts with a key, with what the forms call that key."""

    def named(key: re.Match[str]) -> str:
        is_page = finding.path[:1] == ("sources",) and key[1] == "url"
        return f"“{key_in_words('source' if is_page else key[1])}”"

    return re.sub(r"^“([a-z_]+)”", named, finding.message.rstrip("."))


def _reasons(findings: Iterable[Finding]) -> list[str]:
    """Say what the checks found, to somebody who filled in a form; each thing once."""
    reasons: dict[str, str] = {}
    for finding in findings:
        remedy = _REMEDIES.get(finding.code, finding.suggestion)
        fault = _in_words_of_the_form(finding)
        same = fault.partition(": ")[2] if finding.code in _REMEDIES else fault
        reasons.setdefault(same, _DISCREET.get(finding.code, f"{fault}. {remedy}"))
    return list(reasons.values())


def apply(dataset: Dataset, schemas: Schemas, body: bytes) -> Applied:
    """Turn the body of an issue into a change. Raises RefusedError."""
    answers, remarks = tidied(read_body(decoded(body), forms(schemas)))
    draft = Draft(dataset, schemas)
    draft.remarks.extend(remarks)
    title = _APPLY[answers.form.id](draft, answers)
    verdict = try_files(dataset, draft.files(), schemas)
    if _uncovered(verdict) and verdict.after:
        _declare_gaps(draft, verdict.after)
        verdict = try_files(dataset, draft.files(), schemas)
    if verdict.errors:
        reasons = _reasons(verdict.errors)
        more = len(reasons) - _MANY
        raise RefusedError(*reasons[:_MANY], *([f"And {more} more."] if more > 0 else []))
    return Applied(title, draft.files(), tuple(draft.remarks), verdict.warnings)
