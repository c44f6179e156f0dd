"""What an issue form is made of."""

from dataclasses import dataclass
from enum import Enum


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
