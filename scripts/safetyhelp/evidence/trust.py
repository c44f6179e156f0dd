"""Whether a run as a whole can be believed: a broken network looks like many broken sites. Pure.

A run is suspect when many sites that answered last time now fail in one and the same way, show the
very same page, lead to one host, or have lost what was known to stand on them. Many means at least
five sites and one in twenty, one after the other with hardly a good one between; in a first run,
which has nothing to compare with, three in ten. The command then asks some of them again
(linkcheck/doubting.py); here is only what the results themselves say.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from safetyhelp.evidence.state import LinkState, State
from safetyhelp.evidence.vocabulary import FAILING, UNKNOWN, Result, Verdict

FEWEST_SITES = 5
SHARE, SHARE_OF_A_FIRST_RUN = 0.05, 0.3
_AGAINST = 4
"""One good site outweighs so many suspect ones: four in five of a stretch must be suspect."""

# Sites of one owner are one witness: the forces share one platform.
_ONE_OWNER = ("police.uk",)
_NO_NETWORK = frozenset(
    {Verdict.LAPSED, Verdict.UNREACHABLE, Verdict.TIME_OUT, Verdict.CONNECTION_REFUSED}
)
_SENT_ON = frozenset({Verdict.MOVED, Verdict.MOVED_FOR_NOW})
_CERTAINLY_OURS = frozenset({"same-page", "one-host"})
NETWORK = "network"
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        NETWORK: "most sites could not be reached: the network here seems to be down, or its name "
        "server",
        "bad-certificate": "most sites show certificates that nobody known has signed, as if a "
        "filter opened the connections",
        "same-page": "many sites show the very same page, like the sign-in page of a public Wi-Fi "
        "or of a filter",
        "one-host": "many sites lead to one and the same host, like the sign-in page of a public "
        "Wi-Fi or of a filter",
        "vanished": "most of what was known to stand on the pages is missing at once",
    }
)
_NOT_FOUND = frozenset({Result.MISSING, Result.CANNOT_TELL})


@dataclass(frozen=True, slots=True)
class Visited:
    """What one visit of a run came to.

    `page` is a fingerprint of what the page says, `end` the host to which the visitor was sent;
    both are empty where there is nothing to say.
    """

    url: str
    result: State
    end: str = ""
    page: str = ""

    @property
    def verdict(self) -> Verdict | None:
        """The verdict on the page."""
        return next((link.verdict for link in self.result.links.values()), None)

    @property
    def site(self) -> str:
        """Whose page it is, as far as an address can tell."""
        return site_of(self.url)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What looks like our own fault: of which kind, in words, and which visits show it.

    `stretch` are all visits from the first to the last of them, in the order of the run; `alike`
    are all that came out like them, wherever they stand.
    """

    kind: str
    words: str
    marked: tuple[int, ...]
    stretch: range
    alike: tuple[int, ...]

    @property
    def certainly_ours(self) -> bool:
        """Say whether no site can be to blame: strangers do not share a page."""
        return self.kind in _CERTAINLY_OURS


def site_of(url: str) -> str:
    """Return whose address it is: host and port, without www."""
    place = urlsplit(url).netloc.lower().removeprefix("www.")
    return next((owner for owner in _ONE_OWNER if place.endswith(f".{owner}")), place)


def answers_well(verdict: Verdict | None) -> bool:
    """Say whether a verdict means that the page was reached."""
    return verdict is not None and verdict not in FAILING | UNKNOWN


def _known(row: Visited, before: State) -> list[LinkState]:
    """Return what was known of the addresses of a page before it was visited."""
    return [link for url in row.result.links if (link := before.links.get(url))]


def _was_good(row: Visited, before: State) -> bool:
    return any(answers_well(link.verdict) for link in _known(row, before))


def failure_of(row: Visited) -> str:
    """Return the way in which a visit failed, or learned nothing; empty when it did neither."""
    verdict = row.verdict
    if verdict is None or answers_well(verdict):
        return ""
    return NETWORK if verdict in _NO_NETWORK else verdict.value


def _has_lost(row: Visited, before: State) -> bool | None:
    """Say whether all that stood on a page is missing; None where nothing was known of it."""
    results = [
        fact.result
        for source, facts in row.result.facts.items()
        for key, fact in facts.items()
        if (old := before.facts.get(source, {}).get(key)) and old.result is Result.CONFIRMED
    ]
    results = [result for result in results if result is not Result.CANNOT_TELL]
    return all(result is Result.MISSING for result in results) if results else None


