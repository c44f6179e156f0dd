"""JSON for files that somebody fetches: no needless blanks, and letters as they are."""

import json


def compact_json(value: object) -> str:
    """Return a value as JSON on one line, without a line end."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
