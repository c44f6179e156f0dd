"""Rules against dead ends: whoever a text sends people to, there is a way to reach them.

An answer page gives by itself the council's website and the links to 101 and 999. Everybody else
needs a contact: in the record itself, or, for a gap, in a record that its `ask` names.
"""

from collections.abc import Iterator

from safetyhelp.checks.identity import records_by_id
from safetyhelp.checks.referrals import Who, referrals
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.public_text import texts_of
from safetyhelp.findings.model import Finding, Path
from safetyhelp.records.contacts import contacts_of
from safetyhelp.records.model import Gap, Police, Record
from safetyhelp.text.words import did_you_mean, in_words

_OUR_LABELS = frozenset({"for", "shows", "name", "former_names", "other_names"})
"""Keys of texts that tell nobody what to do: they say what a contact or a page is for."""
_MOST_NAMED = 3


def texts_are_no_dead_ends(dataset: Dataset) -> Iterator[Finding]:
    """Refuse a text that sends people to a body for which the page has no way to reach it."""
    for record in dataset.loaded.records:
        if not _can_be_reached(record) and not _contacts_are_unread(dataset, record):
            for text, path in texts_of(record):
                if path[-1] not in _OUR_LABELS:
                    yield from _in_text(dataset, record.file, path, text, _FOR_RECORDS)
    for gap in dataset.loaded.gaps:
        for key in ("reason", "instead"):
            if not gap.ask:
                path = ("gaps", gap.position, key)
                file = dataset.loaded.gaps_file
                yield from _in_text(dataset, file, path, getattr(gap, key), _FOR_GAPS)


_FOR_RECORDS = "Add a contact of this body, or send people to the council or to 101."
_FOR_GAPS = (
    "Name its record under “ask:”, as in “ask: [victim-services/samaritans]”, or send people to "
    "the council or to 101."
)


def _can_be_reached(record: Record) -> bool:
    schemes = record.details.accessibility_schemes if isinstance(record.details, Police) else ()
    return any(contacts_of(record)) or any(scheme.url for scheme in schemes)


def _contacts_are_unread(dataset: Dataset, record: Record) -> bool:
    keys = ("contacts", "complaints", "oversight", "accessibility_schemes")
    return any(dataset.is_unread(record.file, (key,)) for key in keys)


def _in_text(
    dataset: Dataset, file: str, path: Path, text: str, suggestion: str
) -> Iterator[Finding]:
    for found in referrals(text):
        if found.who == {Who.OTHER}:
            yield dataset.finding(
                "no-way-to-reach",
                file,
                path,
                f"This sends people to somebody, but not how to reach them: {found.sentence}",
                suggestion,
            )


def gaps_send_people_to_the_right_records(dataset: Dataset) -> Iterator[Finding]:
    """Check that every record under `ask` exists, can be reached, and is for the whole area.

    That it has ended is no fault: a day that passes may not stop the site.
    """
    known = {
        f"{kind}/{record_id}": record
        for kind, records in records_by_id(dataset.loaded.records).items()
        for record_id, record in records.items()
    }
    for gap in dataset.loaded.gaps:
        for index, wanted in enumerate(gap.ask):
            path = ("gaps", gap.position, "ask", index)
            record = known.get(wanted)
            if record is None:
                yield dataset.finding(
                    "unknown-record",
                    dataset.loaded.gaps_file,
                    path,
                    f"There is no record “{wanted}”.",
                    did_you_mean(wanted, sorted(known), "Write the folder, “/” and the id."),
                )
            else:
                yield from _not_for(dataset, gap, record, path)


def _not_for(dataset: Dataset, gap: Gap, record: Record, path: Path) -> Iterator[Finding]:
    areas = dataset.directory.map
    if _contacts_are_unread(dataset, record) or dataset.is_unread(record.file, ("covers",)):
        return
    outside = areas.covered(gap.covers) - areas.covered(record.covers)
    if not areas.knows(record.covers):
        outside = frozenset()  # nobody can tell before its area is spelt right
    names = [council.name for council in areas.councils if council.id in outside]
    if not record.contacts or names:
        if len(names) > _MOST_NAMED:
            names[_MOST_NAMED - 1 :] = [f"{len(names) - _MOST_NAMED + 1} others"]
        fault = f"is not for {in_words(names, 'and')}" if names else "has no contact"
        yield dataset.finding(
            "no-way-to-reach",
            dataset.loaded.gaps_file,
            path,
            f"“{gap.ask[int(path[-1])]}” ({record.name}) {fault}.",
            "Name a record that helps people in all of these areas, or divide the gap."
            if names
            else "Name a record that has a contact, or send people to the council or to 101.",
        )
