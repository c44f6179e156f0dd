"""Ask a person for the parts of a new record, and ask again when an answer cannot be right.

A person who has typed nine good answers must not lose them over the tenth.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.new_record.areas import Placed, Places, UnknownPlaceError
from safetyhelp.records.formats import FORMATS
from safetyhelp.text.words import did_you_mean, in_words, shortened

Ask = Callable[[str, str], str]
"""Asks a person: a question and an example in, the answer out. Raises EOFError when nobody is."""

WAYS = ("phone", "email", "url", "text_phone")
CONTACT_KEYS = ("for", "phone", "email", "url", "text_phone", "hours")
"""What of a contact can be given for a new record, in this order."""
_ASKED_WAYS = ("phone", "email", "url")
_WHICH_AREA = (
    "covers: Which area is it about? Names of councils, counties, police areas or nations. "
    "Several with commas."
)


def items_of(text: str) -> list[str]:
    """Split a list that is written with commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def choices_of(schema: Mapping[str, Any]) -> list[str]:
    """Return the words from which a value, or an item of a list, is chosen; none if it is free."""
    return list(schema.get("enum") or schema.get("items", {}).get("enum") or [])


def example_of(schema: Mapping[str, Any]) -> str:
    """Return the first example that a schema gives, as somebody would type it, or nothing."""
    example = (schema.get("examples") or [""])[0]
    return ", ".join(map(str, example)) if isinstance(example, list) else str(example)


def _question(key: str, schema: Mapping[str, Any], remark: str) -> tuple[str, str]:
    """Return the question for a key and an example of an answer, both from its schema."""
    choices = choices_of(schema)
    listing = f" Choose from: {in_words(choices)}." if choices else ""
    several = " Several with commas." if "items" in schema else ""
    heading = f"{key} ({remark})" if remark else key
    what = str(schema["description"]).replace(", in quotes", "")
    return f"{heading}: {what}{listing}{several}", example_of(schema)


def _fault(answer: str, schema: Mapping[str, Any]) -> str | None:
    """Say why an answer cannot be right, as far as the schema of its key knows."""
    choices = choices_of(schema)
    for item in items_of(answer) if "items" in schema else [answer]:
        if choices and item not in choices:
            remedy = did_you_mean(item, choices, "Choose one of the words.")
            return f"“{shortened(item)}” is not one of the choices. {remedy}"
    check = FORMATS.get(schema.get("format", ""))
    return check(answer) if check else None


@dataclass(slots=True)
class Asker:
    """Puts the questions. `asked` says whether there has been one: then a person is there."""

    ask: Ask
    asked: bool = False

    def _answer(self, question: str, example: str) -> str:
        answer = self.ask(question, example).strip()
        self.asked = True
        return answer

    def _asked(
        self, key: str, schema: Mapping[str, Any], remark: str, said_to_none: str | None
    ) -> str:
        question, example = _question(key, schema, remark)
        asking = question
        while True:
            answer = self._answer(asking, example)
            fault = _fault(answer, schema) if answer else said_to_none
            if fault is None:
                return answer
            asking = f"{fault}\n{question}"

    def required(self, key: str, schema: Mapping[str, Any]) -> str:
        """Ask for a key that must have a value."""
        return self._asked(key, schema, "", "This is needed.")

    def optional(self, key: str, schema: Mapping[str, Any]) -> str:
        """Ask for a key that may be left out; empty when it is."""
        return self._asked(key, schema, "Enter if there is none", None)

    def places(self, areas: AreasOnDay, kind: str, level: str) -> Placed:
        """Ask for the area that a record is about."""
        asking = _WHICH_AREA
        while True:
            try:
                return Places(areas).find([self._answer(asking, "Stockport")], kind, level)
            except UnknownPlaceError as error:
                asking = f"{error}\n{_WHICH_AREA}"

    def ways(self, schema: Mapping[str, Any], *, needed: bool) -> dict[str, str]:
        """Ask how to reach a body; empty when nothing is known and nothing is needed."""
        while True:
            given = {way: self.optional(way, schema[way]) for way in _ASKED_WAYS}
            if any(given.values()) or not needed:
                return {way: answer for way, answer in given.items() if answer}
