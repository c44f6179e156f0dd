"""The form “Add a service”: a new record."""

from safetyhelp.issue_forms.apply.drafts import Draft, Fields
from safetyhelp.issue_forms.bodies import Answers, RefusedError
from safetyhelp.issue_forms.questions import key_in_words
from safetyhelp.new_record.asking import WAYS
from safetyhelp.new_record.create import CannotCreateError, Request, create
from safetyhelp.records.kinds import REPORTING
from safetyhelp.yaml.parse import parse
from safetyhelp.yaml.source import SourceText

_CONTACT = ("for", "phone", "email", "url", "text_phone", "hours")


def _no_answer(question: str, _: str) -> str:
    """Stand in for the person who cannot be asked."""
    key = question.partition(":")[0].partition(" ")[0]
    raise RefusedError(f"“{key_in_words(key)}” is needed for this sort of help.")


def add(draft: Draft, answers: Answers) -> str:
    """Apply the form; return the title of the change. Raises RefusedError."""
    kind = answers["kind"]
    properties = draft.schemas.inlined[kind]["properties"]
    settings = {"name": answers["name"], "summary": " ".join(answers["summary"].split())}
    settings.update({key: ",".join(values) for key, values in answers.lists.items() if values})
    settings.update({key: answers[key] for key in ("run_by", "role") if answers[key]})
    for key in [key for key in settings if key not in properties]:
        raise RefusedError(f"“{key_in_words(key)}” does not belong to this sort of help.")
    contact = {key: answers[key] for key in _CONTACT if answers[key]}
    if (contact or kind == REPORTING) and not any(way in contact for way in WAYS):
        raise RefusedError("A contact needs a phone number, an e-mail address or a web address.")
    request = Request(
        kind=kind,
        places=tuple(part for line in answers["covers"].split("\n") for part in line.split(";")),
        source=answers["source"],
        seen=answers["seen"],
        contact=contact,
        settings=settings,
    )
    try:
        made = create(draft.dataset, draft.schemas, request, _no_answer)
    except CannotCreateError as error:
        raise RefusedError(str(error).removesuffix(" Choose one yourself: --id.")) from error
    value, _ = parse(SourceText(made.file, made.text))
    assert isinstance(value, dict)
    fields: Fields = value
    draft.add_file(kind, made.record_id, fields)
    draft.remarks.extend(made.remarks)
    return f"Add {kind}/{made.record_id}"
