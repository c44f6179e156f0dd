"""The days on which something changes, as a calendar that people can subscribe to (RFC 5545).

What comes: new councils, the end of those who oversee the police, services that begin or end, and
the days on which somebody must look again at what is not known. What has passed is left out, but
for what is still to be looked at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from icalendar import Calendar, Event

from safetyhelp.areas.successions import ending_of
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.feeds.edition import Edition
from safetyhelp.records.contacts import oversight_of
from safetyhelp.records.model import OversightBody, Record
from safetyhelp.records.vocabulary import covers_in_words
from safetyhelp.text.stable_ids import stable_id
from safetyhelp.text.words import in_words

FILE = "data/changes.ics"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Something that changes between two days, both included: one day where it is known so exactly.

    What happens at the same time for the same reason (`sort`) is one entry of the calendar. `what`
    is one line of it, `page` the page about all of it.
    """

    first: date
    last: date
    sort: str
    what: str
    page: str


def _day(day: date, sort: str, what: str, page: str) -> Change:
    return Change(day, day, sort, what, page)


def _times(of: Record | OversightBody, begins: str, ends: str, page: str) -> Iterator[Change]:
    for on, sort in ((of.starts_on, begins), (of.ends_on, ends)):
        if on:
            yield Change(on.first_day(), on.last_day(), sort, of.name, page)


def _councils(directory: Directory) -> Iterator[Change]:
    for council in directory.map.councils:
        ending = ending_of(council, directory.map, directory.changes, directory.announced)
        if ending:
            names = in_words([each.official_name for each in ending.successors]) or "new councils"
            what = f"{council.official_name}: replaced by {names}"
            yield _day(ending.on, "New councils", what, "places/")


def _records(directory: Directory) -> Iterator[Change]:
    for record in directory.all_records:
        page = f"services/{record.kind}/"
        yield from _times(record, "Services begin", "Services end", page)
        begins, ends = "New oversight of the police", "Oversight of the police ends"
        for body, _ in oversight_of(record):
            yield from _times(body, begins, ends, page)


def _gaps(directory: Directory) -> Iterator[Change]:
    for gap in directory.all_gaps:
        where = covers_in_words(gap.covers, directory.map)
        what = f"{KIND_TITLES[gap.section]}, {where}: {gap.missing or gap.reason}"
        yield _day(gap.review_by, "Look again", what, "contribute/gaps/")


def changes(directory: Directory) -> list[Change]:
    """Return all dated changes of the day and after it, the first one first."""
    today = directory.map.day
    found = {
        change for change in (*_councils(directory), *_records(directory)) if change.last >= today
    }
    return sorted((*found, *{*_gaps(directory)}))


def _event(group: Iterable[Change], edition: Edition) -> Event:
    lines = [*group]
    one = lines[0]
    event = Event()
    event.add("uid", str(stable_id(f"calendar/{one.sort}/{one.first}/{one.last}")))
    event.add("dtstamp", datetime.combine(edition.day, time(), UTC))
    event.add("dtstart", one.first)
    event.add("dtend", one.last + _ONE_DAY)
    alone = len(lines) == 1
    event.add("summary", f"{one.sort}: {one.what}" if alone else f"{one.sort} ({len(lines):,})")
    event.add("description", "\n".join(line.what for line in lines))
    event.add("transp", "TRANSPARENT")
    if edition.site_url:
        event.add("url", f"{edition.site_url.rstrip('/')}/{one.page}")
    return event


def calendar(directory: Directory, edition: Edition) -> bytes:
    """Return the calendar. An entry keeps its id while its days and its reason stay the same."""
    found = Calendar()
    found.add("version", "2.0")
    found.add("prodid", "-//Local Safety Help//Changes//EN")
    found.add("x-wr-calname", "Local Safety Help: what changes when")
    for _, group in groupby(changes(directory), lambda each: (each.first, each.last, each.sort)):
        found.add_component(_event(group, edition))
    return bytes(found.to_ical())
