"""Read the body of an issue, which anybody may have written, into the answers of a form.

Nothing in the body is trusted. It is text until each answer has been recognised: a choice must be
one of the form's choices, a line must be one line, and no character may be one that cannot be
seen. A heading counts only if the form has it; each must be there once, in the order of the form,
so that a heading inside an answer cannot pass for another answer.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from safetyhelp.issue_forms.fields import Field, Form, Shape
from safetyhelp.text.misleading import about_misleading, first_misleading
from safetyhelp.text.words import in_words, shortened

MAX_BYTES = 64 * 1024
"""GitHub's own limit for the body of an issue is about the same."""

_MAX_LINE, _MAX_TEXT = 400, 2000
_SHOWN_BEFORE = 20
_ABOVE = ""
"""Where the faults of what stands above the first question are kept: no field has this id."""
_HEADING = re.compile(r"^### +(.+?) *$", re.MULTILINE)
_NO_ANSWER = frozenset({"", "_No response_"})
_TICKED = re.compile(r"^[-*] \[[xX]\] (.+)$")


class RefusedError(Exception):
    """Why an issue cannot become a change: sentences for whoever wrote it."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to a form by field id. Text that was not given is empty.

    `faults` says of each answer that cannot be taken as it is what is wrong with it; the answer
    then holds what could be read of it, so that the others can be tried all the same.
    """

    form: Form
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    faults: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, field_id: str) -> str:
        return self.texts[field_id]

    def names(self, field_id: str) -> tuple[str, ...]:
        """Return the names that were given, one on each line or with semicolons between them."""
        return tuple(re.split("[\n;]", self.texts[field_id]))

    def label(self, field_id: str) -> str:
        """Return a question as the form asks it."""
        return next(each.label for each in self.form.fields if each.id == field_id)

    def about(self, field_id: str, said: str) -> str:
        """Return what is said about an answer, with the question in front."""
        return f"“{self.label(field_id)}”: {said}"


