"""Why a page could not be fetched."""

from enum import Enum


class Failure(Enum):
    """What went wrong before there was a whole answer."""

    ADDRESS_REFUSED = "address-refused"
    NO_SUCH_NAME = "no-such-name"
    NAME_SERVICE = "name-service"
    CONNECTION_REFUSED = "connection-refused"
    UNREACHABLE = "unreachable"
    TIME_OUT = "time-out"
    RESET = "reset"
    CERTIFICATE = "certificate"
    CERTIFICATE_CHAIN = "certificate-chain"
    NOT_HTTP = "not-http"
    ROBOTS_ERROR = "robots-error"
    UNREADABLE = "unreadable"


class VisitError(Exception):
    """A request that came to nothing: which failure, and a few plain words about it."""

    def __init__(self, failure: Failure, detail: str) -> None:
        super().__init__(detail)
        self.failure = failure
        self.detail = detail
