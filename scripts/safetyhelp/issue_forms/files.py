"""The issue forms as the YAML files that GitHub reads, and as pages for people without GitHub."""

import json
from collections.abc import Iterator

from safetyhelp.issue_forms.fields import Field, Form, Shape
from safetyhelp.records.form_links import FORM_SUFFIX

NOTE = (
    "# Made from data/schema/ by scripts/make_issue_forms.py. Do not edit it: change the schemas",
    "# or scripts/safetyhelp/issue_forms/forms.py, and run that command again.",
)
_WELCOME = (
    "In danger now? Phone 999. Nobody here can help with a case. "
    "Please write nothing about yourself, and no name of any person."
)


def _quoted(text: str) -> str:
    """Return text as a YAML string in double quotes; JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def _field_lines(field: Field) -> Iterator[str]:
    several = field.shape is Shape.CHOICES
    yield f"  - type: {(Shape.CHOICE if several else field.shape).value}"
    yield f"    id: {field.id}"
    yield "    attributes:"
    yield f"      label: {_quoted(field.label)}"
    yield f"      description: {_quoted(field.description)}"
    if field.example:
        yield f"      placeholder: {_quoted(f'For example: {field.example}')}"
    if several:
        yield "      multiple: true"
    if field.options:
        yield "      options:"
    for option in field.options:
        if field.shape is Shape.PROMISES:
            yield f"        - label: {_quoted(option.words)}"
            yield "          required: true"
        else:
            yield f"        - {_quoted(option.words)}"
    if field.required and field.shape is not Shape.PROMISES:
        yield "    validations:"
        yield "      required: true"


def form_text(form: Form) -> str:
    """Return the file of one form."""
    lines = [
        *NOTE,
        f"name: {_quoted(form.name)}",
        f"description: {_quoted(form.description)}",
        f"title: {_quoted(form.name + ': ')}",
        "body:",
        "  - type: markdown",
        "    attributes:",
        f"      value: {_quoted(_WELCOME)}",
    ]
    for field in form.fields:
        lines.extend(_field_lines(field))
    return "\n".join(lines) + "\n"


def form_files(forms: tuple[Form, ...]) -> dict[str, str]:
    """Return every file of the folder of issue forms: name → text.

    GitHub lists the forms in the order of their names in the folder; the links need plain names.
    """
    files = {f"{form.id}{FORM_SUFFIX}": form_text(form) for form in forms}
    config = "\n".join([*NOTE, "blank_issues_enabled: true"]) + "\n"
    return {**files, f"config{FORM_SUFFIX}": config}
