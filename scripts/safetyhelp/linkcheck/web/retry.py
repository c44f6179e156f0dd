"""How long to leave a server in peace: what it asks for, and what is decent anyway. All pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from safetyhelp.linkcheck.web.errors import Failure
from safetyhelp.linkcheck.web.response import Response

_RETRIED_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_RETRIED_FAILURES = frozenset({Failure.RESET, Failure.NAME_SERVICE})
_EPOCH = 1_000_000_000
_DRAFT_REMAINING = re.compile(r"\br(?:emaining)?\s*=\s*0\b")
_DRAFT_RESET = re.compile(r"\b(?:t|reset)\s*=\s*(\d{1,9})\b")


@dataclass(frozen=True, slots=True)
class Manners:
    """How we behave. Times are in seconds; `longest_wait` is the most that a server can ask for.

    A server that was silent to the end is asked `silent_tries` times: each takes very long. What
    would be certain at once (404, 410, no such name) is looked at again after `second_look`. A
    host that wants fewer requests (429) `refusals` times in a row is left alone.
    """

    interval: float = 1.0
    longest_wait: float = 120.0
    tries: int = 3
    silent_tries: int = 2
    backoff: float = 2.0
    second_look: float = 30.0
    refusals: int = 3
    redirects: int = 20
    workers: int = 64


def _seconds(text: str, now: datetime) -> float | None:
    """Read a wait written as seconds, as a moment since 1970, or as an HTTP date."""
    text = text.strip()
    if re.fullmatch(r"\d{1,12}(?:\.\d{1,6})?", text):
        value = float(text)
        return value - now.timestamp() if value >= _EPOCH else value
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - now).total_seconds()


def wait_asked_for(exchange: Response, now: datetime) -> float:
    """Return how many seconds the server asks to be left alone; 0 when it does not."""
    asked = 0.0
    retry_after = exchange.header("Retry-After")
    if retry_after and (exchange.status in (429, 503) or 300 <= exchange.status < 400):
        asked = _seconds(retry_after, now) or 0.0
    for remaining, reset in (
        ("RateLimit-Remaining", "RateLimit-Reset"),
        ("X-RateLimit-Remaining", "X-RateLimit-Reset"),
        ("X-Rate-Limit-Remaining", "X-Rate-Limit-Reset"),
    ):
        if exchange.header(remaining).strip() == "0":
            asked = max(asked, _seconds(exchange.header(reset), now) or 0.0)
    draft = exchange.header("RateLimit")
    if _DRAFT_REMAINING.search(draft):
        reset_in = _DRAFT_RESET.search(draft)
        asked = max(asked, float(reset_in[1]) if reset_in else 0.0)
    return max(0.0, asked)


def deserves_a_second_look(exchange: Response, *, for_robots: bool = False) -> bool:
    """Say whether an answer would be certain at once, if it came a second time.

    A robots.txt that is not there is nothing to look at twice; a name is.
    """
    missing = exchange.status in (404, 410) and not for_robots
    return missing or exchange.failure is Failure.NO_SUCH_NAME


def worth_another_try(exchange: Response, tries: int, manners: Manners) -> bool:
    """Say whether the same request, made `tries` times so far, may well succeed a little later."""
    if exchange.failure is Failure.TIME_OUT:
        return tries < min(manners.silent_tries, manners.tries)
    return tries < manners.tries and (
        exchange.status in _RETRIED_STATUSES or exchange.failure in _RETRIED_FAILURES
    )


def pause_before(attempt: int, manners: Manners, random: Callable[[], float]) -> float:
    """Return the pause before try number `attempt` (from 2): doubling, with jitter of half."""
    full = manners.backoff * 2 ** (attempt - 2)
    return float(full * (0.5 + random() / 2))
