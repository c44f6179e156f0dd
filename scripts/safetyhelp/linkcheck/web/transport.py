"""Connections that go only where the guard has looked: the glue between requests and sockets."""

import contextlib
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import certifi
import requests
import requests.adapters
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


def tls_context() -> ssl.SSLContext:
    """Return a context that trusts what this system trusts, and what browsers do."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class _PlainConnection(urllib3.connection.HTTPConnection):
    def __init__(self, *args: Any, route: Route, **options: Any) -> None:
        super().__init__(*args, **options)
        self.route = route

    def _new_conn(self) -> socket.socket:
        return self.route.connect()


class _SecureConnection(urllib3.connection.HTTPSConnection):
    def __init__(self, *args: Any, route: Route, **options: Any) -> None:
        super().__init__(*args, **options)
        self.route = route

    def _new_conn(self) -> socket.socket:
        return self.route.connect()

    def connect(self) -> None:
        super().connect()
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


class GuardedAdapter(requests.adapters.HTTPAdapter):
    """Carries one request along its route: a connection of its own, no proxy, no retry."""

    def __init__(self, route: Route) -> None:
        super().__init__()
        self._route = route
        self._pool: urllib3.HTTPConnectionPool | None = None

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,  # noqa: ARG002  of the interface; the route decides
        verify: object,  # noqa: ARG002
        proxies: object = None,  # noqa: ARG002
        cert: object = None,  # noqa: ARG002
    ) -> urllib3.HTTPConnectionPool:
        """Return the one connection that the route allows."""
        target = self._route.target
        host = f"[{target.host}]" if ":" in target.host else target.host
        if target.scheme == "https":
            self._pool = _SecurePool(
                host, target.port, ssl_context=self._route.tls, route=self._route
            )
        else:
            self._pool = _PlainPool(host, target.port, route=self._route)
        return self._pool

    def cert_verify(self, conn: object, url: object, verify: object, cert: object) -> None:
        """Leave certificates to the route's own context, which always verifies them."""

    def close(self) -> None:
        """Close the connection."""
        super().close()
        if self._pool is not None:
            self._pool.close()
