"""The issue forms for people without git: what they ask, derived from the schemas.

A form asks for what its schema wants: the choices of a field are the choices of the schema, in
words. GitHub turns an answered form into an issue whose body has one heading for each field, in
order; `issue_bodies` reads it back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from directory.pages import words
from directory.records import kinds
from directory.records.schema import Schemas
from directory.sections import KIND_TITLES

CORRECT, ADD, CLOSED, CHANGED = (
    "correct-a-detail",
    "add-a-service",
    "something-has-closed",
    "council-or-partnership-changed",
)
FORM_SUFFIX = ".yml"


class Shape(Enum):
    """What kind of answer a field takes."""

    LINE = "input"
    TEXT = "textarea"
    CHOICE = "dropdown"
    CHOICES = "dropdown of several"
    PROMISES = "checkboxes"


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: the words that people see, and the value that they stand for."""

    words: str
    value: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `id` fills it from a link; `label` is its heading in the issue."""

    id: str
    shape: Shape
    label: str
    description: str
    required: bool = False
    options: tuple[Option, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its file's stem, its name in the list, the sentence below it, its questions."""

    id: str
    name: str
    description: str
    fields: tuple[Field, ...]


# Keys in words. A key that is not here is shown as it is written, with spaces.
_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "phone": "Phone number",
        "email": "E-mail address",
        "url": "Web address",
        "text_phone": "Number for text messages",
        "relay": "Relay UK number",
        "bsl": "Page in British Sign Language",
        "hours": "Opening hours",
        "for": "What a contact is for",
        "summary": "What it is and what it does",
        "run_by": "Who runs it",
        "caution": "A doubt that visitors must see",
        "source": "The page that shows it",
        "seen": "The date on that page",
        "contacts": "A way to reach it",
    }
)
_CHOICE_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "run_by": words.RUN_BY,
        "helps_with": words.HELPS_WITH,
        "takes": words.TAKES,
        "reviews": words.REVIEWS,
        "role": words.ROLES,
    }
)
# Keys that say where a record stands, not what visitors read.
_NOT_DETAILS = frozenset(
    {"shown", "order", "starts_on", "ends_on", "replaced_by", "notes", "name_unconfirmed"}
)
_NOT_OF_CONTACTS = frozenset({"source", "seen", "confirmed", "caution", "shared_mailbox"})
CONTACT_PREFIX = "contacts."

YES, NO = "yes", "no"
RENAMED, MOVED, MERGED, COUNCIL = "renamed", "moved", "merged", "council"
NOTHING = "none"


def key_in_words(key: str) -> str:
    """Return a key of a record as people say it."""
    return _KEYS.get(key, key.replace("_", " ").capitalize())


def _options(key: str, choices: list[str]) -> tuple[Option, ...]:
    in_words = _CHOICE_WORDS.get(key, {})
    return tuple(
        Option("I do not know" if c == "unknown" else in_words.get(c, c.replace("-", " ")), c)
        for c in choices
    )


def _details(schemas: Schemas) -> Iterator[Option]:
    """Yield every detail that can be corrected: those of contacts, then those of any kind."""
    contact = schemas.inlined[kinds.REPORTING]["properties"]["contacts"]["items"]["properties"]
    for key in contact:
        if key not in _NOT_OF_CONTACTS:
            yield Option(key_in_words(key), f"{CONTACT_PREFIX}{key}")
    seen: set[str] = set()
    for kind in kinds.RECORD_KINDS:
        for key, schema in schemas.inlined[kind]["properties"].items():
            if schema.get("type") == "string" and key not in _NOT_DETAILS | seen:
                seen.add(key)
                yield Option(key_in_words(key), key)


def _description(key: str, schema: Mapping[str, Any]) -> str:
    """Return what a schema says about a key, for people who do not write YAML."""
    if key == "role":
        return "Which sort of partnership it is."
    return str(schema["description"]).replace(", in quotes", "")


def _example(schema: Mapping[str, Any]) -> str:
    return str((schema.get("examples") or [""])[0])


def _record_field(what: str) -> Field:
    return Field(
        "record",
        Shape.LINE,
        "Which page is it about?",
        f"The address of the page {what}. If you came from that page, it is filled in.",
        required=True,
        example="services/reporting/bolton-council/",
    )


