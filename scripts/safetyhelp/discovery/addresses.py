"""Whose address it is: the body's own site, a way into it, another's, or a stranger's. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from safetyhelp.linkcheck.web.visit import joined
from safetyhelp.records.formats import TRACKING
from safetyhelp.text.slugs import slug

_LONGEST = 400  # as in the schema of records
_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|ico|css|js|json|mp[34]|zip|docx?|xlsx?|pptx?|csv|ics|xml|rss)$",
    re.IGNORECASE,
)


def host_of(url: str) -> str:
    """Return host and port of an address without www; a usual port is left out."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    return host if port in (None, 80, 443) else f"{host}:{port}"


def _enclosing(host: str) -> Iterator[str]:
    """Yield a host and the hosts that it is a part of, the nearest first; a number is no part."""
    yield host
    name, colon, port = host.partition(":")
    labels = name.split(".") if re.search(r"[a-z]", name) else []
    for start in range(1, len(labels) - 1):
        yield f"{'.'.join(labels[start:])}{colon}{port}"


def is_on(host: str, hosts: Collection[str]) -> bool:
    """Say whether a host is one of some hosts, or a part of one."""
    return any(each in hosts for each in _enclosing(host))


def letters_of(name: str) -> str:
    """Return the letters and digits of a name or a host: so a name stands in an address."""
    return slug(name).replace("-", "")


@dataclass(frozen=True, slots=True)
class Ground:
    """Where one body may be looked for: its own hosts, and those that only lead to it.

    `others` are the hosts of all bodies; its own among them stay its own. `name` is what it is
    called, as in its addresses.
    """

    own: frozenset[str]
    ways_in: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    name: str = ""

    def is_own(self, url: str) -> bool:
        """Say whether an address is on the body's own site."""
        for each in _enclosing(host_of(url)):
            if each in self.own:
                return True
            if each in self.others:
                return False
        return False

    def may_ask(self, url: str) -> bool:
        """Say whether an address may be asked for: on the own site, or on the way into it."""
        return self.is_own(url) or host_of(url) in self.ways_in

    def may_be_new_home(self, url: str) -> bool:
        """Say whether a home page may have moved there: the host bears the body's name."""
        host = host_of(url)
        if self.is_own(url):
            return True
        taken = is_on(host, self.others)
        return bool(self.name) and not taken and letters_of(self.name) in letters_of(host)

    def with_home(self, url: str) -> "Ground":
        """Return the ground after the home page has been seen at an address."""
        if self.is_own(url) or not self.may_be_new_home(url):
            return self
        return Ground(frozenset({host_of(url)}), self.ways_in | self.own, self.others, self.name)


def absolute(base: str, href: str) -> str:
    """Return the full address of a link without fragment and trackers; empty when it is no page."""
    url = joined(base, href).partition("#")[0]
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or _FILES.search(parts.path):
        return ""
    given = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in given if not TRACKING.match(key)]
    if len(kept) != len(given):
        url = parts._replace(query=urlencode(kept)).geturl()
    return url if len(url) <= _LONGEST else ""


def hosts_of(urls: Iterable[str]) -> frozenset[str]:
    """Return the hosts of addresses."""
    return frozenset(filter(None, map(host_of, urls)))
