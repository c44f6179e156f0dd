"""From the body of an issue to changed files that the checks accept, or to a clear refusal. Pure.

Four forms, one function each. Whatever they come to is tried first: the checks must find nothing
that they did not find before.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from safetyhelp.areas.on_a_day import LEVELS
from safetyhelp.dataset.coverage import left_without
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding
from safetyhelp.issue_forms.apply.add import add
from safetyhelp.issue_forms.apply.change import change
from safetyhelp.issue_forms.apply.close import close
from safetyhelp.issue_forms.apply.correct import correct
from safetyhelp.issue_forms.apply.drafts import Draft
from safetyhelp.issue_forms.apply.tidy import format_faults, tidied, without_faults
from safetyhelp.issue_forms.bodies import Answers, RefusedError, decoded, read_answers
from safetyhelp.issue_forms.forms import forms
from safetyhelp.issue_forms.questions import CONTACT_PREFIX, key_in_words
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
_MANY = 25


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
    gaps_file = draft.dataset.loaded.gaps_file
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
            draft.append(gaps_file, "gaps", gap)
            draft.remarks.append(
                f"{gaps_file}: a gap was declared in {kind} for {in_words(left, 'and')}, "
                f"to be looked at again by {day.isoformat()}."
            )


# What to do about a finding when one has a form and not a file. For all others the suggestion of
# the finding is fit for both.
_REMEDIES: Mapping[str, str] = MappingProxyType(
    {
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


# Keys of a record that the forms ask for under another name.
_QUESTIONS: Mapping[str, str] = MappingProxyType(
    {**dict.fromkeys(LEVELS, "covers"), "confirmed": "tried", "ends_on": "ended"}
)


def _question_of(finding: Finding, draft: Draft, answers: Answers) -> str:
    """Return the id of the question whose answer a finding is about, or nothing."""
    if finding.file != draft.file:
        return ""
    keys = [key for key in finding.path if isinstance(key, str)]
    is_page = keys[:1] == ["sources"]
    key = "confirmed" if "confirmed" in keys else keys[-1] if keys else ""
    key = "source" if is_page and key == "url" else _QUESTIONS.get(key, key)
    asked = {field.id for field in answers.form.fields}
    if "detail" in asked and answers["detail"].removeprefix(CONTACT_PREFIX) == key:
        return "new"
    return key if key in asked else ""


def _in_words_of_the_form(finding: Finding, question: str, answers: Answers) -> str:
    """Return a message with the question in the place of the key that it starts with."""
    said = finding.message.rstrip(".")
    key = re.match(r"“([a-z_]+)”", said)
    if key:
        name = answers.label(question) if question else key_in_words(key[1])
        return f"“{name}”{said[key.end() :]}"
    return answers.about(question, said) if question else said


def _by_a_person(finding: Finding, draft: Draft) -> str:
    """Say why a person decides, when a contact cannot go from all records; else nothing.

    Nobody is told their own report as the reason why it is refused.
    """
    for value, others in draft.taken_out.items():
        itself = finding.code == "withdrawn-contact" and finding.message.startswith(value)
        if itself or finding.file in others:
            files = dict.fromkeys((*others, finding.file))
            return (
                f"{value} stands in {in_words([*files], 'and')}, and cannot be taken out of all of "
                "them by itself. A person has to decide."
            )
    return ""


def _reasons(
    findings: Iterable[Finding], draft: Draft, answers: Answers, faults: Mapping[str, str]
) -> list[str]:
    """Say what the checks found, to somebody who filled in a form; each thing once.

    Of an answer in `faults` all is said that matters.
    """
    reasons: dict[str, str] = {}
    for finding in findings:
        if said := _by_a_person(finding, draft):
            reasons[said] = said
            continue
        question = _question_of(finding, draft, answers)
        if question in faults:
            continue
        remedy = _REMEDIES.get(finding.code, finding.suggestion)
        fault = _in_words_of_the_form(finding, question, answers)
        same = fault.partition(": ")[2] if finding.code in _REMEDIES else fault
        reasons.setdefault(same, _DISCREET.get(finding.code, f"{fault}. {remedy}"))
    return list(reasons.values())


def _about_the_answers(findings: Iterable[Finding], draft: Draft) -> list[Finding]:
    """Return the findings that stay when some answers could not be used: those of the others."""
    return [f for f in findings if f.file == draft.file and f.path[:1] != ("covers",)]


def _tried(draft: Draft) -> Verdict:
    """Try the change; where it leaves councils without a record, declare a gap first."""
    verdict = try_files(draft.dataset, draft.files(), draft.schemas)
    if _uncovered(verdict) and verdict.after:
        _declare_gaps(draft, verdict.after)
        verdict = try_files(draft.dataset, draft.files(), draft.schemas)
    return verdict


def apply(dataset: Dataset, schemas: Schemas, body: bytes) -> Applied:
    """Turn the body of an issue into a change. Raises RefusedError with everything that is wrong.

    Whatever can be tried is tried, with something fitting in the place of what is wrong.
    """
    answers, remarks = tidied(read_answers(decoded(body), forms(schemas)))
    faults = {**format_faults(answers), **answers.faults}
    draft = Draft(dataset, schemas, [*remarks])
    title = ""
    if not any(f.required and answers.texts.get(f.id) == "" for f in answers.form.fields):
        try:
            title = _APPLY[answers.form.id](draft, without_faults(answers, faults))
        except RefusedError as error:
            draft.problems.extend(error.reasons)
    problems = [*faults.values(), *draft.problems]
    verdict = _tried(draft) if title else Verdict((), ())
    errors = verdict.errors if not problems else _about_the_answers(verdict.errors, draft)
    reasons = [*problems, *_reasons(errors, draft, answers, faults)]
    if reasons:
        more = len(reasons) - _MANY
        raise RefusedError(*reasons[:_MANY], *([f"And {more} more."] if more > 0 else []))
    return Applied(title, draft.files(), tuple(draft.remarks), verdict.warnings)
