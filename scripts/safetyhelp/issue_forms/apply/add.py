"""The form “Add a service”: a new record."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from safetyhelp.issue_forms.apply.drafts import Draft
from safetyhelp.issue_forms.bodies import Answers, RefusedError
from safetyhelp.issue_forms.questions import key_in_words
from safetyhelp.new_record.areas import Places, place_problems
from safetyhelp.new_record.asking import CONTACT_KEYS, WAYS, choices_of
from safetyhelp.new_record.create import CannotCreateError, NoFreeIdError, Request, compose
from safetyhelp.records.kinds import REPORTING

_ANY_PLACE = ("England",)
_ANY_PURPOSE = "Ask"
_ANY_ID = "new-record"


def _no_answer(question: str, _: str) -> str:
    """Stand in for the person who cannot be asked."""
    key = question.partition(":")[0].partition(" ")[0]
    raise RefusedError(f"“{key_in_words(key)}” is needed for this sort of help.")


def _settings(draft: Draft, answers: Answers, schema: Mapping[str, Any]) -> dict[str, str]:
    """Return what the answers say about the service itself; what is wrong goes to the problems."""
    settings = {"name": answers["name"], "summary": " ".join(answers["summary"].split())}
    settings.update({key: ",".join(values) for key, values in answers.lists.items() if values})
    settings.update({key: answers[key] for key in ("run_by", "role") if answers[key]})
    for key in [key for key in settings if key not in schema["properties"]]:
        draft.problems.append(f"“{key_in_words(key)}” does not belong to this sort of help.")
        del settings[key]
    asked = {*answers.texts, *answers.lists}
    for key in schema["required"]:
        choices = choices_of(schema["properties"][key])
        if choices and key in asked and key not in settings:
            if key not in answers.faults:
                draft.problems.append(f"“{key_in_words(key)}” is needed for this sort of help.")
            settings[key] = choices[0]
    return settings


def _places(draft: Draft, answers: Answers, kind: str) -> tuple[str, ...]:
    """Return the names of the places; some place, when one is not known: that is a problem."""
    names = answers.names("covers")
    problems = list(place_problems(Places(draft.dataset.directory.map), names, kind))
    draft.problems += [answers.about("covers", problem) for problem in problems]
    return _ANY_PLACE if problems else names


def _contact(draft: Draft, answers: Answers, kind: str) -> dict[str, str]:
    """Return the contact that the answers give; what it lacks goes to the problems."""
    contact = {key: answers[key] for key in CONTACT_KEYS if answers[key]}
    if not contact and kind != REPORTING:
        return contact
    if not any(way in contact for way in WAYS):
        draft.problems.append("A contact needs a phone number, an e-mail address or a web address.")
        contact["url"] = answers["source"]
    if "for" not in contact:
        draft.problems.append(f"“{answers.label('for')}” is needed for this sort of help.")
        contact["for"] = _ANY_PURPOSE
    return contact


def add(draft: Draft, answers: Answers) -> str:
    """Apply the form; return the title of the change. Raises RefusedError."""
    kind = answers["kind"]
    settings = _settings(draft, answers, draft.schemas.inlined[kind])
    contact = _contact(draft, answers, kind)
    request = Request(
        kind=kind,
        places=_places(draft, answers, kind),
        source=answers["source"],
        seen=answers["seen"],
        contact=contact,
        settings=settings,
    )
    try:
        made = compose(draft.dataset, draft.schemas, request, _no_answer)
    except NoFreeIdError as error:
        said = str(error).removesuffix(" Choose one yourself: --id.")
        draft.problems.append(answers.about("name", said))
        made = compose(
            draft.dataset, draft.schemas, replace(request, record_id=_ANY_ID), _no_answer
        )
    except CannotCreateError as error:
        raise RefusedError(str(error)) from error
    draft.add_record(made, {})
    draft.file = made.file
    draft.remarks.extend(made.remarks)
    return f"Add {kind}/{made.record_id}"
