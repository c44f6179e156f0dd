"""The feed of changes in Atom (RFC 4287), for feed readers and for other sites. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from xml.etree import ElementTree

from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.findings.codes import CODES
from safetyhelp.findings.model import Finding
from safetyhelp.history.changes import Commit, RecordChange, What
from safetyhelp.text.stable_ids import stable_id
from safetyhelp.text.words import moment

FEED_PATH = "about/changes.xml"
MOST_ENTRIES = 100
_ONE_BY_ONE = 20
_NAMED = 5
_NAMESPACE = "http://www.w3.org/2005/Atom"
_TITLE = "Local Safety Help: what has changed"
_TO_ROOT = "../"


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> None:
    ElementTree.SubElement(parent, tag, attributes).text = text or None


@dataclass(frozen=True, slots=True)
class _Item:
    """One entry of the feed. `path` leads to a page, from the root of the site."""

    when: datetime
    id: str
    title: str
    path: str
    summary: str


def _items(entry: Commit) -> Iterator[_Item]:
    """Yield what one commit changed.

    A commit that changes many records at once is one item: nobody reads hundreds.
    """
    if len(entry.changes) > _ONE_BY_ONE:
        count = len(entry.changes)
        yield _Item(
            entry.when,
            stable_id(entry.commit).urn,
            f"{count:,} records are new or have changed",
            "services/",
            "A large change of the directory.",
        )
        return
    for change in entry.changes:
        name = f"{entry.commit}/{change.kind}/{change.id}"
        title, kind = change.in_words(), KIND_TITLES[change.kind]
        yield _Item(entry.when, stable_id(name).urn, title, _path(change), kind)


def _path(change: RecordChange) -> str:
    """Return the page of a record; one that has gone has none, so the list of its kind."""
    gone = change.what in (What.REMOVED, What.CLOSED)
    return f"services/{change.kind}/" if gone else f"services/{change.kind}/{change.id}/"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _overdue_items(overdue: Sequence[Finding]) -> Iterator[_Item]:
    """Yield an item for everything of one sort that became overdue on one day."""
    groups: dict[tuple[date, str], list[Finding]] = {}
    for finding in overdue:
        if finding.since:
            groups.setdefault((finding.since, finding.code), []).append(finding)
    for (since, code), group in groups.items():
        messages = [finding.message for finding in group]
        more = [f"And {len(messages) - _NAMED:,} more."] if len(messages) > _NAMED else []
        yield _Item(
            _midnight(since),
            stable_id(f"overdue/{since}/{code}").urn,
            f"Overdue: {CODES[code]} ({len(group):,})",
            "contribute/gaps/" if code == "gap-expired" else f"contribute/checks/#{code}",
            " ".join([*messages[:_NAMED], *more]),
        )


def atom_feed(
    entries: Sequence[Commit], today: date, site_url: str = "", overdue: Sequence[Finding] = ()
) -> str:
    """Return the feed, newest first: what has changed, and what has become overdue.

    Links are full when the public address of the site is known, else relative to the feed.
    """
    base = site_url.rstrip("/") + "/" if site_url else _TO_ROOT
    ordered = sorted(entries, key=lambda entry: (entry.when, entry.commit), reverse=True)
    items = [item for entry in ordered for item in _items(entry)] + [*_overdue_items(overdue)]
    items = sorted(items, key=lambda item: item.when, reverse=True)[:MOST_ENTRIES]
    newest = items[0].when if items else _midnight(today)
    feed = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "en-GB"})
    _add(feed, "title", _TITLE)
    _add(feed, "id", base + FEED_PATH if site_url else stable_id("feed").urn)
    _add(feed, "updated", moment(newest))
    _add(feed, "link", rel="self", type="application/atom+xml", href=base + FEED_PATH)
    _add(feed, "link", rel="alternate", type="text/html", href=base + "about/coverage/")
    author = ElementTree.SubElement(feed, "author")
    _add(author, "name", "Local Safety Help contributors")
    _add(feed, "rights", "CC BY 4.0")
    for item in items:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "title", item.title)
        _add(entry, "id", item.id)
        _add(entry, "updated", moment(item.when))
        _add(entry, "link", rel="alternate", type="text/html", href=base + item.path)
        _add(entry, "summary", item.summary)
    ElementTree.indent(feed)
    body = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'
