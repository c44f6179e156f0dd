"""Which record somebody means: the address of its page, its file, its id or its name.

What is written is only ever looked up among the records that exist; no path is made from it.
"""

import re
from collections.abc import Iterable

from safetyhelp.areas.model import Council
from safetyhelp.dataset.answers import Directory
from safetyhelp.issue_forms.bodies import RefusedError
from safetyhelp.records.kinds import RECORD_KINDS
from safetyhelp.records.model import Record
from safetyhelp.text.slugs import slug
from safetyhelp.text.words import did_you_mean, in_words, shortened

_KINDS = "|".join(RECORD_KINDS)
_RECORD = re.compile(rf"(?:^|/)(?P<kind>{_KINDS})/(?P<id>[\w-]+)(?:\.yml|/|[?#]|$)", re.IGNORECASE)
_AREA = re.compile(r"(?:^|/)areas/(?P<id>[\w-]+)(?:/|[?#]|$)", re.IGNORECASE)


def _unwrapped(text: str) -> str:
    """Return the address in a Markdown link or in pointed brackets, else the text itself."""
    match = re.fullmatch(r"<(\S+)>|\[[^\]]*\]\((\S+)\)", text)
    return (match[1] or match[2]) if match else text


def _one(records: list[Record], text: str) -> Record:
    if len(records) == 1:
        return records[0]
    files = in_words([record.file for record in records[:4]], "and")
    raise RefusedError(f"“{shortened(text)}” may be several: {files}. Name one of them.")


def find_record(records: Iterable[Record], written: str) -> Record:
    """Return the record that somebody means. Raises RefusedError."""
    text = _unwrapped(written)
    known = list(records)
    if match := _RECORD.search(text):
        own = [record for record in known if record.kind == match["kind"].lower()]
        wanted = match["id"]
    else:
        own, wanted = known, re.sub(r"\.yml$", "", text.strip("/"), flags=re.IGNORECASE)
    written_id = slug(wanted)
    found = [record for record in own if written_id in (record.id, *record.former_ids)]
    found = found or [record for record in own if record.name.casefold() == wanted.casefold()]
    if found:
        return _one(found, text)
    if _AREA.search(text):
        raise RefusedError(
            "This is the page of a whole area. Open the page of the service itself (its name is a "
            "link) and write its address."
        )
    raise RefusedError(
        f"“{shortened(written)}” is no record that we know. {_meant(text, own, known)}"
    )


def _meant(text: str, own: list[Record], known: list[Record]) -> str:
    """Return a suggestion: the record of that id in another folder, else one of a like id."""
    last = slug(re.sub(r"\.yml$", "", text.rstrip("/").rpartition("/")[2], flags=re.IGNORECASE))
    same = [record for record in known if record.id == last]
    if len(same) == 1:
        return f"Did you mean “services/{same[0].kind}/{same[0].id}/”?"
    return did_you_mean(
        last,
        [record.id for record in own],
        "Write the address of its page, for example services/reporting/bolton-council/.",
    )


def area_of(directory: Directory, written: str) -> Council | None:
    """Return the council whose answer page somebody means, None when it is no such page."""
    match = _AREA.search(_unwrapped(written))
    if not match:
        return None
    return next((c for c in directory.map.councils if c.id == slug(match["id"])), None)


def records_for(directory: Directory, council: Council) -> list[Record]:
    """Return every record that covers a council."""
    return [r for kind in RECORD_KINDS for r in directory.covering(kind, council)]
