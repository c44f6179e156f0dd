"""The issue forms for people without git: what they ask, derived from the schemas.

A form asks for what its schema wants: the choices of a field are the choices of the schema, in
words. GitHub turns an answered form into an issue whose body has one heading for each field, in
order; `issue_bodies` reads it back.
"""

from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.issue_forms.fields import Field, Form, Option, Shape
from safetyhelp.issue_forms.questions import (
    NO,
    PROMISES,
    YES,
    choices_of_kinds,
    description_of,
    details_of,
    ended_field,
    key_in_words,
    page_fields,
    record_field,
)
from safetyhelp.new_record.asking import CONTACT_KEYS, example_of
from safetyhelp.records import kinds
from safetyhelp.records.form_links import ADD, CHANGED, CLOSED, CORRECT
from safetyhelp.records.schema import Schemas

RENAMED, MOVED, MERGED, COUNCIL = "renamed", "moved", "merged", "council"


def _correct(schemas: Schemas) -> Form:
    return Form(
        CORRECT,
        "Correct a detail",
        "A number, an address, a name or some words are wrong.",
        (
            record_field("with the mistake"),
            Field(
                "detail",
                Shape.CHOICE,
                "What is wrong?",
                "Choose one. For several, send the form again.",
                required=True,
                options=tuple(details_of(schemas)),
            ),
            Field(
                "old",
                Shape.LINE,
                "What does it say now?",
                "Copy it from the page. Then we know which one you mean.",
                example="01204 336500",
            ),
            Field(
                "new",
                Shape.TEXT,
                "What should it say?",
                "Leave it empty if it is wrong and you do not know the right one.",
            ),
            Field(
                "wrong",
                Shape.CHOICE,
                "Should the old one never be shown again?",
                "Say yes if it is closed, or if it reaches somebody else.",
                required=True,
                options=(
                    Option("No, it is only out of date or there is a better one", NO),
                    Option("Yes, it must never be shown again", YES),
                ),
            ),
            *page_fields(schemas, required=False),
            Field(
                "tried",
                Shape.LINE,
                "If you tried it and it works: on which day?",
                "Year-month-day. Leave it empty if you did not try it.",
                example="2026-11-22",
            ),
            PROMISES,
        ),
    )


def _add(schemas: Schemas) -> Form:
    schema = schemas.inlined[kinds.VICTIM_SERVICES]["properties"]
    contact = schema["contacts"]["items"]["properties"]
    ways = tuple(
        Field(key, Shape.LINE, key_in_words(key), description_of(key, contact[key]),
              example=example_of(contact[key]))
        for key in CONTACT_KEYS
    )  # fmt: skip
    return Form(
        ADD,
        "Add a service",
        "A service, team or body is missing.",
        (
            Field(
                "kind",
                Shape.CHOICE,
                "What sort of help is it?",
                "Choose the one that fits best.",
                required=True,
                options=tuple(Option(title, kind) for kind, title in KIND_TITLES.items()),
            ),
            Field(
                "name",
                Shape.LINE,
                "Name",
                str(schema["name"]["description"]),
                required=True,
                example=example_of(schema["name"]),
            ),
            Field(
                "covers",
                Shape.TEXT,
                "Which area is it for?",
                "Names of councils, counties, police areas or nations. One on each line.",
                required=True,
                example="Stockport",
            ),
            Field(
                "summary",
                Shape.TEXT,
                key_in_words("summary"),
                "One or two short sentences in your own words. Do not copy them from a website.",
                required=True,
                example="Free and private help after hate crime.",
            ),
            *choices_of_kinds(schemas),
            *ways,
            *page_fields(schemas, required=True),
            PROMISES,
        ),
    )


def _closed(schemas: Schemas) -> Form:
    return Form(
        CLOSED,
        "Something has closed",
        "A service, a phone line or a team does not exist any more.",
        (
            record_field("of what has closed"),
            ended_field("When did it close?"),
            Field(
                "replaced_by",
                Shape.LINE,
                "What took its place?",
                "The address of its page here. Leave it empty if nothing did, or if we lack it.",
                example="services/victim-services/victim-care-merseyside/",
            ),
            Field(
                "wrong",
                Shape.CHOICE,
                "Are its phone numbers and e-mail addresses out of use?",
                "If they are, we make sure that they never come back.",
                required=True,
                options=(
                    Option("Yes, they reach nobody, or somebody else", YES),
                    Option("No, or I do not know", NO),
                ),
            ),
            *page_fields(schemas, required=True),
            PROMISES,
        ),
    )


def _changed(schemas: Schemas) -> Form:
    return Form(
        CHANGED,
        "A council or partnership has changed",
        "A new name, a new area, a merger.",
        (
            record_field("of the partnership or service"),
            Field(
                "change",
                Shape.CHOICE,
                "What has changed?",
                "Choose one.",
                required=True,
                options=(
                    Option("It has a new name", RENAMED),
                    Option("It covers other councils now", MOVED),
                    Option("It has become part of another one", MERGED),
                    Option("A council was merged, split or renamed", COUNCIL),
                ),
            ),
            Field(
                "name",
                Shape.LINE,
                "The new name",
                "Only if it has a new name. As its owner writes it.",
                example="One Stockport Safety Partnership",
            ),
            Field(
                "covers",
                Shape.TEXT,
                "All the areas it covers now",
                "Only if the area has changed. Names of councils, one on each line.",
                example="Bedford",
            ),
            Field(
                "replaced_by",
                Shape.LINE,
                "What has it become part of?",
                "Only for a merger: the address of the other page here.",
                example="services/partnerships/safer-cumbria/",
            ),
            ended_field("Since when?"),
            *page_fields(schemas, required=True),
            PROMISES,
        ),
    )


def forms(schemas: Schemas) -> tuple[Form, ...]:
    """Return all issue forms, in the order in which GitHub lists them."""
    return (_correct(schemas), _add(schemas), _closed(schemas), _changed(schemas))
