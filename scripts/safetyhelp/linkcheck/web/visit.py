"""The steps of one visit: which request next, after what pause, and when it is over.

A journey is a generator without any input or output of its own: it yields what it wants to ask,
is sent what came of it, and returns what was seen. web/schedule.py carries the requests out.
"""

import itertools
import re
import string
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeGuard
from urllib.parse import quote, urljoin, urlsplit

from requests.utils import requote_uri

from safetyhelp.linkcheck.page.bot_protection import wall_sign
from safetyhelp.linkcheck.page.html import read_html
from safetyhelp.linkcheck.page.pdf import MARK as PDF_MARK
from safetyhelp.linkcheck.page.pdf import read_pdf
from safetyhelp.linkcheck.page.redirects import refresh_of
from safetyhelp.linkcheck.page.text import Page, fingerprint_of, read_plain
from safetyhelp.linkcheck.web.charset import is_binary, text_of
from safetyhelp.linkcheck.web.errors import Failure
from safetyhelp.linkcheck.web.observation import Observation, Redirect
from safetyhelp.linkcheck.web.response import Response
from safetyhelp.linkcheck.web.retry import (
    Manners,
    deserves_a_second_look,
    pause_before,
    wait_asked_for,
    worth_another_try,
)
from safetyhelp.linkcheck.web.robots import Rules, parse_robots

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_REDIRECTS = 5
# A large page takes much memory while it is read, and Python reads only one at a time anyway.
_ONE_AT_A_TIME, _ONE_PDF_AT_A_TIME = threading.Lock(), threading.Lock()
# Of a document from which no fact is read, all we need to know is that it is there.
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|zip|jpe?g|png)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ask:
    """One request that a journey wants, not before `pause` seconds from now."""

    method: str
    url: str
    pause: float = 0.0
    for_robots: bool = False


@dataclass(frozen=True, slots=True)
class Forbidden:
    """The answer when robots.txt keeps us out, or could not be read because of `failed`."""

    failed: Response | None = None


Reply = Response | Forbidden
Journey = Generator[Ask, Reply, Observation]
RobotsJourney = Generator[Ask, Reply, "Rules | Response"]


@dataclass(frozen=True, slots=True)
class VisitContext:
    """What a journey cannot know by itself: how to behave, the time, and chance."""

    manners: Manners
    now: Callable[[], datetime]
    random: Callable[[], float]


def _patiently(
    method: str, url: str, context: VisitContext, *, for_robots: bool = False
) -> Generator[Ask, Reply, Reply]:
    """Ask until there is an answer worth having, or no hope of one."""
    manners = context.manners
    pause = 0.0
    looked_twice = False
    for attempt in itertools.count(1):
        reply = yield Ask(method, url, pause, for_robots)
        if isinstance(reply, Forbidden):
            break
        if not looked_twice and deserves_a_second_look(reply, for_robots=for_robots):
            looked_twice = True
            pause = manners.second_look
            continue
        if not worth_another_try(reply, attempt, manners):
            break
        asked = wait_asked_for(reply, context.now())
        if asked > manners.longest_wait:
            break
        pause = max(asked, pause_before(attempt + 1, manners, context.random))
    return reply


def _next_address(exchange: Response) -> str:
    """Return where a redirect leads, with its fragment; empty when it is none."""
    # A header is bytes, read as Latin-1. Browsers escape those beyond ASCII as they stand.
    location = quote(exchange.header("Location").strip().encode("latin-1"), safe=string.printable)
    if exchange.status not in _REDIRECTS or not location:
        return ""
    return joined(exchange.url, location) or location  # the guard refuses what is no address


def joined(base: str, address: str) -> str:
    """Return a full address; empty when it is none."""
    try:
        full = str(requote_uri(urljoin(base, address)))
        urlsplit(full).port  # noqa: B018  raises ValueError, like urlsplit itself
    except ValueError:
        return ""
    return full


def _kind_of(exchange: Response) -> str:
    """Return what an answer is: the bytes know better than the header."""
    kind = exchange.header("Content-Type").partition(";")[0].strip().lower()
    start = exchange.body.lstrip()[:5]
    if start == PDF_MARK:
        return "application/pdf"
    if kind.startswith("text/") and is_binary(exchange.body, exchange.header("Content-Type")):
        return "application/octet-stream"
    return "text/html" if "html" in kind or (not kind and start[:1] == b"<") else kind


def _page(exchange: Response) -> tuple[Page | None, str]:
    """Return the page of an answer, if it is one that can be read, and the text it was made of."""
    kind = _kind_of(exchange)
    if not exchange.readable:
        return None, ""
    if kind == "application/pdf":
        with _ONE_PDF_AT_A_TIME:
            return read_pdf(exchange.body) if exchange.whole else None, ""
    if kind not in ("text/html", "text/plain"):
        return None, ""
    with _ONE_AT_A_TIME:
        text = text_of(exchange.body, exchange.header("Content-Type").lower())
        return (read_html if kind == "text/html" else read_plain)(text), text


