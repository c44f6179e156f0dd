"""The JSON Schema of our own API: the one place that says what each field means."""

import json
from functools import cache
from pathlib import Path

from safetyhelp.feeds.edition import Fields

_FILE = Path(__file__).with_name("schema.json")


@cache
def schema() -> Fields:
    """Return the schema of all files."""
    found: Fields = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


def meaning(owner: str, field: str) -> str:
    """Say what a field of one of the objects means."""
    about: str = schema()["$defs"][owner]["properties"][field]["description"]
    return about
