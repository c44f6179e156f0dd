"""The feed of changes in Atom (RFC 4287), for feed readers and for other sites. Pure."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from directory.reports.changes import Entry, RecordChange, What
from directory.sections import KIND_TITLES

FEED_PATH = "about/changes.xml"
MOST_ENTRIES = 100
_ONE_BY_ONE = 20
_NAMESPACE = "http://www.w3.org/2005/Atom"
_TITLE = "Local Safety Help: what has changed"
_TO_ROOT = "../"


def _urn(name: str) -> str:
    """Return an id that is always the same for the same name."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'local-safety-help:{name}')}"


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> None:
    ElementTree.SubElement(parent, tag, attributes).text = text or None


def _items(entry: Entry) -> Iterator[tuple[str, str, str, str]]:
    """Yield (id, title, path below the root of the site, summary) for one commit.

    A commit that changes many records at once is one item: nobody reads hundreds.
    """
    if len(entry.changes) > _ONE_BY_ONE:
        count = len(entry.changes)
        yield (
            _urn(entry.commit),
            f"{count:,} records are new or have changed",
            "services/",
            "A large change of the directory.",
        )
        return
    for change in entry.changes:
        name = f"{entry.commit}/{change.kind}/{change.id}"
        yield _urn(name), change.in_words(), _path(change), KIND_TITLES[change.kind]


def _path(change: RecordChange) -> str:
    """Return the page of a record; one that has gone has none, so the list of its kind."""
    gone = change.what in (What.REMOVED, What.CLOSED)
    return f"services/{change.kind}/" if gone else f"services/{change.kind}/{change.id}/"


def atom_feed(entries: Sequence[Entry], today: date, site_url: str = "") -> str:
    """Return the feed, newest changes first.

    Links are full when the public address of the site is known, else relative to the feed.
    """
    base = site_url.rstrip("/") + "/" if site_url else _TO_ROOT
    ordered = sorted(entries, key=lambda entry: (entry.when, entry.commit), reverse=True)
    items = [(entry, *item) for entry in ordered for item in _items(entry)][:MOST_ENTRIES]
    newest = ordered[0].when if ordered else datetime.combine(today, time(), UTC)
    feed = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "en-GB"})
    _add(feed, "title", _TITLE)
    _add(feed, "id", base + FEED_PATH if site_url else _urn("feed"))
    _add(feed, "updated", _moment(newest))
    _add(feed, "link", rel="self", type="application/atom+xml", href=base + FEED_PATH)
    _add(feed, "link", rel="alternate", type="text/html", href=base + "about/coverage/")
    author = ElementTree.SubElement(feed, "author")
    _add(author, "name", "Local Safety Help contributors")
    _add(feed, "rights", "CC BY 4.0")
    for entry, item_id, title, path, summary in items:
        item = ElementTree.SubElement(feed, "entry")
        _add(item, "title", title)
        _add(item, "id", item_id)
        _add(item, "updated", _moment(entry.when))
        _add(item, "link", rel="alternate", type="text/html", href=base + path)
        _add(item, "summary", summary)
    ElementTree.indent(feed)
    body = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'