def _page_fields(schemas: Schemas, *, required: bool) -> tuple[Field, Field]:
    source = schemas.inlined[kinds.REPORTING]["properties"]["sources"]["items"]["properties"]
    return (
        Field(
            "source",
            Shape.LINE,
            "Which public page shows it?",
            "The full web address of a page that everybody can open. We publish nothing without.",
            required=required,
            example=_example(source["url"]),
        ),
        Field(
            "seen",
            Shape.LINE,
            "Which date does that page show?",
            "The date that stands on the page itself. Leave it empty if there is none.",
            example="2026-11",
        ),
    )


_PROMISES = Field(
    "promises",
    Shape.PROMISES,
    "What you write here is public",
    "Everybody can read it, for ever.",
    required=True,
    options=(
        Option("I wrote nothing about a person: no name, no story, no case.", "no-person"),
        Option("I wrote no street address and no postcode.", "no-address"),
    ),
)


def _correct(schemas: Schemas) -> Form:
    return Form(
        CORRECT,
        "Correct a detail",
        "A number, an address, a name or some words are wrong.",
        (
            _record_field("with the mistake"),
            Field(
                "detail",
                Shape.CHOICE,
                "What is wrong?",
                "Choose one. For several, send the form again.",
                required=True,
                options=tuple(_details(schemas)),
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
            *_page_fields(schemas, required=False),
            Field(
                "tried",
                Shape.LINE,
                "If you tried it and it works: on which day?",
                "Year-month-day. Leave it empty if you did not try it.",
                example="2026-11-22",
            ),
            _PROMISES,
        ),
    )


def _choices_of_kinds(schemas: Schemas) -> Iterator[Field]:
    """Yield a field for every required key with choices, saying for which kinds it is needed."""
    needed: dict[str, list[str]] = {}
    for kind in kinds.RECORD_KINDS:
        schema = schemas.inlined[kind]
        for key in schema["required"]:
            known = schema["properties"][key]
            if "enum" in known or "enum" in known.get("items", {}):
                needed.setdefault(key, []).append(kind)
    for key, of_kinds in needed.items():
        known = schemas.inlined[of_kinds[0]]["properties"][key]
        several = "items" in known
        choices = known["items"]["enum"] if several else known["enum"]
        titles = "; ".join(KIND_TITLES[kind] for kind in of_kinds)
        yield Field(
            key,
            Shape.CHOICES if several else Shape.CHOICE,
            key_in_words(key),
            f"{_description(key, known)} Needed for: {titles}.",
            options=_options(key, list(choices)),
        )


def _add(schemas: Schemas) -> Form:
    schema = schemas.inlined[kinds.VICTIM_SERVICES]["properties"]
    contact = schema["contacts"]["items"]["properties"]
    ways = tuple(
        Field(key, Shape.LINE, key_in_words(key), _description(key, contact[key]),
              example=_example(contact[key]))
        for key in ("for", "phone", "email", "url", "text_phone", "hours")
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
                example=_example(schema["name"]),
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
            *_choices_of_kinds(schemas),
            *ways,
            *_page_fields(schemas, required=True),
            _PROMISES,
        ),
    )


def _ended_field(label: str) -> Field:
    return Field(
        "ended",
        Shape.LINE,
        label,
        "As exactly as you know it: a day, a month or a year.",
        required=True,
        example="2026-10",
    )


def _closed(schemas: Schemas) -> Form:
    return Form(
        CLOSED,
        "Something has closed",
        "A service, a phone line or a team does not exist any more.",
        (
            _record_field("of what has closed"),
            _ended_field("When did it close?"),
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
            *_page_fields(schemas, required=True),
            _PROMISES,
        ),
    )


def _changed(schemas: Schemas) -> Form:
    return Form(
        CHANGED,
        "A council or partnership has changed",
        "A new name, a new area, a merger.",
        (
            _record_field("of the partnership or service"),
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
            _ended_field("Since when?"),
            *_page_fields(schemas, required=True),
            _PROMISES,
        ),
    )


def forms(schemas: Schemas) -> tuple[Form, ...]:
    """Return all issue forms, in the order in which GitHub lists them."""
    return (_correct(schemas), _add(schemas), _closed(schemas), _changed(schemas))


def issue_form_url(repository: str, form: str, values: Mapping[str, str]) -> str:
    """Return the link that opens a form of a GitHub repository with fields filled in.

    `repository` is its address, such as https://github.com/OWNER/NAME; `form` is one of the names
    above; the keys of `values` are ids of fields that take a line or a text.
    """
    query = urlencode({"template": form + FORM_SUFFIX, **values}, safe="/")
    return f"{repository.rstrip('/')}/issues/new?{query}"