def _lacks_all(row: Visited) -> bool:
    """Say whether a page was reached, and nothing of what should stand there was found."""
    results = {fact.result for facts in row.result.facts.values() for fact in facts.values()}
    return bool(results) and answers_well(row.verdict) and results <= _NOT_FOUND


def _shows_another_page(row: Visited, before: State) -> bool:
    """Say whether a site shows another page than last time.

    Where nothing is known of last time, a page counts that lacks all that should stand on it.
    """
    pages = {link.page for link in _known(row, before) if link.page}
    if not pages:
        return _lacks_all(row)
    return row.page not in pages and _was_good(row, before)


@dataclass(frozen=True, slots=True)
class _Marks:
    """For one kind of suspicion: which visits can tell, and which of them speak for it."""

    tells: Sequence[int]
    speak: Collection[int]

    def stretch(self) -> range:
        """Return the stretch of visits in which those that speak for it outweigh the others."""
        best = (0, 0, 0)
        start, total = 0, 0
        for place, index in enumerate(self.tells):
            if total <= 0:
                start, total = place, 0
            total += 1 if index in self.speak else -_AGAINST
            if total > best[0]:
                best = (total, start, place)
        if not best[0]:
            return range(0)
        return range(self.tells[best[1]], self.tells[best[2]] + 1)


def _largest_group(rows: Sequence[Visited], value: Callable[[Visited], str]) -> set[int]:
    """Return the visits that share a value, of the value that the most sites share."""
    groups: dict[str, set[int]] = defaultdict(set)
    for index, row in enumerate(rows):
        if value(row):
            groups[value(row)].add(index)
    return max(groups.values(), key=lambda group: len({rows[i].site for i in group}), default=set())


def _marks(rows: Sequence[Visited], before: State) -> Mapping[str, _Marks]:
    first_run = not before.links
    found: dict[str, _Marks] = {}
    tells = [i for i, row in enumerate(rows) if first_run or _was_good(row, before)]
    for kind in {failure_of(rows[i]) for i in tells} - {""}:
        found[kind] = _Marks(tells, {i for i in tells if failure_of(rows[i]) == kind})
    lost = {i: each for i, row in enumerate(rows) if (each := _has_lost(row, before)) is not None}
    found["vanished"] = _Marks([*lost], {i for i in lost if lost[i]})

    def page(row: Visited) -> str:
        return row.page if _shows_another_page(row, before) else ""

    def end(row: Visited) -> str:
        sent_on = any(link.verdict in _SENT_ON for link in _known(row, before))
        new = not sent_on if _was_good(row, before) else _lacks_all(row)
        return row.end if new else ""

    for kind, value in (("same-page", page), ("one-host", end)):
        found[kind] = _Marks(range(len(rows)), _largest_group(rows, value))
    return found


def suspicion_of(
    rows: Sequence[Visited], before: State, believed: Iterable[str] = ()
) -> Suspicion | None:
    """Return what speaks against a run, the gravest first; None when nothing does.

    `before` is what was known when it began; kinds in `believed` were looked into already.
    """
    share = SHARE if before.links else SHARE_OF_A_FIRST_RUN
    needed = max(FEWEST_SITES, math.ceil(share * len({row.site for row in rows})))
    found = []
    for kind, marks in _marks(rows, before).items():
        stretch = marks.stretch()
        alike = tuple(sorted(marks.speak))
        marked = tuple(i for i in alike if i in stretch or kind in _CERTAINLY_OURS)
        sites = len({rows[index].site for index in marked})
        if sites >= needed and kind not in set(believed):
            words = _WORDS.get(kind, f"most sites answer alike ({kind}), as if a filter stood "
                               "between them and us")  # fmt: skip
            found.append((sites, Suspicion(kind, words, marked, stretch, alike)))
    return max(found, key=lambda each: each[0])[1] if found else None


def without(rows: Sequence[Visited], suspicion: Suspicion) -> list[Visited]:
    """Return the visits that a suspicion leaves: none in its stretch, none that are like it.

    When that is but a few, nothing is left: who knows what else was wrong.
    """
    dropped = {*suspicion.alike, *suspicion.stretch}
    left = [row for index, row in enumerate(rows) if index not in dropped]
    return left if len(left) >= SHARE * len(rows) else []


def trusted(rows: Sequence[Visited], before: State) -> list[Visited]:
    """Return the visits that can be believed without asking anybody again."""
    left = list(rows)
    while left and (suspicion := suspicion_of(left, before)):
        left = without(left, suspicion)
    return left
