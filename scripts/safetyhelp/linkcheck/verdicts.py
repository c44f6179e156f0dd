"""From what was observed to the verdict: one table, read from top to bottom. Pure."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from urllib.parse import unquote, urldefrag, urlsplit

from safetyhelp.evidence.vocabulary import Judgement, Verdict
from safetyhelp.linkcheck.page.soft_404 import ends_elsewhere, for_sale, says_not_found
from safetyhelp.linkcheck.web.errors import Failure
from safetyhelp.linkcheck.web.observation import Observation
from safetyhelp.text.words import day_in_words

SLOW_SECONDS = 8.0
CERTIFICATE_DAYS = 21


_BY_HAND = "Open the page in a browser."
_WAIT = "Wait: it counts only after three runs over seven days. "
_FIND_NEW = (
    "Look for the new page on the same site. If there is none, delete the link or the record, and "
    "say in “notes” why."
)
_BEWARE = (
    "Take the link out today: whoever buys the name can put anything there. Phone or write to the "
    "service and ask for its new address."
)
_FIXES: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.OK: "Nothing to do.",
        Verdict.MOVED: "Change the address to {new}",
        Verdict.MOVED_FOR_NOW: "Leave it: the site calls this move temporary.",
        Verdict.GONE: _FIND_NEW,
        Verdict.PROBABLY_GONE: f"{_BY_HAND} If it is not the page that is meant: {_FIND_NEW}",
        Verdict.LAPSED: f"Try the name with and without www. {_BEWARE}",
        Verdict.FOR_SALE: _BEWARE,
        Verdict.BLOCKED: f"{_BY_HAND} People can usually get in. If it works, leave it.",
        Verdict.FORBIDDEN: f"{_BY_HAND} If it works, add a suppression. If not: {_FIND_NEW}",
        Verdict.SERVER_ERROR: f"{_WAIT}Then tell the site’s owner, or look for another page.",
        Verdict.CONNECTION_REFUSED: f"{_WAIT}Then look whether the site has a new name.",
        Verdict.TIME_OUT: f"{_WAIT}Then look whether the site has a new name.",
        Verdict.UNREACHABLE: f"{_WAIT}Then look whether the site has a new name.",
        Verdict.REDIRECT_LOOP: f"{_BY_HAND} If it never ends there either: {_FIND_NEW}",
        Verdict.BAD_CERTIFICATE: f"{_BY_HAND} If it warns you too, tell the site’s owner, and look "
        "for another page: visitors are taught to turn back at such a warning.",
        Verdict.CERTIFICATE_ENDS: "Leave it. If it has not been renewed by then, tell the owner.",
        Verdict.SLOW: "Leave it. For people with a slow phone, a faster page would be better.",
        Verdict.ANCHOR_MISSING: "Open the page, find the part that is meant, and correct what "
        "stands after “#”, or delete it.",
        Verdict.NOT_CHECKED: f"{_BY_HAND} The checker may not or could not look at it.",
        Verdict.ADDRESS_REFUSED: "Use the address of a public page, as it stands in a browser’s "
        "address line.",
    }
)


def fix_for(verdict: Verdict, new_url: str = "") -> str:
    """Return what a maintainer can do about a verdict."""
    return _FIXES[verdict].format(new=new_url or "—")


_OF_FAILURES: Mapping[Failure, tuple[Verdict, str]] = MappingProxyType(
    {
        Failure.ADDRESS_REFUSED: (Verdict.ADDRESS_REFUSED, "The address is refused: {detail}."),
        Failure.NO_SUCH_NAME: (Verdict.LAPSED, "The site’s name no longer exists."),
        Failure.NAME_SERVICE: (Verdict.UNREACHABLE, "The site was not found: {detail}."),
        Failure.CONNECTION_REFUSED: (
            Verdict.CONNECTION_REFUSED,
            "The site’s server refuses connections.",
        ),
        Failure.UNREACHABLE: (Verdict.UNREACHABLE, "The site could not be reached."),
        Failure.TIME_OUT: (Verdict.TIME_OUT, "The site took too long: {detail}."),
        Failure.RESET: (Verdict.UNREACHABLE, "The site broke off the connection."),
        Failure.CERTIFICATE: (
            Verdict.BAD_CERTIFICATE,
            "Browsers warn of this site: its certificate is not valid ({detail}).",
        ),
        Failure.CERTIFICATE_CHAIN: (
            Verdict.NOT_CHECKED,
            "The site’s certificate could not be checked: {detail}. Most browsers fill it in.",
        ),
        Failure.UNREADABLE: (
            Verdict.NOT_CHECKED,
            "Our program could not read the page ({detail}). Please report this.",
        ),
        Failure.NOT_HTTP: (Verdict.UNREACHABLE, "The server’s answer makes no sense."),
        Failure.ROBOTS_ERROR: (Verdict.SERVER_ERROR, "The server has a fault: {detail}."),
    }
)


def _refused_or_forbidden(seen: Observation) -> Judgement | None:
    if seen.robots_forbid:
        return Judgement(Verdict.NOT_CHECKED, "The site’s robots.txt asks robots to stay away.")
    if seen.failure is not None:
        verdict, words = _OF_FAILURES[seen.failure]
        words = words.format(detail=seen.detail or "no reason given")
        if seen.hops:
            words = f"{words.rstrip('.')} (after a redirect to {seen.end})."
        return Judgement(verdict, words)
    if seen.too_many_hops:
        return Judgement(
            Verdict.REDIRECT_LOOP, f"The link was sent on {len(seen.hops)} times without an end."
        )
    return None


def _on_sale(seen: Observation) -> Judgement | None:
    sign = for_sale(seen.page, seen.end)
    if sign:
        return Judgement(Verdict.FOR_SALE, f"The site’s name seems to be for sale: {sign}.")
    return None


def _walled(seen: Observation) -> Judgement | None:
    if seen.wall:
        return Judgement(Verdict.BLOCKED, f"The site keeps robots out, not people: {seen.wall}.")
    return None


def _by_status(seen: Observation) -> Judgement | None:
    status = seen.status
    if status in (404, 410):
        word = "not found" if status == 404 else "gone for good"
        return Judgement(Verdict.GONE, f"The server says that the page is {word} ({status}).")
    if status in (401, 402, 403, 407, 451):
        return Judgement(Verdict.FORBIDDEN, f"The server does not show us the page ({status}).")
    if status >= 500 or status in (408, 425):
        return Judgement(Verdict.SERVER_ERROR, f"The server has a fault ({status}).")
    if status >= 400:
        return Judgement(Verdict.FORBIDDEN, f"The server refuses our request ({status}).")
    if not 200 <= status < 300:
        return Judgement(Verdict.UNREACHABLE, f"The server’s answer makes no sense ({status}).")
    return None


def _empty(seen: Observation) -> Judgement | None:
    page = seen.page
    if page is not None and not (page.title or page.lines or page.hidden or page.needs_javascript):
        return Judgement(
            Verdict.NOT_CHECKED, "The page came without any text, so nothing was learned."
        )
    return None


def _softly_gone(seen: Observation) -> Judgement | None:
    words = says_not_found(seen.page) if seen.page else ""
    if words:
        return Judgement(Verdict.PROBABLY_GONE, f"The page answers, but says: “{words}”.")
    sign = ends_elsewhere(urldefrag(seen.url).url, seen.end)
    if sign:
        return Judgement(Verdict.PROBABLY_GONE, f"The page is probably gone: {sign} ({seen.end}).")
    return None


def _is_upgrade(source: str, target: str) -> bool:
    """Say whether a redirect only changes http to https."""
    before, after = urlsplit(source), urlsplit(target)
    return (before.scheme, after.scheme) == ("http", "https") and (
        before.hostname, before.path or "/", before.query
    ) == (after.hostname, after.path or "/", after.query)  # fmt: skip


def _moved(seen: Observation) -> Judgement | None:
    new_url = ""
    for hop in seen.hops:
        if not (hop.for_good or _is_upgrade(hop.source, hop.target)):
            break
        new_url = hop.target
    if new_url and urldefrag(new_url).url != urldefrag(seen.url).url:
        fragment = urldefrag(seen.url).fragment
        if fragment and not urldefrag(new_url).fragment:
            new_url = f"{new_url}#{fragment}"
        return Judgement(Verdict.MOVED, f"The page has moved for good, to {new_url}", new_url)
    return None


def _anchors_missing(seen: Observation) -> Judgement | None:
    # What follows “:~:” speaks to the browser alone (URL Fragment Text Directives).
    fragment = unquote(urldefrag(seen.url).fragment).partition(":~:")[0]
    client_side = not fragment or fragment[0] in "/!:" or fragment.lower() == "top"
    if client_side or seen.page is None or not seen.whole or seen.page.needs_javascript:
        return None
    if not {fragment, f"user-content-{fragment}"}.isdisjoint(seen.page.anchors):
        return None
    return Judgement(
        Verdict.ANCHOR_MISSING, f"The page is there, but has no part called “{fragment}”."
    )


def _moved_for_now(seen: Observation) -> Judgement | None:
    if seen.hops:
        return Judgement(Verdict.MOVED_FOR_NOW, f"The link is sent on, for now, to {seen.end}")
    return None


def _certificate_ends(seen: Observation) -> Judgement | None:
    ends = seen.certificate_expires
    if ends is not None and ends - seen.at < timedelta(days=CERTIFICATE_DAYS):
        return Judgement(
            Verdict.CERTIFICATE_ENDS,
            f"The site’s certificate ends on {day_in_words(ends.date())}. "
            "Then browsers will warn of the site.",
        )
    return None


def _slow(seen: Observation) -> Judgement | None:
    if seen.seconds > SLOW_SECONDS:
        return Judgement(Verdict.SLOW, f"The page took {seen.seconds:.0f} seconds.")
    return None


TABLE: tuple[Callable[[Observation], Judgement | None], ...] = (
    _refused_or_forbidden,
    _on_sale,
    _walled,
    _by_status,
    _empty,
    _softly_gone,
    _moved,
    _certificate_ends,
    _anchors_missing,
    _moved_for_now,
    _slow,
)
"""The first row that has something to say decides."""


def judge(seen: Observation) -> Judgement:
    """Return the verdict on what was seen."""
    for row in TABLE:
        judgement = row(seen)
        if judgement is not None:
            return judgement
    return Judgement(Verdict.OK, "The page is there.")
