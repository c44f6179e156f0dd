"""JSON for files that somebody fetches: no needless blanks, and letters as they are."""

import json
from typing import Any


def compact_json(value: object) -> str:
    """Return a value as JSON on one line, without a line end."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def filled(**fields: Any) -> dict[str, Any]:
    """Return the fields that hold something. A number, a yes or a no always does."""
    return {name: value for name, value in fields.items() if value not in ("", None, (), [], {})}