def decoded(content: bytes) -> str:
    """Turn the bytes of a body into text with plain line ends. Raises RefusedError."""
    if len(content) > MAX_BYTES:
        raise RefusedError(f"The text is too long: more than {MAX_BYTES // 1024} kB.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError("The text is not UTF-8. Open the form again and fill it in.") from error
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\xa0", " ")


def _hidden(text: str) -> str:
    """Say what in a text nobody sees who reads it, and where; nothing when all can be seen."""
    if "<!--" in text:
        return (
            "Here is a hidden comment (“<!--”). Nobody sees it when they read the issue. Delete it."
        )
    bad = first_misleading(text)
    if bad is None:
        return ""
    line = text[:bad].rpartition("\n")[2]
    where = f"behind “{line[-_SHOWN_BEFORE:].strip()}”" if line.strip() else "here"
    fault, remedy = about_misleading(text[bad])
    return f"{fault.replace(' here (', f' {where} (')} {remedy}"


def _all_seen(text: str) -> str:
    """Return a text without what nobody sees."""
    text = text.replace("<!--", "")
    while (bad := first_misleading(text)) is not None:
        text = text.replace(text[bad], "")
    return text


def _sections(text: str, form: Form) -> list[tuple[str, str]]:
    """Cut the text at the headings of the form: (label, text below it), as they stand."""
    labels = {field.label for field in form.fields}
    marks = [match for match in _HEADING.finditer(text) if match[1] in labels]
    ends = [*(match.start() for match in marks[1:]), len(text)]
    return [
        (match[1], text[match.end() : end].strip()) for match, end in zip(marks, ends, strict=True)
    ]


def _recognised(text: str, forms: Sequence[Form]) -> Form:
    """Return the form whose headings the text has. Raises RefusedError."""
    found = set(_HEADING.findall(text))
    missing = {form.id: [f.label for f in form.fields if f.label not in found] for form in forms}
    whole = [form for form in forms if not missing[form.id]]
    if len(whole) == 1:
        return whole[0]
    names = in_words([f"“{form.name}”" for form in forms])
    if whole:
        raise RefusedError("The text has the headings of two forms. Use one form for each change.")
    nearest = min(forms, key=lambda form: len(missing[form.id]) / len(form.fields))
    lacking = missing[nearest.id]
    if len(lacking) > len(nearest.fields) // 2:
        raise RefusedError(f"This was not written with one of our forms: {names}.")
    raise RefusedError(
        f"Parts of the form “{nearest.name}” are missing: "
        f"{in_words([f'“{label}”' for label in lacking], 'and')}. "
        "Open the form again and fill it in. Leave its headings as they are."
    )


def _choice(field: Field, answer: str) -> str:
    for option in field.options:
        if option.words == answer:
            return option.value
    raise RefusedError(f"“{shortened(answer)}” is not one of the choices.")


def _several(field: Field, answer: str) -> tuple[str, ...]:
    parts = [part.strip() for part in answer.split(",") if part.strip()]
    return tuple(dict.fromkeys(_choice(field, part) for part in parts))


def _check_promises(field: Field, answer: str) -> None:
    ticked = [match[1] for line in answer.split("\n") if (match := _TICKED.match(line.strip()))]
    missing = [option.words for option in field.options if option.words not in ticked]
    if missing:
        raise RefusedError(*(f"This box is not ticked: “{words}”" for words in missing))


def _text_fault(field: Field, answer: str) -> str:
    limit = _MAX_LINE if field.shape is Shape.LINE else _MAX_TEXT
    if len(answer) > limit:
        return f"the answer is too long ({limit} characters at most)."
    if field.shape is Shape.LINE and "\n" in answer:
        return "the answer must be one line."
    return ""


def _in_order(text: str, form: Form) -> list[tuple[str, str]]:
    """Return the answers as they stand, in the order of the questions. Raises RefusedError."""
    sections = _sections(text, form)
    labels = [label for label, _ in sections]
    if labels == [field.label for field in form.fields]:
        return sections
    twice = sorted({label for label in labels if labels.count(label) > 1})
    if twice:
        raise RefusedError(
            f"The heading “{twice[0]}” stands here twice, so that we cannot tell which answer "
            "counts. Do not write lines that start with “###”."
        )
    raise RefusedError("The headings of the form stand in another order. Fill it in again.")


def read_answers(text: str, forms: Sequence[Form]) -> Answers:
    """Read the decoded body of an issue. Raises RefusedError when its questions are not there.

    What is wrong with an answer stands in the `faults` of what is returned.
    """
    form = _recognised(text, forms)
    sections = _in_order(text, form)
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    faults: dict[str, str] = {}
    first = text.partition(f"### {form.fields[0].label}")[0]
    if said := _hidden(first):
        faults[_ABOVE] = f"Above the first question: {said}"
    for question, (_, raw) in zip(form.fields, sections, strict=True):
        shown = _all_seen(raw).strip()
        answer = "" if shown in _NO_ANSWER else shown
        said = _hidden(raw) or (_text_fault(question, answer) if not question.options else "")
        if said:
            faults[question.id] = f"“{question.label}”: {said}"
        try:
            if question.shape is Shape.PROMISES:
                _check_promises(question, answer)
            elif question.shape is Shape.CHOICES:
                lists[question.id] = ()
                lists[question.id] = _several(question, answer)
            elif question.shape is Shape.CHOICE:
                texts[question.id] = ""
                texts[question.id] = _choice(question, answer) if answer not in ("", "None") else ""
            else:
                limit = _MAX_LINE if question.shape is Shape.LINE else _MAX_TEXT
                texts[question.id] = answer[:limit]
            if question.required and not answer and question.shape is not Shape.PROMISES:
                faults.setdefault(question.id, f"“{question.label}” has no answer.")
        except RefusedError as error:
            said = " ".join(error.reasons)
            is_promise = question.shape is Shape.PROMISES
            faults.setdefault(question.id, said if is_promise else f"“{question.label}”: {said}")
    return Answers(form, texts, lists, faults)
