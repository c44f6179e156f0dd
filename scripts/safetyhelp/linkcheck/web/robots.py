"""robots.txt as RFC 9309 describes it: which rule is the most exact, and what it says. Pure."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

AGENT = "LocalSafetyHelpLinks"
"""The name to which site owners can address rules."""
_LONGEST = 500_000
_MOST_STARS = 20
_MOST_DELAY = 30.0
_MOST_SITEMAPS = 20


@dataclass(frozen=True, slots=True)
class Rule:
    """One Allow or Disallow line."""

    allow: bool
    path: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site lets us read, how many seconds it wants between requests, its sitemaps."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0
    sitemaps: tuple[str, ...] = ()

    def allow(self, url: str) -> bool:
        """Say whether the page may be asked for. The longest fitting path decides."""
        parts = urlsplit(url)
        path = _normal(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}")
        if path == "/robots.txt":
            return True
        fitting = [rule for rule in self.rules if _fits(rule.path, path)]
        if not fitting:
            return True
        return max((len(rule.path), rule.allow) for rule in fitting)[1]


def _normal(path: str) -> str:
    """Return a path in which every character is escaped in the same way."""
    return quote(unquote(path, errors="surrogateescape"), safe="/?=&*$:@!'(),;~+-._#%[]",
                 errors="surrogateescape")  # fmt: skip


def _fits(pattern: str, path: str) -> bool:
    """Match a rule's path: * stands for anything, $ at the end for the end. No backtracking."""
    anchored = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    if len(pieces) == 1:
        return not anchored or path == pieces[0]
    at = len(pieces[0])
    for piece in pieces[1:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if anchored:
        return len(path) - len(pieces[-1]) >= at and path.endswith(pieces[-1])
    return path.find(pieces[-1], at) >= 0


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text[:_LONGEST].lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _speaks_to(value: str) -> str:
    """Return the product token of a User-agent line, in lower case."""
    token = re.match(r"\*|[A-Za-z_-]+", value)
    return token[0].lower() if token else ""


def parse_robots(text: str, agent: str = AGENT) -> Rules:
    """Read the rules that hold for us: those for our name, else those for everybody."""
    groups: dict[str, tuple[list[Rule], list[float]]] = {}
    current: list[str] = []
    in_rules = False
    for key, value in _lines(text):
        if key == "user-agent":
            if in_rules:
                current, in_rules = [], False
            current.append(_speaks_to(value))
            groups.setdefault(current[-1], ([], []))
            continue
        if key not in ("allow", "disallow", "crawl-delay"):
            continue
        in_rules = True
        for name in current:
            rules, delays = groups[name]
            if key == "crawl-delay":
                if re.fullmatch(r"\d{1,4}(?:\.\d+)?", value):
                    delays.append(float(value))
            elif value and value.count("*") <= _MOST_STARS:
                rules.append(Rule(key == "allow", _normal(value)))
    # They hold for everybody, wherever they stand.
    named = (value for key, value in _lines(text) if key == "sitemap" and value)
    sitemaps = tuple(itertools.islice(named, _MOST_SITEMAPS))
    chosen = groups.get(agent.lower()) or groups.get("*")
    if chosen is None:
        return Rules(sitemaps=sitemaps)
    delay = min(max(chosen[1], default=0.0), _MOST_DELAY)
    return Rules(tuple(chosen[0]), delay, sitemaps)
