"""What every file of one build says of itself: its version, its day, how it may be used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from safetyhelp.text.compact_json import compact_json

SCHEMA_VERSION = "1.0.0"
"""Of our own API: raised in the middle when a field is added. The first number stays 1."""
LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
OURS = "Local Safety Help contributors, CC BY 4.0"
"""How we ask to be named."""

API = "api/v1"
"""Where our own API lies below the root of the site."""

Fields: TypeAlias = dict[str, Any]
"""An object of JSON. A text, a list or a number that is not known is left out."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The day of the build, the lines that the licences ask for, and the public address if known.

    The clock is not asked: the same data and day give the same bytes.
    """

    day: date
    attribution: tuple[str, ...] = ()
    site_url: str = ""

    @property
    def lines(self) -> list[str]:
        """The lines to show wherever the data is shown."""
        return [OURS, *self.attribution]

    def _about(self) -> Fields:
        return {
            "schema_version": SCHEMA_VERSION,
            "generated_at": self.day.isoformat(),
            "licence": LICENCE,
            "licence_url": LICENCE_URL,
            "attribution": self.lines,
        }

    def one(self, result: Mapping[str, Any]) -> bytes:
        """Return the file about one thing."""
        return as_json({**self._about(), "result": result})

    def many(self, results: Sequence[Mapping[str, Any]]) -> bytes:
        """Return the file with a list of things, and how many there are."""
        return as_json({**self._about(), "total": len(results), "results": results})


def area_file(council: str) -> str:
    """Return where the whole answer of a council lies, by its id, below the root of the site."""
    return f"{API}/areas/{council}.json"


def as_json(value: object) -> bytes:
    """Return JSON without needless blanks, in UTF-8, with a line end behind it."""
    return f"{compact_json(value)}\n".encode()
