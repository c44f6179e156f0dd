"""The questions that issue forms share, with choices and words taken from the schemas."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.issue_forms.fields import Field, Option, Shape
from safetyhelp.new_record.asking import choices_of, example_of
from safetyhelp.records import kinds, vocabulary
from safetyhelp.records.schema import Schemas

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
        "run_by": vocabulary.RUN_BY,
        "helps_with": vocabulary.HELPS_WITH,
        "takes": vocabulary.TAKES,
        "reviews": vocabulary.REVIEWS,
        "role": vocabulary.ROLES,
    }
)
# Keys that say where a record stands, not what visitors read.
_NOT_DETAILS = frozenset(
    {"shown", "order", "starts_on", "ends_on", "replaced_by", "notes", "name_unconfirmed"}
)
_NOT_OF_CONTACTS = frozenset({"source", "seen", "confirmed", "caution", "shared_mailbox"})
CONTACT_PREFIX = "contacts."

YES, NO = "yes", "no"


def key_in_words(key: str) -> str:
    """Return a key of a record as people say it."""
    return _KEYS.get(key, key.replace("_", " ").capitalize())


def _options(key: str, choices: list[str]) -> tuple[Option, ...]:
    in_words = _CHOICE_WORDS.get(key, {})
    return tuple(
        Option("I do not know" if c == "unknown" else in_words.get(c, c.replace("-", " ")), c)
        for c in choices
    )


def details_of(schemas: Schemas) -> Iterator[Option]:
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


def description_of(key: str, schema: Mapping[str, Any]) -> str:
    """Return what a schema says about a key, for people who do not write YAML."""
    if key == "role":
        return "Which sort of partnership it is."
    return str(schema["description"]).replace(", in quotes", "")


def record_field(what: str) -> Field:
    """Ask for the address of a page; `what` says which page, after “page”."""
    return Field(
        "record",
        Shape.LINE,
        "Which page is it about?",
        f"The address of the page {what}. If you came from that page, it is filled in.",
        required=True,
        example="services/reporting/bolton-council/",
    )


def page_fields(schemas: Schemas, *, required: bool) -> tuple[Field, Field]:
    """Ask for the public page that shows it, and for the date of that page."""
    source = schemas.inlined[kinds.REPORTING]["properties"]["sources"]["items"]["properties"]
    return (
        Field(
            "source",
            Shape.LINE,
            "Which public page shows it?",
            "The full web address of a page that everybody can open. We publish nothing without.",
            required=required,
            example=example_of(source["url"]),
        ),
        Field(
            "seen",
            Shape.LINE,
            "Which date does that page show?",
            "The date that stands on the page itself. Leave it empty if there is none.",
            example="2026-11",
        ),
    )


PROMISES = Field(
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


def choices_of_kinds(schemas: Schemas) -> Iterator[Field]:
    """Yield a field for every required key with choices, saying for which kinds it is needed."""
    needed: dict[str, list[str]] = {}
    for kind in kinds.RECORD_KINDS:
        schema = schemas.inlined[kind]
        for key in schema["required"]:
            if choices_of(schema["properties"][key]):
                needed.setdefault(key, []).append(kind)
    for key, of_kinds in needed.items():
        known = schemas.inlined[of_kinds[0]]["properties"][key]
        titles = "; ".join(KIND_TITLES[kind] for kind in of_kinds)
        yield Field(
            key,
            Shape.CHOICES if "items" in known else Shape.CHOICE,
            key_in_words(key),
            f"{description_of(key, known)} Needed for: {titles}.",
            options=_options(key, choices_of(known)),
        )


def ended_field(label: str) -> Field:
    """Ask in the words `label` for the date on which something ended."""
    return Field(
        "ended",
        Shape.LINE,
        label,
        "As exactly as you know it: a day, a month or a year.",
        required=True,
        example="2026-10",
    )
