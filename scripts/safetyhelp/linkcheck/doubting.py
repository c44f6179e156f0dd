"""The run doubts itself before anything is remembered: it asks some pages again, and decides.

What the results alone can say is in evidence/trust.py. A broken network breaks pages that answered
a moment ago too; sites that have really failed stay alone in it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from safetyhelp.errors import UserError
from safetyhelp.evidence.state import State
from safetyhelp.evidence.trust import (
    FEWEST_SITES,
    NETWORK,
    Suspicion,
    Visited,
    answers_well,
    failure_of,
    suspicion_of,
    without,
)
from safetyhelp.evidence.vocabulary import Result
from safetyhelp.text.words import counted

MOST_ASKED = 6
AskAgain = Callable[[Sequence[str]], Sequence[Visited]]
"""Addresses of pages in, what a new visit to each shows out."""


class NoNetworkError(UserError):
    """Nothing answered and the network here seems to be down, so nothing was learned."""

    def __init__(self) -> None:
        super().__init__(
            "No site answered at all, and the network here seems to be down. Nothing was learned, "
            "and nothing was changed."
        )


class DoubtfulRunError(UserError):
    """The run looks like a fault on our side. `kept` visits of it are remembered."""

    def __init__(self, reasons: Iterable[str], kept: int) -> None:
        left = (
            f"What {counted(kept, 'page')} showed outside of that was kept; the others are asked "
            "next time."
            if kept
            else "Nothing was learned, and nothing was changed."
        )
        super().__init__(
            f"This run cannot be believed: {'; and '.join(reasons)}. It looks like a fault here, "
            f"not of the sites. {left} Try again from another network, or later."
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """The visits of a run that can be believed, and why the others cannot."""

    rows: tuple[Visited, ...]
    reasons: tuple[str, ...] = ()


def judge_run(
    rows: Sequence[Visited],
    before: State,
    ask_again: AskAgain,
    network_works: Callable[[], bool],
) -> Judged:
    """Judge all visits of a run. Raises NoNetworkError."""
    _refuse_without_network(rows, before, ask_again, network_works)
    left, reasons = list(rows), list[str]()
    believed: set[str] = set()
    while left and (suspicion := suspicion_of(left, before, believed)):
        if not suspicion.certainly_ours and _sites_are_to_blame(left, before, suspicion, ask_again):
            believed.add(suspicion.kind)
        else:
            left = without(left, suspicion)
            reasons.append(suspicion.words)
    return Judged(tuple(left), tuple(dict.fromkeys(reasons)))


def _refuse_without_network(
    rows: Sequence[Visited],
    before: State,
    ask_again: AskAgain,
    network_works: Callable[[], bool],
) -> None:
    """Look for a network that is down in a run of too few sites for any other judgement."""
    sites = {row.site for row in rows}
    if not rows or len(sites) >= FEWEST_SITES or any(failure_of(row) != NETWORK for row in rows):
        return
    good = [
        url
        for url, link in before.links.items()
        if answers_well(link.verdict) and Visited(url, State()).site not in sites
    ]
    answers = ask_again(_spread(good, 3)) if good else ()
    works = any(failure_of(row) != NETWORK for row in answers) if good else network_works()
    if not works:
        raise NoNetworkError


def _sites_are_to_blame(
    rows: Sequence[Visited], before: State, suspicion: Suspicion, ask_again: AskAgain
) -> bool:
    """Say whether suspect pages still fail while others still answer, when both are asked again."""
    suspect = _one_of_each_site(rows[index] for index in suspicion.marked)
    others = _one_of_each_site(
        row
        for index, row in enumerate(rows)
        if index not in suspicion.stretch and _is_well(row, before, suspicion.kind)
    )
    if not others:
        return False
    again = {row.url: row for row in ask_again([*_spread(suspect), *_spread(others)])}
    bad = [not _is_well(again[url], before, suspicion.kind) for url in _spread(suspect)]
    good = [_is_well(again[url], before, suspicion.kind) for url in _spread(others)]
    return sum(bad) > len(bad) / 2 and sum(good) > len(good) / 2


def _is_well(row: Visited, before: State, kind: str) -> bool:
    if kind != "vanished":
        return answers_well(row.verdict)
    known = [
        fact.result
        for source, facts in row.result.facts.items()
        for key, fact in facts.items()
        if key in before.facts.get(source, {})
    ]
    return Result.CONFIRMED in known


def _one_of_each_site(rows: Iterable[Visited]) -> list[str]:
    return list({row.site: row.url for row in rows}.values())


def _spread(urls: Sequence[str], most: int = MOST_ASKED) -> list[str]:
    """Return a few of many, from the first to the last."""
    if len(urls) <= most:
        return list(urls)
    return [urls[index * (len(urls) - 1) // (most - 1)] for index in range(most)]
