"""Read the answers of a form as they are meant: (01204) 336500, www.bolton.gov.uk, 20/11/2026.

Nobody who reports a mistake should have to know how we write numbers and dates. What was turned
around is told to the reviewer. What cannot be read so stays as it is, and the checks refuse it.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from safetyhelp.issue_forms.bodies import Answers
from safetyhelp.issue_forms.questions import CONTACT_PREFIX
from safetyhelp.records.proposals import proposal
from safetyhelp.text.misleading import QUOTE_MARKS
from safetyhelp.text.words import shortened

_CONTACT_FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "phone": "uk-phone",
        "text_phone": "uk-phone",
        "relay": "uk-phone",
        "email": "email",
        "url": "uri",
        "bsl": "uri",
    }
)
_FORMATS: Mapping[str, str] = MappingProxyType(
    {
        **_CONTACT_FORMATS,
        "source": "uri",
        "seen": "seen-date",
        "tried": "date",
        "ended": "partial-date",
    }
)
_WORDS = ("name", "summary", "new")


def _format_of(key: str, answers: Answers) -> str:
    """Return the format of an answer; that of a new detail depends on which detail it is."""
    if key == "new":
        return _CONTACT_FORMATS.get(answers["detail"].removeprefix(CONTACT_PREFIX), "")
    return _FORMATS.get(key, "")


def tidied(answers: Answers) -> tuple[Answers, tuple[str, ...]]:
    """Return the answers in the spellings that records use, and what to tell the reviewer."""
    texts = dict(answers.texts)
    remarks = []
    labels = {field.id: field.label for field in answers.form.fields}
    for key, text in answers.texts.items():
        name = _format_of(key, answers)
        better = proposal(name, text) if name and text else None
        if better:
            texts[key] = better
            remarks.append(f"“{labels[key]}”: {shortened(text)} was read as {better}.")
        elif key in _WORDS and text[:1] in QUOTE_MARKS and text[-1:] in QUOTE_MARKS:
            texts[key] = text.strip(QUOTE_MARKS)
    return replace(answers, texts=texts), tuple(remarks)
