"""Read the answers of a form as they are meant: (01204) 336500, www.bolton.gov.uk, 20/11/2026.

Nobody who reports a mistake should have to know how we write numbers and dates. What was turned
around is told to the reviewer. What cannot be read so stays as it is, and the checks refuse it.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from safetyhelp.issue_forms.bodies import Answers
from safetyhelp.issue_forms.questions import CONTACT_PREFIX
from safetyhelp.records.contacts import WAYS
from safetyhelp.records.formats import FORMATS
from safetyhelp.records.proposals import of_another_field, proposal, too_much
from safetyhelp.text.misleading import QUOTE_MARKS, has_curly_quotes, straightened
from safetyhelp.text.words import shortened

_OF_WAYS = {"phone": "uk-phone", "email": "email", "url": "uri"}
_CONTACT_FORMATS: Mapping[str, str] = MappingProxyType(
    {field: _OF_WAYS[what] for field, what in WAYS.items()}
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
_OR_EMPTY = "Or leave it empty."
_REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        "uk-phone": "Read the number again and correct it.",
        "email": "Read the address again and correct it.",
        "uri": "Open the public page in a browser and copy its address from there.",
        "date": _OR_EMPTY,
        "seen-date": _OR_EMPTY,
        "partial-date": "",
    }
)
"""What to do about a fault when one has a form and not a file."""

_ONE = "Write one here, and nothing else. For a second one, send the form again."
_ELSEWHERE = "Write it where the form asks for that."
_UNKNOWN = "unknown"
_FITTING: Mapping[str, str] = MappingProxyType(
    {
        "uk-phone": "0300 123 1234",
        "email": "office@gov.uk",
        "uri": "https://www.gov.uk/",
        "seen-date": _UNKNOWN,
        "date": "2000-01-01",
        "partial-date": "2000",
    }
)
_WORDS = ("name", "summary", "new")


def _format_of(key: str, answers: Answers) -> str:
    """Return the format of an answer; that of a new detail depends on which detail it is."""
    if key == "new":
        return _CONTACT_FORMATS.get(answers["detail"].removeprefix(CONTACT_PREFIX), "")
    return _FORMATS.get(key, "")


def _is_unknown(text: str) -> bool:
    """Say whether somebody wrote the word, in capitals or not, with a full stop or quotes."""
    return text.strip(f"{QUOTE_MARKS}. ").casefold() == _UNKNOWN


def format_faults(answers: Answers) -> Mapping[str, str]:
    """Say of each answer what is wrong with its form, by the id of its question."""
    faults = {}
    for key, text in answers.texts.items():
        name = _format_of(key, answers)
        fault = FORMATS[name](text) if name and text else None
        if fault:
            remedy = _REMEDIES[name]
            if crowded := too_much(name, text):
                fault, remedy = crowded[0], _ONE
            elif astray := of_another_field(name, text):
                fault, remedy = astray[0], _ELSEWHERE
            faults[key] = answers.about(key, f"{shortened(text)}. {fault} {remedy}".rstrip())
    return faults


def without_faults(answers: Answers, faults: Mapping[str, str]) -> Answers:
    """Return the answers with something of the right form in the place of each that has not.

    What is wrong with it is said already; so all others can be tried. Nothing of it is written.
    """
    texts = {
        key: _FITTING.get(_format_of(key, answers), text) if key in faults and text else text
        for key, text in answers.texts.items()
    }
    return replace(answers, texts=texts)


def tidied(answers: Answers) -> tuple[Answers, tuple[str, ...]]:
    """Return the answers in the spellings that records use, and what to tell the reviewer."""
    texts = dict(answers.texts)
    remarks = []
    for key, text in answers.texts.items():
        name = _format_of(key, answers)
        if name and _is_unknown(text):
            texts[key] = _UNKNOWN if name == "seen-date" else "" if name == "date" else text
            continue
        better = proposal(name, text) if name and text else None
        if better:
            texts[key] = better
            remarks.append(answers.about(key, f"{shortened(text)} was read as {better}."))
        elif key in _WORDS and text[:1] in QUOTE_MARKS and text[-1:] in QUOTE_MARKS:
            texts[key] = straightened(text.strip(QUOTE_MARKS))
        elif has_curly_quotes(text):  # telephones type them by themselves
            texts[key] = straightened(text)
    return replace(answers, texts=texts), tuple(remarks)
