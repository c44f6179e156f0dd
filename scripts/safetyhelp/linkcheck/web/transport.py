"""Connections that go only where the guard has looked: the glue between urllib3 and sockets."""

import contextlib
import http.client
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import certifi
import urllib3
import urllib3.connection

from safetyhelp.linkcheck.web.deadline import Deadline
from safetyhelp.linkcheck.web.errors import Failure, VisitError
from safetyhelp.linkcheck.web.explain import explain
from safetyhelp.linkcheck.web.guard import Policy, Resolver, Target, addresses_to_connect


@dataclass(slots=True)
class Route:
    """How one request reaches its server. `certificate_expires` is found on the way."""

    target: Target
    resolver: Resolver
    deadline: Deadline
    policy: Policy
    tls: ssl.SSLContext
    connect_seconds: float
    certificate_expires: datetime | None = None

    def connect(self) -> socket.socket:
        """Look the target up, check the addresses, and connect to one of those very addresses."""
        fault = VisitError(Failure.UNREACHABLE, "the site could not be reached")
        for address in addresses_to_connect(self.target, self.resolver, self.policy):
            limit = min(self.connect_seconds, self.deadline.remaining())
            try:
                # An address, not a name: nothing is looked up a second time.
                connection = socket.create_connection((address, self.target.port), timeout=limit)
            except OSError as error:
                fault = explain(error)
                continue
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.deadline.covers(connection)
            return connection
        raise fault

    def names_its_issuer(self) -> bool:
        """Say whether the server's certificate says where its issuer's lies: browsers fetch it."""
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        try:
            with (
                self.connect() as connection,
                context.wrap_socket(connection, server_hostname=self.target.host) as secure,
            ):
                return _AIA_CA_ISSUERS in (secure.getpeercert(binary_form=True) or b"")
        except (OSError, VisitError):
            return False


def tls_context() -> ssl.SSLContext:
    """Return a context that trusts what this system trusts, and what browsers do."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


# Real sites send more and longer headers than Python's limits (100 of them, 64 KiB a line).
http.client._MAXHEADERS = 1_000  # type: ignore[attr-defined]
http.client._MAXLINE = 256 * 1024  # type: ignore[attr-defined]
_MOST_INTERIM = 20
_AIA_CA_ISSUERS = bytes.fromhex("06082b06010505073002")
"""The name of “where the issuer's certificate lies” in a certificate (RFC 5280, 4.2.2.1)."""
_NO_ISSUER = frozenset({20, 21})
"""OpenSSL: the issuer's certificate was neither sent nor known."""


class _Replayed:
    """A stream whose first lines have been read already."""

    def __init__(self, lines: list[bytes], stream: Any) -> None:
        self._lines = lines
        self._stream = stream

    def readline(self, limit: int = -1) -> bytes:
        return self._lines.pop(0) if self._lines else self._stream.readline(limit)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _PatientResponse(http.client.HTTPResponse):
    """An answer that is read as browsers read it.

    Interim answers such as 103 are passed over (RFC 9110, 15.2); a line among the headers that is
    none does not end them.
    """

    fp: Any

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(_MOST_INTERIM):
            answer = super()._read_status()  # type: ignore[misc]
            lines = http.client._read_headers(self.fp)  # type: ignore[attr-defined]
            if not 100 <= answer[1] < 200 or answer[1] == 101:
                break
        kept = [line for line in lines if b":" in line or line[:1] in b" \t" or not line.strip()]
        self.fp = _Replayed(kept, self.fp)
        return answer  # type: ignore[no-any-return]


class _Routed:
    """What makes a connection go along its route."""

    def __init__(self, *args: Any, route: Route, **options: Any) -> None:
        super().__init__(*args, **options)
        self.route = route

    def _new_conn(self) -> socket.socket:
        return self.route.connect()


class _PlainConnection(_Routed, urllib3.connection.HTTPConnection):
    response_class = _PatientResponse


class _SecureConnection(_Routed, urllib3.connection.HTTPSConnection):
    response_class = _PatientResponse

    def connect(self) -> None:
        try:
            super().connect()
        except ssl.SSLCertVerificationError as error:
            if error.verify_code in _NO_ISSUER and self.route.names_its_issuer():
                raise VisitError(
                    Failure.CERTIFICATE_CHAIN, "a part of its chain is missing"
                ) from error
            raise
        certificate = self.sock.getpeercert() if isinstance(self.sock, ssl.SSLSocket) else None
        expires = (certificate or {}).get("notAfter")
        if isinstance(expires, str):
            with contextlib.suppress(ValueError):
                seconds = ssl.cert_time_to_seconds(expires)
                self.route.certificate_expires = datetime.fromtimestamp(seconds, UTC)


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _SecurePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


def pool_of(route: Route) -> urllib3.HTTPConnectionPool:
    """Return what carries requests along a route: connections of its own, and no proxy."""
    target = route.target
    host = f"[{target.host}]" if ":" in target.host else target.host
    if target.scheme == "https":
        return _SecurePool(host, target.port, ssl_context=route.tls, route=route)
    return _PlainPool(host, target.port, route=route)
