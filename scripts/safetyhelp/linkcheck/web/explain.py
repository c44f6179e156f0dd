"""How the errors of the network libraries map to our failures: one table."""

import http.client
import ssl
from collections.abc import Iterator

import urllib3.exceptions

from safetyhelp.linkcheck.web.errors import Failure, VisitError


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and everything that led to it, each once."""
    waiting: list[object] = [error]
    known: set[int] = set()
    while waiting:
        here = waiting.pop(0)
        if not isinstance(here, BaseException) or id(here) in known:
            continue
        known.add(id(here))
        yield here
        waiting += [here.__cause__, here.__context__, getattr(here, "reason", None), *here.args]


_NOT_HTTP = (http.client.HTTPException, urllib3.exceptions.HTTPError, ValueError)
_TIME_OUTS = (TimeoutError, urllib3.exceptions.TimeoutError)
_Kinds = type[BaseException] | tuple[type[BaseException], ...]
# The first row that fits any error in the chain decides; so the exact ones come first.
_TABLE: tuple[tuple[_Kinds, Failure, str], ...] = (
    (_TIME_OUTS, Failure.TIME_OUT, "the site did not answer in time"),
    (ssl.SSLError, Failure.CERTIFICATE, "no secure connection could be made"),
    (ConnectionRefusedError, Failure.CONNECTION_REFUSED, "the site refused the connection"),
    (http.client.RemoteDisconnected, Failure.RESET, "the site hung up without an answer"),
    (ConnectionError, Failure.RESET, "the connection broke off"),
    (_NOT_HTTP, Failure.NOT_HTTP, "the answer was not proper HTTP"),
    (OSError, Failure.UNREACHABLE, "the site could not be reached"),
)
EXPECTED = (*_NOT_HTTP, OSError)
"""Everything that a request may raise; `explain` gives it a name."""


def explain(error: BaseException) -> VisitError:
    """Turn whatever a request raised into a VisitError."""
    chain = list(_causes(error))
    for cause in chain:
        if isinstance(cause, VisitError):
            return cause
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = cause.verify_message or cause.reason or "it could not be verified"
            return VisitError(Failure.CERTIFICATE, why)
    for kind, failure, words in _TABLE:
        if any(isinstance(cause, kind) for cause in chain):
            return VisitError(failure, words)
    return VisitError(Failure.UNREACHABLE, "the site could not be reached")
