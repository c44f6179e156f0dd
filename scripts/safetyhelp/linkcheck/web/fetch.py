"""One request and what came of it. Everything that a server can do to us is limited here."""

import http.cookiejar
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
import urllib3
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar
from requests.structures import CaseInsensitiveDict

from safetyhelp.linkcheck.web.charset import Unpacker
from safetyhelp.linkcheck.web.deadline import Deadline, Watchdog
from safetyhelp.linkcheck.web.errors import Failure, VisitError
from safetyhelp.linkcheck.web.explain import EXPECTED, explain
from safetyhelp.linkcheck.web.guard import PUBLIC, Policy, Resolver, system_resolver, target_of
from safetyhelp.linkcheck.web.response import Limits, Response
from safetyhelp.linkcheck.web.transport import Route, pool_of

_CHUNK = 16 * 1024


class Cookies:
    """The cookies of one visit. They end with it, and never leave their own site.

    Some sites answer a visitor without cookies with an endless redirect to themselves.
    """

    def __init__(self) -> None:
        policy = http.cookiejar.DefaultCookiePolicy(
            strict_domain=True, strict_ns_domain=http.cookiejar.DefaultCookiePolicy.DomainStrict
        )
        self.jar = RequestsCookieJar(policy=policy)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Sends requests within the limits, and only to public addresses."""

    tls: ssl.SSLContext
    watchdog: Watchdog
    clock: Callable[[], float]
    user_agent: str
    limits: Limits
    resolver: Resolver = system_resolver
    policy: Policy = PUBLIC

    def fetch(self, method: str, url: str, cookies: Cookies) -> Response:
        """Send one request (HEAD or GET), follow nothing, and return what came of it."""
        started = self.clock()
        deadline = self.watchdog.start(self.limits.total_seconds)
        try:
            return self._exchange(method, url, cookies, deadline, started)
        except VisitError as error:
            fault = error
        except EXPECTED as error:
            fault = explain(error)
        except Exception as error:
            fault = VisitError(Failure.UNREADABLE, type(error).__name__)
        finally:
            deadline.close()
        if deadline.expired:
            fault = VisitError(Failure.TIME_OUT, "the site did not answer in time")
        return Response(url, self.clock() - started, fault.failure, fault.detail)

    def _exchange(
        self, method: str, url: str, cookies: Cookies, deadline: Deadline, started: float
    ) -> Response:
        target = target_of(url, self.policy)
        limits = self.limits
        route = Route(
            target, self.resolver, deadline, self.policy, self.tls, limits.connect_seconds
        )
        headers = {
            "User-Agent": self.user_agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "en-GB,en;q=0.9,cy;q=0.5",
            "Connection": "close",
        }
        # Only put together by requests: where it sends, it reads redirects whole, however large.
        request = requests.Request(method, url, headers, cookies=cookies.jar).prepare()
        with pool_of(route) as pool:
            response = pool.urlopen(
                method,
                request.path_url,
                headers=request.headers,
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
                timeout=urllib3.Timeout(
                    connect=limits.connect_seconds, read=limits.silence_seconds
                ),
            )
            extract_cookies_to_jar(cookies.jar, request, response)  # type: ignore[no-untyped-call]
            body = Unpacker(response.headers.get("Content-Encoding", ""), limits.body_bytes)
            whole = method == "HEAD" or _read(response, body, deadline)
            response.close()
        answered = CaseInsensitiveDict(response.headers)
        # Sent twice, it arrives joined by a comma, which would be a part of the address.
        for location in response.headers.getlist("Location")[:1]:
            answered["Location"] = location
            if response.get_redirect_location():
                urlsplit(location)  # raises ValueError: what leads to no address is no answer
        return Response(
            url,
            self.clock() - started,
            status=response.status,
            headers=answered,
            body=body.body(),
            whole=whole and body.ended and not body.full,
            readable=not body.broken,
            certificate_expires=route.certificate_expires,
        )


def _read(response: urllib3.BaseHTTPResponse, body: Unpacker, deadline: Deadline) -> bool:
    """Read the body up to its limit; return whether it came whole.

    A body that the server ends too early is still what visitors see. A connection that breaks, or
    that never ends, is a failure, unless the limit was reached before.
    """
    try:
        while not body.full:
            chunk = response.read1(_CHUNK, decode_content=False)
            if not chunk:
                break
            body.feed(chunk)
    except EXPECTED as error:
        fault = explain(error)
        if deadline.expired:
            raise VisitError(Failure.TIME_OUT, "the page did not end in time") from error
        if fault.failure in (Failure.RESET, Failure.TIME_OUT):
            raise fault from error
        return False
    if deadline.expired:
        raise VisitError(Failure.TIME_OUT, "the page did not end in time")
    return True
