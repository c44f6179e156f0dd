"""Links that open an issue form with fields filled in."""

from collections.abc import Mapping
from urllib.parse import urlencode

CORRECT, ADD, CLOSED, CHANGED = (
    "correct-a-detail",
    "add-a-service",
    "something-has-closed",
    "council-or-partnership-changed",
)


FORM_SUFFIX = ".yml"


def issue_form_url(repository: str, form: str, values: Mapping[str, str]) -> str:
    """Return the link that opens a form of a GitHub repository with fields filled in.

    `repository` is its address, such as https://github.com/OWNER/NAME; `form` is one of the names
    above; the keys of `values` are ids of fields that take a line or a text.
    """
    query = urlencode({"template": form + FORM_SUFFIX, **values}, safe="/")
    return f"{repository.rstrip('/')}/issues/new?{query}"
