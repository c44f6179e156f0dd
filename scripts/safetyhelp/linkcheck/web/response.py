"""What one request may take, and what came of it: plain data, without any network."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from safetyhelp.linkcheck.web.errors import Failure

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much: seconds to connect, of silence, and for all; bytes of a body."""

    connect_seconds: float = 10.0
    silence_seconds: float = 15.0
    total_seconds: float = 40.0
    body_bytes: int = 2_000_000


@dataclass(frozen=True, slots=True)
class Response:
    """What one request led to: an answer with a status, or a failure.

    `whole` is false when the body was cut off, by the server or by our limit; `readable` is false
    when it could not be unpacked.
    """

    url: str
    seconds: float
    failure: Failure | None = None
    detail: str = ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=lambda: _NO_HEADERS)
    body: bytes = b""
    whole: bool = True
    readable: bool = True
    certificate_expires: datetime | None = None

    def header(self, name: str) -> str:
        """Return a header of the answer, empty when it has none."""
        return self.headers.get(name, "")