@dataclass(slots=True)
class _Visit:
    """The state of one visit."""

    url: str
    context: VisitContext
    hops: list[Redirect] = field(default_factory=list)

    def seen(self, end: str, exchange: Response | None = None, **more: object) -> Observation:
        """Return the observation that ends the visit."""
        answer = exchange or Response(end, 0.0)
        return Observation(
            url=self.url,
            at=self.context.now(),
            hops=tuple(self.hops),
            final_url=end,
            status=answer.status,
            failure=answer.failure,
            detail=answer.detail,
            whole=answer.whole and answer.readable,
            content_type=_kind_of(answer),
            seconds=answer.seconds,
            certificate_expires=answer.certificate_expires,
            **more,  # type: ignore[arg-type]
        )

    def read(self, end: str, exchange: Response, page: Page | None, text: str) -> Observation:
        """Return the observation of an answer that leads nowhere else."""
        if exchange.failure:
            return self.seen(end, exchange)
        return self.seen(
            end,
            exchange,
            page=page if 200 <= exchange.status < 300 else None,
            wall=_wall(exchange, page, text, end if self.hops else ""),
            fingerprint=fingerprint_of(page) if page else "",
        )


def _anywhere(_: str) -> bool:
    return True


def visit(
    url: str,
    context: VisitContext,
    *,
    body_needed: bool = True,
    within: Callable[[str], bool] = _anywhere,
    keep_body: bool = False,
) -> Journey:
    """Visit one address: robots, retries, redirects, and HEAD before GET where that is enough.

    `within` says which addresses a redirect may lead to: one that leads elsewhere is not followed.
    """
    trip = _Visit(url, context)
    here = url
    head = not body_needed and _DOCUMENT.search(url.partition("?")[0]) is not None
    while True:
        if head:
            reply = yield Ask("HEAD", here)
            head = False
            if _is_a_document(reply):
                return trip.seen(here, reply)
            if isinstance(reply, Response) and reply.failure is not Failure.ADDRESS_REFUSED:
                reply = yield from _patiently("GET", here, context)
        else:
            reply = yield from _patiently("GET", here, context)
        if isinstance(reply, Forbidden):
            return _kept_out(trip, here, reply)
        onward, status = _next_address(reply), reply.status
        page, text = (None, "") if onward or reply.failure else _page(reply)
        if page and not onward:
            onward, status = _sent_on(reply, page), 0
        if not onward or (status == 0 and onward.partition("#")[0] == here):
            seen = trip.read(here, reply, page, text)
            return replace(seen, body=reply.body) if keep_body else seen
        trip.hops.append(Redirect(status, here, onward))
        if len(trip.hops) > context.manners.redirects:
            return trip.seen(here, reply, too_many_hops=True)
        if not within(onward):
            return trip.seen(here, reply, left_at=onward)
        here = onward.partition("#")[0]


def _is_a_document(reply: Reply) -> TypeGuard[Response]:
    """Say whether the answer to HEAD is what it should be: a web page in its place is none."""
    if not isinstance(reply, Response):
        return False
    return 200 <= reply.status < 300 and _kind_of(reply) != "text/html"


def _kept_out(trip: _Visit, here: str, reply: Forbidden) -> Observation:
    if reply.failed is None:
        return trip.seen(here, robots_forbid=True)
    if reply.failed.failure:
        return trip.seen(here, reply.failed)
    return trip.seen(
        here,
        Response(
            here,
            reply.failed.seconds,
            failure=Failure.ROBOTS_ERROR,
            detail=f"asked for robots.txt, the server answered {reply.failed.status}",
        ),
    )


def _sent_on(exchange: Response, page: Page) -> str:
    """Return where a page sends its reader by itself; empty when it does not."""
    if not 200 <= exchange.status < 300:
        return ""
    address = refresh_of(exchange.header("Refresh")) or page.refresh
    return joined(exchange.url, address) if address and not _wall(exchange, page) else ""


def _wall(exchange: Response, page: Page | None, text: str = "", address: str = "") -> str:
    headers = {name.lower(): value for name, value in exchange.headers.items()}
    return wall_sign(exchange.status, headers, text, page, address)


def read_robots(origin: str, context: VisitContext) -> RobotsJourney:
    """Fetch the robots.txt of one origin: its rules, or the exchange by which it failed.

    “Not there” (4xx) means that everything is allowed; a server or network that fails means that
    nothing is (RFC 9309, 2.3.1).
    """
    url = f"{origin}/robots.txt"
    for _ in range(_ROBOTS_REDIRECTS + 1):
        reply = yield from _patiently("GET", url, context, for_robots=True)
        assert isinstance(reply, Response)
        onward = _next_address(reply)
        if onward:
            url = onward.partition("#")[0]
            continue
        if reply.failure or reply.status >= 500:
            return reply
        if 200 <= reply.status < 300:
            return parse_robots(reply.body.decode("utf-8", "replace"))
        break
    return Rules()
